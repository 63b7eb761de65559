"""El portal contra un «hola» WSGI y contra nginx, con el mismo servidor y la misma página."""

import contextlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.medir import decir, titulo

ARTICULO = Path(tempfile.gettempdir()) / "comsocial-bench-publico"
HOLA = """def hola(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "4")])
    return [b"hola"]
"""
NUESTRO = """from pathlib import Path
from portal.servidor import ArbolPublico
def _nada(environ, start_response):
    start_response("404 Not Found", [])
    return []
arbol = ArbolPublico(_nada, Path({raiz!r}))
"""
NGINX = """worker_processes 2; daemon off; error_log /dev/null; pid {carpeta}/nginx.pid;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; open_file_cache max=100; types {{ text/html html; }}
  client_body_temp_path {carpeta}; proxy_temp_path {carpeta}; fastcgi_temp_path {carpeta};
  uwsgi_temp_path {carpeta}; scgi_temp_path {carpeta};
  server {{ listen 127.0.0.1:{puerto}; root {raiz}; index index.html; }} }}
"""


def _puerto() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


@contextlib.contextmanager
def _corriendo(orden: list[str], puerto: int, carpeta: str) -> Iterator[str]:
    proceso = subprocess.Popen(orden, cwd=carpeta, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", puerto), timeout=0.2):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{puerto}"
    finally:
        proceso.terminate()
        proceso.wait(15)


def _granian(modulo: str, puerto: int) -> list[str]:
    comun = [
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(puerto),
        "--workers",
        "2",
        "--blocking-threads",
        "24",
    ]
    return [sys.executable, "-m", "granian", *comun, "--no-ws", modulo]


def _por_segundo(url: str) -> float:
    salida = subprocess.run(["wrk", "-t2", "-c16", "-d2s", url], capture_output=True, text=True, check=True).stdout
    return float(next(r.split()[1] for r in salida.splitlines() if r.startswith("Requests/sec")))


def _levantar(carpeta: str, html: bytes, pila: contextlib.ExitStack) -> dict[str, str]:
    """Los servidores que se comparan y la dirección que se le pide a cada uno."""
    raiz = Path(__file__).resolve().parent.parent
    publico = Path(carpeta) / "publico" / "boletin"
    publico.mkdir(parents=True)
    (publico / "index.html").write_bytes(html)
    Path(carpeta, "hola_bench.py").write_text(HOLA)
    Path(carpeta, "arbol_bench.py").write_text(
        f"import sys; sys.path.insert(0, {str(raiz)!r})\n" + NUESTRO.format(raiz=str(publico.parent))
    )
    urls = {}
    for nombre, modulo, camino in (("hola", "hola_bench:hola", "/"), ("arbol", "arbol_bench:arbol", "/boletin/")):
        puerto = _puerto()
        urls[nombre] = pila.enter_context(_corriendo(_granian(modulo, puerto), puerto, carpeta)) + camino
    if shutil.which("nginx"):
        puerto = _puerto()
        Path(carpeta, "nginx.conf").write_text(NGINX.format(carpeta=carpeta, puerto=puerto, raiz=publico.parent))
        orden = ["nginx", "-c", f"{carpeta}/nginx.conf"]
        urls["nginx"] = pila.enter_context(_corriendo(orden, puerto, carpeta)) + "/boletin/"
    return urls


def portal(html: bytes) -> None:
    """Metas 1 y 2 (docs/rendimiento.md)."""
    titulo("Portal: peticiones por segundo del artículo (razón)")
    if not shutil.which("wrk"):
        print("  Falta wrk (apt install wrk nginx): esta parte no se midió.")
        return
    with tempfile.TemporaryDirectory() as carpeta, contextlib.ExitStack() as pila:
        urls = _levantar(carpeta, html, pila)
        medidas: dict[str, list[float]] = {nombre: [] for nombre in urls}
        for _ in range(5):
            for nombre, url in urls.items():
                medidas[nombre].append(_por_segundo(url))
        medianas = {nombre: statistics.median(m) for nombre, m in medidas.items()}
    decir("nuestro servidor / hola WSGI", medianas["arbol"] / medianas["hola"], "≥ 0.85", f"{medianas['arbol']:,.0f}/s")
    if "nginx" in medianas:
        decir(
            "nginx con el mismo archivo / hola WSGI",
            medianas["nginx"] / medianas["hola"],
            "(límite)",
            f"{medianas['nginx']:,.0f}/s",
        )
