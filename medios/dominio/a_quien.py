"""Antes de cambiar un evento: a qué invitados habría que corregirles algo, por dónde y con qué palabras."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agenda.models import Evento
from difusion.dominio.correo import componer
from medios.dominio.acto import DatosDelActo, datos_del_acto
from medios.dominio.avisos import ASUNTOS, clase_de_aviso, lo_dicho, rechazados_de, sale_por_correo
from medios.dominio.cambios import medios_por_avisar
from medios.estados import CONFIRMADAS, CanalDeInvitacion, ClaseDeAviso, EstadoRespuesta
from medios.models import Anotacion, AvisoDeCambio, Convocatoria, Invitacion
from nucleo.texto.formato import plural

SU_ENLACE = "https://…/r/su-enlace/"


@dataclass(frozen=True)
class InvitadosPorAvisar:
    """Los invitados de un evento según lo que habría que decirles si quedara de otro modo."""

    por_correo: Sequence[Invitacion]
    por_telefono: Sequence[Invitacion]
    no_asisten: int
    al_corriente: int

    @property
    def cuantos(self) -> int:
        return len(self.por_correo) + len(self.por_telefono)

    @property
    def no_se_tocan(self) -> list[str]:
        """«2 no asistirán», «1 ya tiene estos datos»."""
        frases = []
        if self.no_asisten:
            frases.append(plural(self.no_asisten, "1 dijo que no asiste", "{} dijeron que no asisten"))
        if self.al_corriente:
            frases.append(
                plural(self.al_corriente, "1 no tiene otros datos que estos", "{} no tienen otros datos que estos")
            )
        return frases


def sumar_invitados(de_cada_evento: Sequence[InvitadosPorAvisar]) -> InvitadosPorAvisar:
    """Los de varios eventos: cada invitación se corrige por su lado."""
    return InvitadosPorAvisar(
        por_correo=[i for d in de_cada_evento for i in d.por_correo],
        por_telefono=[i for d in de_cada_evento for i in d.por_telefono],
        no_asisten=sum(d.no_asisten for d in de_cada_evento),
        al_corriente=sum(d.al_corriente for d in de_cada_evento),
    )


def invitados_por_avisar(queda: Evento, ahora: datetime) -> InvitadosPorAvisar:
    """`queda` es el evento como quedaría, sin guardar. Cuesta lo mismo con uno que con cien invitados."""
    suyas = (
        Invitacion.objects.filter(evento=queda.pk).que_se_esperan().select_related("convocatoria", "contacto__medio")
    )
    invitaciones = list(suyas.prefetch_related("avisos").order_by("contacto__medio__orden", "pk"))
    avisar = medios_por_avisar(queda, invitaciones, ahora)
    rechazados = rechazados_de(avisar)
    por_correo = [i for i in avisar if sale_por_correo(i, rechazados)]
    no_asisten = sum(i.estado == EstadoRespuesta.NO_ASISTE for i in invitaciones)
    return InvitadosPorAvisar(
        por_correo=por_correo,
        por_telefono=[i for i in avisar if i not in por_correo],
        no_asisten=no_asisten,
        al_corriente=len(invitaciones) - len(avisar) - no_asisten,
    )


def quienes_y_cuantos(invitaciones: Sequence[Invitacion]) -> str:
    """«4 confirmaron, 5 sin respuesta»."""
    confirmaron = sum(i.estado in CONFIRMADAS for i in invitaciones)
    faltan = len(invitaciones) - confirmaron
    partes = [plural(confirmaron, "1 confirmó", "{} confirmaron")] * bool(confirmaron)
    partes += [plural(faltan, "1 sin respuesta", "{} sin respuesta")] * bool(faltan)
    return ", ".join(partes)


def muestra_del_aviso(invitacion: Invitacion, queda: Evento) -> tuple[str, str]:
    """(asunto, texto) del correo que le llegaría a ese invitado, con la misma plantilla con que sale."""
    datos, antes = datos_del_acto(queda), lo_dicho(invitacion)
    aviso = _sin_guardar(invitacion, datos)
    cuerpo = componer(
        "aviso_de_cambio",
        asunto="",
        aviso=aviso,
        antes=antes,
        acto=datos if datos.en_pie or datos.motivo else replace(datos, motivo="…"),
        invitacion=invitacion,
        contacto=invitacion.contacto,
        convocatoria=invitacion.convocatoria,
        enlace=SU_ENLACE,
    )
    return f"{ASUNTOS[ClaseDeAviso(aviso.clase)]}: {datos.titulo}"[:150], cuerpo["texto"].strip()


def _sin_guardar(invitacion: Invitacion, datos: DatosDelActo) -> AvisoDeCambio:
    return AvisoDeCambio(
        invitacion=invitacion,
        clase=clase_de_aviso(lo_dicho(invitacion), datos),
        inicio=datos.inicio,
        fin=datos.fin,
        lugar=datos.lugar,
        motivo=datos.motivo,
        canal=CanalDeInvitacion.CORREO,
    )


def pasar_los_invitados(evento: Evento, nuevo: Evento) -> None:
    """El evento se reprogramó: sus invitados lo son del nuevo, con lo que ya habían contestado.

    Va en la transacción del cambio, con los dos eventos a la mano.
    """
    for modelo in (Convocatoria, Invitacion, Anotacion):
        modelo._default_manager.filter(evento=evento).update(evento=nuevo)
