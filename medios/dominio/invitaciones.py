"""Invitar contactos: una invitación por contacto y evento, con su enlace personal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from difusion.dominio.bandeja import GRACIA, encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from medios.dominio.acto import DatosDelActo, ics_del_acto
from medios.dominio.entregar.canales import canal_de, se_puede
from medios.dominio.entregar.entregas import nacen_las_entregas
from medios.estados import CanalDeInvitacion, ResultadoDeEntrega
from medios.models import Contacto, Convocatoria, Entrega, Exclusion, Invitacion, Llamada
from medios.signals import invitados_cambiaron
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from nucleo.referencias import ref
from personas.models import Oficina, Persona
from personas.permisos import INVITAR_MEDIOS


@dataclass(frozen=True)
class Convocado:
    """Una invitación recién hecha y su enlace, que sólo se conoce ahora."""

    invitacion: Invitacion
    token: str


@transaction.atomic(durable=True)
def invitar_contactos(  # noqa: PLR0913 - son los datos del acto, todos por nombre
    *,
    datos: DatosDelActo,
    contactos: Iterable[Contacto],
    asunto: str,
    mensaje: str,
    por: Persona,
    ahora: datetime,
    requisitos: str = "",
    contestar_hasta: datetime | None = None,
    canales: Mapping[int, str] | None = None,
    exclusiones: Mapping[int, str] | None = None,
) -> tuple[Convocatoria, list[Convocado]]:
    """Invita a quien aún no esté invitado a ese evento; los demás quedan como estaban.

    Cada quien por su canal, o por el que digan `canales`. Por correo, apunta un envío que espera 30 s por si se
    cancela; por WhatsApp, teléfono u oficio queda en el tablero por entregarse. `exclusiones` dice a quién de la lista
    se dejó fuera y por qué.
    """
    en_fila("invitar a medios", datos.evento.pk)
    invitados = set(Invitacion.objects.del_evento(datos.evento).values_list("contacto_id", flat=True))
    nuevos = [c for c in contactos if c.pk not in invitados]
    if not nuevos:
        raise NoSePuede([Impedimento("Elige al menos un contacto que no esté invitado.", "contactos")])
    palabras = {"asunto": asunto, "mensaje": mensaje, "requisitos": requisitos, "contestar_hasta": contestar_hasta}
    convocatoria = _convocatoria(datos, palabras, por, ahora)
    ics = ics_del_acto(datos, ahora)  # es el mismo para todos y armarlo cuesta: la zona horaria
    ronda = _Ronda(convocatoria, datos, Oficina.objects.actual(), ics, por, ahora, canales or {})
    convocados = [ronda.invitar(contacto) for contacto in nuevos]
    nacen_las_entregas([c.invitacion for c in convocados], ahora)
    fuera = [Exclusion(convocatoria=convocatoria, contacto_id=c, razon=r) for c, r in (exclusiones or {}).items()]
    Exclusion.objects.bulk_create(fuera)
    cuentas = {"cuantos": len(convocados), "convocatoria": convocatoria.pk, "fuera": len(fuera)}
    asentar("invitar a medios", datos.evento, por=por, ahora=ahora, **cuentas)
    invitados_cambiaron.send(Invitacion, evento=datos.evento, ahora=ahora)
    return convocatoria, convocados


def _convocatoria(datos: DatosDelActo, palabras: dict[str, Any], por: Persona, ahora: datetime) -> Convocatoria:
    """Lo que se dice a todos, con los datos que el acto tiene ahora."""
    convocatoria = Convocatoria(
        **palabras,
        evento=datos.evento,
        titulo=datos.titulo,
        inicio=datos.inicio,
        fin=datos.fin,
        lugar=datos.lugar,
        creada_en=ahora,
        creada_por=por,
    )
    validar(convocatoria)
    convocatoria.save()
    return convocatoria


@dataclass(frozen=True)
class _Ronda:
    """Lo común a las invitaciones de una convocatoria: se arma una vez."""

    convocatoria: Convocatoria
    datos: DatosDelActo
    oficina: Oficina
    ics: str
    por: Persona
    ahora: datetime
    canales: Mapping[int, str]

    def invitar(self, contacto: Contacto) -> Convocado:
        token = nuevo_token()
        canal, pedido = canal_de(contacto)[0], self.canales.get(contacto.pk, "")
        if pedido and se_puede(contacto, pedido):
            canal = CanalDeInvitacion(pedido)
        invitacion = Invitacion.objects.create(
            convocatoria=self.convocatoria,
            evento=self.datos.evento,
            contacto=contacto,
            huella=huella_del_token(token),
            vence_en=self.datos.vence_en,
            canal=canal,
            creada_en=self.ahora,
        )
        if canal == CanalDeInvitacion.CORREO:
            self._encolar(invitacion, contacto, token)
        return Convocado(invitacion, token)

    def _encolar(self, invitacion: Invitacion, contacto: Contacto, token: str) -> None:
        encolar(
            canal=Canal.CORREO,
            motivo=MotivoDeEnvio.INVITACION,
            objeto=ref(invitacion),
            para=ref(contacto),
            destinatario=contacto.correo,
            asunto=self.convocatoria.asunto,
            carga={"nombre": contacto.nombre, "ics": self.ics, "responder_a": self.oficina.correo},
            secreto=componer(
                "invitacion",
                oficina=self.oficina,
                convocatoria=self.convocatoria,
                contacto=contacto,
                enlace=direccion_personal("medios_publicas:respuesta", token),
            ),
            por=self.por,
            ahora=self.ahora,
            no_antes=self.ahora + GRACIA,
            vence_en=self.datos.fin,
            prioridad=3,
        )


CORREO = CanalDeInvitacion.CORREO
HECHAS = Entrega.objects.filter(invitacion=OuterRef("pk"), resultado=ResultadoDeEntrega.ENTREGADA)
LLAMADAS = Llamada.objects.filter(invitacion=OuterRef("pk"))


def cancelar_antes_de_salir(convocatoria: Convocatoria, *, por: Persona, ahora: datetime) -> int:
    """Deshace una convocatoria mientras se puede: borra las invitaciones cuyo correo no ha salido.

    Las demás se van con ellas; si ya no queda correo por salir, sólo dentro de la gracia. Se queda aquella de la
    que ya se avisó un cambio, o a la que ya se llamó: cuenta lo que la oficina hizo.
    """
    exigir(por, INVITAR_MEDIOS, frase="cancelar invitaciones")
    with transaction.atomic(durable=True):
        invitaciones = {
            ref(i): i
            for i in convocatoria.invitaciones.filter(avisos__isnull=True).annotate(
                ya_se_hizo=Exists(LLAMADAS) | Exists(HECHAS)
            )
        }
        quietos = Envio.objects.select_for_update().filter(
            objeto__in=invitaciones, estado=EstadoEnvio.PENDIENTE, intento=0
        )
        sin_salir = {e.objeto for e in quietos}
        sin_correo = bool(sin_salir) or ahora < convocatoria.creada_en + GRACIA
        deshacer = [
            i.pk
            for r, i in invitaciones.items()
            if r in sin_salir or (sin_correo and not i.ya_se_hizo and i.canal != CORREO and not i.respondio_en)
        ]
        Envio.objects.filter(objeto__in=sin_salir).delete()
        Invitacion.objects.filter(pk__in=deshacer).delete()
        asentar("cancelar invitaciones", convocatoria.evento, por=por, ahora=ahora, cuantas=len(deshacer))
        invitados_cambiaron.send(Invitacion, evento=convocatoria.evento, ahora=ahora)
        return len(deshacer)
