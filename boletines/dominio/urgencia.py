"""Publicar de urgencia: cuando no hay quien revise, sale con su motivo y deja una deuda hasta que alguien firme."""

from datetime import datetime

from django.db import transaction

from boletines import transiciones
from boletines.dominio.publicacion import emitir_en_el_acto
from boletines.dominio.revision import (
    exigir,
    huella_del_contenido,
    impedimentos_para_enviar,
    motivo_escrito,
    rechazar_si,
)
from boletines.models import Boletin
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, YaCambio
from personas.models import Persona


@transaction.atomic(durable=True)
def publicar_de_urgencia(boletin: Boletin, *, motivo: str, por: Persona, ahora: datetime) -> Boletin:
    """Publica sin la revisión de otra persona, con el motivo escrito y la marca «falta visto bueno».

    Lo que la ley pide no se salta: texto alternativo, pies, créditos y leyenda se exigen igual.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.PUBLICAR_DE_URGENCIA.capacidad)
    motivo = motivo_escrito(" ".join(motivo.split()), "Escribe por qué no puede esperar la revisión.", maximo=300)
    rechazar_si(impedimentos_para_enviar(boletin))
    return emitir_en_el_acto(
        boletin,
        transicion=transiciones.PUBLICAR_DE_URGENCIA,
        por=por,
        ahora=ahora,
        detalle={"motivo": motivo},
        urgencia_por=por,
        urgencia_motivo=motivo,
    )


def impedimentos_para_firmar(boletin: Boletin, persona: Persona) -> list[Impedimento]:
    """Por qué esta persona no puede dar el visto bueno que falta."""
    if not boletin.debe_visto_bueno:
        return [Impedimento("No le falta visto bueno.")]
    if persona.pk in {boletin.urgencia_por_id, boletin.autor_id}:
        return [Impedimento("Lo escribiste o lo publicaste tú: debe firmarlo otra persona.")]
    return []


@transaction.atomic(durable=True)
def firmar_urgente(boletin: Boletin, *, por: Persona, ahora: datetime) -> Boletin:
    """Salda la deuda: otra persona leyó lo que salió y lo da por bueno. El texto no cambia."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.APROBAR.capacidad)
    rechazar_si(impedimentos_para_firmar(boletin, por))
    campos = {"aprobado_por": por, "aprobado_en": ahora, "huella_aprobada": huella_del_contenido(boletin)}
    if not Boletin.objects.sin_visto_bueno().filter(pk=boletin.pk).update(**campos):
        raise YaCambio("Otra persona lo firmó hace un momento.")
    asentar("firmar urgente", boletin, por=por, ahora=ahora, folio=boletin.folio)
    boletin.refresh_from_db()
    return boletin
