"""Qué diseños vive la demostración y en qué lugares se ponen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DisenoDeEjemplo:
    """Un diseño que la demostración vive: qué dice, quién lo pide y cómo se usa."""

    plantilla: str
    titulo: str
    dependencia: str
    tema: str
    uso: str
    medida: str = "tabloide"
    cuando: str = ""
    lugar: str = ""
    detalle: str = ""
    foto: str = ""


DISENOS = (
    DisenoDeEjemplo(
        "aviso",
        "Cuidemos el bosque",
        "ambiente",
        "medio-ambiente",
        "colocado",
        foto="bosque",
        cuando="Toda la temporada de estiaje",
        lugar="Brechas y miradores",
        detalle="No enciendas fogatas. Si ves humo, llama a Protección Civil.",
    ),
    DisenoDeEjemplo(
        "convocatoria",
        "Separa tu basura",
        "servicios",
        "servicios-publicos",
        "impreso",
        "volante",
        cuando="A partir del lunes",
        lugar="Servicios Públicos, Portal 5 de Mayo",
        detalle="Orgánica lunes y jueves; inorgánica martes y viernes. Saca tu bolsa antes de las 8.",
    ),
    DisenoDeEjemplo(
        "evento",
        "Domingo cultural",
        "cultura",
        "cultura",
        "colocado",
        foto="flores-rojas",
        cuando="Domingo, 12:00 h",
        lugar="Plaza principal, Mazamitla",
        detalle="Música y danza. Entrada libre.",
    ),
    DisenoDeEjemplo(
        "aviso",
        "Bienvenida a Mazamitla",
        "turismo",
        "turismo",
        "colocado",
        "lona",
        foto="embarcadero-atardecer",
        cuando="Temporada de fin de año",
        lugar="Entrada por carretera",
        detalle="Maneja con cuidado: hay niebla por la mañana.",
    ),
    DisenoDeEjemplo(
        "agua",
        "Corte de agua programado",
        "servicios",
        "servicios-publicos",
        "publicado",
        cuando="Jueves, de 9 a 14 h",
        lugar="Zona centro",
        detalle="Se cambia una línea. Guarda agua desde la víspera; el servicio vuelve el mismo día.",
    ),
    DisenoDeEjemplo(
        "evento",
        "Adopta un árbol",
        "ambiente",
        "medio-ambiente",
        "impreso",
        "carta",
        foto="vivero",
        cuando="Sábado, 9:00 h",
        lugar="Vivero municipal",
        detalle="Trae tu cubeta. Un árbol por familia.",
    ),
)
# Dónde se ponen, y la foto que hace de su prueba.
LUGARES = [
    ("Plaza principal", "muelle"),
    ("Entrada por carretera", "tormenta-carretera"),
    ("Llano Grande", "otono"),
    ("Epenche Chico", "flores-amarillas"),
    ("Ojo de Agua", "lluvia-hojas"),
    ("Mercado municipal", "cielo-cometa"),
]
