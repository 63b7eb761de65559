"""Las páginas de acceso hablan de tú, con las palabras de la casa («llave de acceso») y sin mayúsculas de más."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.urls import reverse

from tests.personas.conftest import CLAVE

pytestmark = pytest.mark.django_db
DE_USTED = re.compile(
    r"\b[Ss]us? (?:contraseña|cuenta|correo|aplicación|códigos|dispositivo)|usted|"
    r"\b(?:Introduzca|Ingrese|Escanee|Haga|Pulse|Confirme|Utilice|Inténtelo|Verifique|Tenga)\b|"
    r"Añadi|[Cc]lave de seguridad|[Pp]assword|[Ee]nter |[Pp]asskey|[Ss]ecurity|Too [Mm]any|[Ee]liminar|"
    r"[Ii]niciar sesión|[Dd]os [Ff]actores|[Aa]utenticador|[Aa]utenticación"
)
# «Restablecer Contraseña», «Cerrar Sesión»: la segunda palabra va en minúscula, salvo los nombres.
MAYUSCULA_DE_MAS = re.compile(
    r"<(?:h1|h2|label|button)[^>]*>\s*[A-ZÁÉÍÓÚ][a-záéíóúñ]+ (?:de |la |el )?[A-ZÁÉÍÓÚ][a-záéíóúñ]{3,}"
)
CON_SESION = (
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "usersessions_list",
)
SIN_SESION = ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
              "account_reset_password_from_key_done")  # fmt: skip


@pytest.fixture
def con_todo(directora):
    """Con aplicación de códigos y códigos de recuperación."""
    EmailAddress.objects.create(user=directora, email=directora.email, primary=True, verified=True)
    TOTP.activate(directora, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(directora)


def a_la_vista(html):
    """Lo que dice la página, sin el marco ni los guiones."""
    dentro = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<script.*?</script>", "", dentro, flags=re.DOTALL)


def malas(paginas):
    """Lo que no habla como la casa, de cada página."""
    dicen = {n: a_la_vista(r.text) for n, r in paginas.items()}
    assert "" not in dicen.values()
    dichas = {
        n: DE_USTED.search(re.sub(r"<[^>]*>", " ", dicho)) or MAYUSCULA_DE_MAS.search(dicho)
        for n, dicho in dicen.items()
    }
    return {n: dicho[0] for n, dicho in dichas.items() if dicho}


@pytest.mark.usefixtures("con_todo")
def test_con_sesion(dirige):
    paginas = {n: dirige.get(reverse(n)) for n in CON_SESION}

    assert {n: r.status_code for n, r in paginas.items()} == dict.fromkeys(paginas, 200)
    assert malas(paginas) == {}


def test_las_llaves_de_acceso(dirige, directora):
    datos = {"name": "Mi teléfono", "credential": {}}
    llave = Authenticator.objects.create(user=directora, type="webauthn", data=datos)
    paginas = {n: dirige.get(reverse(n, args=[llave.pk])) for n in ("mfa_edit_webauthn", "mfa_remove_webauthn")}
    paginas["lista"] = dirige.get(reverse("mfa_list_webauthn"))

    assert {n: r.status_code for n, r in paginas.items()} == dict.fromkeys(paginas, 200)
    assert malas(paginas) == {}


def test_activar_la_aplicacion(dirige, directora):
    EmailAddress.objects.create(user=directora, email=directora.email, primary=True, verified=True)
    direccion = reverse("mfa_activate_totp")
    paginas = {"vacía": dirige.get(direccion), "mal": dirige.post(direccion, {"code": "1"})}

    assert malas(paginas) == {}
    assert "Ese código no es correcto." in paginas["mal"].text


def test_sin_sesion(client):
    assert malas({n: client.get(reverse(n)) for n in SIN_SESION}) == {}


@pytest.mark.usefixtures("con_todo")
def test_el_segundo_paso_al_entrar(client, directora):
    directora.set_password(CLAVE)
    directora.save()
    entra = client.post(reverse("account_login"), {"login": directora.username, "password": CLAVE})
    paginas = {"vacía": client.get(entra.url), "mal": client.post(entra.url, {"code": "000000"})}

    assert entra.url == reverse("mfa_authenticate")
    assert malas(paginas) == {}
    assert "Segundo paso" in paginas["vacía"].text
    assert "Ese código no es correcto." in paginas["mal"].text


def test_los_mensajes_y_las_negativas():
    propias = Path(settings.BASE_DIR) / "templates"
    de_allauth = Path(allauth.__file__).parent / "templates"
    usados = [*de_allauth.glob("mfa/messages/*.txt"), *de_allauth.glob("usersessions/messages/*.txt")]

    sin_las_nuestras = [m.name for m in usados if not (propias / m.relative_to(de_allauth)).exists()]
    assert sin_las_nuestras == []
    assert [m for m in get_adapter().error_messages.values() if DE_USTED.search(str(m))] == []


def test_demasiados_intentos_tambien_lo_dice_en_la_lengua_de_la_casa(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    for _ in range(2):
        respuesta = client.post(reverse("account_reset_password"), {"email": "a@b.mx"})

    assert respuesta.status_code == 429
    assert "Espera un poco" in respuesta.text
