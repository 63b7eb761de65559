"""Formularios de páginas oficiales."""

from django import forms

from nucleo.pantallas.lo_visto import ConLoVisto
from nucleo.texto.correos import CorreoField
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from paginas.models import PaginaOficial
from personas.models import Persona


class PaginaForm(ConLoVisto):
    class Meta:
        model = PaginaOficial
        fields = ["nombre", "url", "tipo", "responsable", "dependencia", "periodo_en_dias", "fundamento"]
        help_texts = {
            "url": "Completa, como se ve en el navegador.",
            "fundamento": "Si es una obligación: por ejemplo, LGTAIP art. 65 fracción XXI.",
        }
        widgets = {"url": forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsable"].queryset = Persona.objects.activas()
        self.fields["responsable"].empty_label = "Nadie todavía"
        self.fields["dependencia"].empty_label = "Ninguna"


class NotaForm(forms.Form):
    nota = forms.CharField(label="Qué cambió", max_length=280, validators=[UN_RENGLON])


class SolicitudForm(forms.Form):
    que = forms.CharField(
        label="Qué hay que publicar", max_length=600, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 4})
    )
    correo = CorreoField(
        label="Correo de la unidad de Transparencia",
        required=False,
        help_text="Si lo dejas vacío, entrégala por oficio y anota el acuse.",
    )


class AcuseForm(forms.Form):
    acuse = forms.CharField(label="Folio o nombre de quien recibió", max_length=120, validators=[UN_RENGLON])


class CancelarForm(forms.Form):
    motivo_de_cancelacion = forms.CharField(label="Por qué se cancela", max_length=300, validators=[UN_RENGLON])
