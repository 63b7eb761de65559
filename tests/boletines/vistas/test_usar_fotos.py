"""Usar en un boletín fotos elegidas en la biblioteca."""

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.redaccion import usar_fotos
from boletines.models import Boletin
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
URL = "/oficina/boletines/usar-fotos/"


@pytest.fixture
def borrador(redactora):
    return BoletinFactory(titulo="Borrador de la obra", autor=redactora)


@pytest.fixture
def sesion(client, redactora):
    client.force_login(redactora)
    return client


def fotos_de(boletin):
    return list(boletin.fotos.values_list("evidencia_id", flat=True))


def agregar(boletin, redactora, *fotos):
    return usar_fotos.agregar_fotos(
        boletin, evidencias=[f.pk for f in fotos], por=redactora, ahora=timezone.now()
    ).reparto


class TestAgregar:
    def test_van_al_final_en_el_orden_en_que_se_eligieron(self, redactora, borrador):
        antes = FotoDeBoletinFactory(boletin=borrador, orden=0).evidencia
        una, dos, tres = (EvidenciaFactory() for _ in range(3))

        agregar(borrador, redactora, tres, una, dos)

        assert fotos_de(borrador) == [antes.pk, tres.pk, una.pk, dos.pk]

    def test_deja_su_asiento(self, redactora, borrador):
        agregar(borrador, redactora, EvidenciaFactory())

        assert Asiento.objects.filter(accion="elegir fotos").count() == 1

    def test_las_de_antes_se_quedan_aunque_una_este_en_la_papelera(self, redactora, borrador):
        antes = FotoDeBoletinFactory(boletin=borrador, orden=0, evidencia__papelera_en=timezone.now()).evidencia
        nueva = EvidenciaFactory()

        agregar(borrador, redactora, nueva)

        assert fotos_de(borrador) == [antes.pk, nueva.pk]

    @pytest.mark.parametrize(
        ("campos", "frase"),
        [
            ({"menores": "protegidos"}, "la ley protege"),
            ({"menores": "si"}, "agrega la carta firmada"),
            ({"uso": "prohibido"}, "está prohibido"),
            ({"papelera_en": "2026-11-20T12:00:00Z"}, "está en la papelera"),
            ({"original__clase": "video"}, "no es una foto"),
        ],
    )
    def test_lo_que_no_puede_usarse_se_deja_fuera_con_su_razon(self, redactora, borrador, campos, frase):
        buena = EvidenciaFactory()

        reparto = agregar(borrador, redactora, EvidenciaFactory(pie="La fila", **campos), buena)

        assert fotos_de(borrador) == [buena.pk]
        assert [frase in razon for razon in reparto.razones] == [True]

    def test_una_carta_revocada_la_deja_fuera(self, redactora, borrador):
        foto = EvidenciaFactory()
        ConsentimientoFactory(revocado_en=timezone.now(), motivo_de_revocacion="Lo pidió").evidencias.add(foto)

        with pytest.raises(NoSePuede, match="revocó su permiso"):
            agregar(borrador, redactora, foto)

    def test_la_que_ya_esta_y_su_copia_de_otro_evento_no_se_repiten(self, redactora, borrador):
        original = OriginalFactory()
        puesta = EvidenciaFactory(original=original)
        FotoDeBoletinFactory(boletin=borrador, evidencia=puesta, orden=0)
        copia, nueva = EvidenciaFactory(original=original, evento=EventoFactory()), EvidenciaFactory()

        reparto = agregar(borrador, redactora, puesta, copia, nueva)

        assert fotos_de(borrador) == [puesta.pk, nueva.pk]
        assert [r.partition("» ")[2] for r in reparto.razones] == [
            "ya estaba en el boletín.",
            "es la misma foto que otra del boletín.",
        ]

    def test_entran_hasta_doce_y_dice_cual_no_cupo(self, redactora, borrador):
        fotos = [EvidenciaFactory() for _ in range(13)]

        reparto = agregar(borrador, redactora, *fotos)

        assert fotos_de(borrador) == [f.pk for f in fotos[:12]]
        assert "ya no cupo" in reparto.razones[0]

    def test_la_falta_de_texto_alternativo_solo_se_avisa(self, redactora, borrador):
        reparto = agregar(borrador, redactora, EvidenciaFactory(), EvidenciaFactory(texto_alternativo="Cancha"))

        assert (len(reparto.entran), reparto.sin_describir, reparto.razones) == (2, 1, [])

    @pytest.mark.parametrize("estado", ["en_revision", "aprobado", "publicado"])
    def test_lo_que_ya_no_se_edita_se_rechaza(self, redactora, estado):
        with pytest.raises(NoSePuede, match="borrador o con cambios"):
            agregar(BoletinFactory(**{estado: True}), redactora, EvidenciaFactory())

    def test_cuesta_lo_mismo_con_una_que_con_diez(self, redactora, django_assert_num_queries):
        fotos = [EvidenciaFactory() for _ in range(10)]

        for cuantas in (1, 10):
            with django_assert_num_queries(2):
                usar_fotos.repartir([f.pk for f in fotos[:cuantas]], por=redactora, ahora=timezone.now())


class TestPantalla:
    def test_ofrece_los_que_se_editan_lo_ultimo_primero(self, sesion, ahora):
        viejo = BoletinFactory(titulo="El viejo", modificado_en=ahora.replace(year=2024))
        nuevo = BoletinFactory(titulo="El nuevo", con_cambios=True, modificado_en=ahora)
        BoletinFactory(titulo="El que salió", publicado=True)

        texto = sesion.post(URL, {"evidencias": [EvidenciaFactory().pk]}).text

        assert texto.index(nuevo.titulo) < texto.index(viejo.titulo)
        assert "El que salió" not in texto

    def test_dice_cuales_no_entran_antes_de_oprimir(self, sesion):
        protegida = EvidenciaFactory(pie="La fila", menores="protegidos")

        texto = sesion.get(URL, {"evidencias": [protegida.pk, EvidenciaFactory().pk]}).text

        assert ("Éstas no entran" in texto, "la ley protege" in texto) == (True, True)

    def test_agrega_al_que_se_escoge_y_dice_que_paso(self, sesion, borrador):
        fotos = [EvidenciaFactory().pk, EvidenciaFactory(menores="protegidos").pk]

        respuesta = sesion.post(URL, {"evidencias": fotos, "boletin": borrador.pk}, follow=True)

        assert respuesta.redirect_chain == [(reverse("boletines:ver", args=[borrador.pk]), 302)]
        assert [f in respuesta.text for f in ("Se agregó 1 foto.", "No se agregaron todas.", "falta el texto")] == [
            True, True, True,
        ]  # fmt: skip

    def test_oprimir_dos_veces_no_duplica_y_lo_dice(self, sesion, borrador):
        datos = {"evidencias": [EvidenciaFactory().pk], "boletin": borrador.pk}
        sesion.post(URL, datos)

        respuesta = sesion.post(URL, datos)

        assert (respuesta.status_code, "ya estaba en el boletín" in respuesta.text, borrador.fotos.count()) == (
            409, True, 1,
        )  # fmt: skip

    def test_uno_nuevo_de_un_evento_llega_con_sus_hechos_y_solo_estas_fotos(self, sesion):
        evento = EventoFactory(titulo="Abre la unidad deportiva")
        EvidenciaFactory(evento=evento, calificacion=5)
        foto = EvidenciaFactory(evento=evento)

        sesion.post(URL, {"evidencias": [foto.pk], "boletin": "nuevo"})

        boletin = Boletin.objects.get()
        assert (boletin.evento, boletin.dependencia, fotos_de(boletin)) == (evento, evento.dependencia, [foto.pk])

    def test_uno_nuevo_sin_evento_pide_la_dependencia_y_no_pierde_la_seleccion(self, sesion, dependencia):
        foto = EvidenciaFactory()

        mal = sesion.post(URL, {"evidencias": [foto.pk], "boletin": "nuevo"})
        sesion.post(URL, {"evidencias": [foto.pk], "boletin": "nuevo", "dependencia": dependencia.pk})

        assert (mal.status_code, f'name="evidencias" value="{foto.pk}"' in mal.text) == (422, True)
        assert fotos_de(Boletin.objects.get()) == [foto.pk]

    def test_si_ninguna_entra_no_nace_un_boletin_vacio(self, sesion, dependencia):
        datos = {"evidencias": [EvidenciaFactory(menores="protegidos").pk], "boletin": "nuevo"}

        respuesta = sesion.post(URL, datos | {"dependencia": dependencia.pk})

        assert (respuesta.status_code, Boletin.objects.count()) == (409, 0)

    @pytest.mark.parametrize("pedido", ["", "x", "9" * 40, "²"])
    def test_un_boletin_que_no_se_entiende_se_explica(self, sesion, pedido):
        respuesta = sesion.post(URL, {"evidencias": [EvidenciaFactory().pk], "boletin": pedido})

        assert (respuesta.status_code, "Escoge un boletín de la lista" in respuesta.text) == (409, True)

    def test_un_boletin_que_no_existe_es_404(self, sesion):
        assert sesion.post(URL, {"evidencias": [EvidenciaFactory().pk], "boletin": "987654"}).status_code == 404

    def test_si_lo_aprobaron_mientras_tanto_se_explica(self, sesion):
        datos = {"evidencias": [EvidenciaFactory().pk], "boletin": BoletinFactory(aprobado=True).pk}

        assert "borrador o con cambios" in sesion.post(URL, datos).text

    def test_todos_los_resultados_hasta_doce(self, sesion):
        for _ in range(13):
            EvidenciaFactory(pie="Obra")

        respuesta = sesion.post(URL, {"todos": "on", "filtro": "?q=obra"}, follow=True)

        assert "Son más de 12" in respuesta.text

    @pytest.mark.parametrize("evidencias", [[], ["x"], ["0\x00"], ["99999999"]])
    def test_una_seleccion_mal_hecha_vuelve_a_la_biblioteca(self, sesion, evidencias):
        respuesta = sesion.post(URL, {"evidencias": evidencias, "volver": "/oficina/biblioteca/?q=x"})

        assert respuesta["Location"] == "/oficina/biblioteca/?q=x"

    def test_quien_no_escribe_no_entra(self, client):
        client.force_login(PersonaFactory(papeles=["fotografia"]))

        assert client.post(URL, {"evidencias": [EvidenciaFactory().pk]}).status_code == 403

    def test_la_lista_cuesta_lo_mismo_con_uno_que_con_cinco(self, sesion, borrador, django_assert_max_num_queries):
        foto = EvidenciaFactory()
        for _ in range(5):
            FotoDeBoletinFactory(boletin=BoletinFactory())

        with django_assert_max_num_queries(12):
            sesion.get(URL, {"evidencias": [foto.pk]})


class TestSeOfrece:
    @pytest.mark.parametrize(("quien", "se_ofrece"), [("redactora", True), ("consulta", False)])
    def test_en_la_barra_y_en_el_visor_a_quien_escribe(self, client, request, quien, se_ofrece):
        foto = EvidenciaFactory()
        client.force_login(request.getfixturevalue(quien))

        barra = client.get("/oficina/biblioteca/").text
        visor = client.get(f"/oficina/biblioteca/{foto.pk}/").text

        assert (f'formaction="{URL}"' in barra, f'href="{URL}?evidencias={foto.pk}"' in visor) == (se_ofrece, se_ofrece)

    def test_un_video_o_lo_de_la_papelera_no_lo_ofrece(self, sesion):
        video = EvidenciaFactory(original__clase="video")
        tirada = EvidenciaFactory(papelera_en=timezone.now())

        assert [URL in sesion.get(f"/oficina/biblioteca/{e.pk}/").text for e in (video, tirada)] == [False, False]
