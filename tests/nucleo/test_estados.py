"""Los tonos de los estados: los dice cada app y la casa los junta sin conocerlas por su nombre."""

import pytest

from agenda.estados import EstadoEvento
from boletines.estados import EstadoBoletin
from cronograma.estados import Avance
from difusion.estados import EstadoEnvio
from nucleo.estados import juntar, tono_de, tonos
from redes.estados import EstadoPublicacion


@pytest.mark.parametrize("estados", [EstadoEvento, EstadoBoletin, EstadoEnvio, EstadoPublicacion, Avance])
def test_todo_estado_que_se_pinta_dice_su_tono(estados):
    assert [e.value for e in estados if e.value not in tonos()] == []


def test_un_tono_se_queda_como_es_y_lo_que_nadie_dijo_sale_gris():
    assert [tono_de(t) for t in ("prog", EstadoBoletin.CON_CAMBIOS, "publicado", "nadie-lo-dijo")] == [
        "prog",
        "cam",
        "pub",
        "bor",
    ]


def test_dos_apps_no_pintan_distinto_la_misma_palabra():
    assert juntar({"una": {"listo": "pub"}, "otra": {"listo": "pub"}}) == {"listo": "pub"}
    with pytest.raises(ValueError, match=r"otra\.estados\.TONOS pinta «listo» de cam y otra app de pub"):
        juntar({"una": {"listo": "pub"}, "otra": {"listo": "cam"}})


def test_no_se_inventa_un_tono():
    with pytest.raises(ValueError, match="«morado» no es un tono"):
        juntar({"una": {"listo": "morado"}})
