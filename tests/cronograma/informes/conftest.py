"""Un mes con trabajo de todas clases y con fotos de verdad."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from cronograma.dominio.informes.cola import hacer, tomar
from cronograma.dominio.informes.informes import abrir_informe, pedir_version
from cronograma.dominio.informes.periodo import leer_periodo
from cronograma.estados import Regla
from tests.cronograma.pruebas import CINCO_DE_MARZO, FEBRERO, memoria
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.media_library import DerivadoFactory


@pytest.fixture
def con_archivo(settings, tmp_path):
    """Le hace a una evidencia su versión ligera, en el formato que se pida."""
    settings.DIR_DERIVADOS = tmp_path / "derivados"

    def _con_archivo(evidencia, *, formato="WEBP", modo="RGB", octetos=None):
        hecho = DerivadoFactory(original=evidencia.original, receta="w1600.webp", hecho=True)
        ruta = Path(settings.DIR_DERIVADOS) / hecho.archivo
        ruta.parent.mkdir(parents=True, exist_ok=True)
        if octetos is None:
            salida = io.BytesIO()
            Image.new(modo, (320, 200), 90).save(salida, formato)
            octetos = salida.getvalue()
        ruta.write_bytes(octetos)
        return ruta

    return _con_archivo


@pytest.fixture
def febrero(boletines, con_archivo):
    """Febrero de 2026: dos boletines de dos y un evento con memoria de tres, con sus fotos."""
    actividad = ActividadFactory(regla=Regla.MEMORIA, nombre="Integrar la memoria fotográfica", nombre_corto="Memoria")
    MetaFactory(actividad=actividad, mes=2, programado=3)
    evento = memoria(FEBRERO)
    for foto in evento.evidencias.all():
        con_archivo(foto)
    return evento


@pytest.fixture
def informe(febrero, directora):
    return abrir_informe(leer_periodo("2026-02"), por=directora, ahora=CINCO_DE_MARZO)


@pytest.fixture
def hecho(informe, directora):
    """Pide una versión y la hace."""

    def _hecho(formatos=("pdf", "pptx", "xlsx"), ahora=CINCO_DE_MARZO, cual=None, **mas):
        pedir_version(cual or informe, formatos=formatos, por=directora, ahora=ahora, **mas)
        version = tomar(ahora=ahora)
        hacer(version, reloj=lambda: ahora)
        version.refresh_from_db()
        return version

    return _hecho


MARZO_31 = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
