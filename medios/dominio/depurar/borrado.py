"""Borrar de verdad los datos de quien lo pide (LGPDPPSO, derecho de cancelación); sólo queda la cuenta."""

from datetime import datetime

from django.db import transaction

from difusion.dominio.bandeja import retirar_de_la_bandeja
from difusion.estados import EN_CURSO, EstadoEnvio
from difusion.models import Envio
from medios.models import Anotacion, Contacto, Distintos, FilaImportada, Fusion, Invitacion, Llamada, Respuesta
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS

SIN_DATOS = "Datos borrados"
EN_BLANCO = ("tratamiento", "cargo", "correo", "telefono", "whatsapp", "notas", "origen")


@transaction.atomic(durable=True)
def borrar_datos(contacto: Contacto, *, solicitud: str, por: Persona, ahora: datetime) -> Contacto:
    """Quita su nombre, sus números, su correo y lo que dijo, de cada lugar donde estén. No se deshace.

    Quedan cuántas veces se le invitó y qué contestó, sin decir quién. Rechaza mientras un correo suyo va saliendo.
    """
    exigir(por, EDITAR_MEDIOS, frase="borrar los datos de un contacto")
    solicitud = motivo_escrito(solicitud, "Di cómo lo pidió o el folio de su solicitud.", maximo=200, campo="solicitud")
    contacto = Contacto.objects.select_for_update(of=("self",)).get(pk=contacto.pk)
    if contacto.borrado_en:
        return contacto
    _de_lo_que_sale(contacto, por, ahora)
    _de_lo_que_dijo(contacto)
    FilaImportada.objects.filter(contacto=contacto).delete()
    Fusion.objects.filter(queda=contacto).delete()
    Distintos.objects.filter(uno=contacto).delete()
    Distintos.objects.filter(otro=contacto).delete()
    for unido in Contacto.objects.filter(pk__in=Fusion.objects.filter(se_fue=contacto).values("queda")):
        Fusion.objects.filter(se_fue=contacto, queda=unido).delete()
    _dejar_en_blanco(contacto, ahora)
    asentar("borrar datos de un contacto", contacto, por=por, ahora=ahora, solicitud=solicitud)
    return contacto


def _dejar_en_blanco(contacto: Contacto, ahora: datetime) -> None:
    contacto.nombre = SIN_DATOS
    for campo in EN_BLANCO:
        setattr(contacto, campo, "")
    contacto.fuentes, contacto.otros_telefonos = [], []
    contacto.no_llamar_de = contacto.no_llamar_a = contacto.fecha_consentimiento = None
    contacto.tiene_whatsapp = contacto.recibe_boletines = contacto.activo = False
    contacto.no_enviar_correos, contacto.borrado_en = True, ahora
    contacto.ordenar()
    contacto.save()


def _de_lo_que_sale(contacto: Contacto, por: Persona, ahora: datetime) -> None:
    """De la bandeja: lo que no ha salido se quita y de lo demás se borra a quién fue."""
    suyos = Envio.objects.select_for_update().filter(para=ref(contacto))
    if suyos.filter(estado__in=EN_CURSO).exists():
        raise NoSePuede("Un correo suyo está saliendo en este momento. Inténtalo en un minuto.")
    Envio.objects.filter(para=ref(contacto), estado=EstadoEnvio.PENDIENTE, intento=0).delete()
    esperan = list(Envio.objects.filter(para=ref(contacto), estado=EstadoEnvio.PENDIENTE))
    retirar_de_la_bandeja(esperan, razon="Pidió que se borraran sus datos.", por=por, ahora=ahora)
    Envio.objects.filter(para=ref(contacto)).update(destinatario="", carga={}, secreto={})


def _de_lo_que_dijo(contacto: Contacto) -> None:
    invitaciones = Invitacion.objects.filter(contacto=contacto)
    llaves = list(invitaciones.values_list("pk", flat=True))
    invitaciones.update(equipo="", comentario="")
    Respuesta.objects.filter(invitacion__in=llaves).update(equipo="", comentario="")
    Llamada.objects.filter(invitacion__in=llaves).update(con_quien="", nota="")
    Anotacion.objects.filter(invitacion__in=llaves).update(nombre=SIN_DATOS, localizar="")
