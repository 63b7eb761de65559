"""La respuesta de un medio: por su enlace, por teléfono o en papel; se puede cambiar y queda la historia."""

from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import Q

from agenda.models import Evento
from medios.dominio.acto import DatosDelActo, datos_del_acto
from medios.dominio.entregar.entregas import SAL
from medios.estados import (
    ASISTENTES_MAXIMOS,
    CONFIRMADAS,
    CanalDeInvitacion,
    EstadoRespuesta,
    SituacionDelActo,
    ViaDeRespuesta,
)
from medios.models import AvisoDeCambio, Invitacion, Respuesta
from nucleo.dominio.actos import exigir, rechazar_si_insiste
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import huella_del_token
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS

POR_ENLACE_Y_HORA = 20  # nadie cambia de parecer más veces; un programa, sí
MUCHAS = "Ya cambiaste tu respuesta muchas veces. Quedó la última; si cambió algo, llama a la oficina."
YA_NO_SE_CONTESTA = {
    SituacionDelActo.CANCELADO: "El acto se canceló: ya no hace falta contestar.",
    SituacionDelActo.POSPUESTO: "El acto se pospuso: avisaremos la nueva fecha.",
}


def invitacion_del_token(token: str, ahora: datetime) -> Invitacion | None:
    """La invitación vigente de un enlace: el de la invitación o el de un aviso de cambio.

    Desconocido y vencido contestan lo mismo. Si el acto se recorrió, el enlace vive con él.
    """
    huella = huella_del_token(token)
    suya = Q(huella=huella) | Q(pk__in=AvisoDeCambio.objects.filter(huella=huella).values("invitacion"))
    if (firmada := _la_firmada(token)) is not None:
        suya = Q(pk=firmada)
    invitacion = (
        Invitacion.objects.select_related("convocatoria", "evento__comunidad", "contacto__medio").filter(suya).first()
    )
    if invitacion and max(invitacion.vence_en, datos_del_acto(invitacion.evento).vence_en) > ahora:
        return invitacion
    return None


def _la_firmada(token: str) -> int | None:
    """La del enlace que va por WhatsApp o en un oficio: no se guarda, se comprueba su firma."""
    try:
        return int(signing.loads(token, salt=SAL))
    except (signing.BadSignature, TypeError, ValueError):
        return None


@transaction.atomic(durable=True)
def responder(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    invitacion: Invitacion,
    *,
    estado: str,
    via: str,
    ahora: datetime,
    por: Persona | None = None,
    asistentes: int = 0,
    equipo: str = "",
    comentario: str = "",
    acto_visto: str = "",
) -> Invitacion:
    """Guarda la contestación y la deja vigente. Sólo el enlace puede contestar sin persona que lo registre.

    Queda anotado a qué cita contestó (`acto_visto`, la de su pantalla; si no se dice, la de ahora). A lo cancelado
    o pospuesto ya no se contesta.
    """
    return apuntar_respuesta(
        invitacion,
        estado=estado,
        via=via,
        ahora=ahora,
        por=por,
        asistentes=asistentes,
        equipo=equipo,
        comentario=comentario,
        acto_visto=acto_visto,
    )


@transaction.atomic
def apuntar_respuesta(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    invitacion: Invitacion,
    *,
    estado: str,
    via: str,
    ahora: datetime,
    por: Persona | None = None,
    asistentes: int = 0,
    equipo: str = "",
    comentario: str = "",
    acto_visto: str = "",
) -> Invitacion:
    """Lo mismo, en la transacción del acto que la causa."""
    acto = datos_del_acto(Evento.objects.select_related("comunidad").get(pk=invitacion.evento_id))
    _rechazar_si_no_se_contesta(estado, via, por, acto)
    actual = Invitacion.objects.select_for_update(of=("self",), no_key=True).get(pk=invitacion.pk)
    asistentes = _cuantas_personas(estado, asistentes)
    dicho = {"estado": estado, "asistentes": asistentes, "equipo": equipo, "comentario": comentario}
    visto = acto_visto or acto.huella
    if via == ViaDeRespuesta.ENLACE:
        suyas = actual.respuestas.filter(via=via)
        if _es_la_misma(actual.respuestas.first(), dicho | {"via": via, "acto": visto}):
            return actual
        rechazar_si_insiste(suyas, "registrada_en", ahora, tope=POR_ENLACE_Y_HORA, frase=MUCHAS)
    Respuesta.objects.create(invitacion=actual, via=via, acto=visto, registrada_en=ahora, registrada_por=por, **dicho)
    campos = dicho | {"respondio_en": ahora, "acto_contestado": visto}
    Invitacion.objects.filter(pk=actual.pk).update(**campos)
    for nombre, valor in campos.items():
        setattr(actual, nombre, valor)
    if campos["acto_contestado"] == acto.huella:
        _ya_lo_sabe(actual, ahora)
    asentar("responder invitación", actual, por=por, ahora=ahora, estado=estado, via=via)
    return actual


def _cuantas_personas(estado: str, asistentes: int) -> int:
    """Quien confirma va al menos con una; de quien no va no se cuenta ninguna."""
    if estado not in CONFIRMADAS:
        return 0
    if not 0 <= asistentes <= ASISTENTES_MAXIMOS:
        raise NoSePuede([Impedimento(f"De un medio van de 1 a {ASISTENTES_MAXIMOS} personas.", "asistentes")])
    return max(1, asistentes)


def _es_la_misma(ultima: Respuesta | None, dicho: dict) -> bool:
    """Un doble clic, o el formulario enviado otra vez: ya está anotado."""
    return ultima is not None and all(getattr(ultima, campo) == valor for campo, valor in dicho.items())


@transaction.atomic(durable=True)
def quitar_respuesta(invitacion: Invitacion, *, respuesta: int, por: Persona, ahora: datetime) -> Invitacion:
    """Deshace una respuesta que la oficina registró mal: vuelve la de antes, o a estar por contestar.

    Sólo si nadie contestó después. Las contestaciones sólo crecen: la que vuelve queda anotada otra vez.
    """
    exigir(por, INVITAR_MEDIOS, frase="registrar respuestas")
    return quitar_en_el_acto(invitacion, respuesta=respuesta, por=por, ahora=ahora)


@transaction.atomic
def quitar_en_el_acto(invitacion: Invitacion, *, respuesta: int, por: Persona, ahora: datetime) -> Invitacion:
    """Lo mismo, en la transacción del acto que la deshace."""
    actual = Invitacion.objects.select_for_update(of=("self",), no_key=True).get(pk=invitacion.pk)
    ultima, antes = [*actual.respuestas.all()[:2], None, None][:2]
    if ultima is None or ultima.pk != respuesta or ultima.via == ViaDeRespuesta.ENLACE:
        raise NoSePuede("Ya contestó otra cosa después: mira cómo quedó.")
    dicho = {"estado": EstadoRespuesta.PENDIENTE, "asistentes": 0, "equipo": "", "comentario": ""}
    acto, respondio_en = "", None
    if antes and antes.estado != EstadoRespuesta.PENDIENTE:
        dicho = {campo: getattr(antes, campo) for campo in dicho}
        acto, respondio_en = antes.acto, antes.registrada_en
    Respuesta.objects.create(
        invitacion=actual,
        via=ViaDeRespuesta.TELEFONO,
        acto=acto,
        registrada_en=ahora,
        registrada_por=por,
        **dicho,
    )
    Invitacion.objects.filter(pk=actual.pk).update(**dicho, respondio_en=respondio_en, acto_contestado=acto)
    por_llamar = AvisoDeCambio.objects.filter(invitacion=actual, canal=CanalDeInvitacion.TELEFONO)
    por_llamar.filter(avisado_en=ultima.registrada_en).update(avisado_en=None)
    asentar("deshacer respuesta", actual, por=por, ahora=ahora, estado=dicho["estado"])
    return actual


def _rechazar_si_no_se_contesta(estado: str, via: str, por: Persona | None, acto: DatosDelActo) -> None:
    if via != ViaDeRespuesta.ENLACE:
        exigir(por, INVITAR_MEDIOS, frase="registrar respuestas")
    if estado not in (*CONFIRMADAS, EstadoRespuesta.NO_ASISTE):
        raise NoSePuede([Impedimento("Elige si asistirá, enviará a alguien o no asistirá.", "estado")])
    if not acto.en_pie:
        raise NoSePuede(YA_NO_SE_CONTESTA[SituacionDelActo(acto.situacion)])


def _ya_lo_sabe(invitacion: Invitacion, ahora: datetime) -> None:
    """Contestó con los datos de ahora: ya no hay que llamarle."""
    por_llamar = AvisoDeCambio.objects.filter(invitacion=invitacion, canal=CanalDeInvitacion.TELEFONO)
    por_llamar.filter(avisado_en=None).update(avisado_en=ahora)
