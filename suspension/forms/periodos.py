"""El formulario de un periodo de suspensión."""

from typing import Any

from django import forms

from nucleo.texto.validadores import UN_RENGLON
from personas.forms.ajustes import de_este_siglo
from suspension.models import PeriodoSuspension

FUNDAMENTO = "Constitución, art. 41, base III, apartado C; Ley General de Comunicación Social, art. 21"


def _instante(**opciones: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"], widget=widget, **opciones)


class PeriodoForm(forms.ModelForm):
    inicio = _instante(label="Empieza", validators=[de_este_siglo])
    fin = _instante(label="Termina", validators=[de_este_siglo])

    class Meta:
        model = PeriodoSuspension
        fields = ["tipo", "nombre", "inicio", "fin", "fundamento", "fuente", "oculta_archivo"]
        help_texts = {"fuente": "El acuerdo o la página donde la autoridad electoral publicó las fechas."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("fundamento", FUNDAMENTO)
        self.fields["tipo"].choices = [("", "Elige el tipo"), *PeriodoSuspension.Tipo.choices]
        self.fields["fuente"].validators.append(UN_RENGLON)
