"""Formularios de boletines: limpian y validan; el acto lo hace el dominio."""

from django import forms

from boletines.models import Boletin


class BoletinForm(forms.ModelForm):
    """El borrador. `version` viaja en el formulario para no pisar a nadie."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Boletin
        fields = ["titulo", "sumario", "cuerpo", "categoria", "dependencia", "lugar", "contacto", "embargo_hasta"]
        widgets = {
            "titulo": forms.TextInput(attrs={"data-contador": "110"}),
            "sumario": forms.Textarea(attrs={"rows": 2}),
            "cuerpo": forms.Textarea(attrs={"rows": 16}),
            "embargo_hasta": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "titulo": "Hasta 110 caracteres: qué pasó, en presente.",
            "sumario": "Una frase con lo principal.",
            "embargo_hasta": "Opcional. Nada sale antes de esa hora (hora del centro).",
        }

    def clean_sumario(self) -> str:
        return " ".join(self.cleaned_data["sumario"].split())


class MotivoForm(forms.Form):
    """Pedir cambios o retirar: el motivo es obligatorio."""

    motivo = forms.CharField(label="Motivo", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
