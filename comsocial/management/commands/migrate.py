"""manage.py migrate"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import ProgrammingError

from comsocial.operacion.dueno import ComoDueno, otorgar

SIN_PERMISO = "42501"
FALTA = "para migrar hace falta DATABASE_URL_DUENO (docs/operacion.md, «Dos papeles en la base»)."


class Command(ComoDueno, migrate.Command):
    help = f"{migrate.Command.help} Entra como dueño de las tablas y le da lo suyo al papel de la aplicación."

    def handle(self, *args: Any, **opciones: Any) -> None:
        try:
            super().handle(*args, **opciones)
        except ProgrammingError as error:
            if getattr(error.__cause__, "pgcode", "") != SIN_PERMISO or settings.BASE_DEL_DUENO:
                raise
            raise CommandError(f"El papel de DATABASE_URL no es dueño de las tablas; {FALTA}") from error
        if not (opciones["plan"] or opciones["check_unapplied"]):
            otorgar()
