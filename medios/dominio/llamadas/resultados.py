"""Llamar a los invitados: se toma uno a la vez, se anota qué pasó y se puede deshacer."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from agenda.models import Evento
from medios.dominio.acto import datos_del_acto
from medios.dominio.llamadas.hoja import hoja_de
from medios.dominio.respuestas import apuntar_respuesta, quitar_en_el_acto
from medios.estados import EstadoRespuesta, ResultadoDeLlamada, ViaDeRespuesta
from medios.models import Invitacion, Llamada, Respuesta
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS

LA_TIENE = timedelta(minutes=10)  # nadie más la toma; si no se anota nada, se suelta sola
CUANTO_ESPERAR = {"1h": timedelta(hours=1), "3h": timedelta(hours=3)}
MANANA_A_LAS = time(9)
CONTESTA = {
    ResultadoDeLlamada.CONFIRMO: EstadoRespuesta.ASISTE,
    ResultadoDeLlamada.NO_ASISTE: EstadoRespuesta.NO_ASISTE,
}
VUELVEN = (ResultadoDeLlamada.NO_CONTESTO, ResultadoDeLlamada.MAS_TARDE)


@transaction.atomic(durable=True)
def tomar(evento: Evento, *, por: Persona, ahora: datetime, invitacion: int | None = None) -> Invitacion | None:
    """La siguiente por llamar, o la que se pide, queda suya diez minutos y suelta la que tenía. Nada si ya no falta.

    Dos que llaman a la vez no reciben la misma.
    """
    exigir(por, INVITAR_MEDIOS, frase="llamar a los medios")
    en_fila("llamadas", evento.pk)
    hoja = hoja_de(evento, por=por, ahora=ahora)
    renglon = hoja.siguiente
    if invitacion is not None:
        renglon = hoja.de(invitacion)
    Invitacion.objects.del_evento(evento).filter(la_llama=por).update(la_llama=None, la_llama_hasta=None)
    if renglon is None:
        return None
    suya = renglon.invitacion
    Invitacion.objects.filter(pk=suya.pk).update(la_llama=por, la_llama_hasta=ahora + LA_TIENE)
    return suya


@transaction.atomic(durable=True)
def anotar(  # noqa: PLR0913 - son los datos de la llamada, todos por nombre
    invitacion: Invitacion,
    *,
    clave: UUID,
    resultado: str,
    por: Persona,
    ahora: datetime,
    con_quien: str = "",
    nota: str = "",
    asistentes: int = 0,
    equipo: str = "",
    espera: str = "",
) -> Llamada:
    """Deja constancia de una llamada; si confirmó o no asiste, es además su respuesta.

    La misma `clave` otra vez devuelve lo que ya está: un doble clic o un reenvío no llaman dos veces. Un número
    equivocado lo marca en el directorio hasta que se corrija. Rechaza el acto que ya no será.
    """
    exigir(por, INVITAR_MEDIOS, frase="registrar llamadas")
    invitacion = Invitacion.objects.select_for_update(of=("self",), no_key=True).get(pk=invitacion.pk)
    if ya := Llamada.objects.filter(clave=clave).first():
        return ya
    if resultado not in ResultadoDeLlamada.values:
        raise NoSePuede([Impedimento("Di qué pasó con la llamada.", "resultado")])
    if not datos_del_acto(invitacion.evento).en_pie:
        raise NoSePuede("El acto ya no está en pie: a los medios se les avisa desde «Respuestas de medios».")
    llamada = Llamada(clave=clave, invitacion=invitacion, resultado=resultado, con_quien=con_quien, nota=nota)
    llamada.hecha_en, llamada.hecha_por = ahora, por
    if resultado in CONTESTA:
        llamada.respuesta = _contestar(invitacion, resultado, asistentes, equipo, nota, por, ahora)
    if resultado in VUELVEN:
        llamada.volver_desde = cuando_volver(espera or "3h", ahora)
    validar(llamada)
    llamada.save()
    _marcar_el_numero(invitacion, ahora if resultado == ResultadoDeLlamada.EQUIVOCADO else None, resultado)
    Invitacion.objects.filter(pk=invitacion.pk).update(la_llama=None, la_llama_hasta=None)
    asentar("llamar a un medio", invitacion, por=por, ahora=ahora, resultado=resultado)
    return llamada


def cuando_volver(espera: str, ahora: datetime) -> datetime:
    """El momento del siguiente intento: en una o tres horas, o mañana a las nueve."""
    if espera in CUANTO_ESPERAR:
        return ahora + CUANTO_ESPERAR[espera]
    if espera == "manana":
        manana = ahora.astimezone(CENTRO).date() + timedelta(days=1)
        return datetime.combine(manana, MANANA_A_LAS, CENTRO)
    raise NoSePuede([Impedimento("Elige cuándo volver a llamar.", "espera")])


def _contestar(
    invitacion: Invitacion, resultado: str, asistentes: int, equipo: str, nota: str, por: Persona, ahora: datetime
) -> Respuesta | None:
    apuntar_respuesta(
        invitacion,
        estado=CONTESTA[ResultadoDeLlamada(resultado)],
        via=ViaDeRespuesta.TELEFONO,
        por=por,
        ahora=ahora,
        asistentes=asistentes,
        equipo=equipo,
        comentario=nota,
    )
    return invitacion.respuestas.first()


def _marcar_el_numero(invitacion: Invitacion, equivocado_en: datetime | None, resultado: str) -> None:
    """Lo que se oye al marcar dice si el número es suyo; «no contestó» no dice nada."""
    if resultado == ResultadoDeLlamada.NO_CONTESTO:
        return
    contacto = invitacion.contacto
    if contacto.equivocado_en != equivocado_en:
        contacto.equivocado_en = equivocado_en
        contacto.save(update_fields=["equivocado_en"])


@transaction.atomic(durable=True)
def deshacer(llamada: Llamada, *, por: Persona, ahora: datetime) -> Llamada:
    """Quita la última llamada que se anotó de un invitado, y con ella su respuesta. Rechaza la que ya no es la última.

    Repetirlo no hace nada más. Queda en la bitácora.
    """
    exigir(por, INVITAR_MEDIOS, frase="registrar llamadas")
    invitacion = Invitacion.objects.select_for_update(of=("self",), no_key=True).get(pk=llamada.invitacion_id)
    llamada.refresh_from_db()
    if llamada.deshecha_en:
        return llamada
    if invitacion.llamadas.que_cuentan().first() != llamada:
        raise NoSePuede("Después se anotó otra llamada: mira cómo quedó.")
    respuesta = llamada.respuesta_id
    llamada.deshecha_en, llamada.respuesta = ahora, None
    llamada.save(update_fields=["deshecha_en", "respuesta"])
    if respuesta:
        quitar_en_el_acto(invitacion, respuesta=respuesta, por=por, ahora=ahora)
    _marcar_el_numero(invitacion, None, llamada.resultado)
    asentar("deshacer llamada", invitacion, por=por, ahora=ahora, resultado=llamada.resultado)
    return llamada
