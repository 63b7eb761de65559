"""Publicar una vez y en todas partes; retirar dejando constancia."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from boletines import transiciones
from boletines.dominio.revision.aprobacion import aprobar_en_el_acto, impedimentos_para_enviar
from boletines.dominio.revision.huella import exigir_lo_mostrado, huella_del_contenido
from boletines.dominio.salida.correos import cuando_salen
from boletines.dominio.salida.folios import siguiente_folio_de_boletin
from boletines.dominio.salida.palabras import fijar_palabras
from boletines.dominio.salida.textos import CorreoDelBoletin
from boletines.models import Boletin
from boletines.models.folio import folio_de
from boletines.signals import boletin_publicado
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, MotivoDeEnvio
from medios.models import Contacto
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.referencias import ref
from personas.models import Oficina, Persona


def impedimentos_para_publicar(boletin: Boletin) -> list[Impedimento]:
    """Lo que impide publicar: lo de la revisión y que el texto siga siendo el aprobado."""
    impedimentos = impedimentos_para_enviar(boletin)
    if boletin.huella_aprobada != huella_del_contenido(boletin):
        impedimentos.append(
            Impedimento("Cambió después de aprobarse (texto, fotos o pies). Pide cambios y que se apruebe otra vez.")
        )
    return impedimentos


@transaction.atomic(durable=True)
def publicar_boletin(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Publica un boletín aprobado: le da folio y apunta sus salidas. Rechaza si ya no es lo que se tenía a la vista.

    No sale nada a la red; el portal, los correos y la publicación de Facebook quedan
    apuntados con el cambio de estado. Con embargo, todo espera a su minuto.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.PUBLICAR.capacidad)
    exigir_lo_mostrado(boletin, huella_vista)
    rechazar_si(impedimentos_para_publicar(boletin))
    return emitir_en_el_acto(boletin, transicion=transiciones.PUBLICAR, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def aprobar_y_publicar(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Aprueba y publica de un paso lo que se tenía a la vista; si algo lo impide, no hace ninguna de las dos cosas."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.PUBLICAR.capacidad)
    aprobado = aprobar_en_el_acto(boletin, huella_vista=huella_vista, por=por, ahora=ahora)
    rechazar_si(impedimentos_para_publicar(aprobado))
    return emitir_en_el_acto(aprobado, transicion=transiciones.PUBLICAR, por=por, ahora=ahora)


def emitir_en_el_acto(
    boletin: Boletin,
    *,
    transicion: Transicion,
    por: Persona,
    ahora: datetime,
    detalle: dict | None = None,
    **campos: Any,
) -> Boletin:
    """Da el folio, cambia el estado y apunta las salidas, dentro de la transacción de un acto que ya revisó todo.

    Rechaza una corrección: esa se publica sobre el boletín que corrige, con el folio de aquél.
    """
    if boletin.corrige_id:
        raise NoSePuede("Es una corrección: se publica con «Publicar la corrección» y conserva el folio.")
    if boletin.estado not in transicion.desde:  # antes de gastar un folio
        raise YaCambio(f"No se puede {transicion.nombre}: ahora está {boletin.get_estado_display().lower()}.")
    serie, ejercicio, consecutivo = siguiente_folio_de_boletin(ahora)
    aplicar(
        boletin,
        transicion,
        por=por,
        ahora=ahora,
        publicado_en=ahora,
        publicado_por=por,
        modificado_en=ahora,
        publicar_en=None,
        serie=serie,
        ejercicio=ejercicio,
        consecutivo=consecutivo,
        slug=_slug(boletin, consecutivo),
        administracion=Oficina.objects.actual().administracion,
        detalle={"folio": folio_de(serie, consecutivo, ejercicio)} | (detalle or {}),
        **campos,
    )
    fijar_palabras(boletin)
    _apuntar_salidas(boletin, por, ahora)
    return boletin


def _slug(boletin: Boletin, consecutivo: int) -> str:
    """La dirección: el título en palabras y el consecutivo, que la hace única en el año."""
    return f"{slugify(boletin.titulo)[:90].strip('-') or 'boletin'}-{consecutivo:03d}"


def _quienes_lo_reciben() -> list[Contacto]:
    """Uno por buzón: si una redacción comparte el suyo, el boletín llega una vez."""
    lista = Contacto.objects.invitables().filter(recibe_boletines=True, no_enviar_correos=False).exclude(correo="")
    return list({contacto.correo.lower(): contacto for contacto in reversed(lista)}.values())[::-1]


def _apuntar_salidas(boletin: Boletin, por: Persona, ahora: datetime) -> None:
    referencia, sale = ref(boletin), max(filter(None, (ahora, boletin.embargo_hasta)))
    encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.PUBLICAR,
        objeto=referencia,
        asunto=boletin.titulo,
        por=por,
        ahora=ahora,
        no_antes=sale,
        prioridad=1,
    )
    # docs/dominio.md, regla 25: la lista va por criterio, sin exclusiones a mano.
    correo = CorreoDelBoletin(boletin, ahora)
    for contacto in _quienes_lo_reciben():
        encolar(
            canal=Canal.CORREO,
            motivo=MotivoDeEnvio.BOLETIN,
            objeto=referencia,
            para=ref(contacto),
            destinatario=contacto.correo,
            asunto=f"{boletin.folio} {boletin.titulo}"[:250],
            carga=correo.para(contacto),
            por=por,
            ahora=ahora,
            no_antes=cuando_salen(boletin, ahora),
        )
    boletin_publicado.send(Boletin, boletin=boletin, sale=sale, por=por, ahora=ahora)
