"""Meta 13: lo que pesa la primera carga, comprimida y sin fotos."""

import gzip
import re
from pathlib import Path

from django.conf import settings

from bench.medir import decir, titulo


def _pesa(ruta: Path) -> int:
    octetos = ruta.read_bytes()
    return len(octetos) if ruta.suffix == ".woff2" else len(gzip.compress(octetos, 6))


def peso(html: bytes, que: str, meta: str) -> None:
    """La página y lo que enlaza de /static/."""
    texto = html.decode()
    rutas = set(re.findall(r"/static/([^\"']+)", texto))
    rutas |= {f"fuentes/{f.name}" for f in (settings.BASE_DIR / "static/fuentes").glob("*.woff2")}
    archivos = [settings.BASE_DIR / "static" / re.sub(r"\.[0-9a-f]{12}(?=\.)", "", r).partition("#")[0] for r in rutas]
    total = len(gzip.compress(html, 6)) + sum(_pesa(a) for a in set(archivos) if a.is_file())
    titulo("Primera carga sin fotos")
    decir(f"{que} (kB)", total / 1000, meta, f"{len(set(archivos))} archivos")
