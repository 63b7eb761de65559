"""Atender lo que la dependencia pidió corregir: se marca con qué se hizo, y sólo lo abierto se sigue preguntando."""

from datetime import datetime

from django.db import transaction

from boletines.estados import RespuestaDeVistoBueno
from boletines.models import Boletin, VistoBueno
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from personas.models import Persona
from personas.permisos import APROBAR_BOLETINES, ESCRIBIR_BOLETINES

LARGO_DE_NOTA = 500


def correcciones_por_atender(boletin: Boletin) -> list[str]:
    """Lo que alguien pidió corregir y nadie ha marcado como atendido; conviene confirmarlo, no impide nada."""
    pedidas = boletin.vistos_buenos.filter(respuesta=RespuestaDeVistoBueno.CON_CORRECCIONES, atendido_en__isnull=True)
    return [
        f"{v.nombre} pidió correcciones sobre la versión {v.version_respondida}; vas en la {boletin.version}."
        if v.version_respondida != boletin.version
        else f"{v.nombre} pidió correcciones sobre esta versión."
        for v in pedidas
    ]


@transaction.atomic(durable=True)
def atender_correcciones(visto: VistoBueno, *, nota: str, vista: str, por: Persona, ahora: datetime) -> VistoBueno:
    """Da por atendido lo que pidieron, con qué se hizo; quien lo pidió lo ve en su enlace.

    `vista` es el instante de la respuesta que se leyó en pantalla: si entre tanto cambió, se rechaza.
    """
    exigir(por, ESCRIBIR_BOLETINES, APROBAR_BOLETINES, frase="atender lo que pide la dependencia")
    visto, nota = VistoBueno.objects.bloquear(visto.pk), " ".join(nota.split())
    rechazar_si(_impedimentos(visto, nota))
    if visto.respuesta_vista != vista:
        raise YaCambio(f"{visto.nombre} cambió su respuesta mientras la leías. Léela otra vez antes de atenderla.")
    visto.atendido_en, visto.atendido_por, visto.nota_de_atencion = ahora, por, nota
    validar(visto)
    visto.save(update_fields=["atendido_en", "atendido_por", "nota_de_atencion"])
    asentar("atender correcciones", visto.boletin, por=por, ahora=ahora, de=visto.nombre, motivo=nota)
    return visto


@transaction.atomic(durable=True)
def reabrir_correcciones(visto: VistoBueno, *, por: Persona, ahora: datetime) -> VistoBueno:
    """Deshace lo atendido: otra vez se pregunta antes de aprobar o publicar. Rechaza lo que no estaba atendido."""
    exigir(por, ESCRIBIR_BOLETINES, APROBAR_BOLETINES, frase="atender lo que pide la dependencia")
    visto = VistoBueno.objects.bloquear(visto.pk)
    if visto.atendido_en is None:
        raise NoSePuede("Esas correcciones ya estaban por atender.")
    olvidar_lo_atendido(visto)
    visto.save(update_fields=["atendido_en", "atendido_por", "nota_de_atencion"])
    asentar("reabrir correcciones", visto.boletin, por=por, ahora=ahora, de=visto.nombre)
    return visto


def olvidar_lo_atendido(visto: VistoBueno) -> None:
    """Una respuesta nueva, o reabrir la de antes, deja todo por atender. No guarda."""
    visto.atendido_en, visto.atendido_por, visto.nota_de_atencion = None, None, ""


def _impedimentos(visto: VistoBueno, nota: str) -> list[Impedimento]:
    if visto.respuesta != RespuestaDeVistoBueno.CON_CORRECCIONES:
        return [Impedimento(f"{visto.nombre} no tiene correcciones pedidas.")]
    if visto.atendido_en is not None:
        return [Impedimento(f"Lo que pidió {visto.nombre} ya estaba atendido.")]
    if not nota:
        return [Impedimento("Escribe qué se hizo con lo que pidieron: lo verá quien lo pidió.", "nota")]
    if len(nota) > LARGO_DE_NOTA:
        return [Impedimento(f"La nota tiene {len(nota)} caracteres; usa {LARGO_DE_NOTA} o menos.", "nota")]
    return []
