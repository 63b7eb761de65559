import base64
from typing import Any

from django import forms

from media_library.consultas.biblioteca import evento_para
from media_library.dominio.colecciones import ETIQUETAS_MAXIMAS
from media_library.dominio.subidas import Encargo
from media_library.forms.biblioteca import CampoDeArchivos
from media_library.models import Etiqueta
from nucleo.referencias import LARGO_DE_BIGINT
from nucleo.validadores import UN_RENGLON
from personas.models import Persona

NOMBRES = {"filename": "nombre", "evento": "evento_ref", "credito": "credito", "etiquetas": "etiquetas"}


def leer_metadatos(encabezado: str) -> dict[str, str]:
    """`Upload-Metadata` de tus: pares «clave base64» separados por comas; lo que no se entiende se deja fuera."""
    leidos = {}
    for par in encabezado.split(","):
        clave, _, valor = par.strip().partition(" ")
        try:
            texto = base64.b64decode(valor, validate=True).decode()
        except ValueError:  # base64 mal hecho, o texto que no es UTF-8
            continue
        if clave in NOMBRES:
            leidos[NOMBRES[clave]] = texto
    return leidos


class EncargoForm(forms.Form):
    """Lo que dicen los encabezados de una subida nueva."""

    nombre = forms.CharField(
        max_length=5000,
        strip=False,
        required=False,
        error_messages={"max_length": "El nombre del archivo es demasiado largo."},
    )
    octetos = forms.IntegerField(
        min_value=0,
        max_value=2**50,
        error_messages={
            "required": "Falta decir cuánto pesa el archivo.",
            "invalid": "El tamaño del archivo no se entiende.",
            "min_value": "El tamaño del archivo no se entiende.",
            "max_value": "El archivo pesa demasiado.",
        },
    )
    evento_ref = forms.CharField(required=False, max_length=120)
    credito = forms.CharField(required=False, max_length=120, validators=[UN_RENGLON])
    etiquetas = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, persona: Persona | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona
        self.dependencia = None

    def clean_evento_ref(self) -> str:
        referencia = self.cleaned_data["evento_ref"]
        if referencia and self.persona is not None:
            evento: Any = evento_para(referencia, self.persona)
            if evento is None:
                raise forms.ValidationError("Ese evento ya no existe o no puedes verlo.", code="evento")
            self.dependencia = evento.dependencia
        return referencia

    def clean_etiquetas(self) -> tuple[Etiqueta, ...]:
        """Las que todavía existen: la cola pudo esperar días sin señal, y una etiqueta no detiene una foto."""
        pedidas = [v for v in self.cleaned_data["etiquetas"].split(",") if v.isdecimal() and len(v) < LARGO_DE_BIGINT]
        return tuple(Etiqueta.objects.filter(pk__in=pedidas[:ETIQUETAS_MAXIMAS])) if pedidas else ()

    def encargo(self) -> Encargo:
        return Encargo(**self.cleaned_data, dependencia=self.dependencia)

    def frase(self) -> str:
        return " ".join(str(f) for errores in self.errors.values() for f in errores)


class ArchivosForm(forms.Form):
    """Los archivos enteros de un formulario sin JavaScript."""

    archivos = CampoDeArchivos(label="Fotos, videos o audios")
