from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from media_library.consultas.filtros import filtrar
from media_library.dominio.seleccion.colecciones import nombres_de
from media_library.dominio.seleccion.lote import CambioDeLote
from media_library.estados import BaseDeDerechos, Menores
from media_library.forms.filtros import FiltroForm
from media_library.models import Album, Consentimiento, Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import fecha_media, numero
from nucleo.texto.validadores import SIN_CONTROL, UN_RENGLON
from personas.models import Persona

MUCHAS = 5000
DE_LOTE = ("titulo", "pie", "credito", "personas", "evento", "menores", "base_de_derechos", "licencia")


class SeleccionForm(forms.Form):
    """Las evidencias marcadas, o todos los resultados de un filtro; sólo entre las que la persona puede ver."""

    evidencias = forms.ModelMultipleChoiceField(
        Evidencia.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": "Una de las fotos marcadas ya no existe o no puedes verla.",
            "invalid_pk_value": "Una de las fotos marcadas no se entiende; vuelve a cargar la página.",
        },
    )

    todos = forms.BooleanField(required=False)
    filtro = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args: Any, persona: Persona, muchas: int = MUCHAS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona, self.muchas = persona, muchas
        self.fields["evidencias"].queryset = Evidencia.objects.visibles_para(persona)

    def clean(self) -> dict[str, Any]:
        limpio = super().clean()
        if limpio.get("todos"):
            limpio["evidencias"] = self._los_del_filtro(limpio.get("filtro", ""))
        elif "evidencias" in limpio and not limpio["evidencias"]:
            self.add_error("evidencias", "Marca al menos una foto.")
        return limpio

    def _los_del_filtro(self, direccion: str) -> list[Evidencia]:
        datos = FiltroForm(QueryDict(direccion.removeprefix("?")), persona=self.persona).limpios()
        todas = Evidencia.objects.visibles_para(self.persona).vivas()
        visibles = filtrar(todas, datos, persona=self.persona, ahora=timezone.now())
        elegidas = list(visibles.defer("vector").order_by("-capturada_en", "-pk")[: self.muchas + 1])
        if len(elegidas) > self.muchas:
            self.add_error("evidencias", f"Son más de {numero(self.muchas)}: acota con un filtro y hazlo por partes.")
        elif not elegidas:
            self.add_error("evidencias", "Ninguna foto cumple ese filtro.")
        return elegidas

    def en_orden(self) -> list[int]:
        """Las llaves en el orden en que se marcaron."""
        elegidas = [e.pk for e in self.cleaned_data["evidencias"]]
        if self.cleaned_data.get("todos"):
            return elegidas
        marcadas = self.data.getlist("evidencias")
        return sorted(elegidas, key=lambda pk: marcadas.index(str(pk)) if str(pk) in marcadas else len(marcadas))


class LoteForm(forms.Form):
    """Lo que se cambia a la selección: un campo vacío no borra lo que había."""

    titulo = forms.CharField(label="Título", required=False, max_length=120, validators=[UN_RENGLON])
    pie = forms.CharField(
        label="Pie de foto",
        required=False,
        max_length=400,
        validators=[SIN_CONTROL],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    credito = forms.CharField(label="Crédito", required=False, max_length=120, validators=[UN_RENGLON])
    personas = forms.CharField(
        label="Quiénes aparecen, con su cargo", required=False, max_length=400, validators=[UN_RENGLON]
    )
    etiquetas = forms.CharField(
        label="Agregar etiquetas",
        required=False,
        max_length=600,
        validators=[UN_RENGLON],
        help_text="Separadas con comas: obra pública, deportes.",
    )
    album = forms.ModelChoiceField(Album.objects.all(), label="Agregar al álbum", required=False, empty_label="Ninguno")
    album_nuevo = forms.CharField(label="O a un álbum nuevo", required=False, max_length=120, validators=[UN_RENGLON])
    evento = forms.TypedChoiceField(label="Mover al evento", required=False, empty_value=None)
    menores = forms.ChoiceField(
        label="Niñas, niños o adolescentes", required=False, choices=[("", "Como está"), *Menores.choices[1:]]
    )
    base_de_derechos = forms.ChoiceField(
        label="De quién es la obra", required=False, choices=[("", "Como está"), *BaseDeDerechos.choices[1:]]
    )
    licencia = forms.CharField(label="Licencia", required=False, max_length=160, validators=[UN_RENGLON])
    carta = forms.ModelChoiceField(
        Consentimiento.objects.filter(revocado_en__isnull=True),
        label="Ligar carta de uso de imagen",
        required=False,
        empty_label="Ninguna",
    )

    def __init__(self, *args: Any, persona: Persona, eventos: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persona = persona
        por_llave = {str(e.pk): e for e in eventos}
        opciones = [(llave, f"{fecha_media(e.inicio)} · {e}") for llave, e in por_llave.items()]
        self.fields["evento"].choices = [("", "Como está"), *opciones]
        self.fields["evento"].coerce = por_llave.get

    def clean_etiquetas(self) -> list[str]:
        try:
            return nombres_de(self.cleaned_data["etiquetas"])
        except NoSePuede as negativa:
            raise forms.ValidationError(str(negativa), code="etiquetas") from None

    def clean_album_nuevo(self) -> str:
        nombre = self.cleaned_data["album_nuevo"].strip()
        if Album.objects.filter(nombre=nombre).exists():
            raise forms.ValidationError("Ya hay un álbum con ese nombre: elígelo de la lista.", code="album")
        return nombre

    def cambio(self, album: Album | None) -> CambioDeLote:
        """En lote sólo se escribe lo que trae texto."""
        limpio = self.cleaned_data
        textos = {clave: limpio[clave] or None for clave in DE_LOTE}
        return CambioDeLote(
            **textos, etiquetas=limpio["etiquetas"], album=album or limpio["album"], carta=limpio["carta"]
        )
