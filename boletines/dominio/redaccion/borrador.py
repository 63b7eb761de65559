"""Escribir: nacer de un evento o de una plantilla, guardar sin pisar a nadie y elegir fotos."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.models import Evento
from boletines.dominio.redaccion import cobertura
from boletines.dominio.redaccion.contenido import CAMPOS_DE_TEXTO, Contenido, contenido_de, limpiar_campos
from boletines.dominio.redaccion.plantillas import Plantilla
from boletines.dominio.redaccion.union import Union, resolver, unir
from boletines.dominio.redaccion.versiones import base_de, registrar_version
from boletines.estados import EDITABLES
from boletines.models import Boletin, FotoDeBoletin, TextoGuardado, VersionDeBoletin
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.actos import validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from personas.models import Oficina, Persona

FOTOS_MAXIMAS = 12


class OtraPersonaGuardo(YaCambio):
    """La pantalla traía una versión vieja; lo escrito queda apartado y se puede unir."""


@transaction.atomic(durable=True)
def crear_boletin(
    *,
    por: Persona,
    ahora: datetime,
    evento: Evento | None = None,
    plantilla: Plantilla | None = None,
    fotos: list[int] | None = None,
    **campos: Any,
) -> Boletin:
    """Crea un borrador. De un evento llega con los hechos y las fotos elegidas; de una plantilla, con su estructura.

    Con `fotos`, lleva ésas y no las del evento.
    """
    return crear_boletin_en_el_acto(por=por, ahora=ahora, evento=evento, plantilla=plantilla, fotos=fotos, **campos)


def crear_boletin_en_el_acto(
    *,
    por: Persona,
    ahora: datetime,
    evento: Evento | None = None,
    plantilla: Plantilla | None = None,
    fotos: list[int] | None = None,
    **campos: Any,
) -> Boletin:
    """Lo que hace `crear_boletin`, dentro de la transacción de otro acto."""
    oficina = Oficina.objects.actual()
    datos = (
        (plantilla.campos if plantilla else {}) | (cobertura.hechos_de(evento, por, ahora) if evento else {}) | campos
    )
    datos.setdefault("lugar", oficina.localidad)
    datos.setdefault("contacto", oficina.correo)
    boletin = Boletin(autor=por, creado_en=ahora, modificado_en=ahora, **limpiar_campos({"titulo": ""} | datos))
    validar(boletin, salvo=("clave",))
    boletin.save()
    if evento is not None:
        boletin.lineas.set(evento.lineas.all())
    if fotos is None and evento is not None:
        fotos = cobertura.fotos_elegidas(evento, por)
    _poner_fotos(boletin, fotos or [])
    registrar_version(boletin, por=por, ahora=ahora, automatico=False)
    asentar("crear boletín", boletin, por=por, ahora=ahora)
    return boletin


@transaction.atomic(durable=True)
def guardar_boletin(
    boletin: Boletin, *, version: int, por: Persona, ahora: datetime, automatico: bool = False, **campos: Any
) -> Boletin:
    """Guarda el texto si nadie guardó antes; rechaza con `OtraPersonaGuardo` si la pantalla era vieja.

    Sólo se edita en borrador o con cambios. Lo que el sistema guarda solo se junta en una versión por persona
    cada diez minutos; lo guardado a mano siempre deja la suya. Guardar lo mismo no cuenta como guardar.
    """
    return guardar_en_el_acto(boletin, version=version, por=por, ahora=ahora, automatico=automatico, **campos)


def guardar_en_el_acto(
    boletin: Boletin, *, version: int, por: Persona, ahora: datetime, automatico: bool = False, **campos: Any
) -> Boletin:
    """Lo que hace `guardar_boletin`, dentro de la transacción de otro acto."""
    actual, limpios = _para_editar(boletin), limpiar_campos(campos)
    # Lo mismo que ya está no choca aunque la pantalla sea vieja: pasa cuando se recarga con un guardado en camino.
    if all(getattr(actual, nombre) == valor for nombre, valor in limpios.items()):
        if not automatico:
            registrar_version(actual, por=por, ahora=ahora, automatico=False)
        return actual
    if actual.version != version:
        raise OtraPersonaGuardo(
            "Otra persona guardó este boletín mientras lo editabas. Nada se perdió: une los dos textos."
        )
    return _escribir(actual, limpios, por=por, ahora=ahora, automatico=automatico)


def _para_editar(boletin: Boletin) -> Boletin:
    actual = Boletin.objects.bloquear(boletin.pk)
    if actual.estado not in EDITABLES:
        raise NoSePuede(
            f"Está {actual.get_estado_display().lower()}: ya no se edita. Pide que lo regresen con cambios."
        )
    return actual


def _escribir(
    actual: Boletin, campos: dict[str, Any], *, por: Persona, ahora: datetime, automatico: bool = False
) -> Boletin:
    for nombre, valor in campos.items():
        setattr(actual, nombre, valor)
    actual.version, actual.modificado_en = actual.version + 1, ahora
    validar(actual, salvo=("clave",))
    actual.save(update_fields=[*campos, "version", "modificado_en", "busqueda"])
    registrar_version(actual, por=por, ahora=ahora, automatico=automatico)
    return actual


def union_con_lo_guardado(boletin: Boletin, *, version: int, mio: Contenido) -> Union:
    """Cómo quedaría lo mío junto con lo que otra persona guardó. Sin base conocida, todo lo distinto choca."""
    guardado = contenido_de(boletin)
    base = base_de(boletin, version) or dict.fromkeys(CAMPOS_DE_TEXTO, "") | {"balazos": []}
    return unir(base, guardado, limpiar_campos(mio))


@transaction.atomic(durable=True)
def apartar_choque(boletin: Boletin, *, version: int, mio: Contenido, por: Persona, ahora: datetime) -> TextoGuardado:
    """Guarda aparte lo que no se pudo guardar: está en Versiones aunque se cierre la pestaña."""
    return TextoGuardado.objects.create(
        boletin=boletin, numero=version, contenido=limpiar_campos(mio), choco=True, guardado_en=ahora, guardado_por=por
    )


@transaction.atomic(durable=True)
def unir_y_guardar(
    boletin: Boletin,
    *,
    version: int,
    vista: int,
    mio: Contenido,
    elecciones: dict[str, str],
    por: Persona,
    ahora: datetime,
) -> Boletin:
    """Guarda la unión de lo mío con lo guardado, con lo escogido en cada choque.

    `version` es de donde partía lo mío y `vista` la que se comparó: si ya hay otra, se rechaza y se compara de nuevo.
    """
    actual = _para_editar(boletin)
    if actual.version != vista:
        raise OtraPersonaGuardo("Mientras escogías, otra persona volvió a guardar. Compara otra vez.")
    unido = resolver(union_con_lo_guardado(actual, version=version, mio=mio), elecciones)
    return _escribir(actual, limpiar_campos(unido), por=por, ahora=ahora)


@transaction.atomic(durable=True)
def restaurar_version(boletin: Boletin, *, version: VersionDeBoletin, por: Persona, ahora: datetime) -> Boletin:
    """Vuelve al texto de una versión anterior, como una versión nueva: lo de en medio se conserva."""
    actual = _para_editar(boletin)
    if version.boletin_id != actual.pk:
        raise NoSePuede("Esa versión es de otro boletín.")
    asentar("restaurar versión", actual, por=por, ahora=ahora, version=version.numero)
    return _escribir(actual, contenido_de(version), por=por, ahora=ahora)


@transaction.atomic(durable=True)
def elegir_fotos(boletin: Boletin, *, evidencias: list[int], por: Persona, ahora: datetime) -> Boletin:
    """Deja exactamente estas fotos, en este orden; la primera es la principal."""
    actual = para_elegir_fotos(boletin)
    vivas = set(
        Evidencia.objects.vivas()
        .de_clase(Clase.FOTO)
        .visibles_para(por)
        .filter(pk__in=evidencias)
        .values_list("pk", flat=True)
    )
    return dejar_fotos(actual, [pk for pk in dict.fromkeys(evidencias) if pk in vivas], por=por, ahora=ahora)


def para_elegir_fotos(boletin: Boletin) -> Boletin:
    """La fila fresca y detenida. Rechaza si el boletín ya no se edita."""
    actual = Boletin.objects.bloquear(boletin.pk)
    if actual.estado not in EDITABLES:
        raise NoSePuede("Las fotos se eligen mientras el boletín está en borrador o con cambios.")
    return actual


def dejar_fotos(actual: Boletin, elegidas: list[int], *, por: Persona, ahora: datetime) -> Boletin:
    """Escribe las fotos ya comprobadas, dentro de la transacción de otro acto."""
    if len(elegidas) > FOTOS_MAXIMAS:
        raise NoSePuede(f"Elegiste {len(elegidas)} fotos; el boletín lleva hasta {FOTOS_MAXIMAS}.")
    _poner_fotos(actual, elegidas)
    asentar("elegir fotos", actual, por=por, ahora=ahora, fotos=elegidas)
    return actual


def _poner_fotos(boletin: Boletin, evidencias: list[int]) -> None:
    boletin.fotos.all().delete()
    FotoDeBoletin.objects.bulk_create(
        FotoDeBoletin(boletin=boletin, evidencia_id=pk, orden=orden) for orden, pk in enumerate(evidencias)
    )


@transaction.atomic(durable=True)
def mover_foto(boletin: Boletin, *, evidencia: int, pasos: int, por: Persona, ahora: datetime) -> Boletin:
    """Sube o baja una foto en el orden que el boletín tiene en ese momento."""
    actual = para_elegir_fotos(boletin)
    orden = list(actual.fotos.values_list("evidencia_id", flat=True))
    if evidencia not in orden:
        raise NoSePuede("Esa foto ya no está en el boletín.")
    lugar = orden.index(evidencia)
    orden.insert(max(0, min(len(orden) - 1, lugar + pasos)), orden.pop(lugar))
    return dejar_fotos(actual, orden, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def quitar_foto(boletin: Boletin, *, evidencia: int, por: Persona, ahora: datetime) -> Boletin:
    """Saca una foto del boletín; sigue en la biblioteca."""
    actual = para_elegir_fotos(boletin)
    orden = [pk for pk in actual.fotos.values_list("evidencia_id", flat=True) if pk != evidencia]
    return dejar_fotos(actual, orden, por=por, ahora=ahora)
