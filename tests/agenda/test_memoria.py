"""La memoria fotográfica y la hoja de contactos de un evento."""

import io
import subprocess
from datetime import timedelta

import pytest
from PIL import Image

from agenda.dominio.memoria import MAXIMO, memoria_de, pdf_de_contactos, pdf_de_memoria
from media_library.dominio import derivados, ingesta
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def con_fotos(settings, tmp_path, ahora):
    """Un evento con dos fotos de verdad, derivadas; la segunda sin pie."""
    for clave in ("DIR_ORIGINALES", "DIR_DERIVADOS"):
        carpeta = tmp_path / clave.lower()
        carpeta.mkdir()
        setattr(settings, clave, carpeta)
    evento = EventoFactory(titulo="Inauguración de la peña")
    for n, pie in enumerate(("Corte de listón en la peña", "")):
        salida = io.BytesIO()
        Image.new("RGB", (900 + n, 600), "teal").save(salida, "JPEG")
        salida.seek(0)
        evidencia = ingesta.ingresar(
            archivo=salida, nombre=f"DSC_{n}.jpg", evento_ref=evento.ref, por=PersonaFactory(), ahora=ahora
        )
        evidencia.pie, evidencia.credito, evidencia.texto_alternativo = pie, "Fotografía municipal", "Un listón rojo"
        evidencia.save()
    derivados.derivar_todo()
    return evento


def _texto(octetos, tmp_path):
    archivo = tmp_path / "memoria.pdf"
    archivo.write_bytes(octetos)
    return subprocess.run(["pdftotext", "-layout", archivo, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.lento
def test_el_pdf_lleva_pies_creditos_y_dice_lo_que_falta(con_fotos, oficina, tmp_path):
    texto = _texto(pdf_de_memoria(memoria_de(con_fotos)), tmp_path)

    assert "Inauguración de la peña" in texto
    assert "Corte de listón en la peña" in texto
    assert "Foto: Fotografía municipal" in texto
    assert "1 sin pie de foto no aparece" in texto


@pytest.mark.lento
def test_la_hoja_de_contactos_lleva_todas_con_su_archivo(con_fotos, oficina, tmp_path):
    texto = _texto(pdf_de_contactos(con_fotos), tmp_path)

    assert "DSC_0.jpg" in texto
    assert "DSC_1.jpg" in texto
    assert "2 fotografías" in texto


@pytest.mark.lento
def test_lo_que_se_procesa_se_omite_y_se_dice(con_fotos, oficina, tmp_path):
    EvidenciaFactory(evento_ref=con_fotos.ref, pie="Otra")

    assert "1 todavía se procesan" in _texto(pdf_de_memoria(memoria_de(con_fotos)), tmp_path)


def test_entran_las_que_tienen_pie_en_el_orden_en_que_se_tomaron(ahora):
    evento = EventoFactory()
    tarde = EvidenciaFactory(evento_ref=evento.ref, pie="Tarde", capturada_en=ahora + timedelta(hours=1))
    temprano = EvidenciaFactory(evento_ref=evento.ref, pie="Temprano", capturada_en=ahora)
    EvidenciaFactory(evento_ref=evento.ref)
    EvidenciaFactory(evento_ref=evento.ref, pie="En la papelera", papelera_en=ahora)
    EvidenciaFactory(pie="De otro evento")

    memoria = memoria_de(evento)

    assert memoria.fotos == [temprano, tarde]
    assert memoria.sin_describir == 1


def test_si_ninguna_tiene_pie_entran_todas_y_nunca_mas_de_las_que_caben():
    evento = EventoFactory()
    EvidenciaFactory.create_batch(MAXIMO + 3, evento_ref=evento.ref)

    memoria = memoria_de(evento)

    assert (len(memoria.fotos), memoria.sin_describir, memoria.sobran) == (MAXIMO, 0, 3)
    assert f"las primeras {MAXIMO}" in memoria.aviso


@pytest.mark.parametrize("cuantas", [1, 12])
def test_cuesta_dos_consultas(cuantas, django_assert_num_queries):
    evento = EventoFactory()
    for evidencia in EvidenciaFactory.create_batch(cuantas, evento_ref=evento.ref, pie="Pie"):
        DerivadoFactory(original=evidencia.original, receta="w800.webp", hecho=True)

    with django_assert_num_queries(2):
        memoria = memoria_de(evento)

    assert memoria.listas == {f.original_id for f in memoria.fotos}


def test_la_pagina_y_los_pdf_son_de_quien_ve_el_evento(client, oficina):
    evento = EventoFactory(dependencia=DependenciaFactory(nombre="Cultura"))
    client.force_login(PersonaFactory(papeles=["enlace"], dependencia=DependenciaFactory(nombre="Obras")))

    rutas = [f"/oficina/agenda/{evento.pk}/{r}" for r in ("memoria/", "memoria.pdf", "contactos.pdf")]

    assert [client.get(r).status_code for r in rutas] == [404, 404, 404]


def test_sin_fotos_la_pagina_invita_a_subir(client, oficina):
    client.force_login(PersonaFactory(papeles=["fotografia"]))

    respuesta = client.get(f"/oficina/agenda/{EventoFactory().pk}/memoria/")

    assert "Este evento todavía no tiene fotos" in respuesta.content.decode()
