"""Direcciones de correo como las acepta cualquier servidor.

El dominio se guarda en su forma ASCII (RFC 5891), la única que va al cable: sus dos escrituras son una misma dirección.
El buzón lleva sólo ASCII: lo demás necesita SMTPUTF8 (RFC 6531) en cada servidor del camino, y casi ninguno lo ofrece.
"""

import unicodedata
from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

BUZON_CON_ACENTO = (
    "La parte antes de la arroba lleva una letra que el correo no admite (acento o ñ): "
    "casi ningún servidor la entrega. Pide la dirección sin acentos."
)
NO_ES_CORREO = "Escribe el correo completo, como nombre@ejemplo.mx."


def correo_canonico(escrito: str) -> str:
    """La dirección con su dominio en ASCII y minúsculas; vacía si no se escribió nada.

    Levanta `ValidationError`, con la frase que lo explica, si el buzón lleva acentos o el dominio no puede existir.
    """
    limpio = "".join(c for c in unicodedata.normalize("NFKC", escrito) if unicodedata.category(c) != "Cf").strip()
    buzon, arroba, dominio = limpio.rpartition("@")
    if not arroba:
        return limpio
    if not buzon.isascii():
        raise ValidationError(BUZON_CON_ACENTO, code="buzon")
    try:
        return f"{buzon}@{idna.encode(dominio, uts46=True).decode()}" if dominio else limpio
    except idna.IDNAError:
        raise ValidationError(NO_ES_CORREO, code="invalid") from None


def correo_legible(guardado: str) -> str:
    """La dirección como la escribe la gente: `prensa@periódico.mx`."""
    buzon, arroba, dominio = guardado.rpartition("@")
    try:
        return f"{buzon}{arroba}{idna.decode(dominio)}" if "xn--" in dominio else guardado
    except idna.IDNAError:
        return guardado


class CorreoField(forms.EmailField):
    """El campo de un formulario donde se escribe un correo."""

    default_error_messages = {"invalid": NO_ES_CORREO}

    def to_python(self, value: Any) -> Any:
        return correo_canonico(super().to_python(value) or "")

    def prepare_value(self, value: Any) -> Any:
        return correo_legible(value) if isinstance(value, str) else value


class CampoDeCorreo(models.EmailField):
    """El correo de una cosa guardada: se vuelve canónico al validarse. En la base es un `EmailField`."""

    def to_python(self, value: Any) -> Any:
        return correo_canonico(value) if isinstance(value, str) else super().to_python(value)

    def formfield(self, **opciones: Any) -> Any:
        return super().formfield(**{"form_class": CorreoField, **opciones})

    def deconstruct(self) -> Any:
        nombre, _, args, opciones = super().deconstruct()
        return nombre, "django.db.models.EmailField", args, opciones
