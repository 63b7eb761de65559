"""Convocar a medios a un evento: cuándo se puede, con qué palabras y si la invitación puede salir."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from agenda.dominio.suspension import no_se_invita_por_ahora
from agenda.estados import QUE_SE_CONVOCA, EstadoEvento
from agenda.models import Evento
from difusion.dominio.compuerta import Negativa
from difusion.models import Envio
from medios.dominio.acto import datos_del_acto
from medios.dominio.avisos import lo_dicho
from medios.dominio.invitaciones import Convocado, invitar_contactos
from medios.models import Contacto, Convocatoria, Invitacion
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.referencias import resolver
from nucleo.texto.formato import fecha_larga, hora, telefono
from personas.models import Oficina, Persona
from personas.permisos import INVITAR_MEDIOS

NO_SE_RETOMAN = (EstadoEvento.CANCELADO, EstadoEvento.REPROGRAMADO, EstadoEvento.REALIZADO)


def impedimentos_para_invitar(evento: Evento, ahora: datetime) -> list[Impedimento]:
    """Por qué no se puede convocar a medios a este evento."""
    impedimentos = []
    if evento.alcance not in QUE_SE_CONVOCA:
        impedimentos.append(
            Impedimento(
                f"El alcance es «{evento.get_alcance_display()}». Cámbialo a medios o público para invitar.", "alcance"
            )
        )
    if evento.estado != EstadoEvento.CONFIRMADO:
        que_hacer = "no se invita" if evento.estado in NO_SE_RETOMAN else "confírmalo primero"
        impedimentos.append(
            Impedimento(f"El evento está {evento.get_estado_display().lower()}: {que_hacer}.", "estado")
        )
    if evento.fin <= ahora:
        impedimentos.append(Impedimento("El evento ya terminó.", "inicio"))
    return impedimentos


def convocar(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    evento: Evento,
    *,
    contactos: QuerySet[Contacto],
    asunto: str,
    mensaje: str,
    por: Persona,
    ahora: datetime,
    requisitos: str = "",
    contestar_hasta: datetime | None = None,
    canales: Mapping[int, str] | None = None,
    exclusiones: Mapping[int, str] | None = None,
) -> tuple[Convocatoria, list[Convocado]]:
    """Invita a los contactos elegidos, cada quien por su canal o por el que diga `canales`."""
    exigir(por, INVITAR_MEDIOS, frase="invitar a medios")
    rechazar_si(impedimentos_para_invitar(evento, ahora))
    if contestar_hasta and not ahora < contestar_hasta <= evento.inicio:
        raise NoSePuede([Impedimento("Debe ser antes de que empiece el evento y después de ahora.", "contestar_hasta")])
    return invitar_contactos(
        datos=datos_del_acto(evento),
        contactos=contactos,
        asunto=asunto,
        mensaje=mensaje,
        requisitos=requisitos,
        contestar_hasta=contestar_hasta,
        canales=canales,
        exclusiones=exclusiones,
        por=por,
        ahora=ahora,
    )


def mensaje_propuesto(evento: Evento) -> tuple[str, str]:
    """(asunto, mensaje) con qué, cuándo, dónde, quién y por qué; la persona lo ajusta."""
    oficina = Oficina.objects.actual()
    renglones = [
        "Por este medio le invitamos a cubrir:",
        "",
        f"QUÉ: {evento.titulo}",
        f"CUÁNDO: {fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} h",
        f"DÓNDE: {evento.donde()}",
    ]
    if evento.preside:
        renglones.append(f"QUIÉN: {evento.preside}")
    if evento.objetivo:
        renglones.append(f"POR QUÉ: {evento.objetivo.strip()}")
    renglones += ["", "Le agradeceremos confirmar su asistencia.", *_contacto(oficina)]
    return f"Invitación: {evento.titulo}"[:150], "\n".join(renglones)


def _contacto(oficina: Oficina) -> list[str]:
    """Con quién se aclara una duda."""
    datos = [*(telefono(t) for t in oficina.telefonos), oficina.correo]
    return [oficina.nombre, *([f"Contacto de prensa: {', '.join(d for d in datos if d)}"] if any(datos) else [])]


def puede_salir_invitacion(envio: Envio, ahora: datetime) -> Negativa | None:
    """La invitación sólo sale si el evento sigue en pie cuando toca salir y su tema no está suspendido."""
    invitacion = resolver(envio.objeto)
    if not isinstance(invitacion, Invitacion):
        return Negativa("La invitación ya no existe.", definitiva=True)
    evento = invitacion.evento
    if evento.estado != EstadoEvento.CONFIRMADO:
        return Negativa(
            f"El evento está {evento.get_estado_display().lower()}.", definitiva=evento.estado == EstadoEvento.CANCELADO
        )
    if evento.fin <= ahora:
        return Negativa("El evento ya terminó.", definitiva=True)
    if not lo_dicho(invitacion).es_lo_de_ahora(datos_del_acto(evento)):
        return Negativa("El evento cambió después de escribir esta invitación: avisa del cambio.", definitiva=True)
    return espera_por_suspension(evento, ahora)


def espera_por_suspension(evento: Evento, ahora: datetime) -> Negativa | None:
    """Lo que se le dice a los medios de un acto espera mientras corre la suspensión y su tema no se exceptúa."""
    motivo = no_se_invita_por_ahora(evento, ahora)
    if motivo:
        return Negativa(motivo, por_suspension=True)
    return None
