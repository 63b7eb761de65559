"""allauth: sin registro público; las cuentas nacen de una invitación y todo cambio de contraseña queda asentado."""

import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from personas.dominio.credenciales import SOLO_SEGUNDO_PASO, cambiar_contrasena
from personas.models import Persona

CON_QUE = {
    "reauthenticate": "Escribir mi contraseña",
    "mfa_reauthenticate": "Usar un código",
    "mfa_reauthenticate:webauthn": "Usar llave de acceso",
}

# El aparato en el que ya se entró: sus intentos se cuentan aparte, y quien falla desde fuera no le cierra la puerta.
APARATO = "aparato"
UN_ANO = 365 * 24 * 3600


class SinRegistroPublico(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Esta cuenta está desactivada.",
        "email_password_mismatch": "El correo o la contraseña no son correctos.",
        "enter_current_password": "Esa no es tu contraseña actual.",
        "incorrect_code": "Ese código no es correcto.",
        "incorrect_password": "Esa no es tu contraseña.",
        "invalid_login": "El usuario o la contraseña no son correctos.",
        "invalid_password_reset": "Este enlace ya se usó o venció. Pide otro.",
        "too_many_login_attempts": "Demasiados intentos. Espera unos minutos y vuelve a intentar.",
        "username_password_mismatch": "El usuario o la contraseña no son correctos.",
        "rate_limited": "Demasiados intentos seguidos. Espera un poco.",
    }

    def get_reauthentication_methods(self, user: Persona | AnonymousUser) -> list[dict]:
        metodos = super().get_reauthentication_methods(user)
        if self.request and self.request.session.get(SOLO_SEGUNDO_PASO):
            metodos = [metodo for metodo in metodos if metodo["id"] != "reauthenticate"] or metodos
        return [metodo | {"description": CON_QUE[metodo["id"]]} for metodo in metodos]

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - firma de allauth
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Con qué se cuentan los intentos fallidos: la cuenta, por usuario o por correo, y el aparato conocido.

        Así cinco contraseñas malas desde cualquier lugar no dejan fuera a quien entra donde siempre («device cookies»,
        https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). Restablecer la
        contraseña por correo borra la cuenta de los intentos.
        """
        escrito = credentials.get("email") or credentials.get("username") or ""
        una = Q(username__iexact=escrito) | Q(email__iexact=escrito)
        cuenta = Persona.objects.filter(una).values_list("pk", flat=True).first()
        if cuenta is None:
            return super()._get_login_attempts_cache_key(request, **credentials)
        de, _, aparato = _aparato(request).partition(":")
        return f"cuenta:{cuenta}:{aparato}" if de == str(cuenta) else f"cuenta:{cuenta}"

    def post_login(self, request: HttpRequest, user: Persona, **lo_demas: Any) -> HttpResponse:
        respuesta = super().post_login(request, user, **lo_demas)
        if not _aparato(request).startswith(f"{user.pk}:"):
            _recordar_aparato(respuesta, user)
        return respuesta

    def set_password(self, user: Persona, password: str) -> None:
        por = user if self.request.user.is_authenticated and self.request.user.pk == user.pk else None
        cambiar_contrasena(user, clave=password, por=por, ahora=timezone.now())


def _aparato(request: HttpRequest) -> str:
    """De quién es el aparato y cuál, como quedó firmado al entrar; vacío si no se ha entrado en él."""
    try:
        return signing.loads(request.COOKIES.get(APARATO, ""), salt=APARATO, max_age=UN_ANO)
    except signing.BadSignature:
        return ""


def _recordar_aparato(respuesta: HttpResponse, persona: Persona) -> None:
    respuesta.set_cookie(
        APARATO,
        signing.dumps(f"{persona.pk}:{secrets.token_hex(8)}", salt=APARATO),
        max_age=UN_ANO,
        path="/acceso/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class SegundoPaso(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "El correo de tu cuenta lo cambia quien dirige la oficina.",
        "cannot_delete_authenticator": "No puedes quitar el segundo paso.",
        "cannot_generate_recovery_codes": "Primero activa la aplicación de códigos o agrega una llave de acceso.",
        "incorrect_code": "Ese código no es correcto.",
        "unverified_email": "Pide a quien dirige la oficina que revise tu correo en Ajustes → Personas.",
    }
