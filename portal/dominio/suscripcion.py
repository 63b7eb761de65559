"""Suscribirse con doble confirmación, recibir lo publicado y darse de baja con un clic (RFC 8058)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction

from boletines.dominio.salida.textos import CorreoDelBoletin, enlace_publico
from boletines.models import Boletin
from difusion.dominio.bandeja import encolar
from difusion.dominio.compuerta import Negativa, Salida
from difusion.dominio.correo import cabeceras_de_baja, componer
from difusion.estados import Canal, MotivoDeEnvio
from difusion.models import Envio
from nucleo.dominio.actos import rechazar_si_insiste
from nucleo.dominio.choques import en_fila
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref, resolver
from nucleo.texto.formato import CENTRO
from personas.estados import Tema
from portal.estados import EstadoDeSuscripcion, Frecuencia
from portal.models import Suscripcion
from portal.transiciones import CONFIRMAR, DAR_DE_BAJA

registro = logging.getLogger(__name__)
ALTA, BAJA = "portal.suscripcion.alta", "portal.suscripcion.baja"
VIGENCIA = timedelta(days=7)
HORA_DEL_RESUMEN = time(18, tzinfo=CENTRO)
VIERNES = 4
EN_UN_CORREO = 40


@transaction.atomic(durable=True)
def pedir_suscripcion(*, correo: str, temas: list[str], frecuencia: str, origen: str, ahora: datetime) -> Suscripcion:
    """Apunta el correo de confirmación. No dice si ese correo ya estaba: contesta siempre lo mismo.

    Temas y frecuencia viajan firmados en el enlace: nadie cambia la suscripción de otro con escribir su correo.
    """
    en_fila("suscripción", correo.lower())
    rechazar_si_insiste(Suscripcion.objects.filter(origen=origen), "pedida_en", ahora)
    suscripcion = Suscripcion.objects.select_for_update().filter(correo__iexact=correo).first()
    if suscripcion is None:
        suscripcion = Suscripcion.objects.create(correo=correo, origen=origen, pedida_en=ahora)
    elif suscripcion.pedida_en > ahora - timedelta(hours=1):
        return suscripcion  # ya se le mandó uno hace poco: no se llena el buzón de nadie
    else:
        Suscripcion.objects.filter(pk=suscripcion.pk).update(pedida_en=ahora, origen=origen)
    ficha = signing.dumps({"s": suscripcion.pk, "t": sorted(temas), "f": frecuencia}, salt=ALTA)
    _encolar(
        suscripcion,
        MotivoDeEnvio.CONFIRMAR_SUSCRIPCION,
        f"{ahora:%Y%m%d%H%M%S}",
        "Confirma tu suscripción a los boletines",
        ahora,
        "suscripcion_alta",
        {
            "enlace": f"{settings.BASE_URL}/suscripcion/confirmar/{ficha}/",
            "pedido": Pedido.de(sorted(temas), frecuencia),
        },
        prioridad=1,
    )
    return suscripcion


@dataclass(frozen=True)
class Pedido:
    """De qué temas y cada cuánto, en palabras para quien lo pidió."""

    temas: list[str]
    frecuencia: str

    @classmethod
    def de(cls, temas: Sequence[str], frecuencia: str) -> "Pedido":
        conocidos = [Tema(t).label for t in temas if t in Tema.values]
        return cls(conocidos or ["Todos los temas"], Frecuencia(frecuencia).label)


def lo_pedido(ficha: str) -> Pedido | None:
    """Lo que un enlace de confirmación va a activar; nada si venció o está alterado."""
    try:
        datos = signing.loads(ficha, salt=ALTA, max_age=VIGENCIA)
    except signing.BadSignature:
        return None
    return Pedido.de(datos["t"], datos["f"])


@transaction.atomic(durable=True)
def confirmar_suscripcion(*, ficha: str, ahora: datetime) -> Suscripcion | None:
    """La activa con lo que se pidió. Un enlace vencido o alterado no hace nada."""
    try:
        datos = signing.loads(ficha, salt=ALTA, max_age=VIGENCIA)
        suscripcion = Suscripcion.objects.bloquear(datos["s"])
    except (signing.BadSignature, Suscripcion.DoesNotExist):
        return None
    aplicar(
        suscripcion,
        CONFIRMAR,
        por=None,
        ahora=ahora,
        temas=datos["t"],
        frecuencia=datos["f"],
        baja_en=None,
        confirmada_en=suscripcion.confirmada_en or ahora,
        enviado_hasta=ahora if suscripcion.estado != EstadoDeSuscripcion.ACTIVA else suscripcion.enviado_hasta,
    )
    return suscripcion


def suscripcion_de_la_baja(ficha: str) -> Suscripcion | None:
    """De quién es un enlace de baja; no vence."""
    try:
        return Suscripcion.objects.filter(pk=signing.loads(ficha, salt=BAJA)).first()
    except signing.BadSignature:
        return None


@transaction.atomic(durable=True)
def dar_de_baja(suscripcion: Suscripcion, *, ahora: datetime) -> Suscripcion:
    """Deja de recibir desde ahora: lo que esperaba en la bandeja tampoco sale (lo pregunta la compuerta)."""
    suscripcion = Suscripcion.objects.bloquear(suscripcion.pk)
    if suscripcion.estado != EstadoDeSuscripcion.BAJA:
        aplicar(suscripcion, DAR_DE_BAJA, por=None, ahora=ahora, baja_en=ahora)
    return suscripcion


def enlace_de_baja(suscripcion: Suscripcion) -> str:
    return f"{settings.BASE_URL}/suscripcion/baja/{signing.dumps(suscripcion.pk, salt=BAJA)}/"


def enviar_a_suscriptores(ahora: datetime) -> int:
    """Apunta lo que toca a cada quien y devuelve cuántos correos. Repetirlo no duplica; atrasarse no pierde.

    Un boletín cuenta desde que su página existe: el que se atora llega en el correo que sigue y no detiene a otros.
    """
    publicados = list(Boletin.objects.publicos(ahora).filter(en_portal_desde__gt=ahora - timedelta(days=9)))
    visto_desde = {b.pk: _visto_desde(b) for b in publicados}
    correos = {b.pk: CorreoDelBoletin(b, ahora) for b in publicados}  # cada uno lee su foto una vez, si hace falta
    enviados = 0
    for frecuencia in Frecuencia:
        for pk in _les_toca(frecuencia, visto_desde, ahora):
            try:
                enviados += _enviar_los_suyos(pk, correos, visto_desde, ahora)
            except Exception:  # noqa: BLE001 - una suscripción que falla no detiene a las que siguen
                registro.exception("A la suscripción %s no se le pudo apuntar su correo; a las demás sí", pk)
    return enviados


def _visto_desde(boletin: Boletin) -> datetime:
    return max(filter(None, (boletin.publicado_en, boletin.embargo_hasta, boletin.en_portal_desde)))


def _les_toca(frecuencia: Frecuencia, visto_desde: dict[int, datetime], ahora: datetime) -> list[int]:
    """A quién no se le ha mandado lo último de su frecuencia."""
    corte = max((v for v in visto_desde.values()), default=None) if frecuencia == Frecuencia.AL_MOMENTO else None
    corte = corte or _ultimo_resumen(frecuencia, ahora)
    activas = Suscripcion.objects.activas().filter(frecuencia=frecuencia, enviado_hasta__lt=corte)
    return list(activas.order_by("pk").values_list("pk", flat=True)[:2000])


def _ultimo_resumen(frecuencia: Frecuencia, ahora: datetime) -> datetime:
    """La última vez que dieron las seis de la tarde (o las del viernes) en la hora del centro."""
    local = ahora.astimezone(CENTRO)
    dia = local.date() if local.timetz() >= HORA_DEL_RESUMEN else local.date() - timedelta(days=1)
    if frecuencia == Frecuencia.SEMANAL:
        dia -= timedelta(days=(dia.weekday() - VIERNES) % 7)
    return datetime.combine(dia, HORA_DEL_RESUMEN)


def _hasta(frecuencia: Frecuencia, visto_desde: dict[int, datetime], ahora: datetime) -> datetime:
    """Al momento, hasta lo último que se leyó y no hasta «ahora»: lo que se confirma después va en el siguiente."""
    if frecuencia == Frecuencia.AL_MOMENTO and visto_desde:
        return max(visto_desde.values())
    return _ultimo_resumen(frecuencia, ahora)


@transaction.atomic(durable=True)
def _enviar_los_suyos(
    pk: int, correos: dict[int, CorreoDelBoletin], visto_desde: dict[int, datetime], ahora: datetime
) -> int:
    suscripcion = Suscripcion.objects.bloquear(pk)
    if suscripcion.estado != EstadoDeSuscripcion.ACTIVA:
        return 0
    hasta = _hasta(Frecuencia(suscripcion.frecuencia), visto_desde, ahora)
    suyos = [
        correo.boletin
        for pk, correo in correos.items()
        if suscripcion.desde(ahora) < visto_desde[pk] <= hasta and suscripcion.quiere(correo.boletin.tema)
    ][:EN_UN_CORREO]
    Suscripcion.objects.filter(pk=pk).update(enviado_hasta=hasta)
    if not suyos:
        return 0
    suyos.sort(key=lambda b: visto_desde[b.pk], reverse=True)
    asunto = suyos[0].titulo if len(suyos) == 1 else f"{len(suyos)} boletines nuevos: {suyos[0].titulo}"
    primeros = "-".join(str(b.pk) for b in suyos[:3])
    _encolar(
        suscripcion,
        MotivoDeEnvio.SUSCRIPCION,
        f"{primeros}:{hasta:%Y%m%d%H%M%S}:{ahora:%Y%m%d%H%M%S}",
        asunto[:250],
        ahora,
        "suscripcion_boletines",
        {
            "primero": suyos[0],
            "los_demas": suyos[1:],
            "boletines": suyos,
            "base": settings.BASE_URL,
            "enlace": enlace_publico(suyos[0]),
            "foto": correos[suyos[0].pk].foto,
        },
        extra={"boletines": [b.pk for b in suyos], "imagenes": correos[suyos[0].pk].imagenes},
    )
    return 1


def _encolar(  # noqa: PLR0913 - son los datos del correo
    suscripcion: Suscripcion,
    motivo: MotivoDeEnvio,
    vez: str,
    asunto: str,
    ahora: datetime,
    plantilla: str,
    contexto: dict[str, Any],
    *,
    extra: dict[str, Any] | None = None,
    prioridad: int = 6,
) -> Envio:
    baja = enlace_de_baja(suscripcion)
    mensaje = {
        **componer(plantilla, baja=baja, suscripcion=suscripcion, **contexto),
        "cabeceras": cabeceras_de_baja(baja),
    }
    return encolar(
        canal=Canal.CORREO,
        motivo=motivo,
        objeto=ref(suscripcion),
        vez=vez,
        destinatario=suscripcion.correo,
        asunto=" ".join(asunto.split()),
        carga=extra or {},
        secreto=mensaje,  # lleva el enlace para confirmar y el de baja: se borra en cuanto sale
        por=None,
        ahora=ahora,
        prioridad=prioridad,
        vence_en=ahora + timedelta(days=2),
    )


def puede_salir_suscripcion(salida: Salida, ahora: datetime) -> Negativa | None:
    """Sigue suscrito y todo lo que lleva el correo sigue a la vista; la confirmación sale aunque no esté activo."""
    suscripcion = resolver(salida.objeto)
    if not isinstance(suscripcion, Suscripcion):
        return Negativa("La suscripción ya no existe.", definitiva=True)
    boletines = salida.carga.get("boletines", []) if isinstance(salida, Envio) else []
    if boletines and suscripcion.estado != EstadoDeSuscripcion.ACTIVA:
        return Negativa("Se dio de baja.", definitiva=True)
    if Boletin.objects.publicos(ahora).filter(pk__in=boletines).count() < len(boletines):
        return Negativa("Un boletín de este correo ya no está a la vista.", definitiva=True)
    return None
