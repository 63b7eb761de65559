"""El reloj: para cuándo se contesta lo que se recibe hoy, con los plazos que fijó la oficina."""

from datetime import date, datetime, timedelta

from django.db import transaction

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.texto.formato import CENTRO
from personas.models import DiaInhabil, Persona
from personas.permisos import AJUSTAR_OFICINA
from solicitudes.models import PlazoDeAtencion
from solicitudes.models.plazo import MINUTOS_DE_UN_DIA

FIN_DE_SEMANA = (5, 6)
HORIZONTE = 200  # días que se miran adelante; el plazo más largo son sesenta hábiles


def vencimiento(tipo: str, ahora: datetime) -> datetime | None:
    """Cuándo se cumple el plazo del tipo; sin plazo fijado, no hay reloj."""
    plazo = PlazoDeAtencion.objects.vigentes(ahora.astimezone(CENTRO).date()).get(tipo)
    if plazo is None:
        return None
    dias, minutos = divmod(plazo.minutos, MINUTOS_DE_UN_DIA)
    return _tras_dias_habiles(ahora + timedelta(minutes=minutos), dias)


def _tras_dias_habiles(momento: datetime, dias: int) -> datetime:
    if not dias:
        return momento
    aqui = momento.astimezone(CENTRO)
    inhabiles = _inhabiles(aqui.date())
    for n in range(1, HORIZONTE):
        dia = aqui + timedelta(days=n)
        if dia.weekday() not in FIN_DE_SEMANA and dia.date() not in inhabiles:
            dias -= 1
        if not dias:
            return dia
    return aqui + timedelta(days=HORIZONTE)


def _inhabiles(desde: date) -> set[date]:
    hasta = desde + timedelta(days=HORIZONTE)
    return set(DiaInhabil.objects.filter(fecha__gte=desde, fecha__lte=hasta).values_list("fecha", flat=True))


@transaction.atomic(durable=True)
def fijar_plazo(*, tipo: str, minutos: int, fecha_desde: date, por: Persona, ahora: datetime) -> PlazoDeAtencion:
    """Cambia el plazo de un tipo desde un día. Lo recibido antes conserva el suyo; el mismo día, vale el último."""
    exigir(por, AJUSTAR_OFICINA, frase="cambiar los plazos")
    en_fila("fijar plazo", tipo)
    plazo = PlazoDeAtencion.objects.filter(tipo=tipo, fecha_desde=fecha_desde).first() or PlazoDeAtencion(tipo=tipo)
    plazo.minutos, plazo.fecha_desde, plazo.fijado_por = minutos, fecha_desde, por
    validar(plazo)
    plazo.save()
    asentar("fijar plazo de atención", plazo, por=por, ahora=ahora, tipo=tipo, minutos=minutos, desde=fecha_desde)
    return plazo
