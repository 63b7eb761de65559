"""El despacho sin Celery: para recuperar, para pruebas y para instalaciones mínimas."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from difusion.dominio import despacho


class Command(BaseCommand):
    help = "Entrega lo que está por salir."

    def add_arguments(self, parser: CommandParser) -> None:
        modo = parser.add_mutually_exclusive_group(required=True)
        modo.add_argument("--una-vez", action="store_true")
        modo.add_argument("--siempre", action="store_true", help="cada 5 segundos, hasta Ctrl-C")

    def handle(self, *_: Any, **opciones: Any) -> None:
        while True:
            despacho.apartar_atascados(ahora=timezone.now())
            tomados = despacho.despachar(reloj=timezone.now)
            if opciones["una_vez"]:
                self.stdout.write(f"Envíos atendidos: {tomados}.")
                return
            time.sleep(5)
