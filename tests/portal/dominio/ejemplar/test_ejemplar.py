"""La copia de un boletín en una edición: se calcula una vez y la leen todos los que pintan."""

from collections import Counter
from datetime import timedelta

import pytest

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.models import Boletin
from portal.consultas.edicion import Edicion, ediciones
from portal.dominio.ejemplar import ejemplar as modulo
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import documentos
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.publicados import con_foto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture
def juzgadas(monkeypatch):
    """Cuántas veces se miró qué fotos de un boletín pueden verse, por boletín y edición."""
    veces = Counter()

    def mirar(boletin, ahora):
        veces[boletin.pk] += 1
        return fotos_que_salen(boletin, ahora)

    monkeypatch.setattr(modulo, "fotos_que_salen", mirar)
    return veces


def test_publicar_mira_una_vez_por_edicion_que_fotos_pueden_verse(arbol, ahora, juzgadas):
    PeriodoFactory(inicio=ahora + timedelta(days=3), fin=ahora + timedelta(days=9))
    BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    nuevo = BoletinFactory(publicado=True, publicado_en=ahora, tema="salud")

    escritura.publicar(nuevo, ahora)

    lo_muestran = [edicion for edicion in ediciones(ahora) if edicion.permite(nuevo)]
    assert juzgadas[nuevo.pk] == len(lo_muestran) > 0


@pytest.mark.lento
def test_los_documentos_se_agregan_sin_volver_a_escribir_lo_demas(arbol, ahora, redactora, foto_del_arbol):
    nuevo = BoletinFactory(publicado=True, publicado_en=ahora)
    con_foto(nuevo, redactora, ahora)
    escritura.publicar(nuevo, ahora)
    antes = foto_del_arbol()

    documentos.completar_boletin(nuevo, ahora)

    suya = nuevo.ruta_publica.strip("/")
    tocados = {ruta.removeprefix(f"{suya}/") for ruta, sello in foto_del_arbol().items() if antes.get(ruta) != sello}
    documento = {ruta for ruta in tocados if ruta.endswith((".pdf", ".docx"))}
    assert len(documento) == len(["boletin.pdf", "boletin-huella.pdf", "prensa/folio-huella.docx"])
    assert tocados - documento == {"index.html", "prensa/index.html", "prensa/paquete.json"}


def test_lo_ya_calculado_no_cambia_aunque_otra_lista_lea_otra_vez_el_boletin(ahora):
    boletin = BoletinFactory(publicado=True, publicado_en=ahora)
    edicion = Edicion(ahora)

    escrito = Ejemplar.para_escribir(boletin, edicion)

    assert Ejemplar.de(Boletin.objects.get(pk=boletin.pk), edicion) is escrito
    assert Ejemplar.de(boletin, edicion.al_momento()) is not escrito
