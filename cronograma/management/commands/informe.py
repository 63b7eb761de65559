"""`manage.py informe 2021-03 --formatos pdf,pptx,xlsx --salida DIR`: el informe de un periodo, en archivos."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cronograma.dominio.informes.cola import hacer, tomar_esta
from cronograma.dominio.informes.informes import abrir_informe, pedir_version
from cronograma.dominio.informes.periodo import leer_periodo
from cronograma.estados import Formato
from nucleo.dominio.impedimentos import NoSePuede
from personas.models import Persona
from personas.permisos import CERRAR_MES, HACER_INFORMES


class Command(BaseCommand):
    help = (
        "Hace el informe de un mes (2021-03), trimestre (2021-T1), semestre (2021-S1), año (2021) o gobierno (2021-G)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("periodo")
        parser.add_argument("--formatos", default="pdf,pptx,xlsx", help="separados por comas")
        parser.add_argument("--salida", type=Path, required=True, help="carpeta donde se dejan los archivos")
        parser.add_argument("--por-eje", action="store_true", help="agrupa lo hecho por eje del plan municipal")
        parser.add_argument("--persona", default="", help="usuario que aparece como quien lo hizo")

    def handle(self, *, periodo: str, formatos: str, salida: Path, persona: str, por_eje: bool, **_: Any) -> None:
        pedido = leer_periodo(periodo)
        if pedido is None:
            raise CommandError(f"«{periodo}» no es un periodo: escribe 2021-03, 2021-T1, 2021-S1, 2021 o 2021-G.")
        escogidos = [f.strip() for f in formatos.lower().split(",") if f.strip()]
        if raros := [f for f in escogidos if f not in Formato.values]:
            raise CommandError(f"«{raros[0]}» no es un formato: hay pdf, pptx y xlsx.")
        quien, ahora = self._quien(persona), timezone.now()
        try:
            informe = abrir_informe(pedido, por=quien, ahora=ahora, por_eje=por_eje)
            version = pedir_version(informe, formatos=escogidos, por=quien, ahora=ahora, sin_las_que_faltan=True)
        except NoSePuede as negativa:
            raise CommandError(str(negativa)) from None
        version = tomar_esta(version, ahora=ahora)
        hacer(version)
        version.refresh_from_db()
        if version.fallo:
            raise CommandError(version.fallo)
        salida.mkdir(parents=True, exist_ok=True)
        for aviso in version.avisos:
            self.stderr.write(aviso)
        for archivo in version.archivos.all():
            ruta = salida / f"informe-{pedido.clave}.{archivo.formato}"
            ruta.write_bytes(bytes(archivo.octetos))
            self.stdout.write(f"{ruta} ({archivo.pesa:,} octetos)")

    def _quien(self, usuario: str) -> Persona:
        activas = Persona.objects.activas()
        candidatas = activas.filter(username=usuario) if usuario else activas.order_by("pk")
        quien = next((p for p in candidatas if p.puede(CERRAR_MES)), None)
        quien = quien or next((p for p in candidatas if p.puede(HACER_INFORMES)), None)
        if quien is None:
            raise CommandError(f"No hay una cuenta activa {usuario} que pueda hacer informes.".replace("  ", " "))
        return quien
