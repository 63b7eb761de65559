"""Lo que pide cada decisión que pide algo."""

from typing import Any

from django import forms

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from solicitudes.models import Solicitud

DIA = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PreguntarForm(forms.Form):
    texto = forms.CharField(
        label="Pregunta",
        max_length=2000,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Escribe tu pregunta."},
    )


class PosponerForm(forms.Form):
    hasta = forms.DateField(
        label="Se decide el", widget=DIA, error_messages={"required": "Escoge un día.", "invalid": "Ese día no existe."}
    )


class NoProcedeForm(forms.Form):
    motivo = forms.CharField(
        label="Por qué no procede",
        max_length=300,
        validators=[UN_RENGLON],
        error_messages={"required": "Escribe por qué no procede: le llega a quien pidió."},
    )


class RepetidaForm(forms.Form):
    de = forms.ModelChoiceField(
        Solicitud.objects.none(),
        label="Es la misma que",
        empty_label="Escoge una",
        error_messages={"required": "Escoge de cuál es repetida.", "invalid_choice": "Esa solicitud ya no está."},
    )

    def __init__(self, *args: Any, solicitud: Solicitud, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        otras = Solicitud.objects.filter(dependencia=solicitud.dependencia_id, repetida_de__isnull=True)
        self.fields["de"].queryset = otras.exclude(pk=solicitud.pk).order_by("-pk")


class AtendidaForm(forms.Form):
    respuesta = forms.CharField(
        label="Qué se hizo",
        max_length=500,
        validators=[UN_RENGLON],
        error_messages={"required": "Escribe qué se hizo: le llega a quien pidió."},
    )
    enlace = forms.CharField(
        label="Dónde quedó (dirección)",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
