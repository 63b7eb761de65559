"""Entregar la cobertura: dar por hecho el encargo de cubrir un evento, con lo que se subió de él."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agenda import transiciones
from agenda.dominio.coberturas import exigir_que_se_cubra
from agenda.estados import TipoDeCobertura
from agenda.models import Cobertura, Evento
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.actos import motivo_escrito
from nucleo.dominio.impedimentos import NoTienePermiso
from nucleo.dominio.transiciones import aplicar
from personas.models import Persona
from personas.permisos import ASIGNAR_COBERTURA

# De qué clase son los archivos que prueban cada encargo; la redacción se prueba con su boletín.
SE_PRUEBA_CON = {
    TipoDeCobertura.FOTO: Clase.FOTO,
    TipoDeCobertura.VIDEO: Clase.VIDEO,
    TipoDeCobertura.AUDIO: Clase.AUDIO,
}
LARGO_DEL_MOTIVO = 200


def tipos_sin_archivos(evento: Evento) -> Sequence[str]:
    """Los encargos de los que todavía no se sube nada de este evento. Una consulta."""
    clases = set(Evidencia.objects.vivas().del_evento(evento).order_by().values_list("original__clase", flat=True))
    return [tipo for tipo, clase in SE_PRUEBA_CON.items() if clase not in clases]


@transaction.atomic(durable=True)
def entregar_cobertura(cobertura: Cobertura, *, por: Persona, ahora: datetime, sin_archivos: str = "") -> Cobertura:
    """Da por entregado el encargo; lo entrega su persona o quien asigna.

    Sin una foto, un video o un audio del evento pide por escrito por qué, y queda a la vista. Rechaza lo cancelado y
    lo pospuesto.
    """
    if not por.puede(ASIGNAR_COBERTURA) and cobertura.persona_id != por.pk:
        raise NoTienePermiso("Esta cobertura es de otra persona.")
    exigir_que_se_cubra(cobertura.evento)
    por_que = ""
    if cobertura.tipo in tipos_sin_archivos(cobertura.evento):
        que = cobertura.get_tipo_display().lower()
        pregunta = f"De este evento no hay archivos de {que}. Súbelos, o escribe por qué se entrega sin ellos."
        por_que = motivo_escrito(sin_archivos, pregunta, maximo=LARGO_DEL_MOTIVO, campo="sin_archivos")
    dicho = {"sin_archivos": por_que} if por_que else {}
    aplicar(cobertura, transiciones.ENTREGAR, por=por, ahora=ahora, detalle=dicho, entregada_en=ahora, **dicho)
    return cobertura
