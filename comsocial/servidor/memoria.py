"""La caché en Redis; si Redis no está, en la memoria de este proceso.

Guarda límites de intentos y cuentas que se vuelven a hacer: sin Redis siguen valiendo, cada proceso por su lado. Nada
de lo que guarda hace falta para trabajar, así que su falta no puede dar un error interno ni dejar a nadie afuera.
"""

import logging
from threading import Lock
from time import monotonic
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

SIN_INSISTIR = 5.0  # segundos sin volver a preguntarle a un Redis que no contestó
registro = logging.getLogger(__name__)


class RedisOMemoria(RedisCache):
    """`django.core.cache.backends.redis` que no falla."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memoria = LocMemCache("sin-redis", {})

    def contesta(self) -> bool:
        """Si Redis vive; lo pregunta de veras. Es de `/salud/lista`."""
        try:
            return bool(self._cache.get_client().ping())
        except (RedisError, OSError):
            return False


class Espera:
    """Hasta cuándo no se le pregunta; la comparten los hilos del proceso."""

    def __init__(self) -> None:
        self._turno, self._hasta = Lock(), 0.0

    def dura(self) -> bool:
        return monotonic() < self._hasta

    def empezar(self, error: Exception) -> None:
        with self._turno:
            if not self.dura():
                registro.warning("Redis no contesta; la caché sigue en la memoria de este proceso: %s", error)
            self._hasta = monotonic() + SIN_INSISTIR

    def terminar(self) -> None:
        self._hasta = 0.0


sin_preguntar = Espera()


def _o_en_memoria(nombre: str) -> Any:
    en_redis = getattr(RedisCache, nombre)

    def hacer(self: RedisOMemoria, *args: Any, **kwargs: Any) -> Any:
        if not sin_preguntar.dura():
            try:
                return en_redis(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                sin_preguntar.empezar(error)
        return getattr(self._memoria, nombre)(*args, **kwargs)

    return hacer


for _operacion in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(RedisOMemoria, _operacion, _o_en_memoria(_operacion))
