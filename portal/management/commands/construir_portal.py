"""manage.py construir_portal"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from portal.consultas.edicion import ediciones
from portal.dominio.ediciones import turno
from portal.dominio.escritura.huella import rehacer, rehacer_si_cambio
from portal.dominio.escritura.procesos import procesos_para


class Command(BaseCommand):
    help = "Rehace el portal entero desde la base; lo que no cambió queda idéntico."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--si-cambio", action="store_true", help="sólo si cambió la apariencia o la oficina")
        parser.add_argument(
            "--procesos", type=int, choices=range(1, 65), metavar="N", help="cuántos a la vez (uno por núcleo)"
        )

    def handle(self, **opciones: Any) -> None:
        ahora = timezone.now()
        procesos = opciones["procesos"] or procesos_para(Boletin.objects.emitidos_al(ahora).count())
        try:
            if opciones["si_cambio"]:
                total = rehacer_si_cambio(ahora, self._avance, procesos=procesos)
            else:
                for edicion in ediciones(ahora):
                    self.stdout.write(f"Edición {edicion.nombre}:")
                    rehacer(edicion, self._avance, procesos=procesos)
                total = Boletin.objects.emitidos_al(ahora).count()
            turno.poner_turno(ahora)
        except DerivadoPendiente as error:
            raise CommandError(f"{error} Espera a que terminen las miniaturas y repite.") from error
        if total is not None:
            self.stdout.write(f"Portal construido: {total} boletines.")

    def _avance(self, hechos: int, total: int) -> None:
        self.stdout.write(f"{hechos} de {total} boletines…")
