"""`python -m doubles smtp|graph`: los servicios simulados como procesos aparte."""

import argparse
import signal
import sys
import threading

from doubles.graph import ServidorGraph
from doubles.smtp import ServidorSMTP


def leer_opciones() -> argparse.Namespace:
    analizador = argparse.ArgumentParser(prog="python -m doubles", description="Servicios simulados, sólo locales.")
    servicios = analizador.add_subparsers(dest="servicio", required=True)
    smtp = servicios.add_parser("smtp", help="recibe correo y lo guarda en una carpeta")
    smtp.add_argument("--puerto", type=int, default=2525)
    smtp.add_argument("--dir", default="var/correo")
    graph = servicios.add_parser("graph", help="imita la página de Facebook")
    graph.add_argument("--puerto", type=int, default=9100)
    graph.add_argument("--dir", default="", help="guarda ahí lo publicado, para seguir donde se quedó")
    return analizador.parse_args()


def main() -> None:
    opciones = leer_opciones()
    alto = threading.Event()
    for senal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(senal, lambda *_: alto.set())
    servidor = (
        ServidorSMTP(opciones.dir, puerto=opciones.puerto)
        if opciones.servicio == "smtp"
        else ServidorGraph(opciones.puerto, opciones.dir)
    )
    with servidor:
        sys.stdout.write(f"{opciones.servicio} simulado en 127.0.0.1:{opciones.puerto}\n")
        sys.stdout.flush()
        alto.wait()


if __name__ == "__main__":
    main()
