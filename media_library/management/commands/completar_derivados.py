"""Hace las versiones ligeras que le faltan a lo que ya estaba: recetas nuevas y, si se pide, las que fallaron."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from media_library.dominio.versiones import cola, completar


class Command(BaseCommand):
    help = "Completa las versiones ligeras de los originales viejos. Se puede cortar y repetir: sigue donde iba."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fallidas", action="store_true", help="también vuelve a intentar las que fallaron")
        parser.add_argument("--solo-apuntar", action="store_true", help="las deja pendientes y no las hace aquí")

    def handle(self, *, fallidas: bool, solo_apuntar: bool, **_: Any) -> None:
        if fallidas:
            cuantas = cola.reintentar_fallidas(por=None, ahora=timezone.now())
            self.stdout.write(f"Fallidas que se vuelven a intentar: {cuantas:,}.")
            if not solo_apuntar:
                cola.derivar_todo()
        total, revisados, apuntadas = completar.atrasados(), 0, 0
        while (tanda := completar.completar_tanda(ahora=timezone.now())).revisados:
            revisados += tanda.revisados
            apuntadas += tanda.apuntadas
            if not solo_apuntar:
                cola.derivar_todo()
            self.stdout.write(f"[{revisados:,}/{max(total, revisados):,}] versiones que faltaban: {apuntadas:,}")
        self.stdout.write(f"Originales revisados: {revisados:,}. Versiones que les faltaban: {apuntadas:,}.")
