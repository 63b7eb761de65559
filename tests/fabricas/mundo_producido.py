"""Lo del mundo de prueba que la oficina produce: un diseño a prueba y otro aprobado, con su orden y su lugar."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.fabricas.produccion import (
    AprobacionFactory,
    ColocacionFactory,
    ComentarioDeDisenoFactory,
    DisenoFactory,
    OrdenFactory,
    VersionDeDisenoFactory,
)

CANARIO = "<b>canario\"><img src=x onerror=alert(1)>'><script>"  # donde la base no deja ponerlo después


def de_disenos(mundo: Any, token: str) -> None:
    ahora, quien = timezone.now(), mundo.personas["redaccion"]
    comunes = {"dependencia": mundo.dependencia, "creado_por": quien, "creado_en": ahora}
    retiro = {"fecha_retiro": timezone.localdate(ahora) + timedelta(days=10)}
    prueba = DisenoFactory(titulo="Sin agua en el Centro", en_prueba=True, evento=mundo.evento, **comunes, **retiro)
    VersionDeDisenoFactory(diseno=prueba, hecha_por=quien, hecha_en=ahora, nota=CANARIO)
    huella = hashlib.sha256(token.encode()).hexdigest()
    pedida = AprobacionFactory(
        diseno=prueba, huella=huella, pedida_por=quien, pedida_en=ahora, vence_en=ahora + timedelta(days=3)
    )
    ComentarioDeDisenoFactory(diseno=prueba, version=1, escrito_por=quien, escrito_en=ahora)
    aprobado = DisenoFactory(
        titulo="Encendido del árbol", aprobado=True, aprobado_en=ahora, aprobado_por=mundo.personas["directora"],
        **comunes, **retiro,
    )  # fmt: skip
    mundo.cosas |= {
        "diseno": prueba,
        "diseno_aprobado": aprobado,
        "diseno_pedido": DisenoFactory(titulo="Feria del queso", **comunes, **retiro),
        "aprobacion": pedida,
        "orden": OrdenFactory(diseno=aprobado, pedida_por=quien, pedida_en=ahora),
        "lugar": ColocacionFactory(diseno=aprobado, lugar="Plaza principal", apuntada_por=quien, apuntada_en=ahora),
    }
    ColocacionFactory(
        diseno=aprobado, lugar="Entrada por carretera", puesta=True, foto=mundo.foto, puesta_por=quien,
        fecha=timezone.localdate(ahora), apuntada_por=quien, apuntada_en=ahora,
    )  # fmt: skip
    _terminados(aprobado, quien, mundo.foto, comunes | retiro)


def _terminados(aprobado: Any, quien: Any, foto: Any, comunes: dict) -> None:
    """Un diseño cancelado, una orden entregada y un lugar ya retirado, con lo que alguien escribió de cada uno."""
    ahora = timezone.now()
    DisenoFactory(titulo="Ya no fue", estado="cancelado", motivo_de_cancelacion=CANARIO, **comunes)
    OrdenFactory(
        diseno=aprobado, pedida_por=quien, pedida_en=ahora, entregada_en=ahora, entregada_a=CANARIO, entrego=quien
    )
    ColocacionFactory(
        diseno=aprobado, lugar="Mercado", puesta=True, foto=foto, puesta_por=quien, fecha=timezone.localdate(ahora),
        apuntada_por=quien, apuntada_en=ahora, retirada_en=ahora, retirada_por=quien, nota_del_retiro=CANARIO,
    )  # fmt: skip
