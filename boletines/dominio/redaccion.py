"""Escribir: nacer de un evento, guardar sin pisar a nadie y elegir fotos."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.models import Evento
from boletines.estados import EDITABLES
from boletines.models import Boletin, FotoDeBoletin, VersionDeBoletin
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.formato import fecha_larga, hora
from personas.models import Oficina, Persona

FOTOS_MAXIMAS = 12
CAMPOS_DE_TEXTO = ("titulo", "sumario", "cuerpo")


@transaction.atomic(durable=True)
def crear_boletin(*, por: Persona, ahora: datetime, evento: Evento | None = None, **campos: Any) -> Boletin:
    """Crea un borrador; si nace de un evento, llega con los hechos puestos."""
    oficina = Oficina.objects.actual()
    datos = (_desde_evento(evento) if evento else {}) | campos
    datos.setdefault("lugar", f"{oficina.municipio}, {oficina.entidad}" if oficina.municipio else "Mazamitla, Jalisco")
    datos.setdefault("contacto", oficina.correo)
    boletin = Boletin(autor=por, creado_en=ahora, modificado_en=ahora, **datos)
    boletin.full_clean(exclude=["clave"])
    boletin.save()
    _guardar_version(boletin, por, ahora)
    asentar("crear boletín", boletin, por=por, ahora=ahora)
    return boletin


def _desde_evento(evento: Evento) -> dict[str, Any]:
    """Qué, quién, cuándo y dónde, listos para redactar."""
    preside = f" {evento.preside} encabezó el acto." if evento.preside else ""
    objetivo = f"\n\n{evento.objetivo.strip()}" if evento.objetivo.strip() else ""
    entrada = (
        f"El {fecha_larga(evento.inicio)}, a las {hora(evento.inicio)} horas, en {evento.lugar}, se llevó a cabo:"
        f" {evento.titulo}.{preside}"
    )
    return {
        "titulo": evento.titulo[:160],
        "cuerpo": entrada + objetivo,
        "evento": evento,
        "dependencia": evento.dependencia,
    }


@transaction.atomic(durable=True)
def guardar_boletin(boletin: Boletin, *, version: int, por: Persona, ahora: datetime, **campos: Any) -> Boletin:
    """Guarda el texto si nadie guardó antes; rechaza con `YaCambio` si la pantalla era vieja.

    Sólo se edita en borrador o con cambios. Cada guardado deja su versión completa.
    """
    actual = Boletin.objects.bloquear(boletin.pk)
    if actual.estado not in EDITABLES:
        raise NoSePuede(
            f"Está {actual.get_estado_display().lower()}: ya no se edita. Pide que lo regresen con cambios."
        )
    if actual.version != version:
        raise YaCambio("Otra persona guardó este boletín mientras lo editabas. Tu texto está abajo: compara y elige.")
    for nombre, valor in campos.items():
        setattr(actual, nombre, valor)
    actual.version, actual.modificado_en = version + 1, ahora
    actual.full_clean(exclude=["clave"])
    actual.save(update_fields=[*campos, "version", "modificado_en", "busqueda"])
    _guardar_version(actual, por, ahora)
    return actual


def _guardar_version(boletin: Boletin, por: Persona, ahora: datetime) -> None:
    VersionDeBoletin.objects.create(
        boletin=boletin,
        numero=boletin.version,
        guardada_en=ahora,
        guardada_por=por,
        **{campo: getattr(boletin, campo) for campo in CAMPOS_DE_TEXTO},
    )


@transaction.atomic(durable=True)
def elegir_fotos(boletin: Boletin, *, evidencias: list[int], por: Persona, ahora: datetime) -> Boletin:
    """Deja exactamente estas fotos, en este orden; la primera es la principal."""
    actual = Boletin.objects.bloquear(boletin.pk)
    if actual.estado not in EDITABLES:
        raise NoSePuede("Las fotos se eligen mientras el boletín está en borrador o con cambios.")
    vivas = set(
        Evidencia.objects.vivas()
        .de_clase(Clase.FOTO)
        .visibles_para(por)
        .filter(pk__in=evidencias)
        .values_list("pk", flat=True)
    )
    elegidas = list(dict.fromkeys(pk for pk in evidencias if pk in vivas))
    if len(elegidas) > FOTOS_MAXIMAS:
        raise NoSePuede(f"Elegiste {len(elegidas)} fotos; el boletín lleva hasta {FOTOS_MAXIMAS}.")
    actual.fotos.all().delete()
    FotoDeBoletin.objects.bulk_create(
        FotoDeBoletin(boletin=actual, evidencia_id=pk, orden=orden) for orden, pk in enumerate(elegidas)
    )
    asentar("elegir fotos", actual, por=por, ahora=ahora, fotos=elegidas)
    return actual


def mover_foto(boletin: Boletin, *, evidencia: int, pasos: int, por: Persona, ahora: datetime) -> Boletin:
    """Sube o baja una foto en el orden del boletín."""
    orden = list(boletin.fotos.values_list("evidencia_id", flat=True))
    if evidencia not in orden:
        raise NoSePuede("Esa foto ya no está en el boletín.")
    lugar = orden.index(evidencia)
    orden.insert(max(0, min(len(orden) - 1, lugar + pasos)), orden.pop(lugar))
    return elegir_fotos(boletin, evidencias=orden, por=por, ahora=ahora)


def quitar_foto(boletin: Boletin, *, evidencia: int, por: Persona, ahora: datetime) -> Boletin:
    """Saca una foto del boletín; sigue en la biblioteca."""
    orden = [pk for pk in boletin.fotos.values_list("evidencia_id", flat=True) if pk != evidencia]
    return elegir_fotos(boletin, evidencias=orden, por=por, ahora=ahora)
