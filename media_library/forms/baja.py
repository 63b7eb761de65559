from django import forms

from media_library.models import BajaDocumental, Evidencia, EvidenciaQuerySet


class BajaForm(forms.ModelForm):
    """El dictamen y las evidencias marcadas, sólo entre las que pueden darse de baja."""

    evidencias = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(),
        error_messages={
            "required": "Marca al menos una evidencia.",
            "invalid_choice": "Una de las marcadas ya no puede darse de baja; vuelve a cargar la página.",
            "invalid_pk_value": "Una de las marcadas no se entiende; vuelve a cargar la página.",
        },
    )

    class Meta:
        model = BajaDocumental
        fields = ["dictamen", "serie", "motivo"]
        widgets = {"motivo": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"serie": "Como está en el catálogo de disposición documental del municipio."}

    def __init__(self, *args: object, candidatas: EvidenciaQuerySet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidencias"].queryset = candidatas
