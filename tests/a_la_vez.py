"""Dos actos al mismo tiempo, siempre en el mismo punto."""

from collections.abc import Callable
from threading import Event, Thread

from django.db import connection


def a_la_vez(
    primero: Callable[[], object], segundo: Callable[[], object], *, alto: Callable[[str], bool], antes: bool = False
) -> None:
    """El primero se detiene, una vez, en la orden que `alto` reconoce, y ahí entra el segundo en otra conexión.

    Se detiene después de esa orden o, con `antes`, sin haberla corrido; sigue cuando el segundo acaba o al segundo
    de estar esperando, que es cuando hay un candado de por medio. Lo que el segundo lance se lanza al final.
    """
    llego, termino, caidas = Event(), Event(), []

    def detenido(ejecutar, sql, parametros, muchos, contexto):
        toca = alto(sql) and not llego.is_set()
        if toca and antes:
            _esperar(llego, termino)
        resultado = ejecutar(sql, parametros, muchos, contexto)
        if toca and not antes:
            _esperar(llego, termino)
        return resultado

    def en_otro_hilo():
        llego.wait(5)
        try:
            segundo()
        except Exception as error:  # noqa: BLE001 - se lanza en el hilo de la prueba
            caidas.append(error)
        finally:
            termino.set()
            connection.close()

    hilo = Thread(target=en_otro_hilo)
    hilo.start()
    with connection.execute_wrapper(detenido):
        primero()
    hilo.join()
    assert llego.is_set(), "El primero nunca pasó por donde debía detenerse."
    if caidas:
        raise caidas[0]


def _esperar(llego: Event, termino: Event) -> None:
    llego.set()
    termino.wait(1)
