"""Si una evidencia puede publicarse: menores, cartas y permisos con fecha (docs/dominio.md, reglas 26 a 28)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from media_library.dominio.derechos.difuminado import olvidar_versiones
from media_library.dominio.seleccion import copias
from media_library.estados import BaseDeDerechos, Difuminado, Menores, Uso
from media_library.models import Evidencia
from media_library.signals import derechos_cambiaron
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.texto.formato import CENTRO, fecha_larga
from personas.models import Persona


def impedimentos_para_publicar(evidencia: Evidencia, ahora: datetime) -> list[Impedimento]:
    """Por qué esta evidencia no puede salir al público en ese momento; vacío si puede.

    No juzga el pie, el crédito ni el texto alternativo: de eso se encarga quien arma la pieza.
    """
    hoy = ahora.astimezone(CENTRO).date()
    enlace = f"evidencia:{evidencia.pk}"
    frases = [
        *_por_revision(evidencia),
        *_por_proteccion(evidencia),
        *_por_uso(evidencia, hoy),
        *_por_consentimiento(evidencia, hoy),
    ]
    return [Impedimento(frase, "fotos", enlace) for frase in frases]


def _por_revision(evidencia: Evidencia) -> Iterator[str]:
    if evidencia.buzon_id is not None and evidencia.revisada_en is None:
        yield f"«{evidencia}» llegó por un buzón y nadie la ha revisado."


def _por_proteccion(evidencia: Evidencia) -> Iterator[str]:
    """Nadie lo levanta, ni la dirección: ni siquiera difuminando (LGDNNA art. 79 y 80)."""
    if evidencia.menores == Menores.PROTEGIDOS:
        yield (
            f"«{evidencia}» muestra a niñas, niños o adolescentes que la ley protege "
            "(víctimas, testigos, señalados o en atención médica): no se publica de ninguna manera."
        )


def _por_uso(evidencia: Evidencia, hoy: date) -> Iterator[str]:
    desde, hasta = evidencia.fecha_uso_inicio, evidencia.fecha_uso_fin
    dentro = evidencia.en_plazo(hoy)
    plazo = ""
    if desde or hasta:
        plazo = f" {_plazo(desde, hasta)}"
    if evidencia.uso == Uso.PROHIBIDO and dentro:
        yield f"El uso de «{evidencia}» está prohibido{plazo}."
    if evidencia.uso == Uso.PERMITIDO and not dentro:
        yield f"«{evidencia}» sólo puede usarse{plazo}."


def _plazo(desde: date | None, hasta: date | None) -> str:
    partes = []
    if desde:
        partes.append(f"desde el {fecha_larga(desde)}")
    if hasta:
        partes.append(f"hasta el {fecha_larga(hasta)}")
    return " ".join(partes)


def _por_consentimiento(evidencia: Evidencia, hoy: date) -> Iterator[str]:
    """Una decisión de difuminado anotada responde por los rostros; si no, responden las cartas."""
    if evidencia.difuminado or not evidencia.pk:
        return
    cartas = list(evidencia.consentimientos.all())
    for carta in cartas:
        if carta.revocado_en is not None:
            yield f"{carta.nombre} revocó su permiso para «{evidencia}». Difumínala o quítala."
        elif not carta.vale(hoy):
            yield f"La carta de {carta.nombre} para «{evidencia}» no está vigente."
    if evidencia.menores == Menores.SI and not any(c.es_menor and c.vale(hoy) for c in cartas):
        yield (
            f"En «{evidencia}» se reconoce a menores de edad: agrega la carta firmada por madre, padre o tutor, "
            "o anota la decisión de difuminar (LGDNNA art. 76 a 78)."
        )


@dataclass(frozen=True)
class Derechos:
    """Lo que la pantalla de derechos anota de una evidencia."""

    menores: str = Menores.SIN_REVISAR
    base_de_derechos: str = BaseDeDerechos.SIN_ANOTAR
    licencia: str = ""
    uso: str = Uso.SIN_LIMITE
    fecha_uso_inicio: date | None = None
    fecha_uso_fin: date | None = None


@transaction.atomic(durable=True)
def anotar_derechos(
    evidencia: Evidencia, *, derechos: Derechos, version: int, por: Persona, ahora: datetime
) -> Evidencia:
    """Anota menores, base de derechos y permiso de uso, si nadie cambió la evidencia desde `version`."""
    if derechos.fecha_uso_inicio and derechos.fecha_uso_fin and derechos.fecha_uso_fin < derechos.fecha_uso_inicio:
        raise NoSePuede([Impedimento("El plazo de uso no puede terminar antes de empezar.", "fecha_uso_fin")])
    campos: dict[str, Any] = vars(derechos)
    filas = Evidencia.objects.filter(pk=evidencia.pk, version=version).update(**campos, version=F("version") + 1)
    if filas != 1:
        raise YaCambio("Otra persona cambió estos datos mientras los editabas. Vuelve a cargar y compara.")
    evidencia.refresh_from_db()
    asentar("anotar derechos", evidencia, por=por, ahora=ahora, **campos)
    tocadas = copias.igualar([evidencia.pk], por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return evidencia


@transaction.atomic(durable=True)
def marcar_menores(evidencias: Iterable[Evidencia], *, menores: str, por: Persona, ahora: datetime) -> int:
    """Anota lo mismo sobre menores en varias evidencias."""
    filas = list(
        Evidencia.objects.filter(pk__in=[e.pk for e in evidencias]).select_for_update(no_key=True).order_by("pk")
    )
    Evidencia.objects.filter(pk__in=[e.pk for e in filas]).update(menores=menores, version=F("version") + 1)
    for evidencia in filas:
        asentar("anotar derechos", evidencia, por=por, ahora=ahora, menores=menores)
    tocadas = copias.igualar([e.pk for e in filas], por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=tocadas, por=por, ahora=ahora)
    return len(filas)


@transaction.atomic(durable=True)
def decidir_sin_difuminar(evidencia: Evidencia, *, motivo: str, por: Persona, ahora: datetime) -> Evidencia:
    """Anota que no hace falta difuminar, con la razón. Rechaza sin razón y si hay menores protegidos."""
    evidencia = Evidencia.objects.select_for_update(no_key=True).get(pk=evidencia.pk)
    if not motivo.strip():
        raise NoSePuede([Impedimento("Escribe por qué no hace falta difuminar.", "difuminado_motivo")])
    if evidencia.menores == Menores.PROTEGIDOS:
        raise NoSePuede([*map(Impedimento, _por_proteccion(evidencia))])
    cambio = {"difuminado": Difuminado.NO_HACE_FALTA, "difuminado_motivo": motivo.strip(), "zonas": []}
    _decidir(evidencia, por=por, ahora=ahora, **cambio)
    return evidencia


@transaction.atomic(durable=True)
def olvidar_difuminado(evidencia: Evidencia, *, por: Persona, ahora: datetime) -> Evidencia:
    """Quita la decisión: la evidencia vuelve a necesitar carta o difuminado."""
    evidencia = Evidencia.objects.select_related("original").get(pk=evidencia.pk)
    zonas = evidencia.zonas
    Evidencia.objects.filter(pk=evidencia.pk).update(
        difuminado=Difuminado.SIN_DECIDIR,
        difuminado_motivo="",
        difuminado_por=None,
        difuminado_en=None,
        zonas=[],
        version=F("version") + 1,
    )
    evidencia.refresh_from_db()
    olvidar_versiones(evidencia.original, zonas)
    asentar("quitar decisión de difuminado", evidencia, por=por, ahora=ahora)
    derechos_cambiaron.send(Evidencia, evidencias=[evidencia.pk], por=por, ahora=ahora)
    return evidencia


def _decidir(evidencia: Evidencia, *, por: Persona, ahora: datetime, **cambio: Any) -> None:
    Evidencia.objects.filter(pk=evidencia.pk).update(
        **cambio, difuminado_por=por, difuminado_en=ahora, version=F("version") + 1
    )
    evidencia.refresh_from_db()
    asentar("decidir difuminado", evidencia, por=por, ahora=ahora, **cambio)
    derechos_cambiaron.send(Evidencia, evidencias=[evidencia.pk], por=por, ahora=ahora)
