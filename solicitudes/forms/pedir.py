"""Lo que se escribe en la puerta: qué se pide y, si es la agenda, sus renglones."""

import uuid
from datetime import date
from typing import Any

from django import forms

from nucleo.texto.correos import CorreoField
from nucleo.texto.formato import DIAS, MESES
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from solicitudes.dominio.lectura.semana import RENGLONES_MAXIMOS
from solicitudes.dominio.recibir import Pedido
from solicitudes.estados import CON_RENGLONES, TipoDeSolicitud
from solicitudes.models import RenglonPedido

ANIOS = range(2020, 2100)
LARGO = 20_000
REVISA_EL_ANIO = "Revisa el año."
DIA = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _anio_razonable(dia: date) -> None:
    if dia.year not in ANIOS:
        raise forms.ValidationError(REVISA_EL_ANIO)


class PedidoForm(forms.Form):
    """Qué, para cuándo y quién. Lo de la agenda va en sus renglones."""

    titulo = forms.CharField(
        label="Qué necesitas, en una frase",
        max_length=200,
        validators=[UN_RENGLON],
        error_messages={"required": "Escribe en una frase qué necesitas."},
    )
    texto = forms.CharField(
        label="Cuéntanos más",
        max_length=LARGO,
        required=False,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "max_length": "Es demasiado texto: caben %(limit_value)d caracteres y llegaron %(show_value)d."
        },
    )
    fecha_limite = forms.DateField(
        label="Para cuándo", required=False, widget=DIA, validators=[_anio_razonable], help_text="Si tiene fecha."
    )
    quien = forms.CharField(label="Tu nombre", max_length=120, required=False, validators=[UN_RENGLON])
    correo = CorreoField(
        label="Tu correo", max_length=254, required=False, help_text="Para avisarte. Si lo dejas vacío, míralo aquí."
    )
    clave = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, tipo: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tipo = tipo
        self.initial.setdefault("clave", uuid.uuid4())
        if tipo in CON_RENGLONES:
            del self.fields["titulo"], self.fields["fecha_limite"]
            self.fields["texto"].label = "Tu mensaje"
            self.fields["texto"].widget.attrs["rows"] = 8
            self.fields["texto"].help_text = "Sirve lo que mandas por WhatsApp o un cuadro de Excel."
        elif tipo == TipoDeSolicitud.AVISO:
            self.fields["titulo"].label = "Qué hay que avisar, en una frase"

    def pedido(self, renglones: list[RenglonPedido]) -> Pedido:
        datos = dict(self.cleaned_data)
        datos["clave"] = datos.get("clave") or uuid.uuid4()
        return Pedido(tipo=self.tipo, renglones=renglones, **datos)


class RenglonForm(forms.Form):
    """Una actividad. La hora puede faltar; el día, no."""

    fecha = forms.DateField(
        label="Día",
        widget=DIA,
        validators=[_anio_razonable],
        error_messages={"required": "Escribe qué día es.", "invalid": "Ese día no existe."},
    )
    hora = forms.TimeField(
        label="Hora",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Esa hora no existe."},
    )
    momento = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput, validators=[UN_RENGLON])
    que = forms.CharField(
        label="Qué",
        max_length=200,
        validators=[UN_RENGLON],
        error_messages={
            "required": "Escribe qué van a hacer.",
            "max_length": "Son %(show_value)d caracteres; caben %(limit_value)d.",
        },
    )
    donde = forms.CharField(label="Dónde", max_length=200, required=False, validators=[UN_RENGLON])
    preside = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput, validators=[UN_RENGLON])
    con_fotos = forms.BooleanField(label="Que vengan a tomar fotos", required=False)

    @property
    def falta_algo(self) -> bool:
        return not (self["fecha"].value() and self["hora"].value() and self["que"].value())

    @property
    def cuando(self) -> str:
        """«Lunes 30 de noviembre · 10:00», con lo que ya se sepa."""
        try:
            dia = self.fields["fecha"].to_python(self["fecha"].value())
            hora = self.fields["hora"].to_python(self["hora"].value())
        except forms.ValidationError:
            return ""
        partes = []
        if dia:
            partes.append(f"{DIAS[dia.weekday()].capitalize()} {dia.day} de {MESES[dia.month - 1]}")
        if hora:
            partes.append(f"{hora:%H:%M}\u00a0h")
        return " · ".join(partes)

    def renglon(self) -> RenglonPedido:
        return RenglonPedido(**self.cleaned_data)


class RenglonesBase(forms.BaseFormSet):
    def renglones(self) -> list[RenglonPedido]:
        return [form.renglon() for form in self.forms]

    def escritos(self) -> list[dict[str, Any]]:
        """Lo que se escribió en cada uno, valga o no, para volver a ponerlo."""
        return [{campo: form.data.get(form.add_prefix(campo), "") for campo in form.fields} for form in self.forms]

    @property
    def sin_hora(self) -> int:
        return sum(not form["hora"].value() for form in self.forms)


RenglonesFormSet = forms.formset_factory(
    RenglonForm,
    formset=RenglonesBase,
    extra=0,
    max_num=RENGLONES_MAXIMOS,
    absolute_max=RENGLONES_MAXIMOS + 1,
    validate_max=True,
)


class RespuestaForm(forms.Form):
    """Lo que la dependencia contesta."""

    texto = forms.CharField(
        label="Tu respuesta",
        max_length=2000,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Escribe tu respuesta."},
    )
