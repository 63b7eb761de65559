"""Mirar unas láminas subidas sin abrirlas aquí: con LibreOffice si este equipo lo tiene; si no, sus títulos."""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from media_library.clientes import jaula
from nucleo.texto.controles import sin_controles

PROGRAMA = Path(__file__).with_name("programa_de_laminas.py")
LIMITES = jaula.Limites(memoria=2048, procesador=30, archivo=60, plazo=40)
# LibreOffice aparta mucha más memoria de la que usa.
LIMITES_DE_LIBREOFFICE = jaula.Limites(memoria=6144, procesador=60, archivo=200, plazo=60)
CON_LIBREOFFICE = "La vista previa es de LibreOffice: la letra puede cambiar un poco."
SOLO_TITULOS = (
    "Este equipo no tiene LibreOffice: se ven los títulos y, si el archivo la trae, la miniatura de la primera."
)
NO_SE_VE = "No se pudo ver por dentro: ábrela en su programa antes de entregarla."


@dataclass(frozen=True)
class LaminaMirada:
    """Lo que se sabe de una lámina subida; sin imagen, sólo su título."""

    titulo: str
    png: bytes = b""


@dataclass(frozen=True)
class VistaDeLaminas:
    """Las láminas de un archivo, y en una frase cómo se miraron o por qué no."""

    laminas: Sequence[LaminaMirada]
    como: str = ""


def mirar(octetos: bytes, formato: str) -> VistaDeLaminas:
    """Nunca falla: del archivo roto o con contraseña dice que no se pudo ver. Tarda a lo más minuto y medio."""
    with tempfile.TemporaryDirectory(prefix="laminas-") as donde:
        carpeta = Path(donde)
        ruta = carpeta / f"subida.{formato}"
        ruta.write_bytes(octetos)
        laminas = _miradas(ruta, formato)
        if formato == "pdf":
            return VistaDeLaminas(laminas, "" if laminas else NO_SE_VE)
        if imagenes := _con_libreoffice(ruta):
            titulos = [lamina.titulo for lamina in laminas] + [""] * len(imagenes)
            vistas = [LaminaMirada(titulo, imagen.png) for titulo, imagen in zip(titulos, imagenes, strict=False)]
            return VistaDeLaminas(vistas, CON_LIBREOFFICE)
        return VistaDeLaminas(laminas, SOLO_TITULOS if laminas else NO_SE_VE)


def _miradas(ruta: Path, formato: str) -> list[LaminaMirada]:
    corrida = jaula.correr([sys.executable, "-I", str(PROGRAMA), formato, str(ruta)], ruta.parent, LIMITES)
    if not corrida.bien:
        return []
    dichas = json.loads((ruta.parent / "laminas.json").read_text())
    return [_lamina(ruta.parent, dicha) for dicha in dichas]


def _lamina(carpeta: Path, dicha: dict[str, str]) -> LaminaMirada:
    png = (carpeta / dicha["imagen"]).read_bytes() if dicha["imagen"] else b""
    return LaminaMirada(" ".join(sin_controles(dicha["titulo"]).split()), png)


def _con_libreoffice(ruta: Path) -> list[LaminaMirada]:
    """Sus imágenes, por el PDF que hace LibreOffice; nada si no está o no pudo."""
    if not settings.LIBREOFFICE:
        return []
    orden = [
        settings.LIBREOFFICE,
        f"-env:UserInstallation={(ruta.parent / 'perfil').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(ruta.parent), str(ruta)),
    ]
    jaula.correr(orden, ruta.parent, LIMITES_DE_LIBREOFFICE)
    pdf = ruta.with_suffix(".pdf")
    return _miradas(pdf, "pdf") if pdf.exists() else []
