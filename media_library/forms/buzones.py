from typing import Any

from django import forms

from media_library.dominio.entrada.buzones import DIAS_MAXIMOS
from media_library.forms.evento import CampoDeEvento
from media_library.models import Buzon
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Dependencia, Persona

PLAZOS = [(7, "Una semana"), (30, "Un mes"), (90, "Tres meses"), (365, "Un año")]


class PlazoForm(forms.Form):
    dias = forms.TypedChoiceField(label="Cuánto dura el enlace", choices=PLAZOS, coerce=int, initial=30)


class BuzonForm(forms.ModelForm):
    dias = forms.IntegerField(
        label="Cuánto dura el enlace",
        min_value=1,
        max_value=DIAS_MAXIMOS,
        initial=30,
        widget=forms.Select(choices=PLAZOS),
        error_messages={"invalid": "Elige cuánto dura el enlace."},
    )

    evento = CampoDeEvento()

    class Meta:
        model = Buzon
        fields = ["nombre", "dependencia"]
        help_texts = {"nombre": "Lo lee quien abre el enlace: «Fotos de la entrega de becas»."}

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evento"].para(persona)
        self.fields["dependencia"].queryset = Dependencia.objects.filter(activa=True)


class AportarForm(forms.Form):
    """El formulario sin JavaScript de quien manda por un buzón."""

    credito = forms.CharField(
        label="Quién tomó las fotos o el video", required=False, max_length=120, validators=[UN_RENGLON]
    )
