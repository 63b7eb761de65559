"""Los documentos de la oficina con palabras que no acaban nunca: ninguna se sale de sus márgenes."""

import io

import pytest
from PIL import Image

from personas.dominio.documento import compilar_imagenes

RAROS = {
    "palabra": "electroencefalografista" * 5 + "antes",
    "dirección": "https://mazamitla.invalid/" + "predialyagua" * 8,
    "mayúsculas": "WWWWWWWWMMMMMMMMMMÑÑÑÑÑÑÑÑÑÑÑÑ REHABILITACIÓN",
}
MARGEN = 62  # puntos: 2.2 cm
OFICINA = {
    "escudo": "", "principal": "#7A2E1C", "municipio": "Mazamitla", "entidad": "Jalisco", "oficina": "Comunicación",
    "domicilio": "Portal 5 de Mayo 4", "telefonos": "382 538 0149", "sitio": "mazamitla.invalid", "correo": "",
}  # fmt: skip


def informe_con(raro):
    tabla = {"encabezados": [raro, "Dos", "Tres"], "filas": [[raro, "2", raro]] * 2}
    boletin = {"folio": "CS/001/2026", "dia": "1 mar", "enlace": "https://a.invalid", "titulo": raro}
    secciones = [
        {"clave": "resumen", "nombre": raro, "texto": raro},
        {
            "clave": "boletines",
            "nombre": "Boletines",
            "texto": raro,
            "filas": [boletin | {"dependencia": raro, "qr": ""}],
        },
        {"clave": "medios", "nombre": "Medios", "texto": "", **tabla, "encabezados": [raro, "2", "3", "4", "5", "6"]},
        {"clave": "firmas", "nombre": "Firmas", "texto": "", "firmas": [raro, raro, raro]},
    ]
    secciones[2]["filas"] = [[raro, "1", "2", "3", "4", raro]]
    return {
        "oficina": OFICINA, "titulo": raro, "dia": None, "borrador": False, "periodo": raro, "de_quien": raro,
        "escudo": "", "hecho": "hoy", "sin_cerrar": raro, "avisos": [raro], "secciones": secciones,
        "huella": "a" * 64, "portal": "https://a.invalid", "qr": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }  # fmt: skip


@pytest.mark.parametrize("raro", RAROS.values(), ids=RAROS)
def test_el_informe_no_se_sale_de_sus_margenes(raro):
    for hoja, png in enumerate(compilar_imagenes("informe.typ", informe_con(raro))):
        imagen = Image.open(io.BytesIO(png)).convert("L")
        for orilla in ((0, MARGEN - 2), (imagen.width - MARGEN + 2, imagen.width)):
            pedazo = imagen.crop((orilla[0], 0, orilla[1], imagen.height))
            assert sum(pedazo.histogram()[:128]) == 0, hoja
