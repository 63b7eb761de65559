"""Adelantos: que un reportero con nombre lea lo embargado antes de su hora, y se sepa quién y cuándo lo abrió."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from boletines.estados import APROBADOS, EstadoBoletin
from boletines.models import Adelanto, AperturaDeAdelanto, Boletin
from boletines.models.suspension import SuspensionDeBoletines
from difusion.dominio.freno import impedimentos_del_freno
from medios.models import Contacto
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from personas.models import Persona
from personas.permisos import PUBLICAR_BOLETINES

APERTURAS_POR_HORA = 20  # de un mismo enlace; más es alguien que insiste, y no dice nada nuevo
GRACIA = timedelta(hours=1)  # después de su hora, el enlace lleva a la página pública


def impedimentos_para_adelantar(boletin: Boletin, ahora: datetime) -> list[Impedimento]:
    """Sólo se adelanta lo ya aprobado, con embargo por cumplirse."""
    if boletin.corrige_id or boletin.estado not in {*APROBADOS, EstadoBoletin.PUBLICADO}:
        return [Impedimento("Sólo se adelanta un texto aprobado.")]
    if boletin.embargo_hasta is None or boletin.embargo_hasta <= ahora:
        return [Impedimento("No está embargado: no hace falta adelantarlo.")]
    suspension = SuspensionDeBoletines.en(ahora)
    if suspension and not suspension.permite(boletin):
        # docs/dominio.md, regla 2: durante la suspensión un adelanto también es difundir.
        return [Impedimento("Corre una suspensión de propaganda y este boletín no tiene excepción: no se adelanta.")]
    return []


@transaction.atomic(durable=True)
def dar_adelanto(
    boletin: Boletin, *, por: Persona, ahora: datetime, contacto: Contacto | None = None, nombre: str = ""
) -> tuple[Adelanto, str]:
    """Crea un enlace personal que vence con el embargo. El enlace sólo se conoce ahora: aquí se guarda su SHA-256.

    Nadie tiene dos a la vez: si ya tiene uno vivo, lo devuelve y el enlace va vacío.
    """
    exigir(por, PUBLICAR_BOLETINES)
    boletin = Boletin.objects.bloquear(boletin.pk)
    rechazar_si(impedimentos_del_freno() or impedimentos_para_adelantar(boletin, ahora))
    para = f"{contacto.nombre}, {contacto.medio}" if contacto else " ".join(nombre.split())
    if not para:
        rechazar_si([Impedimento("Escoge un contacto o escribe para quién es.", "nombre")])
    if ya := boletin.adelantos.vigentes(ahora).filter(contacto=contacto, nombre=para[:160]).first():
        return ya, ""
    token = nuevo_token()
    adelanto = Adelanto(
        boletin=boletin,
        contacto=contacto,
        nombre=para[:160],
        huella=huella_del_token(token),
        dado_en=ahora,
        dado_por=por,
        vence_en=boletin.embargo_hasta + GRACIA if boletin.embargo_hasta else ahora + GRACIA,
    )
    validar(adelanto)
    adelanto.save()
    asentar("dar adelanto", boletin, por=por, ahora=ahora, a=adelanto.nombre)
    return adelanto, direccion_personal("boletines_publicas:adelanto", token)


@transaction.atomic(durable=True)
def retirar_adelanto(adelanto: Adelanto, *, por: Persona, ahora: datetime) -> None:
    """El enlace deja de servir desde este momento."""
    exigir(por, PUBLICAR_BOLETINES)
    if Adelanto.objects.filter(pk=adelanto.pk, retirado_en__isnull=True).update(retirado_en=ahora):
        asentar("retirar adelanto", adelanto.boletin, por=por, ahora=ahora, a=adelanto.nombre)


def adelanto_del_token(token: str, ahora: datetime) -> Adelanto | None:
    """El adelanto que se puede leer: vigente, de un texto que sigue aprobado y que la suspensión, si corre, permite."""
    legibles = Adelanto.objects.vigentes(ahora).filter(
        boletin__estado__in=[*APROBADOS, EstadoBoletin.PUBLICADO], boletin__in=Boletin.objects.mostrables(ahora)
    )
    return legibles.select_related("boletin__dependencia").filter(huella=huella_del_token(token)).first()


@transaction.atomic(durable=True)
def apuntar_apertura(adelanto: Adelanto, *, ahora: datetime, desde_ip: str | None) -> None:
    """Deja constancia de que se abrió. Un enlace que se abre sin parar deja las primeras de cada hora."""
    recientes = adelanto.aperturas.filter(abierto_en__gt=ahora - timedelta(hours=1))
    if recientes.count() >= APERTURAS_POR_HORA:
        return
    AperturaDeAdelanto.objects.create(adelanto=adelanto, abierto_en=ahora, desde_ip=desde_ip)


def adelantos_de(boletin: Boletin) -> QuerySet[Adelanto]:
    """Los adelantos de un boletín, con cuántas veces y cuándo se abrieron por última vez."""
    return boletin.adelantos.annotate(veces=Count("aperturas"), ultima=Max("aperturas__abierto_en"))
