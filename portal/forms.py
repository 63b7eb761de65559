"""Formularios del portal: los públicos no llevan galleta ni ficha, porque no hay sesión que proteger."""

from datetime import date, timedelta

from django import forms

from nucleo.texto.correos import CorreoField
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema
from portal.consultas.busqueda import Filtro
from portal.estados import Frecuencia
from portal.models import AvisoUrgente

LARGO_DE_BUSQUEDA = 120
SIN_FRECUENCIA = "Escoge cada cuánto los recibes."
NO_HAY_TEMA = "Ese tema no existe."
NOMBRES_DE_FILTRO = {
    "q": "lo buscado",
    "tema": "el tema",
    "dependencia": "la dependencia",
    "comunidad": "la comunidad",
    "desde": "la fecha «desde»",
    "hasta": "la fecha «hasta»",
    "mes": "el mes",
    "anio": "el año",
}
FORMATO = "%Y-%m-%dT%H:%M"


def _anio_razonable(dia: date) -> None:
    if not 1900 <= dia.year <= 2100:  # noqa: PLR2004 - un año mal tecleado
        raise forms.ValidationError("Revisa el año.")


def _dia(*formatos: str) -> forms.DateField:
    return forms.DateField(input_formats=formatos, required=False, validators=[_anio_razonable])


class ConTrampa(forms.Form):
    """El campo `sitio` no se ve: quien lo llena es un programa."""

    sitio = forms.CharField(required=False, max_length=500)

    @property
    def es_programa(self) -> bool:
        return bool(self.data.get("sitio"))


class SuscripcionForm(ConTrampa):
    correo = CorreoField(max_length=254, error_messages={"required": "Escribe tu correo."})
    temas = forms.MultipleChoiceField(choices=Tema.choices, required=False)
    frecuencia = forms.ChoiceField(
        choices=Frecuencia.choices, error_messages=dict.fromkeys(("required", "invalid_choice"), SIN_FRECUENCIA)
    )


class ContactoForm(ConTrampa):
    nombre = forms.CharField(max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe tu nombre."})
    correo = CorreoField(max_length=254, error_messages={"required": "Escribe tu correo, para contestarte."})
    asunto = forms.CharField(
        max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe de qué se trata."}
    )
    mensaje = forms.CharField(
        max_length=4000, validators=[SIN_CONTROL], error_messages={"required": "Escribe tu mensaje."}
    )


class AnotacionForm(ConTrampa):
    nombre = forms.CharField(max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe tu nombre."})
    medio = forms.CharField(
        max_length=120, validators=[UN_RENGLON], error_messages={"required": "Escribe el nombre de tu medio."}
    )
    personas = forms.IntegerField(
        min_value=1,
        max_value=50,
        error_messages={
            "required": "Escribe cuántas personas van.",
            "invalid": "Escribe cuántas personas van, con número.",
            "min_value": "Va al menos una persona.",
            "max_value": "Si van más de 50, llama a la oficina.",
        },
    )
    localizar = forms.CharField(max_length=254, required=False, validators=[UN_RENGLON])


class BusquedaForm(forms.Form):
    """Lo que se pidió en la dirección de Buscar. Lo que se entiende filtra; lo demás se ignora y se dice."""

    q = forms.CharField(required=False)
    tema = forms.ChoiceField(choices=Tema.choices, required=False, error_messages={"invalid_choice": NO_HAY_TEMA})
    dependencia = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    comunidad = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    desde = _dia("%Y-%m-%d", "%d/%m/%Y")
    hasta = _dia("%Y-%m-%d", "%d/%m/%Y")
    mes = _dia("%Y-%m")
    anio = _dia("%Y")

    def filtro(self) -> Filtro:
        """El filtro con lo que se entendió; `anio` y `mes` son maneras cortas de decir desde y hasta."""
        self.is_valid()
        pedido = {c: v for c, v in self.cleaned_data.items() if v}
        desde, hasta = pedido.get("desde"), pedido.get("hasta")
        if mes := pedido.get("mes"):
            desde, hasta = mes, (mes + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        elif anio := pedido.get("anio"):
            desde, hasta = anio, anio.replace(month=12, day=31)
        palabras = " ".join(pedido.get("q", "").split())[:LARGO_DE_BUSQUEDA]
        iguales = {c: pedido[c] for c in ("tema", "dependencia", "comunidad") if c in pedido}
        return Filtro(palabras, **iguales, desde=desde, hasta=hasta)

    @property
    def aviso(self) -> str:
        """Qué no se entendió, en una frase; vacío si todo se entendió."""
        mal = [NOMBRES_DE_FILTRO[c] for c in self.errors if c in NOMBRES_DE_FILTRO]
        return f"No se tomó en cuenta {' ni '.join(mal)}: no se entiende lo escrito." if mal else ""


class PaginaForm(forms.Form):
    cuerpo = forms.CharField(
        label="Texto",
        max_length=20000,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text="Deja un renglón en blanco entre párrafos. «## » al principio hace un subtítulo y «- » una lista.",
    )
    numero = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _instante(**opciones: object) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATO)
    return forms.DateTimeField(input_formats=[FORMATO], widget=widget, **opciones)


class AvisoForm(forms.ModelForm):
    inicio = _instante(label="Empieza")
    fin = _instante(label="Termina")
    enlace = forms.URLField(label="Enlace para saber más", required=False, max_length=300, assume_scheme="https")

    class Meta:
        model = AvisoUrgente
        fields = ["texto", "clase", "enlace", "inicio", "fin"]
        help_texts = {"texto": "Una frase: qué pasa, dónde y qué hacer."}


class NotaForm(forms.Form):
    nota = forms.CharField(
        label="Qué se hizo", max_length=300, validators=[SIN_CONTROL], widget=forms.Textarea(attrs={"rows": 3})
    )
