"""Lo que se dice de un texto: comentarios por párrafo, visto bueno de la dependencia y nombres."""

import pytest
from django.urls import reverse

from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import comentarios
from boletines.dominio.revision.comentarios import SUELTO, anclar
from boletines.models import Comentario, Titular
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from tests.fabricas.boletines import BoletinFactory, ComentarioFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


def lugares(boletin):
    boletin.refresh_from_db()
    anclados = anclar(list(boletin.comentarios.all()), comentarios.parrafos_anclables(boletin))
    return {c.texto: lugar for lugar, dichos in anclados.items() for c in dichos}


class TestComentarios:
    def comentar(self, boletin, por, ahora, lugar=2, texto="¿De dónde sale?"):
        return comentarios.comentar(boletin, lugar=lugar, texto=texto, por=por, ahora=ahora)

    def test_guarda_el_parrafo_que_comenta(self, borrador, directora, ahora):
        dicho = self.comentar(borrador, directora, ahora)

        assert (dicho.lugar, dicho.cita) == (2, "Cuesta tres millones de pesos.")

    def test_sigue_a_su_parrafo_aunque_se_mueva(self, borrador, redactora, directora, ahora):
        self.comentar(borrador, directora, ahora)
        movido = "<p>Antes.</p><p>Otro.</p><p>Cuesta tres millones de pesos.</p>"
        guardar_boletin(borrador, version=1, por=redactora, ahora=ahora, cuerpo=movido)

        assert lugares(borrador) == {"¿De dónde sale?": 3}

    def test_sigue_a_su_parrafo_aunque_cambie_un_poco(self, borrador, redactora, directora, ahora):
        self.comentar(borrador, directora, ahora)
        guardar_boletin(
            borrador, version=1, por=redactora, ahora=ahora,
            cuerpo="<p>Dura.</p><p>Según Obras, cuesta tres millones de pesos.</p>",
        )  # fmt: skip

        assert lugares(borrador) == {"¿De dónde sale?": 2}

    def test_si_el_parrafo_ya_no_esta_no_se_pierde(self, borrador, redactora, directora, ahora):
        self.comentar(borrador, directora, ahora)
        guardar_boletin(borrador, version=1, por=redactora, ahora=ahora, cuerpo="<p>Todo es nuevo aquí.</p>")

        assert lugares(borrador) == {"¿De dónde sale?": SUELTO}

    def test_sobre_todo_el_texto(self, borrador, directora, ahora):
        self.comentar(borrador, directora, ahora, lugar=0)

        assert lugares(borrador) == {"¿De dónde sale?": 0}

    def test_un_parrafo_que_no_existe_queda_en_todo_el_texto(self, borrador, directora, ahora):
        assert self.comentar(borrador, directora, ahora, lugar=99).lugar == 0

    @pytest.mark.parametrize(("texto", "frase"), [("  ", "Escribe el comentario"), ("x" * 1001, "1001 caracteres")])
    def test_vacio_o_muy_largo_no(self, borrador, directora, ahora, texto, frase):
        with pytest.raises(NoSePuede, match=frase):
            self.comentar(borrador, directora, ahora, texto=texto)

    def test_lo_publicado_ya_no_se_comenta(self, directora, ahora):
        with pytest.raises(NoSePuede, match="ya no se comenta"):
            self.comentar(BoletinFactory(publicado=True), directora, ahora)

    def test_quien_solo_mira_no_comenta(self, borrador, consulta, ahora):
        with pytest.raises(NoTienePermiso):
            self.comentar(borrador, consulta, ahora)

    def test_se_resuelve_una_vez_con_quien(self, borrador, redactora, ahora):
        dicho = ComentarioFactory(boletin=borrador)

        assert comentarios.resolver_comentario(dicho, por=redactora, ahora=ahora).resuelto_por == redactora
        with pytest.raises(NoSePuede, match="ya estaba resuelto"):
            comentarios.resolver_comentario(dicho, por=redactora, ahora=ahora)

    def test_por_las_pantallas(self, client, borrador, directora):
        client.force_login(directora)
        respuesta = client.post(reverse("boletines:comentar", args=[borrador.pk]), {"lugar": "2", "texto": "¿Fuente?"})
        assert respuesta.url.endswith("#p-2")
        pagina = de_corrido(client.get(reverse("boletines:ver", args=[borrador.pk])).text)
        assert ("¿Fuente?" in pagina, "1 comentario sin resolver" in pagina) == (True, True)

        client.post(reverse("boletines:resolver", args=[borrador.pk, Comentario.objects.get().pk]))

        assert "Resuelto por Dirección" in client.get(reverse("boletines:ver", args=[borrador.pk])).text

    @pytest.mark.parametrize("lugar", ["-1", "x", "9" * 30, "\0", ""])
    def test_un_lugar_mal_escrito_no_rompe(self, client, borrador, directora, lugar):
        client.force_login(directora)

        client.post(reverse("boletines:comentar", args=[borrador.pk]), {"lugar": lugar, "texto": "Hola"})

        assert Comentario.objects.get().lugar == 0


class TestNombres:
    def test_agregar_cambiar_y_no_repetir(self, client, redactora):
        client.force_login(redactora)
        datos = {"nombre": "Ana Ruiz", "cargo": "Presidenta municipal", "preside": "on", "activo": "on"}
        assert client.post(reverse("boletines:agregar_nombre"), datos).status_code == 302
        assert client.post(reverse("boletines:agregar_nombre"), datos).status_code == 422
        otra = client.post(reverse("boletines:agregar_nombre"), datos | {"nombre": "Otra"})
        assert (otra.status_code, "Ya hay otra persona que preside" in otra.text) == (422, True)
        titular = Titular.objects.get()

        client.post(reverse("boletines:editar_nombre", args=[titular.pk]), datos | {"cargo": "Presidenta"})

        titular.refresh_from_db()
        assert titular.cargo == "Presidenta"
        assert "Ana Ruiz" in client.get(reverse("boletines:nombres")).text

    def test_quien_solo_mira_no_agrega(self, client, consulta):
        client.force_login(consulta)

        assert client.get(reverse("boletines:nombres")).status_code == 200
        assert client.get(reverse("boletines:agregar_nombre")).status_code == 403
