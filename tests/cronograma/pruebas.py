"""Las pruebas de una celda, de corrido: para lo que sólo mira cuáles son."""

from django.utils import timezone

from cronograma.consultas.pruebas import Prueba, grupos_de
from cronograma.models import Actividad
from tests.fabricas.personas import PersonaFactory


def pruebas_de_la_celda(actividad: Actividad, mes: int) -> list[Prueba]:
    persona = PersonaFactory(papeles=["directora"])
    grupos = grupos_de(actividad, mes, persona=persona, ahora=timezone.now())
    return [prueba for grupo in grupos for prueba in grupo.pruebas]
