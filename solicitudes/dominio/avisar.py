"""Lo que la oficina le dice a quien pidió: queda en la conversación y sale por la bandeja de correo."""

from datetime import datetime, timedelta

from difusion.dominio.bandeja import encolar
from difusion.dominio.compuerta import Negativa, Salida
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.dominio.actos import validar
from nucleo.referencias import ref, resolver
from personas.models import Persona
from solicitudes.dominio.puertas import direccion_de
from solicitudes.models import Mensaje, Solicitud

GRACIA = timedelta(seconds=60)  # mientras se pueda deshacer sin que nadie se entere


def decir(
    solicitud: Solicitud, texto: str, *, por: Persona | None, ahora: datetime, es_pregunta: bool = False
) -> Mensaje:
    """Escribe un mensaje de la oficina y, si hay a quién, lo apunta por correo. Va en la transacción del acto."""
    mensaje = Mensaje(
        solicitud=solicitud,
        de_la_oficina=True,
        es_pregunta=es_pregunta,
        texto=texto,
        escrito_en=ahora,
        escrito_por=por,
    )
    validar(mensaje)
    mensaje.save()
    mandar_por_correo(mensaje, por=por, ahora=ahora)
    return mensaje


def mandar_por_correo(mensaje: Mensaje, *, por: Persona | None, ahora: datetime, vez: str = "") -> None:
    """Apunta el correo de un mensaje; sin correo, queda en la puerta."""
    solicitud = mensaje.solicitud
    if not (correo := solicitud.correo_de_aviso):
        return
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.SOLICITUD,
        objeto=ref(mensaje),
        destinatario=correo,
        asunto=f"{solicitud.folio} {solicitud.titulo}"[:250],
        carga={},
        secreto=componer("solicitud", solicitud=solicitud, mensaje=mensaje, enlace=direccion_de(solicitud)),
        por=por,
        ahora=ahora,
        no_antes=ahora + GRACIA,
        vez=vez,
    )


def retirar_lo_ultimo(solicitud: Solicitud, *, por: Persona, ahora: datetime) -> None:
    """Lo que se dijo al decidir ya no vale: si no ha salido, no sale; si ya salió, se dice que se reabrió."""
    ultimo = solicitud.mensajes.vigentes().filter(de_la_oficina=True).order_by("-escrito_en", "-pk").first()
    if ultimo is None:
        return
    if ahora < ultimo.escrito_en + GRACIA:
        Mensaje.objects.filter(pk=ultimo.pk).update(retirado_en=ahora)
        return
    decir(solicitud, "Volvimos a abrir tu solicitud: la estamos revisando.", por=por, ahora=ahora)


def puede_salir_mensaje(envio: Salida, ahora: datetime) -> Negativa | None:  # noqa: ARG001 - firma de la compuerta
    """La compuerta: lo que se deshizo a tiempo no sale."""
    mensaje = resolver(envio.objeto)
    if not isinstance(mensaje, Mensaje) or mensaje.retirado_en:
        return Negativa("Se deshizo antes de que saliera.", definitiva=True)
    return None
