"""El editor: guarda solo, no pisa a nadie, une lo que se puede y deja escoger lo demás."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.redaccion.presencia import marcar_presencia
from boletines.models import Boletin, TextoGuardado
from tests.fabricas.boletines import BoletinFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def pedir(client):
    def _pedir(persona, nombre, *args, metodo="post", **datos):
        client.force_login(persona)
        return getattr(client, metodo)(reverse(f"boletines:{nombre}", args=args), datos)

    return _pedir


@pytest.fixture
def borrador(redactar):
    return redactar("borrador", cuerpo="<p>Uno</p><p>Dos</p><p>Tres</p>")


def guarda_ella(boletin, directora, ahora, *parrafos):
    cuerpo = "".join(f"<p>{p}</p>" for p in parrafos)
    return guardar_boletin(boletin, version=1, por=directora, ahora=ahora, cuerpo=cuerpo)


def escrito(boletin, **cambios):
    return {
        "titulo": boletin.titulo, "sumario": boletin.sumario, "balazos": "", "cuerpo": boletin.cuerpo, "frase": "",
        "frase_de": "", "dependencia": boletin.dependencia_id, "lugar": boletin.lugar, "version": boletin.version,
    } | cambios  # fmt: skip


class TestAutoguardar:
    def test_guarda_y_dice_la_hora_la_version_y_lo_que_falta(self, pedir, redactora, borrador):
        respuesta = pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, sumario=""))

        dicho = respuesta.json()
        assert (respuesta.status_code, dicho["estado"], dicho["version"]) == (200, "guardado", 2)
        assert dicho["frase"].startswith("Guardado a las ")
        assert "Falta el sumario" in dicho["panel"]

    def test_lo_guardado_solo_se_junta_en_una_version(self, pedir, redactora, borrador):
        for n in range(1, 6):
            pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, version=n, titulo=f"Cabeza {n}"))

        versiones = list(borrador.versiones.values_list("numero", "es_automatica", "titulo"))
        assert versiones == [(6, True, "Cabeza 5"), (1, False, borrador.titulo)]

    def test_guardar_lo_mismo_no_hace_version(self, pedir, redactora, borrador):
        respuesta = pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador))

        assert (respuesta.json()["version"], borrador.versiones.count()) == (1, 1)

    def test_guardado_a_mano_deja_su_version(self, pedir, redactora, borrador):
        pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, titulo="Una"))
        pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, version=2, titulo="Una", a_mano="1"))
        pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, version=2, titulo="Otra"))

        assert list(borrador.versiones.values_list("numero", "es_automatica")) == [(3, True), (2, False), (1, False)]

    def test_si_otra_persona_guardo_se_detiene_y_dice_quien(self, pedir, redactora, directora, borrador, ahora):
        guardar_boletin(borrador, version=1, por=directora, ahora=ahora, titulo="El de la dirección")

        respuesta = pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, titulo="El mío"))

        assert (respuesta.status_code, respuesta.json()["estado"]) == (409, "choque")
        assert "Dirección guardó a las 12:00" in respuesta.json()["frase"]
        assert Boletin.objects.get().titulo == "El de la dirección"

    @pytest.mark.parametrize(
        ("cambio", "frase"),
        [
            ({"titulo": "x" * 161}, "Cabeza:"),
            ({"cuerpo": "x" * 40001}, "Cuerpo:"),
            ({"sumario": "x" * 400}, "Sumario:"),
            ({"balazos": "y" * 161}, "El balazo 1 tiene 161"),
            ({"version": "9" * 30}, "Versión:"),
        ],
    )
    def test_lo_que_no_cabe_se_dice_y_no_se_guarda(self, pedir, redactora, borrador, cambio, frase):
        respuesta = pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, **cambio))

        assert (respuesta.status_code, respuesta.json()["estado"]) == (422, "incompleto")
        assert frase in respuesta.json()["frase"]
        assert Boletin.objects.get().version == 1

    def test_lo_ya_aprobado_no_se_toca(self, pedir, redactora):
        boletin = BoletinFactory(aprobado=True)

        respuesta = pedir(redactora, "autoguardar", boletin.pk, **escrito(boletin, titulo="Otra"))

        assert (respuesta.status_code, respuesta.json()["estado"]) == (409, "cerrado")

    def test_los_scripts_se_quitan_antes_de_guardar(self, pedir, redactora, borrador):
        sucio = '<p onclick="x()">Hola<script>alert(1)</script></p>'

        pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador, cuerpo=sucio))

        assert Boletin.objects.get().cuerpo == "<p>Hola</p>"

    def test_quien_no_escribe_no_guarda(self, pedir, consulta, borrador):
        assert pedir(consulta, "autoguardar", borrador.pk, **escrito(borrador)).status_code == 403

    def test_avisa_quien_mas_edita(self, pedir, redactora, directora, borrador):
        marcar_presencia(borrador, por=directora, ahora=timezone.now() - timedelta(minutes=2))

        panel = pedir(redactora, "autoguardar", borrador.pk, **escrito(borrador)).json()["panel"]

        assert "Dirección está editando, hace 2 min" in panel

    def test_quien_se_fue_hace_rato_ya_no_aparece(self, pedir, redactora, directora, borrador):
        marcar_presencia(borrador, por=directora, ahora=timezone.now() - timedelta(minutes=6))

        assert "está editando" not in pedir(redactora, "editar", borrador.pk, metodo="get").text

    def test_al_cerrar_el_editor_deja_de_aparecer(self, pedir, redactora, directora, borrador):
        pedir(directora, "editar", borrador.pk, metodo="get")

        assert pedir(directora, "dejar_de_editar", borrador.pk).status_code == 200
        assert "está editando" not in pedir(redactora, "editar", borrador.pk, metodo="get").text

    def test_si_falta_algo_para_enviar_lo_dice_arriba_con_foco_y_enlaces(self, pedir, redactora, borrador):
        respuesta = pedir(redactora, "editar", borrador.pk, **escrito(borrador, sumario="", enviar="1"))
        texto = pedir(redactora, "editar", borrador.pk, metodo="get", falta="1").text

        assert respuesta.url.endswith("?falta=1")
        problema = texto.split('class="problema"')[1].split("</ul>")[0]
        assert "data-enfocar" in problema
        assert '<a href="#id_sumario"' in problema


class TestUnir:
    def test_parrafos_distintos_se_unen_solos(self, pedir, redactora, directora, borrador, ahora):
        guardar_boletin(
            borrador, version=1, por=directora, ahora=ahora, cuerpo="<p>Uno de ella</p><p>Dos</p><p>Tres</p>"
        )

        pedir(redactora, "editar", borrador.pk, **escrito(borrador, cuerpo="<p>Uno</p><p>Dos</p><p>Tres mío</p>"))

        unido = Boletin.objects.get()
        assert (unido.cuerpo, unido.version) == ("<p>Uno de ella</p><p>Dos</p><p>Tres mío</p>", 3)

    def test_el_mismo_parrafo_se_escoge_lado_a_lado(self, pedir, redactora, directora, borrador, ahora):
        guardar_boletin(
            borrador, version=1, por=directora, ahora=ahora, cuerpo="<p>Uno</p><p>Dos de ella</p><p>Tres</p>"
        )
        mio = escrito(borrador, cuerpo="<p>Uno</p><p>Dos mío</p><p>Tres</p>")

        pagina = pedir(redactora, "editar", borrador.pk, **mio)
        assert (pagina.status_code, "Dos de ella" in pagina.text, "Dos mío" in pagina.text) == (409, True, True)
        pedir(redactora, "unir", borrador.pk, **mio, vista=2, **{"eleccion-cuerpo-0": "mio"})

        assert Boletin.objects.get().cuerpo == "<p>Uno</p><p>Dos mío</p><p>Tres</p>"

    def test_sin_escoger_se_quedan_los_dos_parrafos(self, pedir, redactora, directora, borrador, ahora):
        guarda_ella(borrador, directora, ahora, "Uno", "Ella", "Tres")

        pedir(redactora, "unir", borrador.pk, **escrito(borrador, cuerpo="<p>Uno</p><p>Yo</p><p>Tres</p>"), vista=2)

        assert Boletin.objects.get().cuerpo == "<p>Uno</p><p>Ella</p><p>Yo</p><p>Tres</p>"

    def test_lo_mio_queda_apartado_y_se_recupera_aunque_cierre_la_pestana(
        self, pedir, redactora, directora, borrador, ahora
    ):
        guardar_boletin(borrador, version=1, por=directora, ahora=ahora, titulo="Ella")
        pedir(redactora, "editar", borrador.pk, **escrito(borrador, titulo="Yo"))
        apartado = TextoGuardado.objects.get(choco=True)

        pedir(redactora, "recuperar_apartado", borrador.pk, apartado.pk)

        assert (Boletin.objects.get().titulo, Boletin.objects.get().version) == ("Yo", 3)
        assert borrador.versiones.filter(titulo="Ella").exists()

    def test_si_vuelven_a_guardar_mientras_escojo_se_compara_otra_vez(
        self, pedir, redactora, directora, borrador, ahora
    ):
        guardar_boletin(borrador, version=1, por=directora, ahora=ahora, titulo="Ella")
        guardar_boletin(borrador, version=2, por=directora, ahora=ahora, titulo="Ella otra vez")

        respuesta = pedir(redactora, "unir", borrador.pk, **escrito(borrador, titulo="Yo"), vista=2)

        assert (respuesta.status_code, "volvió a guardar" in respuesta.text) == (409, True)
        assert Boletin.objects.get().titulo == "Ella otra vez"

    def test_si_vuelven_a_guardar_entre_leer_y_unir_se_compara_otra_vez(
        self, pedir, redactora, directora, borrador, ahora
    ):
        guarda_ella(borrador, directora, ahora, "Uno", "Dos", "Tres de ella")

        def ella_guarda_al_comparar(ejecutar, sql, *resto):
            if "boletines_textoguardado" in sql and sql.startswith("SELECT"):
                Boletin.objects.filter(version=2).update(version=3, titulo="Ella otra vez")
            return ejecutar(sql, *resto)

        with connection.execute_wrapper(ella_guarda_al_comparar):
            respuesta = pedir(
                redactora, "editar", borrador.pk, **escrito(borrador, cuerpo="<p>Uno mío</p><p>Dos</p><p>Tres</p>")
            )

        assert (respuesta.status_code, "Uno mío" in respuesta.text) == (409, True)
        assert Boletin.objects.get().titulo == "Ella otra vez"

    def test_una_pestana_de_la_que_ya_no_hay_base_no_pierde_nada(self, pedir, redactora, directora, borrador, ahora):
        guardar_boletin(borrador, version=1, por=directora, ahora=ahora, cuerpo="<p>Nuevo</p>")
        TextoGuardado.objects.all().delete()
        borrador.versiones.filter(numero=1).delete()

        pedir(redactora, "unir", borrador.pk, **escrito(borrador, cuerpo="<p>Viejo</p>"), vista=2)

        assert Boletin.objects.get().cuerpo == "<p>Nuevo</p><p>Viejo</p>"


class TestVersiones:
    def test_muestra_que_cambio_por_palabra(self, pedir, redactora, borrador, ahora):
        guardar_boletin(
            borrador, version=1, por=redactora, ahora=ahora, cuerpo="<p>Uno y medio</p><p>Dos</p><p>Tres</p>"
        )

        texto = de_corrido(pedir(redactora, "versiones", borrador.pk, metodo="get").text)

        assert "De la versión 1 a la 2" in texto
        assert "<del>Uno</del><ins>Uno y medio</ins>" in texto

    @pytest.mark.parametrize("pedidas", [{"antes": "99"}, {"despues": "x"}, {"antes": "9" * 40, "despues": "\0"}])
    def test_pedir_versiones_que_no_hay_no_rompe(self, pedir, redactora, borrador, pedidas):
        assert pedir(redactora, "versiones", borrador.pk, metodo="get", **pedidas).status_code == 200

    def test_restaurar_hace_una_version_nueva(self, pedir, redactora, borrador, ahora):
        guardar_boletin(borrador, version=1, por=redactora, ahora=ahora, titulo="Segunda")

        pedir(redactora, "restaurar", borrador.pk, 1)

        assert Boletin.objects.get().titulo == borrador.titulo
        assert [v.numero for v in borrador.versiones.all()] == [3, 2, 1]

    def test_restaurar_lo_aprobado_se_rechaza(self, pedir, redactora, redactar):
        boletin = redactar("aprobado")

        assert pedir(redactora, "restaurar", boletin.pk, 1).status_code == 409

    def test_una_version_que_no_existe_es_404(self, pedir, redactora, borrador):
        assert pedir(redactora, "restaurar", borrador.pk, 7).status_code == 404


class TestEnviarDesdeElEditor:
    def test_guarda_y_envia_de_un_paso(self, pedir, redactora, redactar):
        boletin = redactar("borrador")

        pedir(redactora, "editar", boletin.pk, **escrito(boletin, titulo="La última cabeza", enviar="1"))

        enviado = Boletin.objects.get()
        assert (enviado.estado, enviado.titulo) == ("en_revision", "La última cabeza")

    def test_con_huecos_se_guarda_pero_no_se_envia(self, pedir, redactora, redactar):
        boletin = redactar("borrador")

        pedir(redactora, "editar", boletin.pk, **escrito(boletin, sumario="", titulo="Se guarda", enviar="1"))

        assert (Boletin.objects.get().estado, Boletin.objects.get().titulo) == ("borrador", "Se guarda")
