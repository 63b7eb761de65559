"""manage.py construir_portal"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from media_library.dominio.publico import DerivadoPendiente
from portal.dominio import apariencia
from portal.dominio.construccion import construir_todo


class Command(BaseCommand):
    help = "Rehace el portal entero desde la base; lo que no cambió queda idéntico."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--si-cambio", action="store_true", help="sólo si cambió la apariencia o aún no se construye"
        )

    def handle(self, **opciones: Any) -> None:
        huella = apariencia.huella()
        if opciones["si_cambio"] and apariencia.construida() == huella:
            return
        try:
            total = construir_todo(timezone.now(), self._avance)
        except DerivadoPendiente as error:
            raise CommandError(f"{error} Espera a que terminen las miniaturas y repite.") from error
        apariencia.recordar(huella)
        self.stdout.write(f"Portal construido: {total} boletines.")

    def _avance(self, hechos: int, total: int) -> None:
        self.stdout.write(f"{hechos} de {total} boletines…")
