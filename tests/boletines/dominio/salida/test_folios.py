"""El folio no se repite ni se salta (docs/fiabilidad.md, «El folio»)."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections

from boletines.dominio.revision.aprobacion import huella_del_contenido
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.folios import siguiente_folio, siguiente_folio_de_boletin
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.models import Boletin, FolioContador
from difusion.models import Envio
from nucleo.referencias import ref
from personas.models import Oficina
from tests.fabricas.boletines import BoletinFactory
from tests.papeles import siendo_el_dueno

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

    def test_si_la_oficina_cambia_de_serie_los_boletines_del_ano_siguen_su_cuenta(self, oficina):
        BoletinFactory(publicado=True, publicado_en=ANO_NUEVO, consecutivo=7)
        Oficina.objects.update(serie="CCS")

        assert siguiente_folio_de_boletin(ANO_NUEVO) == ("CCS", 2026, 8)
        assert siguiente_folio_de_boletin(ANO_NUEVO) == ("CCS", 2026, 9)


@pytest.fixture
def abortar():
    """Deshace, en la base, el acto que apunte la salida de alguno de ésos: el folio ya se tomó."""

    def poner(boletines):
        objetos = ", ".join(f"'{ref(boletin)}'" for boletin in boletines)
        with siendo_el_dueno() as base:
            base.execute(
                f"CREATE FUNCTION abortar() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF NEW.objeto IN ({objetos}) THEN RAISE EXCEPTION 'abortado'; END IF; RETURN NEW; END $$"
            )
            base.execute(
                "CREATE TRIGGER abortar BEFORE INSERT ON difusion_envio FOR EACH ROW EXECUTE FUNCTION abortar()"
            )

    yield poner
    with siendo_el_dueno() as base:
        base.execute("DROP FUNCTION IF EXISTS abortar() CASCADE")


def _mil_aprobados(directora, dependencia, redactora, ahora):
    """Mil boletines aprobados, insertados de golpe: aquí se prueba publicar, no redactar."""
    comunes = {"autor": redactora, "dependencia": dependencia, "aprobado": True, "aprobado_por": directora}
    nuevos = BoletinFactory.build_batch(1000, **comunes)
    boletines = Boletin.objects.bulk_create(nuevos)
    huella = {b.titulo: huella_del_contenido(b) for b in boletines}
    for boletin in boletines:
        boletin.huella_aprobada = huella[boletin.titulo]
    Boletin.objects.bulk_update(boletines, ["huella_aprobada"])
    return boletines


@pytest.mark.lento
@pytest.mark.django_db(transaction=True)
def test_mil_publicaciones_a_la_vez_con_una_de_cada_cinco_deshecha(redactora, directora, dependencia, ahora, abortar):
    azar = random.Random(20211)
    boletines = _mil_aprobados(directora, dependencia, redactora, ahora)
    fallan = set(azar.sample([b.pk for b in boletines], 200))
    abortar(b for b in boletines if b.pk in fallan)

    def publicar(tanda):
        try:
            return sum(_publicado(boletin, directora, ahora) for boletin in tanda)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as hilos:
        logrados = sum(hilos.map(publicar, [boletines[n::16] for n in range(16)]))

    assert logrados == 800
    publicados = Boletin.objects.filter(estado="publicado").order_by("consecutivo")
    assert list(publicados.values_list("consecutivo", flat=True)) == list(range(1, 801))
    assert FolioContador.objects.get().ultimo == 800
    assert set(Boletin.objects.filter(pk__in=fallan).values_list("estado", "consecutivo")) == {("aprobado", None)}
    assert Envio.objects.count() == 800


def _publicado(boletin, directora, ahora):
    try:
        publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
    except DatabaseError as error:
        if "abortado" not in str(error):
            raise
        return False
    return True


@pytest.mark.django_db
def test_el_folio_se_escribe_con_tres_cifras_o_mas():
    assert BoletinFactory(publicado=True, consecutivo=7).folio == "CS/007/2026"
    assert BoletinFactory(publicado=True, consecutivo=1234).folio == "CS/1234/2026"
