"""A quién se cubrió y a quién no: por dependencia y por comunidad; y quién lleva la carga."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadena.consultas.tablero.conteos import Carga, ComunidadVista
from cadena.consultas.tablero.hechos import EventoVisto, Hechos
from nucleo.texto.formato import enumerar, fecha_larga, plural
from personas.models import Dependencia

SE_NOMBRAN = 3
CERCA = 0.8  # de qué parte del plazo en adelante se avisa que una comunidad está por llegar
CONCENTRADO = 0.6
SON_BASTANTES = 5


@dataclass(frozen=True)
class DependenciaVista:
    """Los eventos de una dependencia y cuántos se cubrieron."""

    pk: int
    nombre: str
    eventos: Sequence[EventoVisto]

    @property
    def cubiertos(self) -> int:
        return sum(e.cubierto for e in self.eventos)

    @property
    def sin_cubrir(self) -> int:
        return len(self.eventos) - self.cubiertos


@dataclass(frozen=True)
class PorDependencia:
    """Las dependencias, de más a menos eventos; al final, las que no tuvieron."""

    dependencias: Sequence[DependenciaVista]
    hallazgo: str
    sin_cubrir: int

    @property
    def por_dibujar(self) -> list[DependenciaVista]:
        """Las que no tuvieron eventos también, si son pocas; si no, están en la tabla."""
        con_eventos = [d for d in self.dependencias if d.eventos]
        if len(self.dependencias) - len(con_eventos) > SE_NOMBRAN:
            return con_eventos
        return list(self.dependencias)


def por_dependencia(hechos: Hechos, catalogo: Sequence[Dependencia]) -> PorDependencia:
    suyos: dict[int, list[EventoVisto]] = {}
    for evento in hechos.eventos:
        suyos.setdefault(evento.dependencia, []).append(evento)
    vistas = [DependenciaVista(d.pk, d.nombre, suyos.get(d.pk, [])) for d in catalogo if d.activa or d.pk in suyos]
    vistas.sort(key=lambda d: -len(d.eventos))
    return PorDependencia(vistas, _de_dependencias(hechos, vistas), len(hechos.eventos) - len(hechos.cubiertos))


def _de_dependencias(hechos: Hechos, vistas: Sequence[DependenciaVista]) -> str:
    if not hechos.eventos:
        return "Ninguna dependencia tuvo eventos en estas fechas."
    cubiertos = len(hechos.cubiertos)
    de_cuantos = plural(len(hechos.eventos), "1 evento", "{} eventos")
    frase = f"{'Se cubrió' if cubiertos == 1 else 'Se cubrieron'} {cubiertos} de {de_cuantos}."
    sin_eventos = [d.nombre for d in vistas if not d.eventos]
    if not sin_eventos:
        return frase
    if len(sin_eventos) > SE_NOMBRAN:
        return f"{frase} {len(sin_eventos)} dependencias no registraron ninguno."
    verbo = "no registró" if len(sin_eventos) == 1 else "no registraron"
    return f"{frase} {enumerar(sin_eventos)} {verbo} ninguno."


@dataclass(frozen=True)
class PorComunidad:
    """Las comunidades, de la que lleva más sin cobertura a la que lleva menos."""

    comunidades: Sequence[ComunidadVista]
    al: date
    umbral: int
    hallazgo: str

    @property
    def esperan(self) -> list[ComunidadVista]:
        return [c for c in self.comunidades if espera(c, self.al, self.umbral)]

    @property
    def cubiertos(self) -> int:
        return sum(c.en_el_plazo for c in self.comunidades)


def espera(comunidad: ComunidadVista, al: date, umbral: int) -> bool:
    dias = comunidad.dias(al)
    return dias is None or dias > umbral


def esta_por_llegar(comunidad: ComunidadVista, al: date, umbral: int) -> bool:
    dias = comunidad.dias(al)
    return dias is not None and CERCA * umbral <= dias <= umbral


def por_comunidad(comunidades: Sequence[ComunidadVista], *, al: date, umbral: int) -> PorComunidad:
    def cuanto_lleva(comunidad: ComunidadVista) -> tuple[float, str]:
        dias = comunidad.dias(al)
        return (float("-inf") if dias is None else -dias), comunidad.nombre

    vistas = sorted(comunidades, key=cuanto_lleva)
    return PorComunidad(vistas, al, umbral, _de_comunidades(vistas, al, umbral))


def _de_comunidades(vistas: Sequence[ComunidadVista], al: date, umbral: int) -> str:
    if not vistas:
        return "No hay comunidades: agrégalas en Ajustes."
    esperan = sum(espera(c, al, umbral) for c in vistas)
    de_cuantas = plural(len(vistas), "1 comunidad", "{} comunidades")
    frase = f"{esperan} de {de_cuantas} {'lleva' if esperan == 1 else 'llevan'} más de {umbral} días sin cobertura."
    if not esperan:
        frase = f"Ninguna de {de_cuantas} lleva más de {umbral} días sin cobertura."
    proxima = next((c for c in vistas if esta_por_llegar(c, al, umbral)), None)
    if proxima is None or proxima.ultima is None:
        return frase
    llega = fecha_larga(proxima.ultima + timedelta(days=umbral)).rpartition(" de ")[0]
    return f"{frase} {proxima.nombre} llega a {umbral} el {llega}."


COLUMNAS = (
    ("coberturas", "Coberturas"),
    ("boletines", "Boletines"),
    ("publicaciones", "En redes"),
    ("disenos", "Diseños"),
)


@dataclass(frozen=True)
class PorPersona:
    """Los trabajos terminados de cada quien."""

    cargas: Sequence[Carga]
    hallazgo: str

    @property
    def total(self) -> int:
        return sum(c.total for c in self.cargas)


def por_persona(cargas: Sequence[Carga]) -> PorPersona:
    total = sum(c.total for c in cargas)
    if not total:
        return PorPersona(cargas, "Nadie terminó trabajos en estas fechas.")
    frase = f"{cargas[0].nombre} lleva {cargas[0].total} de {plural(total, '1 trabajo', '{} trabajos')}."
    return PorPersona(cargas, " ".join(filter(None, [frase, _concentrado(cargas)])))


def _concentrado(cargas: Sequence[Carga]) -> str:
    """Si una clase de trabajo depende de una sola persona."""
    for campo, nombre in COLUMNAS:
        trabajos = "Las publicaciones en redes" if campo == "publicaciones" else nombre
        suyas = [(getattr(c, campo), c.nombre) for c in cargas]
        total, (mas, quien) = sum(n for n, _ in suyas), max(suyas)
        if len(cargas) > 1 and total >= SON_BASTANTES and mas >= CONCENTRADO * total:
            return f"{trabajos} dependen de una persona: {quien} hizo {mas} de {total}."
    return ""
