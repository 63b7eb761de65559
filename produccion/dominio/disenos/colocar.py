"""Poner en la calle y quitar: cada lugar con su foto al colocar y otra, o su razón, al retirar."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from media_library.dominio.entrada.ingesta import ingresar
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import CENTRO
from personas.models import Comunidad, Persona
from personas.permisos import PRODUCIR
from produccion import transiciones
from produccion.dominio.disenos.imprimir import exigir_aprobado, primera_prueba
from produccion.dominio.disenos.suspension import impedimentos_por_suspension
from produccion.estados import EN_LA_CALLE, Uso
from produccion.models import Colocacion, Diseno


@transaction.atomic(durable=True)
def apuntar_lugar(
    diseno: Diseno, *, lugar: str, copias: int, comunidad: Comunidad | None = None, por: Persona, ahora: datetime
) -> Colocacion:
    """Dónde va a ir y cuántas: todavía no cuenta, falta su foto."""
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(diseno.pk)
    exigir_aprobado(diseno, "coloca")
    puesta = Colocacion(
        diseno=diseno, lugar=lugar.strip(), copias=copias, comunidad=comunidad, apuntada_en=ahora, apuntada_por=por
    )
    validar(puesta)
    puesta.save()
    asentar("apuntar lugar", diseno, por=por, ahora=ahora, lugar=puesta.lugar, copias=copias)
    return puesta


def subir_foto(archivo: Any, *, de: Colocacion, por: Persona, ahora: datetime) -> Evidencia:
    """La foto entra a la biblioteca como cualquier otra: original, huella y quién la tomó."""
    exigir(por, PRODUCIR)
    if not archivo:
        raise NoSePuede([Impedimento("Elige la foto.", "foto")])
    ingreso = ingresar(
        archivo=archivo,
        nombre=archivo.name or "colocacion.jpg",
        dependencia=de.diseno.dependencia,
        por=por,
        ahora=ahora,
    )
    if ingreso.evidencia.original.clase != Clase.FOTO:
        raise NoSePuede([Impedimento("Sube una foto.", "foto")])
    return ingreso.evidencia


def colocar_con_foto(puesta: Colocacion, *, archivo: Any, fecha: date, por: Persona, ahora: datetime) -> Colocacion:
    """Lo mismo que `colocar` con la foto por subir: lo que se puede negar se niega antes de recibirla."""
    rechazar_si(_por_la_fecha(puesta.diseno, fecha, ahora))
    foto = subir_foto(archivo, de=puesta, por=por, ahora=ahora)
    return colocar(puesta, foto=foto, fecha=fecha, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def colocar(puesta: Colocacion, *, foto: Evidencia, fecha: date, por: Persona, ahora: datetime) -> Colocacion:
    """Ya está en su lugar, con la foto que lo prueba. La primera hace que el diseño cuente."""
    exigir(por, transiciones.COLOCAR.capacidad)
    diseno = Diseno.objects.bloquear(puesta.diseno_id)
    puesta = Colocacion.objects.select_for_update(no_key=True).get(pk=puesta.pk)
    exigir_aprobado(diseno, "coloca")
    if puesta.foto_id is not None:
        raise NoSePuede(f"{puesta.lugar} ya tiene su foto.")
    rechazar_si([*_por_la_fecha(diseno, fecha, ahora), *_por_la_foto(diseno, foto)])
    rechazar_si(impedimentos_por_suspension(diseno, ahora))
    puesta.foto, puesta.fecha, puesta.puesta_por, puesta.diseno = foto, fecha, por, diseno
    validar(puesta)
    puesta.save()
    asentar("colocar en un lugar", diseno, por=por, ahora=ahora, lugar=puesta.lugar, copias=puesta.copias)
    if diseno.estado in transiciones.COLOCAR.desde:
        prueba = primera_prueba(diseno, Uso.COLOCADO, _momento(fecha, ahora))
        aplicar(diseno, transiciones.COLOCAR, por=por, ahora=ahora, **prueba)
    return puesta


def _momento(fecha: date, ahora: datetime) -> datetime:
    """Hoy, la hora de ahora; otro día, su mediodía."""
    if fecha == ahora.astimezone(CENTRO).date():
        return ahora
    return datetime.combine(fecha, time(12), tzinfo=CENTRO)


def _por_la_fecha(diseno: Diseno, fecha: date, ahora: datetime) -> list[Impedimento]:
    hoy = ahora.astimezone(CENTRO).date()
    if fecha > hoy:
        return [Impedimento("Ese día todavía no llega.", "fecha")]
    if diseno.aprobado_en and fecha < diseno.aprobado_en.astimezone(CENTRO).date():
        return [Impedimento("Se aprobó después: no pudo colocarse ese día.", "fecha")]
    if diseno.fecha_retiro and fecha > diseno.fecha_retiro:
        return [Impedimento("Es después del día en que se retira.", "fecha")]
    return []


def _por_la_foto(diseno: Diseno, foto: Evidencia) -> list[Impedimento]:
    """Una foto prueba un lugar: la misma en dos no dice nada."""
    repetida = Colocacion.objects.filter(foto__original=foto.original_id).select_related("diseno").first()
    if repetida is None:
        return []
    donde = repetida.lugar
    if repetida.diseno_id != diseno.pk:
        donde = f"{repetida.lugar}, de «{repetida.diseno}»"
    return [Impedimento(f"Esa foto ya es la de {donde}: sube la de este lugar.", "foto")]


@transaction.atomic(durable=True)
def quitar_lugar(puesta: Colocacion, *, por: Persona, ahora: datetime) -> None:
    """Un lugar que se apuntó y no se usó. El que ya tiene foto no se borra: se retira."""
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(puesta.diseno_id)
    if Colocacion.objects.filter(pk=puesta.pk, foto__isnull=True).delete()[0] == 0:
        raise NoSePuede(f"{puesta.lugar} ya tiene foto: se retira con la suya.")
    asentar("quitar lugar", diseno, por=por, ahora=ahora, lugar=puesta.lugar)


def retirar_con_foto(puesta: Colocacion, *, archivo: Any, nota: str, por: Persona, ahora: datetime) -> Colocacion:
    """Lo mismo que `retirar` con la foto por subir, si la hay."""
    foto = subir_foto(archivo, de=puesta, por=por, ahora=ahora) if archivo else None
    return retirar(puesta, foto=foto, nota=nota, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def retirar(
    puesta: Colocacion, *, foto: Evidencia | None = None, nota: str = "", por: Persona, ahora: datetime
) -> Colocacion:
    """Ya no está: con la foto del lugar limpio o, si no se puede, con la razón. El último retira el diseño."""
    exigir(por, transiciones.RETIRAR.capacidad)
    diseno = Diseno.objects.bloquear(puesta.diseno_id)
    puesta = Colocacion.objects.select_for_update(no_key=True).get(pk=puesta.pk)
    if puesta.foto_id is None or puesta.retirada_en is not None:
        raise NoSePuede(f"{puesta.lugar} no está colocado: no hay qué retirar.")
    if foto is None and not nota.strip():
        raise NoSePuede([Impedimento("Sube la foto del lugar ya limpio o escribe por qué no la hay.", "foto")])
    if foto is not None and foto.pk == puesta.foto_id:
        raise NoSePuede([Impedimento("Es la misma foto de cuando se puso: sube la del lugar limpio.", "foto")])
    puesta.foto_del_retiro, puesta.nota_del_retiro = foto, "" if foto else nota.strip()
    puesta.retirada_en, puesta.retirada_por, puesta.diseno = ahora, por, diseno
    validar(puesta)
    puesta.save()
    asentar("retirar de un lugar", diseno, por=por, ahora=ahora, lugar=puesta.lugar)
    if diseno.estado in EN_LA_CALLE and not diseno.colocaciones.puestas().exists():
        aplicar(diseno, transiciones.RETIRAR, por=por, ahora=ahora)
    return puesta


def avisar_de_los_retiros(ahora: datetime) -> int:
    """Pone «por retirar» lo que sigue en la calle y ya llegó su día. Se puede repetir; devuelve cuántos."""
    hoy = ahora.astimezone(CENTRO).date()
    pendientes = Diseno.objects.por_retirar(hoy).filter(estado__in=transiciones.VENCER.desde)
    return sum(_vencer(pk, ahora) for pk in pendientes.order_by("pk").values_list("pk", flat=True))


@transaction.atomic(durable=True)
def _vencer(pk: int, ahora: datetime) -> int:
    diseno = Diseno.objects.bloquear(pk)
    if diseno.estado not in transiciones.VENCER.desde:
        return 0
    aplicar(diseno, transiciones.VENCER, por=None, ahora=ahora)
    return 1
