"""Dos pestañas, o dos personas, con la misma ficha abierta: la segunda no pisa a ciegas lo que guardó la primera."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Field, Model

from nucleo.texto.formato import enumerar

CAMPO = "visto"
LARGO_A_LA_VISTA = 60


class ConLoVisto(forms.ModelForm):
    """El formulario se lleva la huella de cada valor que enseñó; al volver, los que otro cambió se dicen y no se pisan.

    Lo escrito se queda en su lugar, y la siguiente vez que se guarde vale: quien escribe ya leyó lo de la otra persona.
    Lo que ambos dejaron igual no es un choque.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        self._ahora = {
            campo.name: _huella(campo.value_from_object(self.instance)) for campo in self._campos_del_modelo()
        }
        self.fields[CAMPO] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
        self.initial[CAMPO] = json.dumps(self._ahora)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        visto = _leer(datos.pop(CAMPO, ""))
        if ajenos := [c for c in self._campos_del_modelo() if self._lo_cambio_otro(c, visto, datos)]:
            self._dar_por_visto()
            raise forms.ValidationError(_frase(self.instance, ajenos), code="ya_cambio")
        return datos

    def _campos_del_modelo(self) -> Iterable[Field]:
        modelo = self._meta.model._meta
        return [modelo.get_field(nombre) for nombre in self._meta.fields or () if nombre in self.fields]

    def _lo_cambio_otro(self, campo: Field, visto: dict[str, str], datos: dict[str, Any]) -> bool:
        if campo.name not in visto or campo.name not in datos:
            return False
        ahora = self._ahora[campo.name]
        return ahora not in (visto[campo.name], _huella(datos[campo.name]))

    def _dar_por_visto(self) -> None:
        """La frase ya dice lo que hay guardado: al guardar otra vez, eso es lo que se leyó."""
        self.data = self.data.copy()
        self.data[self.add_prefix(CAMPO)] = json.dumps(self._ahora)


def _leer(recibido: str) -> dict[str, str]:
    """Lo que trae el formulario; si alguien lo alteró, es como si no hubiera visto nada."""
    try:
        leido = json.loads(recibido or "{}")
    except ValueError:
        return {}
    return leido if isinstance(leido, dict) else {}


def _huella(valor: Any) -> str:
    if isinstance(valor, Model):
        valor = valor.pk
    if valor in (None, ""):
        texto = ""
    elif isinstance(valor, list | tuple):
        texto = "\n".join(str(v) for v in valor)
    else:
        texto = str(valor)
    return hashlib.blake2s(texto.encode(), digest_size=4).hexdigest()


def _frase(guardado: Model, campos: list[Field]) -> str:
    dichos = [f"{str(campo.verbose_name).capitalize()} ahora dice «{_a_la_vista(guardado, campo)}»" for campo in campos]
    return (
        f"Otra persona cambió esto mientras escribías: {enumerar(dichos)}. "
        "Lo tuyo sigue aquí: deja lo que valga y guarda otra vez."
    )


def _a_la_vista(guardado: Model, campo: Field) -> str:
    """El valor guardado como se lee en la pantalla."""
    valor = getattr(guardado, f"get_{campo.name}_display", lambda: getattr(guardado, campo.name))()
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, list | tuple):
        valor = ", ".join(str(v) for v in valor)
    texto = " ".join(str(valor or "nada").split())
    return texto if len(texto) <= LARGO_A_LA_VISTA else f"{texto[:LARGO_A_LA_VISTA].rstrip()}…"
