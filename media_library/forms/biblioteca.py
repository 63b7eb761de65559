from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from media_library.consultas.biblioteca import evento_para
from media_library.dominio.palabras import CambioDeLote
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Dependencia, Persona

DIA = ["%Y-%m-%d", "%d/%m/%Y"]


def _dia(etiqueta: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etiqueta, required=False, input_formats=DIA, widget=widget)


class FiltroForm(forms.Form):
    q = forms.CharField(
        label="Buscar", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    desde = _dia("Desde")
    hasta = _dia("Hasta")
    clase = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Todo"), *Clase.choices])
    dependencia = forms.ModelChoiceField(
        Dependencia.objects.all(), label="Dependencia", required=False, empty_label="Todas"
    )
    autor = forms.ModelChoiceField(Persona.objects.all(), label="Quién la subió", required=False, empty_label="Todos")
    evento = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    sin_alt = forms.BooleanField(label="Sin texto alternativo", required=False)
    por_revisar = forms.BooleanField(label="Llegaron por buzón, sin revisar", required=False)

    def limpios(self) -> dict[str, Any]:
        """Los filtros que sí se entienden; los demás se ignoran y su error se muestra."""
        self.is_valid()
        return {clave: valor for clave, valor in self.cleaned_data.items() if valor}

    def fichas(self) -> list[tuple[str, str]]:
        """Cada filtro puesto, en palabras, con la dirección que lo quita."""
        fichas = []
        for clave, valor in self.limpios().items():
            resto = self.data.copy()
            resto.pop(clave, None)
            resto.pop("antes", None)
            fichas.append((self._en_palabras(clave, valor), f"?{resto.urlencode()}"))
        return fichas

    def _en_palabras(self, clave: str, valor: Any) -> str:
        if clave == "clase":
            return Clase(valor).label
        if clave == "evento":
            return "De un evento"
        if clave in {"sin_alt", "por_revisar"}:
            return str(self.fields[clave].label)
        return f"{self.fields[clave].label}: {valor}"


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
    evento_ref = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona
        self.evento: Model | None = None

    def clean_evento_ref(self) -> str:
        referencia = self.cleaned_data["evento_ref"]
        if referencia:
            self.evento = evento_para(referencia, self.persona)
            if self.evento is None:
                raise forms.ValidationError("Ese evento ya no existe o no puedes verlo.", code="evento")
        return referencia

    def datos(self) -> dict[str, Any]:
        """Lo que pide `ingresar_varios`."""
        limpio = self.cleaned_data
        return {
            "archivos": limpio["archivos"],
            "evento_ref": limpio["evento_ref"],
            "credito": limpio["credito"],
            "dependencia": getattr(self.evento, "dependencia", None),
        }


class PalabrasForm(forms.ModelForm):
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Evidencia
        fields = ["pie", "texto_alternativo", "credito", "foco_x", "foco_y"]
        labels = {"foco_x": "Centro a lo ancho (%)", "foco_y": "Centro a lo alto (%)"}
        help_texts = {
            "texto_alternativo": "Qué se ve, para quien no puede verla. Sin él no se puede publicar.",
            "foco_x": "0 es la orilla izquierda y 100 la derecha.",
            "foco_y": "0 es arriba y 100 abajo.",
        }
        widgets = {"pie": forms.Textarea(attrs={"rows": 3})}

    def datos(self) -> dict[str, Any]:
        limpio = self.cleaned_data
        return {
            **{clave: limpio[clave] for clave in ("pie", "texto_alternativo", "credito", "version")},
            "foco": (limpio["foco_x"], limpio["foco_y"]),
        }


class SeleccionForm(forms.Form):
    """Las evidencias marcadas, sólo entre las que la persona puede ver."""

    evidencias = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(),
        error_messages={
            "required": "Marca al menos una foto.",
            "invalid_choice": "Una de las fotos marcadas ya no existe o no puedes verla.",
            "invalid_pk_value": "Una de las fotos marcadas no se entiende; vuelve a cargar la página.",
        },
    )

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona
        self.fields["evidencias"].queryset = Evidencia.objects.visibles_para(persona)


class LoteForm(SeleccionForm):
    pie = forms.CharField(label="Pie de foto", required=False, max_length=400, validators=[SIN_CONTROL])
    credito = forms.CharField(label="Crédito", required=False, max_length=120, validators=[UN_RENGLON])
    evento_ref = forms.CharField(label="Clave del evento", required=False, max_length=120, widget=forms.HiddenInput)

    def clean_evento_ref(self) -> str:
        referencia = self.cleaned_data["evento_ref"]
        if referencia and evento_para(referencia, self.persona) is None:
            raise forms.ValidationError("Ese evento ya no existe o no puedes verlo.", code="evento")
        return referencia

    def cambio(self) -> CambioDeLote:
        """En lote sólo se escribe lo que trae texto: un campo vacío no borra lo que había."""
        return CambioDeLote(**{clave: self.cleaned_data[clave] or None for clave in ("pie", "credito", "evento_ref")})
