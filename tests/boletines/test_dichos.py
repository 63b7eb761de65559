"""Lo que se dice de un texto: comentarios por párrafo, visto bueno de la dependencia y nombres."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import comentarios, visto_bueno
from boletines.dominio.revision.comentarios import SUELTO, anclar
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.urgencia import publicar_de_urgencia
from boletines.models import Comentario, Titular, VistoBueno
from difusion.dominio.bandeja import dar_por_entregado
from difusion.dominio.compuerta import puede_salir
from difusion.models import Envio
from media_library.estados import Menores
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.enlaces.personales import huella_del_token
from nucleo.models import Asiento
from tests.fabricas.boletines import BoletinFactory, ComentarioFactory, FotoDeBoletinFactory, VistoBuenoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
TRES = "<p>La obra empezó ayer en Galeana.</p><p>Cuesta tres millones de pesos.</p><p>Dura una semana.</p>"


@pytest.fixture
def borrador(redactar):
    return redactar("borrador", cuerpo=TRES)


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


class TestVistoBueno:
    @pytest.fixture
    def pedido(self, borrador, redactora):
        return visto_bueno.pedir_visto_bueno(
            borrador, nombre="Titular de Obras", correo="obras@mazamitla.invalid", por=redactora, ahora=timezone.now()
        )

    def direccion(self, token):
        return reverse("boletines_publicas:visto_bueno", args=[token])

    def contestar(self, client, pedido, datos):
        """Contesta quien leyó lo que el enlace enseña ahora."""
        visto, token = pedido
        visto = VistoBueno.objects.get(pk=visto.pk)
        leido = {"huella_vista": visto_bueno.huella_a_la_vista(visto)}
        return client.post(self.direccion(token), leido | datos)

    def test_el_correo_lleva_el_enlace_y_la_base_solo_su_huella(self, pedido):
        visto, token = pedido

        envio = Envio.objects.get()
        assert (envio.destinatario, f"/r/visto-bueno/{token}/" in envio.secreto["texto"]) == (
            "obras@mazamitla.invalid",
            True,
        )
        assert token not in str(VistoBueno.objects.values().get())
        assert visto.version == 1

    def test_entregado_el_correo_su_enlace_se_borra_de_la_base(self, pedido, directora, ahora):
        envio, token = Envio.objects.get(), pedido[1]
        Envio.objects.filter(pk=envio.pk).update(estado="por_verificar", resuelto_en=ahora)
        envio.refresh_from_db()
        assert token in str(envio.secreto)

        dar_por_entregado(envio, por=directora, ahora=ahora)

        envio.refresh_from_db()
        assert (envio.carga, envio.secreto) == ({"nombre": "Titular de Obras"}, {})

    def test_aprobar_sin_cuenta(self, client, pedido):
        visto, token = pedido
        assert client.get(self.direccion(token)).status_code == 200

        respuesta = self.contestar(client, (visto, token), {"respuesta": "conforme", "correcciones": "sobra"})

        visto.refresh_from_db()
        assert respuesta.status_code == 302
        assert (visto.respuesta, visto.correcciones, visto.version_respondida) == ("conforme", "", 1)
        assert Asiento.objects.first().accion == "contestar visto bueno"
        assert "Registramos su respuesta" in client.get(self.direccion(token)).text

    def test_escribir_correcciones_y_cambiar_de_opinion(self, client, pedido):
        visto, token = pedido
        self.contestar(client, (visto, token), {"respuesta": "corregir", "correcciones": "Son 130 familias"})
        visto.refresh_from_db()
        assert visto.correcciones == "Son 130 familias"

        self.contestar(client, (visto, token), {"respuesta": "conforme"})

        visto.refresh_from_db()
        assert (visto.respuesta, visto.correcciones) == ("conforme", "")

    def test_ver_el_enlace_no_contesta_nada(self, client, pedido):
        visto, token = pedido

        respuesta = client.get(self.direccion(token), {"respuesta": "conforme"})

        visto.refresh_from_db()
        assert visto.respuesta == "pendiente"
        assert (respuesta["X-Robots-Tag"], respuesta["Referrer-Policy"]) == ("noindex", "strict-origin")

    @pytest.mark.parametrize(
        ("datos", "frase"),
        [
            ({}, "Elija si los datos son correctos"),
            ({"respuesta": "quizá"}, "no es una de las opciones"),
            ({"respuesta": "corregir"}, "Escriba qué hay que corregir"),
            ({"respuesta": "corregir", "correcciones": "x" * 2001}, "2000"),
        ],
    )
    def test_lo_que_falta_se_dice(self, client, pedido, datos, frase):
        respuesta = self.contestar(client, pedido, datos)

        assert (respuesta.status_code, frase in respuesta.text) == (422, True)

    def test_vencido_retirado_y_desconocido_contestan_lo_mismo(self, client, borrador):
        ahora = timezone.now()
        vencido, retirado = huella_del_token("vencido"), huella_del_token("retirado")
        VistoBuenoFactory(boletin=borrador, huella=vencido, vence_en=ahora - timedelta(seconds=1))
        VistoBuenoFactory(boletin=borrador, huella=retirado, vence_en=ahora + timedelta(days=1), retirado_en=ahora)
        respuestas = [client.get(self.direccion(t)) for t in ("vencido", "retirado", "nadie")]

        assert [r.status_code for r in respuestas] == [404, 404, 404]
        assert len({re.sub(r'nonce="[^"]+"', "", r.text) for r in respuestas}) == 1

    def test_ya_publicado_no_se_contesta(self, client, pedido, redactora, ahora):
        guardado = guardar_boletin(pedido[0].boletin, version=1, por=redactora, ahora=ahora, cuerpo=TRES * 3)
        publicar_de_urgencia(
            guardado, huella_vista=huella_mostrada(guardado), motivo="Urge", por=redactora, ahora=ahora
        )

        respuesta = self.contestar(client, pedido, {"respuesta": "conforme"})

        assert (respuesta.status_code, "ya se publicó" in respuesta.text) == (422, True)

    def test_retirar_apaga_el_enlace_y_detiene_el_correo(self, pedido, redactora, ahora):
        visto, token = pedido

        visto_bueno.retirar_visto_bueno(visto, por=redactora, ahora=ahora)

        assert visto_bueno.visto_bueno_del_token(token, timezone.now()) is None
        assert puede_salir(Envio.objects.get(), timezone.now()).definitiva

    def test_mientras_sirve_el_correo_sale(self, pedido):
        assert puede_salir(Envio.objects.get(), timezone.now()) is None

    @pytest.mark.parametrize("datos", [{"nombre": "", "correo": "a@b.mx"}, {"nombre": "X", "correo": "no"}, {}])
    def test_pedirlo_mal_se_dice(self, client, borrador, redactora, datos):
        client.force_login(redactora)

        respuesta = client.post(reverse("boletines:pedir_visto_bueno", args=[borrador.pk]), datos)

        assert respuesta.status_code == 422
        assert not VistoBueno.objects.exists()

    def test_en_la_pagina_se_ve_que_contesto_sobre_otra_version(self, client, pedido, redactora, ahora):
        self.contestar(client, pedido, {"respuesta": "conforme"})
        guardar_boletin(pedido[0].boletin, version=1, por=redactora, ahora=ahora, titulo="Otra")
        client.force_login(redactora)

        texto = de_corrido(client.get(reverse("boletines:ver", args=[pedido[0].boletin_id])).text)

        assert "Contestó sobre la versión 1; ahora va en la 2." in texto


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


def test_el_visto_bueno_ensena_las_fotos_con_su_pie_y_el_correo_tambien_el_sumario(client, redactora, oficina, ahora):
    boletin = BoletinFactory(sumario="El sumario de la obra.")
    foto = FotoDeBoletinFactory(boletin=boletin, evidencia__pie="Se tiende la tubería.")
    _, token = visto_bueno.pedir_visto_bueno(
        boletin, nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=timezone.now()
    )

    pagina = client.get(reverse("boletines_publicas:visto_bueno", args=[token])).text
    carga = Envio.objects.get(canal="correo").secreto

    assert foto.evidencia.pie in pagina
    assert reverse("boletines_publicas:foto_de_visto_bueno", args=[token, 1]) in pagina
    for forma in ("texto", "html"):
        assert "El sumario de la obra." in carga[forma]
        assert foto.evidencia.pie in carga[forma]


def test_el_visto_bueno_no_ensena_lo_que_no_puede_salir(client, redactora, oficina):
    foto = FotoDeBoletinFactory(evidencia__menores=Menores.PROTEGIDOS, evidencia__pie="Pie de lo protegido.")
    _, token = visto_bueno.pedir_visto_bueno(
        foto.boletin, nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=timezone.now()
    )

    assert "Pie de lo protegido." not in client.get(reverse("boletines_publicas:visto_bueno", args=[token])).text
    assert client.get(reverse("boletines_publicas:foto_de_visto_bueno", args=[token, 1])).status_code == 404


def test_la_foto_de_un_visto_bueno_pide_un_enlace_que_sirva(client):
    assert client.get(reverse("boletines_publicas:foto_de_visto_bueno", args=["nada", 0])).status_code == 404
