"""Quien decide, decide lo que leyó; y lo que ya no puede verse fuera no se ve por ningún enlace."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.despues import correccion
from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision import visto_bueno
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion, urgencia
from boletines.models import Boletin, VistoBueno
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from tests.fabricas.boletines import CUERPO, FotoDeBoletinFactory

OTRO = CUERPO + "<p>Costará noventa millones de pesos.</p>"


def leer(client, persona, boletin):
    """Abre la página y se queda con la huella de lo que enseña, como lo hace el formulario."""
    client.force_login(persona)
    texto = client.get(reverse("boletines:ver", args=[boletin.pk])).text
    return texto.partition('name="huella_vista" value="')[2].partition('"')[0]


def oprimir(client, persona, acto, boletin, huella, **datos):
    client.force_login(persona)
    return client.post(reverse(f"boletines:{acto}", args=[boletin.pk]), {"huella_vista": huella} | datos)


@pytest.fixture
def cambiar(redactora, directora):
    """Se devuelve, se escribe otra cosa y se manda otra vez, mientras alguien tiene la página abierta."""

    def _cambiar(boletin, **campos):
        ahora = timezone.now()
        if boletin.estado not in ("borrador", "con_cambios"):
            boletin = revision.pedir_cambios(boletin, motivo="Otra cosa", por=directora, ahora=ahora)
        boletin = guardar_boletin(boletin, version=boletin.version, por=redactora, ahora=ahora, **campos)
        return revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)

    return _cambiar


class TestLaPaginaVieja:
    def test_aprobar_se_rechaza_y_dice_que_cambio(self, client, redactar, cambiar, directora):
        boletin = redactar("en_revision")
        leido = leer(client, directora, boletin)
        cambiar(boletin, cuerpo=OTRO, titulo="Otra cabeza")

        respuesta = oprimir(client, directora, "aprobar", boletin, leido)

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "en_revision")
        assert "Cambió mientras se leía: la cabeza, el cuerpo." in respuesta.text
        assert "noventa millones" in respuesta.text

    def test_leido_otra_vez_se_aprueba(self, client, redactar, cambiar, directora):
        boletin = redactar("en_revision")
        cambiar(boletin, cuerpo=OTRO)

        respuesta = oprimir(client, directora, "aprobar", boletin, leer(client, directora, boletin))

        assert (respuesta.status_code, Boletin.objects.get().estado) == (302, "aprobado")

    def test_aprobar_y_publicar_sale_de_un_paso_y_se_rechaza_si_cambio(self, client, redactar, cambiar, directora):
        boletin = redactar("en_revision")
        leido = leer(client, directora, boletin)
        cambiar(boletin, cuerpo=OTRO)

        rechazada = oprimir(client, directora, "publicar", boletin, leido)
        seguia = Boletin.objects.get().estado
        hecha = oprimir(client, directora, "publicar", boletin, leer(client, directora, boletin))

        assert (rechazada.status_code, seguia) == (409, "en_revision")
        assert (hecha.status_code, Boletin.objects.get().estado) == (302, "publicado")
        assert Boletin.objects.get().aprobado_por == directora

    def test_quien_lo_escribio_no_lo_aprueba_ni_lo_publica(self, client, redactar, directora):
        boletin = redactar("en_revision")
        Boletin.objects.update(autor=directora, enviado_por=directora)

        respuesta = oprimir(client, directora, "publicar", boletin, leer(client, directora, boletin))

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "en_revision")

    def test_aprobar_y_programar_se_rechaza_aunque_se_confirme(self, client, redactar, cambiar, directora):
        boletin = redactar("en_revision")
        leido = leer(client, directora, boletin)
        pregunta = oprimir(client, directora, "programar", boletin, leido, publicar_en="2027-01-02T09:00")
        cambiar(boletin, cuerpo=OTRO)

        respuesta = oprimir(
            client, directora, "programar", boletin, leido, publicar_en="2027-01-02T09:00", confirmado="1"
        )

        assert f'name="huella_vista" value="{leido}"' in pregunta.text
        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "en_revision")

    @pytest.mark.parametrize(
        ("acto", "datos"), [("publicar", {}), ("programar", {"publicar_en": "2027-01-06T09:00", "confirmado": "1"})]
    )
    def test_lo_vuelto_a_aprobar_no_sale_con_la_pagina_de_antes(
        self, client, redactar, cambiar, directora, ahora, acto, datos
    ):
        boletin = redactar("aprobado")
        leido = leer(client, directora, boletin)
        otra = cambiar(boletin, cuerpo=OTRO)
        revision.aprobar_boletin(otra, huella_vista=huella_mostrada(otra), por=directora, ahora=ahora)

        respuesta = oprimir(client, directora, acto, boletin, leido, **datos)

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "aprobado")

    def test_sin_revision_se_rechaza_y_conserva_el_motivo(self, client, redactar, cambiar, redactora):
        boletin = redactar("borrador")
        leido = leer(client, redactora, boletin)
        cambiar(boletin, cuerpo=OTRO)

        respuesta = oprimir(client, redactora, "publicar_de_urgencia", boletin, leido, motivo="Crecida del arroyo")

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "en_revision")
        assert "Crecida del arroyo" in respuesta.text

    def test_enviar_lo_que_otra_persona_cambio_se_rechaza(self, client, redactar, redactora, directora, ahora):
        boletin = redactar("borrador")
        leido = leer(client, redactora, boletin)
        guardar_boletin(boletin, version=1, por=directora, ahora=ahora, sumario="Otro sumario.")

        respuesta = oprimir(client, redactora, "enviar", boletin, leido)

        assert (respuesta.status_code, Boletin.objects.get().estado) == (409, "borrador")
        assert "Cambió mientras se leía: el sumario." in respuesta.text

    def test_no_se_firma_lo_que_se_corrigio_entre_tanto(self, client, redactar, redactora, directora, ahora):
        boletin = redactar("borrador")
        urgente = urgencia.publicar_de_urgencia(
            boletin, motivo="Urge", huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora
        )
        leido = leer(client, directora, urgente)
        propuesta = correccion.proponer_correccion(urgente, por=redactora, ahora=ahora)
        campos = {"cuerpo": OTRO, "nota_de_correccion": "Se corrigió la cifra"}
        propuesta = guardar_boletin(propuesta, version=1, por=redactora, ahora=ahora, **campos)
        for acto, quien in ((revision.enviar_a_revision, redactora), (revision.aprobar_boletin, directora)):
            propuesta = acto(propuesta, huella_vista=huella_mostrada(propuesta), por=quien, ahora=ahora)
        correccion.publicar_correccion(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)

        respuesta = oprimir(client, directora, "firmar", urgente, leido)

        assert (respuesta.status_code, Boletin.objects.get(pk=urgente.pk).aprobado_por) == (409, None)

    def test_la_correccion_que_cambio_no_se_publica(self, client, redactar, cambiar, redactora, directora, ahora):
        boletin = redactar()
        publicado = publicacion.publicar_boletin(
            boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
        )
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
        propuesta = cambiar(propuesta, titulo="Otra", nota_de_correccion="Se corrigió la cabeza")
        propuesta = revision.aprobar_boletin(
            propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora
        )
        leido = leer(client, directora, propuesta)
        otra = cambiar(propuesta, nota_de_correccion="Otra nota")
        revision.aprobar_boletin(otra, huella_vista=huella_mostrada(otra), por=directora, ahora=ahora)

        respuesta = oprimir(client, directora, "publicar_correccion", propuesta, leido)

        assert (respuesta.status_code, Boletin.objects.get(pk=publicado.pk).titulo) == (409, publicado.titulo)
        assert "la nota de la corrección" in respuesta.text

    @pytest.mark.parametrize("huella", ["", "x", "0" * 64, "é" * 9])
    def test_sin_saber_que_se_leyo_no_se_aprueba(self, client, redactar, directora, huella):
        boletin = redactar("en_revision")

        respuesta = oprimir(client, directora, "aprobar", boletin, huella)

        assert (respuesta.status_code, "No llegó qué texto estaba a la vista" in respuesta.text) == (409, True)

    def test_el_pie_de_una_foto_tambien_es_lo_que_se_lee(self, client, redactar, directora):
        boletin = redactar("en_revision")
        FotoDeBoletinFactory(boletin=boletin)
        leido = leer(client, directora, boletin)
        Evidencia.objects.update(pie="Otro pie, escrito después.")

        respuesta = oprimir(client, directora, "aprobar", boletin, leido)

        assert "Cambió mientras se leía: las fotos o sus pies." in respuesta.text

    def test_la_fila_que_se_juzga_es_la_de_la_base(self, redactar, directora, ahora):
        viejo = redactar("en_revision")
        leido = huella_mostrada(viejo)
        Boletin.objects.update(embargo_hasta=ahora + timedelta(days=1))

        with pytest.raises(NoSePuede, match="el embargo"):
            revision.aprobar_boletin(viejo, huella_vista=leido, por=directora, ahora=ahora)


@pytest.fixture
def pedido(redactar, redactora):
    boletin = redactar("borrador", titulo="Canario de la obra")
    FotoDeBoletinFactory(boletin=boletin)
    return visto_bueno.pedir_visto_bueno(
        boletin, nombre="Titular de Obras", correo="obras@mazamitla.invalid", por=redactora, ahora=timezone.now()
    )


class TestVistoBuenoSinCuenta:
    def direccion(self, token):
        return reverse("boletines_publicas:visto_bueno", args=[token])

    def test_contestar_sobre_otro_texto_se_rechaza_y_se_lee_el_nuevo(self, client, pedido, redactora):
        visto, token = pedido
        leido = client.get(self.direccion(token)).text.partition('huella_vista" value="')[2].partition('"')[0]
        guardar_boletin(visto.boletin, version=1, por=redactora, ahora=timezone.now(), cuerpo=OTRO)

        respuesta = client.post(self.direccion(token), {"respuesta": "conforme", "huella_vista": leido})

        assert (respuesta.status_code, VistoBueno.objects.get().respuesta) == (422, "pendiente")
        assert "Cambió mientras se leía: el cuerpo." in respuesta.text
        assert "noventa millones" in respuesta.text

    def test_lo_escrito_se_conserva_y_con_lo_nuevo_a_la_vista_se_guarda(self, client, pedido, redactora):
        visto, token = pedido
        guardar_boletin(visto.boletin, version=1, por=redactora, ahora=timezone.now(), cuerpo=OTRO)
        datos = {"respuesta": "corregir", "correcciones": "Son 110 metros"}
        rechazo = client.post(self.direccion(token), datos | {"huella_vista": "x"}).text
        leido = rechazo.partition('huella_vista" value="')[2].partition('"')[0]

        client.post(self.direccion(token), datos | {"huella_vista": leido})

        assert "Son 110 metros</textarea>" in rechazo
        assert (VistoBueno.objects.get().correcciones, VistoBueno.objects.get().version_respondida) == (
            "Son 110 metros", 2,
        )  # fmt: skip

    def test_lo_que_no_se_le_ensena_no_le_pide_leer_otra_vez(self, client, pedido, redactora):
        visto, token = pedido
        leido = client.get(self.direccion(token)).text.partition('huella_vista" value="')[2].partition('"')[0]
        guardar_boletin(visto.boletin, version=1, por=redactora, ahora=timezone.now(), contacto="Otro contacto")

        respuesta = client.post(self.direccion(token), {"respuesta": "conforme", "huella_vista": leido})

        assert respuesta.status_code == 302
