"""Lo que se lee del compositor y de la cuenta."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.pantallas.vistas import enteros_de, opcion_de, texto_de
from redes.consultas import de_la_fecha, siguiente_espacio
from redes.dominio.redaccion import Escrito
from redes.estados import Red
from redes.models import Composicion, CuentaDeRed

CUANDOS = ("ahora", "espacio", "fecha")


class CuentaForm(forms.Form):
    nombre = forms.CharField(label="Cómo se llama la página", max_length=120)
    id_remoto = forms.CharField(
        label="Identificador de la página", max_length=60, help_text="Sólo números: está en Información de la página."
    )
    llave = forms.CharField(
        label="Llave de la página",
        required=False,
        max_length=2000,
        help_text="Se guarda cifrada y no se vuelve a enseñar. Vacía, se conserva la que ya está.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    @classmethod
    def de(cls, cuenta: CuentaDeRed | None) -> dict[str, str]:
        return {"nombre": cuenta.nombre, "id_remoto": cuenta.id_remoto} if cuenta else {}


def lo_escrito(datos: QueryDict, composicion: Composicion, ahora: datetime) -> Escrito:
    """El formulario entero como lo pide el dominio, con lo que se agrega, se quita y se sube o se baja."""
    redes = {
        red: "" if datos.get(f"igual_{red}") else texto_de(datos, f"texto_{red}")
        for red in Red.values
        if red in datos.getlist("red")
    }
    return Escrito(
        titulo=texto_de(datos, "titulo", largo=300),
        texto=texto_de(datos, "texto", largo=100_000),
        enlace=texto_de(datos, "enlace", largo=500),
        tema=texto_de(datos, "tema", largo=30),
        redes=redes,
        fotos=_fotos(datos),
        sale_en=_cuando(datos, composicion, ahora),
    )


def _fotos(datos: QueryDict) -> list[tuple[int, str]]:
    orden = list(dict.fromkeys([*enteros_de(datos, "foto"), *enteros_de(datos, "agregar")]))
    quitar = set(enteros_de(datos, "quitar"))
    for boton, paso in (("subir", -1), ("bajar", 1)):
        for pk in enteros_de(datos, boton):
            lugar = orden.index(pk) if pk in orden else -1
            if lugar >= 0 and 0 <= lugar + paso < len(orden):
                orden[lugar], orden[lugar + paso] = orden[lugar + paso], orden[lugar]
    return [(pk, texto_de(datos, f"alt_{pk}", largo=1000)) for pk in orden if pk not in quitar]


def _cuando(datos: QueryDict, composicion: Composicion, ahora: datetime) -> datetime | None:
    cual = opcion_de(datos, "cuando", CUANDOS, "ahora")
    if cual == "espacio":
        return siguiente_espacio(ahora, sin=composicion)
    if cual == "fecha":
        return leer_fecha(datos)
    return None


def leer_fecha(datos: QueryDict) -> datetime:
    """Día y hora de aquí. Rechaza lo que no se entiende, con su frase."""
    try:
        dia = datetime.strptime(datos.get("fecha", ""), "%Y-%m-%d").date()  # noqa: DTZ007 - día y hora de aquí
        hora = datetime.strptime(datos.get("hora", "")[:5], "%H:%M").time()  # noqa: DTZ007 - ídem
    except ValueError:
        raise NoSePuede([Impedimento("Escribe el día y la hora en que sale.", "sale_en")]) from None
    return de_la_fecha(dia, hora)
