"""Validaciones de texto que comparten los formularios y los modelos."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from nucleo.texto.formato import limpiar_telefono

# Nada de caracteres de control en lo que puede llegar a un encabezado de correo o a un título.
UN_RENGLON = RegexValidator(
    r"^[^\x00-\x1f\x7f\u2028\u2029]*\Z",
    "Escribe el texto en un solo renglón, sin caracteres de control.",
    code="control",
)
# «MP» numera los mensajes del público: sus folios y los de un boletín no pueden confundirse.
SERIE = RegexValidator(
    r"^(?!MP\Z)[A-Z0-9]{1,4}\Z",
    "La serie lleva de una a cuatro letras mayúsculas o cifras; «MP» ya es de los mensajes del público.",
    code="serie",
)
COLOR = RegexValidator(r"^#[0-9A-F]{6}\Z", "Escribe el color como #7A2E1C.", code="color")
SIN_CONTROL = RegexValidator(
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z",
    "El texto trae caracteres de control; pégalo como texto sencillo.",
    code="control",
)


def telefono_valido(valor: str) -> None:
    """Rechaza lo que no sea un teléfono que exista."""
    try:
        limpiar_telefono(valor)
    except ValueError as error:
        raise ValidationError(str(error), code="telefono") from None
