"""Lo que comparten los actos de personas: capacidad exigida y negativas en palabras."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from personas.models import Persona


def exigir(por: Persona, capacidad: str) -> None:
    """Rechaza a quien no tenga la capacidad."""
    if not por.puede(capacidad):
        raise NoTienePermiso("Tu papel en la oficina no permite este cambio.")


def validar(objeto: Model, *, salvo: tuple[str, ...] = ()) -> None:
    """Las reglas del modelo, con sus negativas como impedimentos de cada campo."""
    try:
        objeto.full_clean(exclude=salvo)
    except ValidationError as error:
        raise NoSePuede(
            [
                Impedimento(frase, "" if campo == NON_FIELD_ERRORS else campo)
                for campo, frases in error.message_dict.items()
                for frase in frases
            ]
        ) from None
