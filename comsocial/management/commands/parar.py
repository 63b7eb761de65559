"""manage.py parar"""

from typing import Any

from django.core.management.base import BaseCommand

from comsocial.embebido.supervisor import parar


class Command(BaseCommand):
    help = "Detiene el sistema y los servidores embebidos de esta carpeta."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        parar()
