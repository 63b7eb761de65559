"""Publicar de urgencia: cuando no hay quien revise, sale con su motivo y deja una deuda hasta que alguien firme."""

from datetime import datetime

from django.db import transaction

from boletines import transiciones
from boletines.dominio.revision.aprobacion import impedimentos_para_enviar
from boletines.dominio.revision.huella import exigir_lo_mostrado, huella_del_contenido
from boletines.dominio.salida.publicacion import emitir_en_el_acto
from boletines.models import Boletin
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, YaCambio
from personas.models import Oficina, Persona
from personas.permisos import APROBAR_BOLETINES

NADIE_MAS = (
    "Nadie más podría firmarlo: da ese permiso a otra persona en Equipo, o declara la oficina unipersonal en sus datos."
)


@transaction.atomic(durable=True)
def publicar_de_urgencia(boletin: Boletin, *, motivo: str, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Publica lo que se tenía a la vista sin la revisión de otra persona, con motivo y la marca «falta visto bueno».

    Lo que la ley pide no se salta: texto alternativo, pies, créditos y leyenda se exigen igual.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.PUBLICAR_DE_URGENCIA.capacidad)
    motivo = motivo_escrito(" ".join(motivo.split()), "Escribe por qué no puede esperar la revisión.", maximo=300)
    exigir_lo_mostrado(boletin, huella_vista)
    rechazar_si(impedimentos_para_enviar(boletin))
    return emitir_en_el_acto(
        boletin,
        transicion=transiciones.PUBLICAR_DE_URGENCIA,
        por=por,
        ahora=ahora,
        detalle={"motivo": motivo},
        urgencia_por=por,
        urgencia_motivo=motivo,
    )


def impedimentos_para_firmar(boletin: Boletin, persona: Persona) -> list[Impedimento]:
    """Por qué esta persona no puede dar el visto bueno que falta, y quién sí.

    Quien lo escribió o lo publicó sólo lo firma en oficina unipersonal declarada y si nadie más puede.
    """
    if not boletin.debe_visto_bueno:
        return [Impedimento("No le falta visto bueno.")]
    if persona.pk not in {boletin.urgencia_por_id, boletin.autor_id}:
        return []
    pueden = quienes_pueden_firmar(boletin, publica=boletin.urgencia_por)
    if not pueden and Oficina.objects.actual().es_unipersonal:
        return []
    quien = f"Puede firmarlo {' o '.join(map(str, pueden))}." if pueden else NADIE_MAS
    return [Impedimento(f"Lo escribiste o lo publicaste tú: debe firmarlo otra persona. {quien}")]


def quienes_pueden_firmar(boletin: Boletin, *, publica: Persona | None) -> list[Persona]:
    """Las personas activas que aprueban y no lo escribieron ni lo publican."""
    involucradas = {boletin.autor_id, publica.pk if publica else None}
    return [p for p in Persona.objects.activas() if p.pk not in involucradas and p.puede(APROBAR_BOLETINES)]


def aviso_de_la_firma(boletin: Boletin, *, publica: Persona) -> str:
    """Antes de publicar sin revisión: quién podrá firmarlo después, o que nadie más puede."""
    if pueden := quienes_pueden_firmar(boletin, publica=publica):
        return f"Podrá firmarlo {' o '.join(map(str, pueden))}."
    if Oficina.objects.actual().es_unipersonal:
        return "Nadie más podría firmarlo: lo firmas tú, con la excepción de oficina unipersonal."
    return NADIE_MAS


@transaction.atomic(durable=True)
def firmar_urgente(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Salda la deuda: otra persona (o la única, en oficina unipersonal) leyó lo que salió y lo da por bueno.

    Rechaza si lo corrigieron entre tanto: se firma lo que se leyó.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.APROBAR.capacidad)
    rechazar_si(impedimentos_para_firmar(boletin, por))
    exigir_lo_mostrado(boletin, huella_vista)
    campos = {
        "aprobado_por": por,
        "aprobado_en": ahora,
        "huella_aprobada": huella_del_contenido(boletin),
        "es_unipersonal": por.pk in {boletin.urgencia_por_id, boletin.autor_id},
    }
    if not Boletin.objects.sin_visto_bueno().filter(pk=boletin.pk).update(**campos):
        raise YaCambio("Otra persona lo firmó hace un momento.")
    asentar("firmar urgente", boletin, por=por, ahora=ahora, folio=boletin.folio)
    boletin.refresh_from_db()
    return boletin
