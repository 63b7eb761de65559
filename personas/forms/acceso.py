"""Los formularios de allauth que se usan, con las palabras de la oficina (`ACCOUNT_FORMS`, `MFA_FORMS`)."""

from typing import Any

from allauth.account import forms as de_allauth
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

NUEVA = {"password1": "Contraseña nueva", "password2": "Contraseña nueva otra vez"}
AYUDA = {
    "password1": "Al menos 10 caracteres; una frase sirve.",
    "passwordless": "Con la huella, el rostro o el PIN del equipo entras sin escribir usuario ni contraseña.",
}


class ConPalabras:
    """Pone las etiquetas de `PALABRAS` y quita lo que se escribe adentro del campo: una etiqueta basta."""

    PALABRAS: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre, etiqueta in self.PALABRAS.items():
            campo = self.fields[nombre]  # type: ignore[attr-defined] - lo pone el formulario con que se combina
            campo.label, campo.help_text = etiqueta, AYUDA.get(nombre, "")
            campo.widget.attrs.pop("placeholder", None)


class ConfirmarForm(ConPalabras, de_allauth.ReauthenticateForm):
    PALABRAS = {"password": "Tu contraseña"}


class CambiarForm(ConPalabras, de_allauth.ChangePasswordForm):
    PALABRAS = {"oldpassword": "Contraseña actual", **NUEVA}


class RestablecerForm(ConPalabras, de_allauth.ResetPasswordForm):
    PALABRAS = {"email": "Correo de tu cuenta"}


class ElegirForm(ConPalabras, de_allauth.ResetPasswordKeyForm):
    PALABRAS = NUEVA


class SegundoPasoForm(ConPalabras, AuthenticateForm):
    PALABRAS = {"code": "Código"}


class ConfirmarCodigoForm(ConPalabras, ReauthenticateForm):
    PALABRAS = {"code": "Código"}


class ActivarForm(ConPalabras, ActivateTOTPForm):
    PALABRAS = {"code": "Código de la aplicación"}


class AgregarLlaveForm(ConPalabras, AddWebAuthnForm):
    PALABRAS = {"name": "Nombre de la llave", "passwordless": "Entrar sólo con ella"}


class NombrarLlaveForm(ConPalabras, EditWebAuthnForm):
    PALABRAS = {"name": "Nombre de la llave"}
