"""Formularios del portal: los públicos no llevan galleta ni ficha, porque no hay sesión que proteger."""

from django import forms

from boletines.estados import Categoria
from nucleo.validadores import SIN_CONTROL, UN_RENGLON
from portal.estados import Frecuencia
from portal.models import AvisoUrgente

FORMATO = "%Y-%m-%dT%H:%M"


class ConTrampa(forms.Form):
    """El campo `sitio` no se ve: quien lo llena es un programa."""

    sitio = forms.CharField(required=False, max_length=500)

    @property
    def es_programa(self) -> bool:
        return bool(self.data.get("sitio"))


class SuscripcionForm(ConTrampa):
    correo = forms.EmailField(max_length=254, error_messages={"required": "Escribe tu correo."})
    temas = forms.MultipleChoiceField(choices=Categoria.choices, required=False)
    frecuencia = forms.ChoiceField(choices=Frecuencia.choices)


class ContactoForm(ConTrampa):
    nombre = forms.CharField(max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe tu nombre."})
    correo = forms.EmailField(max_length=254, error_messages={"required": "Escribe tu correo, para contestarte."})
    asunto = forms.CharField(
        max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe de qué se trata."}
    )
    mensaje = forms.CharField(
        max_length=4000, validators=[SIN_CONTROL], error_messages={"required": "Escribe tu mensaje."}
    )


class PaginaForm(forms.Form):
    cuerpo = forms.CharField(
        label="Texto", max_length=20000, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Deja un renglón en blanco entre párrafos. «## » al principio hace un subtítulo y «- » una lista.",
    )  # fmt: skip
    numero = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _instante(**opciones: object) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATO)
    return forms.DateTimeField(input_formats=[FORMATO], widget=widget, **opciones)


class AvisoForm(forms.ModelForm):
    inicio = _instante(label="Empieza")
    fin = _instante(label="Termina")
    enlace = forms.URLField(label="Enlace para saber más", required=False, max_length=300, assume_scheme="https")

    class Meta:
        model = AvisoUrgente
        fields = ["texto", "clase", "enlace", "inicio", "fin"]
        help_texts = {"texto": "Una frase: qué pasa, dónde y qué hacer."}


class NotaForm(forms.Form):
    nota = forms.CharField(
        label="Qué se hizo", max_length=300, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 3})
    )
