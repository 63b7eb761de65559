"""Qué se difunde durante la suspensión: niega por defecto, por tema y por boletín."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from boletines.dominio.salida.compuerta import puede_salir_boletin
from boletines.dominio.salida.suspension import decidir_difusion, situacion_de
from boletines.models import Boletin
from boletines.models.suspension import DecisionDeSuspension, SuspensionDeBoletines
from difusion.dominio.despacho import despachar
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from redes.dominio.compuerta import pueden_publicarse
from redes.dominio.publicaciones import marcar_publicada
from suspension.models import ReglaDeSuspension
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.redes import PublicacionFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tabla_de_suspension")]
PERMITIDAS = {"salud", "educacion", "proteccion-civil"}


@pytest.fixture
def obra(ahora):
    return BoletinFactory(publicado=True, tema="obra-publica", publicado_en=ahora - timedelta(days=30))


@pytest.fixture
def salud(ahora):
    return BoletinFactory(publicado=True, tema="salud", publicado_en=ahora - timedelta(days=30))


def decidir(boletin, por, ahora, **campos):
    datos = {"permite": True, "excepcion": "servicio", "motivo": "Es un corte de agua"} | campos
    return decidir_difusion(boletin, por=por, ahora=ahora, **datos)


class TestLaPuerta:
    def test_sin_periodo_todo_lo_publico_se_ve(self, obra, salud, ahora):
        assert set(Boletin.objects.publicos(ahora)) == {obra, salud}

    def test_mientras_corre_solo_lo_permitido(self, obra, salud, ahora):
        PeriodoFactory()

        assert list(Boletin.objects.publicos(ahora)) == [salud]

    def test_empieza_y_termina_al_segundo(self, obra, ahora):
        periodo = PeriodoFactory(inicio=ahora, fin=ahora + timedelta(days=1))
        instante = timedelta(microseconds=1)

        visto = [
            Boletin.objects.publicos(m).exists() for m in (ahora - instante, ahora, periodo.fin - instante, periodo.fin)
        ]

        assert visto == [True, False, False, True]

    def test_la_tabla_inicial_es_la_de_la_ley(self, ahora):
        PeriodoFactory()

        assert SuspensionDeBoletines.en(ahora).permitidas == PERMITIDAS

    def test_un_tema_sin_regla_se_suspende(self, salud, ahora):
        PeriodoFactory()
        ReglaDeSuspension.objects.filter(tema="salud").delete()

        assert not Boletin.objects.publicos(ahora).exists()

    def test_sin_alcanzar_el_archivo_solo_oculta_lo_nuevo(self, obra, ahora):
        PeriodoFactory(oculta_archivo=False)
        BoletinFactory(publicado=True, tema="obra-publica", publicado_en=ahora - timedelta(minutes=1))

        assert list(Boletin.objects.publicos(ahora)) == [obra]

    def test_la_condicion_en_la_base_y_en_memoria_dicen_lo_mismo(self, ahora, directora):
        PeriodoFactory()
        boletines = [BoletinFactory(publicado=True, tema=c) for c in ("salud", "turismo", "obra-publica")]
        decidir(boletines[1], directora, ahora)
        decidir(boletines[0], directora, ahora, permite=False)
        suspension = SuspensionDeBoletines.en(ahora)

        assert [suspension.permite(b) for b in boletines] == [False, True, False]
        assert list(Boletin.objects.publicos(ahora)) == [boletines[1]]
        assert set(Boletin.objects.emitidos_al(ahora).suspendidos_por(suspension)) == {boletines[0], boletines[2]}

    def test_con_dos_periodos_la_excepcion_debe_cubrir_los_dos(self, obra, ahora, directora):
        PeriodoFactory()
        decidir(obra, directora, ahora)
        assert list(Boletin.objects.publicos(ahora)) == [obra]

        PeriodoFactory()

        assert not Boletin.objects.publicos(ahora).exists()


class TestLaCompuerta:
    def test_el_correo_de_lo_suspendido_no_sale_y_lo_dice(self, obra, ahora):
        periodo = PeriodoFactory()
        envio = EnvioFactory(objeto=ref(obra))

        despachar(reloj=lambda: ahora)

        envio.refresh_from_db()
        assert envio.estado == "suspendido"
        assert periodo.nombre in envio.razon

    def test_se_pregunta_al_despachar_no_al_apuntar(self, obra, ahora):
        envio = EnvioFactory(objeto=ref(obra))
        assert puede_salir_boletin(envio, ahora) is None

        PeriodoFactory()

        assert puede_salir_boletin(envio, ahora).definitiva

    def test_lo_permitido_sale(self, salud, ahora):
        PeriodoFactory()

        assert puede_salir_boletin(EnvioFactory(objeto=ref(salud)), ahora) is None

    def test_al_portal_si_se_escribe_en_la_edicion_que_no_se_sirve(self, obra, ahora):
        PeriodoFactory()

        assert puede_salir_boletin(EnvioFactory(objeto=ref(obra), canal="portal"), ahora) is None

    def test_lo_embargado_que_vence_en_el_periodo_tampoco_sale(self, ahora):
        boletin = BoletinFactory(publicado=True, tema="obra-publica", embargo_hasta=ahora + timedelta(hours=1))
        PeriodoFactory(inicio=ahora + timedelta(minutes=30))
        envio = EnvioFactory(objeto=ref(boletin))

        assert not puede_salir_boletin(envio, ahora).definitiva
        assert puede_salir_boletin(envio, ahora + timedelta(hours=2)).definitiva

    def test_las_redes_asistidas_pasan_por_la_misma(self, obra, salud, ahora, redes):
        PeriodoFactory()
        suspendida, permitida = PublicacionFactory(boletin=obra), PublicacionFactory(boletin=salud)

        with pytest.raises(NoSePuede, match="periodo de suspensión"):
            marcar_publicada(suspendida, enlace="https://facebook.com/x", por=redes, ahora=ahora)

        assert pueden_publicarse([permitida], ahora) == [None]

    def test_la_pantalla_de_redes_no_ensena_el_texto_de_lo_suspendido(self, client, redes, obra):
        PeriodoFactory(inicio="2020-01-01T00:00Z", fin="2100-01-01T00:00Z")
        publicacion = PublicacionFactory(boletin=obra, texto="La palabra canaria")
        client.force_login(redes)

        html = client.get(reverse("redes:publicacion", args=[publicacion.pk])).text

        assert "Todavía no se publica." in html
        assert "canaria" not in html


class TestDecidir:
    def test_permite_con_su_excepcion_y_queda_asentado(self, obra, ahora, directora):
        periodo = PeriodoFactory()

        decision = decidir(obra, directora, ahora)

        assert (decision.periodo, decision.tomada_por, decision.excepcion) == (periodo, directora, "servicio")
        assert Asiento.objects.get().detalle["motivo"] == "Es un corte de agua"
        assert list(Boletin.objects.publicos(ahora)) == [obra]

    def test_la_nueva_sustituye_y_la_anterior_se_conserva(self, obra, ahora, directora):
        PeriodoFactory()
        decidir(obra, directora, ahora)

        decidir(obra, directora, ahora, permite=False, motivo="Se promueve una obra")

        assert list(DecisionDeSuspension.objects.order_by("pk").values_list("permite", "sustituida_en")) == [
            (True, ahora), (False, None),
        ]  # fmt: skip
        assert not Boletin.objects.publicos(ahora).exists()

    @pytest.mark.parametrize(
        ("campos", "frase"),
        [
            ({"motivo": "  "}, "motivo"),
            ({"excepcion": ""}, "excepción de ley"),
            ({"excepcion": "autorizacion"}, "número de la autorización"),
            ({"excepcion": "inventada"}, "no está en la lista"),
            ({"autorizacion": "x" * 61}, "60"),
        ],
    )
    def test_rechaza_lo_incompleto(self, obra, ahora, directora, campos, frase):
        PeriodoFactory()

        with pytest.raises(NoSePuede, match=frase):
            decidir(obra, directora, ahora, **campos)

        assert not DecisionDeSuspension.objects.exists()

    def test_sin_periodo_no_hay_que_decidir(self, obra, ahora, directora):
        with pytest.raises(NoSePuede, match="No hay ningún periodo"):
            decidir(obra, directora, ahora)

    def test_lo_retirado_no_se_permite(self, ahora, directora):
        PeriodoFactory()
        with pytest.raises(NoSePuede, match="retirado"):
            decidir(BoletinFactory(retirado=True), directora, ahora)

    def test_pide_la_capacidad(self, obra, ahora, redactora):
        PeriodoFactory()
        with pytest.raises(NoTienePermiso):
            decidir(obra, redactora, ahora)

    def test_la_base_no_admite_autorizacion_sin_numero(self, obra, ahora, directora):
        with pytest.raises(IntegrityError, match="decisiondesuspension_autorizada_con_numero"), transaction.atomic():
            DecisionDeSuspension.objects.create(
                boletin=obra, periodo=PeriodoFactory(), permite=True, excepcion="autorizacion", motivo="x",
                tomada_por=directora, tomada_en=ahora,
            )  # fmt: skip

    def test_la_situacion_dice_por_que(self, obra, salud, ahora, directora):
        assert situacion_de(obra, ahora) is None
        PeriodoFactory(inicio=ahora + timedelta(days=2))

        assert (situacion_de(obra, ahora).se_difunde, situacion_de(obra, ahora).corre) == (False, False)
        assert situacion_de(obra, ahora).razon == "Obra pública: se suspende."
        decidir(obra, directora, ahora)
        assert situacion_de(obra, ahora).razon == "Tiene una excepción registrada."
        assert situacion_de(salud, ahora).se_difunde


class TestPantallas:
    def test_dice_cuantos_se_ocultan_y_que_viene_en_camino(
        self, client, directora, oficina, django_assert_max_num_queries
    ):
        PeriodoFactory(inicio="2020-01-01T00:00Z", fin="2100-01-01T00:00Z")
        BoletinFactory.create_batch(3, publicado=True, tema="obra-publica")
        BoletinFactory(aprobado=True, tema="obra-publica", titulo="La obra por salir")
        client.force_login(directora)

        with django_assert_max_num_queries(24):
            html = de_corrido(client.get(reverse("boletines:suspension")).text)

        assert "Están ocultos <strong>3</strong> boletines" in html
        assert "La obra por salir" in html

    def test_guardar_una_regla_mal_conserva_lo_escrito(self, client, directora, oficina):
        client.force_login(directora)

        respuesta = client.post(
            reverse("boletines:fijar_regla"),
            {"tema": "turismo", "trato": "permitida", "fecha_desde": "2001-01-01", "fundamento": "Mi oficio"},
        )

        assert respuesta.status_code == 422
        assert "de hoy en adelante" in respuesta.text
        assert "Mi oficio" in respuesta.text

    def test_decidir_desde_la_pagina_del_boletin(self, client, directora, oficina, obra):
        PeriodoFactory(inicio="2020-01-01T00:00Z", fin="2100-01-01T00:00Z")
        client.force_login(directora)
        assert "No se difunde" in client.get(reverse("boletines:ver", args=[obra.pk])).text

        mala = client.post(reverse("boletines:decidir_suspension", args=[obra.pk]), {"motivo": "x\ny"})
        buena = client.post(
            reverse("boletines:decidir_suspension", args=[obra.pk]),
            {"permite": "si", "excepcion": "autorizacion", "autorizacion": "INE/CG27/2027", "motivo": "Autorizado"},
        )

        assert (mala.status_code, buena.status_code) == (422, 302)
        assert DecisionDeSuspension.objects.get().autorizacion == "INE/CG27/2027"
        assert "INE/CG27/2027" in client.get(reverse("boletines:suspension")).text
