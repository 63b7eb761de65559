"""Formularios de boletines: limpian y validan; el acto lo hace el dominio."""

from typing import Any

from django import forms

from boletines.dominio.redaccion.contenido import CAMPOS_DE_TEXTO
from boletines.dominio.redaccion.plantillas import PLANTILLAS
from boletines.models import Boletin, Titular
from medios.models import Contacto
from nucleo.pantallas.lo_visto import ConLoVisto
from nucleo.texto.correos import CorreoField
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Comunidad, Dependencia

BALAZOS_MAXIMOS = 3
BALAZO_LARGO = 160
EN_EL_PANEL = (
    "tipo",
    "tema",
    "programa",
    "dependencia",
    "comunidad",
    "lugar",
    "contacto",
    "nota_de_correccion",
)
SUELTO = {"form": "f-boletin"}  # campos que se pintan fuera de la etiqueta del formulario


class BalazosField(forms.CharField):
    """Un balazo por renglón, hasta tres."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(value)
        return value

    def to_python(self, value: Any) -> list[str]:
        renglones = [" ".join(r.split()) for r in super().to_python(value).splitlines() if r.strip()]
        if len(renglones) > BALAZOS_MAXIMOS:
            raise forms.ValidationError(f"Escribiste {len(renglones)} balazos; usa hasta {BALAZOS_MAXIMOS}.")
        for numero, renglon in enumerate(renglones, start=1):
            if len(renglon) > BALAZO_LARGO:
                raise forms.ValidationError(f"El balazo {numero} tiene {len(renglon)} caracteres; usa {BALAZO_LARGO}.")
        return renglones

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


class BoletinForm(forms.ModelForm):
    """El borrador, que puede ir incompleto. `version` viaja en el formulario para no pisar a nadie."""

    titulo = forms.CharField(
        label="Cabeza",
        max_length=160,
        required=False,
        help_text="Hasta 110 caracteres: qué pasó, en presente.",
        widget=forms.Textarea(attrs={"rows": 1, "data-contador": "110", "data-un-renglon": ""}),
    )
    balazos = BalazosField(
        required=False,
        max_length=600,
        help_text="Hasta tres, uno por renglón.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(label="Versión", widget=forms.HiddenInput, required=False, max_value=2**31 - 1)

    class Meta:
        model = Boletin
        fields = [
            "titulo",
            "sumario",
            "balazos",
            "cuerpo",
            "frase",
            "frase_de",
            "tipo",
            "tema",
            "programa",
            "dependencia",
            "comunidad",
            "lugar",
            "contacto",
            "embargo_hasta",
            "nota_de_correccion",
        ]
        labels = {"nota_de_correccion": "Nota de la corrección", "tipo": "Tipo de comunicado"}
        widgets = {
            "sumario": forms.Textarea(attrs={"rows": 2}),
            "cuerpo": forms.Textarea(attrs={"rows": 16, "data-editor": ""}),
            "frase": forms.Textarea(attrs={"rows": 2}),
            "embargo_hasta": forms.DateTimeInput(attrs={"type": "datetime-local"} | SUELTO, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "sumario": "Una frase con lo principal.",
            "frase": "Opcional: lo dicho, tal como se dijo, sin comillas.",
            "frase_de": "Nombre y cargo.",
            "programa": "La ley pide una leyenda; se agrega sola en el portal, el correo, el PDF y los textos.",
            "embargo_hasta": "Opcional. Nada sale antes de esa hora (hora del centro).",
            "nota_de_correccion": "La verá el público: «Se corrigió la cifra de beneficiarios».",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nombre in EN_EL_PANEL:
            self.fields[nombre].widget.attrs |= SUELTO
        for nombre in ("tipo", "tema", "programa", "lugar"):
            self.fields[nombre].required = False
        if self.instance.corrige_id:  # una corrección conserva la dependencia y la comunidad de lo publicado
            del self.fields["dependencia"], self.fields["comunidad"]
        else:
            self.fields["comunidad"].queryset = Comunidad.objects.para_escoger(self.instance.comunidad_id)
            self.fields["comunidad"].empty_label = "Sin comunidad"
            self.fields["dependencia"].queryset = Dependencia.objects.filter(activa=True)

    def _en_un_renglon(self, nombre: str) -> str:
        return " ".join(self.cleaned_data[nombre].split())

    def clean_titulo(self) -> str:
        return self._en_un_renglon("titulo")

    def clean_sumario(self) -> str:
        return self._en_un_renglon("sumario")

    def clean_frase(self) -> str:
        return self._en_un_renglon("frase").strip('«»“”"')

    def campos(self) -> dict[str, Any]:
        """Lo que se guarda: los campos que de verdad venían, menos la versión."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version" and self.add_prefix(k) in self.data}

    def contenido(self) -> dict[str, Any]:
        """El puro texto, para unirlo con lo que guardó otra persona."""
        return {campo: self.cleaned_data.get(campo, "") for campo in CAMPOS_DE_TEXTO}


class NuevoForm(forms.Form):
    """De qué plantilla parte un boletín y qué dependencia lo pide."""

    plantilla = forms.ChoiceField(
        choices=[(p.clave, p.nombre) for p in PLANTILLAS], initial="blanco", widget=forms.RadioSelect
    )
    titulo = forms.CharField(label="Cabeza", max_length=160, required=False, help_text="Puedes dejarla para después.")
    dependencia = forms.ModelChoiceField(Dependencia.objects.filter(activa=True), label="Dependencia")

    def clean_titulo(self) -> str:
        return " ".join(self.cleaned_data["titulo"].split())


class ConFotosForm(forms.Form):
    """De qué dependencia es el boletín que empieza con fotos de la biblioteca."""

    dependencia = forms.ModelChoiceField(Dependencia.objects.filter(activa=True), label="Dependencia")


class MotivoForm(forms.Form):
    """Pedir cambios o retirar: el motivo es obligatorio."""

    motivo = forms.CharField(label="Motivo", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class HoraForm(forms.Form):
    """A qué hora sale un boletín."""

    publicar_en = forms.DateTimeField(
        label="Otra hora",
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Escribe la fecha y la hora.", "required": "Escribe la fecha y la hora."},
    )


class VistoBuenoForm(forms.Form):
    """A quién de la dependencia se le pregunta."""

    nombre = forms.CharField(label="Nombre y cargo", max_length=120, validators=[UN_RENGLON])
    correo = CorreoField(label="Correo")


class RespuestaDeVistoBuenoForm(forms.Form):
    """Lo que contesta la dependencia, sin cuenta."""

    respuesta = forms.ChoiceField(
        label="¿Los datos son correctos?",
        choices=[("conforme", "Sí, los datos son correctos"), ("corregir", "Hay que corregir algo")],
        widget=forms.RadioSelect,
        error_messages={"required": "Elija si los datos son correctos o qué hay que corregir."},
    )
    correcciones = forms.CharField(
        label="Qué hay que corregir",
        required=False,
        max_length=2000,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ContactoField(forms.ModelChoiceField):
    """Un contacto se reconoce por su medio: «Cabina» hay en todos."""

    def label_from_instance(self, obj: Contacto) -> str:
        return f"{obj.nombre}, {obj.medio}"


class AdelantoForm(forms.Form):
    """A qué reportero se le adelanta un texto embargado."""

    contacto = ContactoField(
        Contacto.objects.invitables().select_related("medio"), required=False, label="Contacto del directorio"
    )
    nombre = forms.CharField(
        label="O escribe para quién es",
        max_length=160,
        required=False,
        validators=[UN_RENGLON],
        help_text="Su nombre aparece sobre el texto.",
    )


class TitularForm(ConLoVisto):
    """Un nombre con su cargo."""

    class Meta:
        model = Titular
        fields = ["nombre", "cargo", "dependencia", "preside", "activo"]
        help_texts = {
            "nombre": "Como debe escribirse, con sus acentos.",
            "preside": "Su nombre se cuenta en cada texto (Constitución, art. 134).",
        }
