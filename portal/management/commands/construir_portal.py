"""manage.py construir_portal"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from media_library.dominio.publico import DerivadoPendiente
from portal.dominio.construccion import construir_todo


class Command(BaseCommand):
    help = "Rehace el portal entero desde la base; lo que no cambió queda idéntico."

    def handle(self, **_: Any) -> None:
        try:
            total = construir_todo(timezone.now(), self._avance)
        except DerivadoPendiente as error:
            raise CommandError(f"{error} Espera a que terminen las miniaturas y repite.") from error
        self.stdout.write(f"Portal construido: {total} boletines.")

    def _avance(self, hechos: int, total: int) -> None:
        self.stdout.write(f"{hechos} de {total} boletines…")
