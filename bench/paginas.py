"""Lo que pasa dentro de Django: publicar, buscar, listas, PDF y correo, chico contra grande."""

import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.bases import usar
from bench.medir import decir, intercalar, segundos, titulo
from boletines.dominio.salida.documentos.pdf import pdf_de_boletin
from boletines.models import Boletin
from boletines.models.boletin import clave_publica
from difusion.clientes.mensaje import armar
from difusion.dominio.bandeja import encolar
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from doubles.smtp import ServidorSMTP
from personas.models import Oficina, Persona
from portal.consultas.boletines import publicos
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.escritura import boletin as escritura
from portal.dominio.pintado.articulo import articulo

LISTAS = (
    "/oficina/",
    "/oficina/agenda/",
    "/oficina/boletines/",
    "/oficina/biblioteca/",
    "/oficina/medios/",
    "/oficina/salidas/",
)
MENSAJES = 150
RONDAS, PETICIONES = 4, 3


def articulo_de_muestra() -> bytes:
    edicion = Edicion.vigente(timezone.now())
    return articulo(Ejemplar(publicos(edicion).first(), edicion)).encode()


def construir(cuantos: int = 40_000) -> None:
    """Meta 5: el comando de verdad, desde cero y sin cambios."""
    boletines = Boletin.objects.count()
    titulo(f"Rehacer el portal: {boletines:,} boletines, {os.cpu_count()} núcleos")
    base = connection.settings_dict
    entorno = os.environ | {
        "DATABASE_URL": f"postgres://{base['USER']}@/{base['NAME']}?host={base['HOST']}",
        "DATABASE_URL_DUENO": "",
    }
    orden = [sys.executable, "manage.py", "construir_portal"]
    for como in ("desde cero", "sin cambios"):
        tardo = segundos(
            lambda: subprocess.run(orden, cwd=settings.BASE_DIR, env=entorno, check=True, stdout=subprocess.DEVNULL)
        )
        decir(f"minutos para {cuantos:,}, {como}", tardo / boletines * cuantos / 60, "≤ 4", f"{tardo:.0f} s medidos")


def publicar() -> None:
    """Meta 4: lo que se escribe no depende del tamaño del archivo. Va después de construir."""
    titulo(f"Publicar un boletín en un archivo de {Boletin.objects.count():,}")
    paginas, tiempos = [], []
    for _ in range(5):
        nuevo, desde = _uno_mas(), time.time_ns()
        inicio = time.process_time()
        escritura.publicar(nuevo, timezone.now())
        tiempos.append(time.process_time() - inicio)
        paginas.append(sum(p.stat().st_mtime_ns >= desde for p in Path(settings.DIR_PUBLICO).rglob("*.html")))
    with CaptureQueriesContext(connection) as hechas:
        escritura.publicar(_uno_mas(), timezone.now())
    decir("páginas HTML escritas, la que más", max(paginas), "≤ 12")
    decir("milisegundos de procesador", 1000 * statistics.median(tiempos), "≤ 150", f"{len(hechas)} consultas")


def _uno_mas() -> Boletin:
    """Copia el último con su folio y su dirección."""
    nuevo = Boletin.objects.order_by("-publicado_en").defer("vector").first()
    nuevo.pk, nuevo.clave, nuevo.publicado_en = None, clave_publica(), timezone.now()
    nuevo.consecutivo += 1_000_000
    nuevo.slug = f"nuevo-{nuevo.consecutivo}"
    nuevo.save(force_insert=True)
    return nuevo


def pdf() -> None:
    titulo("PDF de un boletín, en caliente")
    boletin = Boletin.objects.filter(fotos__isnull=True).first()
    (tardo,) = intercalar(lambda: pdf_de_boletin(boletin, timezone.now()))
    decir("milisegundos", 1000 * tardo, "≤ 5")


def listas(
    chica: str,
    grande: str,
    rutas: Sequence[str] = LISTAS,
    que: str = "Listas de la oficina: base llena / base casi vacía",
    meta: str = "≤ 1.3",
) -> None:
    """Cada página en las dos bases, por turnos: lo que más corra en la máquina les toca a las dos."""
    titulo(que)
    clientes = {perfil: _sesion_en(perfil) for perfil in (chica, grande)}
    for ruta in rutas:
        tiempos: dict[str, list[float]] = {perfil: [] for perfil in clientes}
        for _ in range(RONDAS):
            for perfil, cliente in clientes.items():
                usar(perfil)
                _pedir(cliente, ruta)  # abre la conexión y calienta
                tiempos[perfil] += [segundos(lambda: _pedir(cliente, ruta)) for _ in range(PETICIONES)]  # noqa: B023 - se corre aquí mismo
        with CaptureQueriesContext(connection) as hechas:
            _pedir(clientes[grande], ruta)
        tardo, base = (statistics.median(tiempos[perfil]) for perfil in (grande, chica))
        decir(ruta, tardo / base, meta, f"{1000 * tardo:.0f} ms, {len(hechas)} consultas")


def _sesion_en(perfil: str) -> Client:
    usar(perfil)
    cliente = Client(headers={"host": "localhost"})
    cliente.force_login(Persona.objects.get(username="bench"))
    return cliente


def _pedir(cliente: Client, ruta: str) -> None:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, (ruta, respuesta.status_code)


def preparar_persona() -> None:
    Oficina.objects.update_or_create(
        pk=1, defaults={"municipio": "Mazamitla", "entidad": "Jalisco", "configurada_en": timezone.now()}
    )
    Persona.objects.get_or_create(username="bench", defaults={"papeles": ["directora"], "first_name": "Bench"})


def correo() -> None:
    """Meta 8: el protocolo del punto final contra smtplib a secas, en la misma conexión y el mismo buzón."""
    titulo(f"Correo: {MENSAJES} invitaciones")
    ahora = timezone.now()
    with tempfile.TemporaryDirectory() as carpeta, ServidorSMTP(carpeta) as servidor:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.CORREO_RITMO_POR_DOMINIO = "127.0.0.1", servidor.puerto, 0
        envios = [
            encolar(
                canal="correo",
                motivo="invitacion",
                objeto="bench",
                vez=f"{ahora.timestamp()}:{n}",
                destinatario=f"r{n}@medio.invalid",
                asunto="Invitación",
                carga={"texto": "Buen día. " * 60},
                por=None,
                ahora=ahora,
            )
            for n in range(MENSAJES)
        ]
        nuestro = segundos(lambda: despachar(reloj=timezone.now, limite=MENSAJES))
        a_secas = segundos(_a_secas(envios, servidor.puerto))
    entregados = Envio.objects.filter(objeto="bench", estado="entregado").count()
    decir(
        "velocidad nuestra / smtplib a secas",
        a_secas / nuestro,
        "≥ 0.6",
        f"{entregados} entregados, {MENSAJES / nuestro:.0f}/s",
    )


def _a_secas(envios: list[Envio], puerto: int) -> Callable[[], None]:
    def enviar() -> None:
        with smtplib.SMTP("127.0.0.1", puerto) as smtp:
            for envio in envios:
                smtp.send_message(armar(envio), "a@b.invalid", [envio.destinatario])

    return enviar
