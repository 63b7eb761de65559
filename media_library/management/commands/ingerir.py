"""Mete en la biblioteca todo lo de una carpeta: la tarjeta de la cámara, un disco viejo."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from media_library.consultas.biblioteca import evento_para
from media_library.dominio.entrada.carpeta import ingresar_carpeta
from personas.models import Persona
from personas.permisos import SUBIR_EVIDENCIA


class Command(BaseCommand):
    help = "Ingresa los archivos de una carpeta y sus subcarpetas. Se puede repetir: lo que ya está no se duplica."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("carpeta", type=Path)
        parser.add_argument("--persona", required=True, help="usuario que aparece como quien los subió")
        parser.add_argument("--evento", default="", help="número del evento, o vacío para acomodarlos después")
        parser.add_argument("--credito", default="", help="quién tomó las fotos; si falta, el que traiga el archivo")

    def handle(self, *, carpeta: Path, persona: str, evento: str, credito: str, **_: Any) -> None:
        if not carpeta.is_dir():
            raise CommandError(f"«{carpeta}» no es una carpeta que se pueda leer.")
        quien = Persona.objects.activas().filter(username=persona).first()
        if quien is None or not quien.puede(SUBIR_EVIDENCIA):
            raise CommandError(f"No hay una cuenta activa «{persona}» que pueda subir evidencia.")
        datos = {"credito": credito, **self._del_evento(evento, quien)}
        nuevas = repetidas = rechazadas = 0
        for avance in ingresar_carpeta(carpeta, por=quien, ahora=timezone.now(), **datos):
            resultado = avance.resultado
            nuevas += not resultado.repetida and not resultado.rechazo
            repetidas += resultado.repetida
            rechazadas += bool(resultado.rechazo)
            que = resultado.rechazo or f"{resultado.nombre}: {'ya estaba' if resultado.repetida else 'guardada'}"
            self.stdout.write(f"[{avance.numero}/{avance.total}] {que}")
        self.stdout.write(f"Nuevas: {nuevas}. Ya estaban: {repetidas}. No se aceptaron: {rechazadas}.")

    def _del_evento(self, evento: str, quien: Persona) -> dict[str, Any]:
        if not evento:
            return {}
        hallado = evento_para(evento, quien)
        if hallado is None:
            raise CommandError(f"No existe el evento {evento}.")
        return {"evento": hallado, "dependencia": hallado.dependencia}
