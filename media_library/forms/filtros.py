from collections.abc import Iterable
from typing import Any

from django import forms

from media_library.consultas.albumes import albumes_para
from media_library.consultas.biblioteca import autores_para, etiquetas_para
from media_library.consultas.filtros import ORIENTACIONES
from media_library.estados import Clase, Veredicto
from media_library.models import Album, Etiqueta
from personas.models import Comunidad, Dependencia, Persona

DIA = ["%Y-%m-%d", "%d/%m/%Y"]
CON_OPCIONES = {"veredicto", "orientacion", "calificacion", "derechos"}
DE_DERECHOS = [
    ("sin_revisar", "Nadie revisó si hay menores"),
    ("con_menores", "Aparecen menores"),
    ("sin_base", "Sin anotar de quién es la obra"),
    ("con_plazo", "Con permiso o prohibición"),
]


def _dia(etiqueta: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etiqueta, required=False, input_formats=DIA, widget=widget)


def _opciones(claves: Iterable[str], todas: str) -> list[tuple[str, str]]:
    return [("", todas), *((clave, clave.capitalize()) for clave in claves)]


class FiltroForm(forms.Form):
    q = forms.CharField(
        label="Buscar", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    desde = _dia("Desde")
    hasta = _dia("Hasta")
    clase = forms.ChoiceField(label="Tipo", required=False, choices=[("", "Todo"), *Clase.choices])
    dependencia = forms.ModelChoiceField(
        Dependencia.objects.none(), label="Dependencia", required=False, empty_label="Todas"
    )
    comunidad = forms.ModelChoiceField(Comunidad.objects.all(), label="Comunidad", required=False, empty_label="Todas")
    autor = forms.ModelChoiceField(Persona.objects.none(), label="Quién la subió", required=False, empty_label="Todos")
    lugar = forms.CharField(label="Lugar o evento", required=False, max_length=100)
    etiqueta = forms.ModelChoiceField(Etiqueta.objects.none(), label="Etiqueta", required=False, empty_label="Todas")
    album = forms.ModelChoiceField(Album.objects.none(), label="Álbum", required=False, empty_label="Todos")
    orientacion = forms.ChoiceField(label="Orientación", required=False, choices=_opciones(ORIENTACIONES, "Todas"))
    calificacion = forms.TypedChoiceField(
        label="Calificación",
        required=False,
        coerce=int,
        empty_value=0,
        choices=[("", "Todas"), *((n, f"{n} o más") for n in range(1, 6))],
    )
    veredicto = forms.ChoiceField(label="Al escoger", required=False, choices=[("", "Todas"), *Veredicto.choices])
    derechos = forms.ChoiceField(label="Derechos", required=False, choices=[("", "Todos"), *DE_DERECHOS])
    evento = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    sin_evento = forms.BooleanField(label="Sin evento", required=False)
    sin_etiquetas = forms.BooleanField(label="Sin etiquetas", required=False)
    repetidas = forms.BooleanField(label="Repetidas en otro evento", required=False)
    sin_alt = forms.BooleanField(label="Sin texto alternativo", required=False)
    por_revisar = forms.BooleanField(label="Llegaron por buzón, sin revisar", required=False)

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        propias = {"pk": persona.dependencia_id} if persona.es_solo_enlace else {}
        self.fields["dependencia"].queryset = Dependencia.objects.filter(**propias)
        self.fields["autor"].queryset = autores_para(persona)
        self.fields["etiqueta"].queryset = etiquetas_para(persona)
        self.fields["album"].queryset = albumes_para(persona)

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
        if valor is True:
            return str(self.fields[clave].label)
        if opciones := dict(getattr(self.fields[clave], "choices", None) or ()) if clave in CON_OPCIONES else None:
            return f"{self.fields[clave].label}: {opciones.get(valor, valor)}"
        return f"{self.fields[clave].label}: {valor}"
