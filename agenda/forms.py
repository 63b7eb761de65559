"""Formularios de agenda. Seis campos para empezar: qué, cuándo, cuánto dura, dónde, de quién y quién puede saber."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from agenda.consultas import dependencias_para
from agenda.dominio.recurrencia import LARGO_MAXIMO, VECES_MAXIMAS, CadaCuando, Regla, opciones_de
from agenda.estados import Alcance, EstadoEvento
from agenda.models import Evento
from nucleo.texto.formato import CENTRO, DIAS
from nucleo.texto.validadores import UN_RENGLON
from personas.models import Comunidad, Dependencia, Persona
from personas.permisos import EDITAR_AGENDA

DURACION_MAXIMA = timedelta(days=31)


class EventoForm(forms.ModelForm):
    """Crear o editar un evento; `version` viaja para no pisar a nadie."""

    fecha = forms.DateField(label="Fecha", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hora = forms.TimeField(label="Hora", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    hora_fin = forms.TimeField(
        label="Termina",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Si lo dejas vacío, dura una hora.",
    )
    estado = forms.ChoiceField(
        label="Qué tan seguro es",
        choices=[(e.value, e.label) for e in (EstadoEvento.CONFIRMADO, EstadoEvento.TENTATIVO)],
        help_text="A lo tentativo no se invita a medios ni sale en la agenda pública.",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Evento
        fields = [
            "titulo",
            "lugar",
            "comunidad",
            "dependencia",
            "alcance",
            "tipo",
            "tema",
            "prioridad",
            "preside",
            "objetivo",
            "requerimientos",
        ]
        widgets = {"objetivo": forms.Textarea(attrs={"rows": 3}), "requerimientos": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "requerimientos": "Sonido, templete, traslado…",
            "preside": "Cargo de quien encabeza el acto.",
            "tema": "Lo hereda el boletín; en un periodo de suspensión decide si se invita a medios.",
        }

    def __init__(self, *args: Any, persona: Persona, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        la_suya = Dependencia.objects.filter(pk=self.instance.dependencia_id)
        self.fields["dependencia"].queryset = dependencias_para(persona) | la_suya
        self.fields["comunidad"].queryset = Comunidad.objects.para_escoger(self.instance.comunidad_id)
        self.fields["comunidad"].empty_label = "Sin comunidad"
        if self.instance.pk or not persona.puede(EDITAR_AGENDA):
            del self.fields["estado"]
        if persona.es_solo_enlace:
            del self.fields["prioridad"]
            self.initial["dependencia"] = self.initial.get("dependencia") or persona.dependencia_id
            self.fields["alcance"].choices = [c for c in Alcance.choices if c[0] != Alcance.PUBLICO]
        if self.instance.pk:
            inicio, fin = self.instance.inicio.astimezone(CENTRO), self.instance.fin.astimezone(CENTRO)
            self.initial |= {
                "fecha": inicio.date(),
                "hora": inicio.time(),
                "hora_fin": fin.time(),
                "version": self.instance.version,
            }

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        fecha, hora, hora_fin = datos.get("fecha"), datos.get("hora"), datos.get("hora_fin")
        if fecha and not 2000 <= fecha.year <= 2100:  # noqa: PLR2004 - un año de cuatro cifras mal escrito
            self.add_error("fecha", "Revisa el año de la fecha.")
        elif fecha and hora:
            inicio = datetime.combine(fecha, hora, tzinfo=CENTRO)
            fin = datetime.combine(fecha, hora_fin, tzinfo=CENTRO) if hora_fin else inicio + timedelta(hours=1)
            if fin <= inicio:
                self.add_error("hora_fin", "Debe terminar después de empezar.")
            datos |= {"inicio": inicio, "fin": fin}
            self.instance.inicio, self.instance.fin = inicio, fin
        return datos

    def campos_del_evento(self) -> dict[str, Any]:
        """Lo que recibe el dominio."""
        nombres = (*self.Meta.fields, "inicio", "fin", *(["estado"] if self.cleaned_data.get("estado") else []))
        return {n: self.cleaned_data[n] for n in nombres if n in self.cleaned_data}


class HoraForm(forms.Form):
    """Otra hora para un evento que ya está; sin la de término, dura lo mismo que duraba."""

    fecha = forms.DateField(label="Fecha", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hora = forms.TimeField(label="Empieza", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    hora_fin = forms.TimeField(
        label="Termina",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Si lo dejas vacío, dura lo mismo que antes.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, evento: Evento, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evento = evento
        inicio, fin = evento.inicio.astimezone(CENTRO), evento.fin.astimezone(CENTRO)
        self.initial = {"fecha": inicio.date(), "hora": inicio.time(), "version": evento.version} | self.initial
        if inicio.date() == fin.date():
            self.initial.setdefault("hora_fin", fin.time())

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        fecha, hora = datos.get("fecha"), datos.get("hora")
        if fecha and not 2000 <= fecha.year <= 2100:  # noqa: PLR2004 - un año de cuatro cifras mal escrito
            self.add_error("fecha", "Revisa el año de la fecha.")
        elif fecha and hora:
            inicio = datetime.combine(fecha, hora, tzinfo=CENTRO)
            fin = inicio + (self.evento.fin - self.evento.inicio)
            if datos.get("hora_fin"):
                fin = datetime.combine(fecha, datos["hora_fin"], tzinfo=CENTRO)
            if fin <= inicio:
                self.add_error("hora_fin", "Debe terminar después de empezar.")
            datos |= {"inicio": inicio, "fin": fin}
        return datos

    def cita(self) -> dict[str, Any]:
        """Lo que recibe el dominio."""
        return {"inicio": self.cleaned_data["inicio"], "fin": self.cleaned_data["fin"]}


class ReprogramarForm(HoraForm):
    """La fecha nueva, el lugar si cambia y por qué."""

    lugar = forms.CharField(label="Dónde", max_length=200, validators=[UN_RENGLON])
    motivo = forms.CharField(
        label="Por qué se reprograma",
        max_length=200,
        validators=[UN_RENGLON],
        help_text="Los medios lo van a preguntar.",
    )

    def __init__(self, *args: Any, evento: Evento, **kwargs: Any) -> None:
        super().__init__(*args, evento=evento, **kwargs)
        self.initial.setdefault("lugar", evento.lugar)

    def cita(self) -> dict[str, Any]:
        return super().cita() | {"lugar": self.cleaned_data["lugar"]}


class RepetirForm(forms.Form):
    """Cada cuándo se repite, en palabras que salen de la fecha del evento."""

    cada_cuando = forms.ChoiceField(label="Cada cuándo", initial=CadaCuando.SEMANAL)
    cada = forms.IntegerField(
        label="De cuántos en cuántos",
        min_value=1,
        max_value=30,
        initial=1,
        help_text="Con 2 es uno sí y uno no: cada dos semanas, cada dos meses.",
    )
    dias = forms.TypedMultipleChoiceField(
        label="Qué días de la semana",
        choices=list(enumerate(d.capitalize() for d in DIAS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sólo si es cada semana. El día del evento siempre cuenta.",
    )
    hasta = forms.DateField(
        label="Hasta", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    veces = forms.IntegerField(
        label="O cuántas veces", required=False, min_value=2, max_value=VECES_MAXIMAS, help_text="Contando ésta."
    )
    con_encargos = forms.BooleanField(label="Encargar a las mismas personas en todas", required=False, initial=True)

    def __init__(self, *args: Any, evento: Evento, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.primero = evento.inicio.astimezone(CENTRO).date()
        self.fields["cada_cuando"].choices = opciones_de(self.primero)
        self.initial.setdefault("hasta", self.primero + timedelta(days=91))
        self.initial.setdefault("dias", [self.primero.weekday()])

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        hasta, veces = datos.get("hasta"), datos.get("veces")
        if not hasta and not veces and not self.errors:
            self.add_error("hasta", "Di hasta cuándo, o cuántas veces.")
        elif hasta and not veces and not self.primero < hasta <= self.primero + LARGO_MAXIMO:
            self.add_error("hasta", "Escoge una fecha después del evento y dentro de los dos años siguientes.")
        return datos

    def regla(self) -> Regla:
        """Lo que recibe el dominio. Si se dicen las dos, valen las veces."""
        datos = self.cleaned_data
        dias = tuple(sorted({self.primero.weekday(), *datos["dias"]}))
        hasta, veces = datos["hasta"], datos["veces"] or 0
        if veces:
            hasta = None
        return Regla(datos["cada_cuando"], self.primero, datos["cada"], dias, hasta, veces)
