"""La cola de informes: el reloj la despierta, toma una versión pedida con arriendo, la hace y la sella."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cronograma.dominio.informes.armado import InformeArmado, armar
from cronograma.dominio.informes.en_laminas import pptx_del_informe
from cronograma.dominio.informes.en_libro import libro_del_informe
from cronograma.dominio.informes.en_papel import pdf_del_informe
from cronograma.estados import Formato
from cronograma.models import ArchivoDeInforme, VersionDeInforme
from nucleo.dominio.bitacora import asentar
from personas.dominio.documento import NoSeImprime

registro = logging.getLogger(__name__)

ARRIENDO = timedelta(minutes=30)  # más de lo que Celery deja vivir a una tarea
INTENTOS = 3
SIN_TERMINAR = "Se intentó tres veces y el proceso no terminó. Pídelo otra vez con menos fotos."
SIN_SABER = "Algo falló al armarlo; quedó anotado en el servidor. Pídelo otra vez."
LARGO_DEL_AVISO = 300
Hacer = Callable[[InformeArmado], bytes]
HACEN: Mapping[str, tuple[str, Hacer]] = {
    Formato.PDF: ("Imprimiendo el PDF", pdf_del_informe),
    Formato.PPTX: ("Armando las láminas", pptx_del_informe),
    Formato.XLSX: ("Llenando el libro de Excel", libro_del_informe),
}


@dataclass(frozen=True)
class _Hecho:
    formato: str
    octetos: bytes


def hacer_pendientes(*, reloj: Callable[[], datetime] = timezone.now) -> int:
    """Hace las versiones pedidas, de una en una. Devuelve cuántas atendió."""
    atendidas = 0
    while version := tomar(ahora=reloj()):
        hacer(version, reloj=reloj)
        atendidas += 1
    return atendidas


@transaction.atomic(durable=True)
def tomar(*, ahora: datetime) -> VersionDeInforme | None:
    """La más vieja que nadie tiene, o cuyo arriendo venció; lo que ya se intentó tres veces se da por fallido."""
    libre = Q(tomada_en__isnull=True) | Q(tomada_en__lt=ahora - ARRIENDO)
    pendientes = VersionDeInforme.objects.por_hacer().filter(libre)
    pendientes.filter(intentos__gte=INTENTOS).update(fallo=SIN_TERMINAR)
    version = pendientes.order_by("pedida_en", "pk").select_for_update(skip_locked=True, of=("self",)).first()
    if version is None:
        return None
    return _apartar(version, ahora)


@transaction.atomic(durable=True)
def tomar_esta(version: VersionDeInforme, *, ahora: datetime) -> VersionDeInforme:
    """La recién pedida, para hacerla aquí mismo. Si la cola ya la había tomado, le gana: aquélla ya no escribe."""
    return _apartar(VersionDeInforme.objects.select_for_update().get(pk=version.pk), ahora)


def _apartar(version: VersionDeInforme, ahora: datetime) -> VersionDeInforme:
    VersionDeInforme.objects.filter(pk=version.pk).update(tomada_en=ahora, intentos=F("intentos") + 1)
    version.refresh_from_db()
    return version


def hacer(version: VersionDeInforme, *, reloj: Callable[[], datetime] = timezone.now) -> None:
    """Arma el informe y sus archivos, diciendo en qué va; lo que falla queda con su frase."""
    try:
        _decir(version, 5, "Leyendo el periodo")
        armado = armar(version.informe, por=version.pedida_por, ahora=reloj())
        hechos = []
        for lugar, formato in enumerate(version.formatos):
            paso, en_formato = HACEN[formato]
            _decir(version, 25 + 70 * lugar // len(version.formatos), paso)
            hechos.append(_Hecho(formato, en_formato(armado)))
        _sellar(version, armado, hechos, ahora=reloj())
    except NoSeImprime as error:
        registro.exception("el informe %s no se pudo imprimir", version)
        _fallar(version, str(error), ahora=reloj())
    except Exception:  # noqa: BLE001 - quien lo espera en la pantalla necesita una respuesta, no media hora de espera
        registro.exception("el informe %s no se pudo hacer", version)
        _fallar(version, SIN_SABER, ahora=reloj())


@transaction.atomic(durable=True)
def _decir(version: VersionDeInforme, progreso: int, paso: str) -> None:
    _mia(version).update(progreso=progreso, paso=paso)


def _mia(version: VersionDeInforme) -> QuerySet[VersionDeInforme]:
    """Sólo si nadie más la tomó: quien perdió su arriendo ya no escribe."""
    return VersionDeInforme.objects.por_hacer().filter(pk=version.pk, tomada_en=version.tomada_en)


@transaction.atomic(durable=True)
def _sellar(version: VersionDeInforme, armado: InformeArmado, hechos: list[_Hecho], *, ahora: datetime) -> None:
    if not _mia(version).select_for_update().exists():
        return
    for hecho in hechos:
        ArchivoDeInforme.objects.create(
            version=version,
            formato=hecho.formato,
            octetos=hecho.octetos,
            pesa=len(hecho.octetos),
            huella=hashlib.sha256(hecho.octetos).hexdigest(),
        )
    _mia(version).update(
        progreso=100,
        paso="",
        lista_en=ahora,
        huella=armado.huella,
        avisos=[aviso[:LARGO_DEL_AVISO] for aviso in armado.avisos],
        cierres=armado.contenido.sin_cerrar[:LARGO_DEL_AVISO],
    )
    asentar("hacer informe", version.informe, por=version.pedida_por, ahora=ahora, sha256=armado.huella)


@transaction.atomic(durable=True)
def _fallar(version: VersionDeInforme, razon: str, *, ahora: datetime) -> None:
    if _mia(version).update(fallo=f"No se pudo hacer. {razon}"[:LARGO_DEL_AVISO], paso=""):
        asentar("no se pudo hacer el informe", version.informe, por=None, ahora=ahora, error=razon[:LARGO_DEL_AVISO])
