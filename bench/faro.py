"""Meta 14: Lighthouse a tamaño de teléfono y lo que pesa la primera carga, con fotos, sobre la demostración."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench.medir import decir, titulo

RAIZ = Path(__file__).resolve().parent.parent
FARO = RAIZ / "node_modules/.bin/lighthouse"
# Ahí queda la demostración de una corrida a otra; se borra a mano.
DATOS = Path(os.environ.get("BENCH_FARO", RAIZ / "var" / "faro"))
CATEGORIAS = {"performance": "velocidad", "accessibility": "acceso", "best-practices": "prácticas", "seo": "buscadores"}
PARA_BUSCADORES = "is-crawlable"  # una página de resultados va con `noindex` a propósito
VUELTAS = 3
PACIENCIA = 900  # segundos para cargar la demostración la primera vez


def faro() -> None:
    titulo("Lighthouse: teléfono, línea lenta simulada")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not FARO.exists() or chromium is None:
        print("  Falta Lighthouse (npm ci --ignore-scripts) o Chromium: esta parte no se midió.")
        return
    with _demostracion() as sitio:
        for nombre, ruta in _paginas(sitio).items():
            _medir(nombre, sitio + ruta, chromium)


@contextlib.contextmanager
def _demostracion() -> Iterator[str]:
    """El sitio como con `make demo`, en una carpeta y un puerto propios."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto = enchufe.getsockname()[1]
    entorno = {c: v for c, v in os.environ.items() if c not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}}
    entorno |= {"DIR_DATOS": str(DATOS), "DEMO": "1", "PORT": str(puerto)}
    entorno.pop("DIR_PUBLICO", None)
    for orden in (("migrate", "--noinput", "--verbosity", "0"), ("collectstatic", "--noinput", "--verbosity", "0")):
        subprocess.run([sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, check=True)
    orden = [sys.executable, "manage.py", "servir", "--demo"]
    proceso = subprocess.Popen(orden, cwd=RAIZ, env=entorno, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _cuando_este(f"http://localhost:{puerto}")
    finally:
        proceso.send_signal(signal.SIGINT)
        proceso.wait(60)
        subprocess.run([sys.executable, "manage.py", "parar"], cwd=RAIZ, env=entorno, check=False, capture_output=True)


def _cuando_este(sitio: str) -> str:
    limite, antes = time.monotonic() + PACIENCIA, ""
    while time.monotonic() < limite:
        with contextlib.suppress(OSError):
            ahora = _leer(f"{sitio}/") + _leer(f"{sitio}/boletines/")
            if "imagesrcset" in ahora and ahora == antes:  # ya no cambia: terminó de cargarse
                return sitio
            antes = ahora
        time.sleep(20)
    raise TimeoutError("La demostración no terminó de cargarse.")


def _leer(direccion: str) -> str:
    with urlopen(direccion, timeout=20) as respuesta:  # noqa: S310 - la propia demostración
        return respuesta.read().decode()


def _paginas(sitio: str) -> dict[str, str]:
    hallado = re.search(r'<h1><a href="([^"]+)"', _leer(f"{sitio}/"))
    assert hallado is not None
    return {"inicio": "/", "lista": "/boletines/", "artículo": hallado[1], "búsqueda": "/buscar?q=agua"}


def _medir(nombre: str, direccion: str, chromium: str) -> None:
    corridas = [_correr(direccion, chromium) for _ in range(VUELTAS)]
    for categoria, palabra in CATEGORIAS.items():
        puntos = [100 * c["categories"][categoria]["score"] for c in corridas]
        faltas = "" if min(puntos) == 100 else _faltas(corridas[0], categoria)
        decir(f"{nombre}: {palabra}", statistics.median(puntos), "100", faltas)
    pesos = [c["audits"]["total-byte-weight"]["numericValue"] / 1000 for c in corridas]
    decir(f"{nombre}: primera carga, con fotos (kB)", statistics.median(pesos), "≤ 150", _lo_que_pesa(corridas[0]))


def _correr(direccion: str, chromium: str) -> dict[str, Any]:
    orden = [
        str(FARO),
        direccion,
        "--output=json",
        "--output-path=stdout",
        "--quiet",
        f"--only-categories={','.join(CATEGORIAS)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    if "/buscar" in direccion:
        orden.append(f"--skip-audits={PARA_BUSCADORES}")
    salida = subprocess.run(
        orden, env=os.environ | {"CHROME_PATH": chromium}, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return json.loads(salida)


def _faltas(corrida: dict[str, Any], categoria: str) -> str:
    malas = [
        r["id"] for r in corrida["categories"][categoria]["auditRefs"]
        if r["weight"] and (corrida["audits"][r["id"]]["score"] or 0) < 1
    ]  # fmt: skip
    return ", ".join(f"{m} {corrida['audits'][m].get('displayValue', '')}".strip() for m in malas)


def _lo_que_pesa(corrida: dict[str, Any]) -> str:
    por_clase: dict[str, float] = {}
    for pedido in corrida["audits"]["network-requests"]["details"]["items"]:
        clase = pedido.get("resourceType", "otro")
        por_clase[clase] = por_clase.get(clase, 0) + pedido.get("transferSize", 0) / 1000
    return ", ".join(f"{clase} {kb:.0f}" for clase, kb in sorted(por_clase.items(), key=lambda par: -par[1]))


if __name__ == "__main__":
    faro()
