"""manage.py respaldar"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.respaldo import respaldar
from nucleo.templatetags.formatos import tamano


class Command(BaseCommand):
    help = "Respalda la base, los originales y lo demás en una carpeta; repetirlo sólo copia lo nuevo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("carpeta", type=Path, help="carpeta del respaldo; mejor en otro disco")

    def handle(self, **opciones: Any) -> None:
        try:
            hecho = respaldar(opciones["carpeta"], ahora=timezone.now(), avisar=self.stdout.write)
        except NoSePudo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Respaldo listo: {hecho.archivos} archivos ({hecho.nuevos} nuevos), {tamano(hecho.octetos)}."
        )
        if hecho.danados:
            raise CommandError(f"Originales dañados que no se copiaron: {', '.join(hecho.danados)}. Corre verificar.")
