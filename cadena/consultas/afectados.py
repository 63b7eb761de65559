"""A quién le toca un cambio de un evento: quiénes cubren, medios, borradores, publicaciones y diseños."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from agenda.dominio.cambios import Cambio, como_quedaria, que_cambia
from agenda.estados import EstadoCobertura, EstadoEvento
from agenda.models import Cobertura, Evento
from boletines.dominio.redaccion.del_evento import sin_salir_del_evento
from boletines.models import Boletin
from cadena.consultas.cierre import Falta, lo_que_falta
from medios.dominio.a_quien import InvitadosPorAvisar, invitados_por_avisar, sumar_invitados
from nucleo.dominio.huella import Partes, huella_de
from nucleo.texto.formato import fecha_larga, hora
from personas.models import Persona
from produccion.dominio.disenos.del_evento import abiertos_del_evento
from produccion.models import Diseno
from redes.estados import EDITABLES, EstadoPublicacion
from redes.models import Publicacion

NADIE = InvitadosPorAvisar((), (), 0, 0)
POR_CUBRIR = (EstadoCobertura.ASIGNADA, EstadoCobertura.EN_CURSO)


@dataclass(frozen=True)
class Afectados:
    """Lo que se enseña antes de guardar un cambio, y la huella de que se vio."""

    evento: Evento
    queda: Evento
    cambio: Cambio
    que: Sequence[str] = ()  # «la hora», «el lugar»
    invitados: InvitadosPorAvisar = NADIE
    coberturas: Sequence[Cobertura] = ()
    enlaces: Sequence[Persona] = ()  # quien lo pidió, de la dependencia
    boletines: Sequence[Boletin] = ()
    publicaciones: Sequence[Publicacion] = ()
    disenos: Sequence[Diseno] = ()
    faltas: Sequence[Falta] = field(default_factory=list)  # para darlo por realizado
    otros: Sequence["Afectados"] = ()  # los demás de su serie a los que también se les hace el cambio

    @property
    def hay(self) -> bool:
        """Si hay algo que ver antes de guardar."""
        return bool(
            self.faltas
            or self.invitados.cuantos
            or self.coberturas
            or self.enlaces
            or self.boletines
            or self.publicaciones
            or self.disenos
        )

    @cached_property
    def equipo(self) -> list[Persona]:
        """Quienes cubren, una vez cada uno aunque cubran varios de la serie."""
        return list({c.persona_id: c.persona for c in self.coberturas}.values())

    def le_toca_a(self, persona: Persona) -> bool:
        return persona in self.equipo or persona in self.enlaces

    @cached_property
    def se_avisa_a(self) -> int:
        """El número del botón: a cuántos se les dice."""
        return self.invitados.cuantos + len(self.equipo) + len(self.enlaces)

    @property
    def partes(self) -> Partes:
        e, q = self.evento, self.queda
        return (
            ("el evento", [e.version, e.estado, q.estado, q.inicio, q.fin, q.donde()]),
            ("los demás de la serie", [[o.evento.pk, o.evento.version, o.queda.inicio] for o in self.otros]),
            ("los medios", [[i.pk, i.estado, i in self.invitados.por_correo] for i in self._invitaciones]),
            ("quiénes cubren", [[c.pk, c.estado, c.persona_id] for c in self.coberturas]),
            ("la dependencia", [p.pk for p in self.enlaces]),
            ("los boletines", [[b.pk, b.estado] for b in self.boletines]),
            ("las publicaciones", [[p.pk, p.estado] for p in self.publicaciones]),
            ("los diseños", [[d.pk, d.estado, d.version] for d in self.disenos]),
            ("lo que falta", [f.texto for f in self.faltas]),
        )

    @property
    def _invitaciones(self) -> list:
        return [*self.invitados.por_correo, *self.invitados.por_telefono]

    @cached_property
    def huella(self) -> str:
        return huella_de(self.partes)

    def dice_lo_de_antes(self, texto: str) -> str:
        """Lo que ese texto dice y dejaría de ser cierto: «10:00», «26 de noviembre»; vacío si no lo dice."""
        dichos = [hora(self.evento.inicio)] * ("la hora" in self.que)
        dichos += [fecha_larga(self.evento.inicio).rpartition(" de ")[0]] * ("la fecha" in self.que)
        dichos += [self.evento.lugar] * ("el lugar" in self.que)
        return next((dicho for dicho in dichos if dicho in texto), "")


def juntar(cada_uno: Sequence[Afectados]) -> Afectados:
    """Los de todos los eventos de un cambio, en una sola lista que se ve y se guarda junta."""
    primero, *otros = cada_uno
    if not otros:
        return primero
    return replace(
        primero,
        que=list(dict.fromkeys(cosa for a in cada_uno for cosa in a.que)),
        invitados=sumar_invitados([a.invitados for a in cada_uno]),
        coberturas=[c for a in cada_uno for c in a.coberturas],
        enlaces=list({p.pk: p for a in cada_uno for p in a.enlaces}.values()),
        boletines=[b for a in cada_uno for b in a.boletines],
        publicaciones=[p for a in cada_uno for p in a.publicaciones],
        disenos=[d for a in cada_uno for d in a.disenos],
        otros=otros,
    )


def afectados_de(evento: Evento, cambio: Cambio, *, por: Persona, ahora: datetime) -> Afectados:
    """A quién le toca si se hace el cambio. De lo que ya pasó y de lo que nadie notaría, a nadie."""
    queda = como_quedaria(evento, cambio)
    if queda.estado == EstadoEvento.REALIZADO:
        return Afectados(evento, queda, cambio, faltas=lo_que_falta(evento, ahora))
    que = que_cambia(evento, queda)
    if not que or max(evento.fin, queda.fin) <= ahora:
        return Afectados(evento, queda, cambio)
    boletines = sin_salir_del_evento(evento)
    cubren = evento.coberturas.filter(estado__in=POR_CUBRIR).select_related("persona").order_by("tipo", "pk")
    return Afectados(
        evento,
        queda,
        cambio,
        que,
        invitados=invitados_por_avisar(queda, ahora),
        coberturas=list(cubren),
        enlaces=_quien_lo_pidio(evento, por),
        boletines=boletines,
        publicaciones=_preparadas(evento),
        disenos=abiertos_del_evento(evento),
    )


def _preparadas(evento: Evento) -> list[Publicacion]:
    """Las de redes que nacen del evento o de un boletín suyo y todavía no salen."""
    suyas = Publicacion.objects.filter(Q(composicion__boletin__evento=evento) | Q(composicion__evento=evento))
    return list(suyas.filter(estado__in=[EstadoPublicacion.POR_PUBLICAR, *EDITABLES]).order_by("pk"))


def _quien_lo_pidio(evento: Evento, por: Persona) -> list[Persona]:
    """El enlace de la dependencia que lo propuso, si no es quien hace el cambio."""
    pidio = evento.creado_por
    return [pidio] * (pidio.es_solo_enlace and pidio.is_active and pidio.pk != por.pk)
