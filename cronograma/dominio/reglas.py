"""Qué cuenta y qué no, en las palabras de la oficina, y cambiarlo desde un mes que siga abierto."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cronograma.consultas.cierres import cierres_del_ejercicio
from cronograma.consultas.comparar import ComparacionDeRegla, comparar
from cronograma.consultas.meses import Mes, mes_de, mes_y_ano, primer_instante, sumar_meses
from cronograma.consultas.reglas import DE_FABRICA, parametros_de, todas_las_versiones, version_vigente
from cronograma.estados import Regla
from cronograma.models import VersionDeRegla
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from personas.models import Persona
from personas.permisos import PLANEAR

FOTOS_A_LO_MAS = 50
LARGO_DEL_MOTIVO = 300


@dataclass(frozen=True)
class LoQueCuenta:
    """Una regla dicha entera: la frase, lo que sí y lo que nunca. `{fotos}` se dice con el parámetro que rige."""

    frase: str
    si: Sequence[str]
    nunca: Sequence[str]

    def con(self, parametros: Mapping[str, Any]) -> "LoQueCuenta":
        si = [renglon.format(**parametros) for renglon in self.si]
        nunca = [renglon.format(**parametros) for renglon in self.nunca]
        if parametros.get("boletines_en_el_portal"):
            si, nunca = [*si, EL_BOLETIN_EN_EL_PORTAL], [r for r in nunca if r != UN_BOLETIN_QUE_YA_CUENTA]
        return LoQueCuenta(self.frase.format(**parametros), si, nunca)


EL_BOLETIN_EN_EL_PORTAL = "Un boletín escrito en el portal, una vez al día (así lo decidió la oficina)"
UN_BOLETIN_QUE_YA_CUENTA = "Un boletín, que ya cuenta en su actividad"
A_MANO = "Lo agregado a mano con su archivo o su enlace, y su motivo"
LO_QUE_CUENTA: Mapping[str, LoQueCuenta] = {
    Regla.BOLETINES: LoQueCuenta(
        "Un boletín emitido, con folio, en el mes en que salió.",
        ["Boletín con folio, el día en que se hizo público", A_MANO],
        ["Un borrador", "La corrección de uno que ya contó", "El retirado antes del cierre"],
    ),
    Regla.MEMORIA: LoQueCuenta(
        "Un evento cubierto, con su entrega y al menos {fotos} fotos descritas.",
        ["Cobertura de foto entregada, con {fotos} fotos o más con pie, texto alternativo y crédito", A_MANO],
        ["Fotos sin describir", "Un evento con fotos que nadie entregó", "Fotos en la papelera"],
    ),
    Regla.DIAPOSITIVAS: LoQueCuenta(
        "Una presentación entregada a una reunión con fecha.",
        ["Presentación entregada, con su reunión y a quién", A_MANO],
        ["Un archivo sin reunión"],
    ),
    Regla.DISENOS: LoQueCuenta(
        "Un diseño aprobado y con prueba de que se usó.",
        ["Diseño aprobado y entregado impreso, colocado con foto o publicado", A_MANO],
        ["Una prueba que nunca se usó"],
    ),
    Regla.AUDIOVISUAL: LoQueCuenta(
        "Una pieza publicada con su enlace, o un video o audio que salió con un boletín.",
        ["Publicación en redes con su enlace", "Video o audio publicado con un boletín, la primera vez", A_MANO],
        ["La grabación tal como se subió", "Un corte que no se usó", "Lo programado o fallido"],
    ),
    Regla.PAGINAS: LoQueCuenta(
        "Un cambio que una persona hizo en una página oficial y que se puede ver.",
        [
            "Cambio con captura de antes y después",
            "Página del portal escrita por una persona",
            "Solicitud a Transparencia ya comprobada",
            A_MANO,
        ],
        ["Lo que el sistema escribe solo", UN_BOLETIN_QUE_YA_CUENTA, "La misma página dos veces en un día"],
    ),
    Regla.MANUAL: LoQueCuenta("Sólo lo que se agrega a mano.", [A_MANO], ["Lo que no tiene prueba"]),
}


@dataclass(frozen=True)
class ReglaDicha:
    """Lo que cuenta una regla en un mes, con la versión que rige."""

    regla: Regla
    dice: LoQueCuenta
    version: VersionDeRegla | None  # sin ella, la de fábrica
    parametros: Mapping[str, Any]

    @property
    def numero(self) -> int:
        return self.version.numero if self.version else 1

    @property
    def se_ajusta(self) -> bool:
        return self.regla in DE_FABRICA


def lo_que_cuenta(regla: str, mes: Mes) -> ReglaDicha:
    """La regla dicha entera, como rige ese mes."""
    return _dicha(Regla(regla), mes, todas_las_versiones())


def todo_lo_que_cuenta(mes: Mes) -> list[ReglaDicha]:
    """Las reglas como rigen ese mes, en su orden."""
    versiones = todas_las_versiones()
    return [_dicha(regla, mes, versiones) for regla in Regla]


def _dicha(regla: Regla, mes: Mes, versiones: Sequence[VersionDeRegla]) -> ReglaDicha:
    parametros = parametros_de(regla, mes, versiones)
    version = version_vigente(regla, mes, versiones)
    return ReglaDicha(regla, LO_QUE_CUENTA[regla].con(parametros), version, parametros)


@transaction.atomic(durable=True)
def cambiar_regla(
    regla: str,
    *,
    parametros: Mapping[str, Any],
    desde: date,
    motivo: str,
    por: Persona,
    ahora: datetime,
    visto: str | None = None,
) -> VersionDeRegla:
    """Pone otra versión de la regla desde el primer día de un mes. Rechaza cambiar un mes cerrado o no decir por qué.

    Lo programado y lo contado en los meses cerrados no se mueve (docs/dominio.md, regla 34: nunca hacia atrás). Con
    `visto`, la huella de la comparación que se miró, rechaza si lo que entra o sale ya es otra cosa.
    """
    exigir(por, PLANEAR, frase="cambiar lo que cuenta")
    motivo = motivo_escrito(
        motivo, "Escribe por qué cambia: quien revise el informe lo va a leer.", maximo=LARGO_DEL_MOTIVO
    )
    nuevos = _parametros(regla, parametros)
    en_fila("cerrar mes")
    mes = _mes_que_puede_cambiar(desde, ahora)
    if visto is not None and visto != comparar(regla, nuevos, _abiertos(mes, ahora), persona=por, ahora=ahora).huella:
        raise YaCambio("Mira primero cuánto contaba y cuánto contaría: lo que se veía ya no es lo mismo.")
    numero = 2 + VersionDeRegla.objects.filter(regla=regla).count()  # la 1 es la de fábrica
    version = VersionDeRegla.objects.create(
        regla=regla,
        numero=numero,
        fecha_desde=primer_instante(mes).date(),
        parametros=nuevos,
        motivo=motivo,
        puesta_en=ahora,
        puesta_por=por,
    )
    asentar("cambiar lo que cuenta", version, por=por, ahora=ahora, regla=regla, desde=version.fecha_desde, **nuevos)
    return version


def comparar_cambio(
    regla: str, *, parametros: Mapping[str, Any], desde: date, por: Persona, ahora: datetime
) -> ComparacionDeRegla:
    """Lo que cambiaría en los meses abiertos, sin guardar nada. Rechaza lo mismo que guardar."""
    exigir(por, PLANEAR, frase="cambiar lo que cuenta")
    nuevos = _parametros(regla, parametros)
    meses = _abiertos(_mes_que_puede_cambiar(desde, ahora), ahora)
    return comparar(regla, nuevos, meses, persona=por, ahora=ahora)


def _mes_que_puede_cambiar(desde: date, ahora: datetime) -> Mes:
    mes = (desde.year, desde.month)
    if not (hoy := mes_de(ahora))[0] - 1 <= mes[0] <= hoy[0] + 1:
        raise NoSePuede([Impedimento("Elige un mes de este año, del pasado o del que sigue.", "desde")])
    if abierto := _primero_abierto(mes):
        raise NoSePuede([Impedimento(f"Hay meses cerrados: puede cambiar desde {mes_y_ano(abierto)}.", "desde")])
    return mes


def _abiertos(desde: Mes, ahora: datetime) -> list[Mes]:
    """Los meses que ya empezaron desde ése: como ninguno después de él está cerrado, todos siguen abiertos."""
    meses = []
    while desde <= mes_de(ahora):
        meses.append(desde)
        desde = sumar_meses(desde, 1)
    return meses


def _primero_abierto(mes: Mes) -> Mes | None:
    """Si ese mes o uno después ya está cerrado, desde cuál sí se puede."""
    cierres = cierres_del_ejercicio(mes[0])
    if cierres.ultimo and mes <= cierres.ultimo:
        return cierres.recibe
    return None


def _parametros(regla: str, pedidos: Mapping[str, Any]) -> dict[str, Any]:
    """Los de esa regla, revisados. Una regla sin parámetros no tiene qué cambiar."""
    de_fabrica = DE_FABRICA.get(regla)
    if not de_fabrica:
        raise NoSePuede("Esta regla no tiene nada que ajustar.")
    nuevos = {clave: pedidos.get(clave, valor) for clave, valor in de_fabrica.items()}
    fotos = nuevos.get("fotos", 1)
    if not isinstance(fotos, int) or not 1 <= fotos <= FOTOS_A_LO_MAS:
        raise NoSePuede([Impedimento(f"Escribe cuántas fotos, de 1 a {FOTOS_A_LO_MAS}.", "fotos")])
    return nuevos
