"""Las palabras de cada foto se escriben en el editor del boletín, que las guarda en la biblioteca sin pisar a nadie."""

import pytest
from django.urls import reverse

from boletines.dominio.redaccion.palabras import describir_fotos
from media_library.dominio.seleccion.palabras import editar_palabras
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import EvidenciaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
DICHAS = {"pie": "La siembra", "texto_alternativo": "Pinos en la ladera", "credito": "Comunicación Social"}


@pytest.fixture
def pedir(client):
    def _pedir(persona, nombre, *args, metodo="post", **datos):
        client.force_login(persona)
        return getattr(client, metodo)(reverse(f"boletines:{nombre}", args=args), datos)

    return _pedir


@pytest.fixture
def foto(redactar):
    boletin = redactar("borrador")
    return FotoDeBoletinFactory(boletin=boletin, evidencia=EvidenciaFactory(pie="Antes"), orden=0)


def escrito(foto, version=None, **cambios):
    boletin, pk = foto.boletin, foto.evidencia_id
    palabras = DICHAS | {"version": version or foto.evidencia.version} | cambios
    return {
        "titulo": boletin.titulo, "sumario": boletin.sumario, "balazos": "", "cuerpo": boletin.cuerpo, "frase": "",
        "frase_de": "", "dependencia": boletin.dependencia_id, "lugar": boletin.lugar, "version": boletin.version,
        **{f"foto-{pk}-{campo}": valor for campo, valor in palabras.items()},
    }  # fmt: skip


def en_la_biblioteca(foto):
    return Evidencia.objects.values("pie", "texto_alternativo", "credito", "version").get(pk=foto.evidencia_id)


def cambia_otra_persona(foto, directora, ahora, **palabras):
    dichas = {"pie": "El de ella", "texto_alternativo": "Lo de ella", "credito": ""} | palabras
    editar_palabras(foto.evidencia, version=1, foco=(50, 50), por=directora, ahora=ahora, **dichas)


class TestGuardarSolo:
    def test_las_palabras_quedan_en_la_biblioteca_y_se_dice_a_que_hora(self, pedir, redactora, foto):
        respuesta = pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto))

        dicho = respuesta.json()
        assert (respuesta.status_code, dicho["estado"]) == (200, "guardado")
        assert en_la_biblioteca(foto) == DICHAS | {"version": 2}
        assert dicho["fotos"][str(foto.evidencia_id)]["version"] == 2
        assert dicho["fotos"][str(foto.evidencia_id)]["frase"].startswith("Guardado a las ")
        assert "Describe la foto 1" not in dicho["panel"]

    def test_lo_mismo_no_cuenta_como_cambiar(self, pedir, redactora, foto):
        pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto))
        pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto))

        assert en_la_biblioteca(foto)["version"] == 2
        assert Asiento.objects.filter(accion="editar evidencia").count() == 1

    def test_lo_que_cambio_otra_persona_no_se_pisa_y_el_texto_si_se_guarda(
        self, pedir, redactora, directora, foto, ahora
    ):
        cambia_otra_persona(foto, directora, ahora)

        respuesta = pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto, version=1) | {"sumario": "Otro"})

        dicho = respuesta.json()
        assert (respuesta.status_code, dicho["estado"], dicho["version"]) == (409, "incompleto", 2)
        assert dicho["frase"] == "Otra persona cambió las palabras de la foto 1. Escoge cuáles quedan."
        guardado = dicho["fotos"][str(foto.evidencia_id)]["guardado"]
        assert guardado == {"pie": "El de ella", "texto_alternativo": "Lo de ella", "credito": ""}
        assert en_la_biblioteca(foto)["pie"] == "El de ella"

    def test_si_ya_dice_lo_mismo_la_pantalla_vieja_no_choca(self, pedir, redactora, directora, foto, ahora):
        cambia_otra_persona(foto, directora, ahora, **DICHAS)

        respuesta = pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto, version=1))

        assert (respuesta.status_code, en_la_biblioteca(foto)["version"]) == (200, 2)

    @pytest.mark.parametrize(
        ("cambio", "frase"),
        [
            ({"pie": "x" * 401}, "Pie de la foto 1:"),
            ({"texto_alternativo": "x" * 301}, "Descripción de la foto 1:"),
            ({"credito": "x" * 121}, "Crédito de la foto 1:"),
            ({"version": "nada"}, "Versión:"),
        ],
    )
    def test_lo_que_no_cabe_se_dice_con_el_nombre_de_su_campo(self, pedir, redactora, foto, cambio, frase):
        respuesta = pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto, **cambio))

        assert (respuesta.status_code, respuesta.json()["estado"]) == (422, "incompleto")
        assert frase in respuesta.json()["frase"]
        assert en_la_biblioteca(foto)["pie"] == "Antes"

    def test_una_descripcion_pegada_en_varios_renglones_se_junta(self, pedir, redactora, foto):
        pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto, texto_alternativo="Pinos\n en la\tladera "))

        assert en_la_biblioteca(foto)["texto_alternativo"] == "Pinos en la ladera"

    def test_una_foto_de_otro_boletin_no_se_toca(self, pedir, redactora, foto):
        ajena = FotoDeBoletinFactory()

        pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto), **{
            f"foto-{ajena.evidencia_id}-pie": "Colado", f"foto-{ajena.evidencia_id}-version": 1,
        })  # fmt: skip

        assert en_la_biblioteca(ajena)["pie"] == "La obra"

    def test_aunque_el_texto_choque_las_palabras_se_guardan(self, pedir, redactora, foto):
        respuesta = pedir(redactora, "autoguardar", foto.boletin_id, **escrito(foto) | {"version": 9, "titulo": "Otra"})

        assert (respuesta.status_code, respuesta.json()["estado"]) == (409, "choque")
        assert respuesta.json()["fotos"][str(foto.evidencia_id)]["version"] == 2
        assert en_la_biblioteca(foto)["pie"] == "La siembra"


class TestSinGuion:
    def test_guardar_una_foto_guarda_todo_y_regresa_a_ella(self, pedir, redactora, foto):
        datos = escrito(foto) | {"sumario": "Otro sumario", "foto": foto.evidencia_id}

        respuesta = pedir(redactora, "editar", foto.boletin_id, **datos)

        assert respuesta.url == reverse("boletines:editar", args=[foto.boletin_id]) + f"#foto-{foto.evidencia_id}"
        foto.boletin.refresh_from_db()
        assert (en_la_biblioteca(foto)["pie"], foto.boletin.sumario) == ("La siembra", "Otro sumario")

    def test_lo_que_no_cabe_se_senala_en_su_foto_con_lo_escrito(self, pedir, redactora, foto):
        respuesta = pedir(redactora, "editar", foto.boletin_id, **escrito(foto, pie="y" * 401))

        assert (respuesta.status_code, "y" * 401 in respuesta.text) == (422, True)

    def test_el_choque_ensena_lo_guardado_con_lo_escrito_y_guardar_otra_vez_vale(
        self, pedir, redactora, directora, foto, ahora
    ):
        cambia_otra_persona(foto, directora, ahora)

        respuesta = pedir(redactora, "editar", foto.boletin_id, **escrito(foto, version=1), enviar="1")
        assert respuesta.status_code == 409
        assert "El de ella" in respuesta.text
        assert "La siembra" in respuesta.text
        pedir(redactora, "editar", foto.boletin_id, **escrito(foto, version=2))

        assert en_la_biblioteca(foto) == DICHAS | {"version": 3}
        foto.boletin.refresh_from_db()
        assert foto.boletin.estado == "borrador"


class TestQuien:
    def test_pide_poder_escribir_en_la_biblioteca(self, foto, consulta, ahora):
        palabras = {foto.evidencia_id: DICHAS | {"version": 1}}

        with pytest.raises(NoTienePermiso):
            describir_fotos(foto.boletin, palabras=palabras, por=consulta, ahora=ahora)

    def test_lo_que_ya_no_se_edita_no_se_describe_por_aqui(self, redactora, ahora):
        boletin = BoletinFactory(aprobado=True)
        foto = FotoDeBoletinFactory(boletin=boletin)

        with pytest.raises(NoSePuede, match="borrador o con cambios"):
            describir_fotos(boletin, palabras={foto.evidencia_id: DICHAS | {"version": 1}}, por=redactora, ahora=ahora)


class TestLaPantalla:
    def test_cada_foto_trae_sus_campos_y_dice_que_cambia_la_biblioteca(self, pedir, redactora, foto):
        texto = pedir(redactora, "editar", foto.boletin_id, metodo="get").text

        assert f'name="foto-{foto.evidencia_id}-pie"' in texto
        assert f'name="foto-{foto.evidencia_id}-texto_alternativo"' in texto
        assert "cambia también ahí" in texto

    def test_lo_que_falta_lleva_a_su_campo_en_el_editor_y_en_la_pagina(self, pedir, redactora, foto):
        campo = f"#id_foto-{foto.evidencia_id}-texto_alternativo"
        editor = reverse("boletines:editar", args=[foto.boletin_id])

        assert f'<a href="{campo}"' in pedir(redactora, "editar", foto.boletin_id, metodo="get").text
        assert (
            f'<a href="{editor}{campo}">Describe la foto 1.'
            in pedir(redactora, "ver", foto.boletin_id, metodo="get").text
        )

    def test_de_la_pagina_se_llega_a_los_campos_de_cada_foto(self, pedir, redactora, foto):
        editor = reverse("boletines:editar", args=[foto.boletin_id])

        texto = pedir(redactora, "ver", foto.boletin_id, metodo="get").text

        assert f'href="{editor}#foto-{foto.evidencia_id}"' in texto


class TestRecorrer:
    @pytest.fixture
    def fotos(self, foto):
        """En el boletín: la de en medio de la biblioteca, la última y la primera."""
        otras = [FotoDeBoletinFactory(boletin=foto.boletin, orden=n) for n in (1, 2)]
        return [foto, *otras]

    def ver(self, client, pk, lista):
        pagina = client.get(reverse("media_library:ver", args=[pk]), {"recorrer": lista}).context["pagina"]
        return [e and e.pk for e in (pagina.anterior, pagina.siguiente)], pagina.lugar

    def test_siguiente_sigue_el_orden_del_boletin(self, client, redactora, fotos):
        client.force_login(redactora)
        a, b, c = (f.evidencia_id for f in (fotos[1], fotos[2], fotos[0]))
        lista = f"{a},{b},{c}"

        assert self.ver(client, a, lista) == ([None, b], "Foto 1 de 3")
        assert self.ver(client, b, lista) == ([a, c], "Foto 2 de 3")
        assert self.ver(client, c, lista) == ([b, None], "Foto 3 de 3")

    def test_guardar_y_seguir_va_a_la_siguiente_de_la_lista_y_conserva_la_vuelta(self, client, redactora, fotos):
        client.force_login(redactora)
        a, b = fotos[2].evidencia_id, fotos[0].evidencia_id
        consulta = f"?recorrer={a},{b}&volver=/oficina/"
        datos = DICHAS | {"version": 1, "titulo": "", "personas": "", "foco_x": 50, "foco_y": 50, "y_sigue": "1"}

        respuesta = client.post(reverse("media_library:editar", args=[a]) + consulta, datos)

        assert respuesta.url.startswith(reverse("media_library:ver", args=[b]))
        assert "recorrer=" in respuesta.url
        assert "volver=" in respuesta.url

    @pytest.mark.parametrize("lista", ["", "x", "1;2", "9" * 40, "999999", "1,,2", "0"])
    def test_lo_que_no_es_una_lista_se_recorre_como_siempre(self, client, redactora, fotos, lista):
        client.force_login(redactora)

        assert self.ver(client, fotos[0].evidencia_id, lista)[1] == ""

    def test_la_que_esta_en_la_papelera_se_salta(self, client, redactora, fotos, ahora):
        client.force_login(redactora)
        a, b, c = (f.evidencia_id for f in fotos)
        Evidencia.objects.filter(pk=b).update(papelera_en=ahora)

        assert self.ver(client, a, f"{a},{b},{c}")[0] == [None, c]

    def test_la_pagina_del_boletin_manda_su_orden(self, pedir, redactora, fotos):
        lista = ",".join(str(f.evidencia_id) for f in fotos)

        assert f"?recorrer={lista}&amp;volver=" in pedir(redactora, "ver", fotos[0].boletin_id, metodo="get").text
