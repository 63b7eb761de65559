"""Publicar escribe a lo más doce páginas, también en el peor caso, y deja lo mismo que rehacer todo."""

from datetime import timedelta

import pytest
import time_machine

from difusion.dominio.despacho import despachar
from difusion.models import Envio
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory
from tests.portal.publicados import con_foto, construir, publicar_con_documentos

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]
MAXIMO = 12  # páginas HTML: docs/rendimiento.md, meta 4


@pytest.fixture
def octetos(arbol):
    """Cada archivo del árbol con lo que dice."""
    return lambda: {str(a.relative_to(arbol)): a.read_bytes() for a in arbol.rglob("*") if a.is_file()}


@pytest.fixture
def mismo_lugar():
    """La dependencia y la comunidad de todos: las cuatro listas se llenan con el mismo boletín."""
    return {"dependencia": DependenciaFactory(), "comunidad": ComunidadFactory(), "tema": "salud"}


def publicado(momento, **campos):
    return BoletinFactory(publicado=True, publicado_en=momento, **campos)


def paginas(archivos):
    return {ruta for ruta in archivos if ruta.endswith(".html")}


@pytest.mark.parametrize("cuantos", [11, 23, 35])
def test_el_que_llena_las_cuatro_listas_toca_a_lo_mas_doce(arbol, ahora, fotografo, mismo_lugar, octetos, cuantos):
    for n in range(cuantos):
        publicado(ahora - timedelta(days=400 - n), **mismo_lugar)
    construir(ahora)
    antes = octetos()
    primero_del_ano = publicado(ahora, **mismo_lugar)
    con_foto(primero_del_ano, fotografo, ahora)

    escritura.publicar(primero_del_ano, ahora)

    tocadas = {ruta for ruta, dicho in octetos().items() if antes.get(ruta) != dicho}
    assert f"{primero_del_ano.ruta_publica.strip('/')}/index.html" in tocadas
    assert len(paginas(tocadas)) <= MAXIMO - 1  # con un corte de video serían doce


def test_el_que_sale_de_un_embargo_largo_tampoco_pasa_de_doce(arbol, ahora, fotografo, mismo_lugar, octetos):
    """Su lugar en las listas es de hace días: puede estar en una página ya cerrada o en la cabeza, nunca en las dos."""
    for n in range(36):
        embargado = publicado(
            ahora - timedelta(days=40 - n), embargo_hasta=ahora + timedelta(hours=1) if n == 20 else None, **mismo_lugar
        )
        if n == 20:
            con_foto(embargado, fotografo, ahora)
            esperado = embargado
    construir(ahora)
    antes, sale = octetos(), ahora + timedelta(hours=1)

    with time_machine.travel(sale, tick=False):
        escritura.publicar(esperado, sale)

    tocadas = paginas({ruta for ruta, dicho in octetos().items() if antes.get(ruta) != dicho})
    assert "boletines/pagina/2/index.html" in tocadas
    assert "boletines/index.html" not in tocadas
    assert len(tocadas) <= MAXIMO


def test_publicar_dia_con_dia_deja_lo_mismo_que_rehacer_todo(arbol, ahora, mismo_lugar, octetos):
    """Dos al día durante veinte días, con su cierre a medianoche; al final, octeto por octeto."""
    construir(ahora)
    momento = ahora
    for _ in range(20):
        for hora in (1, 2):
            momento += timedelta(hours=hora)
            with time_machine.travel(momento, tick=False):
                publicar_con_documentos(publicado(momento, **mismo_lugar), momento)
        momento += timedelta(hours=21)
        with time_machine.travel(momento, tick=False):
            todo.refrescar(momento)
    poco_a_poco = octetos()

    for archivo in arbol.rglob("*.html"):
        archivo.unlink()
    with time_machine.travel(momento, tick=False):
        construir(momento)

    assert "boletines/pagina/2/index.html" in poco_a_poco
    assert octetos() == poco_a_poco


def test_refrescar_deja_apuntado_el_cierre_de_medianoche_una_sola_vez(arbol, ahora):
    for n in range(24):
        publicado(ahora - timedelta(minutes=n))
    construir(ahora)
    todo.refrescar(ahora)
    todo.refrescar(ahora + timedelta(hours=1))
    medianoche = ahora.replace(hour=6) + timedelta(days=1)
    cierre = Envio.objects.get(motivo="dia", no_antes_desde=medianoche)

    with time_machine.travel(medianoche, tick=False):
        despachar(reloj=lambda: medianoche)

    assert cierre.no_antes_desde == medianoche
    assert (arbol / "boletines/pagina/1/index.html").exists()
    assert "/boletines/pagina/1/" in (arbol / "boletines/index.html").read_text()


def test_el_ano_que_empieza_esta_desde_la_medianoche_aunque_no_haya_boletines(arbol, ahora):
    ano_nuevo = ahora.replace(year=2027, month=1, day=1)

    with time_machine.travel(ano_nuevo, tick=False):
        todo.refrescar(ano_nuevo)

    assert "No hay boletines de este año" in (arbol / "boletines/2027/index.html").read_text()
    assert "boletines-2027.csv" in (arbol / "datos/index.html").read_text()
    assert (arbol / "datos/boletines-2027.csv").exists()


def test_el_primero_de_un_ano_pasado_aparece_en_el_mapa_y_en_los_datos(arbol, ahora):
    """Al cargar el archivo de otra administración, o con la demostración: no esperan a la vuelta de cada hora."""
    construir(ahora)
    viejo = publicado(ahora.replace(year=2021))

    escritura.publicar(viejo, ahora)

    for pagina in ("mapa", "datos"):
        assert "2021" in (arbol / pagina / "index.html").read_text()
