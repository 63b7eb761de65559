"""Los cambios de un evento y a quién le importan: los medios que ya estaban invitados.

El porqué, en docs/decisiones/0010-el-invitado-lee-el-evento-vivo.md.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agenda.estados import EstadoEvento
from agenda.models import Evento
from difusion.dominio.compuerta import Negativa, Salida
from medios.dominio.acto import SITUACIONES, DatosDelActo, datos_del_acto
from medios.dominio.avisos import (
    LoDicho,
    apuntar_avisos,
    cancelar_avisos,
    lo_dicho,
    lo_que_dice,
    por_avisar,
    ultimo_aviso,
)
from medios.dominio.convocar import espera_por_suspension
from medios.estados import SituacionDelActo
from medios.models import AvisoDeCambio, Invitacion
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import resolver
from nucleo.texto.formato import enumerar, plural
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS

SE_AVISA = (EstadoEvento.CONFIRMADO, *SITUACIONES)
EN_UNA_MIRADA = 20


def medios_por_avisar(evento: Evento, invitaciones: Sequence[Invitacion], ahora: datetime) -> list[Invitacion]:
    """Los invitados que tienen otros datos. De lo que ya pasó no se avisa."""
    if evento.fin <= ahora or evento.estado not in SE_AVISA:
        return []
    return por_avisar(datos_del_acto(evento), invitaciones)


def eventos_por_avisar(persona: Persona, ahora: datetime) -> list[tuple[Evento, str]]:
    """Los eventos por venir que cambiaron y de los que falta avisar o llamar a alguien, con la frase que lo dice."""
    por_venir = Evento.objects.visibles_para(persona).filter(fin__gt=ahora, version__gt=1, estado__in=SE_AVISA)
    eventos = {e.pk: e for e in por_venir.select_related("comunidad").order_by("inicio", "pk")[:EN_UNA_MIRADA]}
    invitaciones = defaultdict(list)
    suyas = Invitacion.objects.filter(evento__in=eventos).que_se_esperan().select_related("convocatoria", "contacto")
    for invitacion in suyas.prefetch_related("avisos").order_by("pk") if eventos else []:
        invitaciones[invitacion.evento_id].append(invitacion)
    frases = [(eventos[r], _que_falta(eventos[r], suyas, ahora)) for r, suyas in invitaciones.items()]
    return [(evento, frase) for evento, frase in frases if frase]


def _que_falta(evento: Evento, invitaciones: Sequence[Invitacion], ahora: datetime) -> str:
    if atrasadas := medios_por_avisar(evento, invitaciones, ahora):
        return que_no_saben(evento, atrasadas)
    ultimos = [ultimo_aviso(i) for i in invitaciones]
    por_llamar = sum(1 for a in ultimos if a and a.falta_llamar)
    if por_llamar:
        return f"Falta avisarle por teléfono a {por_llamar}."
    return ""


def que_no_saben(evento: Evento, invitaciones: Sequence[Invitacion]) -> str:
    """«3 medios invitados tienen la hora anterior»; vacío si todos están al corriente."""
    if not invitaciones:
        return ""
    cuantos = len({i.contacto.medio_id for i in invitaciones})
    quienes, tienen, saben = f"{cuantos} medios invitados", "tienen", "no saben"
    if cuantos == 1:
        quienes, tienen, saben = "1 medio invitado", "tiene", "no sabe"
    datos = datos_del_acto(evento)
    if not datos.en_pie:
        return f"{quienes} {saben} que se {'canceló' if datos.situacion == SituacionDelActo.CANCELADO else 'pospuso'}."
    dichos = [lo_dicho(i) for i in invitaciones]
    if any(d.situacion != SituacionDelActo.EN_PIE for d in dichos):
        return f"{quienes} {saben} que sigue en pie."
    anteriores = _lo_anterior(dichos, datos)
    if not anteriores:
        return f"{quienes} {saben} del acto: su invitación no salió."
    return f"{quienes} {tienen} {anteriores}."


def _lo_anterior(dichos: Sequence[LoDicho], datos: DatosDelActo) -> str:
    """«la hora anterior», «la fecha y el lugar anteriores»."""
    dias, horas = {_dia(d.inicio) for d in dichos}, {(_hora(d.inicio), _hora(d.fin)) for d in dichos}
    cosas = ["la fecha"] * (dias != {_dia(datos.inicio)})
    cosas += ["la hora"] * (horas != {(_hora(datos.inicio), _hora(datos.fin))})
    cosas += ["el lugar"] * ({d.lugar for d in dichos} != {datos.lugar})
    if not cosas:
        return ""
    return f"{enumerar(cosas)} {plural(len(cosas), 'anterior', 'anteriores')}"


def _dia(momento: datetime) -> str:
    return timezone.localtime(momento).strftime("%Y-%m-%d")


def _hora(momento: datetime) -> str:
    return timezone.localtime(momento).strftime("%H:%M")


@transaction.atomic(durable=True)
def avisar_del_cambio(evento: Evento, *, por: Persona, ahora: datetime) -> list[AvisoDeCambio]:
    """Avisa a los invitados que tengan otros datos que los de ahora; oprimirlo dos veces avisa una.

    Rechaza lo que ya terminó y lo que está por confirmar. No avisa a quien dijo que no asistirá.
    """
    exigir(por, INVITAR_MEDIOS, frase="avisar a los medios")
    evento = Evento.objects.bloquear(evento.pk)
    if evento.estado not in SE_AVISA:
        raise NoSePuede(f"El evento está {evento.get_estado_display().lower()}; no hay cambio que avisar.")
    if evento.fin <= ahora:
        raise NoSePuede("El evento ya terminó.")
    return apuntar_avisos(datos=datos_del_acto(evento), por=por, ahora=ahora)


def cancelar_el_aviso(evento: Evento, *, por: Persona, ahora: datetime) -> int:
    """Cancela, dentro de los 30 s, los avisos que no han salido."""
    exigir(por, INVITAR_MEDIOS, frase="avisar a los medios")
    return cancelar_avisos(evento, por=por, ahora=ahora)


def puede_salir_aviso(envio: Salida, ahora: datetime) -> Negativa | None:
    """El aviso sólo sale si todavía dice lo que el evento es, no ha terminado y su tema no está suspendido."""
    aviso = resolver(envio.objeto)
    if not isinstance(aviso, AvisoDeCambio):
        return Negativa("El aviso ya no existe.", definitiva=True)
    evento = aviso.invitacion.evento
    if not lo_que_dice(aviso).es_lo_de_ahora(datos_del_acto(evento)):
        return Negativa("El evento volvió a cambiar después de escribir este aviso.", definitiva=True)
    if evento.fin <= ahora:
        return Negativa("El evento ya terminó.", definitiva=True)
    return espera_por_suspension(evento, ahora)
