import pytest
from django.urls import reverse
from django.utils import timezone

from personas.models import InvitacionDePersona, Persona
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.personas.conftest import CLAVE

pytestmark = pytest.mark.django_db


def test_el_perfil_se_guarda_y_limpia_el_telefono(redacta, redactora):
    datos = {"first_name": "Redacción", "telefono": "382 538 0149", "colores": "oscuro"}

    assert redacta.post(reverse("personas:perfil"), datos).status_code == 302
    persona = Persona.objects.get(pk=redactora.pk)
    assert (persona.telefono, persona.colores, persona.usa_atajos) == ("+523825380149", "oscuro", False)


@pytest.mark.parametrize("malo", [{"first_name": "x" * 5000}, {"telefono": "12"}, {"colores": "x"}, {"first_name": ""}])
def test_el_perfil_mal_escrito_vuelve_con_su_error(redacta, malo):
    datos = {"first_name": "Redacción", "colores": "claro", **malo}

    assert redacta.post(reverse("personas:perfil"), datos).status_code == 422


@pytest.mark.parametrize(
    ("volver", "destino"),
    [("/oficina/agenda/?q=x", "/oficina/agenda/?q=x"), ("https://malo.invalid/", "/oficina/perfil/"),
     ("//malo.invalid", "/oficina/perfil/"), ("javascript:alert(1)", "/oficina/perfil/"), ("", "/oficina/perfil/")],
)  # fmt: skip
def test_el_tema_cambia_y_solo_vuelve_a_este_sitio(redacta, redactora, volver, destino):
    respuesta = redacta.post(reverse("personas:colores"), {"colores": "oscuro", "volver": volver})

    assert respuesta["Location"] == destino
    assert Persona.objects.get(pk=redactora.pk).colores == "oscuro"


def test_el_tema_no_cambia_con_get(redacta):
    pagina = redacta.get(reverse("personas:colores"))

    assert (pagina.status_code, pagina["Allow"]) == (405, "POST")
    assert "sólo recibe lo que se envía con un botón" in pagina.text


INVITACION = {"nombre": "Fotografía", "correo": "foto@oficina.invalid", "papeles": ["fotografia"]}


def test_invitar_ensena_el_enlace_una_vez_y_queda_en_la_lista(dirige):
    respuesta = dirige.post(reverse("personas:personas"), INVITACION)

    assert "/r/cuenta/" in respuesta.text
    assert "/r/cuenta/" not in (lista := dirige.get(reverse("personas:personas")).text)
    assert "foto@oficina.invalid" in lista


@pytest.mark.parametrize(
    "malo",
    [{"correo": "direccion@oficina.invalid"}, {"nombre": "\0"}, {"nombre": "x" * 5000}, {"papeles": ["rey"]},
     {"papeles": []}, {"papeles": ["enlace"]}, {"dependencia": "99999"}],
)  # fmt: skip
def test_una_invitacion_mal_hecha_vuelve_con_su_error(dirige, malo):
    assert dirige.post(reverse("personas:personas"), INVITACION | malo).status_code == 422
    assert InvitacionDePersona.objects.count() == 0


def test_retirar_una_invitacion(dirige, invitar):
    invitacion, token = invitar(ahora=timezone.now())

    dirige.post(reverse("personas:retirar_invitacion", args=[invitacion.pk]))

    assert dirige.get(reverse("cuenta:aceptar", args=[token])).status_code == 404


def test_cambiar_papeles_y_negativas_en_pantalla(dirige, directora, redactora):
    ruta = reverse("personas:persona", args=[redactora.pk])

    assert dirige.get(ruta).status_code == 200
    assert dirige.post(ruta, {"papeles": ["redes"]}).status_code == 302
    propia = reverse("personas:persona", args=[directora.pk])
    respuesta = dirige.post(propia, {"papeles": ["consulta"]})
    assert (respuesta.status_code, "No puedes quitarte" in respuesta.text) == (422, True)


@pytest.mark.parametrize(
    ("accion", "frase"),
    [
        ("desactivar", "Cuenta desactivada"),
        ("cerrar", "Salió de todos"),
        ("reactivar", "ya está activa"),
        ("x", "Elige"),
    ],
)
def test_el_acceso_se_decide_con_un_boton(dirige, redactora, accion, frase):
    ruta = reverse("personas:acceso", args=[redactora.pk])

    assert frase in dirige.post(ruta, {"accion": accion}, follow=True).text


def test_la_redactora_no_administra_a_nadie(redacta, directora):
    assert redacta.post(reverse("personas:acceso", args=[directora.pk]), {"accion": "desactivar"}).status_code == 403
    assert redacta.post(reverse("personas:persona", args=[directora.pk]), {"papeles": ["consulta"]}).status_code == 403
    assert Persona.objects.get(pk=directora.pk).is_active


def test_estrenar_la_cuenta_y_entrar_con_ella(client, invitar):
    _, token = invitar(ahora=timezone.now())
    ruta = reverse("cuenta:aceptar", args=[token])
    pagina = client.get(ruta)

    assert (pagina.status_code, pagina["Referrer-Policy"]) == (200, "strict-origin")
    datos = {"usuario": "foto", "clave": CLAVE, "clave_otra_vez": CLAVE}
    assert client.post(ruta, datos)["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": "foto", "password": CLAVE})
    assert client.get(reverse("personas:perfil")).status_code == 200
    assert client.get(ruta).status_code == 404


@pytest.mark.parametrize(
    "malo",
    [{"usuario": "\0"}, {"usuario": "x" * 5000}, {"clave": "x" * 5000}, {"clave_otra_vez": "otra"},
     {"clave": "corta", "clave_otra_vez": "corta"}, {"usuario": "directora"}, {"usuario": ""}],
)  # fmt: skip
def test_estrenar_mal_no_gasta_el_enlace(client, invitar, malo):
    _, token = invitar(ahora=timezone.now())
    ruta = reverse("cuenta:aceptar", args=[token])

    assert client.post(ruta, {"usuario": "foto", "clave": CLAVE, "clave_otra_vez": CLAVE} | malo).status_code == 422
    assert client.get(ruta).status_code == 200


@pytest.mark.parametrize("token", ["nada", "x" * 500, "a%00b"])
def test_un_enlace_desconocido_no_dice_por_que(client, token):
    assert client.get(f"/r/cuenta/{token}/").status_code == 404


def test_la_lista_cuesta_lo_mismo_con_una_que_con_tres(dirige, django_assert_max_num_queries):
    PersonaFactory.create_batch(3, dependencia=DependenciaFactory())
    dirige.get(reverse("personas:personas"))

    with django_assert_max_num_queries(9):
        dirige.get(reverse("personas:personas"))
