from django import forms

from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON


class AlbumForm(forms.Form):
    nombre = forms.CharField(label="Nombre", max_length=120, validators=[UN_RENGLON])
    descripcion = forms.CharField(
        label="De qué es",
        required=False,
        max_length=400,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
