"""Un acto rechazado devuelve lo que se escribió, en su campo y con su frase."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.revision import visto_bueno
from boletines.dominio.revision.aprobacion import aprobar_boletin
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.revision.visto_bueno import huella_a_la_vista
from boletines.dominio.salida.publicacion import publicar_boletin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]

LARGO = "Falta el monto de la obra\r\n" * 900  # no cabe en ningún motivo


@pytest.fixture
def publicado(redactar, directora, ahora):
    return publicar_boletin(
        (boletin := redactar("aprobado")), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
    )


@pytest.fixture
def con_correcciones(redactar, redactora, ahora):
    boletin = redactar("en_revision")
    visto, _ = visto_bueno.pedir_visto_bueno(
        boletin, nombre="Directora de Obras", correo="obras@ejemplo.mx", por=redactora, ahora=ahora
    )
    return visto_bueno.responder_visto_bueno(
        visto, huella_vista=huella_a_la_vista(visto), respuesta="corregir", correcciones="Son 120", ahora=timezone.now()
    )


def campo_de(html: str, lugar: str) -> str:
    return re.search(rf'<textarea\s+id="{lugar}"[^>]*>[^<]*</textarea>', html)[0]


def oprimir(client, persona, acto, *args, **datos):
    client.force_login(persona)
    return client.post(reverse(f"boletines:{acto}", args=args), datos)


def vuelve_a_su_campo(respuesta, lugar, escrito, frase):
    campo = campo_de(respuesta.text, lugar)
    assert respuesta.status_code == 422
    assert f">{escrito}</textarea>" in campo
    assert 'aria-invalid="true" data-enfocar' in campo
    assert f'aria-describedby="error-{lugar} ' in campo
    assert re.search(rf'id="error-{lugar}">[^<]*{frase}', respuesta.text)
    assert respuesta.text.count("data-enfocar") == 1
    assert re.search(rf'<details[^>]* open>(?:(?!<details).)*id="{lugar}"', respuesta.text, re.DOTALL)


@pytest.mark.parametrize("escrito", ["Falta. " * 100, "   "])
def test_pedir_cambios_devuelve_el_texto(client, redactar, directora, escrito):
    respuesta = oprimir(client, directora, "pedir_cambios", redactar("en_revision").pk, motivo=escrito)

    vuelve_a_su_campo(respuesta, "motivo-cambios", escrito, "usa 500 o menos" if escrito.strip() else "Escribe qué")


@pytest.mark.parametrize("escrito", ["Urge. " * 100, "   "])
def test_publicar_sin_revision_devuelve_el_texto(client, redactar, directora, escrito):
    respuesta = oprimir(client, directora, "publicar_de_urgencia", redactar("borrador").pk, motivo=escrito)

    vuelve_a_su_campo(respuesta, "motivo-urgencia", escrito, "usa 300 o menos" if escrito.strip() else "Escribe por")


@pytest.mark.parametrize("escrito", ["Dato errado. " * 60, "   "])
def test_retirar_devuelve_el_texto(client, publicado, directora, escrito):
    respuesta = oprimir(client, directora, "retirar", publicado.pk, motivo=escrito)

    vuelve_a_su_campo(respuesta, "motivo-retiro", escrito, "usa 300 o menos" if escrito.strip() else "Escribe por")


@pytest.mark.parametrize("escrito", ["Se cambió. " * 60, "   "])
def test_atender_devuelve_la_nota(client, con_correcciones, redactora, escrito):
    datos = {"nota": escrito, "vista": con_correcciones.respuesta_vista}
    respuesta = oprimir(
        client, redactora, "atender_correcciones", con_correcciones.boletin_id, con_correcciones.pk, **datos
    )

    frase = "usa 500 o menos" if escrito.strip() else "Escribe qué se hizo"
    vuelve_a_su_campo(respuesta, f"nota-{con_correcciones.pk}", escrito, frase)


@pytest.mark.parametrize("lugar", [0, 1])
@pytest.mark.parametrize("escrito", ["Ojo. " * 300, "   "])
def test_comentar_devuelve_el_texto_en_su_parrafo(client, redactar, redactora, lugar, escrito):
    respuesta = oprimir(client, redactora, "comentar", redactar("borrador").pk, lugar=lugar, texto=escrito)

    frase = "usa 1000 o menos" if escrito.strip() else "Escribe el comentario"
    vuelve_a_su_campo(respuesta, f"c-{lugar}", escrito, frase)


def test_los_renglones_cuentan_como_en_la_pantalla(client, redactar, directora):
    boletin = redactar("en_revision")

    assert oprimir(client, directora, "pedir_cambios", boletin.pk, motivo="a\r\n" * 250).status_code == 302


def test_lo_muy_largo_vuelve_entero(client, redactar, directora):
    respuesta = oprimir(client, directora, "pedir_cambios", redactar("en_revision").pk, motivo=LARGO[:15000])

    assert f">{LARGO[:15000].replace(chr(13), '')}</textarea>" in campo_de(respuesta.text, "motivo-cambios")


def test_si_ya_no_hay_donde_ponerlo_se_ensena_para_copiarlo(client, redactar, directora, ahora):
    boletin = aprobar_boletin(
        (boletin := redactar("en_revision")), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
    )
    publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

    respuesta = oprimir(client, directora, "pedir_cambios", boletin.pk, motivo="Falta el monto")

    assert respuesta.status_code == 409
    assert "Lo que escribiste, por si te sirve en otro lado" in respuesta.text
    assert ">Falta el monto</blockquote>" in respuesta.text


def test_pedir_el_visto_bueno_devuelve_nombre_y_correo(client, redactar, redactora):
    datos = {"nombre": "Directora de Obras", "correo": "obras arroba"}
    respuesta = oprimir(client, redactora, "pedir_visto_bueno", redactar("borrador").pk, **datos)

    assert respuesta.status_code == 422
    assert re.search(r'<input[^>]*value="Directora de Obras"[^>]*id="id_visto_nombre"', respuesta.text)
    assert re.search(r'<input[^>]*value="obras arroba"[^>]*id="id_visto_correo"', respuesta.text)
    assert 'id="id_visto_correo_error">' in respuesta.text


def test_el_visto_bueno_sin_cuenta_devuelve_lo_escrito(client, redactar, redactora):
    _, token = visto_bueno.pedir_visto_bueno(
        redactar("borrador"), nombre="Directora", correo="obras@ejemplo.mx", por=redactora, ahora=timezone.now()
    )
    escrito = "Son 120 familias. " * 200

    respuesta = client.post(
        reverse("boletines_publicas:visto_bueno", args=[token]), {"respuesta": "corregir", "correcciones": escrito}
    )

    assert respuesta.status_code == 422
    assert escrito.strip() in respuesta.text
    assert re.search(r'<input[^>]*value="corregir"[^>]*checked', respuesta.text)
    assert 'href="#id_correcciones"' in respuesta.text
