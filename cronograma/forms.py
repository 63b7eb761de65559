"""Formularios del cronograma."""

from django import forms

from nucleo.validadores import UN_RENGLON


class EvidenciaManualForm(forms.Form):
    """Trabajo real con su prueba."""

    titulo = forms.CharField(label="Qué es", max_length=160, validators=[UN_RENGLON])
    fecha = forms.DateField(
        label="Fecha en que se hizo", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cantidad = forms.IntegerField(label="Cuántas", min_value=1, max_value=500, initial=1)
    archivo = forms.FileField(label="Archivo de prueba", required=False, help_text="Foto, PDF, audio o video.")
    enlace = forms.URLField(label="O un enlace", required=False, max_length=400, assume_scheme="https")
    motivo = forms.CharField(label="Por qué se agrega a mano", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class AnularForm(forms.Form):
    motivo = forms.CharField(label="Por qué no cuenta", max_length=300)
