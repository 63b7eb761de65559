"""manage.py migrate"""

from typing import Any

from django.core.management.commands import migrate

from comsocial.operacion.dueno import ComoDueno, otorgar


class Command(ComoDueno, migrate.Command):
    help = f"{migrate.Command.help} Entra como dueño de las tablas y le da lo suyo al papel de la aplicación."

    def handle(self, *args: Any, **opciones: Any) -> None:
        super().handle(*args, **opciones)
        if not (opciones["plan"] or opciones["check_unapplied"]):
            otorgar()
