"""Formularios del cronograma."""

from datetime import date
from typing import Any

from django import forms

from cronograma.consultas.reglas import DE_FABRICA
from cronograma.dominio.plan.pegado import LARGO_MAXIMO
from cronograma.models import META_MAXIMA, Actividad, PlanAnual
from nucleo.pantallas.lo_visto import ConLoVisto
from nucleo.texto.formato import MESES
from nucleo.texto.validadores import UN_RENGLON


class PlanForm(ConLoVisto):
    """Los umbrales y el plazo de un año."""

    class Meta:
        model = PlanAnual
        fields = [
            "administracion",
            "parcial_desde",
            "sobrecumplido_desde",
            "dias_que_suspenden",
            "cierra_hasta_el",
            "dias_sin_cobertura",
            "horas_del_boletin",
            "pide_segunda_firma",
        ]


class ActividadForm(ConLoVisto):
    """Una actividad del plan, con su ficha de indicador."""

    class Meta:
        model = Actividad
        fields = [
            "nombre",
            "nombre_corto",
            "unidad",
            "regla",
            "se_suspende",
            "responsable",
            "peso",
            "linea_del_pmd",
            "indicador",
            "formula",
            "fuente",
            "linea_base",
        ]


class PegarForm(forms.Form):
    """La tabla del plan como se pega de Word o de Excel, y de qué año es."""

    ejercicio = forms.IntegerField(label="Año del plan", min_value=2000, max_value=2100)
    tabla = forms.CharField(
        label="Tabla",
        max_length=LARGO_MAXIMO,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "ancho-fijo", "spellcheck": "false"}),
        help_text="Cópiala con su encabezado de meses. Los totales se dejan fuera.",
        error_messages={"required": "Pega aquí la tabla del plan, con su encabezado de meses."},
    )


class EvidenciaManualForm(forms.Form):
    """Trabajo real con su prueba, del mes de la celda donde se agrega."""

    titulo = forms.CharField(label="Qué es", max_length=160, validators=[UN_RENGLON])
    fecha = forms.DateField(
        label="Fecha en que se hizo", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cantidad = forms.IntegerField(label="Cuántas", min_value=1, max_value=500, initial=1)
    archivo = forms.FileField(label="Archivo de prueba", required=False, help_text="Foto, PDF, audio o video.")
    enlace = forms.URLField(label="O un enlace", required=False, max_length=400, assume_scheme="https")
    motivo = forms.CharField(label="Por qué se agrega a mano", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, mes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mes = mes

    def clean_fecha(self) -> date:
        fecha: date = self.cleaned_data["fecha"]
        if fecha.month != self.mes:
            raise forms.ValidationError(
                f"Esta celda es de {MESES[self.mes - 1]}: lo de {MESES[fecha.month - 1]} se agrega en la suya."
            )
        return fecha


class MetaForm(forms.Form):
    """Lo programado de un mes, o a qué mes se pasa, y por qué."""

    programado = forms.IntegerField(
        label="Planeado",
        min_value=0,
        max_value=META_MAXIMA,
        help_text="La X del POA vale 1; aquí se fija la cantidad.",
        error_messages={
            "min_value": f"La meta va de 0 a {META_MAXIMA}.",
            "max_value": f"La meta va de 0 a {META_MAXIMA}.",
            "invalid": f"Escribe la meta con números, de 0 a {META_MAXIMA}.",
            "required": f"Escribe la meta con números, de 0 a {META_MAXIMA}.",
        },
    )
    motivo = forms.CharField(label="Por qué cambia", required=False)  # su largo lo dice el dominio, con lo escrito

    def __init__(self, *args: Any, mes: int, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="meta-%s", **kwargs)
        siguen = [(str(n), MESES[n - 1].capitalize()) for n in range(mes + 1, 13)]
        if siguen:
            self.fields["pasa_a"] = forms.TypedChoiceField(
                label="O pasarla a otro mes",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", "No"), *siguen],
            )
            self.order_fields(["programado", "pasa_a", "motivo"])


class ReglaForm(forms.Form):
    """Lo que una regla deja ajustar, desde qué mes y por qué."""

    fotos = forms.IntegerField(label="Fotos descritas que hacen falta", min_value=1, max_value=50)
    boletines_en_el_portal = forms.BooleanField(
        label="Contar también los boletines escritos en el portal", required=False
    )
    desde = forms.DateField(
        label="Rige desde el mes de", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    motivo = forms.CharField(
        label="Por qué cambia",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Escribe por qué cambia: alguien lo va a revisar."},
    )

    def __init__(self, *args: Any, regla: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=regla, **kwargs)
        self.regla = regla
        for campo in {"fotos", "boletines_en_el_portal"} - set(DE_FABRICA.get(regla, {})):
            del self.fields[campo]
