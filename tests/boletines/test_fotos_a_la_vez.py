"""Dos personas ordenan o quitan fotos del mismo boletín al mismo tiempo: ninguna deshace lo de la otra."""

from threading import Event, Thread

import pytest
from django.db import connection

from boletines.dominio.redaccion import quitar_foto
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_las_dos_quitan_una_foto_distinta_y_ninguna_vuelve(redactora, ahora):
    boletin = BoletinFactory()
    una, otra, queda = (FotoDeBoletinFactory(boletin=boletin, orden=n).evidencia_id for n in range(3))
    leyo, termino = Event(), Event()

    def lenta(ejecutar, sql, parametros, muchos, contexto):
        """Quien va primero se detiene justo después de leer el orden."""
        resultado = ejecutar(sql, parametros, muchos, contexto)
        if sql.startswith("SELECT") and "boletines_fotodeboletin" in sql and not leyo.is_set():
            leyo.set()
            termino.wait(1)
        return resultado

    def la_segunda():
        leyo.wait(5)
        try:
            quitar_foto(boletin, evidencia=otra, por=redactora, ahora=ahora)
        finally:
            termino.set()
            connection.close()

    hilo = Thread(target=la_segunda)
    hilo.start()
    with connection.execute_wrapper(lenta):
        quitar_foto(boletin, evidencia=una, por=redactora, ahora=ahora)
    hilo.join()

    assert list(boletin.fotos.values_list("evidencia_id", flat=True)) == [queda]
