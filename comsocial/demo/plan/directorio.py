"""Una lista de medios que alguien subió y está por revisarse: trae de todo lo que traen las de verdad."""

from datetime import datetime, timedelta
from pathlib import Path

from comsocial.demo.plan.elenco import Elenco
from medios.dominio.importar.revisar import subir_directorio

LISTA = Path(__file__).parents[1] / "datos" / "directorio.csv"


def subir_lista(elenco: Elenco, ahora: datetime) -> None:
    """Nada de ella entra al directorio hasta que alguien lo confirme."""
    subir_directorio(
        nombre="directorio_medios.csv",
        octetos=LISTA.read_bytes(),
        por=elenco["redactora"],
        ahora=ahora - timedelta(minutes=40),
    )
