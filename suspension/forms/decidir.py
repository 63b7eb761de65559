"""La regla de un tema y la decisión sobre una cosa: limpian y validan; el acto lo hace el dominio."""

from typing import Any

from django import forms

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema
from personas.forms.ajustes import de_este_siglo
from suspension.estados import Excepcion, Trato


class ReglaForm(forms.Form):
    tema = forms.ChoiceField(label="Tema", choices=[("", "Elige el tema"), *Tema.choices])
    trato = forms.ChoiceField(label="Durante la suspensión", choices=Trato.choices)
    fecha_desde = forms.DateField(
        label="Vale desde",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="De hoy en adelante.",
        validators=[de_este_siglo],
    )
    fundamento = forms.CharField(
        max_length=200, validators=[UN_RENGLON], help_text="Acuerdo, oficio o dictamen del jurídico en que se apoya."
    )


class DecisionForm(forms.Form):
    permite = forms.TypedChoiceField(
        label="Durante la suspensión",
        choices=[("si", "Se difunde"), ("no", "No se difunde")],
        widget=forms.RadioSelect,
        coerce=lambda valor: valor == "si",
        error_messages={"required": "Elige si se difunde o no."},
    )
    excepcion = forms.ChoiceField(
        label="Excepción de ley",
        required=False,
        choices=[("", "Elige la excepción"), *Excepcion.choices],
        help_text="Sólo si se difunde.",
    )
    autorizacion = forms.CharField(
        label="Número de autorización",
        required=False,
        max_length=60,
        validators=[UN_RENGLON],
        help_text="El acuerdo del INE o del IEPC; obligatorio cuando ésa es la excepción.",
    )
    motivo = forms.CharField(max_length=300, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, es_invitacion: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if es_invitacion:
            self.fields["permite"].choices = [("si", "Se invita a medios"), ("no", "No se invita")]
            self.fields["excepcion"].help_text = "Sólo si se invita."
