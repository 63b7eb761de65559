"""Componer, aprobar, mover y decidir desde las pantallas, con el doble de Graph del otro lado."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from doubles.muro import Falla
from redes.models import Composicion, Publicacion
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido
from tests.redes.conftest import PAGINA

pytestmark = pytest.mark.django_db


@pytest.fixture
def mundo_de_hoy(mundo):
    mundo.ahora = timezone.now()
    mundo.muro.poner_en_hora("")
    return mundo


def entrar(client, persona):
    client.force_login(persona)
    return client


def compuesta(client, **origen):
    respuesta = client.post(reverse("redes:nueva"), origen)
    assert respuesta.status_code == 302
    return Composicion.objects.latest("pk")


def lo_escrito(composicion, **datos):
    base = {"version": composicion.version, "titulo": composicion.titulo, "texto": composicion.texto}
    base |= {"red": "facebook", "igual_facebook": "1", "cuando": "ahora", "enlace": composicion.enlace, "tema": ""}
    fotos = list(composicion.fotos.all())
    base |= {"foto": [f.evidencia_id for f in fotos]}
    return base | {f"alt_{f.evidencia_id}": f.texto_alternativo for f in fotos} | datos


def test_de_un_boletin_a_la_linea_del_tiempo(client, mundo_de_hoy):
    boletin = BoletinFactory(publicado=True, publicado_en=mundo_de_hoy.ahora)
    entrar(client, mundo_de_hoy.escribe)
    composicion = compuesta(client, boletin=boletin.pk)
    direccion = reverse("redes:componer", args=[composicion.pk])

    dicho = lo_escrito(composicion, texto="Vecinas y vecinos sembraron 1,200 pinos", enviar="1")
    assert "La enviaste" not in de_corrido(client.post(direccion, dicho, follow=True).text)
    entrar(client, mundo_de_hoy.aprueba)
    pagina = client.get(direccion)
    huella = pagina.context["decision"].huella
    client.post(reverse("redes:aprobar", args=[composicion.pk]), {"huella": huella})
    mundo_de_hoy.ahora = timezone.now()
    mundo_de_hoy.despachar()

    publicacion = composicion.publicaciones.get()
    assert (publicacion.estado, publicacion.composicion.boletin) == ("publicada", boletin)
    assert mundo_de_hoy.textos()[0].startswith("Vecinas y vecinos sembraron 1,200 pinos")
    vista = de_corrido(client.get(reverse("redes:publicacion", args=[publicacion.pk])).text)
    assert f"{mundo_de_hoy.graph.url}/{PAGINA}/posts/" in vista


def test_quien_la_envia_no_la_aprueba_y_lo_que_cambio_se_revisa_otra_vez(client, mundo):
    composicion = mundo.programar().composicion
    Publicacion.objects.update(estado="por_aprobar", pedida_por=mundo.aprueba, aprobada_por=None)
    entrar(client, mundo.aprueba)
    direccion = reverse("redes:aprobar", args=[composicion.pk])

    assert "otra persona" in client.post(direccion, {"huella": "x"}, follow=True).text
    Publicacion.objects.update(pedida_por=mundo.escribe)
    assert "Cambió mientras la veías" in client.post(direccion, {"huella": "x"}, follow=True).text
    assert Publicacion.objects.get().estado == "por_aprobar"


def test_las_fotos_se_ordenan_se_quitan_y_sin_descripcion_no_se_envia(client, mundo):
    boletin = BoletinFactory(publicado=True)
    fotos = [FotoDeBoletinFactory(boletin=boletin, orden=n) for n in range(3)]
    entrar(client, mundo.escribe)
    composicion = compuesta(client, boletin=boletin.pk)
    direccion = reverse("redes:componer", args=[composicion.pk])
    uno, dos, tres = (f.evidencia_id for f in fotos)

    client.post(direccion, lo_escrito(composicion, bajar=uno, quitar=tres))
    composicion.refresh_from_db()
    assert list(composicion.fotos.values_list("evidencia", flat=True)) == [dos, uno]

    respuesta = client.post(direccion, lo_escrito(composicion, enviar="1", **{f"alt_{dos}": ""}))
    assert (respuesta.status_code, "Describe la foto 1" in respuesta.text) == (409, True)
    assert Publicacion.objects.get(composicion=composicion).estado == "borrador"


def test_si_otra_persona_guardo_antes_lo_escrito_vuelve(client, mundo):
    composicion = mundo.componer()
    entrar(client, mundo.escribe)

    respuesta = client.post(
        reverse("redes:componer", args=[composicion.pk]),
        lo_escrito(composicion, version=1, texto="Lo mío no se pierde"),
    )

    assert (respuesta.status_code, "Lo mío no se pierde" in respuesta.text) == (409, True)


def test_b25_mover_de_dia_conserva_la_hora_y_lo_publicado_no_se_mueve(client, mundo_de_hoy):
    publicacion = mundo_de_hoy.programar(sale_en=mundo_de_hoy.ahora + timedelta(days=2))
    entrar(client, mundo_de_hoy.escribe)
    direccion = reverse("redes:mover", args=[publicacion.composicion_id])
    semana = client.get(reverse("redes:semana")).text
    assert "Libre" in semana

    client.post(direccion, {"fecha": "2098-01-02", "hora": "19:30", "volver": reverse("redes:semana")})
    movida = mundo_de_hoy.como_quedo(publicacion)
    assert (timezone.localtime(movida.sale_en).isoformat()[:16], movida.estado) == ("2098-01-02T19:30", "programada")
    assert movida.envio.no_antes_desde == movida.sale_en
    assert "Esa hora ya pasó" in client.post(direccion, {"fecha": "2020-01-02", "hora": "19:30"}, follow=True).text
    puesta = PublicacionFactory(publicada=True)
    direccion = reverse("redes:mover", args=[puesta.composicion_id])
    assert "Ya no se mueve" in client.post(direccion, {"fecha": "2098-01-02", "hora": "19:30"}, follow=True).text


@pytest.fixture
def dudosa(mundo_de_hoy):
    publicacion = mundo_de_hoy.programar("Horario de recolección en la cabecera municipal")
    mundo_de_hoy.muro.dice_quien = False
    mundo_de_hoy.muro.fallas.append(Falla("aceptar_y_cortar", "/feed$"))
    mundo_de_hoy.despachar()
    mundo_de_hoy.pasan(minutes=1).mirar()
    return publicacion


def test_la_dudosa_se_resuelve_con_la_que_se_vio(client, mundo_de_hoy, dudosa):
    entrar(client, mundo_de_hoy.aprueba)
    assert "Encontramos una igual" in client.get(reverse("redes:por_resolver")).text

    client.post(reverse("redes:si_salio", args=[dudosa.pk]))

    quedo = mundo_de_hoy.como_quedo(dudosa)
    assert (quedo.estado, quedo.envio.estado, mundo_de_hoy.muro.publicados()) == ("publicada", "entregado", 1)


def test_la_dudosa_que_no_salio_se_envia_otra_vez(client, mundo_de_hoy, dudosa):
    mundo_de_hoy.muro.publicaciones.clear()
    entrar(client, mundo_de_hoy.aprueba)

    client.post(reverse("redes:enviar_otra_vez", args=[dudosa.pk]))
    mundo_de_hoy.ahora = timezone.now()
    mundo_de_hoy.despachar()

    assert (mundo_de_hoy.como_quedo(dudosa).estado, len(mundo_de_hoy.textos())) == ("publicada", 1)


class TestElEnlacePegado:
    @pytest.fixture
    def a_mano(self, mundo_de_hoy):
        return PublicacionFactory(texto="Vecinas y vecinos de Loma Alta sembraron 1,200 pinos en la ladera")

    def puesta_en_el_muro(self, mundo, texto, pagina=PAGINA):
        clave = mundo.muro.publicar(pagina, {"message": texto})["id"]
        return mundo.muro.publicaciones[clave]["permalink_url"]

    def pegar(self, client, mundo, publicacion, enlace):
        entrar(client, mundo.escribe)
        respuesta = client.post(reverse("redes:marcar", args=[publicacion.pk]), {"enlace": enlace}, follow=True)
        return mundo.como_quedo(publicacion), respuesta.text

    def test_el_bueno_se_abre_y_se_comprueba(self, client, mundo_de_hoy, a_mano):
        enlace = self.puesta_en_el_muro(mundo_de_hoy, f"{a_mano.texto} ")

        quedo, _ = self.pegar(client, mundo_de_hoy, a_mano, enlace)

        assert (quedo.estado, quedo.revision_del_enlace) == ("publicada", "comprobado")
        assert "Gobierno de Mazamitla" in quedo.notas_del_enlace[0]

    @pytest.mark.parametrize(
        ("pagina", "texto", "frase"),
        [
            (PAGINA, "El sábado hay tianguis de artesanías en la plaza", "es de otra publicación"),
            ("2000000", None, "es de otra página"),
        ],
    )
    def test_el_de_otra_se_rehusa_con_su_frase(self, client, mundo_de_hoy, a_mano, pagina, texto, frase):
        mundo_de_hoy.muro.nombres["2000000"] = "Semanario del Sur"
        enlace = self.puesta_en_el_muro(mundo_de_hoy, texto or a_mano.texto, pagina)

        quedo, dicho = self.pegar(client, mundo_de_hoy, a_mano, enlace)

        assert (quedo.estado, frase in de_corrido(dicho)) == ("por_publicar", True)

    def test_el_que_no_existe_y_el_que_ya_es_de_otra_se_rehusan(self, client, mundo_de_hoy, a_mano):
        quedo, dicho = self.pegar(client, mundo_de_hoy, a_mano, f"https://www.facebook.com/{PAGINA}/posts/999")
        assert (quedo.estado, "no existe" in dicho) == ("por_publicar", True)
        otra = PublicacionFactory(publicada=True)

        quedo, dicho = self.pegar(client, mundo_de_hoy, a_mano, otra.enlace)

        assert (quedo.estado, "ya es el de" in dicho) == ("por_publicar", True)


def test_la_cuenta_pregunta_antes_de_guardar_y_una_llave_vacia_no_pisa_a_la_guardada(client, mundo):
    entrar(client, mundo.aprueba)
    mundo.muro.tokens["mala"] = "revocado"
    datos = {"nombre": "Gobierno de Mazamitla", "id_remoto": PAGINA}
    direccion = reverse("redes:cuenta")

    assert "no la aceptó" in client.post(direccion, {**datos, "llave": "mala"}).text
    assert client.post(direccion, {**datos, "llave": ""}).status_code == 302

    publicacion = mundo.programar()
    mundo.despachar()
    assert mundo.como_quedo(publicacion).estado == "publicada"
