"""Con qué entra cada quien: sólo las direcciones que se usan; todo cambio se confirma, se asienta y se avisa."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from difusion.models import Envio
from nucleo.checks import rutas
from nucleo.models import Asiento
from nucleo.referencias import ref
from personas.dominio.credenciales import cambiar_correo
from personas.models import InvitacionDePersona, Persona
from tests.fabricas.personas import PersonaFactory
from tests.personas.conftest import AHORA, CLAVE

pytestmark = pytest.mark.django_db
MONTADAS = {
    "login/",
    "inactive/",
    "reauthenticate/",
    "password/change/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "2fa/",
    "2fa/authenticate/",
    "2fa/reauthenticate/",
    "2fa/totp/activate/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/recovery-codes/download/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/webauthn/login/",
    "2fa/webauthn/reauthenticate/",
    "2fa/webauthn/keys/<int:pk>/remove/",
    "2fa/webauthn/keys/<int:pk>/edit/",
    "sessions/",
}


@pytest.fixture
def por_la_bandeja(settings):
    """pytest-django cambia el correo de Django; aquí, el de verdad."""
    settings.EMAIL_BACKEND = "difusion.adaptadores.PorLaBandeja"


def avisados():
    return sorted(Envio.objects.values_list("destinatario", flat=True))


def acciones(persona):
    return list(Asiento.objects.filter(objeto=ref(persona)).order_by("numero").values_list("accion", flat=True))


def test_de_allauth_solo_existe_lo_que_se_usa():
    """Una dirección nueva se decide aquí, y con ella quién puede y qué queda asentado."""
    de_terceros = {(c, v.__module__) for c, _, v in rutas() if v.__module__.startswith("allauth.")}

    assert {camino.removeprefix("acceso/") for camino, _ in de_terceros} == MONTADAS
    todas = {camino.removeprefix("acceso/") for camino, _, _ in rutas() if camino.startswith("acceso/")}
    assert todas - MONTADAS == {"logout/"}  # la nuestra, que llama a la suya


@pytest.mark.parametrize("camino", ["email/", "signup/", "confirm-email/", "password/set/", "login/code/confirm/", ""])
def test_con_una_sesion_abierta_nadie_cambia_su_correo(redacta, redactora, camino):
    respuesta = redacta.post(f"/acceso/{camino}", {"email": "ladron@x.invalid", "action_add": ""})

    assert (respuesta.status_code, EmailAddress.objects.count()) == (404, 0)


PAPELES = {"papeles": ["directora"]}
INVITACION = {"nombre": "Otra", "correo": "otra@oficina.invalid", **PAPELES}
CORREO = {"correo": "nuevo@oficina.invalid"}


def _papeles(persona):
    return Persona.objects.get(pk=persona.pk).papeles == ["directora"]


def _desactivada(persona):
    return not Persona.objects.get(pk=persona.pk).is_active


def _con_correo(persona):
    return Persona.objects.get(pk=persona.pk).email == CORREO["correo"]


def _invitada(_):
    return InvitacionDePersona.objects.filter(papeles=["directora"]).exists()


@pytest.mark.parametrize("consulta", ["", "?pagina=2"])
@pytest.mark.parametrize(
    ("nombre", "datos", "hecho"),
    [
        ("persona", PAPELES, _papeles),
        ("acceso", {"accion": "desactivar"}, _desactivada),
        ("correo", CORREO, _con_correo),
        ("personas", INVITACION, _invitada),
    ],
)
def test_cambiar_quien_puede_que_pide_la_contrasena_y_despues_hace_lo_escrito(
    dirige_sin_confirmar, redactora, escribir_la_clave, nombre, datos, hecho, consulta
):
    ruta = reverse(f"personas:{nombre}", args=[] if nombre == "personas" else [redactora.pk]) + consulta
    pedida = dirige_sin_confirmar.post(ruta, datos)
    antes = hecho(redactora)
    mal = dirige_sin_confirmar.post(pedida["Location"], {"password": "no es"})
    con_mala = hecho(redactora)

    respuesta = escribir_la_clave(dirige_sin_confirmar, pedida)

    assert (antes, con_mala, "Esa no es tu contraseña." in mal.text) == (False, False, True)
    assert (respuesta.status_code, hecho(redactora)) == (200, True)


@pytest.mark.parametrize(
    ("nombre", "datos"),
    [("acceso", {"accion": "cerrar"}), ("personas", INVITACION | {"papeles": ["redaccion"]}), ("persona", {})],
)
def test_lo_demas_no_la_pide(dirige_sin_confirmar, redactora, nombre, datos):
    ruta = reverse(f"personas:{nombre}", args=[] if nombre == "personas" else [redactora.pk])

    assert "reauthenticate" not in dirige_sin_confirmar.post(ruta, datos).get("Location", "")


def test_reactivar_tambien_la_pide(dirige_sin_confirmar, escribir_la_clave):
    una = PersonaFactory(is_active=False)
    pedida = dirige_sin_confirmar.post(reverse("personas:acceso", args=[una.pk]), {"accion": "reactivar"})

    assert "Cuenta reactivada." in escribir_la_clave(dirige_sin_confirmar, pedida).text


def test_el_correo_nuevo_se_asienta_y_se_avisa_a_los_dos(dirige, redactora):
    Persona.objects.filter(pk=redactora.pk).update(email="antes@oficina.invalid")

    respuesta = dirige.post(reverse("personas:correo", args=[redactora.pk]), CORREO, follow=True)

    assert "Correo cambiado" in respuesta.text
    assert (avisados(), acciones(redactora)) == (["antes@oficina.invalid", "nuevo@oficina.invalid"], ["cambiar correo"])


def test_por_el_correo_de_antes_ya_no_se_restablece_nada(dirige, client, redactora, por_la_bandeja):
    EmailAddress.objects.create(user=redactora, email="antes@oficina.invalid", primary=True, verified=True)
    cambiar_correo(redactora, **CORREO, por=PersonaFactory(), ahora=AHORA)
    Envio.objects.all().delete()
    client.logout()

    for correo in ("antes@oficina.invalid", CORREO["correo"], "nadie@oficina.invalid"):
        respuesta = client.post(reverse("account_reset_password"), {"email": correo})
        assert respuesta["Location"] == reverse("account_reset_password_done")

    assert avisados() == [CORREO["correo"]]


@pytest.mark.parametrize(
    ("correo", "frase"),
    [
        ("DIRECCION@oficina.invalid", "Ya hay una cuenta con ese correo"),
        ("Suyo@oficina.invalid", "Ya es su correo"),
        ("no es correo", "Escribe el correo completo"),
        ("", "obligatorio"),
    ],
)
def test_un_correo_que_no_se_puede_vuelve_con_su_frase_y_lo_escrito(dirige, redactora, correo, frase):
    Persona.objects.filter(pk=redactora.pk).update(email="Suyo@oficina.invalid")

    respuesta = dirige.post(reverse("personas:correo", args=[redactora.pk]), {"correo": correo})

    assert (respuesta.status_code, frase in respuesta.text, avisados()) == (422, True, [])


def test_la_base_no_deja_dos_cuentas_con_un_correo():
    PersonaFactory(email="una@oficina.invalid")

    with pytest.raises(IntegrityError, match="persona_correo_unico"), transaction.atomic():
        PersonaFactory(email="UNA@oficina.invalid")


def test_cambiar_la_contrasena_se_asienta_y_se_avisa(redacta, redactora):
    redactora.email = "yo@oficina.invalid"
    redactora.set_password(CLAVE)
    redactora.save()
    redacta.force_login(redactora)
    otra = {"password1": "otra frase larga 12", "password2": "otra frase larga 12"}

    mala = redacta.post(reverse("account_change_password"), {"oldpassword": "no es", **otra})
    buena = redacta.post(reverse("account_change_password"), {"oldpassword": CLAVE, **otra})

    assert ("Esa no es tu contraseña actual." in mala.text, buena.status_code) == (True, 302)
    assert (acciones(redactora), avisados()) == (["cambiar contraseña"], ["yo@oficina.invalid"])


def test_restablecerla_desde_el_correo_se_asienta_y_se_avisa(client, redactora, por_la_bandeja):
    Persona.objects.filter(pk=redactora.pk).update(email="yo@oficina.invalid")
    client.post(reverse("account_reset_password"), {"email": "yo@oficina.invalid"})
    enlace = re.search(r"/acceso/password/reset/key/\S+/", Envio.objects.get().secreto["texto"])[0]
    formulario = client.get(enlace)["Location"]

    client.post(formulario, {"password1": "otra frase larga 12", "password2": "otra frase larga 12"})

    assert acciones(redactora) == ["restablecer contraseña"]
    assert Envio.objects.latest("pk").asunto == "Tu contraseña cambió"


def test_quitar_el_segundo_paso_pide_confirmar_se_asienta_y_se_avisa(
    dirige_sin_confirmar, directora, escribir_la_clave
):
    TOTP.activate(directora, "JBSWY3DPEHPK3PXP")

    pedida = dirige_sin_confirmar.post(reverse("mfa_deactivate_totp"))
    quedaba = Authenticator.objects.exists()
    escribir_la_clave(dirige_sin_confirmar, pedida)

    assert (quedaba, Authenticator.objects.exists()) == (True, False)
    assert (acciones(directora)[-1], avisados()) == ("quitar aplicación de códigos", ["direccion@oficina.invalid"])


def test_al_salir_el_navegador_borra_lo_que_guardo(client, directora):
    client.force_login(directora)

    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


class TestCincoContrasenasMalas:
    """Desde cualquier lugar, cierran la cuenta un rato; nunca a quien entra donde siempre."""

    @pytest.fixture
    def cuenta(self, redactora):
        redactora.set_password(CLAVE)
        redactora.email = "yo@oficina.invalid"
        redactora.save()
        EmailAddress.objects.update_or_create(
            user=redactora, defaults={"email": redactora.email, "primary": True, "verified": True}
        )
        return redactora

    @staticmethod
    def entrar(desde, escrito, clave):
        respuesta = desde.post(reverse("account_login"), {"login": escrito, "password": clave})
        return respuesta.status_code == 302

    def cerrar(self, cuenta):
        for escrito in [cuenta.username, cuenta.email] * 3:
            self.entrar(Client(REMOTE_ADDR="203.0.113.9"), escrito, "no es ésta")

    def test_se_cuentan_juntas_por_usuario_y_por_correo(self, client, cuenta):
        self.cerrar(cuenta)

        assert not self.entrar(client, cuenta.username, CLAVE)
        assert not self.entrar(client, cuenta.email, CLAVE)

    def test_el_aparato_en_el_que_ya_entro_sigue_abierto(self, client, cuenta):
        assert self.entrar(client, cuenta.username, CLAVE)
        client.post(reverse("account_logout"))

        self.cerrar(cuenta)

        assert self.entrar(client, cuenta.username, CLAVE)

    def test_un_aparato_de_otra_cuenta_o_inventado_no_vale(self, client, cuenta, directora):
        directora.set_password(CLAVE)
        directora.save()
        self.entrar(client, directora.username, CLAVE)
        client.post(reverse("account_logout"))
        otro = Client()
        otro.cookies["aparato"] = f"{cuenta.pk}:abc"

        self.cerrar(cuenta)

        assert not self.entrar(client, cuenta.username, CLAVE)
        assert not self.entrar(otro, cuenta.username, CLAVE)

    def test_desde_el_aparato_conocido_tampoco_se_prueban_cien(self, client, cuenta):
        self.entrar(client, cuenta.username, CLAVE)
        client.post(reverse("account_logout"))

        for _ in range(5):
            self.entrar(client, cuenta.username, "no es ésta")

        assert not self.entrar(client, cuenta.username, CLAVE)

    def test_elegir_otra_por_correo_abre_la_puerta_en_cualquier_lugar(self, client, cuenta, por_la_bandeja):
        self.cerrar(cuenta)
        client.post(reverse("account_reset_password"), {"email": cuenta.email})
        enlace = re.search(r"/acceso/password/reset/key/\S+/", Envio.objects.get().secreto["texto"])[0]
        formulario = client.get(enlace)["Location"]
        client.post(formulario, {"password1": "otra frase larga 12", "password2": "otra frase larga 12"})

        assert self.entrar(Client(), cuenta.username, "otra frase larga 12")
