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


def de_disenos(mundo: Any, token: str) -> None:
    ahora, quien = timezone.now(), mundo.personas["redaccion"]
    comunes = {"dependencia": mundo.dependencia, "creado_por": quien, "creado_en": ahora}
    retiro = {"fecha_retiro": timezone.localdate(ahora) + timedelta(days=10)}
    prueba = DisenoFactory(titulo="Sin agua en el Centro", en_prueba=True, evento=mundo.evento, **comunes, **retiro)
    VersionDeDisenoFactory(diseno=prueba, hecha_por=quien, hecha_en=ahora)
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
