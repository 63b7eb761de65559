"""El resumen del tablero que llega cada lunes: la semana que terminó, con sus cifras y lo que espera decisión."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from cadena.consultas.pendientes import pendientes_de
from cadena.consultas.tablero.periodo import periodo_del_mes
from cadena.consultas.tablero.tablero import tablero_de
from cronograma.consultas.meses import mes_de
from cronograma.models import ResumenSemanal
from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from personas.models import Oficina, Persona
from personas.permisos import VER_TABLERO

SIRVE = timedelta(days=2)  # con el freno puesto más tiempo que eso, el de esta semana ya no sale
DECISIONES = 5


def enviar_los_del_lunes(ahora: datetime) -> int:
    """Apunta en la bandeja el de cada quien, uno por lunes aunque el reloj toque varias veces. Devuelve cuántos."""
    lunes = lunes_de(ahora)
    faltan = ResumenSemanal.objects.exclude(fecha_del_ultimo=lunes).values_list("pk", flat=True)
    return sum(_enviar_uno(pk, lunes, ahora) for pk in list(faltan))


def lunes_de(ahora: datetime) -> date:
    hoy = ahora.astimezone(CENTRO).date()
    return hoy - timedelta(days=hoy.weekday())


@transaction.atomic(durable=True)
def _enviar_uno(pk: int, lunes: date, ahora: datetime) -> bool:
    """Quien ya no puede abrir el tablero, o se quedó sin correo, no lo recibe."""
    suyos = ResumenSemanal.objects.select_for_update(skip_locked=True, of=("self",)).exclude(fecha_del_ultimo=lunes)
    suyo = suyos.select_related("persona").filter(pk=pk).first()
    if suyo is None or not suyo.persona.puede(VER_TABLERO) or not suyo.persona.email:
        return False
    ResumenSemanal.objects.filter(pk=pk).update(fecha_del_ultimo=lunes)
    _encolar(suyo.persona, lunes, ahora)
    return True


def _encolar(persona: Persona, lunes: date, ahora: datetime) -> None:
    """El mes es el del domingo que acaba de pasar: el lunes día 1 todavía se habla del que terminó."""
    periodo = periodo_del_mes(mes_de(ahora - timedelta(days=ahora.astimezone(CENTRO).weekday() + 1)))
    tablero = tablero_de(periodo, persona=persona, ahora=ahora)
    pendientes, oficina = pendientes_de(persona, ahora), Oficina.objects.actual()
    correo = componer(
        "resumen_semanal",
        oficina=oficina,
        tablero=tablero,
        pendientes=pendientes[:DECISIONES],
        cuantos=len(pendientes),
        sitio=settings.BASE_URL,
        enlace=f"{settings.BASE_URL}{reverse('cadena:tablero')}?p={periodo.clave}",
        apagar=settings.BASE_URL + reverse("cadena:cada_lunes"),
    )
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.RESUMEN_SEMANAL,
        objeto=ref(persona),
        vez=lunes.isoformat(),
        destinatario=persona.email,
        asunto=f"Tablero de la semana: {periodo.nombre}",
        carga={"nombre": str(persona), "responder_a": oficina.correo, **correo},
        por=None,
        ahora=ahora,
        vence_en=ahora + SIRVE,
        prioridad=7,
    )
