"""Las cinco cifras del tablero contra el periodo anterior y el mismo de hace un año. Lo que no hay es «Sin dato»."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cadena.consultas.tablero.conteos import PUBLICACIONES, Conteos
from cadena.consultas.tablero.hechos import Hechos
from cadena.consultas.tablero.periodo import Periodo
from cronograma.dominio.celdas import Celda, Fila, Tabla, cumplimiento
from nucleo.texto.formato import numero, porcentaje

SIN_DATO = "Sin dato"


@dataclass(frozen=True)
class Comparacion:
    """Contra qué se compara, cuánto cambió dicho en palabras y hacia dónde: «sube», «baja», «igual» o nada."""

    contra: str
    frase: str
    sentido: str = ""


@dataclass(frozen=True)
class Cifra:
    """Una de las cinco, con su definición y la lista que abre."""

    clave: str
    nombre: str
    valor: str
    detalle: str
    definicion: str
    url: str
    comparaciones: Sequence[Comparacion]


@dataclass(frozen=True)
class Mirada:
    """Un periodo con todo lo suyo ya leído."""

    periodo: Periodo
    hechos: Hechos
    publicaciones: int
    tabla: Tabla | None

    @property
    def filas(self) -> list[Fila]:
        """Las actividades del plan con sus celdas de estos meses."""
        if self.tabla is None:
            return []
        return [Fila(f.actividad, [c for c in f.celdas if c.mes in self.periodo.meses]) for f in self.tabla.filas]

    @property
    def celdas(self) -> list[Celda]:
        return [c for fila in self.filas for c in fila.celdas]

    @property
    def cumplimiento(self) -> int | None:
        return cumplimiento(self.filas)

    @property
    def hay_algo(self) -> bool:
        return bool(self.hechos.eventos or self.hechos.boletines or self.publicaciones)

    @property
    def cubiertos(self) -> int | None:
        if not self.hechos.eventos:
            return None
        return len(self.hechos.cubiertos)

    @property
    def boletines(self) -> int | None:
        if not self.hay_algo:
            return None
        return len(self.hechos.boletines)

    @property
    def respuesta(self) -> int | None:
        if not self.hechos.invitaciones:
            return None
        return round(100 * self.hechos.respuestas / self.hechos.invitaciones)

    @property
    def en_redes(self) -> int | None:
        if not self.hay_algo:
            return None
        return self.publicaciones


def miradas(
    periodos: Sequence[Periodo], hechos: Sequence[Hechos], conteos: Conteos, tablas: Mapping[int, Tabla]
) -> list[Mirada]:
    return [
        Mirada(p, h, conteos.get((PUBLICACIONES, lugar), 0), tablas.get(p.ano))
        for lugar, (p, h) in enumerate(zip(periodos, hechos, strict=True))
    ]


@dataclass(frozen=True)
class _Que:
    """Qué cifra es y cómo se lee de un periodo."""

    clave: str
    nombre: str
    lee: Callable[[Mirada], int | None]
    definicion: str
    detalle: str = ""
    en_puntos: bool = False
    url: str = ""


def cinco_cifras(actual: Mirada, otras: Sequence[Mirada]) -> list[Cifra]:
    """En su orden. Un porcentaje cambia en puntos; una cuenta, en cosas."""
    return [_cifra(que, actual, otras) for que in _las_cinco(actual)]


def _las_cinco(actual: Mirada) -> list[_Que]:
    return [*_del_trabajo(actual), *_de_lo_que_salio(actual)]


def _del_trabajo(actual: Mirada) -> list[_Que]:
    eventos = len(actual.hechos.eventos)
    programado, hasta_la_meta = sum(f.programado for f in actual.filas), sum(f.hasta_la_meta for f in actual.filas)
    return [
        _Que(
            "cumplimiento",
            "Cumplimiento",
            lambda m: m.cumplimiento,
            "De lo planeado, cuánto se hizo. Cada actividad cuenta hasta su meta. Es la cifra del cronograma.",
            _de(hasta_la_meta, programado),
            en_puntos=True,
            url=reverse("cronograma:ejercicio", args=[actual.periodo.ano]),
        ),
        _Que(
            "cubiertos",
            "Eventos cubiertos",
            lambda m: m.cubiertos,
            "Eventos realizados con una cobertura entregada o con algo suyo en la biblioteca.",
            f"de {numero(eventos)}" if eventos else "",
        ),
    ]


def _de_lo_que_salio(actual: Mirada) -> list[_Que]:
    return [
        _Que(
            "boletines",
            "Boletines publicados",
            lambda m: m.boletines,
            "Los que salieron en estas fechas. Lo retirado y lo que sigue con embargo no cuenta.",
        ),
        _Que(
            "respuestas",
            "Respuesta de medios",
            lambda m: m.respuesta,
            "De las invitaciones a eventos de estas fechas, cuántas se contestaron, sea que sí o que no.",
            _de(actual.hechos.respuestas, actual.hechos.invitaciones),
            en_puntos=True,
        ),
        _Que(
            "publicaciones",
            "Puestas en redes",
            lambda m: m.en_redes,
            "Lo que se puso en una red, con su enlace. A cuántas personas llegó no se captura todavía.",
        ),
    ]


def _de(hechas: int, todas: int) -> str:
    return f"{numero(hechas)} de {numero(todas)}" if todas else ""


def _cifra(que: _Que, actual: Mirada, otras: Sequence[Mirada]) -> Cifra:
    valor = que.lee(actual)
    dicho, url = SIN_DATO, ""
    if valor is not None:
        dicho = porcentaje(valor) if que.en_puntos else numero(valor)
        lista = reverse("cadena:lista_del_tablero", args=[que.clave])
        url = que.url or f"{lista}?p={actual.periodo.clave}"
    comparaciones = [_comparar(que, otra, valor, primera=n == 0) for n, otra in enumerate(otras)]
    return Cifra(que.clave, que.nombre, dicho, que.detalle, que.definicion, url, comparaciones)


def _comparar(que: _Que, otra: Mirada, valor: int | None, *, primera: bool) -> Comparacion:
    """El anterior se dice sin su año; el de hace un año, con él."""
    contra, antes = otra.periodo.corto, que.lee(otra)
    if primera:
        contra = otra.periodo.sin_ano.capitalize()
    if valor is None or antes is None:
        return Comparacion(contra, SIN_DATO)
    cambio = valor - antes
    if not cambio:
        return Comparacion(contra, "Igual", "igual")
    de_que = ("punto " if abs(cambio) == 1 else "puntos ") if que.en_puntos else ""
    if cambio > 0:
        return Comparacion(contra, f"{numero(cambio)} {de_que}más", "sube")
    return Comparacion(contra, f"{numero(-cambio)} {de_que}menos", "baja")
