"""Las láminas con palabras que no acaban nunca: en la vista previa nada se sale de su caja ni se corta."""

import io

import pytest
from PIL import Image

from personas.dominio.presentacion import laminas as l
from personas.dominio.presentacion.vista_previa import PUNTOS_POR_PULGADA, imagenes_de
from personas.models import Oficina

OFICINA = Oficina(pk=1, nombre="Comunicación Social", municipio="Mazamitla", entidad="Jalisco")
PALABRA = "electroencefalografista" * 5 + "antes"
DIRECCION = "https://mazamitla.invalid/" + "predialyagua" * 8
MAYUSCULAS = "WWWWWWWWMMMMMMMMMM ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ"
RAROS = [PALABRA, DIRECCION, MAYUSCULAS]


def foto_con(palabra):
    salida = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(salida, "JPEG")
    return l.FotoDeLamina(salida.getvalue(), 640, 400, pie=palabra, credito=palabra, alternativo="Una foto")


def hojas_con(raro):
    return [
        l.LaminaDePortada(raro, subtitulo=raro),
        l.LaminaDeSeccion(raro, texto=f"{raro} {raro}"),
        l.LaminaDeRenglones(raro, renglones=RAROS),
        l.LaminaDeCifras(raro, cifras=[l.CifraGrande("1,200", raro)] * 3),
        l.LaminaDeTabla(raro, encabezados=["Folio", raro, raro], filas=[["1", raro, raro]] * 3, anchos=[1, 1, 1]),
        l.LaminaDeGrafica(raro, hallazgo=raro, categorias=[raro] * 8, series=[("Hechas", [1] * 8)]),
        l.LaminaDeFotos(raro, fotos=[foto_con(raro)]),
        l.LaminaDeFotos(raro, fotos=[foto_con(raro)] * 2),
    ]


@pytest.mark.parametrize("raro", RAROS, ids=["palabra", "dirección", "mayúsculas"])
def test_nada_se_sale_de_su_caja(raro):
    for numero, (_, png) in enumerate(imagenes_de(hojas_con(raro), oficina=OFICINA)):
        imagen = Image.open(io.BytesIO(png)).convert("RGB")
        for orilla in ((12.78, 0.3, 13.3, 7.4), (0, 0.3, 0.55, 7.4), (0.6, 6.72, 12.7, 6.9)):
            pedazo = imagen.crop([round(pulgadas * PUNTOS_POR_PULGADA) for pulgadas in orilla])
            assert len(pedazo.getcolors(9999)) == 1, (numero, orilla)
