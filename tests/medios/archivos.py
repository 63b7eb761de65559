"""Un directorio como lo guarda una oficina de verdad, en Excel y en CSV."""

import io

from openpyxl import Workbook

TITULOS = ("NOMBRE", "MEDIO ", "CARGO", "TELÉFONO", "WHATSAPP", "CORREO", "OBSERVACIONES")
FILAS = (
    ("Ana Peña Íñiguez", "Radio Ejemplo 105.5", "Reportera", 3312345678, "33 1234 5678", "ana@ejemplo.mx", None),
    ("BETO ÑÁÑEZ", "El Semanario de Ejemplo", "Director", 3300000000, "'3398765432", "Beto@Ejemplo.MX ", "cumple"),
    (" Cata\xa0Luna ", "El Semanario de Ejemplo", None, "045 33 1111 2222", 523311112222,
     "cata@ejemplo.mx; cata@otro.example", None),
    ("Ana Peña Iñiguez", "radio ejemplo 105.5 ", "Conductora", "3312345678", None, "ANA@ejemplo.mx", "repetida"),
    ("Dora =SUMA(1,1)", "Ejemplo TV", "Corresponsal", "(33) 5555-6666 ext 12", None, "dora@ejemplo", None),
    (None, "Ejemplo TV", "Jefatura", "0133334444", None, "mesa@ejemplo.mx", "contacto sin persona"),
)  # fmt: skip


def libro(filas=FILAS, titulos=TITULOS):
    libro = Workbook()
    hoja = libro.active
    hoja.title = "MEDIOS 2026"
    hoja.append(["DIRECTORIO DE MEDIOS — ACTUALIZADO"])
    hoja.append([])
    hoja.append(titulos)
    for fila in filas:
        hoja.append(fila)
    hoja.append(["TOTAL: 6"])
    hoja.row_dimensions[6].hidden = True
    libro.create_sheet("Hoja2").append(["notas sueltas"])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def csv(texto, como="utf-8"):
    return texto.encode(como)


LISTA = "Nombre;Medio;Teléfono;Correo\r\nBETO ÑÁÑEZ;Radio Ejemplo;3312345678;beto@ejemplo.mx\r\n"
