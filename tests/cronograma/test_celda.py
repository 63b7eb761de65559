"""La celda de un mes: lo que se agrega a mano, lo que se saca de la cuenta y cómo se leen sus pruebas."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cronograma.consultas.pruebas import EN_LA_CELDA, POR_PAGINA
from cronograma.estados import Regla
from cronograma.models import EvidenciaManual, NoCuenta
from tests.cronograma.pruebas import grupos, memoria
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def agregar(client, directora, reloj):
    client.force_login(directora)
    actividad = ActividadFactory(ejercicio=2026)

    def _agregar(**datos):
        bueno = {
            "titulo": "Perifoneo", "fecha": "2026-03-10", "cantidad": 1, "enlace": "https://mazamitla.invalid/perifoneo",
            "motivo": "Se hizo sin señal y no quedó registrado",
        }  # fmt: skip
        return client.post(reverse("cronograma:celda", args=[actividad.pk, 3]), bueno | datos)

    return _agregar


def test_lo_de_ese_mes_cuenta(agregar):
    assert agregar().status_code == 302
    assert EvidenciaManual.objects.get().mes == 3


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({"fecha": "2026-02-10"}, "Esta celda es de marzo: lo de febrero se agrega en la suya."),
        ({"motivo": "x"}, "Di por qué con una frase"),
        ({"fecha": "ayer"}, "Escribe una fecha que exista."),
    ],
)
def test_lo_demas_se_rechaza_con_su_razon_y_no_se_pierde_lo_escrito(agregar, datos, frase):
    respuesta = agregar(**datos)

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "Perifoneo" in respuesta.text
    assert not EvidenciaManual.objects.exists()


def test_con_archivo_se_abre_la_celda_y_lleva_a_el(agregar, client):
    foto = SimpleUploadedFile("perifoneo.jpg", jpeg(300, 200))

    respuesta = agregar(enlace="", archivo=foto)
    celda = client.get(respuesta.url)

    archivo = EvidenciaManual.objects.get().archivo
    assert reverse("media_library:ver", args=[archivo.pk]) in celda.text


def test_quien_solo_la_ve_no_agrega(agregar, client, consulta):
    client.force_login(consulta)

    respuesta = client.get(agregar().url)

    assert "no permite agregar evidencia." in respuesta.text
    assert not EvidenciaManual.objects.exists()


@pytest.fixture
def abrir(client, directora):
    def _abrir(actividad, persona=None, mes=3, **consulta):
        client.force_login(persona or directora)
        return de_corrido(client.get(reverse("cronograma:celda", args=[actividad.pk, mes]), consulta).text)

    return _abrir


class TestLasPruebas:
    def test_cada_clase_dice_cuantas_son(self):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        BoletinFactory.create_batch(2, publicado=True, publicado_en=MARZO)
        EvidenciaManualFactory(actividad=actividad, cantidad=3)

        assert [(g.nombre, g.cuantas) for g in grupos(actividad)] == [("Agregada a mano", 3), ("Boletines", 2)]

    def test_pasadas_las_primeras_diez_los_demas_grupos_van_plegados(self):
        actividad = ActividadFactory(regla=Regla.AUDIOVISUAL)
        for _ in range(EN_LA_CELDA):
            EvidenciaManualFactory(actividad=actividad)
        PublicacionFactory(publicada=True, publicada_en=MARZO)

        assert [g.abierto for g in grupos(actividad)] == [True, False]
        assert [g.abierto for g in grupos(actividad, clase="publicacion")] == [True]

    def test_se_ven_las_primeras_y_las_demas_por_paginas(self, abrir):
        for minuto in range(POR_PAGINA + 5):
            cuando = MARZO + timedelta(minutes=minuto)
            BoletinFactory(publicado=True, publicado_en=cuando, titulo=f"Boletín del minuto {minuto}.")
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        celda = abrir(actividad)
        primera, segunda = (abrir(actividad, clase="boletin", pagina=n) for n in (1, 2))

        assert f"Ver las {POR_PAGINA + 5}" in celda
        nombradas = [len({n for n in range(55) if f"Boletín del minuto {n}." in t}) for t in (celda, primera, segunda)]
        assert nombradas == [EN_LA_CELDA, POR_PAGINA, 5]

    def test_buscar_deja_las_que_dicen_las_palabras(self, abrir):
        for titulo in ("Inicia la obra del kiosco", "Feria del pueblo"):
            BoletinFactory(publicado=True, publicado_en=MARZO, titulo=titulo)
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        assert "Feria del pueblo" not in abrir(actividad, q="kiosco obra")
        assert "Ninguna prueba dice «nada de eso»." in abrir(actividad, q="nada de eso")

    @pytest.mark.parametrize("mala", ["nada", "x" * 50, "cambio", "\x00"])
    def test_una_clase_que_no_es_de_su_regla_ensena_la_celda(self, abrir, mala):
        BoletinFactory(publicado=True, publicado_en=MARZO)

        assert "Pruebas que cuentan: 1" in abrir(ActividadFactory(regla=Regla.BOLETINES), clase=mala, pagina="x")

    def test_cuesta_lo_mismo_con_una_que_con_diez(self, directora, django_assert_max_num_queries):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        for n in range(10):
            FotoDeBoletinFactory(boletin=BoletinFactory(publicado=True, publicado_en=MARZO + timedelta(minutes=n)))

        with django_assert_max_num_queries(14):
            assert len(grupos(actividad, persona=directora)[0].pruebas.object_list) == 10

    def test_una_foto_reservada_no_se_ensena_a_quien_no_la_ve(self, directora, consulta):
        foto = FotoDeBoletinFactory(boletin=BoletinFactory(publicado=True, publicado_en=MARZO))
        foto.evidencia.menores = "protegidos"
        foto.evidencia.save()
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        vistas = [grupos(actividad, persona=p)[0].pruebas.object_list[0].foto for p in (directora, consulta)]

        assert vistas == [foto.evidencia_id, None]

    def test_el_evento_lleva_su_primera_foto(self):
        evento = memoria(MARZO)

        (grupo,) = grupos(ActividadFactory(regla=Regla.MEMORIA))

        assert [p.foto for p in grupo.pruebas] == [evento.evidencias.order_by("capturada_en").first().pk]


class TestNoCuenta:
    @pytest.fixture
    def boletin(self):
        return BoletinFactory(publicado=True, publicado_en=MARZO, titulo="Inicia la obra")

    def test_se_saca_con_su_motivo_y_se_vuelve_a_contar(self, client, directora, boletin, abrir):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        client.force_login(directora)
        ruta = reverse("cronograma:no_cuenta", args=[actividad.pk, 3])
        client.post(ruta, {"clase": "boletin", "cosa": boletin.pk, "motivo": "Es de otra área"})

        celda = abrir(actividad)
        assert "Pruebas que cuentan: 0" in celda
        assert "Motivo: «Es de otra área»" in celda

        client.post(reverse("cronograma:vuelve", args=[NoCuenta.objects.get().pk]))
        assert "Pruebas que cuentan: 1" in abrir(actividad)

    def test_sin_motivo_se_rechaza_y_se_abre_donde_se_escribe(self, client, directora, boletin):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        client.force_login(directora)

        respuesta = client.post(
            reverse("cronograma:no_cuenta", args=[actividad.pk, 3]),
            {"clase": "boletin", "cosa": boletin.pk, "motivo": " "},
        )

        assert (respuesta.status_code, "Escribe por qué no cuenta." in respuesta.text) == (409, True)
        assert f'id="nc-boletin-{boletin.pk}"' in respuesta.text

    def test_quien_solo_mira_no_tiene_el_boton(self, boletin, abrir, consulta):
        assert "Sacar de la cuenta" not in abrir(ActividadFactory(regla=Regla.BOLETINES), consulta)


def test_la_cifra_dice_lo_que_cuenta_en_el_total(abrir):
    actividad = ActividadFactory()
    MetaFactory(actividad=actividad, mes=3, programado=8)
    EvidenciaManualFactory(actividad=actividad, cantidad=11)

    celda = abrir(actividad)

    assert "138 % de la meta. En el total cuentan 8." in celda
    assert "Sobrecumplido" in celda


class TestLaMeta:
    @pytest.fixture
    def cambiar(self, client, directora):
        client.force_login(directora)
        actividad = MetaFactory(mes=4, programado=3).actividad

        def _cambiar(mes=4, **datos):
            return client.post(reverse("cronograma:meta", args=[actividad.pk, mes]), datos), actividad

        return _cambiar

    def test_lo_que_se_rechaza_vuelve_con_todo_lo_escrito(self, cambiar):
        respuesta, actividad = cambiar(programado="1200", pasa_a="6", motivo="Se movió la feria 🎈")

        assert respuesta.status_code == 422
        assert "La meta va de 0 a 999." in respuesta.text
        assert "Se movió la feria 🎈" in respuesta.text
        assert '<option value="6" selected>' in respuesta.text
        assert actividad.metas.get().programado == 3

    def test_sin_decir_por_que_lo_pide_junto_a_su_campo(self, cambiar):
        respuesta, _ = cambiar(programado="5", motivo=" ")

        assert (respuesta.status_code, "escribe por qué cambia la meta" in respuesta.text) == (422, True)

    def test_se_cambia_y_se_reprograma(self, cambiar):
        cambiar(programado="5", motivo="Se sumó la feria")
        _, actividad = cambiar(programado="5", pasa_a="6", motivo="Se movió")

        assert set(actividad.metas.values_list("mes", "programado")) == {(4, 0), (6, 5)}

    def test_en_un_mes_que_ya_termino_no_se_ofrece(self, abrir):
        actividad = MetaFactory(mes=2).actividad

        assert "Cambiar la meta" not in abrir(actividad, mes=2)
        assert "Cambiar la meta" in abrir(actividad, mes=3)
