"""allauth: sin registro público; las cuentas nacen de una invitación y todo cambio de contraseña queda asentado."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from personas.dominio.credenciales import SOLO_SEGUNDO_PASO, cambiar_contrasena
from personas.models import Persona

CON_QUE = {
    "reauthenticate": "Escribir mi contraseña",
    "mfa_reauthenticate": "Usar un código",
    "mfa_reauthenticate:webauthn": "Usar llave de acceso",
}


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

    def set_password(self, user: Persona, password: str) -> None:
        por = user if self.request.user.is_authenticated and self.request.user.pk == user.pk else None
        cambiar_contrasena(user, clave=password, por=por, ahora=timezone.now())


class SegundoPaso(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "El correo de tu cuenta lo cambia quien dirige la oficina.",
        "cannot_delete_authenticator": "No puedes quitar el segundo paso.",
        "cannot_generate_recovery_codes": "Primero activa la aplicación de códigos o agrega una llave de acceso.",
        "incorrect_code": "Ese código no es correcto.",
        "unverified_email": "Pide a quien dirige la oficina que revise tu correo en Ajustes → Personas.",
    }
