"""Un boletín no avanza con una foto que no puede publicarse (docs/dominio.md, reglas 26 a 28)."""

import pytest

from boletines.dominio.revision.aprobacion import impedimentos_para_enviar
from boletines.dominio.salida.publicacion import impedimentos_para_publicar
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory

pytestmark = pytest.mark.django_db
PALABRAS = {"pie": "La obra", "texto_alternativo": "Cancha", "credito": "Oficina"}


def boletin_con(**evidencia):
    boletin = BoletinFactory(aprobado=True)
    foto = EvidenciaFactory(**PALABRAS, **evidencia)
    FotoDeBoletinFactory(boletin=boletin, evidencia=foto)
    return boletin, foto


def de_las_fotos(boletin):
    return [str(i) for i in impedimentos_para_enviar(boletin) if i.campo == "fotos"]


def test_con_menores_y_sin_carta_no_se_envia_ni_se_publica():
    boletin, _ = boletin_con(menores="si")

    assert "carta firmada" in de_las_fotos(boletin)[0]
    assert "carta firmada" in " ".join(str(i) for i in impedimentos_para_publicar(boletin))


def test_con_la_carta_del_tutor_ya_no_estorba():
    boletin, foto = boletin_con(menores="si")
    foto.consentimientos.add(ConsentimientoFactory(de_menor=True))

    assert de_las_fotos(boletin) == []


def test_lo_que_la_ley_protege_no_sale_ni_con_carta():
    boletin, foto = boletin_con(menores="protegidos")
    foto.consentimientos.add(ConsentimientoFactory(de_menor=True))

    assert "de ninguna manera" in de_las_fotos(boletin)[0]
