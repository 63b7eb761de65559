"""manage.py servir"""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comsocial.embebido.supervisor import servir


class Command(BaseCommand):
    help = "Levanta todo en primer plano: web, trabajadores, reloj y servidores. Ctrl-C detiene todo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--puerto", type=int, help="puerto; si no se da, PORT o el primero libre desde 8000")
        parser.add_argument("--anfitrion", default="127.0.0.1", help="dirección en que escucha (127.0.0.1)")
        parser.add_argument("--demo", action="store_true", help="con datos y servicios simulados de demostración")
        parser.add_argument("--sin-demo", action="store_true", help="sin demostración, aunque DEMO=1")

    def handle(self, **opciones: Any) -> None:
        pedida = opciones["demo"] or os.environ.get("DEMO", "").strip().lower() in {"1", "si", "sí", "true"}
        demo = pedida and not opciones["sin_demo"]
        sys.exit(servir(opciones["anfitrion"], opciones["puerto"], demo=demo))
