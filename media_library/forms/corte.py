"""Formularios de cortes y subtítulos. Los tiempos se escriben como se leen: «1:02.5»."""

import re
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django import forms

from media_library.estados import Clase
from media_library.models import Corte, Evidencia
from nucleo.texto.formato import reloj
from personas.models import Oficina

PESO_MAXIMO = 400 * 1024
MARCAS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
RELOJ = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,2})?)", re.ASCII)


class CampoDeTiempo(forms.CharField):
    """Acepta «62.5», «1:02.5» y «1:01:02.5»; entrega los segundos."""

    def __init__(self, **opciones: Any) -> None:
        atributos = {"inputmode": "decimal", "autocomplete": "off", "placeholder": "0:00.00"}
        super().__init__(max_length=14, widget=forms.TextInput(attrs=atributos), **opciones)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (Decimal, float)):
            return reloj(value)
        return value

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]  # entrega segundos, no texto
        texto = super().clean(value)
        if not texto:
            return None
        hallado = RELOJ.fullmatch(texto.strip())
        if hallado is None:
            raise forms.ValidationError("Escribe el tiempo como 1:02.5 (minutos y segundos).", code="tiempo")
        horas, minutos, segundos = hallado.groups()
        return Decimal(int(horas or 0) * 3600 + int(minutos or 0) * 60) + Decimal(segundos.replace(",", "."))


class CorteForm(forms.ModelForm):
    inicio = CampoDeTiempo(label="Empieza en")
    fin = CampoDeTiempo(label="Termina en")
    revision = forms.IntegerField(min_value=1, max_value=30_000, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Corte
        fields = [
            *("titulo", "inicio", "fin", "fundido", "sonoridad", "quien_habla", "transcripcion"),
            *("encuadre", "ajuste", "con_logotipo", "con_cortina"),
        ]
        widgets = {"transcripcion": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "titulo": "Como lo verá el medio: «Sobre el empedrado de Epenche».",
            "fundido": "De 0 a 5. Entra y sale suave.",
            "quien_habla": "Nombre y cargo.",
            "transcripcion": "Lo que se dice, para citarlo y para quien no puede oírlo.",
        }

    def __init__(self, *args: Any, evidencia: Evidencia, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if evidencia.original.clase != Clase.VIDEO:
            for campo in ("encuadre", "ajuste", "con_logotipo", "con_cortina"):
                del self.fields[campo]
        elif not Oficina.objects.actual().logotipo:
            self.fields["con_logotipo"].help_text = "La oficina no tiene logotipo; súbelo en Ajustes."

    def datos(self) -> dict[str, Any]:
        return {clave: valor for clave, valor in self.cleaned_data.items() if clave != "revision"}


class PortadaForm(forms.Form):
    segundo = CampoDeTiempo(label="Cuadro de la portada")


def _texto_de(octetos: bytes) -> str:
    """El texto, en la codificación de su marca; si no la trae, UTF-8 y, si no lo es, la occidental de Windows."""
    posibles = ["utf-8-sig", "cp1252"]
    if octetos.startswith(MARCAS_UTF16):
        posibles = ["utf-16"]
    for codificacion in posibles:
        with suppress(UnicodeDecodeError):
            return octetos.decode(codificacion)
    raise forms.ValidationError("El archivo debe ser de texto, SRT o VTT; guárdalo en UTF-8.")


class SubtitulosForm(forms.Form):
    texto = forms.CharField(
        label="Subtítulos",
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
    )
    archivo = forms.FileField(label="O trae un archivo SRT o VTT", required=False)
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def clean_archivo(self) -> str:
        archivo = self.cleaned_data["archivo"]
        if archivo is None:
            return ""
        if archivo.size > PESO_MAXIMO:
            raise forms.ValidationError("El archivo pesa más de 400 kB; los subtítulos de una hora pesan 60.")
        return _texto_de(archivo.read())

    def escritos(self) -> str:
        """Lo que trae el archivo, si lo hay; si no, lo escrito."""
        return (self.cleaned_data["archivo"] or self.cleaned_data["texto"]).replace("\0", "")
