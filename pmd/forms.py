"""El formulario con que se carga el plan municipal."""

from typing import Any

from django import forms

from nucleo.texto.validadores import UN_RENGLON
from pmd.dominio.lectura import OCTETOS


class CargarForm(forms.Form):
    """El plan pegado o en un archivo, cómo se llama y de qué años es."""

    nombre = forms.CharField(
        label="Nombre del plan", max_length=160, validators=[UN_RENGLON], help_text="Como se publicó."
    )
    desde = forms.IntegerField(label="Primer año", min_value=1990, max_value=2100)
    hasta = forms.IntegerField(label="Último año", min_value=1990, max_value=2100)
    es_ejemplo = forms.BooleanField(label="Es un ejemplo, no el plan publicado", required=False)
    archivo = forms.FileField(label="Archivo CSV o XLSX", required=False)
    texto = forms.CharField(
        label="O pega la tabla",
        required=False,
        max_length=OCTETOS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=(
            "Columnas: Eje, Objetivo, Estrategia, Línea y, si las hay, Dependencia y Tema."
            " También sirve la lista numerada: 1, 1.1, 1.1.1, 1.1.1.1."
        ),
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if not datos.get("archivo") and not (datos.get("texto") or "").strip():
            self.add_error("texto", "Pega la tabla o escoge un archivo.")
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and hasta < desde:
            self.add_error("hasta", "El último año va después del primero.")
        return datos
