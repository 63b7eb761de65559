"""Formularios de la cuenta y de los ajustes."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q

from nucleo.pantallas.lo_visto import ConLoVisto
from nucleo.texto.correos import CorreoField
from nucleo.texto.formato import limpiar_telefono, telefono
from nucleo.texto.validadores import UN_RENGLON
from personas.consultas import FiltroDeBitacora
from personas.models import Comunidad, Dependencia, DiaInhabil, JuegoDeIdentidad, Oficina, Persona
from personas.permisos import NOMBRES_DE_PAPELES

EJERCICIOS = range(2000, 2101)
CLAVE_MAXIMA = 256  # Argon2 no tiene por qué masticar contraseñas de un megabyte


def _fecha(**opciones: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=widget, **opciones)


def de_este_siglo(momento: date | datetime | None) -> None:
    if momento is not None and momento.year not in EJERCICIOS:
        raise forms.ValidationError("Revisa el año: debe estar entre 2000 y 2100.")


def _telefono_limpio(valor: str) -> str:
    try:
        return limpiar_telefono(valor)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class PerfilForm(forms.ModelForm):
    class Meta:
        model = Persona
        fields = ["first_name", "last_name", "cargo", "telefono", "colores", "usa_atajos"]
        labels = {"first_name": "Nombre", "last_name": "Apellidos", "colores": "Colores"}
        help_texts = {"usa_atajos": "Teclas sueltas como «n» o «g a». Apágalos si usas un lector de pantalla."}
        widgets = {
            "telefono": forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
            "colores": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True
        for campo in ("first_name", "last_name"):
            self.fields[campo].validators.append(UN_RENGLON)
        if self.instance.telefono:
            self.initial["telefono"] = telefono(self.instance.telefono)

    def clean_telefono(self) -> str:
        valor = self.cleaned_data["telefono"]
        if valor:
            return _telefono_limpio(valor)
        return ""


class PapelesForm(forms.Form):
    papeles = forms.MultipleChoiceField(
        label="Papeles",
        choices=NOMBRES_DE_PAPELES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Se suman: cada papel agrega lo que permite.",
        error_messages={"required": "Elige al menos un papel."},
    )
    dependencia = forms.ModelChoiceField(
        Dependencia.objects.none(),
        required=False,
        empty_label="Ninguna",
        help_text="Obligatoria para el enlace: sólo ve lo de su dependencia.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vigentes = Q(activa=True) | Q(pk=self.initial.get("dependencia"))
        self.fields["dependencia"].queryset = Dependencia.objects.filter(vigentes)


class CorreoForm(forms.Form):
    correo = CorreoField(
        label="Correo de la cuenta",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="Ahí llega el enlace si olvida su contraseña. El cambio se avisa al de antes y al nuevo.",
    )


class InvitarForm(PapelesForm):
    nombre = forms.CharField(label="Nombre completo", max_length=150, validators=[UN_RENGLON])
    correo = CorreoField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ["nombre", "correo", "papeles", "dependencia"]


class AceptarForm(forms.Form):
    """El correo sólo se pide cuando la invitación no lo trae: la primera cuenta."""

    correo = CorreoField(
        label="Tu correo",
        max_length=254,
        help_text="Ahí llega el enlace si olvidas tu contraseña.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    usuario = forms.CharField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="Para entrar; letras, números y puntos.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    clave = forms.CharField(
        label="Contraseña",
        max_length=CLAVE_MAXIMA,
        strip=False,
        help_text="Al menos 10 caracteres; una frase sirve.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    clave_otra_vez = forms.CharField(
        label="Contraseña otra vez",
        max_length=CLAVE_MAXIMA,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("correo"):
            del self.fields["correo"]

    def clean_clave_otra_vez(self) -> str:
        repetida = self.cleaned_data["clave_otra_vez"]
        if "clave" in self.cleaned_data and repetida != self.cleaned_data["clave"]:
            raise forms.ValidationError("Las dos contraseñas no son iguales.")
        return repetida


class OficinaForm(ConLoVisto):
    telefonos = forms.CharField(
        label="Teléfonos",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "tel"}),
        help_text="Uno por renglón.",
    )
    url_transparencia = forms.URLField(
        label="Enlace a Transparencia", required=False, max_length=200, assume_scheme="https"
    )
    escudo = forms.FileField(required=False, help_text="PNG, JPEG o WebP de hasta 2 MB.", widget=forms.FileInput)
    quitar_escudo = forms.BooleanField(label="Quitar el escudo", required=False)
    logotipo = forms.FileField(required=False, help_text="PNG, JPEG o WebP de hasta 2 MB.", widget=forms.FileInput)
    quitar_logotipo = forms.BooleanField(label="Quitar el logotipo", required=False)

    class Meta:
        model = Oficina
        fields = [
            "nombre",
            "municipio",
            "entidad",
            "entidad_corta",
            "domicilio",
            "telefonos",
            "correo",
            "sitio",
            "lema",
            "administracion",
            "serie",
            "es_unipersonal",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipio"].required = self.fields["entidad"].required = True
        self.fields["sitio"].validators.append(UN_RENGLON)
        self.initial["url_transparencia"] = self.instance.url_transparencia
        self.initial["telefonos"] = "\n".join(telefono(t) for t in self.instance.telefonos)
        for campo in ("escudo", "logotipo"):
            self.fields[campo].widget.attrs["accept"] = "image/png,image/jpeg,image/webp"

    def clean_telefonos(self) -> list[str]:
        renglones = self.cleaned_data["telefonos"].replace(",", "\n").splitlines()
        return [_telefono_limpio(renglon) for renglon in renglones if renglon.strip()]


class IdentidadForm(ConLoVisto):
    """Los colores se escogen o se escriben; el acto los revisa."""

    # Un color siempre trae valor: HTML no admite «required» ni «maxlength» en él.
    use_required_attribute = False

    class Meta:
        model = JuegoDeIdentidad
        fields = ["color_principal", "color_de_acento", "letra", "que_no"]
        widgets = {
            "color_principal": forms.ColorInput,
            "color_de_acento": forms.ColorInput,
            "que_no": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "color_principal": "Lleva letras blancas encima: banda y borde de teja.",
            "color_de_acento": "Día y hora, sobre el papel.",
            "que_no": "Un renglón por cosa: deformar el escudo, ponerlo sobre una foto…",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for color in ("color_principal", "color_de_acento"):
            del self.fields[color].widget.attrs["maxlength"]

    def _post_clean(self) -> None:
        """La instancia la cambia el acto."""


class DependenciaForm(forms.ModelForm):
    class Meta:
        model = Dependencia
        fields = ["nombre", "siglas"]


class ComunidadForm(forms.ModelForm):
    class Meta:
        model = Comunidad
        fields = ["nombre"]


class DiaForm(forms.ModelForm):
    fecha = _fecha(validators=[de_este_siglo])

    class Meta:
        model = DiaInhabil
        fields = ["fecha", "motivo"]


class BitacoraForm(forms.Form):
    q = forms.CharField(
        label="Palabra", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    persona = forms.ModelChoiceField(Persona.objects.all(), label="Quién", required=False, empty_label="Todas")
    desde = _fecha(label="Desde", required=False, validators=[de_este_siglo])
    hasta = _fecha(label="Hasta", required=False, validators=[de_este_siglo])

    def filtro(self) -> FiltroDeBitacora:
        """Lo que se entiende filtra; lo demás se ignora y su error se muestra."""
        self.is_valid()
        datos = self.cleaned_data
        return FiltroDeBitacora(datos.get("q", ""), datos.get("persona"), datos.get("desde"), datos.get("hasta"))
