"""Las puertas de las dependencias: se abren, se cambian cuando el enlace se filtra y se cierran."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from media_library.dominio.entrada.cierre import cancelar_las_del_buzon
from media_library.models import Buzon
from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from nucleo.referencias import LARGO_DE_BIGINT
from personas.models import Dependencia, Persona
from personas.permisos import ATENDER_SOLICITUDES
from solicitudes.models import Puerta, Solicitud

DIAS_MAXIMOS = 400
LARGO_DE_FIRMA = 40


@dataclass(frozen=True)
class PuertaAbierta:
    """Una puerta y su enlace, que sólo se conoce ahora: en la base queda su huella."""

    puerta: Puerta
    enlace: str
    token: str


def puerta_del_token(token: str, ahora: datetime) -> Puerta | None:
    """La puerta abierta de ese enlace; desconocida, vencida, cambiada y cerrada se ven igual."""
    abiertas = Puerta.objects.abiertas(ahora).filter(dependencia__activa=True)
    return abiertas.select_related("dependencia", "buzon__creado_por").filter(huella=huella_del_token(token)).first()


@transaction.atomic(durable=True)
def abrir_puerta(
    dependencia: Dependencia, *, correo: str = "", dias: int, por: Persona, ahora: datetime
) -> PuertaAbierta:
    """Da el enlace de una dependencia. Si ya tenía, el anterior deja de servir en ese momento, con lo que subía."""
    exigir(por, ATENDER_SOLICITUDES, frase="abrir puertas")
    if not 1 <= dias <= DIAS_MAXIMOS:
        raise NoSePuede([Impedimento(f"El enlace puede durar de 1 a {DIAS_MAXIMOS} días.", "dias")])
    en_fila("abrir puerta", dependencia.pk)
    token, vence_en = nuevo_token(), ahora + timedelta(days=dias)
    puerta = Puerta.objects.select_related("buzon").filter(dependencia=dependencia).first()
    accion = "cambiar la puerta" if puerta else "abrir la puerta"
    if puerta is None:
        puerta = Puerta(dependencia=dependencia, buzon=_buzon(dependencia, vence_en, por, ahora), abierta_en=ahora)
    else:
        cancelar_las_del_buzon(puerta.buzon, ahora=ahora)
        Buzon.objects.filter(pk=puerta.buzon_id).update(vence_en=vence_en, retirado_en=None)
    puerta.huella, puerta.correo, puerta.abierta_por = huella_del_token(token), correo, por
    puerta.abierta_en, puerta.vence_en, puerta.retirada_en = ahora, vence_en, None
    validar(puerta)
    puerta.save()
    asentar(accion, puerta, por=por, ahora=ahora, dependencia=dependencia.pk, vence=vence_en)
    return PuertaAbierta(puerta, direccion_personal("puerta:entrar", token), token)


def _buzon(dependencia: Dependencia, vence_en: datetime, por: Persona, ahora: datetime) -> Buzon:
    """Por él entran los archivos; su propio enlace no se le da a nadie."""
    buzon = Buzon(
        nombre=f"Puerta de {dependencia}"[:120],
        dependencia=dependencia,
        huella=huella_del_token(nuevo_token()),
        vence_en=vence_en,
        creado_por=por,
        creado_en=ahora,
    )
    validar(buzon)
    buzon.save()
    return buzon


@transaction.atomic(durable=True)
def cerrar_puerta(puerta: Puerta, *, por: Persona, ahora: datetime) -> Puerta:
    """Desde este momento su enlace no abre nada, ni el de cada solicitud. Repetirlo no hace nada."""
    exigir(por, ATENDER_SOLICITUDES, frase="cerrar puertas")
    if Puerta.objects.filter(pk=puerta.pk, retirada_en__isnull=True).update(retirada_en=ahora):
        asentar("cerrar la puerta", puerta, por=por, ahora=ahora)
        cancelar_las_del_buzon(puerta.buzon, ahora=ahora)
    puerta.refresh_from_db()
    return puerta


def token_de(solicitud: Solicitud) -> str:
    """El de la página de una solicitud: se deduce de su puerta, y al cambiarla deja de servir con ella."""
    return f"{solicitud.pk}.{_firma(solicitud)}"


def direccion_de(solicitud: Solicitud) -> str:
    return direccion_personal("puerta:solicitud", token_de(solicitud))


def solicitud_del_token(token: str, ahora: datetime) -> Solicitud | None:
    """La solicitud de ese enlace, si su puerta sigue abierta."""
    pk, _, firma = token.partition(".")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < LARGO_DE_BIGINT):
        return None
    con_todo = Solicitud.objects.select_related("dependencia", "puerta__buzon__creado_por", "mandada_por")
    solicitud = con_todo.filter(pk=pk).first()
    if solicitud is None or not constant_time_compare(firma, _firma(solicitud)):
        return None
    if solicitud.puerta and not solicitud.puerta.esta_abierta(ahora):
        return None
    return solicitud


def _firma(solicitud: Solicitud) -> str:
    de_la_puerta = solicitud.puerta.huella if solicitud.puerta else str(solicitud.clave)
    return salted_hmac("solicitudes.seguimiento", f"{solicitud.pk}:{de_la_puerta}").hexdigest()[:LARGO_DE_FIRMA]
