"""La tarjeta propia y el Word de prensa: se hacen después de la página, una vez, y no estorban a publicar."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from docx import Document
from PIL import Image

from boletines.dominio.despues.retiro import retirar_boletin
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from media_library.dominio.derechos.derechos import marcar_menores
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import documentos
from tests.fabricas.boletines import BoletinFactory
from tests.portal.publicados import con_foto, construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


def publicado(ahora, **campos):
    return BoletinFactory(publicado=True, publicado_en=ahora - timedelta(hours=1), **campos)


@pytest.fixture
def escrito(arbol, ahora):
    boletin = publicado(ahora, titulo="Cabeza larga de un boletín que no lleva fotografía & dice mucho en poco espacio")
    escritura.publicar(boletin, ahora)
    return boletin


def carpeta(arbol, boletin):
    return arbol / boletin.ruta_publica.strip("/")


def tarjetas(arbol, boletin):
    return [a.name for a in carpeta(arbol, boletin).glob("tarjeta-*.png")]


def words(arbol, boletin):
    return [a.name for a in carpeta(arbol, boletin).glob("prensa/*.docx")]


def sellos(arbol):
    return {str(a): a.stat().st_mtime_ns for a in arbol.rglob("*") if a.is_file()}


def test_la_pagina_sale_con_la_tarjeta_de_su_tema_y_luego_con_la_suya(escrito, arbol, ahora):
    pagina = carpeta(arbol, escrito) / "index.html"
    assert "/identidad/tarjetas/gobierno.png" in pagina.read_text()

    despachar(reloj=lambda: ahora)

    [tarjeta] = tarjetas(arbol, escrito)
    with Image.open(carpeta(arbol, escrito) / tarjeta) as imagen:
        assert imagen.size == (1200, 630)
    direccion = f"http://localhost:8000{escrito.ruta_publica}{tarjeta}"
    assert f'<meta property="og:image" content="{direccion}">' in pagina.read_text()
    assert f'"image": ["{direccion}"]' in pagina.read_text()


def test_con_foto_no_se_hace_tarjeta(arbol, ahora, fotografo):
    boletin = publicado(ahora)
    con_foto(boletin, fotografo, ahora)
    escritura.publicar(boletin, ahora)

    despachar(reloj=lambda: ahora)

    assert (tarjetas(arbol, boletin), len(words(arbol, boletin))) == ([], 1)


def test_el_word_va_en_la_pagina_de_prensa_y_en_el_zip(client, escrito, arbol, ahora):
    despachar(reloj=lambda: ahora)

    [word] = words(arbol, escrito)
    assert (
        f'href="/bajar{escrito.ruta_publica}prensa/{word}"'
        in (carpeta(arbol, escrito) / "prensa/index.html").read_text()
    )
    respuesta = client.get(f"{escrito.ruta_publica}prensa/paquete.zip")
    with zipfile.ZipFile(io.BytesIO(respuesta.getvalue())) as paquete:
        [dentro] = [n for n in paquete.namelist() if n.endswith(".docx")]
        assert dentro.rpartition("/")[2] == f"{escrito.folio.replace('/', '-')}.docx"
        assert escrito.titulo in [p.text for p in Document(io.BytesIO(paquete.read(dentro))).paragraphs]


def test_lo_que_no_cambio_no_se_hace_otra_vez(escrito, arbol, ahora):
    despachar(reloj=lambda: ahora)
    antes = sellos(arbol)

    escritura.publicar(escrito, ahora)
    documentos.completar_boletin(escrito, ahora)
    construir(ahora)

    nuevos = {r for r, s in sellos(arbol).items() if antes.get(r) != s}
    assert not [r for r in nuevos if r.startswith(str(carpeta(arbol, escrito)))]


def test_al_cambiar_la_cabeza_hay_otra_tarjeta_y_otro_word_y_se_quitan_los_de_antes(escrito, arbol, ahora):
    despachar(reloj=lambda: ahora)
    antes = tarjetas(arbol, escrito) + words(arbol, escrito)
    type(escrito).objects.filter(pk=escrito.pk).update(titulo="Otra cabeza")
    escrito.refresh_from_db()

    escritura.publicar(escrito, ahora)
    assert (tarjetas(arbol, escrito), words(arbol, escrito)) == ([], [])
    despachar(reloj=lambda: ahora)

    ahora_hay = tarjetas(arbol, escrito) + words(arbol, escrito)
    assert len(ahora_hay) == 2
    assert not set(antes) & set(ahora_hay)


def test_el_word_con_la_foto_que_perdio_su_permiso_se_quita_en_el_acto(arbol, ahora, fotografo, directora):
    boletin = publicado(ahora)
    evidencia = con_foto(boletin, fotografo, ahora)
    escritura.publicar(boletin, ahora)
    despachar(reloj=lambda: ahora)
    [con_la_foto] = words(arbol, boletin)
    marcar_menores([evidencia], menores="protegidos", por=directora, ahora=ahora)

    escritura.cambiar_lo_que_puede_verse(boletin, ahora)

    assert words(arbol, boletin) == []
    assert ".docx" not in (carpeta(arbol, boletin) / "prensa/paquete.json").read_text()
    despachar(reloj=lambda: ahora)
    assert words(arbol, boletin) != [con_la_foto]


def test_un_retiro_se_lleva_la_tarjeta_y_el_word(escrito, arbol, ahora, directora):
    despachar(reloj=lambda: ahora)

    escritura.retirar(retirar_boletin(escrito, motivo="Dato errado", por=directora, ahora=ahora), ahora)

    assert [a.name for a in carpeta(arbol, escrito).iterdir()] == ["retirado.410.html"]


def test_rehacer_desde_cero_apunta_lo_que_falta_y_se_hace_solo(arbol, ahora):
    boletines = [publicado(ahora) for _ in range(3)]
    call_command("construir_portal", verbosity=0)
    assert not any(tarjetas(arbol, b) for b in boletines)

    for minuto in (0, 1):
        momento = ahora + timedelta(minutes=minuto)
        with time_machine.travel(momento, tick=False):
            despachar(reloj=lambda momento=momento: momento)

    assert all(len(tarjetas(arbol, b)) == 1 for b in boletines)
    assert not Envio.objects.filter(canal="portal").exclude(estado="entregado").exists()


def test_de_poco_en_poco_del_ultimo_al_primero(arbol, ahora):
    boletines = [publicado(ahora) for _ in range(3)]
    construir(ahora)

    documentos.completar_el_archivo(None, ahora, en_una_vuelta=2)
    assert [len(tarjetas(arbol, b)) for b in boletines] == [0, 1, 1]
    siguiente = Envio.objects.get(motivo="documentos_del_archivo")
    assert siguiente.no_antes_desde == ahora + timedelta(seconds=10)

    documentos.completar_el_archivo(siguiente.carga["antes_de"], ahora, en_una_vuelta=2)
    assert [len(tarjetas(arbol, b)) for b in boletines] == [1, 1, 1]


def test_dos_escrituras_seguidas_se_completan_una_vez(escrito, ahora):
    escritura.publicar(escrito, ahora + timedelta(seconds=1))

    assert Envio.objects.filter(motivo="documentos").count() == 1


def test_el_paquete_sin_word_todavia_no_lo_anuncia(escrito, arbol):
    archivos = json.loads((carpeta(arbol, escrito) / "prensa/paquete.json").read_text())["archivos"]

    assert not [n for n in archivos if n.endswith(".docx")]
