"""Lo que cuenta una celda, de corrido, y cómo se fabrica trabajo que sí cuenta."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from agenda.models import Evento
from cronograma.consultas.cuenta import contar
from cronograma.consultas.decir import Prueba
from cronograma.consultas.meses import lapso_del_ejercicio
from cronograma.consultas.pruebas import Busqueda, grupos_abiertos
from cronograma.consultas.reglas import todas_las_versiones
from cronograma.dominio.tabla import tabla_del_ejercicio
from cronograma.models import Actividad
from difusion.models import Envio
from paginas.models import Actualizacion
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory
from tests.fabricas.personas import PersonaFactory

FEBRERO = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
CINCO_DE_MARZO = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
ABRIL_3 = datetime(2026, 4, 3, 18, 0, tzinfo=UTC)


def celda(mes, actividad, ahora=CINCO_DE_MARZO):
    return tabla_del_ejercicio(actividad.ejercicio, ahora=ahora).celda(actividad.numero, mes)


def grupos(actividad: Actividad, mes: int = 3, *, persona: Any = None, **pedido: str) -> list:
    quien = persona or PersonaFactory(papeles=["directora"])
    return grupos_abiertos(actividad, mes, persona=quien, ahora=timezone.now(), pedido=Busqueda(**pedido))


def pruebas_de_la_celda(actividad: Actividad, mes: int = 3) -> list[Prueba]:
    return [prueba for grupo in grupos(actividad, mes) for prueba in grupo.pruebas]


def cuenta(regla: str, ejercicio: int = 2026) -> dict[int, int]:
    """Cuántas hay de una regla en cada mes que tiene alguna."""
    hechas = contar([regla], lapso_del_ejercicio(ejercicio), todas_las_versiones()).por_regla
    return {mes: n for (_, (_, mes)), n in sorted(hechas.items()) if n}


def a_mano(ejercicio: int = 2026) -> dict[tuple[int, int], int]:
    hechas = contar([], lapso_del_ejercicio(ejercicio), []).a_mano
    return {(actividad, mes): n for (actividad, (_, mes)), n in hechas.items() if n}


def memoria(cuando: datetime, *, fotos: int = 3, entregada: bool = True, **de_cada_foto: str) -> Evento:
    """Un evento con su cobertura y sus fotos descritas."""
    evento = EventoFactory(inicio=cuando)
    CoberturaFactory(evento=evento, entregada=entregada)
    descrita = {"pie": "Arranca la obra", "texto_alternativo": "Gente en la obra", "credito": "Gobierno"}
    for minuto in range(fotos):
        tomada = cuando + timedelta(minutes=minuto)
        EvidenciaFactory(evento=evento, capturada_en=tomada, **(descrita | de_cada_foto))
    return evento


def pagina_escrita(cuando: datetime, pagina: str = "contacto", **mas: Any) -> Envio:
    """Una página del portal que guardó una persona y ya está escrita."""
    datos = {"objeto": f"fijas:{pagina}", "asunto": "Contacto", "carga": {"ruta": f"/{pagina}/"}, "entregado": True}
    return EnvioFactory(
        canal="portal", motivo="paginas", creado_en=cuando, **({"creado_por": PersonaFactory()} | datos | mas)
    )


def cambio_visto(cuando: datetime, pagina: Any = None) -> Actualizacion:
    pagina = pagina or PaginaFactory()
    antes, despues = (ComprobacionFactory(pagina=pagina, leida=True, motivo=m) for m in ("antes", "despues"))
    return Actualizacion.objects.create(
        pagina=pagina, antes=antes, despues=despues, nota="Horario", hecha_por=PersonaFactory(), hecha_en=cuando
    )
