"""El formulario de los folios."""

from typing import Any

from django import forms

from boletines.models import FolioContador


class FolioForm(forms.Form):
    contador = forms.ModelChoiceField(label="Serie y año", queryset=FolioContador.objects.none(), empty_label=None)
    ultimo = forms.IntegerField(
        label="Último folio que se usó",
        min_value=1,
        max_value=999_999,
        help_text="El número del último boletín publicado, como salió en el portal o en los medios.",
    )
    motivo = forms.CharField(
        label="Por qué",
        max_length=200,
        help_text="Por ejemplo: se restauró el respaldo del martes y el miércoles salieron dos.",
    )

    def __init__(self, *args: Any, contadores: list[FolioContador], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claves = [contador.pk for contador in contadores]
        self.fields["contador"].queryset = FolioContador.objects.filter(pk__in=claves).order_by("-ejercicio", "serie")
        self.fields["contador"].label_from_instance = lambda c: f"{c.serie} {c.ejercicio}, va en {c.ultimo:03d}"
