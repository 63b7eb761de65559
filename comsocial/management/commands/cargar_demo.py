"""manage.py cargar_demo"""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comsocial.demo.carga import cargar, lo_que_falta_de_disco
from comsocial.demo.plan.catalogo import CUENTAS

CLAVE = "demo-mazamitla"


class Command(BaseCommand):
    help = "Carga los datos de demostración; repetirlo sigue donde se quedó y no cambia lo hecho."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forzar", action="store_true", help="aunque no sea modo de demostración")
        parser.add_argument("--meses", type=int, default=10, choices=range(11), help="cuántos meses de 2021")

    def handle(self, **opciones: Any) -> None:
        if not settings.MODO_DEMO and not opciones["forzar"]:
            raise CommandError(
                "Esto agrega cuentas con contraseña conocida: sólo en modo de demostración (DEMO=1) o con --forzar."
            )
        if falta := lo_que_falta_de_disco():
            raise CommandError(falta)
        clave = os.environ.get("DEMO_CLAVE", CLAVE)
        self.stdout.write(f"  Cuentas (contraseña «{clave}»): {', '.join(usuario for usuario, *_ in CUENTAS)}")
        cargar(clave=clave, decir=self._decir, meses=opciones["meses"])

    def _decir(self, frase: str) -> None:
        self.stdout.write(f"  {frase}")
        self.stdout.flush()
