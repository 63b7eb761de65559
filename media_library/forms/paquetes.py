from django import forms

from nucleo.texto.validadores import UN_RENGLON

PLAZOS = [(3, "Tres días"), (7, "Una semana"), (30, "Un mes"), (180, "Medio año")]


class PaqueteForm(forms.Form):
    nombre = forms.CharField(
        label="Título", max_length=120, validators=[UN_RENGLON], help_text="Lo lee quien abre el enlace."
    )
    dias = forms.TypedChoiceField(label="Cuánto dura el enlace", choices=PLAZOS, coerce=int, initial=7)
