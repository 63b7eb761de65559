from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from paginas.dominio import comprobar
from paginas.models import Comprobacion, PaginaOficial, Solicitud
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory, SolicitudFactory

pytestmark = pytest.mark.django_db
DATOS = {"nombre": "Portal", "url": "https://municipio.invalid/", "tipo": "sitio", "periodo_en_dias": "30"}


@pytest.fixture
def sesion(client, redactora):
    client.force_login(redactora)
    return client


def direccion(nombre, *args):
    return reverse(f"paginas:{nombre}", args=args)


def test_agregar_una_pagina_pide_su_primera_lectura(sesion):
    sesion.post(direccion("agregar"), DATOS)

    assert Comprobacion.objects.get().pagina.nombre == "Portal"


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("url", "municipio", "Escribe la dirección completa"),
        ("url", "javascript:alert(1)", "Escribe la dirección completa"),
        ("nombre", "a\nb", "un solo renglón"),
        ("nombre", "x" * 5000, "120 caracteres"),
        ("periodo_en_dias", "0", "Escribe 1 o más."),
        ("tipo", "otro", "no está en la lista"),
    ],
)
def test_lo_mal_escrito_se_explica(sesion, campo, valor, frase):
    respuesta = sesion.post(direccion("agregar"), DATOS | {campo: valor})

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert not PaginaOficial.objects.exists()


def test_una_direccion_repetida_se_explica(sesion):
    PaginaFactory(url=DATOS["url"])

    respuesta = sesion.post(direccion("agregar"), DATOS)

    assert "ya está en el inventario" in respuesta.text


def test_editar_conserva_lo_demas(sesion):
    pagina = PaginaFactory()

    sesion.post(direccion("editar", pagina.pk), DATOS | {"nombre": "Otro nombre"})

    assert PaginaOficial.objects.get().nombre == "Otro nombre"


def test_lo_que_pide_atencion_va_primero(sesion):
    bien, vencida, rota = PaginaFactory(nombre="Bien"), PaginaFactory(nombre="Vencida"), PaginaFactory(nombre="Rota")
    PaginaOficial.objects.filter(pk__in=[bien.pk, rota.pk]).update(revisada_en=timezone.now())
    ComprobacionFactory(pagina=bien, leida=True)
    ComprobacionFactory(pagina=rota, leida=True, problemas=["Contesta con el código 404."])

    html = sesion.get(direccion("lista")).text

    assert html.index("Rota") < html.index("Vencida") < html.index("Bien")
    assert "Contesta con el código 404." in html
    assert vencida.nombre in html


@pytest.mark.parametrize("filas", [1, 5])
def test_la_lista_cuesta_lo_mismo(sesion, filas, django_assert_max_num_queries):
    for _ in range(filas):
        ComprobacionFactory(leida=True)

    with django_assert_max_num_queries(8):
        sesion.get(direccion("lista"))


def test_se_busca_sin_acentos(sesion):
    PaginaFactory(nombre="Obligación del artículo 65")
    PaginaFactory(nombre="Perfil")

    html = sesion.get(direccion("lista"), {"q": "articulo"}).text

    assert "Obligación" in html
    assert "Perfil" not in html.split("</form>")[-1]


def test_anotar_la_revision_reinicia_el_plazo(sesion):
    pagina = PaginaFactory()

    sesion.post(direccion("revisada", pagina.pk))

    assert timezone.now() - PaginaOficial.objects.get().revisada_en < timedelta(minutes=1)


def test_archivar_se_deshace(sesion):
    pagina = PaginaFactory()

    aviso = sesion.post(direccion("archivar", pagina.pk), follow=True).text
    archivada = PaginaOficial.objects.activas().exists()
    sesion.post(direccion("archivar", pagina.pk), {"reactivar": "1"})

    assert "Deshacer" in aviso
    assert (archivada, PaginaOficial.objects.activas().exists()) == (False, True)


def test_registrar_sin_capturas_dice_que_falta(sesion):
    respuesta = sesion.post(direccion("registrar", PaginaFactory().pk), {"nota": "Cambié algo"})

    assert respuesta.status_code == 422
    assert "Toma la captura de antes" in respuesta.text


def test_la_captura_se_ve_como_texto_y_no_se_ejecuta(sesion, sitio, redactora, ahora):
    sitio.poner("/", "<title>x</title><script>alert(1)</script>")
    pagina = PaginaFactory(url=f"{sitio.url}/")
    sesion.post(direccion("leer", pagina.pk), {"motivo": "antes"})
    comprobar.leer_pendientes(reloj=lambda: ahora, segundos=10)

    respuesta = sesion.get(direccion("captura", Comprobacion.objects.get().pk))

    assert respuesta["Content-Type"] == "text/plain; charset=utf-8"
    assert respuesta["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "<script>alert(1)</script>" in respuesta.text


def test_una_captura_perdida_no_existe(sesion, settings, tmp_path):
    settings.DIR_DATOS = tmp_path
    captura = ComprobacionFactory(leida=True, motivo="antes", archivo=f"{'a' * 64}.html.gz")

    assert sesion.get(direccion("captura", captura.pk)).status_code == 404


def test_pedir_a_transparencia_deja_la_solicitud(sesion):
    pagina = PaginaFactory()

    sesion.post(direccion("pedir", pagina.pk), {"que": "Subir el acta", "correo": ""})

    assert Solicitud.objects.get().estado == "enviada"


@pytest.mark.parametrize(
    ("datos", "frase"),
    [
        ({"que": ""}, "obligatorio"),
        ({"que": "x" * 700}, "600"),
        ({"que": "Subir", "correo": "no es correo"}, "correo"),
    ],
)
def test_una_solicitud_mal_escrita_se_explica(sesion, datos, frase):
    respuesta = sesion.post(direccion("pedir", PaginaFactory().pk), datos)

    assert respuesta.status_code == 422
    assert frase in respuesta.text


def test_el_acuse_vacio_no_cambia_nada(sesion):
    solicitud = SolicitudFactory()

    respuesta = sesion.post(direccion("recibir", solicitud.pk), {"acuse": ""})

    assert respuesta.status_code == 422
    assert Solicitud.objects.get().estado == "enviada"


def test_verificar_antes_de_tiempo_dice_por_que(sesion):
    solicitud = SolicitudFactory(estado="publicada")

    assert "No se pudo leer la página" in sesion.post(direccion("verificar", solicitud.pk)).text


def test_doble_clic_en_publicada_no_la_mueve_dos_veces(sesion):
    solicitud = SolicitudFactory()

    respuestas = [sesion.post(direccion("publicada", solicitud.pk)).status_code for _ in range(2)]

    assert respuestas == [302, 409]


def test_lo_vencido_le_toca_a_su_responsable_en_hoy(sesion, redactora, oficina):
    PaginaFactory(nombre="Mi página", responsable=redactora)
    PaginaFactory(nombre="De otra persona", responsable=SolicitudFactory().enviada_por)

    html = sesion.get(reverse("hoy")).text

    assert "Revisar la página «Mi página»" in html
    assert "De otra persona" not in html


@pytest.mark.parametrize(
    ("acto", "campo", "escrito"),
    [("cancelar", "motivo_de_cancelacion", "No procede. " * 40), ("recibir", "acuse", "Oficio UT/041 " * 20)],
)
def test_lo_escrito_en_una_solicitud_vuelve_a_su_campo(sesion, acto, campo, escrito):
    solicitud = SolicitudFactory()

    respuesta = sesion.post(direccion(acto, solicitud.pk), {campo: escrito})

    assert respuesta.status_code == 422
    assert f'value="{escrito}"' in respuesta.text
    assert f'id="error_1_id_{campo}"' in respuesta.text
