"""Las cuentas de la oficina en las redes: conectarlas, cuidar su llave y decir cuándo dejan publicar."""

import base64
import hashlib
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from difusion.dominio.bandeja import adelantar
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Persona
from personas.permisos import AJUSTAR_OFICINA
from redes.clientes.contrato import Proveedor
from redes.clientes.facebook import PaginaDeFacebook
from redes.estados import EstadoDeCuenta, EstadoPublicacion, Red
from redes.models import CuentaDeRed, Publicacion

TOMADA = timedelta(minutes=5)  # lo que dura, a lo más, poner una publicación
AVISO = timedelta(days=14)


def _cifra() -> Fernet:
    """La llave maestra vive fuera de la base: una copia de la base no publica en nombre del municipio."""
    secreto = settings.CLAVE_DE_CUENTAS or settings.SECRET_KEY
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"cuentas de red:{secreto}".encode()).digest()))


def cifrar(llave: str) -> str:
    return _cifra().encrypt(llave.encode()).decode()


def descifrar(cuenta: CuentaDeRed) -> str:
    """La llave, o vacío si no se puede leer con la clave de hoy."""
    try:
        return _cifra().decrypt(cuenta.llave_cifrada.encode()).decode()
    except InvalidToken:
        return ""


@transaction.atomic(durable=True)
def conectar(
    *,
    red: str,
    nombre: str,
    id_remoto: str,
    llave: str,
    por: Persona,
    ahora: datetime,
    acceso_hasta: datetime | None = None,
) -> CuentaDeRed:
    """Guarda la llave de la página. Una vacía nunca pisa a la guardada; lo bloqueado vuelve a intentarse."""
    exigir(por, AJUSTAR_OFICINA, frase="conectar cuentas de redes")
    llave, id_remoto, nombre = llave.strip(), id_remoto.strip(), " ".join(nombre.split())
    cuenta = CuentaDeRed.objects.select_for_update().filter(red=red).first() or CuentaDeRed(red=red)
    faltas = [
        Impedimento(frase, campo)
        for campo, valor, frase in (
            ("nombre", nombre, "Escribe cómo se llama la página."),
            ("id_remoto", id_remoto.isdecimal(), "El identificador de la página son sólo números."),
            ("llave", llave or cuenta.llave_cifrada, "Pega la llave de la página."),
        )
        if not valor
    ]
    if faltas:
        raise NoSePuede(faltas)
    if llave:
        cuenta.llave_cifrada = cifrar(llave)
    cuenta.nombre, cuenta.id_remoto, cuenta.acceso_hasta = nombre, id_remoto, acceso_hasta or cuenta.acceso_hasta
    cuenta.conectada_en, cuenta.conectada_por = ahora, por
    cuenta.pausada_hasta, cuenta.razon = None, ""
    cuenta.salud = EstadoDeCuenta.CONECTADA
    cuenta.save()
    asentar("conectar cuenta de red", cuenta, por=por, ahora=ahora, red=red, pagina=nombre)
    _reanudar(red, ahora)
    return cuenta


def conectar_revisando(
    *, red: str, nombre: str, id_remoto: str, llave: str, por: Persona, ahora: datetime
) -> CuentaDeRed:
    """Pregunta a la red si esa llave es de esa página antes de guardarla: la de una persona no sirve."""
    se_pregunta = llave.strip() and id_remoto.strip().isdecimal()
    if se_pregunta and (rechazo := PaginaDeFacebook(id_remoto.strip(), llave.strip()).presentarse()):
        raise NoSePuede([Impedimento(rechazo, "llave")])
    return conectar(red=red, nombre=nombre, id_remoto=id_remoto, llave=llave, por=por, ahora=ahora)


def _reanudar(red: str, ahora: datetime) -> None:
    """Lo bloqueado puede intentarse ya."""
    detenidas = Publicacion.objects.filter(red=red, estado=EstadoPublicacion.BLOQUEADA, envio__isnull=False)
    adelantar(list(detenidas.values_list("envio", flat=True)), ahora=ahora)


def de_la_red(red: str) -> CuentaDeRed | None:
    return CuentaDeRed.objects.filter(red=red).first()


def publica_sola(red: str) -> bool:
    """Si lo aprobado para esa red sale solo; si no, lo pone una persona. En pausa, espera: sigue saliendo sola."""
    cuenta = de_la_red(red)
    return cuenta is not None and cuenta.salud != EstadoDeCuenta.DESCONECTADA


def apartar(cuenta: CuentaDeRed, ahora: datetime) -> bool:
    """Una publicación a la vez por cuenta, con su espacio entre una y otra: la aparta quien gana este UPDATE."""
    libre = Q(ocupada_hasta__isnull=True) | Q(ocupada_hasta__lte=ahora)
    return CuentaDeRed.objects.filter(libre, pk=cuenta.pk).update(ocupada_hasta=ahora + TOMADA) == 1


def soltar(cuenta: CuentaDeRed, ahora: datetime, *, publico: bool) -> None:
    espacio = timedelta(seconds=settings.REDES_SEGUNDOS_ENTRE_PUBLICACIONES * publico)
    CuentaDeRed.objects.filter(pk=cuenta.pk).update(ocupada_hasta=ahora + espacio)


def detener(cuenta: CuentaDeRed, *, frase: str, cuanto: timedelta | None, ahora: datetime) -> None:
    """La red dijo que no deja: por un rato, o hasta que alguien la vuelva a conectar."""
    suya = CuentaDeRed.objects.filter(pk=cuenta.pk)
    if cuanto:
        suya.update(pausada_hasta=ahora + cuanto, razon=frase[:300])
    else:
        suya.update(salud=EstadoDeCuenta.POR_RECONECTAR, razon=frase[:300])
    asentar("detener cuenta de red", cuenta, por=None, ahora=ahora, razon=frase)


def proveedor_de(cuenta: CuentaDeRed) -> Proveedor:
    """El cliente de esa red con la llave de la oficina."""
    clases = {Red.FACEBOOK: PaginaDeFacebook}
    return clases[Red(cuenta.red)](cuenta.id_remoto, descifrar(cuenta), settings.FACEBOOK_APP_ID)
