"""Formularios del directorio, de la convocatoria y de la respuesta del medio."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from medios.estados import ASISTENTES_MAXIMOS, CONFIRMADAS, EstadoRespuesta, ResultadoDeLlamada
from medios.models import Contacto, Medio
from nucleo.pantallas.lo_visto import ConLoVisto
from nucleo.texto.formato import limpiar_telefono, telefono
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.estados import Tema


class MedioForm(ConLoVisto):
    sitio = forms.URLField(label="Página", required=False, assume_scheme="https")

    class Meta:
        model = Medio
        fields = [
            "nombre",
            "tipo",
            "cobertura",
            "municipio",
            "frecuencia",
            "horario",
            "sitio",
            "en_padron",
            "fecha_convenio",
            "notas",
        ]
        widgets = {
            "notas": forms.Textarea(attrs={"rows": 3}),
            "fecha_convenio": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


CIFRAS = 18
HORA = {"type": "time"}
# Cómo se juntan en la pantalla los campos de un contacto.
GRUPOS_DEL_CONTACTO = (
    ("Quién es", ("tratamiento", "nombre", "cargo", "fuentes")),
    ("Cómo se le busca", ("correo", "comparte_buzon", "telefono", "tiene_whatsapp", "whatsapp", "otros_telefonos")),
    ("Cómo prefiere que se le invite", ("canal_preferido", "no_llamar_de", "no_llamar_a")),
    ("Qué recibe", ("recibe_boletines", "no_enviar_correos")),
    ("De dónde salieron sus datos", ("origen", "fecha_consentimiento", "notas")),
)


class ContactoForm(ConLoVisto):
    fuentes = forms.MultipleChoiceField(
        label="Fuentes que cubre", choices=Tema.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    otros_telefonos = forms.CharField(
        label="Otros teléfonos",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Uno por renglón, hasta cuatro. Con extensión o de otro país: «33 3836 1100 ext. 14», «+1 956…».",
    )

    class Meta:
        model = Contacto
        fields = [campo for _, campos in GRUPOS_DEL_CONTACTO for campo in campos]
        widgets = {
            "telefono": forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
            "whatsapp": forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
            "no_llamar_de": forms.TimeInput(attrs=HORA, format="%H:%M"),
            "no_llamar_a": forms.TimeInput(attrs=HORA, format="%H:%M"),
            "fecha_consentimiento": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notas": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for campo in ("telefono", "whatsapp"):
            if guardado := getattr(self.instance, campo):
                self.initial[campo] = telefono(guardado)
        self.initial["otros_telefonos"] = "\n".join(telefono(t) for t in self.instance.otros_telefonos)

    @property
    def grupos(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Los campos por apartado, para que la pantalla no sea una sola lista."""
        return [(titulo, [self[campo] for campo in campos]) for titulo, campos in GRUPOS_DEL_CONTACTO]

    def clean_telefono(self) -> str:
        return _telefono_limpio(self.cleaned_data["telefono"])

    def clean_whatsapp(self) -> str:
        return _telefono_limpio(self.cleaned_data["whatsapp"])

    def clean_fecha_consentimiento(self) -> date | None:
        return _que_ya_paso(self.cleaned_data["fecha_consentimiento"])

    def clean_otros_telefonos(self) -> list[str]:
        renglones = self.cleaned_data["otros_telefonos"].splitlines()
        return [_telefono_limpio(renglon) for renglon in renglones if renglon.strip()]


def _que_ya_paso(fecha: date | None) -> date | None:
    """El acuerdo para guardar sus datos es un hecho: no puede ser de un día que no llega."""
    if fecha and fecha > timezone.localdate():
        raise forms.ValidationError("No puede ser después de hoy.")
    return fecha


def _telefono_limpio(valor: str) -> str:
    try:
        return limpiar_telefono(valor) if valor else ""
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class BorrarDatosForm(forms.Form):
    solicitud = forms.CharField(
        label="Cómo lo pidió",
        max_length=200,
        validators=[UN_RENGLON],
        error_messages={"required": "Di cómo lo pidió o el folio de su solicitud."},
        help_text="Por correo, por escrito, el folio de su solicitud ARCO. Es lo único que queda, sin su nombre.",
    )


class ImportarForm(forms.Form):
    archivo = forms.FileField(
        label="Archivo de Excel o CSV",
        error_messages={"required": "Escoge el archivo de tu directorio."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class ConfirmarImportacionForm(forms.Form):
    """De dónde salieron los datos: se guarda en cada contacto que entra."""

    vistas = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    origen = forms.CharField(
        label="De dónde salieron estos datos",
        max_length=160,
        validators=[UN_RENGLON],
        error_messages={"required": "Di de dónde salieron estos datos."},
        help_text="Los dieron los medios al acreditarse, venían en la lista de la administración anterior…",
    )
    fecha_consentimiento = forms.DateField(
        label="Aceptaron que los guardemos el",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Si no se les ha preguntado, déjalo vacío.",
    )

    def clean_fecha_consentimiento(self) -> date | None:
        return _que_ya_paso(self.cleaned_data["fecha_consentimiento"])


class ExportarForm(forms.Form):
    motivo = forms.CharField(
        label="Para qué se exporta",
        max_length=200,
        validators=[UN_RENGLON],
        error_messages={"required": "Di para qué se exporta: queda en la bitácora."},
    )
    formato = forms.ChoiceField(
        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV, para otro programa")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class RespuestaForm(forms.Form):
    """Sin nada elegido de antemano: un escáner de correo no puede confirmar solo."""

    estado = forms.ChoiceField(
        label="¿Asistirá?",
        widget=forms.RadioSelect,
        error_messages={"required": "Elija si asistirá, enviará a alguien o no asistirá."},
        choices=[(e.value, e.label) for e in (*CONFIRMADAS, EstadoRespuesta.NO_ASISTE)],
    )
    asistentes = forms.IntegerField(
        label="¿Cuántas personas?", min_value=1, max_value=ASISTENTES_MAXIMOS, required=False
    )
    equipo = forms.CharField(
        label="Equipo que llevarán",
        max_length=200,
        required=False,
        validators=[UN_RENGLON],
        help_text="Cámaras, unidad móvil, toma de corriente…",
    )
    comentario = forms.CharField(
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}), validators=[SIN_CONTROL]
    )
    acto_visto = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class LlamadaForm(forms.Form):
    """Qué pasó con una llamada. Sólo el resultado es obligatorio; lo demás se agrega si se oyó."""

    clave = forms.UUIDField(widget=forms.HiddenInput)
    resultado = forms.ChoiceField(
        choices=ResultadoDeLlamada.choices, error_messages={"required": "Di qué pasó con la llamada."}
    )
    con_quien = forms.CharField(label="Quién contestó", max_length=120, required=False, validators=[UN_RENGLON])
    asistentes = forms.IntegerField(label="Cuántas personas", min_value=1, max_value=ASISTENTES_MAXIMOS, required=False)
    equipo = forms.CharField(label="Equipo que llevan", max_length=200, required=False, validators=[UN_RENGLON])
    nota = forms.CharField(max_length=300, required=False, validators=[UN_RENGLON])
    espera = forms.ChoiceField(
        label="Si no contesta o pide otra hora, volver a llamar",
        choices=[("1h", "En 1 hora"), ("3h", "En 3 horas"), ("manana", "Mañana, 9:00")],
        initial="3h",
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_asistentes(self) -> int:
        return self.cleaned_data["asistentes"] or 1


class ConvocatoriaForm(forms.Form):
    """Invitar a medios: a quién y con qué palabras."""

    contactos = forms.ModelMultipleChoiceField(
        label="A quién",
        queryset=Contacto.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Elige al menos un contacto."},
    )
    asunto = forms.CharField(max_length=150, validators=[UN_RENGLON])
    mensaje = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 12}), validators=[SIN_CONTROL])
    requisitos = forms.CharField(
        label="Requisitos para entrar",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[SIN_CONTROL],
        help_text="Acreditación, hora de llegada, dónde estacionar la unidad…",
    )
    contestar_hasta = forms.DateTimeField(
        label="Contestar antes de",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    lista = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contactos"].queryset = Contacto.objects.invitables().select_related("medio")

    def de_cada_quien(self, campo: str) -> dict[int, str]:
        """Lo que se escogió para cada contacto: `canal-12` o `razon-12`."""
        return _de_cada_quien(self.data, campo)


def _de_cada_quien(datos: Mapping[str, str], campo: str) -> dict[int, str]:
    llaves = (k.removeprefix(f"{campo}-") for k in datos if k.startswith(f"{campo}-"))
    return {int(k): datos[f"{campo}-{k}"] for k in llaves if k.isascii() and k.isdecimal() and len(k) < CIFRAS}
