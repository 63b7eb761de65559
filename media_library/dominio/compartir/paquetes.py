"""Compartir una selección por enlace: lo que puede publicarse, con crédito y sin ubicación, hasta que venza."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from difusion.dominio.freno import impedimentos_del_freno
from media_library.dominio.compartir.suspension import impedimentos_de_suspension, quitar_las_que_esperan
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.versiones.recetas import PARA_WEB
from media_library.models import Evidencia, Paquete
from nucleo.dominio.actos import rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from personas.models import Persona

FOTOS_MAXIMAS = 500
DIAS_MAXIMOS = 180


@dataclass(frozen=True)
class PaqueteAbierto:
    """Un paquete y su enlace, que sólo se conoce ahora."""

    paquete: Paquete
    enlace: str


def impedimentos_para_compartir(evidencias: Sequence[Evidencia], ahora: datetime) -> list[Impedimento]:
    """Por qué no pueden compartirse, todas las razones de todas."""
    if len(evidencias) > FOTOS_MAXIMAS:
        return [Impedimento(f"Son {len(evidencias)}; un enlace lleva hasta {FOTOS_MAXIMAS}.")]
    suyos = [i for e in evidencias for i in impedimentos_para_publicar(e, ahora)]
    return suyos + impedimentos_de_suspension(evidencias, ahora)


@transaction.atomic(durable=True)
def compartir(
    evidencias: Sequence[Evidencia], *, nombre: str, dias: int, por: Persona, ahora: datetime
) -> PaqueteAbierto:
    """Da un enlace a la selección. Rechaza si alguna no puede publicarse o el plazo pasa de medio año."""
    if not 1 <= dias <= DIAS_MAXIMOS:
        raise NoSePuede(f"El enlace puede durar de 1 a {DIAS_MAXIMOS} días.")
    rechazar_si(impedimentos_del_freno() or impedimentos_para_compartir(evidencias, ahora))
    token = nuevo_token()
    paquete = Paquete(
        nombre=nombre.strip(),
        huella=huella_del_token(token),
        vence_en=ahora + timedelta(days=dias),
        creado_por=por,
        creado_en=ahora,
    )
    validar(paquete)
    paquete.save()
    paquete.evidencias.add(*evidencias)
    asentar("compartir fotos", paquete, por=por, ahora=ahora, evidencias=[e.pk for e in evidencias])
    return PaqueteAbierto(paquete, direccion_personal("fotos:paquete", token))


def paquete_del_token(token: str, ahora: datetime) -> Paquete | None:
    """El paquete abierto de ese enlace; desconocido, vencido y retirado se ven igual."""
    return Paquete.objects.abiertos(ahora).filter(huella=huella_del_token(token)).first()


def lo_que_se_ve(paquete: Paquete, ahora: datetime) -> list[Evidencia]:
    """Se pregunta cada vez: lo que perdió su permiso, o espera a que acabe la suspensión, no se entrega."""
    vivas = paquete.evidencias.vivas().select_related("original", "evento").prefetch_related("consentimientos")
    candidatas = vivas.filter(original__clase__in=PARA_WEB).order_by("capturada_en", "pk")
    return quitar_las_que_esperan([e for e in candidatas if not impedimentos_para_publicar(e, ahora)], ahora)


@transaction.atomic(durable=True)
def contar_visita(paquete: Paquete, *, descarga: bool, ahora: datetime) -> None:
    """Una visita o una descarga más; quién fue no se guarda."""
    campo = "visitas"
    if descarga:
        campo = "descargas"
    Paquete.objects.filter(pk=paquete.pk).update(**{campo: F(campo) + 1}, ultima_en=ahora)


@transaction.atomic(durable=True)
def retirar_paquete(paquete: Paquete, *, por: Persona, ahora: datetime) -> None:
    """El enlace deja de servir; repetirlo no hace nada."""
    if Paquete.objects.filter(pk=paquete.pk, retirado_en__isnull=True).update(retirado_en=ahora):
        asentar("retirar fotos compartidas", paquete, por=por, ahora=ahora)
