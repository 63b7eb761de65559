"""Lo que Django y allauth dicen de fábrica en un formulario nuestro habla de tú; se escribe en un solo lugar."""

import ast
import gettext
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from nucleo.casa import APPS

FRASES = Path(settings.BASE_DIR) / "locale/es_MX/LC_MESSAGES/django.po"
DE_USTED = re.compile(
    r"\b(?:[Ii]ntroduzca|[Ii]ngrese|[Aa]segúrese|[Ss]eleccione|[Ee]scoja|[Vv]erifique|[Cc]orrija|[Ee]nvíe|[Mm]arque|"
    r"[Pp]or favor|usted|[Ss]u contraseña|[Ii]ntrodúzcala|Note que|Ensure|Enter|Please|nulo)\b"
)


def formularios() -> set[type[forms.BaseForm]]:
    for app in APPS:
        paquete = importlib.import_module(app)
        for modulo in pkgutil.walk_packages(paquete.__path__, f"{app}."):
            if modulo.name.split(".")[1] == "forms":
                importlib.import_module(modulo.name)
    return {f for f in _hijos(forms.BaseForm) if f.__module__.split(".")[0] in {*APPS, "allauth"}}


def _hijos(clase: type) -> Iterator[type]:
    for hija in clase.__subclasses__():
        yield hija
        yield from _hijos(hija)


def lo_que_puede_decir(campo: forms.Field) -> Iterator[str]:
    yield from map(str, campo.error_messages.values())
    for validador in campo.validators:
        mensaje = getattr(validador, "message", "")
        if isinstance(mensaje, (str, Promise)) and not hasattr(mensaje, "_proxy____kw"):
            yield str(mensaje)


def test_ningun_formulario_nuestro_habla_de_usted():
    dichas = {
        f"{form.__name__}.{nombre}": frase
        for form in formularios()
        for nombre, campo in getattr(form, "base_fields", {}).items()
        for frase in lo_que_puede_decir(campo)
        if DE_USTED.search(frase)
    }

    assert dichas == {}


@pytest.mark.parametrize(
    ("validador", "valor", "frase"),
    [
        (validators.MaxLengthValidator(5), "a" * 8, "Caben 5 caracteres y llevas 8: acórtalo."),
        (validators.MinLengthValidator(5), "a", "Escribe al menos 5 caracteres; llevas 1."),
        (validators.MinValueValidator(3), 1, "Escribe 3 o más."),
        (validators.MaxValueValidator(3), 9, "Escribe 3 o menos."),
        (validators.EmailValidator(), "x", "Escribe un correo completo, como nombre@ejemplo.com."),
    ],
)
def test_los_validadores_tampoco(validador, valor, frase):
    with pytest.raises(ValidationError) as error:
        validador(valor)

    assert error.value.messages == [frase]


def test_ni_los_de_la_contrasena():
    with pytest.raises(ValidationError) as error:
        validate_password("1")

    assert [f for f in error.value.messages if DE_USTED.search(f)] == []
    assert [v.get_help_text() for v in get_default_password_validators() if DE_USTED.search(v.get_help_text())] == []


def test_lo_compilado_dice_lo_escrito():
    """Quien cambia una frase corre `msgfmt django.po -o django.mo`."""
    with FRASES.with_suffix(".mo").open("rb") as archivo:
        compiladas = gettext.GNUTranslations(archivo)
    bloques = [b for b in FRASES.read_text().split("\n\n") if 'msgid ""' not in b and "msgid" in b]
    escritas = [dict(re.findall(r'^(msg\S+) (".*")$', bloque, re.MULTILINE)) for bloque in bloques]

    for frase in escritas:
        ingles = ast.literal_eval(frase["msgid"])
        if "msgid_plural" in frase:
            varias = ast.literal_eval(frase["msgid_plural"])
            dichas = [compiladas.ngettext(ingles, varias, n) for n in (1, 2)]
            assert dichas == [ast.literal_eval(frase[f"msgstr[{n}]"]) for n in (0, 1)]
        else:
            assert compiladas.gettext(ingles) == ast.literal_eval(frase["msgstr"])
    assert len(escritas) > 60
