"""Formularios de los diseños: su texto, su aprobación, su impresión y su colocación."""

from typing import Any

from django import forms

from media_library.models import Evidencia
from nucleo.texto.correos import CorreoField
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Comunidad, Dependencia
from produccion.dominio.disenos.plantillas import HOJAS, TAMANOS, Campo
from produccion.estados import Medida, Plantilla
from produccion.models import Diseno, OrdenDeImpresion
from produccion.models.disenos import CAMPOS

DE_PAPEL = [(m.value, m.label) for m in Medida if not TAMANOS[m].en_pixeles]
DIA = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DisenoForm(forms.ModelForm):
    """El texto libre y lo que se pregunta de la pieza; cada plantilla pone su nombre y su tope a los campos."""

    edicion = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    nota = forms.CharField(
        label="Qué cambió", max_length=200, required=False, validators=[UN_RENGLON], help_text="Queda en sus versiones."
    )

    class Meta:
        model = Diseno
        fields = [
            "plantilla",
            *CAMPOS,
            "foto",
            "enlace_del_qr",
            "dependencia",
            "encargo",
            "fecha_entrega",
            "fecha_retiro",
            "tema",
            "programa",
        ]
        widgets = {
            "detalle": forms.Textarea(attrs={"rows": 3}),
            "encargo": forms.Textarea(attrs={"rows": 2}),
            "fecha_entrega": DIA,
            "fecha_retiro": DIA,
            "enlace_del_qr": forms.TextInput(attrs={"inputmode": "url"}),
            "plantilla": forms.RadioSelect,
        }
        help_texts = {
            "fecha_retiro": "La suspensión se pregunta hasta ese día.",
            "enlace_del_qr": "Entre más corta la dirección, mejor se lee.",
            "programa": "Si habla de apoyos, la ley pide una leyenda; se agrega sola.",
        }

    def __init__(self, *args: Any, plantilla: str = "", fotos: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dependencia"].queryset = Dependencia.objects.filter(activa=True)
        self.fields["foto"].queryset = Evidencia.objects.vivas()
        self.fields["tema"].choices = [("", "Sin tema"), *Diseno._meta.get_field("tema").choices]
        self.fields["edicion"].initial = self.instance.edicion if self.instance.pk else 0
        self.fotos = fotos
        self.elegida = plantilla or self._plantilla()
        hoja = HOJAS[self.elegida]
        for nombre in CAMPOS:
            self._ajustar(nombre, next((c for c in hoja.campos if c.nombre == nombre), None))
        if self.instance.es_propio:
            self.fields["plantilla"].choices = [(Plantilla.PROPIO, Plantilla.PROPIO.label)]
        else:
            self.fields["plantilla"].choices = [p for p in Plantilla.choices if p[0] != Plantilla.PROPIO]

    def _plantilla(self) -> str:
        pedida = self.data.get("plantilla") or self.initial.get("plantilla") or self.instance.plantilla
        return pedida if pedida in Plantilla.values else Plantilla.AVISO

    def _ajustar(self, nombre: str, libre: Campo | None) -> None:
        """El campo que la plantilla no lleva desaparece; los demás llevan su rótulo y su contador."""
        if libre is None:
            del self.fields[nombre]
            return
        campo = self.fields[nombre]
        campo.label, campo.help_text = libre.rotulo, libre.ayuda
        campo.widget.attrs |= {"data-contador": str(libre.maximo), "data-cuenta-siempre": ""}
        campo.widget.attrs.pop("maxlength", None)

    @property
    def libres(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in CAMPOS if nombre in self.fields]

    def datos(self) -> dict[str, Any]:
        """Lo limpio, sin lo que sólo sirve para guardar."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"edicion", "nota"}}

    def _post_clean(self) -> None:
        """La instancia no se toca: la cambia el acto, sobre la fila tomada."""


class ConIdPropio(forms.BaseForm):
    """Varios formularios conviven en la página: el nombre de cada uno va en los `id` de sus campos."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(*args, **kwargs)


class ArchivoForm(ConIdPropio, forms.Form):
    archivo = forms.FileField(
        label="PDF, PNG o JPG", widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"})
    )
    edicion = forms.IntegerField(widget=forms.HiddenInput)
    nota = forms.CharField(label="Qué cambió", max_length=200, required=False, validators=[UN_RENGLON])


class PedirAprobacionForm(ConIdPropio, forms.Form):
    nombre = forms.CharField(label="A quién", max_length=120, validators=[UN_RENGLON])
    correo = CorreoField(
        label="Correo", required=False, help_text="Sin correo te damos el enlace para mandarlo por WhatsApp."
    )


class RespuestaForm(forms.Form):
    respuesta = forms.ChoiceField(
        label="Su respuesta",
        choices=[("aprueba", "Está bien, que se haga así"), ("cambios", "Hay que cambiar algo")],
        widget=forms.RadioSelect,
        error_messages={"required": "Elija si se hace así o qué hay que cambiar."},
    )
    comentario = forms.CharField(
        label="Qué hay que cambiar",
        required=False,
        max_length=5000,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AprobarForm(ConIdPropio, forms.Form):
    sin_dependencia = forms.CharField(
        label="Por qué se aprueba sin la dependencia",
        required=False,
        max_length=300,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ComentarioForm(ConIdPropio, forms.Form):
    texto = forms.CharField(
        label="Comentario", max_length=1000, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 2})
    )


class OrdenForm(ConIdPropio, forms.ModelForm):
    class Meta:
        model = OrdenDeImpresion
        fields = ["medida", "copias", "papel", "costo", "imprenta"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["medida"].choices = DE_PAPEL

    def _post_clean(self) -> None:
        """La orden la hace el acto."""


class EntregaForm(ConIdPropio, forms.Form):
    entregada_a = forms.CharField(label="A quién se entregaron", max_length=120, validators=[UN_RENGLON])


class PublicarForm(ConIdPropio, forms.Form):
    enlace = forms.CharField(
        label="Enlace de la publicación",
        max_length=500,
        validators=[UN_RENGLON],
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )


class LugarForm(ConIdPropio, forms.Form):
    lugar = forms.CharField(label="Lugar", max_length=120, validators=[UN_RENGLON])
    copias = forms.IntegerField(label="Copias", min_value=1, max_value=100_000, initial=1)
    comunidad = forms.ModelChoiceField(
        Comunidad.objects.filter(activa=True), label="Comunidad", required=False, empty_label="La cabecera"
    )


class ColocarForm(ConIdPropio, forms.Form):
    foto = forms.FileField(
        label="Foto del lugar", widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"})
    )
    fecha = forms.DateField(label="Qué día se puso", widget=DIA)


class RetirarForm(ConIdPropio, forms.Form):
    foto = forms.FileField(
        label="Foto del lugar ya limpio",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    nota = forms.CharField(label="Si no hay foto, por qué", required=False, max_length=200, validators=[UN_RENGLON])


class CancelarForm(ConIdPropio, forms.Form):
    motivo = forms.CharField(
        label="Por qué ya no se hace",
        max_length=300,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
