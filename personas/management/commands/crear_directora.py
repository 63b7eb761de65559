"""manage.py crear_directora"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nucleo.dominio.impedimentos import NoSePuede
from personas.dominio.invitaciones import invitar_primera_directora
from personas.models import Persona


class Command(BaseCommand):
    help = "Invita a quien dirige la oficina y escribe su enlace de un solo uso."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--usuario", default="", help="usuario propuesto; lo puede cambiar al estrenar")
        parser.add_argument("--correo", default="", help="correo institucional; si no se da, lo escribe al estrenar")
        parser.add_argument("--si-falta", action="store_true", help="sólo si nadie tiene cuenta todavía")

    def handle(self, **opciones: Any) -> None:
        if opciones["si_falta"] and Persona.objects.exists():
            return
        try:
            invitada = invitar_primera_directora(
                usuario=opciones["usuario"], correo=opciones["correo"], ahora=timezone.now()
            )
        except NoSePuede as error:
            raise CommandError(str(error)) from error
        self.stdout.write("  La primera cuenta, la de quien dirige, se crea en este enlace; sirve una vez y vence en")
        self.stdout.write(f"  siete días:\n  {invitada.enlace}\n")
