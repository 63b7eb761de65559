from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from media_library.consultas.biblioteca import etiquetas_para
from media_library.estados import Clase
from media_library.forms.evento import CampoDeEvento
from media_library.models import Etiqueta, Evidencia
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Persona


class EntradaDeArchivos(forms.ClearableFileInput):
    allow_multiple_selected = True


class CampoDeArchivos(forms.FileField):
    widget = EntradaDeArchivos

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002 - firma de Django
        # Los vacíos y los nombres raros los juzga el dominio, archivo por archivo.
        if not (archivos := [a for a in (data or []) if a]):
            raise forms.ValidationError("Elige al menos un archivo.", code="required")
        return archivos


class SubirForm(forms.Form):
    archivos = CampoDeArchivos(label="Fotos, videos o audios")
    credito = forms.CharField(
        label="Crédito",
        required=False,
        max_length=120,
        validators=[UN_RENGLON],
        help_text="Quién tomó la foto. Se recuerda.",
    )
    evento = CampoDeEvento()
    etiquetas = forms.ModelMultipleChoiceField(
        Etiqueta.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": "Una de las etiquetas ya no existe.",
            "invalid_pk_value": "Una de las etiquetas no se entiende.",
        },
    )

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evento"].para(persona)
        self.fields["etiquetas"].queryset = etiquetas_para(persona)

    def datos(self) -> dict[str, Any]:
        """Lo que pide `ingresar_varios`."""
        limpio = self.cleaned_data
        return {
            "archivos": limpio["archivos"],
            "evento": limpio["evento"],
            "credito": limpio["credito"],
            "etiquetas": list(limpio["etiquetas"]),
            "dependencia": limpio["evento"].dependencia if limpio["evento"] else None,
        }


DE_TEXTO = ("titulo", "pie", "texto_alternativo", "credito", "personas", "version")


class PalabrasForm(forms.ModelForm):
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Evidencia
        fields = ["titulo", "pie", "texto_alternativo", "credito", "personas", "foco_x", "foco_y"]
        labels = {"foco_x": "Centro a lo ancho (%)", "foco_y": "Centro a lo alto (%)"}
        help_texts = {
            "texto_alternativo": "Qué se ve, para quien no puede verla. Sin él no se puede publicar.",
            "personas": "De izquierda a derecha, con nombre y cargo.",
            "foco_x": "0 es la orilla izquierda y 100 la derecha.",
            "foco_y": "0 es arriba y 100 abajo.",
        }
        widgets = {"pie": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Un audio o un documento no se ve: no se pide pie de foto ni qué se ve."""
        super().__init__(*args, **kwargs)
        clase = self.instance.original.clase
        if clase != Clase.FOTO:
            self.fields["pie"].label = "Descripción"
        if clase not in (Clase.FOTO, Clase.VIDEO):
            self.fields["texto_alternativo"].widget = forms.HiddenInput()

    def datos(self) -> dict[str, Any]:
        limpio = self.cleaned_data
        return {
            **{clave: limpio[clave] for clave in DE_TEXTO},
            "foco": (limpio["foco_x"], limpio["foco_y"]),
        }
