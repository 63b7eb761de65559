"""Formularios del retiro urgente."""

from typing import Any

from django import forms

from boletines.consultas.retiro import FiltroDeRetiro
from nucleo.texto.validadores import UN_RENGLON
from personas.estados import Tema


def _fecha(rotulo: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=rotulo, required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=widget)


class BuscarRetiroForm(forms.Form):
    q = forms.CharField(label="Palabras", required=False, max_length=120)
    persona = forms.CharField(
        label="Persona nombrada", required=False, max_length=120, help_text="En el texto o en el pie de una foto."
    )
    tema = forms.ChoiceField(required=False, choices=[("", "Todos"), *Tema.choices])
    desde = _fecha("Desde")
    hasta = _fecha("Hasta")

    def clean(self) -> dict[str, Any]:
        for campo in ("desde", "hasta"):
            fecha = self.cleaned_data.get(campo)
            if fecha and not 2000 <= fecha.year <= 2100:  # noqa: PLR2004 - este siglo
                self.add_error(campo, "Revisa el año: debe estar entre 2000 y 2100.")
        return self.cleaned_data

    def filtro(self) -> FiltroDeRetiro:
        """Lo que se entiende filtra; lo demás se ignora y su error se muestra."""
        self.is_valid()
        d = self.cleaned_data
        return FiltroDeRetiro(d.get("q", ""), d.get("persona", ""), d.get("tema", ""), d.get("desde"), d.get("hasta"))


class RetirarForm(forms.Form):
    motivo = forms.CharField(
        label="Motivo, queda a la vista del público",
        max_length=300,
        validators=[UN_RENGLON],
        error_messages={"required": "Escribe por qué se retiran: el motivo queda a la vista."},
    )
    orden = forms.CharField(
        label="Orden que se cumple",
        required=False,
        max_length=200,
        validators=[UN_RENGLON],
        help_text="Autoridad, expediente y plazo, por ejemplo: IEPC Jalisco, acuerdo 12/2027, 24 horas.",
    )
