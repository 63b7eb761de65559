"""Recibir lo que manda una dependencia: por su puerta, con su cuenta o anotado por la oficina."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from media_library.models import Subida
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si_insiste, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import cuando_sera, numero, plegar, plural
from personas.models import Dependencia, Persona
from personas.permisos import ATENDER_SOLICITUDES, PEDIR
from solicitudes import transiciones
from solicitudes.dominio.avisar import decir
from solicitudes.dominio.lectura.semana import RENGLONES_MAXIMOS
from solicitudes.dominio.plazos import vencimiento
from solicitudes.estados import CON_RENGLONES, EstadoSolicitud, TipoDeSolicitud
from solicitudes.models import Adjunto, Mensaje, Puerta, RenglonPedido, Solicitud

POR_HORA = 30
MENSAJES_POR_HORA = 20
DEMASIADAS = "Llegaron muchas solicitudes por este enlace en la última hora. Espera un rato o llama a la oficina."


@dataclass(frozen=True)
class Pedido:
    """Lo que se confirmó en la pantalla. La `clave` viaja en el formulario: dos envíos son una solicitud."""

    tipo: str
    titulo: str = ""
    texto: str = ""
    fecha_limite: date | None = None
    quien: str = ""
    correo: str = ""
    clave: uuid.UUID = field(default_factory=uuid.uuid4)
    renglones: Sequence[RenglonPedido] = ()


@transaction.atomic(durable=True)
def recibir_solicitud(
    pedido: Pedido,
    *,
    dependencia: Dependencia,
    puerta: Puerta | None = None,
    por: Persona | None = None,
    ahora: datetime,
) -> Solicitud:
    """Le da folio y reloj y acusa de recibo. La misma enviada dos veces es una.

    Rechaza si la puerta se cerró, si ya llegaron muchas en la hora o si no dice qué pide.
    """
    en_fila("folio de solicitud")
    if ya := Solicitud.objects.filter(clave=pedido.clave, dependencia=dependencia).first():
        return ya
    _exigir_que_pueda(dependencia, puerta, por, ahora)
    _exigir_que_diga(pedido)
    ultimo = Solicitud.objects.aggregate(ultimo=Max("consecutivo"))["ultimo"] or 0
    solicitud = Solicitud(
        clave=pedido.clave,
        consecutivo=ultimo + 1,
        dependencia=dependencia,
        puerta=puerta,
        mandada_por=por,
        tipo=pedido.tipo,
        titulo=pedido.titulo.strip() or _titulo(pedido),
        texto=pedido.texto.replace("\r\n", "\n"),
        fecha_limite=pedido.fecha_limite,
        quien=pedido.quien.strip(),
        correo=pedido.correo,
        huella=_huella(pedido),
        recibida_en=ahora,
        vence_en=vencimiento(pedido.tipo, ahora),
    )
    validar(solicitud)
    solicitud.save()
    _guardar_renglones(solicitud, pedido.renglones)
    asentar("recibir solicitud", solicitud, por=por, ahora=ahora, folio=solicitud.folio, tipo=solicitud.tipo)
    decir(solicitud, _acuse(solicitud, ahora), por=None, ahora=ahora)
    return solicitud


def _exigir_que_pueda(dependencia: Dependencia, puerta: Puerta | None, por: Persona | None, ahora: datetime) -> None:
    if puerta is not None:
        vigente = Puerta.objects.abiertas(ahora).filter(pk=puerta.pk, huella=puerta.huella)
        if not vigente.select_for_update(no_key=True).exists():
            raise NoSePuede("Este enlace dejó de servir mientras escribías. Pide el nuevo a la oficina.")
        rechazar_si_insiste(puerta.solicitudes, "recibida_en", ahora, tope=POR_HORA, frase=DEMASIADAS)
        return
    exigir(por, PEDIR, ATENDER_SOLICITUDES, frase="mandar solicitudes")
    if por and por.es_solo_enlace and por.dependencia_id != dependencia.pk:
        raise NoTienePermiso("Sólo puedes pedir a nombre de tu dependencia.")


def _exigir_que_diga(pedido: Pedido) -> None:
    if pedido.tipo not in TipoDeSolicitud.values:
        raise NoSePuede([Impedimento("Escoge qué vas a mandar.", "tipo")])
    if len(pedido.renglones) > RENGLONES_MAXIMOS:
        frase = (
            f"Son {numero(len(pedido.renglones))} actividades y caben {RENGLONES_MAXIMOS}. Manda una semana a la vez."
        )
        raise NoSePuede([Impedimento(frase, "texto")])
    if pedido.tipo in CON_RENGLONES and not pedido.renglones:
        raise NoSePuede([Impedimento("Escribe al menos una actividad, con su día.", "texto")])
    if pedido.tipo not in CON_RENGLONES and not pedido.titulo.strip():
        raise NoSePuede([Impedimento("Escribe en una frase qué necesitas.", "titulo")])


def _titulo(pedido: Pedido) -> str:
    if len(pedido.renglones) == 1:
        return pedido.renglones[0].que
    nombre = TipoDeSolicitud(pedido.tipo).label
    return f"{nombre}, {plural(len(pedido.renglones), '1 actividad', '{} actividades')}"


def _huella(pedido: Pedido) -> str:
    renglones = [f"{r.fecha} {r.que}" for r in pedido.renglones]
    dicho = plegar(" ".join(" ".join([pedido.tipo, pedido.titulo, *(renglones or [pedido.texto])]).split()))
    return hashlib.sha256(dicho.encode()).hexdigest()


def _guardar_renglones(solicitud: Solicitud, renglones: Sequence[RenglonPedido]) -> None:
    for orden, renglon in enumerate(renglones):
        renglon.solicitud, renglon.orden = solicitud, orden
        validar(renglon)
        renglon.save()


def _acuse(solicitud: Solicitud, ahora: datetime) -> str:
    if solicitud.vence_en is None:
        return f"Recibimos tu solicitud {solicitud.folio}. Te contestamos por aquí."
    return (
        f"Recibimos tu solicitud {solicitud.folio}. Te contestamos antes de: {cuando_sera(solicitud.vence_en, ahora)}."
    )


@transaction.atomic(durable=True)
def contestar_a_la_oficina(solicitud: Solicitud, *, texto: str, por: Persona | None, ahora: datetime) -> Mensaje:
    """Lo que dice la dependencia. Si la oficina había preguntado, el reloj sigue donde se quedó.

    Lo mismo dos veces seguidas es un mensaje. Rechaza si ya se cerró: se manda otra.
    """
    solicitud = Solicitud.objects.bloquear(solicitud.pk)
    texto = motivo_escrito(texto.replace("\r\n", "\n"), "Escribe tu respuesta.", maximo=2000, campo="texto")
    if solicitud.estado == EstadoSolicitud.CERRADA:
        raise NoSePuede("Esta solicitud ya se cerró. Si falta algo, manda otra.")
    suyos = solicitud.mensajes.filter(de_la_oficina=False)
    if (ultimo := solicitud.mensajes.last()) and not ultimo.de_la_oficina and ultimo.texto == texto:
        return ultimo
    rechazar_si_insiste(suyos, "escrito_en", ahora, tope=MENSAJES_POR_HORA)
    mensaje = Mensaje(solicitud=solicitud, de_la_oficina=False, texto=texto, escrito_en=ahora, escrito_por=por)
    validar(mensaje)
    mensaje.save()
    asentar("contestar a la oficina", solicitud, por=por, ahora=ahora)
    if solicitud.detenida_en:
        detenido = ahora - solicitud.detenida_en
        vence_en = solicitud.vence_en + max(detenido, timedelta()) if solicitud.vence_en else None
        aplicar(solicitud, transiciones.RETOMAR, por=por, ahora=ahora, detenida_en=None, vence_en=vence_en)
    return mensaje


@transaction.atomic(durable=True)
def adjuntar(solicitud: Solicitud, subida: Subida) -> Adjunto:
    """Une a la solicitud una subida de su buzón. Repetirlo no duplica."""
    adjunto, _ = Adjunto.objects.get_or_create(subida=subida, defaults={"solicitud": solicitud})
    return adjunto
