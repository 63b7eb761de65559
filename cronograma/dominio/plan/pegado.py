"""Leer la tabla del plan como se pega de Word o de Excel: qué actividades trae, sus meses y lo que no se entiende."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from cronograma.dominio.plan.metas import ACTIVIDADES_DEL_POA
from cronograma.estados import Regla
from cronograma.models import META_MAXIMA
from nucleo.texto.formato import MESES, MESES_CORTOS, plegar
from nucleo.texto.tablas import celdas_pegadas

LARGO_MAXIMO = 100_000
RENGLONES_MAXIMOS = 200
MESES_PARA_SER_ENCABEZADO = 3
EQUIS = {"x", "✓", "✔", "●", "•", "si", "xx"}
VACIAS = {"", "-", "–", "—", "0"}
TOTALES = ("total", "suma", "subtotal")
NUMERO = ("n", "no", "num", "numero", "n°", "nº", "#", "cons")
COLUMNAS = {
    "nombre": ("descripcion", "actividad", "accion", "nombre", "concepto"),
    "unidad": ("unidad", "medida"),
    "responsable": ("responsable", "area responsable"),
}
NOMBRES_DE_MES = {
    plegar(nombre): numero for nombres in (MESES_CORTOS, MESES) for numero, nombre in enumerate(nombres, start=1)
} | {"set": 9, "sept": 9}
# De qué habla cada actividad del POA, para proponer cómo se cuenta; lo demás se agrega a mano.
DE_QUE_HABLA = {
    Regla.BOLETINES: ("boletin", "comunicado"),
    Regla.MEMORIA: ("memoria fotografica", "registro fotografico"),
    Regla.DIAPOSITIVAS: ("diapositiva", "presentacion"),
    Regla.DISENOS: ("cartel", "volante", "espectacular", "diseno", "disenar"),
    Regla.AUDIOVISUAL: ("audiovisual", "perifoneo", "video", "capsula", "spot"),
    Regla.PAGINAS: ("pagina", "portal"),
}
UNIDADES: dict[str, tuple[str, str, bool]] = {
    regla: (corto, unidad, suspende) for _, corto, unidad, regla, suspende in ACTIVIDADES_DEL_POA
}


@dataclass
class RenglonPegado:
    """Una actividad como se leyó; `faltas` dice, celda por celda, lo que no se entendió."""

    lugar: int
    nombre: str
    metas: dict[int, int]
    regla: str = Regla.MANUAL
    unidad: str = ""
    responsable: str = ""
    faltas: list[str] = field(default_factory=list)

    @property
    def por_mes(self) -> list[int | None]:
        """Los doce meses, para verlos antes de guardar."""
        return [self.metas.get(mes) for mes in range(1, 13)]

    def datos(self) -> dict[str, object]:
        """Lo que se guarda de ella como actividad."""
        corto, unidad, suspende = UNIDADES.get(self.regla, (self.nombre[:60], "actividad", False))
        return {
            "nombre": self.nombre,
            "nombre_corto": corto,
            "unidad": self.unidad or unidad,
            "responsable": self.responsable,
            "regla": self.regla,
            "se_suspende": suspende,
        }


@dataclass
class PlanPegado:
    """Lo que se leyó de lo pegado: sus actividades, lo que se dejó fuera y lo que hay que corregir."""

    renglones: list[RenglonPegado] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    faltas: list[str] = field(default_factory=list)

    @property
    def sirve(self) -> bool:
        return bool(self.renglones) and not self.faltas and not any(r.faltas for r in self.renglones)


def leer_plan(pegado: str) -> PlanPegado:
    """Lee la tabla pegada. Nunca falla: lo que no entiende lo dice, con su renglón y su columna.

    Acepta tabuladores, punto y coma o barras; títulos arriba; meses en cualquier orden; «x» por «X»; celdas partidas en
    varios renglones (así las copia Word); totales, que se dejan fuera. Rechaza un mes repetido o que no existe.
    """
    plan = PlanPegado()
    tabla = list(_celdas(pegado[:LARGO_MAXIMO]))
    if len(tabla) > RENGLONES_MAXIMOS:
        plan.faltas.append(f"Son {len(tabla)} renglones; pega hasta {RENGLONES_MAXIMOS} a la vez.")
        return plan
    donde = next((n for n, fila in enumerate(tabla) if len(_meses_de(fila)) >= MESES_PARA_SER_ENCABEZADO), None)
    if donde is None:
        plan.faltas.append("No se ve el renglón de los meses (ENE, FEB, MAR…). Copia la tabla con su encabezado.")
        return plan
    columnas = _columnas(_encabezado(tabla[:donde], tabla[donde]), plan)
    if not plan.faltas:
        for lugar, fila in _enteras(tabla[donde + 1 :], len(tabla[donde])):
            _leer_renglon(plan, donde + 1 + lugar, fila, columnas)
        _una_por_regla(plan)
    if not plan.renglones and not plan.faltas:
        plan.faltas.append("Debajo del encabezado no hay ninguna actividad.")
    return plan


def _celdas(pegado: str) -> Iterator[list[str]]:
    separa = next((s for s in "\t;|" if s in pegado), "\t")
    for fila in celdas_pegadas(pegado, separa):
        limpias = [" ".join(celda.split()) for celda in fila]
        if any(limpias):
            yield limpias


def _enteras(filas: Sequence[list[str]], ancho: int) -> Iterator[tuple[int, list[str]]]:
    """Junta los renglones que Word partió: mientras falten celdas, lo que sigue continúa la última."""
    pendiente: list[str] = []
    empezo = 0
    for lugar, fila in enumerate(filas, start=1):
        if pendiente and len(pendiente) + len(fila) - 1 <= ancho and not _es_numero(fila[0]):
            pendiente = [*pendiente[:-1], f"{pendiente[-1]} {fila[0]}".strip(), *fila[1:]]
        else:
            if pendiente:
                yield empezo, pendiente
            pendiente, empezo = fila, lugar
        if len(pendiente) >= ancho:
            yield empezo, pendiente
            pendiente = []
    if pendiente:
        yield empezo, pendiente


def _es_numero(celda: str) -> bool:
    return re.fullmatch(r"\d{1,3}[.)]?", celda) is not None


def _mes_de(celda: str) -> int | None:
    return NOMBRES_DE_MES.get(plegar(celda).strip(". "))


def _meses_de(fila: Sequence[str]) -> list[int]:
    return [mes for celda in fila if (mes := _mes_de(celda))]


def _encabezado(arriba: Sequence[list[str]], meses: list[str]) -> list[str]:
    """El renglón de los meses; lo que deja en blanco lo dice el de arriba, como en las celdas combinadas del papel."""
    if not arriba:
        return meses
    return [celda or previa for celda, previa in zip_longest(meses, arriba[-1][: len(meses)], fillvalue="")]


def _columnas(encabezado: Sequence[str], plan: PlanPegado) -> dict[str, int]:
    """En qué columna está cada cosa; los meses por su número («1» a «12»)."""
    columnas: dict[str, int] = {}
    for lugar, celda in enumerate(encabezado):
        if mes := _mes_de(celda):
            if str(mes) in columnas:
                plan.faltas.append(f"{MESES[mes - 1].capitalize()} está dos veces en el encabezado.")
            columnas[str(mes)] = lugar
        elif cosa := _cosa_de(celda):
            columnas.setdefault(cosa, lugar)
        elif celda and not plegar(celda).startswith(TOTALES):
            plan.avisos.append(f"La columna «{celda}» no es un mes ni algo del plan: se deja fuera.")
    if "nombre" not in columnas:
        columnas["nombre"] = _primera_libre(columnas, len(encabezado))
    return columnas


def _cosa_de(celda: str) -> str | None:
    """Qué dice esa columna del encabezado, si no es un mes."""
    dicho = plegar(celda).strip(". ")
    if dicho in NUMERO:
        return "numero"
    return next((cosa for cosa, empieza in COLUMNAS.items() if dicho.startswith(empieza)), None)


def _primera_libre(columnas: dict[str, int], ancho: int) -> int:
    ocupadas = set(columnas.values())
    return next((lugar for lugar in range(ancho) if lugar not in ocupadas), 0)


def _leer_renglon(plan: PlanPegado, lugar: int, fila: Sequence[str], columnas: dict[str, int]) -> None:
    def celda(cual: str) -> str:
        donde = columnas.get(cual, -1)
        return fila[donde] if 0 <= donde < len(fila) else ""

    nombre = celda("nombre")
    if plegar(nombre).startswith(TOTALES) or plegar(fila[0]).startswith(TOTALES):
        plan.avisos.append(f"El renglón de «{nombre or fila[0]}» se deja fuera: los totales se calculan solos.")
        return
    renglon = RenglonPegado(lugar, nombre, {}, unidad=celda("unidad"), responsable=celda("responsable"))
    renglon.faltas += _lo_que_no_cabe(renglon)
    for mes in range(1, 13):
        _leer_meta(renglon, mes, celda(str(mes)))
    if not nombre:
        if not renglon.metas:
            return
        renglon.faltas.append(
            "No dice qué actividad es. Si sus celdas están combinadas, sepáralas y escribe el nombre en cada renglón."
        )
    if nombre and not renglon.metas and not renglon.faltas:
        plan.avisos.append(f"«{nombre[:60]}» no trae ningún mes: entra sin nada programado.")
    renglon.regla = regla_de(nombre)
    plan.renglones.append(renglon)


def _lo_que_no_cabe(renglon: RenglonPegado) -> Iterator[str]:
    dichos = (("el nombre", renglon.nombre), ("la unidad", renglon.unidad), ("el responsable", renglon.responsable))
    for (que, dicho), largo in zip(dichos, (200, 60, 120), strict=True):
        if len(dicho) > largo:
            yield f"{que.capitalize()} tiene {len(dicho)} letras; caben {largo}."


def _leer_meta(renglon: RenglonPegado, mes: int, dicho: str) -> None:
    if plegar(dicho) in EQUIS:
        renglon.metas[mes] = 1
    elif (cuantas := _cifra(dicho)) is not None and dicho not in VACIAS:
        if cuantas > META_MAXIMA:
            renglon.faltas.append(f"{MESES[mes - 1].capitalize()}: {cuantas} pasa de {META_MAXIMA} al mes.")
        elif cuantas:
            renglon.metas[mes] = cuantas
    elif dicho not in VACIAS:
        renglon.faltas.append(f"{MESES[mes - 1].capitalize()}: «{dicho[:40]}» no es X ni un número.")


def _cifra(dicho: str) -> int | None:
    """«12», «12.0» (así sale de Excel) o «1,000»: en México la coma es de miles."""
    if re.fullmatch(r"\d{1,6}([.,]0{1,2})?", dicho):
        return int(re.split("[.,]", dicho)[0])
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", dicho):
        return int(re.sub("[.,]", "", dicho))
    return None


def regla_de(nombre: str) -> str:
    """Cómo se cuenta una actividad con ese nombre; si no se reconoce, a mano."""
    dicho = plegar(nombre)
    return next((regla for regla, palabras in DE_QUE_HABLA.items() if any(p in dicho for p in palabras)), Regla.MANUAL)


def _una_por_regla(plan: PlanPegado) -> None:
    """Cada cosa cuenta una vez: la segunda actividad que contaría igual se agrega a mano."""
    vistas: set[str] = set()
    for renglon in plan.renglones:
        if renglon.regla in vistas:
            plan.avisos.append(f"«{renglon.nombre}» contaría lo mismo que otra: sus pruebas se agregan a mano.")
            renglon.regla = Regla.MANUAL
        elif renglon.regla != Regla.MANUAL:
            vistas.add(renglon.regla)
