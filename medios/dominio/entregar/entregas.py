"""Lo que pasa con cada entrega: el correo lo cuenta la bandeja; lo demás, la persona que lo hizo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.core import signing
from django.db import transaction
from django.db.models import Max

from difusion.consultas import freno_puesto
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from media_library.dominio.entrada.ingesta import ingresar
from media_library.estados import Clase
from media_library.models import Evidencia
from medios.dominio.acto import datos_del_acto
from medios.estados import CanalDeInvitacion, EstadoRespuesta, ResultadoDeEntrega
from medios.models import Entrega, Invitacion
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal
from nucleo.referencias import resolver
from nucleo.texto.formato import CENTRO, fecha_larga, hora
from nucleo.texto.whatsapp import sin_formato
from personas.models import Oficina, Persona
from personas.permisos import INVITAR_MEDIOS

SAL = "medios.respuesta"
LARGO_DE_LA_NOTA = 200
A_MANO = (CanalDeInvitacion.WHATSAPP, CanalDeInvitacion.IMPRESA)
QUE_PASO = {
    EstadoEnvio.ENTREGADO: ResultadoDeEntrega.ENTREGADA,
    EstadoEnvio.FALLIDO: ResultadoDeEntrega.NO_LLEGO,
    EstadoEnvio.VENCIDO: ResultadoDeEntrega.NO_LLEGO,
}


def enlace_para_contestar(invitacion: Invitacion) -> str:
    """Su página de respuesta, para WhatsApp o un código QR: va firmado y se puede repetir cuando haga falta."""
    return direccion_personal("medios_publicas:respuesta", signing.dumps(invitacion.pk, salt=SAL))


def texto_de_la_invitacion(invitacion: Invitacion, oficina: Oficina, *, enlace: str = "") -> str:
    """Lo que se le manda por WhatsApp: qué, cuándo, dónde y su enlace."""
    convocatoria, contacto = invitacion.convocatoria, invitacion.contacto
    saludo = f"{contacto.tratamiento} {contacto.nombre}".strip()
    renglones = [
        f"{saludo}, de {contacto.medio}: le invitamos a cubrir",
        f"*{sin_formato(convocatoria.titulo)}*",
        f"{fecha_larga(convocatoria.inicio, con_dia=True)}, {hora(convocatoria.inicio)} h",
        sin_formato(convocatoria.lugar),
        "",
        f"¿Nos acompaña? Conteste aquí: {enlace or enlace_para_contestar(invitacion)}",
        f"{oficina.nombre} de {oficina.municipio}",
    ]
    return "\n".join(renglones)


def conversacion(invitacion: Invitacion, oficina: Oficina) -> str:
    """Abre WhatsApp con el texto puesto; mandarlo es de la persona."""
    return f"{invitacion.contacto.enlace_de_whatsapp}?text={quote(texto_de_la_invitacion(invitacion, oficina))}"


def conversaciones_de(invitaciones: Sequence[Invitacion]) -> dict[int, str]:
    """De las que van por WhatsApp y no han contestado, la dirección que abre su conversación; con el freno, ninguna."""
    suyas = [i for i in invitaciones if i.canal == CanalDeInvitacion.WHATSAPP]
    suyas = [i for i in suyas if i.estado == EstadoRespuesta.PENDIENTE and i.contacto.enlace_de_whatsapp]
    if not suyas or freno_puesto():
        return {}
    oficina = Oficina.objects.actual()
    return {i.pk: conversacion(i, oficina) for i in suyas}


def nacen_las_entregas(invitaciones: Sequence[Invitacion], ahora: datetime) -> None:
    """El primer intento de cada una, por hacer, con el folio de los oficios; va en la transacción de la invitación."""
    entregas = [Entrega(invitacion=i, canal=i.canal, creada_en=ahora) for i in invitaciones]
    if oficios := [e for e in entregas if e.canal == CanalDeInvitacion.IMPRESA]:
        ejercicio = ahora.astimezone(CENTRO).year
        en_fila("folio de oficio", ejercicio)
        ultimo = Entrega.objects.filter(ejercicio=ejercicio).aggregate(u=Max("consecutivo"))["u"] or 0
        for consecutivo, entrega in enumerate(oficios, ultimo + 1):
            entrega.ejercicio, entrega.consecutivo = ejercicio, consecutivo
    Entrega.objects.bulk_create(entregas)


def cerrar_con_acuse(invitacion: Invitacion, *, archivo: Any, nota: str, por: Persona, ahora: datetime) -> Entrega:
    """El oficio que volvió con sello: la foto del acuse entra a la biblioteca, o se dice quién lo recibió."""
    exigir(por, INVITAR_MEDIOS, frase="entregar invitaciones")
    rechazar_si(_por_que_no_se_entrega(invitacion))
    acuse = None
    if archivo:
        ingreso = ingresar(
            archivo=archivo,
            nombre=archivo.name or "acuse.jpg",
            dependencia=invitacion.evento.dependencia,
            por=por,
            ahora=ahora,
        )
        acuse = ingreso.evidencia
        if acuse.original.clase not in (Clase.FOTO, Clase.DOCUMENTO):
            raise NoSePuede([Impedimento("El acuse es una foto o un PDF del oficio sellado.", "acuse")])
    return dar_por_entregada(invitacion, acuse=acuse, nota=nota, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def dar_por_entregada(
    invitacion: Invitacion, *, por: Persona, ahora: datetime, acuse: Evidencia | None = None, nota: str = ""
) -> Entrega:
    """Alguien dice que ya mandó el WhatsApp o que el oficio ya se recibió. Repetirlo no cambia nada.

    Un oficio se cierra con la foto de su acuse o, si no hay, diciendo quién lo recibió.
    """
    exigir(por, INVITAR_MEDIOS, frase="entregar invitaciones")
    entrega = _a_mano(invitacion)
    rechazar_si(_por_que_no_se_entrega(invitacion))
    if entrega.resultado == ResultadoDeEntrega.ENTREGADA:
        return entrega
    if entrega.canal == CanalDeInvitacion.IMPRESA and not (acuse or nota.strip()):
        raise NoSePuede([Impedimento("Toma la foto del acuse sellado o escribe quién lo recibió.", "acuse")])
    entrega.resultado, entrega.hecha_en, entrega.hecha_por = ResultadoDeEntrega.ENTREGADA, ahora, por
    entrega.nota, entrega.acuse = nota.strip()[:LARGO_DE_LA_NOTA], acuse
    entrega.save()
    asentar("entregar invitación", invitacion, por=por, ahora=ahora, canal=entrega.canal)
    return entrega


def _por_que_no_se_entrega(invitacion: Invitacion) -> list[Impedimento]:
    if datos_del_acto(invitacion.evento).en_pie:
        return []
    return [Impedimento("El acto ya no está en pie: a los medios se les avisa desde «Respuestas de medios».")]


@transaction.atomic(durable=True)
def quitar_entrega(invitacion: Invitacion, *, por: Persona, ahora: datetime) -> Entrega:
    """Deshace lo que se dijo: la invitación vuelve a estar por entregarse."""
    exigir(por, INVITAR_MEDIOS, frase="entregar invitaciones")
    entrega = _a_mano(invitacion)
    if entrega.resultado == ResultadoDeEntrega.POR_HACER:
        return entrega
    entrega.resultado, entrega.hecha_en, entrega.hecha_por = ResultadoDeEntrega.POR_HACER, None, None
    entrega.acuse, entrega.nota = None, ""
    entrega.save()
    asentar("deshacer entrega de invitación", invitacion, por=por, ahora=ahora, canal=entrega.canal)
    return entrega


def _a_mano(invitacion: Invitacion) -> Entrega:
    entrega = Entrega.objects.select_for_update().filter(invitacion=invitacion, canal__in=A_MANO).last()
    if entrega is None:
        raise NoSePuede("Esa invitación no va por WhatsApp ni por oficio.")
    return entrega


def _por_que_no(envio: Envio) -> str:
    """Lo que el servidor contestó a un correo que sí llegó no le dice nada a la oficina."""
    return "" if envio.estado == EstadoEnvio.ENTREGADO else envio.razon[:200]


def se_entrego(envio: Envio, ahora: datetime) -> None:
    """Lo que la bandeja dice de un correo de invitación queda en su entrega."""
    invitacion = resolver(envio.objeto)
    if isinstance(invitacion, Invitacion) and (resultado := QUE_PASO.get(EstadoEnvio(envio.estado))):
        Entrega.objects.filter(invitacion=invitacion, canal=CanalDeInvitacion.CORREO).update(
            resultado=resultado, hecha_en=ahora, nota=_por_que_no(envio)
        )
