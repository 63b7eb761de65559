"""Cambiar un evento sabiendo a quién le toca: nada se guarda sin haberlo visto y se avisa sólo a quien le llegó."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agenda.dominio.cambios import REPROGRAMAR, Cambio, exigir_la_version, hacer_cambio
from agenda.dominio.eventos import guardar_cambios
from agenda.dominio.series import (
    ajustar_la_serie,
    dias_que_se_recorre,
    exigir_que_la_serie_se_recorra,
    los_del_cambio,
)
from agenda.estados import EstadoEvento
from agenda.models import Evento
from boletines.dominio.redaccion import del_evento as boletines
from cadena.consultas.afectados import Afectados, afectados_de, juntar
from cadena.dominio.equipo import avisar_al_equipo, quitar_avisos_al_equipo
from cadena.dominio.palabras import frase_del_cambio
from medios.dominio.a_quien import pasar_los_invitados
from medios.dominio.acto import datos_del_acto
from medios.dominio.avisos import apuntar_avisos, avisos_en_gracia, quitar_avisos
from medios.dominio.cambios import SE_AVISA
from medios.models import AvisoDeCambio
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.huella import lo_que_cambio
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.texto.formato import plural
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA, INVITAR_MEDIOS
from produccion.dominio.disenos import del_evento as disenos

MOTIVO_MAXIMO = 200


class FaltaVerAQuien(NoSePuede):
    """Antes de guardar hay que ver a quién le toca; lleva la lista para enseñarla."""

    def __init__(self, afectados: Afectados, frase: str = "") -> None:
        self.afectados = afectados
        self.rechazo = frase
        super().__init__(frase or "Antes de guardar, mira a quién le toca este cambio.")


@dataclass(frozen=True)
class Cambiado:
    """El evento que sigue en pie, a cuántos se les avisó y cuántos eventos cambiaron."""

    evento: Evento
    avisados: int
    eventos: int = 1

    @property
    def frase(self) -> str:
        hecho = plural(self.eventos, "Cambios guardados.", "Cambios guardados en {} eventos de la serie.")
        if self.avisados:
            hecho += plural(self.avisados, " Se le avisa a 1", " Se les avisa a {}") + " en 30 segundos."
        return hecho


@transaction.atomic(durable=True)
def cambiar_evento(
    evento: Evento,
    cambio: Cambio,
    *,
    huella_vista: str = "",
    sin_avisar: str | None = None,
    por: Persona,
    ahora: datetime,
) -> Cambiado:
    """Guarda el cambio y avisa, a cada quien por donde se enteró.

    Rehúsa lo que le toca a alguien si no se vio la lista, o si la lista ya es otra. `sin_avisar` es la razón de no
    avisar: se asienta, y el evento sigue diciendo que falta avisar.
    """
    actual = Evento.objects.bloquear(evento.pk)
    exigir_la_version(actual, cambio)
    cada_uno = afectados_por(actual, cambio, por=por, ahora=ahora)
    afectados, dias = juntar(cada_uno), dias_que_se_recorre(actual, cambio)
    _exigir_que_se_viera(afectados, huella_vista)
    _exigir_las_razones(afectados, cambio, sin_avisar)
    # En una copia: lo que se dice después compara con cómo estaba.
    quedan = [hacer_cambio(copy(a.evento), a.cambio, por=por, ahora=ahora) for a in cada_uno]
    if cambio.accion == REPROGRAMAR:
        _pasar_lo_que_cuelga(afectados, quedan[0])
    ajustar_la_serie(actual, cambio, dias=dias, por=por, ahora=ahora)
    for suyo, queda in zip(cada_uno, quedan, strict=True):
        _dejar_dicho(suyo, queda, por, ahora)
    if sin_avisar is not None and afectados.se_avisa_a:
        asentar("guardar sin avisar", quedan[0], por=por, ahora=ahora, motivo=sin_avisar.strip())
        return Cambiado(quedan[0], 0, len(quedan))
    if afectados.se_avisa_a:
        _avisar(cada_uno, quedan, por, ahora)
    return Cambiado(quedan[0], afectados.se_avisa_a, len(quedan))


def afectados_por(evento: Evento, cambio: Cambio, *, por: Persona, ahora: datetime) -> list[Afectados]:
    """Los de cada evento del cambio: el que se mira y, si se pidió, los demás de su serie."""
    exigir_que_la_serie_se_recorra(evento, cambio)
    return [afectados_de(e, c, por=por, ahora=ahora) for e, c in los_del_cambio(evento, cambio)]


def _exigir_las_razones(afectados: Afectados, cambio: Cambio, sin_avisar: str | None) -> None:
    if any(f.pide_razon for f in afectados.faltas):
        motivo_escrito(cambio.motivo, "Escribe por qué se cierra sin eso: lo ve la dirección.", maximo=MOTIVO_MAXIMO)
    if sin_avisar is not None and afectados.se_avisa_a:
        motivo_escrito(sin_avisar, "Escribe por qué no se avisa.", maximo=MOTIVO_MAXIMO, campo="sin_avisar")


def _exigir_que_se_viera(afectados: Afectados, huella_vista: str) -> None:
    if not huella_vista:
        if afectados.hay:
            raise FaltaVerAQuien(afectados)
        return
    cambio = lo_que_cambio(
        afectados.partes, huella_vista, no_llego="No llegó qué estaba a la vista. Míralo aquí y oprime otra vez."
    )
    if cambio is not None:
        que = ", ".join(cambio) or "la lista"
        raise FaltaVerAQuien(afectados, f"Cambió mientras lo veías: {que}. Así está ahora; revísalo y guarda.")


def _pasar_lo_que_cuelga(afectados: Afectados, nuevo: Evento) -> None:
    pasar_los_invitados(afectados.evento, nuevo)
    boletines.pasarlos_a(afectados.boletines, nuevo)
    disenos.pasarlos_a(afectados.disenos, nuevo)


def _dejar_dicho(afectados: Afectados, queda: Evento, por: Persona, ahora: datetime) -> None:
    """En los borradores y en los diseños queda escrito qué cambió; su texto no se toca."""
    frase = frase_del_cambio(afectados, queda)
    boletines.dejarles_dicho(afectados.boletines, frase, por=por, ahora=ahora)
    disenos.dejarles_dicho(afectados.disenos, frase, por=por, ahora=ahora)


def _avisar(cada_uno: Sequence[Afectados], quedan: Sequence[Evento], por: Persona, ahora: datetime) -> None:
    """A los medios los corrige quien los invita; si quien cambia no invita, queda por avisar en «Hoy»."""
    for queda in quedan:
        if por.puede(INVITAR_MEDIOS) and queda.estado in SE_AVISA and queda.fin > ahora:
            apuntar_avisos(datos=datos_del_acto(queda), por=por, ahora=ahora)
    avisar_al_equipo(cada_uno, quedan, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def deshacer_la_hora(evento: Evento, cambio: Cambio, *, por: Persona, ahora: datetime) -> Evento:
    """Regresa la hora de antes y quita los avisos que no han salido. Rehúsa si alguno ya salió o alguien guardó."""
    exigir(por, EDITAR_AGENDA, frase="mover eventos")
    actual = Evento.objects.bloquear(evento.pk)
    if actual.version != cambio.version:
        raise YaCambio("El evento volvió a cambiar: ya no se deshace solo. Cambia la hora otra vez.")
    if actual.estado not in (EstadoEvento.TENTATIVO, EstadoEvento.POR_CONFIRMAR, EstadoEvento.CONFIRMADO):
        raise YaCambio(f"El evento está {actual.get_estado_display().lower()}: ya no se mueve.")
    quedan = AvisoDeCambio.objects.filter(invitacion__evento=actual, secuencia=actual.version)
    if quedan.exists():
        if len(avisos_en_gracia(actual, ahora)) < quedan.count() or quedan.filter(avisado_en__isnull=False).exists():
            raise NoSePuede("El aviso ya salió. Cambia la hora otra vez para corregirlo.")
        quitar_avisos(actual, por=por, ahora=ahora)
    quitar_avisos_al_equipo(actual, por=por, ahora=ahora)
    return guardar_cambios(actual, version=actual.version, por=por, ahora=ahora, campos=dict(cambio.campos))
