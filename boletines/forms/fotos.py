"""Lo que se escribe de cada foto dentro del editor del boletín."""

from copy import copy
from typing import Any

from django import forms

from boletines.models import FotoDeBoletin
from boletines.models.foto import PALABRAS
from media_library.models import Evidencia

DE_UN_RENGLON = {"data-un-renglon": ""}


def prefijo_de(foto: FotoDeBoletin) -> str:
    """Cómo se llaman en la página los campos de esa foto."""
    return f"foto-{foto.evidencia_id}"


class RenglonField(forms.CharField):
    """Se ve en varios renglones y es uno solo: lo pegado se junta."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class PalabrasDeFotoForm(forms.ModelForm):
    """Pie, texto alternativo y crédito de una foto; `version` es la de la biblioteca, para no pisar a nadie."""

    version = forms.IntegerField(label="Versión", min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Evidencia
        fields = PALABRAS
        field_classes = {"texto_alternativo": RenglonField, "credito": RenglonField}
        widgets = {
            "pie": forms.Textarea(attrs={"rows": 2, "data-contador": "200"}),
            "texto_alternativo": forms.Textarea(attrs={"rows": 2, "data-contador": "160"} | DE_UN_RENGLON),
        }
        help_texts = {"pie": "Lo lee todo el público.", "texto_alternativo": "Qué se ve, para quien no la ve."}

    def __init__(self, *args: Any, foto: FotoDeBoletin, numero: int, **kwargs: Any) -> None:
        # Sobre una copia: si choca, se enseña lo guardado junto a lo escrito.
        evidencia = copy(foto.evidencia)
        inicial = {"version": evidencia.version}
        super().__init__(*args, instance=evidencia, prefix=prefijo_de(foto), initial=inicial, **kwargs)
        self.fields["pie"].label = f"Pie de la foto {numero}"
        self.fields["texto_alternativo"].label = f"Descripción de la foto {numero}"
        self.fields["credito"].label = f"Crédito de la foto {numero}"

    def datos(self) -> dict[str, Any]:
        """Lo que pide el acto."""
        return {campo: self.cleaned_data[campo] for campo in (*PALABRAS, "version")}
