"""manage.py procesos"""

from typing import Any

from django.core.management.base import BaseCommand

from comsocial.embebido.procesos import corriendo


class Command(BaseCommand):
    help = "Escribe «papel pid» de cada proceso que corre."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        for papel, pid in corriendo():
            self.stdout.write(f"{papel} {pid}")
