"""Lo ya publicado pierde la foto o el corte que dejó de poder publicarse (docs/dominio.md, reglas 26 a 28)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from boletines.estados import EstadoBoletin
from boletines.models import Boletin, CorteDeBoletin, FotoDeBoletin
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, MotivoDeEnvio
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.models import Evidencia
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from personas.models import Persona


def fotos_que_salen(boletin: Boletin, ahora: datetime) -> list[tuple[int, FotoDeBoletin]]:
    """Las fotos que en ese momento pueden verse, con su lugar y las palabras con que se publicaron.

    Quitar una no cambia la dirección de las demás.
    """
    fotos = enumerate(boletin.fotos.all(), start=1)
    salen = [(lugar, f) for lugar, f in fotos if not impedimentos_para_publicar(f.evidencia, ahora)]
    for _, foto in salen:
        foto.evidencia = foto.como_sale
    return salen


def cortes_que_salen(boletin: Boletin, ahora: datetime) -> list[tuple[int, CorteDeBoletin]]:
    """Los cortes cuya grabación puede oírse o verse en ese momento, con su lugar."""
    cortes = enumerate(boletin.cortes.all(), start=1)
    return [(lugar, c) for lugar, c in cortes if not impedimentos_para_publicar(c.corte.evidencia, ahora)]


@transaction.atomic
def reescribir_lo_publicado(*, evidencias: Iterable[int], por: Persona, ahora: datetime) -> int:
    """Apunta que el portal vuelva a escribir cada boletín publicado que usa esas evidencias. Devuelve cuántos.

    Lo que ya no puede publicarse se quita de la página, las listas, el PDF y el paquete de prensa; lo que
    vuelve a poderse, regresa. Va en la transacción del acto que cambió los derechos.
    """
    boletines = _que_usan(Q(pk__in=list(evidencias)))
    for boletin in boletines:
        _apuntar(boletin, None, por, ahora)  # cada cambio se escribe, nunca se junta
    return len(boletines)


@transaction.atomic(durable=True)
def reescribir_lo_que_vence(ahora: datetime) -> int:
    """Apunta los boletines con una carta o un permiso que en estos tres días venció o empezó a valer.

    Se puede repetir: cada boletín se apunta una vez al día, aunque el reloj haya estado abajo.
    """
    hoy = ahora.astimezone(CENTRO).date()
    vencio = (hoy - timedelta(days=3), hoy - timedelta(days=1))
    empezo = (hoy - timedelta(days=2), hoy)
    boletines = _que_usan(
        Q(consentimientos__fecha_fin__range=vencio)
        | Q(consentimientos__fecha__range=empezo)
        | Q(fecha_uso_fin__range=vencio)
        | Q(fecha_uso_inicio__range=empezo)
    )
    for boletin in boletines:
        _apuntar(boletin, f"vence:{hoy:%Y%m%d}", None, ahora)
    return len(boletines)


def _que_usan(condicion: Q) -> list[Boletin]:
    evidencias = Evidencia.objects.filter(condicion).values("pk")
    usan = Q(fotos__evidencia__in=evidencias) | Q(cortes__corte__evidencia__in=evidencias)
    return list(Boletin.objects.filter(usan, estado=EstadoBoletin.PUBLICADO).distinct().order_by("pk"))


def _apuntar(boletin: Boletin, vez: str | None, por: Persona | None, ahora: datetime) -> None:
    encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.DERECHOS,
        objeto=ref(boletin),
        vez=vez,
        asunto=boletin.titulo,
        por=por,
        ahora=ahora,
        prioridad=0,
        quita=True,
    )
