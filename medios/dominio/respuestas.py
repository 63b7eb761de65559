"""La respuesta de un medio: por su enlace, por teléfono o en papel; se puede cambiar y queda la historia."""

from datetime import datetime

from django.db import transaction

from medios.dominio.invitaciones import huella_del_token
from medios.estados import CONFIRMADAS, EstadoRespuesta, ViaDeRespuesta
from medios.models import Invitacion, Respuesta
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS


def invitacion_del_token(token: str, ahora: datetime) -> Invitacion | None:
    """La invitación vigente de un enlace. Desconocido y vencido contestan lo mismo."""
    vigentes = Invitacion.objects.filter(vence_en__gt=ahora).select_related("convocatoria", "contacto__medio")
    return vigentes.filter(huella=huella_del_token(token)).first()


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
) -> Invitacion:
    """Guarda la contestación y la deja vigente. Sólo el enlace puede contestar sin persona que lo registre."""
    if via != ViaDeRespuesta.ENLACE and (por is None or not por.puede(INVITAR_MEDIOS)):
        raise NoTienePermiso("Tu papel en la oficina no permite registrar respuestas.")
    if estado not in (*CONFIRMADAS, EstadoRespuesta.NO_ASISTE):
        raise NoSePuede([Impedimento("Elige si asistirá, enviará a alguien o no asistirá.", "estado")])
    actual = Invitacion.objects.select_for_update(of=("self",), no_key=True).get(pk=invitacion.pk)
    asistentes = max(1, asistentes) if estado in CONFIRMADAS else 0
    Respuesta.objects.create(
        invitacion=actual,
        estado=estado,
        via=via,
        asistentes=asistentes,
        equipo=equipo,
        comentario=comentario,
        registrada_en=ahora,
        registrada_por=por,
    )
    campos = {
        "estado": estado,
        "asistentes": asistentes,
        "equipo": equipo,
        "comentario": comentario,
        "respondio_en": ahora,
    }
    Invitacion.objects.filter(pk=actual.pk).update(**campos)
    for nombre, valor in campos.items():
        setattr(actual, nombre, valor)
    asentar("responder invitación", actual, por=por, ahora=ahora, estado=estado, via=via)
    return actual
