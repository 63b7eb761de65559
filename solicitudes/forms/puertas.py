"""Abrir puertas y fijar plazos."""

from datetime import date
from typing import Any

from django import forms

from nucleo.texto.correos import CorreoField
from personas.models import Dependencia
from solicitudes.dominio.puertas import DIAS_MAXIMOS
from solicitudes.estados import TipoDeSolicitud
from solicitudes.models.plazo import MAXIMO, MINUTOS_DE_UN_DIA

UNIDADES = [("1", "minutos"), ("60", "horas"), (str(MINUTOS_DE_UN_DIA), "días hábiles")]


class PuertaForm(forms.Form):
    """De quién es, a qué correo se le contesta y cuánto dura su enlace."""

    dependencia = forms.ModelChoiceField(
        Dependencia.objects.none(),
        label="Dependencia",
        empty_label="Escoge una",
        error_messages={"required": "Escoge de quién es la puerta.", "invalid_choice": "Esa dependencia ya no está."},
    )
    correo = CorreoField(
        label="Su correo", max_length=254, required=False, help_text="A donde se le contesta y se le recuerda."
    )
    dias = forms.TypedChoiceField(
        label="Cuánto dura el enlace",
        choices=[(30, "Un mes"), (90, "Tres meses"), (365, "Un año")],
        coerce=int,
        initial=365,
        error_messages={"invalid_choice": f"El enlace puede durar de 1 a {DIAS_MAXIMOS} días."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dependencia"].queryset = Dependencia.objects.filter(activa=True)


class PlazoForm(forms.Form):
    tipo = forms.ChoiceField(label="De qué", choices=TipoDeSolicitud.choices)
    cuanto = forms.IntegerField(
        label="Se contesta en",
        min_value=1,
        max_value=MAXIMO,
        error_messages={"required": "Escribe en cuánto se contesta.", "invalid": "Escribe un número."},
    )
    unidad = forms.TypedChoiceField(label="Unidad", choices=UNIDADES, coerce=int, initial=str(MINUTOS_DE_UN_DIA))
    fecha_desde = forms.DateField(label="Desde", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_fecha_desde(self) -> date:
        dia = self.cleaned_data["fecha_desde"]
        if not 2020 <= dia.year < 2100:  # noqa: PLR2004 - un año mal tecleado
            raise forms.ValidationError("Revisa el año.")
        return dia

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if "cuanto" in datos and "unidad" in datos:
            datos["minutos"] = datos["cuanto"] * datos["unidad"]
            if not 5 <= datos["minutos"] <= MAXIMO:  # noqa: PLR2004 - lo mismo que dice la base
                self.add_error("cuanto", "Puede ser de 5 minutos a 60 días hábiles.")
        return datos

    def plazo(self) -> dict[str, Any]:
        return {campo: self.cleaned_data[campo] for campo in ("tipo", "minutos", "fecha_desde")}
