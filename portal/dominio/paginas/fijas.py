"""Las páginas institucionales."""

from portal import consultas
from portal.dominio.paginas.fotos import tarjetas
from portal.dominio.paginas.marco import pintar
from portal.edicion import Edicion

# Dirección de cada página y la sección del menú que enciende.
FIJAS = {"sala-de-prensa": "sala", "contacto": "contacto", "accesibilidad": "", "privacidad": ""}


def fija(nombre: str, edicion: Edicion) -> str:
    ultimos = tarjetas(consultas.recientes(edicion, 3)) if nombre == "sala-de-prensa" else []
    return pintar(f"{nombre.replace('-', '_')}.html", edicion, seccion=FIJAS[nombre], ultimos=ultimos)
