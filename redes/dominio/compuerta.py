"""Lo que redes contesta justo antes de que una publicación salga, y por qué se detiene la que se pone a mano."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from difusion.dominio.compuerta import Negativa, OtraSalida, Salida, pueden_salir
from difusion.dominio.freno import FRENADO
from difusion.models import Freno
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from nucleo.referencias import resolver
from nucleo.texto.formato import fecha_larga, hora
from redes.models import Publicacion
from suspension.dominio.decisiones import que_corre
from suspension.models import Decidido, PeriodoSuspension, Suspension


class SuspensionDeRedes(Suspension):
    """Lo que no nace de un boletín se juzga por su tema: no hay decisiones sobre cada publicación."""

    @classmethod
    def lo_decidido(cls, periodos: Sequence[PeriodoSuspension]) -> Decidido:  # noqa: ARG003 - la firma de todas
        return Decidido(frozenset(), frozenset())


def puede_salir_publicacion(salida: Salida, ahora: datetime) -> Negativa | None:
    """Por su boletín o por su tema, y porque todas sus fotos todavía pueden verse. Niega por defecto."""
    publicacion = resolver(salida.objeto)
    if not isinstance(publicacion, Publicacion):
        return Negativa("La publicación ya no existe.", definitiva=True)
    [negativa] = pueden_publicarse([publicacion], ahora)
    return negativa or _por_sus_fotos(publicacion, ahora)


def pueden_publicarse(publicaciones: Sequence[Publicacion], ahora: datetime) -> list[Negativa | None]:
    """Lo que contesta la compuerta de cada una, en su orden: el modo asistido no se la salta."""
    de_boletines = [p for p in publicaciones if p.composicion.boletin_id]
    salidas = [OtraSalida(objeto=p.de_que_es, canal=p.red) for p in de_boletines]
    respuestas = dict(zip((p.pk for p in de_boletines), pueden_salir(salidas, ahora), strict=True))
    suspension = SuspensionDeRedes.en(ahora) if len(de_boletines) < len(publicaciones) else None
    return [respuestas[p.pk] if p.composicion.boletin_id else _por_su_tema(p, suspension) for p in publicaciones]


def _por_su_tema(publicacion: Publicacion, suspension: SuspensionDeRedes | None) -> Negativa | None:
    """En suspensión, lo que no dice de qué tema es tampoco sale."""
    if suspension is None or suspension.admite(publicacion.composicion.tema, 0):
        return None
    tema = publicacion.composicion.get_tema_display() or "lo que no dice su tema"
    return Negativa(f"{que_corre(suspension)} y {tema} no se difunde.", definitiva=True, por_suspension=True)


def _por_sus_fotos(publicacion: Publicacion, ahora: datetime) -> Negativa | None:
    """El permiso se pregunta al salir: pudo revocarse después de aprobada."""
    for foto in publicacion.composicion.fotos.select_related("evidencia__original"):
        if faltas := impedimentos_para_publicar(foto.evidencia, ahora):
            return Negativa(f"{faltas[0]} La foto {foto.orden + 1} ya no puede mostrarse.", definitiva=True)
    return None


@dataclass(frozen=True)
class Detencion:
    """Por qué no se publica ahora, y si es cosa de esperar su hora o no debe ni prepararse."""

    razon: str
    espera_su_hora: bool
    por_suspension: bool = False
    por_freno: bool = False


def lo_que_la_detiene(publicacion: Publicacion, ahora: datetime) -> Detencion | None:
    """El embargo, la suspensión o el retiro que la detienen ahora; nada si se puede publicar."""
    return lo_que_las_detiene([publicacion], ahora)[0]


def lo_que_las_detiene(publicaciones: Sequence[Publicacion], ahora: datetime) -> list[Detencion | None]:
    """Lo mismo para las de una lista, en su orden y con las consultas de una sola."""
    negativas = pueden_publicarse(publicaciones, ahora)
    detenidas = [_detencion(p, negativa, ahora) for p, negativa in zip(publicaciones, negativas, strict=True)]
    if all(detenidas) or not Freno.objects.esta_puesto():
        return detenidas
    return [detenida or Detencion(FRENADO, espera_su_hora=False, por_freno=True) for detenida in detenidas]


def _detencion(publicacion: Publicacion, negativa: Negativa | None, ahora: datetime) -> Detencion | None:
    if publicacion.no_antes_desde > ahora:
        cuando = f"{fecha_larga(publicacion.no_antes_desde, con_dia=True)}, {hora(publicacion.no_antes_desde)} h"
        if publicacion.sale_en:
            return Detencion(f"Su hora es el {cuando}.", espera_su_hora=True)
        return Detencion(f"Está embargada hasta el {cuando}.", espera_su_hora=True)
    if negativa:
        return Detencion(negativa.motivo, not negativa.definitiva, negativa.por_suspension)
    return None
