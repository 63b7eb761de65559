from typing import Any

from django import forms
from django.http import QueryDict

from media_library.dominio.derechos.consentimientos import DatosDeCarta
from media_library.dominio.derechos.derechos import Derechos
from media_library.forms.filtros import DIA
from media_library.models import Consentimiento, Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Persona

CIFRAS = 3  # las de «100»


def _fecha() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DerechosForm(forms.ModelForm):
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Evidencia
        fields = ["menores", "base_de_derechos", "licencia", "uso", "fecha_uso_inicio", "fecha_uso_fin"]
        widgets = {"fecha_uso_inicio": _fecha(), "fecha_uso_fin": _fecha()}
        help_texts = {
            "menores": "Si se les reconoce, hace falta la carta de su madre, padre o tutor, o difuminar.",
            "licencia": "Número de contrato, nombre de la licencia o quién la dio.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre in ("fecha_uso_inicio", "fecha_uso_fin"):
            self.fields[nombre].input_formats = DIA

    def datos(self) -> dict[str, Any]:
        limpio = dict(self.cleaned_data)
        return {"version": limpio.pop("version"), "derechos": Derechos(**limpio)}


def renglones_de(datos: QueryDict) -> list[tuple[str, ...]]:
    """Los renglones de zonas como se escribieron, sin los vacíos."""
    renglones = zip(*(datos.getlist(n) for n in ("x", "y", "ancho", "alto")), strict=False)
    return [tuple(v.strip() for v in r) for r in renglones if any(v.strip() for v in r)]


def leer_zonas(renglones: list[tuple[str, ...]]) -> list[tuple[int, int, int, int]]:
    """Las zonas en números. Rechaza lo que no sea un entero de 0 a 100."""
    if not all(v.isascii() and v.isdecimal() and len(v) <= CIFRAS for renglon in renglones for v in renglon):
        raise NoSePuede("Cada zona son cuatro números de 0 a 100.")
    return [(int(x), int(y), int(ancho), int(alto)) for x, y, ancho, alto in renglones]


class MotivoForm(forms.Form):
    """Un motivo en un renglón, obligatorio."""

    motivo = forms.CharField(label="Por qué", max_length=200, validators=[UN_RENGLON])


class RevocarForm(forms.Form):
    motivo = forms.CharField(
        label="Cómo y quién lo pidió",
        max_length=300,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CartaForm(forms.ModelForm):
    archivo = forms.FileField(
        label="Carta firmada",
        required=False,
        help_text="PDF o foto. Se guarda tal cual y nunca se publica.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"empty": "La carta está vacía; vuelve a escanearla."},
    )
    evidencias = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(),
        required=False,
        widget=forms.MultipleHiddenInput,
        error_messages={
            "invalid_choice": "Una de las fotos marcadas ya no existe o no puedes verla.",
            "invalid_pk_value": "Una de las fotos marcadas no se entiende; vuelve a cargar la página.",
        },
    )

    class Meta:
        model = Consentimiento
        fields = ["nombre", "es_menor", "tutor", "finalidad", "medios", "fecha", "fecha_fin"]
        widgets = {"fecha": _fecha(), "fecha_fin": _fecha(), "finalidad": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "nombre": "Quien aparece, como firma en la carta.",
            "tutor": "Obligatorio si es menor de edad.",
            "fecha_fin": "Vacío si la carta no tiene plazo. Toda carta puede revocarse.",
        }

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidencias"].queryset = Evidencia.objects.visibles_para(persona)
        for nombre in ("fecha", "fecha_fin"):
            self.fields[nombre].input_formats = DIA

    def datos(self) -> dict[str, Any]:
        limpio = self.cleaned_data
        carta = DatosDeCarta(**{clave: limpio[clave] for clave in self._meta.fields})
        return {"datos": carta, "archivo": limpio["archivo"], "evidencias": limpio["evidencias"]}
