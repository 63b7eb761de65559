"""Componer un correo: en texto y en HTML, con una sola base, sin nada de fuera y con los datos de la oficina."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from difusion.dominio.correo import componer
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


def test_dice_lo_mismo_en_texto_y_en_html(ahora, oficina):
    correo = componer("credencial", persona=PersonaFactory(), frase="Cambió tu correo: ahora es otro", ahora=ahora)

    assert "Cambió tu correo" in correo["texto"]
    assert "Cambió tu correo" in correo["html"]
    assert ">Tu cuenta</p>" in correo["html"]


def test_con_la_oficina_dada_no_se_pregunta_otra_vez(ahora, oficina, django_assert_num_queries):
    persona = PersonaFactory()

    with django_assert_num_queries(0):
        componer("credencial", oficina=oficina, persona=persona, frase="Cambió tu correo", ahora=ahora)


PLANTILLAS = Path(settings.BASE_DIR) / "templates"
CORREOS = sorted([*(PLANTILLAS / "correos").glob("[!_]*.html"), *(PLANTILLAS / "account/email").glob("*.html")])


def test_cada_correo_va_en_texto_y_en_html():
    carpetas = (PLANTILLAS / "correos", PLANTILLAS / "account/email")
    textos = {p.with_suffix("") for c in carpetas for p in c.glob("*.txt") if not p.stem.endswith("_subject")}

    assert {p.with_suffix("") for p in CORREOS} == textos


def _base_de(plantilla):
    """La plantilla de la que parte, hasta la que no parte de ninguna."""
    hereda = re.match(r'{% extends "([^"]+)" %}', plantilla.read_text())
    return _base_de(PLANTILLAS / hereda[1]) if hereda else plantilla.name


@pytest.mark.parametrize("plantilla", CORREOS, ids=lambda p: p.stem)
def test_todos_los_correos_tienen_la_misma_base(plantilla):
    assert _base_de(plantilla) == "_marco.html"


@pytest.mark.parametrize(
    "plantilla", [*(PLANTILLAS / "correos").glob("*.html"), *CORREOS], ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_ningun_correo_pide_nada_a_ningun_sitio(plantilla):
    """Una imagen de fuera dice a qué hora y desde dónde se abrió el correo."""
    texto = plantilla.read_text()

    assert re.findall(r'src="(?!cid:)|url\(|@import|<link|<script|<iframe|background="', texto) == []
