"""Motivar a las dependencias: el recordatorio de quien no manda nada y el de lo que no contestan."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from personas.models import Dependencia, Persona
from personas.permisos import ATENDER_SOLICITUDES
from solicitudes.dominio.contestar import por_retomar, recordar_pregunta, retomar
from solicitudes.dominio.cumplir import cerrar_lo_cumplido
from solicitudes.estados import EstadoSolicitud
from solicitudes.models import Recordatorio, Solicitud

SIN_CONTESTAR = timedelta(days=2)


@transaction.atomic(durable=True)
def recordar_a(dependencia: Dependencia, *, por: Persona, ahora: datetime) -> Recordatorio:
    """Le escribe con amabilidad a la dependencia de la que no hay noticias; a lo más una vez al día.

    Rechaza si no se sabe su correo.
    """
    exigir(por, ATENDER_SOLICITUDES, frase="mandar recordatorios")
    en_fila("recordatorio", dependencia.pk)
    fecha = ahora.astimezone(CENTRO).date()
    if ya := Recordatorio.objects.filter(dependencia=dependencia, fecha=fecha).first():
        return ya
    correos = correos_de(dependencia)
    if not correos:
        raise NoSePuede(f"No sabemos el correo de {dependencia}: escríbelo en su puerta.")
    recordatorio = Recordatorio(dependencia=dependencia, fecha=fecha, mandado_en=ahora, mandado_por=por)
    validar(recordatorio)
    recordatorio.save()
    enlace = settings.BASE_URL + reverse("solicitudes:mandar")
    for correo in correos:
        encolar(
            canal=Canal.CORREO,
            motivo=MotivoDeEnvio.SIN_NOTICIAS,
            objeto=ref(recordatorio),
            para=correo[:120],
            destinatario=correo,
            asunto=f"¿Qué hay esta semana en {dependencia}?"[:250],
            carga=componer("sin_noticias", dependencia=dependencia, enlace=enlace),
            por=por,
            ahora=ahora,
        )
    asentar("recordar a una dependencia", recordatorio, por=por, ahora=ahora, dependencia=str(dependencia))
    return recordatorio


def correos_de(dependencia: Dependencia) -> list[str]:
    """El de su puerta y, si no tiene, los de sus enlaces con cuenta."""
    puerta = getattr(dependencia, "puerta", None)
    if puerta and puerta.correo:
        return [puerta.correo]
    enlaces = Persona.objects.activas().con_papel("enlace").filter(dependencia=dependencia).exclude(email="")
    return list(enlaces.order_by("pk").values_list("email", flat=True))


def atender_el_reloj(*, ahora: datetime) -> int:
    """Lo que pasa sin que nadie lo haga: se cierra lo cumplido, vuelve lo pospuesto y se recuerda lo preguntado."""
    hechas = cerrar_lo_cumplido(ahora=ahora)
    for solicitud in por_retomar(ahora):
        retomar(solicitud, por=None, ahora=ahora)
        hechas += 1
    for solicitud in _sin_contestar(ahora):
        recordar_pregunta(solicitud, por=None, ahora=ahora)
        hechas += 1
    return hechas


def _sin_contestar(ahora: datetime) -> list[Solicitud]:
    """Se les preguntó hace dos días, hay a quién escribirle y falta el recordatorio de esta pregunta."""
    esperan = Solicitud.objects.filter(
        estado=EstadoSolicitud.EN_ESPERA, detenida_en__lte=ahora - SIN_CONTESTAR, recordada_en__isnull=True
    )
    con_correo = esperan.select_related("puerta", "mandada_por").order_by("detenida_en", "pk")[:100]
    return [solicitud for solicitud in con_correo if solicitud.correo_de_aviso]
