"""El cronograma en PDF, apaisado, con membrete y renglones de firma."""

from cronograma.dominio.celdas import Tabla
from nucleo.texto.formato import MESES_CORTOS, fecha_larga, porcentaje
from personas.dominio.documento import compilar, membrete


def pdf_del_cronograma(tabla: Tabla) -> bytes:
    """La tabla con sus números y palabras, etiquetada para lectores de pantalla."""
    general = porcentaje(tabla.porcentaje) if tabla.porcentaje is not None else "sin meta"
    return compilar(
        "cronograma.typ",
        {
            "oficina": membrete(),
            "titulo": f"Cronograma {tabla.ejercicio}",
            "nota": "",
            "resumen": f"Avance al {fecha_larga(tabla.corte)}: {general} de lo planeado.",
            "meses": [m.upper() for m in MESES_CORTOS],
            "filas": [
                {
                    "numero": fila.actividad.numero,
                    "nombre": fila.actividad.nombre,
                    "total": f"{fila.realizado}/{fila.programado}",
                    "porcentaje": porcentaje(fila.porcentaje) if fila.porcentaje is not None else "–",
                    "celdas": [{"cifra": c.cifra, "palabra": c.palabra, "avance": c.avance.value} for c in fila.celdas],
                }
                for fila in tabla.filas
            ],
        },
    )
