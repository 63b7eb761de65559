import base64
from typing import Any
from uuid import UUID

from django import forms

from media_library.consultas.biblioteca import etiquetas_para
from media_library.dominio.entrada.anuncio import Anuncio
from media_library.dominio.seleccion.colecciones import ETIQUETAS_MAXIMAS
from media_library.forms.biblioteca import CampoDeArchivos
from media_library.forms.evento import CampoDeEvento
from media_library.models import Etiqueta
from nucleo.referencias import LARGO_DE_BIGINT
from nucleo.texto.controles import sin_controles
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Persona

SUBIDAS_MAXIMAS = 1000
NOMBRES = {"filename": "nombre", "evento": "evento", "credito": "credito", "etiquetas": "etiquetas", "inicio": "inicio"}


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
            leidos[NOMBRES[clave]] = sin_controles(texto)
    return leidos


def etiquetas_de(texto: str, persona: Persona | None) -> tuple[Etiqueta, ...]:
    """Las que todavía existen y esa persona ve; sin cuenta, ninguna.

    La cola pudo esperar días sin señal, y una etiqueta no detiene una foto.
    """
    pedidas = [v for v in texto.split(",") if v.isdecimal() and len(v) < LARGO_DE_BIGINT]
    if not pedidas or persona is None:
        return ()
    return tuple(etiquetas_para(persona).filter(pk__in=pedidas[:ETIQUETAS_MAXIMAS]))


class AnuncioForm(forms.Form):
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
    evento = CampoDeEvento()
    credito = forms.CharField(required=False, max_length=120, validators=[UN_RENGLON])
    etiquetas = forms.CharField(required=False, max_length=400)
    inicio = forms.CharField(required=False, max_length=2000)  # sus primeros octetos, en base64

    def __init__(self, *args: Any, persona: Persona | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona
        if persona is None:  # por un buzón, el evento lo dice el buzón
            del self.fields["evento"]
        else:
            self.fields["evento"].para(persona)

    def clean_etiquetas(self) -> tuple[Etiqueta, ...]:
        return etiquetas_de(self.cleaned_data["etiquetas"], self.persona)

    def clean_inicio(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["inicio"], validate=True)
        except ValueError:
            return b""  # se mirará en el primer tramo

    def anuncio(self) -> Anuncio:
        evento = self.cleaned_data.get("evento")
        return Anuncio(**self.cleaned_data, dependencia=evento.dependencia if evento else None)

    def frase(self) -> str:
        return " ".join(str(f) for errores in self.errors.values() for f in errores)


class EtiquetarForm(forms.Form):
    """Qué etiquetas se ponen o se quitan a cuáles subidas. Lo que ya no existe se deja fuera."""

    claves = forms.CharField(
        max_length=SUBIDAS_MAXIMAS * 37,
        error_messages={
            "required": "Falta decir cuáles archivos.",
            "max_length": f"Son demasiados archivos; van hasta {SUBIDAS_MAXIMAS} a la vez.",
        },
    )
    poner = forms.CharField(required=False, max_length=400)
    quitar = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona

    def clean_claves(self) -> list[UUID]:
        try:
            return [UUID(clave) for clave in self.cleaned_data["claves"].split(",")]
        except ValueError:
            raise forms.ValidationError("No se entiende cuáles archivos son.", code="claves") from None

    def clean_poner(self) -> tuple[Etiqueta, ...]:
        return etiquetas_de(self.cleaned_data["poner"], self.persona)

    def clean_quitar(self) -> tuple[Etiqueta, ...]:
        return etiquetas_de(self.cleaned_data["quitar"], self.persona)


class ArchivosForm(forms.Form):
    """Los archivos enteros de un formulario sin JavaScript."""

    archivos = CampoDeArchivos(label="Fotos, videos o audios")
