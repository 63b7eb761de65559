"""Avisarle por correo a quien cubre y a la dependencia que su evento cambió."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from agenda.models import Evento
from cadena.consultas.afectados import Afectados
from cadena.dominio.palabras import cuando, frase_del_cambio
from difusion.dominio.bandeja import GRACIA, encolar, retirar_de_la_bandeja
from difusion.dominio.correo import componer
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from personas.models import Oficina, Persona

SIRVE = timedelta(days=1)


def avisar_al_equipo(cada_uno: Sequence[Afectados], quedan: Sequence[Evento], *, por: Persona, ahora: datetime) -> int:
    """Un correo a cada quien, a los 30 s, aunque le cambien varios eventos de una serie.

    Quien hace el cambio ya lo sabe; quien no tiene correo lo ve en «Hoy».
    """
    for afectados in cada_uno:
        quitar_avisos_al_equipo(afectados.evento, por=por, ahora=ahora)
    personas = {p.pk: p for a in cada_uno for p in [*a.equipo, *a.enlaces] if p.email and p.pk != por.pk}
    oficina, pares = Oficina.objects.actual(), list(zip(cada_uno, quedan, strict=True))
    for persona in personas.values():
        _escribirle(persona, [(a, q) for a, q in pares if a.le_toca_a(persona)], oficina, por, ahora)
    return len(personas)


def _escribirle(
    persona: Persona, suyos: Sequence[tuple[Afectados, Evento]], oficina: Oficina, por: Persona, ahora: datetime
) -> None:
    (afectados, queda), *demas = suyos
    correo = componer(
        "cambio_en_la_agenda",
        oficina=oficina,
        evento=queda,
        frase=frase_del_cambio(afectados, queda),
        cuando=cuando(queda),
        tambien=[cuando(otro) for _, otro in demas],
        encargos=[c for c in afectados.coberturas if c.persona_id == persona.pk],
        por=por,
        enlace=settings.BASE_URL + reverse("cadena:evento", args=[queda.pk]),
    )
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.CAMBIO_EN_LA_AGENDA,
        objeto=ref(queda),
        para=ref(persona),
        vez=str(queda.version),
        destinatario=persona.email,
        asunto=f"Cambio en la agenda: {queda.titulo}"[:150],
        carga={"nombre": str(persona), "responder_a": oficina.correo, **correo},
        por=por,
        ahora=ahora,
        no_antes=ahora + GRACIA,
        vence_en=max(queda.fin, ahora + SIRVE),
        prioridad=3,
    )


def quitar_avisos_al_equipo(evento: Evento, *, por: Persona, ahora: datetime) -> None:
    """Los que no han salido: los sustituye lo que pasó después. Va en la transacción del cambio."""
    suyos = Envio.objects.de(evento.ref).filter(motivo=MotivoDeEnvio.CAMBIO_EN_LA_AGENDA, estado=EstadoEnvio.PENDIENTE)
    quietos = suyos.filter(intento=0).order_by("pk").select_for_update(skip_locked=True)
    retirar_de_la_bandeja(quietos, razon="El evento volvió a cambiar.", por=por, ahora=ahora)
