import pytest

from boletines.models import Boletin, CorteDeBoletin
from media_library.consultas import biblioteca as consultas
from media_library.consultas import cuadricula, filtros
from media_library.dominio.originales import papelera
from media_library.dominio.seleccion import lote, palabras
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import CorteFactory, EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import DependenciaFactory
from tests.media_library.conftest import AHORA, LLEVA

pytestmark = pytest.mark.django_db


def editar(evidencia, persona, **cambios):
    datos = {"version": 1, "pie": "Pie", "texto_alternativo": "Alt", "credito": "Lucía", "foco": (50, 50)}
    return palabras.editar_palabras(evidencia, por=persona, ahora=AHORA, **(datos | cambios))


def test_editar_guarda_las_palabras_sube_la_version_y_lo_asienta(fotografa):
    evidencia = editar(EvidenciaFactory(), fotografa)

    assert (evidencia.pie, evidencia.texto_alternativo, evidencia.credito, evidencia.version) == (
        "Pie",
        "Alt",
        "Lucía",
        2,
    )
    assert Asiento.objects.get(accion="editar evidencia").detalle["pie"] == "Pie"


def test_una_pantalla_vieja_no_pisa_lo_que_otro_guardo(fotografa):
    evidencia = EvidenciaFactory()
    editar(evidencia, fotografa, pie="Primero")

    with pytest.raises(YaCambio, match="Otra persona cambió estos datos"):
        editar(evidencia, fotografa, pie="Segundo")
    assert Evidencia.objects.get().pie == "Primero"


def test_un_foco_nuevo_pide_sus_recortes(fotografa):
    evidencia = editar(EvidenciaFactory(), fotografa, foco=(10, 90))

    recetas = {str(derivado.receta) for derivado in evidencia.original.derivados.all()}
    assert {"og-10-90.jpg", "cuadro-10-90.webp"} <= recetas


def test_el_lote_cambia_solo_lo_escrito(fotografa):
    evidencias = [EvidenciaFactory(pie="A", credito="X"), EvidenciaFactory(pie="B", credito="Y")]

    resultado = lote.editar_lote(evidencias, cambio=lote.CambioDeLote(credito="Lucía"), por=fotografa, ahora=AHORA)

    assert resultado.cambiadas == 2
    assert set(Evidencia.objects.values_list("pie", "credito")) == {("A", "Lucía"), ("B", "Lucía")}


def test_el_lote_no_repite_un_archivo_en_un_evento(fotografa):
    original, evento = OriginalFactory(), EventoFactory()
    EvidenciaFactory(original=original, evento=evento)
    suelta, otra = EvidenciaFactory(original=original), EvidenciaFactory()

    cambio = lote.CambioDeLote(evento=evento)
    resultado = lote.editar_lote([suelta, otra], cambio=cambio, por=fotografa, ahora=AHORA)

    assert (resultado.cambiadas, resultado.repetidas) == (1, 1)


def test_tirar_y_restaurar(fotografa):
    evidencia = EvidenciaFactory()

    assert papelera.tirar([evidencia], por=fotografa, ahora=AHORA) == 1
    assert not Evidencia.objects.vivas().exists()
    assert papelera.tirar([evidencia], por=fotografa, ahora=AHORA) == 0
    assert papelera.restaurar([evidencia], por=fotografa, ahora=AHORA) == 1
    assert Evidencia.objects.vivas().exists()


def test_lo_que_usa_un_boletin_no_se_tira(fotografa):
    evidencia, libre = EvidenciaFactory(pie="Corte de listón"), EvidenciaFactory()
    boletin = Boletin.objects.create(
        titulo="Boletín", dependencia=DependenciaFactory(), autor=fotografa, creado_en=AHORA, modificado_en=AHORA
    )
    evidencia.en_boletines.create(boletin=boletin, orden=1)

    with pytest.raises(NoSePuede, match="«Corte de listón» está en un boletín"):
        papelera.tirar([libre, evidencia], por=fotografa, ahora=AHORA)
    assert Evidencia.objects.vivas().count() == 2
    assert [uso.boletin for uso in consultas.usos(evidencia)] == [boletin]


def test_la_busqueda_no_distingue_acentos_ni_mayusculas():
    hallada = EvidenciaFactory(pie="Inauguración en Épenche")
    EvidenciaFactory(pie="Otra cosa")

    assert list(
        filtros.filtrar(Evidencia.objects.all(), {"q": "EPENCHE inauguracion"}, persona=LLEVA, ahora=AHORA)
    ) == [hallada]


@pytest.mark.parametrize("pocas", [True, False])
def test_las_paginas_no_repiten_ni_saltan_aunque_la_fecha_sea_la_misma(pocas):
    esperadas = sorted((EvidenciaFactory().pk for _ in range(5)), reverse=True)

    vistas, corte = [], ""
    for _ in range(3):
        pagina = cuadricula.pagina(Evidencia.objects.all(), corte, por_pagina=2, pocas=pocas)
        vistas += [t.evidencia.pk for dia in pagina.dias for t in dia.tarjetas]
        corte = pagina.siguiente

    assert vistas == esperadas
    assert corte == ""


def test_la_grabacion_cuyo_corte_lleva_un_boletin_tampoco(fotografa):
    corte = CorteFactory(evidencia__pie="La entrevista")
    CorteDeBoletin.objects.create(boletin=BoletinFactory(), corte=corte, orden=1)

    with pytest.raises(NoSePuede, match="Un boletín lleva un corte de «La entrevista»"):
        papelera.tirar([corte.evidencia], por=fotografa, ahora=AHORA)
