"""Clasificar: a la agenda, a boletín, a diseño o aviso urgente. Lo que nace se llena solo y la solicitud lo lleva."""

from collections.abc import Callable, Collection
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.html import format_html_join

from agenda.dominio.eventos import crear_evento_en_el_acto
from agenda.estados import EstadoEvento
from agenda.models import Evento
from boletines.dominio.redaccion.borrador import crear_boletin_en_el_acto
from nucleo.dominio.actos import exigir
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.texto.formato import CENTRO, plegar, plural
from personas.models import Comunidad, Persona
from portal.dominio.institucional import poner_aviso_en_el_acto
from portal.models import AvisoUrgente
from produccion.dominio.disenos.pedir import pedir_diseno_en_el_acto
from produccion.estados import Plantilla
from solicitudes import transiciones
from solicitudes.consultas.niveles import nivel_de, tipo_de
from solicitudes.dominio.avisar import decir
from solicitudes.estados import Destino
from solicitudes.models import RenglonPedido, Solicitud

DURA = timedelta(hours=1)
SIN_LUGAR = "Por confirmar"
EMPIEZA, TERMINA = time(8), time(20)  # de lo que nace sin hora: todo el día de trabajo


def tomar(solicitud: Solicitud, transicion: Transicion, por: Persona) -> Solicitud:
    """La fila fresca y detenida, para decidir. A quien llega segundo le dice quién la decidió y qué."""
    exigir(por, transicion.capacidad, frase="decidir solicitudes")
    fresca = Solicitud.objects.bloquear(solicitud.pk)
    if fresca.estado not in transicion.desde and fresca.decidida_por:
        que = fresca.get_destino_display().lower()
        raise YaCambio(f"{fresca.decidida_por} ya decidió {fresca.folio}: {que}. No se hizo nada más.")
    return fresca


def resolver_como(
    solicitud: Solicitud, transicion: Transicion, destino: Destino, *, por: Persona, ahora: datetime, **campos: Any
) -> None:
    """Cambia el estado con quién y cuándo; deja de esperar lo que esperaba."""
    if transicion is transiciones.CERRAR:
        campos["cerrada_en"] = ahora
    aplicar(
        solicitud,
        transicion,
        por=por,
        ahora=ahora,
        detalle={"folio": solicitud.folio, "destino": destino.value},
        destino=destino,
        decidida_en=ahora,
        decidida_por=por,
        detenida_en=None,
        fecha_pospuesta=None,
        **campos,
    )


@transaction.atomic(durable=True)
def a_la_agenda(
    solicitud: Solicitud, *, renglones: Collection[int] | None = None, por: Persona, ahora: datetime
) -> Solicitud:
    """Nace un evento por renglón escogido (todos, si no se dice) y quien pidió lo sabe.

    Rechaza si no dice ningún día: se pregunta. El que no dice la hora nace por confirmar.
    """
    solicitud = tomar(solicitud, transiciones.ENCARGAR, por)
    pedidos = [r for r in _pedidos(solicitud) if renglones is None or r.pk in renglones]
    if not pedidos:
        raise NoSePuede(_sin_dia(solicitud))
    lugares = {plegar(c.nombre): c for c in Comunidad.objects.filter(activa=True)}
    for renglon in pedidos:
        renglon.evento = crear_evento_en_el_acto(
            por=por, ahora=ahora, dependencia=solicitud.dependencia, **_del_renglon(renglon, lugares)
        )
        renglon.save(update_fields=["evento"])
    resolver_como(solicitud, transiciones.ENCARGAR, Destino.AGENDA, por=por, ahora=ahora)
    frase = plural(len(pedidos), "Tu actividad ya está en la agenda.", "Tus {} actividades ya están en la agenda.")
    decir(solicitud, frase, por=por, ahora=ahora)
    return solicitud


def _pedidos(solicitud: Solicitud) -> list[RenglonPedido]:
    """Sus renglones; si no los lleva y dice para cuándo, uno de ese día."""
    pedidos = list(solicitud.renglones.select_for_update(of=("self",), no_key=True).order_by("orden"))
    if pedidos or solicitud.lleva_renglones or solicitud.fecha_limite is None:
        return pedidos
    uno = RenglonPedido(solicitud=solicitud, orden=0, fecha=solicitud.fecha_limite, que=solicitud.titulo)
    uno.save()
    return [uno]


def _sin_dia(solicitud: Solicitud) -> list[Impedimento]:
    if solicitud.lleva_renglones:
        return [Impedimento("Escoge al menos una actividad.")]
    return [Impedimento("No dice qué día es. Pregúntale antes de ponerlo en la agenda.")]


def _del_renglon(renglon: RenglonPedido, lugares: dict[str, Comunidad]) -> dict[str, Any]:
    hora = renglon.hora
    inicio = datetime.combine(renglon.fecha, hora or EMPIEZA, tzinfo=CENTRO)
    tipo, notas = tipo_de(renglon.que), list[str]()
    if renglon.con_fotos:
        notas.append("La dependencia pide que vayan a tomar fotos.")
    if hora is None:
        dicha = f": dijeron «{renglon.momento}»" if renglon.momento else ""
        notas.append(f"Falta confirmar la hora{dicha}.")
    return {
        "titulo": renglon.que,
        "tipo": tipo,
        "inicio": inicio,
        "fin": inicio + DURA if hora else datetime.combine(renglon.fecha, TERMINA, tzinfo=CENTRO),
        "lugar": renglon.donde or SIN_LUGAR,
        "comunidad": lugares.get(plegar(renglon.donde)),
        "preside": renglon.preside,
        "prioridad": nivel_de(renglon),
        "requerimientos": " ".join(notas),
        "estado": EstadoEvento.CONFIRMADO if hora else EstadoEvento.POR_CONFIRMAR,
    }


def _encargar(
    solicitud: Solicitud,
    destino: Destino,
    nacer: Callable[[Solicitud], dict[str, Any]],
    frase: str,
    *,
    por: Persona,
    ahora: datetime,
) -> Solicitud:
    solicitud = tomar(solicitud, transiciones.ENCARGAR, por)
    nacido = nacer(solicitud)
    resolver_como(solicitud, transiciones.ENCARGAR, destino, por=por, ahora=ahora, **nacido)
    decir(solicitud, frase, por=por, ahora=ahora)
    return solicitud


@transaction.atomic(durable=True)
def a_boletin(solicitud: Solicitud, *, por: Persona, ahora: datetime) -> Solicitud:
    """Nace un borrador con su título, su texto y su dependencia. Se cierra sola cuando se publica."""

    def nacer(fresca: Solicitud) -> dict[str, Any]:
        parrafos = [(p.strip(),) for p in _texto_de(fresca).split("\n") if p.strip()]
        cuerpo = str(format_html_join("", "<p>{}</p>", parrafos))
        boletin = crear_boletin_en_el_acto(
            por=por, ahora=ahora, titulo=fresca.titulo, cuerpo=cuerpo, dependencia=fresca.dependencia
        )
        return {"boletin": boletin}

    frase = "Ya estamos escribiendo tu boletín. Cuando se publique te mandamos la dirección."
    return _encargar(solicitud, Destino.BOLETIN, nacer, frase, por=por, ahora=ahora)


def _texto_de(solicitud: Solicitud) -> str:
    renglones = [f"{r.fecha:%d/%m/%Y}: {r.que}. {r.donde}".strip() for r in solicitud.renglones.all()]
    return solicitud.texto or "\n".join(renglones)


@transaction.atomic(durable=True)
def a_diseno(solicitud: Solicitud, *, por: Persona, ahora: datetime) -> Solicitud:
    """Nace un diseño por hacer con lo que pide y para cuándo. Se cierra sola cuando se entrega o se publica."""

    def nacer(fresca: Solicitud) -> dict[str, Any]:
        datos = {
            "plantilla": Plantilla.AVISO,
            "titulo": fresca.titulo[:60],
            "encargo": _texto_de(fresca)[:1000],
            "dependencia": fresca.dependencia,
            "fecha_entrega": fresca.fecha_limite,
        }
        return {"diseno": pedir_diseno_en_el_acto(datos=datos, por=por, ahora=ahora)}

    frase = "Tu diseño ya está en la lista. Te mandaremos la prueba para que la revises."
    return _encargar(solicitud, Destino.DISENO, nacer, frase, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def a_aviso_urgente(
    solicitud: Solicitud, *, aviso: AvisoUrgente, enlace: str, por: Persona, ahora: datetime
) -> Solicitud:
    """Pone el aviso, ya confirmado, en la banda del portal, y cierra la solicitud con su dirección."""
    solicitud = tomar(solicitud, transiciones.CERRAR, por)
    puesto = poner_aviso_en_el_acto(aviso, por=por, ahora=ahora)
    respuesta = "Tu aviso se puso en la portada del sitio."
    resolver_como(
        solicitud,
        transiciones.CERRAR,
        Destino.URGENTE,
        por=por,
        ahora=ahora,
        aviso=puesto,
        respuesta=respuesta,
        enlace=enlace,
    )
    decir(solicitud, f"{respuesta} {enlace}", por=por, ahora=ahora)
    return solicitud


def eventos_de(solicitud: Solicitud) -> list[Evento]:
    """Los que nacieron de ella, en su orden."""
    return list(Evento.objects.filter(pedidos__solicitud=solicitud).order_by("inicio", "pk"))
