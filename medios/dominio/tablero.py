"""El tablero de respuestas: quién viene, con qué datos y a quién falta avisarle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.estados import EstadoEvento
from agenda.models import Evento
from medios import consultas
from medios.dominio.acto import DatosDelActo, datos_del_acto
from medios.dominio.avisos import LoDicho, avisos_en_gracia, contesto_otra_cita, lo_dicho, lo_que_dice, ultimo_aviso
from medios.dominio.cambios import medios_por_avisar, que_no_saben
from medios.dominio.en_camino import EnCamino, en_camino, segundos_de_gracia
from medios.dominio.entregar.entregas import conversaciones_de
from medios.estados import CONFIRMADAS, CanalDeInvitacion, ClaseDeAviso
from medios.models import AvisoDeCambio, Invitacion
from nucleo.models import Asiento
from nucleo.texto.formato import plural

ACTO_QUE_LO_DEJO = {EstadoEvento.CANCELADO: "cancelar", EstadoEvento.POSPUESTO: "posponer"}
CLASE_QUE_LO_DICE = {EstadoEvento.CANCELADO: ClaseDeAviso.CANCELADO, EstadoEvento.POSPUESTO: ClaseDeAviso.POSPUESTO}


@dataclass(frozen=True)
class RenglonDelTablero:
    """Un invitado, el aviso de lo que el evento es ahora y si su respuesta es a la cita de antes."""

    invitacion: Invitacion
    aviso: AvisoDeCambio | None
    con_datos_anteriores: bool
    conversacion: str  # abre WhatsApp con el texto puesto, si va por ahí
    tiene: LoDicho | None  # lo que sabe, si no es lo de ahora: lo que hay que corregirle al llamar

    @property
    def falta_llamar(self) -> bool:
        return self.aviso is not None and self.aviso.falta_llamar

    @property
    def va_saliendo(self) -> bool:
        return self.aviso is not None and not self.aviso.falta_llamar and self.aviso.avisado_en is None


@dataclass(frozen=True)
class Tablero:
    """Todo lo que la oficina sabe de los invitados a un evento."""

    renglones: list[RenglonDelTablero]
    numeros: dict[str, int]
    no_saben: str
    por_llamar: int
    avisados: int
    por_salir: int
    gracia: int  # segundos que quedan para cancelar el aviso de un cambio; 0 si ya no
    en_camino: EnCamino | None

    @property
    def oficios(self) -> bool:
        """Si alguien la recibe en papel."""
        return any(r.invitacion.canal == CanalDeInvitacion.IMPRESA for r in self.renglones)

    @property
    def cuantos_faltan(self) -> str:
        """Lo que se dice al registrar una respuesta."""
        return plural(self.numeros["por_contestar"], "Falta 1 por contestar.", "Faltan {} por contestar.")

    @property
    def sigue(self) -> bool:
        """Si algo todavía va a cambiar solo: la página se pone al día hasta que no."""
        return bool(self.por_salir or self.gracia or (self.en_camino and self.en_camino.sigue))


def tablero_de(evento: Evento, ahora: datetime) -> Tablero:
    """Las invitaciones de un evento, tres consultas más que la lista sola, sean una o cien."""
    invitaciones, numeros = consultas.tablero_de_medios(evento)
    datos = datos_del_acto(evento)
    atrasadas = medios_por_avisar(evento, invitaciones, ahora)
    chats = conversaciones_de(invitaciones)
    renglones = [_renglon(i, datos, chats.get(i.pk, ""), le_falta=i in atrasadas) for i in invitaciones]
    clase = CLASE_QUE_LO_DICE.get(EstadoEvento(evento.estado))
    avisados = {
        r.invitacion.contacto.medio_id for r in renglones if r.aviso and r.aviso.clase == clase and r.aviso.avisado_en
    }
    return Tablero(
        renglones=renglones,
        numeros=numeros,
        no_saben=que_no_saben(evento, atrasadas),
        por_llamar=sum(r.falta_llamar for r in renglones),
        avisados=len(avisados),
        por_salir=sum(r.va_saliendo for r in renglones),
        gracia=_gracia(evento, ahora, invitaciones),
        en_camino=en_camino(invitaciones, ahora),
    )


def _gracia(evento: Evento, ahora: datetime, invitaciones: Sequence[Invitacion]) -> int:
    if not invitaciones:
        return 0
    return max((segundos_de_gracia(a.creado_en, ahora) for a in avisos_en_gracia(evento, ahora)), default=0)


def _renglon(invitacion: Invitacion, datos: DatosDelActo, conversacion: str, *, le_falta: bool) -> RenglonDelTablero:
    """Su aviso sólo cuenta si dice lo que el evento es: uno de un cambio anterior no lo pone al corriente."""
    aviso = ultimo_aviso(invitacion)
    if aviso and not lo_que_dice(aviso).es_lo_de_ahora(datos):
        aviso = None
    sabe = lo_dicho(invitacion, antes_de=aviso)
    le_falta = le_falta or (aviso is not None and aviso.avisado_en is None)
    return RenglonDelTablero(
        invitacion,
        aviso,
        conversacion=conversacion,
        con_datos_anteriores=invitacion.estado in CONFIRMADAS and contesto_otra_cita(invitacion, datos),
        tiene=sabe if le_falta and datos.en_pie and not sabe.es_lo_de_ahora(datos) else None,
    )


def asiento_que_lo_dejo_asi(evento: Evento) -> Asiento | None:
    """Quién lo canceló o pospuso y cuándo."""
    accion = ACTO_QUE_LO_DEJO.get(EstadoEvento(evento.estado))
    if accion:
        return Asiento.objects.filter(objeto=evento.ref, accion=accion).first()
    return None
