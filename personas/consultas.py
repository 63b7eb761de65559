"""Lo que leen las pantallas de ajustes: invitaciones por estrenar y la bitácora."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Value

from nucleo.enlaces.personales import huella_del_token
from nucleo.models import Asiento
from nucleo.referencias import dicha, ref
from nucleo.texto.formato import CENTRO
from personas.models import Comunidad, Dependencia, InvitacionDePersona, Persona

LARGO_DEL_DETALLE = 300


def invitacion_del_token(token: str, ahora: datetime) -> InvitacionDePersona | None:
    """La invitación por estrenar que abre ese enlace; `None` si no existe, ya se usó o venció."""
    return InvitacionDePersona.objects.por_estrenar(ahora).filter(huella=huella_del_token(token)).first()


@dataclass(frozen=True)
class FiltroDeBitacora:
    """Qué asientos se quieren ver; lo vacío no filtra."""

    texto: str = ""
    persona: Persona | None = None
    desde: date | None = None
    hasta: date | None = None


def asientos(filtro: FiltroDeBitacora) -> QuerySet[Asiento]:
    """La bitácora, de lo último a lo primero."""
    lista = Asiento.objects.order_by("-numero")
    if filtro.texto:
        parecido = Q(accion__icontains=filtro.texto) | Q(objeto__icontains=filtro.texto)
        lista = lista.filter(parecido | Q(por_nombre__icontains=filtro.texto))
    if filtro.persona:
        lista = lista.filter(por_ref=ref(filtro.persona))
    if filtro.desde:
        lista = lista.filter(ocurrio_en__gte=datetime.combine(filtro.desde, time(), CENTRO))
    if filtro.hasta:
        lista = lista.filter(ocurrio_en__lt=datetime.combine(filtro.hasta + timedelta(days=1), time(), CENTRO))
    return lista


@dataclass(frozen=True)
class Renglon:
    """Un asiento en palabras."""

    asiento: Asiento
    objeto: str
    detalle: str


def en_palabras(asientos: Iterable[Asiento]) -> list[Renglon]:
    return [Renglon(a, dicha(a.objeto), _detalle(a.detalle)) for a in asientos]


def _detalle(detalle: dict) -> str:
    frases = [f"{clave.replace('_', ' ')}: {_valor(valor)}" for clave, valor in detalle.items()]
    return "; ".join(frases)[:LARGO_DEL_DETALLE]


def _valor(valor: object) -> str:
    if isinstance(valor, list):
        return ", ".join(map(str, valor))
    return str(valor)


def nombres_de_los_catalogos() -> dict[str, dict[int, str]]:
    """Las dependencias y las comunidades activas, por su llave y en orden español, en una consulta."""
    dependencias, comunidades = (
        modelo.objects.filter(activa=True)
        .order_by()
        .annotate(cual=Value(cual))
        .values_list("cual", "orden", "pk", "nombre")
        for cual, modelo in (("dependencia", Dependencia), ("comunidad", Comunidad))
    )
    nombres: dict[str, dict[int, str]] = {"dependencia": {}, "comunidad": {}}
    for cual, _, pk, nombre in dependencias.union(comunidades, all=True).order_by("cual", "orden", "pk"):
        nombres[cual][pk] = nombre
    return nombres
