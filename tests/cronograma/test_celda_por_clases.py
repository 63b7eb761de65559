"""Lo que cuenta una celda se ve por clases, con su cuenta, y cada cosa lleva a lo que se hizo."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.models import FotoDeBoletin
from cronograma.consultas.cuenta import FUENTES, contar
from cronograma.consultas.pruebas import EN_LA_CELDA, POR_PAGINA, grupos_de
from cronograma.estados import Regla
from media_library.estados import Clase
from nucleo.referencias import ref
from paginas.models import Actualizacion
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)


def escrita(objeto, motivo="publicar", cuando=MARZO, **mas):
    return EnvioFactory(canal="portal", motivo=motivo, objeto=objeto, entregado=True, resuelto_en=cuando, **mas)


def grupos(actividad, persona, **pedido):
    return grupos_de(actividad, 3, persona=persona, ahora=timezone.now(), **pedido)


@pytest.fixture
def abrir(client, directora):
    def _abrir(actividad, persona=None, **consulta):
        client.force_login(persona or directora)
        return de_corrido(client.get(reverse("cronograma:celda", args=[actividad.pk, 3]), consulta).text)

    return _abrir


class TestClases:
    def test_cada_una_dice_cuantas_son(self, directora):
        for clase in (Clase.VIDEO, Clase.VIDEO, Clase.AUDIO):
            EvidenciaFactory(original=OriginalFactory(clase=clase), capturada_en=MARZO)
        PublicacionFactory(publicada=True, publicada_en=MARZO)

        hallados = grupos(ActividadFactory(regla=Regla.AUDIOVISUAL), directora)

        assert [(g.nombre, g.cuantas) for g in hallados] == [
            ("Videos", 2), ("Audios", 1), ("Publicaciones en redes", 1),
        ]  # fmt: skip

    def test_entre_todas_suman_lo_que_cuenta_la_celda(self, directora, ahora):
        escrita("agenda", "agenda")
        escrita("fijas", "paginas")
        escrita(ref(BoletinFactory(publicado=True, publicado_en=MARZO)))
        pagina = PaginaFactory()
        antes, despues = (ComprobacionFactory(pagina=pagina, leida=True, motivo=m) for m in ("antes", "despues"))
        Actualizacion.objects.create(
            pagina=pagina, antes=antes, despues=despues, nota="Nuevo horario", hecha_por=directora, hecha_en=MARZO
        )

        hallados = grupos(ActividadFactory(regla=Regla.PAGINAS), directora)

        assert sum(g.cuantas for g in hallados) == contar(Regla.PAGINAS, 2026)[3] == 4

    def test_pasadas_las_primeras_diez_los_demas_grupos_van_plegados(self, directora):
        for minuto in range(EN_LA_CELDA):
            video = OriginalFactory(clase=Clase.VIDEO)
            EvidenciaFactory(original=video, capturada_en=MARZO + timedelta(minutes=minuto))
        PublicacionFactory(publicada=True, publicada_en=MARZO)
        actividad = ActividadFactory(regla=Regla.AUDIOVISUAL)

        assert [g.abierto for g in grupos(actividad, directora)] == [True, False]
        assert [g.abierto for g in grupos(actividad, directora, clase="redes")] == [True]

    def test_no_se_repite_ninguna_clave(self):
        for regla, fuentes in FUENTES.items():
            claves = [clase.clave for fuente in fuentes for clase in fuente.clases]
            assert (regla, len(claves)) == (regla, len(set(claves)))

    def test_se_ven_las_primeras_y_las_demas_por_paginas(self, directora, abrir):
        for minuto in range(POR_PAGINA + 5):
            cuando = MARZO + timedelta(minutes=minuto)
            BoletinFactory(publicado=True, publicado_en=cuando, titulo=f"Boletín del minuto {minuto}.")
        actividad = ActividadFactory(regla=Regla.BOLETINES)

        celda = abrir(actividad)
        assert celda.count("Boletín del minuto") == EN_LA_CELDA
        assert f"Ver las {POR_PAGINA + 5}" in celda
        primera, segunda = (abrir(actividad, clase="boletines", pagina=n) for n in (1, 2))

        assert [t.count("Boletín del minuto") for t in (primera, segunda)] == [POR_PAGINA, 5]
        assert "Boletín del minuto 54." in primera
        assert "Boletín del minuto 0." in segunda

    def test_pasan_de_doscientas_sin_que_se_pierda_ninguna(self, directora):
        for minuto in range(205):
            PublicacionFactory(publicada=True, publicada_en=MARZO + timedelta(minutes=minuto), titulo=f"Video {minuto}")

        actividad = ActividadFactory(regla=Regla.AUDIOVISUAL)
        paginas = [grupos(actividad, directora, clase="redes", pagina=str(n))[0] for n in range(1, 6)]

        assert {g.cuantas for g in paginas} == {205}
        assert len({p.titulo for g in paginas for p in g.pruebas}) == 205

    @pytest.mark.parametrize("mala", ["nada", "x" * 50, "agenda"])
    def test_una_clase_que_no_es_de_su_regla_ensena_la_celda(self, abrir, mala):
        BoletinFactory(publicado=True, publicado_en=MARZO)

        assert "Agregado a mano" in abrir(ActividadFactory(regla=Regla.BOLETINES), clase=mala, pagina="x")

    def test_cuesta_lo_mismo_con_una_que_con_diez(self, directora, django_assert_max_num_queries):
        actividad = ActividadFactory(regla=Regla.PAGINAS)
        for n in range(10):
            boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
            FotoDeBoletinFactory(boletin=boletin)
            escrita(ref(boletin), cuando=MARZO + timedelta(minutes=n))

        with django_assert_max_num_queries(14):
            assert len(grupos(actividad, directora)[0].pruebas.object_list) == 10


class TestALaPagina:
    @pytest.fixture
    def actividad(self):
        return ActividadFactory(regla=Regla.PAGINAS)

    def test_lo_escrito_lleva_a_la_pagina_y_el_registro_va_despues(self, actividad, directora, abrir):
        boletin = BoletinFactory(publicado=True, publicado_en=MARZO)
        foto = FotoDeBoletinFactory(boletin=boletin)
        envio = escrita(ref(boletin))

        ((prueba,),) = (g.pruebas.object_list for g in grupos(actividad, directora))
        celda = abrir(actividad)

        assert (prueba.url, prueba.foto) == (boletin.ruta_publica, foto.evidencia_id)
        assert celda.index(boletin.ruta_publica) < celda.index(reverse("difusion:ver", args=[envio.pk]))
        assert reverse("media_library:archivo", args=[foto.evidencia_id, "w320.webp"]) in celda

    def test_una_correccion_lo_dice(self, actividad, directora):
        escrita(ref(BoletinFactory(publicado=True, publicado_en=MARZO)), "corregir")

        (grupo,) = grupos(actividad, directora)

        assert grupo.pruebas.object_list[0].clase == "Portal, corregido"

    @pytest.mark.parametrize("como", [{"retirado": True}, {"publicado": True, "en_portal_desde": None}])
    def test_lo_que_ya_no_esta_en_el_portal_lleva_a_la_oficina(self, actividad, directora, como):
        boletin = BoletinFactory(**como)
        escrita(ref(boletin))

        (grupo,) = grupos(actividad, directora)

        assert grupo.pruebas.object_list[0].url == reverse("boletines:ver", args=[boletin.pk])

    @pytest.mark.parametrize(("objeto", "motivo", "url"), [("agenda", "agenda", "/agenda/"), ("fijas", "paginas", "/")])
    def test_la_agenda_y_las_paginas_llevan_al_portal(self, actividad, directora, objeto, motivo, url):
        escrita(objeto, motivo)

        (grupo,) = grupos(actividad, directora)

        assert grupo.pruebas.object_list[0].url == url

    def test_sin_permiso_de_salidas_no_se_ofrece_el_registro(self, actividad, fotografo, abrir):
        registro = reverse("difusion:ver", args=[escrita("agenda", "agenda").pk])

        assert registro in abrir(actividad)
        assert registro not in abrir(actividad, fotografo)

    def test_una_foto_reservada_no_se_ensena_a_quien_no_la_ve(self, actividad, directora, consulta):
        foto = FotoDeBoletinFactory(boletin=BoletinFactory(publicado=True, publicado_en=MARZO))
        foto.evidencia.menores = "protegidos"
        foto.evidencia.save()
        escrita(ref(foto.boletin))

        vistas = [grupos(actividad, p)[0].pruebas.object_list[0].foto for p in (directora, consulta)]

        assert vistas == [foto.evidencia_id, None]
        assert FotoDeBoletin.objects.count() == 1

    def test_el_evento_lleva_su_primera_foto(self, directora):
        evento = EventoFactory(inicio=MARZO)
        EvidenciaFactory(evento=evento, capturada_en=MARZO + timedelta(hours=1))
        primera = EvidenciaFactory(evento=evento, capturada_en=MARZO)

        (grupo,) = grupos(ActividadFactory(regla=Regla.MEMORIA), directora)

        assert [p.foto for p in grupo.pruebas] == [primera.pk]


class TestAMano:
    def test_va_antes_de_lo_que_se_conto_solo(self, abrir):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        BoletinFactory(publicado=True, publicado_en=MARZO, titulo="Contado solo")
        EvidenciaManualFactory(actividad=actividad, titulo="Agregado por alguien")

        celda = abrir(actividad)

        assert celda.index("Agregado por alguien") < celda.index("Contado solo")

    def test_despues_de_diez_las_demas_quedan_plegadas_y_el_rechazo_las_abre(self, client, directora, abrir):
        actividad = ActividadFactory()
        todas = [EvidenciaManualFactory(actividad=actividad, titulo=f"Cartel {n}.") for n in range(EN_LA_CELDA + 2)]

        celda = abrir(actividad)
        respuesta = client.post(reverse("cronograma:anular", args=[todas[0].pk]), {"motivo": " "})

        assert celda.count("Cartel ") == EN_LA_CELDA + 2
        assert '<details><summary class="chico">Ver las 12' in celda
        assert '<details open><summary class="chico">Ver las 12' in de_corrido(respuesta.text)
