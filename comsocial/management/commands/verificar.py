"""manage.py verificar"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from comsocial.operacion.verificacion import revisar_todo
from media_library.dominio.originales import integridad


class Command(BaseCommand):
    help = "Revisa originales, bitácora, anclas, folios y portal; termina con 1 si algo está mal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reponer", type=Path, metavar="CARPETA", help="repone los originales malos de ese respaldo"
        )

    def handle(self, *, reponer: Path | None = None, **_: Any) -> None:
        if reponer is not None:
            for hallazgo in integridad.revisar(ahora=timezone.now(), respaldo=reponer):
                self.stdout.write(f"  {hallazgo}")
        revisiones = revisar_todo(ahora=timezone.now(), avisar=self.stdout.write)
        if any(revision.faltas for revision in revisiones):
            self.stdout.write("Hay cosas que no están como se guardaron.")
            sys.exit(1)
        self.stdout.write("Todo está como se guardó.")
