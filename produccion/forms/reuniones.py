"""Formularios de las reuniones y sus láminas."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from agenda.models import Evento
from personas.estados import Tema
from personas.models import Dependencia
from produccion.models import Reunion

PRIMER_ANO = 2000


class ReunionForm(forms.ModelForm):
    """Una reunión que pide láminas. El evento de la agenda es opcional y se escoge entre los de esas fechas."""

    class Meta:
        model = Reunion
        fields = ["tema", "fecha", "dependencia", "quienes", "evento"]
        widgets = {"fecha": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"quienes": "Por ejemplo, el Cabildo o el comité de la obra."}

    def __init__(self, *args: Any, eventos: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dependencia"].queryset = Dependencia.objects.filter(activa=True)  # type: ignore[attr-defined] # es de modelo
        self.fields["evento"].queryset = eventos  # type: ignore[attr-defined] # ídem
        self.fields["evento"].empty_label = "Ninguno"  # type: ignore[attr-defined] # ídem

    def clean_fecha(self) -> date:
        """Ni antes de que hubiera láminas que entregar ni tan lejos que sea un año mal tecleado."""
        fecha: date = self.cleaned_data["fecha"]
        if not PRIMER_ANO <= fecha.year <= timezone.localdate().year + 2:
            raise forms.ValidationError("Revisa el año.")
        return fecha


class GenerarForm(forms.Form):
    """De qué periodo, de qué tema o de qué evento se hacen las láminas."""

    desde = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hasta = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tema = forms.ChoiceField(required=False, choices=[("", "Todos"), *Tema.choices])
    evento = forms.ModelChoiceField(
        required=False,
        queryset=Evento.objects.none(),
        empty_label="Todos los del periodo",
        help_text="Con un evento, las láminas son sólo de él.",
    )

    def __init__(self, *args: Any, eventos: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="g", **kwargs)
        self.fields["evento"].queryset = eventos  # type: ignore[attr-defined] # es de modelo


class SubirForm(forms.Form):
    """Unas láminas hechas en otro programa."""

    archivo = forms.FileField(
        label="Archivo",
        help_text="PPTX, PDF u ODP de hasta 40 MB.",
        widget=forms.FileInput(attrs={"accept": ".pptx,.pdf,.odp"}),
    )


class EntregarForm(forms.Form):
    """A quién y cuándo se entregó una versión."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    a_quien = forms.CharField(label="A quién", max_length=160, help_text="El área o el cargo de quien la recibió.")
    entregada_en = forms.DateTimeField(
        label="Cuándo", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
