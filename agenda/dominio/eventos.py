"""Crear, editar y mover eventos de la agenda."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.estados import Alcance, EstadoEvento, Prioridad, TipoDeEvento
from agenda.models import Evento
from agenda.signals import agenda_publica_cambio
from agenda.transiciones import PIDEN_MOTIVO
from nucleo.dominio.actos import exigir, motivo_escrito, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso, YaCambio
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.texto.formato import fecha_larga, hora
from personas.models import Persona
from personas.permisos import EDITAR_AGENDA, PROPONER_EVENTO

SOLO_DE_LA_OFICINA = ("dependencia", "prioridad", "estado")
MOTIVO_MAXIMO = 200
GUARDARON_ANTES = (
    "Otra persona guardó este evento mientras lo editabas. Tus datos siguen abajo: revísalos y guarda otra vez."
)


@transaction.atomic(durable=True)
def crear_evento(*, por: Persona, ahora: datetime, traslape: str = "", **campos: Any) -> Evento:
    """Agrega un evento. El de un enlace de dependencia entra por confirmar y es de su dependencia.

    `traslape` es por qué se guarda aunque se encime con otro: queda en su historia.
    """
    return crear_evento_en_el_acto(por=por, ahora=ahora, traslape=traslape, **campos)


def crear_evento_en_el_acto(*, por: Persona, ahora: datetime, traslape: str = "", **campos: Any) -> Evento:
    """Lo que hace `crear_evento`, dentro de la transacción de otro acto."""
    exigir(por, PROPONER_EVENTO, frase="proponer eventos")
    if not por.puede(EDITAR_AGENDA):
        campos |= {"dependencia": por.dependencia, "estado": EstadoEvento.POR_CONFIRMAR, "prioridad": ""}
    evento = Evento(creado_en=ahora, creado_por=por, **campos)
    validar(evento)
    evento.save()
    asentar("crear evento", evento, por=por, ahora=ahora, titulo=evento.titulo, **_del_traslape(traslape))
    avisar_si_es_publico(evento, ahora)
    return evento


@transaction.atomic(durable=True)
def editar_evento(evento: Evento, *, version: int, por: Persona, ahora: datetime, **campos: Any) -> Evento:
    """Guarda los cambios si nadie guardó antes. Un enlace sólo edita lo suyo que siga por confirmar."""
    return guardar_cambios(Evento.objects.bloquear(evento.pk), version=version, por=por, ahora=ahora, campos=campos)


def guardar_cambios(
    actual: Evento,
    *,
    version: int,
    por: Persona,
    ahora: datetime,
    campos: dict[str, Any],
    motivo: str = "",
    traslape: str = "",
) -> Evento:
    """Lo mismo en la transacción del acto que ya tomó la fila."""
    if not por.puede(EDITAR_AGENDA):
        _exigir_que_sea_suyo(actual, por)
        campos = {c: v for c, v in campos.items() if c not in SOLO_DE_LA_OFICINA}
    if actual.version != version:
        raise YaCambio(GUARDARON_ANTES)
    era_publico = actual.alcance == Alcance.PUBLICO
    antes = {campo: getattr(actual, campo) for campo in campos}
    for nombre, valor in campos.items():
        setattr(actual, nombre, valor)
    actual.version = version + 1
    validar(actual)
    actual.save()
    detalle: dict[str, Any] = {
        "cambios": {c: [str(antes[c] or ""), str(campos[c] or "")] for c in campos if antes[c] != campos[c]}
    }
    if motivo := motivo_escrito(" ".join(motivo.split()), "", maximo=MOTIVO_MAXIMO):
        detalle["motivo"] = motivo
    asentar("editar evento", actual, por=por, ahora=ahora, **detalle, **_del_traslape(traslape))
    avisar_si_es_publico(actual, ahora, era_publico=era_publico)
    return actual


def _del_traslape(razon: str) -> dict[str, str]:
    """Lo que se asienta de un traslape que se pasó por alto, con su razón."""
    razon = motivo_escrito(razon, "", maximo=MOTIVO_MAXIMO, campo="traslape")
    return {"traslape": razon} if razon else {}


def _exigir_que_sea_suyo(evento: Evento, por: Persona) -> None:
    if not por.puede(PROPONER_EVENTO) or evento.dependencia_id != por.dependencia_id:
        raise NoTienePermiso("Este evento es de otra dependencia.")
    if evento.estado != EstadoEvento.POR_CONFIRMAR:
        raise NoTienePermiso("La oficina ya confirmó este evento; pídele el cambio por teléfono.")


@transaction.atomic(durable=True)
def mover_estado(evento: Evento, transicion: Transicion, *, por: Persona, ahora: datetime, motivo: str = "") -> Evento:
    """Confirma, pospone, cancela, reactiva o da por realizado. Cancelar y posponer exigen motivo."""
    return pasar_de_estado(Evento.objects.bloquear(evento.pk), transicion, por=por, ahora=ahora, motivo=motivo)


def pasar_de_estado(
    evento: Evento, transicion: Transicion, *, por: Persona, ahora: datetime, motivo: str = "", **campos: Any
) -> Evento:
    """Lo mismo en la transacción del acto que ya tomó la fila."""
    exigir(por, transicion.capacidad)
    motivo = el_motivo(transicion, motivo)
    campos |= {"motivo": motivo, "version": evento.version + 1}
    aplicar(evento, transicion, por=por, ahora=ahora, detalle={"motivo": motivo}, **campos)
    avisar_si_es_publico(evento, ahora)
    return evento


def el_motivo(transicion: Transicion, motivo: str) -> str:
    """El motivo en un renglón. Rechaza posponer, reprogramar o cancelar sin decirlo."""
    pregunta = ""
    if transicion in PIDEN_MOTIVO:
        pregunta = f"Escribe por qué se va a {transicion.nombre}: los medios lo van a preguntar."
    return motivo_escrito(" ".join(motivo.split()), pregunta, maximo=MOTIVO_MAXIMO)


@transaction.atomic(durable=True)
def fijar_prioridad(evento: Evento, *, prioridad: str, por: Persona, ahora: datetime) -> Evento:
    """Jerarquiza el evento: A, B, C o sin prioridad."""
    exigir(por, EDITAR_AGENDA)
    if prioridad not in ("", *Prioridad.values):
        raise NoSePuede("La prioridad puede ser A, B o C.")
    Evento.objects.filter(pk=evento.pk).update(prioridad=prioridad)
    evento.prioridad = prioridad
    asentar("fijar prioridad", evento, por=por, ahora=ahora, prioridad=prioridad)
    return evento


def avisar_si_es_publico(evento: Evento, ahora: datetime, *, era_publico: bool = False) -> None:
    if era_publico or evento.alcance == Alcance.PUBLICO:
        agenda_publica_cambio.send(Evento, evento=evento, ahora=ahora)


def prioridad_sugerida(*, tipo: str, alcance: str, preside: str) -> tuple[str, str]:
    """(prioridad, razón) por tipo, alcance y si alguien lo preside: una propuesta que la persona decide."""
    if alcance == Alcance.PUBLICO and (preside or tipo in {TipoDeEvento.CIVICO, TipoDeEvento.RUEDA}):
        return Prioridad.A, "es público y tiene quien lo presida"
    if alcance in {Alcance.PUBLICO, Alcance.MEDIOS} or tipo in {
        TipoDeEvento.OBRA,
        TipoDeEvento.SESION,
        TipoDeEvento.SOCIAL,
    }:
        return Prioridad.B, "interesa a los medios"
    return Prioridad.C, "es interno"


def traslapes(
    *, inicio: datetime, fin: datetime, preside: str, lugar: str, por: Persona, excepto: int | None = None
) -> list[Impedimento]:
    """Eventos vigentes a la misma hora con la misma persona o en el mismo lugar. Son avisos: se puede guardar igual.

    De lo que `por` no puede ver sólo se dice, una vez, que la hora está ocupada.
    """
    a_esa_hora = Evento.objects.vigentes().filter(inicio__lt=fin, fin__gt=inicio).exclude(pk=excepto or 0)
    chocan = [e for e in a_esa_hora[:20] if _es_de(e, preside) or e.lugar.casefold() == lugar.casefold()]
    visibles = set(Evento.objects.visibles_para(por).filter(pk__in=[e.pk for e in chocan]).values_list("pk", flat=True))
    choques = [_choque(e, preside) for e in chocan if e.pk in visibles]
    if len(visibles) < len(chocan):
        choques.append(Impedimento("La hora está ocupada con un evento de otra dependencia."))
    return choques


def _es_de(evento: Evento, preside: str) -> bool:
    return bool(preside) and evento.preside.casefold() == preside.casefold()


def _choque(otro: Evento, preside: str) -> Impedimento:
    quien = f"{otro.preside} ya tiene" if _es_de(otro, preside) else f"En {otro.lugar} ya está"
    cuando = f"el {fecha_larga(otro.inicio)} de {hora(otro.inicio)} a {hora(otro.fin)}"
    return Impedimento(f"{quien} «{otro.titulo}» {cuando}.")
