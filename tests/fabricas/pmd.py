"""Un plan municipal de prueba, con dos ejes."""

from datetime import UTC, datetime

from pmd.dominio.lectura import leer
from pmd.dominio.plan import guardar_plan
from pmd.models import ElementoDelPMD, PlanMunicipal
from tests.fabricas.personas import PersonaFactory

MOMENTO = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
PLAN = """1 Agua y servicios
1.1 Que todas las casas tengan agua
1.1.1 Renovar la red
1.1.1.1 Cambiar tuberías viejas
1.1.1.2 Reparar fugas
2 Cultura
2.1 Que haya cultura cerca
2.1.1 Llevarla a las comunidades
2.1.1.1 Ferias y talleres"""


def crear_plan(texto: str = PLAN, **datos: object) -> PlanMunicipal:
    campos = {"nombre": "Plan de prueba", "desde": 2024, "hasta": 2027, "es_ejemplo": True} | datos
    por = PersonaFactory(papeles=["directora"])
    return guardar_plan(leer(texto), por=por, ahora=MOMENTO, **campos)


def linea(clave: str = "1.1.1.1") -> ElementoDelPMD:
    return ElementoDelPMD.objects.get(clave=clave, plan__rige=True)


def plan_sencillo(por: object) -> ElementoDelPMD:
    """Un plan que rige con un eje y una línea, sin pasar por el acto: nada queda por escribir en el portal."""
    plan = PlanMunicipal.objects.create(
        nombre="Plan del mundo", desde=2024, hasta=2027, es_ejemplo=True, cargado_en=MOMENTO, cargado_por=por
    )
    eje = padre = ElementoDelPMD.objects.create(plan=plan, nivel="eje", clave="1", texto="Agua y servicios")
    for orden, (nivel, clave) in enumerate((("objetivo", "1.1"), ("estrategia", "1.1.1"), ("linea", "1.1.1.1")), 1):
        padre = ElementoDelPMD.objects.create(
            plan=plan, nivel=nivel, clave=clave, texto=f"Texto de {clave}", padre=padre, eje=eje, orden=orden
        )
    return padre
