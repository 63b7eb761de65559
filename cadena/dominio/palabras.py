"""Cómo se dice un cambio de la agenda a quien le toca."""

from agenda.dominio.cambios import REPROGRAMAR
from agenda.estados import NO_SE_HACEN
from agenda.models import Evento
from cadena.consultas.afectados import Afectados
from nucleo.texto.formato import fecha_larga, hora

SE_DICE = {"pospuesto": "Se pospone", "cancelado": "Se cancela"}


def cuando(evento: Evento) -> str:
    """«jueves 26 de noviembre de 2026, 15:00 a 17:00 h»."""
    return f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} a {hora(evento.fin)} h"


def frase_del_cambio(afectados: Afectados, queda: Evento) -> str:
    """«Cambió la hora del evento: jueves 26…, 15:00 a 17:00 h. Antes: …», o por qué ya no será."""
    antes = afectados.evento
    if queda.estado in NO_SE_HACEN:
        return f"{SE_DICE[queda.estado]} el evento del {cuando(antes)}. Motivo: {queda.motivo or '…'}."
    if antes.estado in NO_SE_HACEN and afectados.cambio.accion != REPROGRAMAR:
        return f"El evento sigue en pie: {cuando(queda)}, {queda.donde()}."
    que = " y ".join(cosa for cosa in afectados.que if cosa != "si se hace")
    return (
        f"Cambió {que or 'algo'} del evento: {cuando(queda)}, {queda.donde()}. Antes: {cuando(antes)}, {antes.donde()}."
    )


def de_a(afectados: Afectados) -> tuple[str, str]:
    """Cómo estaba y cómo queda, sin repetir lo que no cambia: «jueves 26…, 10:00 a 12:00 h» y «15:00 a 17:00 h»."""
    antes, queda, que = afectados.evento, afectados.queda, afectados.que
    if not que or queda.estado in NO_SE_HACEN:
        return f"{antes.get_estado_display()}, {cuando(antes)}", queda.get_estado_display()
    if list(que) == ["el lugar"]:
        return antes.donde(), queda.donde()
    ahora = cuando(queda)
    if "la fecha" not in que and "la hora" in que:
        ahora = f"{hora(queda.inicio)} a {hora(queda.fin)} h"
    return cuando(antes), ahora + f", {queda.donde()}" * ("el lugar" in que)
