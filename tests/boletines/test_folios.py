"""El folio no se repite ni se salta (reliability.md P8)."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from boletines.dominio.folios import siguiente_folio
from boletines.dominio.publicacion import publicar_boletin
from boletines.models import Boletin, FolioContador
from boletines.signals import boletin_emitido
from difusion.models import Envio
from tests.fabricas.boletines import BoletinFactory

ANO_NUEVO = datetime(2026, 1, 1, 6, 0, tzinfo=UTC)  # medianoche en la hora del centro


@pytest.mark.django_db
class TestAnio:
    def test_el_ultimo_segundo_del_ano_todavia_es_del_ano(self):
        assert siguiente_folio("CS", ANO_NUEVO - timedelta(seconds=1)) == (2025, 1)
        assert siguiente_folio("CS", ANO_NUEVO - timedelta(microseconds=1)) == (2025, 2)
        assert siguiente_folio("CS", ANO_NUEVO) == (2026, 1)

    def test_en_horario_de_verano_de_2021_el_ano_tambien_es_el_del_centro(self):
        assert siguiente_folio("CS", datetime(2021, 1, 1, 5, 59, tzinfo=UTC)) == (2020, 1)

    def test_cada_serie_lleva_su_cuenta(self):
        assert [siguiente_folio(s, ANO_NUEVO) for s in ("CS", "AV", "CS")] == [(2026, 1), (2026, 1), (2026, 2)]


class Abortado(Exception):  # noqa: N818 - es la conducta pedida, no un error
    """El acto se deshace después de que el folio ya se tomó."""


@pytest.mark.lento
@pytest.mark.django_db(transaction=True)
def test_doscientas_publicaciones_a_la_vez_con_una_de_cada_cinco_deshecha(redactar, directora, ahora):
    azar = random.Random(20211)
    boletines = [redactar() for _ in range(200)]
    fallan = set(azar.sample([b.pk for b in boletines], 40))

    def reventar(boletin, **_):
        if boletin.pk in fallan:
            raise Abortado

    def publicar(boletin):
        try:
            publicar_boletin(boletin, por=directora, ahora=ahora)
        except Abortado:
            return False
        finally:
            connections.close_all()
        return True

    boletin_emitido.connect(reventar)
    try:
        with ThreadPoolExecutor(12) as hilos:
            logrados = sum(hilos.map(publicar, boletines))
    finally:
        boletin_emitido.disconnect(reventar)

    assert logrados == 160
    consecutivos = list(
        Boletin.objects.filter(estado="publicado").order_by("consecutivo").values_list("consecutivo", flat=True)
    )
    assert consecutivos == list(range(1, 161))
    assert FolioContador.objects.get().ultimo == 160
    assert set(Boletin.objects.filter(pk__in=fallan).values_list("estado", "consecutivo")) == {("aprobado", None)}
    assert Envio.objects.count() == 160


@pytest.mark.django_db
def test_el_folio_se_escribe_con_tres_cifras_o_mas():
    assert BoletinFactory(publicado=True, consecutivo=7).folio == "CS/007/2026"
    assert BoletinFactory(publicado=True, consecutivo=1234).folio == "CS/1234/2026"
