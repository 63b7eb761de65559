"""El aviso a quien abrió un buzón: llegó material, por cuál enlace y dónde verlo."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from media_library.models import Evidencia, Subida
from nucleo.referencias import ref
from personas.models import Oficina


def avisar_al_dueno(*, subida: Subida, evidencia: Evidencia, ahora: datetime) -> None:
    """Apunta un correo por buzón y hora, en la transacción que recibe la evidencia; sin correo en su cuenta, nada.

    Lo demás que llegue en esa hora se ve en Hoy y en la biblioteca.
    """
    buzon = subida.buzon
    if buzon is None or not buzon.creado_por.email:
        return
    oficina = Oficina.objects.actual()
    correo = componer(
        "aportacion",
        oficina=oficina,
        buzon=buzon,
        evidencia=evidencia,
        ahora=ahora,
        enlace=settings.BASE_URL + reverse("media_library:buzon", args=[buzon.pk]),
    )
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.APORTACION,
        objeto=ref(buzon),
        vez=f"{ahora:%Y%m%d%H}",
        destinatario=buzon.creado_por.email,
        asunto=f"Llegó material por «{buzon.nombre}»",
        carga={"nombre": str(buzon.creado_por), "responder_a": oficina.correo, **correo},
        por=None,
        ahora=ahora,
        prioridad=7,
    )
