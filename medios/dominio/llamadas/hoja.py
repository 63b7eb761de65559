"""La hoja de llamadas de un evento: a quién falta llamar, cómo va cada quien y qué se le dice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q

from agenda.models import Evento
from medios.estados import CONFIRMADAS, CanalDeInvitacion, EnLaHoja, EstadoRespuesta
from medios.models import Contacto, Invitacion, Llamada
from nucleo.texto.formato import CENTRO, fecha_larga, hora
from personas.models import Oficina, Persona


@dataclass(frozen=True)
class Renglon:
    """Un invitado en la hoja, cómo va y la frase que lo dice."""

    invitacion: Invitacion
    como: EnLaHoja
    dicho: str

    @property
    def llamadas(self) -> list[Llamada]:
        """Sus intentos, del último al primero."""
        return list(self.invitacion.llamadas.all())


@dataclass(frozen=True)
class Hoja:
    """Los renglones de un evento, en el orden en que se llaman."""

    renglones: Sequence[Renglon]

    def de(self, invitacion: int) -> Renglon | None:
        return next((r for r in self.renglones if r.invitacion.pk == invitacion), None)

    def lugar_de(self, renglon: Renglon) -> int:
        return self.renglones.index(renglon) + 1

    @property
    def siguiente(self) -> Renglon | None:
        """El primero al que se puede llamar ahora."""
        return next((r for r in self.renglones if r.como == EnLaHoja.POR_LLAMAR), None)

    def cuantos(self, *como: EnLaHoja) -> int:
        return sum(r.como in como for r in self.renglones)

    @property
    def faltan(self) -> int:
        return self.cuantos(EnLaHoja.POR_LLAMAR, EnLaHoja.VUELVE, EnLaHoja.OCUPADA)

    @property
    def confirmaron(self) -> int:
        return sum(r.invitacion.estado in CONFIRMADAS for r in self.renglones)


def hoja_de(evento: Evento, *, por: Persona, ahora: datetime) -> Hoja:
    """Los invitados por teléfono, y los de correo que no han contestado y tienen número. Dos consultas."""
    pendiente_con_numero = Q(estado=EstadoRespuesta.PENDIENTE) & ~Q(contacto__telefono="")
    ya_se_llamo = Exists(Llamada.objects.que_cuentan().filter(invitacion=OuterRef("pk")))
    invitaciones = list(
        Invitacion.objects.del_evento(evento)
        .que_se_esperan()
        .filter(Q(canal=CanalDeInvitacion.TELEFONO) | pendiente_con_numero | ya_se_llamo)
        .select_related("contacto__medio", "la_llama", "convocatoria")
        .prefetch_related(Prefetch("llamadas", Llamada.objects.que_cuentan().select_related("hecha_por")))
        .order_by("contacto__medio__orden", "contacto__orden", "pk")
    )
    confirmados = {i.contacto.medio_id for i in invitaciones if i.estado in CONFIRMADAS}
    return Hoja([_renglon(i, confirmados, por, ahora) for i in invitaciones])


def _renglon(invitacion: Invitacion, confirmados: set[int], por: Persona, ahora: datetime) -> Renglon:
    ultima = next(iter(invitacion.llamadas.all()), None)
    if invitacion.estado != EstadoRespuesta.PENDIENTE:
        return Renglon(invitacion, EnLaHoja.CONTESTO, _que_contesto(invitacion, ultima))
    if invitacion.contacto.medio_id in confirmados:
        return Renglon(invitacion, EnLaHoja.YA_NO, "Ya confirmó otra persona de su medio")
    if not invitacion.contacto.telefono or invitacion.contacto.equivocado_en:
        dicho = "Ese número no es suyo" if invitacion.contacto.equivocado_en else "No tiene número en el directorio"
        return Renglon(invitacion, EnLaHoja.SIN_NUMERO, dicho)
    if _la_tiene_otra(invitacion, por, ahora):
        return Renglon(invitacion, EnLaHoja.OCUPADA, f"{invitacion.la_llama} la llama ahora")
    if despues := _para_despues(invitacion.contacto, ultima, ahora):
        return Renglon(invitacion, EnLaHoja.VUELVE, despues)
    return Renglon(invitacion, EnLaHoja.POR_LLAMAR, "Otra vez" if ultima else "")


def _para_despues(contacto: Contacto, ultima: Llamada | None, ahora: datetime) -> str:
    """Por qué no se le llama en este momento; vacío si se puede."""
    if ultima and ultima.volver_desde and ultima.volver_desde > ahora:
        vuelve = f"{fecha_larga(ultima.volver_desde, con_dia=True)}, {hora(ultima.volver_desde)}"
        return f"{ultima.get_resultado_display()}; vuelve {vuelve}"
    return _no_llamar(contacto) if contacto.no_se_llama(ahora.astimezone(CENTRO).time()) else ""


def _no_llamar(contacto: Contacto) -> str:
    return f"No llamar ahora: pidió que no, de {contacto.no_llamar_de:%H:%M} a {contacto.no_llamar_a:%H:%M}"


def _que_contesto(invitacion: Invitacion, ultima: Llamada | None) -> str:
    dicho = invitacion.get_estado_display()
    if ultima and ultima.respuesta_id:
        return f"{dicho}, {hora(ultima.hecha_en)}, {ultima.hecha_por}"
    return dicho


def _la_tiene_otra(invitacion: Invitacion, por: Persona, ahora: datetime) -> bool:
    hasta = invitacion.la_llama_hasta
    return invitacion.la_llama_id not in (None, por.pk) and hasta is not None and hasta > ahora


def guion(evento: Evento) -> list[str]:
    """Los tres renglones que se dicen al llamar."""
    oficina = Oficina.objects.actual()
    cuando = f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} h"
    return [
        f"Buenos días, le llamo de {oficina.nombre} de {oficina.municipio}.",
        f"Le invitamos a {evento.titulo}: {cuando}, en {evento.donde()}.",
        "¿Nos acompaña? ¿Cuántas personas y qué equipo traen?",
    ]
