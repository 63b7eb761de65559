"""Elegir los cortes de audio y video de un boletín y decir qué les falta para publicarse."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from boletines.estados import EDITABLES
from boletines.models import Boletin, CorteDeBoletin
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.estados import EstadoDerivado
from media_library.models import Corte, Derivado
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Persona

CORTES_MAXIMOS = 6


@transaction.atomic(durable=True)
def elegir_cortes(boletin: Boletin, *, cortes: list[int], por: Persona, ahora: datetime) -> Boletin:
    """Deja exactamente estos cortes, en este orden. Lo que la persona no puede ver no entra."""
    actual = Boletin.objects.bloquear(boletin.pk)
    if actual.estado not in EDITABLES:
        raise NoSePuede("Los cortes se eligen mientras el boletín está en borrador o con cambios.")
    vivos = set(Corte.objects.vivos().visibles_para(por).filter(pk__in=cortes).values_list("pk", flat=True))
    elegidos = list(dict.fromkeys(pk for pk in cortes if pk in vivos))
    if len(elegidos) > CORTES_MAXIMOS:
        raise NoSePuede(f"Elegiste {len(elegidos)} cortes; el boletín lleva hasta {CORTES_MAXIMOS}.")
    poner_cortes(actual, elegidos)
    asentar("elegir cortes", actual, por=por, ahora=ahora, cortes=elegidos)
    return actual


def poner_cortes(boletin: Boletin, cortes: list[int]) -> None:
    """Sustituye los cortes del boletín, dentro de la transacción del acto."""
    boletin.cortes.all().delete()
    CorteDeBoletin.objects.bulk_create(
        CorteDeBoletin(boletin=boletin, corte_id=pk, orden=orden) for orden, pk in enumerate(cortes)
    )


def lo_que_se_aprueba(boletin: Boletin) -> list[list[str]]:
    """Lo que de cada corte entra en la huella aprobada: cambiar el tramo o la transcripción pide aprobar otra vez."""
    return [
        [str(c.corte.receta), c.corte.titulo, c.corte.quien_habla, c.corte.transcripcion]
        for c in boletin.cortes.select_related("corte__evidencia__original")
    ]


def impedimentos_de_los_cortes(boletin: Boletin, ahora: datetime) -> Iterator[Impedimento]:
    """Lo que falta en cada corte: transcripción (docs/dominio.md, regla 38), derechos, y que su archivo esté y sirva.

    El que todavía se está haciendo no detiene: el portal espera a tenerlo.
    """
    elegidos = list(boletin.cortes.select_related("corte__evidencia__original"))
    recetas = [e.corte.receta for e in elegidos]
    fallidos = Derivado.objects.filter(receta__in=recetas, estado=EstadoDerivado.FALLIDO)
    fallaron = set(fallidos.values_list("receta", flat=True)) if recetas else set()
    for numero, elegido in enumerate(elegidos, start=1):
        corte = elegido.corte
        yield from impedimentos_para_publicar(corte.evidencia, ahora)
        if corte.papelera_en or corte.evidencia.papelera_en:
            yield Impedimento(f"El corte {numero} se quitó de la biblioteca. Quítalo o recupéralo.", "cortes")
        if not corte.transcripcion.strip():
            yield Impedimento(f"Transcribe el corte {numero}: sin texto no se publica un audio ni un video.", "cortes")
        if corte.receta in fallaron:
            yield Impedimento(
                f"El archivo del corte {numero} no se pudo hacer; reinténtalo en la biblioteca.", "cortes"
            )
