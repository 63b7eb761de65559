"""Lo del mundo de prueba que piden las dependencias: una puerta, su semana, lo preguntado y lo cerrado."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from solicitudes.models import Adjunto, PlazoDeAtencion
from tests.fabricas.media_library import BuzonFactory, SubidaFactory
from tests.fabricas.solicitudes import MensajeFactory, PuertaFactory, RenglonPedidoFactory, SolicitudFactory

CANARIO = "<b>canario\"><img src=x onerror=alert(1)>'><script>"  # donde la base no deja ponerlo después


def de_solicitudes(mundo: Any, token: str) -> None:
    ahora, quien = timezone.now(), mundo.personas["redaccion"]
    buzon = BuzonFactory(dependencia=mundo.dependencia, creado_por=quien, creado_en=ahora - timedelta(days=1))
    puerta = PuertaFactory(dependencia=mundo.dependencia, token=token, buzon=buzon, abierta_por=quien, abierta_en=ahora)
    comunes = {"dependencia": mundo.dependencia, "puerta": puerta, "recibida_en": ahora}
    semana = SolicitudFactory(tipo="agenda", titulo="Agenda de la semana, 1 actividad", **comunes)
    RenglonPedidoFactory(solicitud=semana, hora=None, momento="en la tarde", preside="Presidencia")
    preguntada = SolicitudFactory(titulo="Cartel de la feria", tipo="diseno", preguntada=True, **comunes)
    pregunta = MensajeFactory(solicitud=preguntada, es_pregunta=True, escrito_en=ahora, escrito_por=quien)
    decidida = {"decidida_en": ahora, "decidida_por": quien}
    SolicitudFactory(
        titulo="Fuera de lugar", estado="cerrada", destino="no_procede", motivo=CANARIO, cerrada_en=ahora,
        **decidida, **comunes,
    )  # fmt: skip
    en_curso = SolicitudFactory(titulo="Nota de la feria", estado="en_curso", destino="agenda", **decidida, **comunes)
    RenglonPedidoFactory(solicitud=en_curso, evento=mundo.evento)
    subida = SubidaFactory(buzon=buzon, persona=None, dependencia=mundo.dependencia)
    Adjunto.objects.create(solicitud=preguntada, subida=subida)
    PlazoDeAtencion.objects.get_or_create(tipo="agenda", fecha_desde=ahora.date(), defaults={"minutos": 240})
    mundo.cosas |= {
        "puerta": puerta,
        "semana": semana,
        "preguntada": preguntada,
        "pregunta": pregunta,
        "adjunta": subida,
    }
