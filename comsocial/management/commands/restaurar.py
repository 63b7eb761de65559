"""manage.py restaurar"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from boletines.dominio.salida.folios import ultimos_fuera_de_la_base
from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.restauracion import leer_folios, restaurar, terminar, vaciar_portal


class Command(BaseCommand):
    help = "Pone la base y los archivos de un respaldo con el freno puesto, rehace el portal y lo verifica todo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("carpeta", type=Path, help="la carpeta que escribió respaldar")
        parser.add_argument("--sobre-escribir", action="store_true", help="reemplaza una base que ya tiene datos")
        parser.add_argument("--ensayo", action="store_true", help="copia de prueba: de ella nunca sale nada")
        parser.add_argument(
            "--ultimo-folio",
            action="append",
            default=[],
            metavar="CS/047/2026",
            help="el último que se dio después de la copia: el siguiente será el de después",
        )

    def handle(self, **opciones: Any) -> None:
        ahora, es_ensayo = timezone.now(), opciones["ensayo"]
        try:
            declarados, fuera = leer_folios(opciones["ultimo_folio"]), ultimos_fuera_de_la_base()
            puesto = restaurar(
                opciones["carpeta"],
                sobre_escribir=opciones["sobre_escribir"],
                ahora=ahora,
                avisar=self.stdout.write,
                es_ensayo=es_ensayo,
            )
        except NoSePudo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restaurado el respaldo del {puesto.hecho_en}.")
        call_command("migrate", verbosity=0, interactive=False)
        detenido = terminar(
            puesto, es_ensayo=es_ensayo, fuera=fuera, declarados=declarados, ahora=ahora, avisar=self.stdout.write
        )
        call_command("collectstatic", verbosity=0, interactive=False)
        vaciar_portal()
        call_command("construir_portal", stdout=self.stdout)
        self._decir_el_freno(es_ensayo=es_ensayo, por_verificar=detenido.por_verificar, saldrian=detenido.saldrian)
        call_command("verificar", stdout=self.stdout)

    def _decir_el_freno(self, *, es_ensayo: bool, por_verificar: int, saldrian: int) -> None:
        if es_ensayo:
            self.stdout.write("Es una copia de ensayo: el freno está puesto y no se suelta; de aquí no sale nada.")
            return
        self.stdout.write(
            f"El freno está puesto: no sale nada. Por verificar: {por_verificar}; saldrían al soltarlo: {saldrian}."
            " Revísalo en Salidas. Si después de la copia se publicaron boletines, di cuál fue el último en"
            " Boletines → Folios."
        )
