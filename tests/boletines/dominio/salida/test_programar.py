"""Programar: sale a su hora o después, nunca antes, y una sola vez."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from boletines.dominio.redaccion.borrador import elegir_fotos
from boletines.dominio.revision.aprobacion import enviar_a_revision, pedir_cambios
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import programacion
from boletines.models import Boletin
from boletines.tasks import publicar_programados
from difusion.models import Envio
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from personas.models import DiaInhabil
from suspension.models import PeriodoSuspension
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db
PALABRAS = {"pie": "Pie", "texto_alternativo": "Alternativo", "credito": "Crédito"}


@pytest.fixture
def programado(redactar, directora, ahora):
    return programacion.programar_boletin(
        (boletin := redactar()),
        huella_vista=huella_mostrada(boletin),
        publicar_en=ahora + timedelta(hours=2),
        por=directora,
        ahora=ahora,
    )


class TestProgramar:
    def test_queda_con_su_hora_y_quien(self, programado, directora, ahora):
        programado.refresh_from_db()
        assert (programado.estado, programado.programado_por) == ("programado", directora)
        assert programado.publicar_en == ahora + timedelta(hours=2)
        assert not Envio.objects.exists()

    @pytest.mark.parametrize(
        ("falta", "frase"),
        [(timedelta(0), "ya pasó"), (timedelta(days=-1), "ya pasó"), (timedelta(days=400), "un año")],
    )
    def test_horas_que_no_sirven(self, redactar, directora, ahora, falta, frase):
        with pytest.raises(NoSePuede, match=frase):
            programacion.programar_boletin(
                (boletin := redactar()),
                huella_vista=huella_mostrada(boletin),
                publicar_en=ahora + falta,
                por=directora,
                ahora=ahora,
            )

    def test_sin_aprobar_no(self, redactar, directora, ahora):
        with pytest.raises(NoSePuede):
            programacion.programar_boletin(
                (boletin := redactar("en_revision")),
                huella_vista=huella_mostrada(boletin),
                publicar_en=ahora + timedelta(hours=1),
                por=directora,
                ahora=ahora,
            )

    def test_pide_la_capacidad(self, redactar, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            programacion.programar_boletin(
                (boletin := redactar()),
                huella_vista=huella_mostrada(boletin),
                publicar_en=ahora + timedelta(hours=1),
                por=fotografo,
                ahora=ahora,
            )

    def test_aprobar_y_programar_es_un_solo_paso(self, redactar, directora, ahora):
        boletin = programacion.aprobar_y_programar(
            (boletin := redactar("en_revision")),
            huella_vista=huella_mostrada(boletin),
            publicar_en=ahora + timedelta(hours=1),
            por=directora,
            ahora=ahora,
        )

        assert (boletin.estado, boletin.aprobado_por) == ("programado", directora)

    def test_si_la_hora_no_sirve_tampoco_se_aprueba(self, redactar, directora, ahora):
        with pytest.raises(NoSePuede, match="ya pasó"):
            programacion.aprobar_y_programar(
                (boletin := redactar("en_revision")),
                huella_vista=huella_mostrada(boletin),
                publicar_en=ahora,
                por=directora,
                ahora=ahora,
            )

        assert Boletin.objects.get().estado == "en_revision"

    def test_se_puede_quitar(self, programado, directora, ahora):
        programacion.quitar_de_programados(programado, por=directora, ahora=ahora)

        assert (Boletin.objects.get().estado, Boletin.objects.get().publicar_en) == ("aprobado", None)


class TestSale:
    def test_un_segundo_antes_no_sale(self, programado):
        assert programacion.publicar_programados(ahora=programado.publicar_en - timedelta(seconds=1)) == 0
        assert Boletin.objects.get().estado == "programado"

    def test_a_su_hora_sale_con_folio_y_la_firma_de_quien_lo_programo(self, programado, directora):
        hora = programado.publicar_en

        assert programacion.publicar_programados(ahora=hora) == 1

        boletin = Boletin.objects.get()
        assert (boletin.estado, boletin.folio, boletin.publicado_en) == ("publicado", "CS/001/2026", hora)
        assert (boletin.publicado_por, boletin.publicar_en) == (directora, None)
        assert Envio.objects.filter(canal="portal").count() == 1

    def test_tarde_sale_con_la_hora_de_verdad(self, programado):
        tarde = programado.publicar_en + timedelta(hours=5)

        programacion.publicar_programados(ahora=tarde)

        assert Boletin.objects.get().publicado_en == tarde

    def test_dos_tics_no_publican_dos_veces(self, programado):
        hora = programado.publicar_en

        assert [programacion.publicar_programados(ahora=hora) for _ in range(2)] == [1, 0]
        assert Asiento.objects.filter(accion="publicar").count() == 1

    def test_si_cambio_un_pie_no_sale_y_dice_por_que(self, redactar, redactora, directora, ahora):
        borrador = redactar("borrador")
        elegir_fotos(borrador, evidencias=[EvidenciaFactory(**PALABRAS).pk], por=redactora, ahora=ahora)
        boletin = _hasta_programado(borrador, redactora, directora, ahora)
        Evidencia.objects.update(pie="Otro pie")

        assert programacion.publicar_programados(ahora=boletin.publicar_en) == 0

        boletin.refresh_from_db()
        assert (boletin.estado, "Cambió después de aprobarse" in boletin.no_salio_porque) == ("aprobado", True)
        assert Asiento.objects.latest("numero").accion == "no pudo publicarse a su hora"

    def test_uno_que_no_puede_no_detiene_a_los_demas(self, redactar, directora, ahora):
        malo, bueno = (
            programacion.programar_boletin(
                (boletin := redactar()),
                huella_vista=huella_mostrada(boletin),
                publicar_en=ahora + timedelta(hours=h),
                por=directora,
                ahora=ahora,
            )
            for h in (1, 2)
        )
        Boletin.objects.filter(pk=malo.pk).update(titulo="Cambiado a mano")

        programacion.publicar_programados(ahora=ahora + timedelta(hours=3))

        assert dict(Boletin.objects.values_list("pk", "estado")) == {malo.pk: "aprobado", bueno.pk: "publicado"}

    def test_la_tarea_publica_lo_que_ya_toca(self, programado):
        Boletin.objects.update(publicar_en=datetime(2020, 1, 1, tzinfo=UTC))

        publicar_programados()

        assert Boletin.objects.get().estado == "publicado"

    def test_con_embargo_recibe_folio_pero_espera(self, redactar, directora, ahora):
        embargo = ahora + timedelta(hours=9)
        boletin = programacion.programar_boletin(
            (boletin := redactar(embargo_hasta=embargo)),
            huella_vista=huella_mostrada(boletin),
            publicar_en=ahora + timedelta(hours=1),
            por=directora,
            ahora=ahora,
        )

        programacion.publicar_programados(ahora=boletin.publicar_en)

        assert set(Envio.objects.values_list("no_antes_desde", flat=True)) == {embargo}

    def test_pedir_cambios_lo_saca_de_programados(self, programado, directora, ahora):
        pedir_cambios(programado, motivo="Falta el monto", por=directora, ahora=ahora)

        assert programacion.publicar_programados(ahora=ahora + timedelta(days=1)) == 0
        with pytest.raises(YaCambio):
            programacion.quitar_de_programados(programado, por=directora, ahora=ahora)


def _hasta_programado(boletin, redactora, directora, ahora):
    enviado = enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
    return programacion.aprobar_y_programar(
        enviado,
        huella_vista=huella_mostrada(enviado),
        publicar_en=ahora + timedelta(hours=1),
        por=directora,
        ahora=ahora,
    )


class TestSugerencias:
    def test_por_la_manana_ofrece_hoy(self, ahora):
        assert [s.nombre for s in programacion.sugerencias(ahora)] == ["Hoy, 14:00", "Mañana, 09:00", "El lunes, 09:00"]

    def test_por_la_tarde_ya_no(self, ahora):
        assert programacion.sugerencias(ahora + timedelta(hours=3))[0].nombre == "Mañana, 09:00"

    def test_en_domingo_manana_es_el_lunes_y_no_se_repite(self):
        domingo = datetime(2026, 3, 15, 23, 0, tzinfo=UTC)

        assert [s.nombre for s in programacion.sugerencias(domingo)] == ["Mañana, 09:00"]


class TestAdvertencias:
    def test_sabado_asueto_embargo_y_suspension(self, ahora):
        sabado = datetime(2026, 3, 14, 15, 0, tzinfo=UTC)
        DiaInhabil.objects.create(fecha=sabado.date(), motivo="Feria")
        PeriodoSuspension.objects.create(
            tipo="otro", nombre="Consulta", inicio=ahora, fin=sabado + timedelta(days=3), fundamento="x"
        )
        boletin = BoletinFactory(embargo_hasta=sabado + timedelta(hours=2))

        avisos = list(programacion.advertencias(boletin, sabado))

        assert [a.split(":")[0][:24] for a in avisos] == [
            "Cae en sábado", "Es día inhábil.", "Está embargado hasta el ", "Cae en periodo de suspen",
        ]  # fmt: skip

    def test_antes_del_evento_y_mucho_despues(self, ahora):
        evento = EventoFactory()
        boletin = BoletinFactory(evento=evento)

        assert list(programacion.advertencias(boletin, evento.inicio - timedelta(hours=2))) == [
            "Saldría antes de que empiece el evento."
        ]
        assert "tres días después" in next(programacion.advertencias(boletin, evento.fin + timedelta(days=4)))
        assert not any("después" in a for a in programacion.advertencias(boletin, evento.fin + timedelta(days=2)))

    def test_un_dia_comun_no_dice_nada(self):
        assert list(programacion.advertencias(BoletinFactory(), datetime(2026, 3, 18, 15, 0, tzinfo=UTC))) == []


@pytest.mark.usefixtures("oficina")
class TestVista:
    def programar(self, client, persona, boletin, **datos):
        client.force_login(persona)
        datos["huella_vista"] = huella_mostrada(boletin)
        return client.post(reverse("boletines:programar", args=[boletin.pk]), datos)

    def test_con_advertencias_primero_pregunta(self, client, directora, redactar):
        boletin = redactar()

        respuesta = self.programar(client, directora, boletin, publicar_en="2027-01-02T09:00")

        assert "Cae en sábado" in respuesta.text
        assert Boletin.objects.get().estado == "aprobado"

    def test_confirmado_se_programa_aunque_advierta(self, client, directora, redactar):
        self.programar(client, directora, redactar(), publicar_en="2027-01-02T09:00", confirmado="1")

        assert Boletin.objects.get().publicar_en == datetime(2027, 1, 2, 15, 0, tzinfo=UTC)

    @pytest.mark.parametrize("hora", ["", "mañana", "2027-13-45T99:00", "\0", "9" * 60])
    def test_una_hora_mal_escrita_se_dice(self, client, directora, redactar, hora):
        respuesta = self.programar(client, directora, redactar(), publicar_en=hora)

        assert (respuesta.status_code, "Escribe la fecha y la hora" in respuesta.text) == (422, True)

    def test_una_hora_que_ya_paso_se_dice_junto_al_campo_sin_borrarla(self, client, directora, redactar):
        respuesta = self.programar(client, directora, redactar(), publicar_en="2020-01-02T09:00")

        assert respuesta.status_code == 422
        assert 'value="2020-01-02T09:00"' in respuesta.text
        assert 'id="id_hora_publicar_en_error">Esa hora ya pasó' in respuesta.text
        assert 'aria-describedby="id_hora_publicar_en_error"' in respuesta.text
        assert "<details open><summary>Programar" in de_corrido(respuesta.text)

    def test_lo_que_no_se_entiende_se_conserva(self, client, directora, redactar):
        respuesta = self.programar(client, directora, redactar(), publicar_en="mañana a las 9")

        assert 'value="mañana a las 9"' in respuesta.text

    def test_desde_revision_aprueba_y_programa(self, client, directora, redactar):
        self.programar(client, directora, redactar("en_revision"), publicar_en="2027-01-06T09:00", confirmado="1")

        assert (Boletin.objects.get().estado, Boletin.objects.get().aprobado_por) == ("programado", directora)

    def test_quien_lo_escribio_no_lo_aprueba_por_esta_via(self, client, redactora, redactar):
        respuesta = self.programar(
            client, redactora, redactar("en_revision"), publicar_en="2027-01-06T09:00", confirmado="1"
        )

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "en_revision")
