"""Corregir lo publicado: otra versión revisada, su nota a la vista y la fe de erratas a quien recibió la primera."""

from datetime import datetime
from typing import Any

from django.db import transaction

from boletines import transiciones
from boletines.dominio.redaccion.cortes import poner_cortes
from boletines.dominio.redaccion.versiones import registrar_version
from boletines.dominio.revision.huella import exigir_lo_mostrado, huella_del_contenido
from boletines.dominio.salida.correos import cuando_salen
from boletines.dominio.salida.palabras import fijar_palabras
from boletines.dominio.salida.publicacion import impedimentos_para_publicar
from boletines.dominio.salida.textos import CorreoDelBoletin
from boletines.estados import CORREGIBLES, EstadoBoletin
from boletines.models import Boletin, Correccion, FotoDeBoletin
from boletines.models.foto import PALABRAS
from boletines.signals import boletin_corregido
from difusion.dominio.bandeja import cambiar_lo_que_espera, encolar
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from medios.models import Contacto
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref, resolver_varias
from personas.models import Oficina, Persona
from personas.permisos import ESCRIBIR_BOLETINES

COPIADOS = (*CORREGIBLES, "tipo", "tema", "comunidad", "embargo_hasta")
# Lo tomado y lo dudoso pudo haber llegado: también recibe la fe de erratas.
PUDO_LLEGAR = (EstadoEnvio.ENTREGADO, EstadoEnvio.TOMADO, EstadoEnvio.PUNTO, EstadoEnvio.POR_VERIFICAR)


def impedimentos_para_corregir(boletin: Boletin) -> list[Impedimento]:
    """Sólo se corrige lo de esta administración; la historia de las anteriores se retira, no se edita."""
    if boletin.estado != EstadoBoletin.PUBLICADO:
        return [Impedimento("Sólo se corrige un boletín publicado.")]
    actual = Oficina.objects.actual().administracion
    if boletin.administracion and actual and boletin.administracion != actual:
        de_quien = f"Es historia de la administración {boletin.administracion}: ya no se corrige."
        return [Impedimento(f"{de_quien} Si la ley lo pide, retíralo con su motivo.")]
    return []


@transaction.atomic(durable=True)
def proponer_correccion(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Abre un borrador con el texto publicado, para corregirlo y que pase por revisión. Lo publicado no se toca.

    Sólo puede haber una corrección abierta: si ya la hay, devuelve ésa.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, ESCRIBIR_BOLETINES)
    rechazar_si(impedimentos_para_corregir(boletin))
    abierta = Boletin.objects.correcciones_abiertas().filter(corrige=boletin).first()
    if abierta is not None:
        return abierta
    propuesta = Boletin(
        autor=por,
        creado_en=ahora,
        modificado_en=ahora,
        corrige=boletin,
        dependencia=boletin.dependencia,
        evento=boletin.evento,
        **{campo: getattr(boletin, campo) for campo in COPIADOS},
    )
    validar(propuesta, salvo=("clave",))
    propuesta.save()
    _copiar_medios(boletin, propuesta)
    registrar_version(propuesta, por=por, ahora=ahora, automatico=False)
    asentar("proponer corrección", boletin, por=por, ahora=ahora, propuesta=propuesta.pk)
    return propuesta


def _copiar_medios(origen: Boletin, destino: Boletin) -> None:
    destino.fotos.all().delete()
    FotoDeBoletin.objects.bulk_create(
        FotoDeBoletin(boletin=destino, evidencia_id=f.evidencia_id, orden=f.orden) for f in origen.fotos.all()
    )
    poner_cortes(destino, list(origen.cortes.values_list("corte_id", flat=True)))


@transaction.atomic(durable=True)
def publicar_correccion(propuesta: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Pone lo aprobado, y leído, en el boletín publicado: mismo folio, misma dirección, versión nueva y nota pública.

    Apunta la página y la fe de erratas para quienes recibieron la primera; los correos que aún no salen
    se corrigen y salen bien desde el principio. Devuelve el boletín corregido.
    """
    boletin = Boletin.objects.bloquear(propuesta.corrige_id) if propuesta.corrige_id else propuesta
    propuesta = Boletin.objects.bloquear(propuesta.pk)
    exigir(por, transiciones.APLICAR_CORRECCION.capacidad)
    if not propuesta.corrige_id:
        raise NoSePuede("No es una corrección.")
    if boletin.estado != EstadoBoletin.PUBLICADO:
        raise NoSePuede(f"El boletín {boletin.folio} ya no está publicado: no hay qué corregir.")
    exigir_lo_mostrado(propuesta, huella_vista)
    rechazar_si(impedimentos_para_publicar(propuesta))
    aplicar(propuesta, transiciones.APLICAR_CORRECCION, por=por, ahora=ahora, modificado_en=ahora)
    if huella_del_contenido(boletin) == propuesta.huella_aprobada:
        raise NoSePuede("La corrección dice lo mismo que lo publicado.")
    antes = _lo_que_decia(boletin)
    _escribir_encima(boletin, propuesta, por, ahora)
    correccion = Correccion.objects.create(
        boletin=boletin,
        propuesta=propuesta,
        nota=propuesta.nota_de_correccion,
        version=boletin.version,
        antes=antes,
        corregido_en=ahora,
        por=por,
    )
    asentar("corregir boletín", boletin, por=por, ahora=ahora, motivo=correccion.nota, folio=boletin.folio)
    _apuntar_salidas(boletin, correccion, por, ahora)
    return boletin


def _lo_que_decia(boletin: Boletin) -> dict[str, Any]:
    """Entero, con sus fotos y sus cortes: es lo que se sigue viendo mientras el freno detiene la corrección."""
    return {
        **{campo: getattr(boletin, campo) for campo in (*CORREGIBLES, "busqueda")},
        "fotos": [list(foto) for foto in boletin.fotos.values_list("evidencia_id", *PALABRAS)],
        "cortes": list(boletin.cortes.values_list("corte_id", flat=True)),
    }


def _escribir_encima(boletin: Boletin, propuesta: Boletin, por: Persona, ahora: datetime) -> None:
    for campo in CORREGIBLES:
        setattr(boletin, campo, getattr(propuesta, campo))
    _copiar_medios(propuesta, boletin)
    fijar_palabras(boletin)
    boletin.version, boletin.modificado_en = boletin.version + 1, ahora
    if boletin.huella_aprobada:  # lo aprobado ahora es lo corregido; una deuda de firma sigue debiéndose
        boletin.huella_aprobada = huella_del_contenido(boletin)
    validar(boletin, salvo=("clave",))
    boletin.save(update_fields=[*CORREGIBLES, "version", "modificado_en", "huella_aprobada", "busqueda"])
    registrar_version(boletin, por=por, ahora=ahora, automatico=False)


def _apuntar_salidas(boletin: Boletin, correccion: Correccion, por: Persona, ahora: datetime) -> None:
    referencia, sale = ref(boletin), max(filter(None, (ahora, boletin.embargo_hasta)))
    correccion.envio = encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.CORREGIR,
        objeto=referencia,
        vez=str(boletin.version),
        asunto=boletin.titulo,
        por=por,
        ahora=ahora,
        no_antes=sale,
        prioridad=1,
    )
    correccion.save(update_fields=["envio"])
    boletin_corregido.send(Boletin, boletin=boletin, por=por, ahora=ahora)
    enviados = list(Envio.objects.de(referencia).filter(motivo=MotivoDeEnvio.BOLETIN))
    contactos = resolver_varias(envio.para for envio in enviados)
    correo = CorreoDelBoletin(boletin, ahora)
    for envio in enviados:
        contacto = contactos.get(envio.para)
        if isinstance(contacto, Contacto):
            _avisar(envio, contacto, correo, correccion, por)


def _avisar(envio: Envio, contacto: Contacto, correo: CorreoDelBoletin, correccion: Correccion, por: Persona) -> None:
    """Al que ya la recibió, la fe de erratas; al que no, el texto bueno."""
    boletin, ahora = correo.boletin, correo.ahora
    asunto = f"{boletin.folio} {boletin.titulo}"[:250]
    if cambiar_lo_que_espera(envio, asunto=asunto, carga=correo.para(contacto)):
        return
    # Se relee después de intentarlo: pudo salir entre tanto. Quien pidió no recibir correos, no los recibe.
    if contacto.no_enviar_correos or not Envio.objects.filter(pk=envio.pk, estado__in=PUDO_LLEGAR).exists():
        return
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.FE_DE_ERRATAS,
        objeto=ref(boletin),
        para=envio.para,
        vez=str(correccion.pk),
        destinatario=envio.destinatario,
        asunto=f"Fe de erratas: {boletin.folio} {boletin.titulo}"[:250],
        carga=correo.para(contacto, plantilla="fe_de_erratas", correccion=correccion),
        por=por,
        ahora=ahora,
        no_antes=cuando_salen(boletin, ahora),
    )
