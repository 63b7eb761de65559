"""Dos personas con la misma ficha abierta: la segunda lee lo que guardó la primera antes de encimarse."""

import importlib

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from boletines.models import Titular
from nucleo.casa import APPS
from nucleo.pantallas.lo_visto import ConLoVisto
from personas.models import Oficina
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.medios import ContactoFactory, MedioFactory
from tests.fabricas.paginas import PaginaFactory

DE_ELLA = "Como lo dejó ella"
MIO = "Como lo dejé yo"


def un_medio():
    medio = MedioFactory()
    return reverse("medios:editar", args=[medio.pk]), medio, "municipio", "notas"


def un_contacto():
    contacto = ContactoFactory()
    return reverse("medios:editar_contacto", args=[contacto.pk]), contacto, "cargo", "notas"


def la_oficina():
    return reverse("personas:oficina"), Oficina.objects.actual(), "lema", "domicilio"


def la_oficina_en_la_bienvenida():
    return reverse("personas:bienvenida"), Oficina.objects.actual(), "domicilio", "nombre"


def una_actividad():
    actividad = ActividadFactory(ejercicio=timezone.localdate().year + 1)
    return reverse("cronograma:actividad", args=[actividad.pk]), actividad, "unidad", "formula"


def una_pagina_oficial():
    pagina = PaginaFactory()
    return reverse("paginas:editar", args=[pagina.pk]), pagina, "nombre", "fundamento"


def un_titular():
    titular = Titular.objects.create(nombre="Quien preside", cargo="Presidencia")
    return reverse("boletines:editar_nombre", args=[titular.pk]), titular, "cargo", "nombre"


CASOS = (un_medio, un_contacto, la_oficina, la_oficina_en_la_bienvenida, una_actividad, una_pagina_oficial, un_titular)


def lo_que_manda_el_navegador(form):
    """Cada campo con el valor que la página le puso; una casilla sin marcar no viaja."""
    valores = {campo.html_name: campo.value() for campo in form}
    return {nombre: valor for nombre, valor in valores.items() if valor not in (None, False)}


@pytest.mark.django_db
@pytest.mark.parametrize("caso", CASOS)
def test_la_segunda_lee_lo_que_guardo_la_primera_y_decide(caso, oficina, directora, client):
    client.force_login(directora)
    direccion, guardado, suyo, mio = caso()
    pagina = client.get(direccion)
    enviado = lo_que_manda_el_navegador(pagina.context["form"]) | {mio: MIO}
    adonde = reverse("personas:oficina") if "bienvenida" in direccion else direccion
    type(guardado).objects.filter(pk=guardado.pk).update(**{suyo: DE_ELLA})

    negada = client.post(adonde, enviado)

    guardado.refresh_from_db()
    assert 'name="visto"' in pagina.content.decode()
    assert negada.status_code == 422
    assert f"«{DE_ELLA}»" in negada.content.decode()
    assert MIO in negada.content.decode()
    assert (getattr(guardado, suyo), getattr(guardado, mio) != MIO) == (DE_ELLA, True)

    client.post(adonde, lo_que_manda_el_navegador(negada.context["form"]) | {suyo: DE_ELLA})

    guardado.refresh_from_db()
    assert (getattr(guardado, suyo), getattr(guardado, mio)) == (DE_ELLA, MIO)


# Crean, o es de una sola persona, o lo cuida el acto con la versión que trae el formulario.
CUIDADOS_DE_OTRO_MODO = {"version", "edicion", "revision"}
SOLO_CREAN_O_SON_DE_UNA_PERSONA = {
    "AvisoForm",
    "BajaForm",
    "BuzonForm",
    "CartaForm",
    "ComunidadForm",
    "DependenciaForm",
    "DiaForm",
    "OrdenForm",
    "PerfilForm",
    "PeriodoForm",
    "ReunionForm",
}


def test_todo_formulario_que_cambia_lo_guardado_dice_que_ensenaba():
    for app in APPS:
        if importlib.util.find_spec(f"{app}.forms"):
            importlib.import_module(f"{app}.forms")
    sin_cuidar = {
        clase.__name__
        for clase in _todas(forms.ModelForm)
        if clase.__module__.split(".")[0] in APPS
        and not issubclass(clase, ConLoVisto)
        and not CUIDADOS_DE_OTRO_MODO & set(clase.base_fields)
    }

    assert sin_cuidar - SOLO_CREAN_O_SON_DE_UNA_PERSONA == set()


def _todas(clase):
    return {clase, *(nieta for hija in clase.__subclasses__() for nieta in _todas(hija))}
