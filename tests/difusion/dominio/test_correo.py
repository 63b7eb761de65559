"""Componer un correo: siempre texto, con HTML si su plantilla lo tiene, y con los datos de la oficina."""

from pathlib import Path

import pytest
from django.conf import settings

from difusion.dominio.correo import SOLO_TEXTO, componer
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


def test_el_que_es_solo_texto_no_lleva_html(ahora, oficina):
    correo = componer("credencial", persona=PersonaFactory(), frase="Cambió tu correo: ahora es otro", ahora=ahora)

    assert set(correo) == {"texto"}
    assert "Cambió tu correo" in correo["texto"]


def test_con_la_oficina_dada_no_se_pregunta_otra_vez(ahora, oficina, django_assert_num_queries):
    persona = PersonaFactory()

    with django_assert_num_queries(0):
        componer("credencial", oficina=oficina, persona=persona, frase="Cambió tu correo", ahora=ahora)


def test_cada_plantilla_de_texto_tiene_su_html_o_esta_en_la_lista():
    carpeta = Path(settings.BASE_DIR) / "templates" / "correos"
    sin_html = {p.stem for p in carpeta.glob("*.txt") if not p.with_suffix(".html").exists()}

    assert sin_html == SOLO_TEXTO
