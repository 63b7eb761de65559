"""manage.py verificar"""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from comsocial.operacion.verificacion import revisar_todo


class Command(BaseCommand):
    help = "Revisa originales, bitácora, anclas y portal; termina con 1 si algo está mal."

    def handle(self, **_: Any) -> None:
        revisiones = revisar_todo(ahora=timezone.now(), avisar=self.stdout.write)
        if any(revision.faltas for revision in revisiones):
            self.stdout.write("Hay cosas que no están como se guardaron.")
            sys.exit(1)
        self.stdout.write("Todo está como se guardó.")
