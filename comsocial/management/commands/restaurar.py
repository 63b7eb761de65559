"""manage.py restaurar"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.restauracion import restaurar, vaciar_portal


class Command(BaseCommand):
    help = "Pone la base y los archivos de un respaldo, rehace el portal y lo verifica todo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("carpeta", type=Path, help="la carpeta que escribió respaldar")
        parser.add_argument("--sobre-escribir", action="store_true", help="reemplaza una base que ya tiene datos")

    def handle(self, **opciones: Any) -> None:
        try:
            puesto = restaurar(
                opciones["carpeta"], sobre_escribir=opciones["sobre_escribir"], ahora=timezone.now(),
                avisar=self.stdout.write,
            )  # fmt: skip
        except NoSePudo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restaurado el respaldo del {puesto.hecho_en}.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        vaciar_portal()
        call_command("construir_portal", stdout=self.stdout)
        call_command("verificar", stdout=self.stdout)
