"""manage.py cargar_volumen --perfil pueblo|ciudad"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comsocial.operacion.dueno import ComoDueno
from comsocial.operacion.volumen import PERFILES, cargar


class Command(ComoDueno, BaseCommand):  # al terminar pide a PostgreSQL que mire las tablas, y eso es de su dueño
    help = "Llena una base vacía con renglones en volumen, para medir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--perfil", choices=sorted(PERFILES), default="pueblo")

    def handle(self, **opciones: Any) -> None:
        perfil = PERFILES[opciones["perfil"]]
        try:
            cargar(perfil)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Listo: {perfil.boletines:,} boletines, {perfil.fotos:,} fotos y {perfil.envios:,} envíos.")
