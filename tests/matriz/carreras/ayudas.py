"""De dónde salen las fechas y los objetos de los actos que corren a la vez."""

from datetime import timedelta

from django.utils import timezone

from boletines.models.folio import FolioContador
from media_library.models import Evidencia
from personas.dominio.personas import invitar_persona
from personas.models import Persona
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.media_library import EvidenciaFactory


def hora(dias=0):
    return (timezone.localtime() + timedelta(days=dias)).strftime("%Y-%m-%dT%H:%M")


def dia(dias=0):
    return str(timezone.localdate() + timedelta(days=dias))


def tirada():
    """Una evidencia con más de treinta días en la papelera."""
    una = EvidenciaFactory()
    Evidencia.objects.filter(pk=una.pk).update(papelera_en=timezone.now() - timedelta(days=31))
    return una


def nueva_actividad(mundo):
    """Una actividad sin metas."""
    return ActividadFactory(ejercicio=mundo.actividad.ejercicio, numero=99, nombre="Otra", nombre_corto="Otra")


def invitada():
    """El enlace de una cuenta por estrenar."""
    persona = Persona.objects.get(username="directora")
    datos = {"correo": "nueva@oficina.invalid", "nombre": "Nueva", "papeles": ["redaccion"], "dependencia": None}
    return invitar_persona(**datos, por=persona, ahora=timezone.now()).enlace.split("/")[-2]


def palabras_de(boletin):
    campos = ("titulo", "sumario", "cuerpo", "tipo", "tema", "lugar", "version")
    return {c: getattr(boletin, c) for c in campos} | {"dependencia": boletin.dependencia_id, "titulo": "Otro título"}


def contador():
    """El mundo ya usó el primer folio de los mensajes."""
    FolioContador.objects.create(serie="MP", ejercicio=timezone.localdate().year, ultimo=1)
