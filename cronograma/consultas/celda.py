"""La página de una celda, abierta o cerrada: todo lo que dice, con su nombre. La plantilla la lee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from cronograma.consultas.cierres import Cierres
from cronograma.consultas.decir import Prueba, pruebas_de
from cronograma.consultas.meses import Mes, mes_de
from cronograma.consultas.pruebas import (
    EN_LA_CELDA,
    POR_PAGINA,
    Busqueda,
    GrupoDePruebas,
    grupos_abiertos,
    tardias_de,
)
from cronograma.estados import ClaseDePrueba
from cronograma.models import Actividad, CambioDeMeta, CierreMensual, NoCuenta, PruebaCerrada
from nucleo.paginas import pagina_de
from personas.models import Persona
from personas.permisos import AGREGAR_EVIDENCIA, PLANEAR


@dataclass(frozen=True)
class PaginaDeLaCelda:
    """Lo que cuenta en un mes y lo que alguien sacó de la cuenta."""

    grupos: Sequence[GrupoDePruebas]
    pedido: Busqueda
    # De un mes ya cerrado: en uno abierto, las que cuentan en él; en uno cerrado, las suyas que llegaron tarde.
    extemporaneas: Sequence[Prueba]
    fuera: Sequence[NoCuenta]
    cambios: Sequence[CambioDeMeta]
    puede_agregar: bool
    puede_planear: bool
    cerrada: bool

    @property
    def cuantas(self) -> int:
        de_antes = 0 if self.cerrada or self.pedido.clase else sum(p.cantidad for p in self.extemporaneas)
        return sum(grupo.cuantas for grupo in self.grupos) + de_antes

    @property
    def puede_quitar(self) -> bool:
        return self.puede_agregar and not self.cerrada


def pagina_de_la_celda(
    actividad: Actividad, mes: int, cierres: Cierres, *, persona: Persona, ahora: datetime, pedido: Busqueda
) -> PaginaDeLaCelda:
    """Lo que enseña una celda: la cerrada, lo que se firmó; la abierta, lo que cuenta hoy."""
    momento: Mes = (actividad.ejercicio, mes)
    cierre = cierres.por_mes.get(momento)
    if cierre:
        grupos, meses = _grupos_cerrados(cierre, actividad, pedido), [momento]
    else:
        grupos = grupos_abiertos(actividad, mes, persona=persona, ahora=ahora, pedido=pedido)
        meses = cierres.tardios_para(actividad, momento)
    return PaginaDeLaCelda(
        grupos=grupos,
        pedido=pedido,
        extemporaneas=pruebas_de(tardias_de(actividad, meses), persona=persona, ahora=ahora, extemporaneas=True),
        fuera=list(actividad.fuera_de_la_cuenta.vigentes().filter(mes=mes).select_related("quitada_por")),
        cambios=list(actividad.cambios_de_meta.filter(mes=mes).select_related("hecho_por")),
        puede_agregar=persona.puede(AGREGAR_EVIDENCIA),
        puede_planear=persona.puede(PLANEAR) and momento >= mes_de(ahora),
        cerrada=cierre is not None,
    )


def _grupos_cerrados(cierre: CierreMensual, actividad: Actividad, pedido: Busqueda) -> list[GrupoDePruebas]:
    """Las pruebas como se veían al firmar, aunque la cosa ya no esté."""
    firmadas = PruebaCerrada.objects.filter(cierre=cierre, actividad=actividad)
    for palabra in pedido.palabras.split():
        firmadas = firmadas.filter(titulo__icontains=palabra)
    por_clase = dict(firmadas.order_by().values_list("clase").annotate(Sum("cantidad")))
    grupos: list[GrupoDePruebas] = []
    for clase in ClaseDePrueba:
        if clase in por_clase and pedido.clase in ("", clase):
            de_la_clase = firmadas.filter(clase=clase).order_by("-ocurrio_en", "-pk")
            trozo = pagina_de(de_la_clase, pedido.pagina, POR_PAGINA if pedido.clase else EN_LA_CELDA)
            trozo.object_list[:] = [_como_prueba(firmada) for firmada in trozo.object_list]
            grupos.append(GrupoDePruebas(clase.value, clase.label, por_clase[clase], trozo))
    return grupos


def _como_prueba(firmada: PruebaCerrada) -> Prueba:
    return Prueba(
        firmada.clase,
        firmada.cosa,
        firmada.ocurrio_en,
        firmada.titulo,
        "Firmada en el cierre",
        firmada.direccion,
        cantidad=firmada.cantidad,
        extemporanea=firmada.extemporanea,
        huella=firmada.huella,
        cambio=firmada.cosa if firmada.clase == ClaseDePrueba.CAMBIO else None,
    )
