"""manage.py crear_directora"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nucleo.dominio.impedimentos import NoSePuede
from personas.dominio.invitaciones import invitar_primera_directora


class Command(BaseCommand):
    help = "Invita a quien dirige la oficina y escribe su enlace de un solo uso."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--usuario", required=True, help="usuario propuesto; lo puede cambiar al estrenar")
        parser.add_argument("--correo", required=True, help="correo institucional")

    def handle(self, **opciones: Any) -> None:
        try:
            invitada = invitar_primera_directora(
                usuario=opciones["usuario"], correo=opciones["correo"], ahora=timezone.now()
            )
        except NoSePuede as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Abre este enlace para elegir contraseña; sirve una vez y vence en siete días:")
        self.stdout.write(invitada.enlace)
