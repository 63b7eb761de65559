"""Dos personas ordenan o quitan fotos del mismo boletín al mismo tiempo: ninguna deshace lo de la otra."""

import pytest

from boletines.dominio.redaccion.borrador import quitar_foto
from tests.a_la_vez import a_la_vez
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_las_dos_quitan_una_foto_distinta_y_ninguna_vuelve(redactora, ahora):
    boletin = BoletinFactory()
    una, otra, queda = (FotoDeBoletinFactory(boletin=boletin, orden=n).evidencia_id for n in range(3))

    def quitar(evidencia):
        return lambda: quitar_foto(boletin, evidencia=evidencia, por=redactora, ahora=ahora)

    a_la_vez(quitar(una), quitar(otra), alto=lambda sql: sql.startswith("SELECT") and "boletines_fotodeboletin" in sql)

    assert list(boletin.fotos.values_list("evidencia_id", flat=True)) == [queda]
