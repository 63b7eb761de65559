"""La bitácora no se cambia ni se borra en silencio (docs/fiabilidad.md, «La bitácora»)."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings as ajustes
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from nucleo.dominio import bitacora
from nucleo.dominio.bitacora import asentar, roturas
from nucleo.models import Ancla, Asiento
from nucleo.tasks import anclar_bitacora
from tests.fabricas.agenda import EventoFactory
from tests.papeles import siendo_el_dueno


@contextmanager
def sin_candados():
    """Como lo haría quien manda en la base: apaga los disparadores para alterar la bitácora."""
    with siendo_el_dueno() as cursor:
        cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE nucleo_asiento ENABLE TRIGGER USER")


@pytest.fixture
def diez(db, directora, ahora):
    for n in range(10):
        asentar("probar", f"prueba:{n}", por=directora, ahora=ahora + timedelta(minutes=n), n=n, texto="ñandú «á»")


class TestAsentar:
    def test_dice_quien_que_cuando_y_a_que(self, directora, ahora):
        evento = EventoFactory()
        asentar("probar", evento, por=directora, ahora=ahora, motivo="Prueba")

        asiento = Asiento.objects.get()
        assert (asiento.numero, asiento.accion, asiento.objeto) == (1, "probar", evento.ref)
        assert (asiento.por_ref, asiento.por_nombre) == (f"personas.persona:{directora.pk}", str(directora))
        assert (asiento.ocurrio_en, asiento.detalle) == (ahora, {"motivo": "Prueba"})
        assert bitacora.de_objeto(evento) == [asiento]

    def test_sin_persona_fue_el_sistema(self, db, ahora):
        asentar("probar", "prueba:1", por=None, ahora=ahora)

        assert Asiento.objects.values_list("por_ref", "por_nombre").get() == ("sistema", "Sistema")

    def test_si_el_acto_se_deshace_el_asiento_tambien_y_el_numero_vuelve(self, diez, ahora):
        with transaction.atomic():
            asentar("probar", "prueba:x", por=None, ahora=ahora)
            transaction.set_rollback(True)
        asentar("probar", "prueba:y", por=None, ahora=ahora)

        assert list(Asiento.objects.order_by("numero").values_list("numero", flat=True)) == list(range(1, 12))

    def test_la_base_pone_el_numero_la_hora_y_la_huella_aunque_se_pidan_otros(self, diez, ahora):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO nucleo_asiento (numero, registrado_en, huella, previo, ocurrio_en, accion, objeto,"
                " por_ref, por_nombre, detalle)"
                " VALUES (500, '2000-01-01', 'x', 'x', %s, 'colar', 'prueba:1', 'x', 'x', '{}')",
                [ahora],
            )

        colado = Asiento.objects.get(accion="colar")
        assert colado.numero == 11
        assert colado.registrado_en.year > 2000
        assert roturas() == []


class TestIntocable:
    @pytest.mark.parametrize(
        "orden",
        [
            "UPDATE nucleo_asiento SET accion = 'otra' WHERE numero = 3",
            "DELETE FROM nucleo_asiento WHERE numero = 3",
            "DELETE FROM nucleo_asiento",
            "TRUNCATE nucleo_asiento",
        ],
    )
    def test_no_la_cambia_ni_la_borra_ni_su_dueno(self, diez, orden):
        with siendo_el_dueno() as cursor:  # noqa: SIM117 - al salir ya se deshizo lo que falló
            with pytest.raises(ProgrammingError, match="La bitácora no se cambia ni se borra"), transaction.atomic():
                cursor.execute(orden)
        assert Asiento.objects.count() == 10
        assert roturas() == []

    def test_tampoco_por_el_orm(self, diez):
        with pytest.raises(DatabaseError), transaction.atomic():
            Asiento.objects.filter(numero=1).update(accion="otra")
        with pytest.raises(DatabaseError), transaction.atomic():
            Asiento.objects.all().delete()


class TestRoturas:
    def test_entera_no_tiene(self, diez):
        assert roturas() == []

    @pytest.mark.parametrize(
        "campo",
        [
            "accion = 'otra'",
            "objeto = 'otro:1'", "por_ref = 'otra:1'", "por_nombre = 'Otra'", "detalle = '{\"n\": 99}'",
            "ocurrio_en = ocurrio_en + interval '1 microsecond'",
            "registrado_en = registrado_en - interval '1 second'",
            "previo = repeat('0', 64)", "huella = repeat('0', 64)",
        ],
    )  # fmt: skip
    def test_un_solo_dato_alterado_se_encuentra(self, diez, campo):
        with sin_candados() as cursor:
            cursor.execute(f"UPDATE nucleo_asiento SET {campo} WHERE numero = 4")  # noqa: S608 - texto de la propia prueba

        assert 4 in roturas()

    def test_uno_borrado_de_en_medio_se_encuentra(self, diez):
        with sin_candados() as cursor:
            cursor.execute("DELETE FROM nucleo_asiento WHERE numero = 4")

        assert 5 in roturas()

    def test_todas_las_alteradas_aparecen(self, diez):
        with sin_candados() as cursor:
            cursor.execute("UPDATE nucleo_asiento SET accion = 'otra' WHERE numero % 2 = 0")

        assert {2, 4, 6, 8, 10} <= set(roturas())


class TestAnclas:
    @pytest.fixture
    def archivo(self, tmp_path):
        return tmp_path / "anclas.jsonl"

    def test_sin_asientos_no_hay_que_anclar(self, db, ahora, archivo):
        assert bitacora.anclar(ahora=ahora, archivo=archivo) is None
        assert not archivo.exists()
        assert bitacora.anclas_rotas(archivo) == []

    def test_una_por_dia(self, diez, ahora, archivo):
        for _ in range(2):
            bitacora.anclar(ahora=ahora, archivo=archivo)
        bitacora.anclar(ahora=ahora + timedelta(days=1), archivo=archivo)

        assert Ancla.objects.count() == 2
        assert len(archivo.read_text().splitlines()) == 2
        assert bitacora.anclas_rotas(archivo) == []

    def test_la_cola_cortada_se_nota_aunque_la_cadena_cuadre(self, diez, ahora, archivo):
        bitacora.anclar(ahora=ahora, archivo=archivo)
        with sin_candados() as cursor:
            cursor.execute("DELETE FROM nucleo_asiento WHERE numero > 7")

        assert roturas() == []
        assert bitacora.anclas_rotas(archivo) == ["2026-03-12"]

    def test_la_cola_reescrita_tambien(self, diez, ahora, archivo):
        bitacora.anclar(ahora=ahora, archivo=archivo)
        with sin_candados() as cursor:
            cursor.execute("DELETE FROM nucleo_asiento WHERE numero > 7")
        for _ in range(3):
            asentar("colar", "prueba:1", por=None, ahora=ahora)

        assert roturas() == []
        assert bitacora.anclas_rotas(archivo) == ["2026-03-12"]

    def test_la_fecha_es_la_de_aqui(self, diez, ahora, archivo):
        ancla = bitacora.anclar(ahora=ahora.replace(day=13, hour=5), archivo=archivo)

        assert str(ancla.fecha) == "2026-03-12"

    def test_la_tarea_ancla_en_la_carpeta_de_datos(self, diez, settings, tmp_path):
        settings.DIR_DATOS = tmp_path

        anclar_bitacora()

        assert bitacora.anclas_rotas(ajustes.DIR_DATOS / "anclas.jsonl") == []
        assert Ancla.objects.count() == 1


@pytest.mark.lento
@pytest.mark.django_db(transaction=True)
def test_ocho_actos_a_la_vez_dejan_una_sola_cadena(ahora):
    def muchos():
        try:
            for n in range(25):
                asentar("probar", f"prueba:{n}", por=None, ahora=ahora)
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=muchos) for _ in range(8)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert list(Asiento.objects.order_by("numero").values_list("numero", flat=True)) == list(range(1, 201))
    assert roturas() == []
