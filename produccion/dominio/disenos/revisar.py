"""Lo que se comprueba antes de aprobar, en frases: suspensión, leyenda, código, foto y lo que no cupo."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from nucleo.texto.formato import enumerar, fecha_larga
from produccion.consultas.disenos import Revision
from produccion.dominio.disenos.aprobacion import habla_de_apoyos, impedimentos_de_ley
from produccion.dominio.disenos.pedir import impedimentos_de_fechas
from produccion.dominio.disenos.pintar import Previa
from produccion.dominio.disenos.plantillas import LEGIBLE
from produccion.dominio.disenos.suspension import periodo_que_estorba
from produccion.models import Diseno
from suspension.models import PeriodoSuspension


def revision_de(diseno: Diseno, previas: Sequence[Previa], ahora: datetime) -> list[Revision]:
    """Cada comprobación con su frase, en el orden en que la ley las pregunta."""
    return [
        _suspension(diseno, ahora),
        _leyenda(diseno),
        *_foto(diseno, ahora),
        *_codigo(diseno, previas),
        *(Revision(p.tamano.nombre, aviso, bien=False) for p in previas for aviso in p.avisos),
    ]


def _suspension(diseno: Diseno, ahora: datetime) -> Revision:
    if diseno.fecha_retiro is None:
        return Revision("Suspensión", "di cuándo se retira para preguntarla hasta ese día.", bien=False)
    if fecha := next(impedimentos_de_fechas(diseno, ahora), None):
        return Revision("Suspensión", str(fecha), bien=False)
    retiro = f"se retira el {fecha_larga(diseno.fecha_retiro, con_dia=True)}"
    if estorba := periodo_que_estorba(diseno, ahora):
        desde = fecha_larga(estorba.inicio)
        return Revision("Suspensión", f"{retiro}; «{estorba.nombre}» empieza el {desde} y no lo permite.", bien=False)
    siguiente = PeriodoSuspension.objects.proximo(ahora)
    if siguiente is None:
        return Revision("Suspensión", f"{retiro}; no hay ningún periodo apuntado.")
    if siguiente.inicio > ahora:
        return Revision("Suspensión", f"{retiro}; empieza el {fecha_larga(siguiente.inicio)}.")
    return Revision("Suspensión", "corre un periodo y este diseño puede estar a la vista.")


def _leyenda(diseno: Diseno) -> Revision:
    if diseno.leyenda:
        return Revision("Leyenda", "lleva la de programas y apoyos.")
    if diseno.programa:
        return Revision("Leyenda", "no la pide: no habla de programas ni apoyos.")
    if palabra := habla_de_apoyos(diseno):
        return Revision("Leyenda", f"dice «{palabra}»: di si la lleva.", bien=False)
    return Revision("Leyenda", "no la pide.")


def _foto(diseno: Diseno, ahora: datetime) -> Iterator[Revision]:
    if diseno.foto is None:
        return
    faltas = [i for i in impedimentos_de_ley(diseno, ahora) if i.campo in {"foto", "fotos"}]
    for falta in faltas:
        yield Revision("Foto", str(falta), bien=False)
    if not faltas:
        yield Revision("Foto", "se puede publicar y está descrita.")


def _codigo(diseno: Diseno, previas: Sequence[Previa]) -> Iterator[Revision]:
    con_codigo = [p for p in previas if p.cuadro]
    if not diseno.enlace_del_qr or not con_codigo:
        return
    legibles = [p for p in con_codigo if p.cuadro >= LEGIBLE]
    chicos = [p.tamano.nombre for p in con_codigo if p.cuadro < LEGIBLE]
    frase = f"cada cuadro mide {LEGIBLE} puntos o más a 100 por pulgada en {len(legibles)} de {len(con_codigo)} tamaños"
    if chicos:
        yield Revision("QR", f"{frase}; no en {enumerar(chicos)}.", bien=False)
    else:
        yield Revision("QR", f"{frase}.")
