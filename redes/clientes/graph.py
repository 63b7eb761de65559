"""Hablar con Graph: una petición, sin repetirla nunca, con plazo para todo y la llave fuera de la dirección.

Decide por los números `code` y `error_subcode`, jamás buscando palabras en el cuerpo.
"""

import hashlib
import hmac
import json
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from time import monotonic
from typing import Any, Self

import httpx
from django.conf import settings

from redes.clientes.contrato import REPETIDA, CuentaDetenida, Dicho, HayQueAguardar, NoSeSabe, Rechazada

logging.getLogger("httpx").setLevel(logging.WARNING)  # sus renglones llevan la dirección entera

POR_RECONECTAR = {102, 190}
SIN_PERMISO = {3, 10, *range(200, 300)}
LIMITES = {4, 17, 32, 341, 613, *range(80000, 80015)}
DETENIDA = 368
DE_CONTENIDO = {1346003, 1404102}  # 368 por lo que dice, no por cuánto se publica
DE_LA_RED = {1, 2}  # «algo falló de nuestro lado»: pudo haberse hecho
QUIZA = {1363047, 1609010}  # servicio no disponible
SIN_VISTA_PREVIA = 1609005
PESADA = 1366046
ERROR_DEL_SERVIDOR = 500
ESPERA_SIN_DECIR = 60  # minutos, cuando la red limita y no dice hasta cuándo
ESPERA_MINIMA = 5


@dataclass(frozen=True)
class Contestacion:
    """Lo que contestó Graph. Sin `cuerpo`, no se entendió; sin `estado`, no contestó."""

    estado: int
    cuerpo: dict[str, Any] | None
    minutos: int | None = None  # lo que dice la red que falta para que vuelva a dejar
    falla: str = ""
    sin_enviar: bool = False  # no hubo ni conexión: nada pudo salir

    @property
    def error(self) -> dict[str, Any]:
        error = (self.cuerpo or {}).get("error")
        return error if isinstance(error, dict) else {}

    @property
    def bien(self) -> bool:
        return self.cuerpo is not None and not self.error and self.estado < 400  # noqa: PLR2004 - códigos de HTTP

    @property
    def codigo(self) -> int:
        return _entero(self.error.get("code"))

    @property
    def subcodigo(self) -> int:
        return _entero(self.error.get("error_subcode"))

    @property
    def dicho(self) -> Dicho:
        mensaje = str(self.error.get("error_user_msg") or self.error.get("message") or self.falla)
        return Dicho(mensaje[:2000], self.codigo or None, self.subcodigo or None, str(self.error.get("fbtrace_id", "")))


def _entero(valor: object) -> int:
    try:
        return int(str(valor))
    except ValueError:
        return 0


@cache
def _certificados() -> ssl.SSLContext:
    """Leerlos tarda más que la petición: una vez por proceso."""
    return httpx.create_ssl_context()


class Graph:
    """Una conexión con la llave de una página."""

    def __init__(self, llave: str) -> None:
        espera = httpx.Timeout(settings.REDES_ESPERA, connect=min(5.0, settings.REDES_ESPERA))
        self._cliente = httpx.Client(
            base_url=f"{settings.FACEBOOK_BASE_URL}/{settings.GRAPH_VERSION}/",
            headers={"Authorization": f"Bearer {llave}", "Accept": "application/json"},
            timeout=espera,
            follow_redirects=False,
            trust_env=False,
            verify=_certificados(),
        )
        self._prueba = {}
        if settings.FACEBOOK_APP_SECRET:
            firma = hmac.new(settings.FACEBOOK_APP_SECRET.encode(), llave.encode(), hashlib.sha256).hexdigest()
            self._prueba = {"appsecret_proof": firma}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cerrar()

    def cerrar(self) -> None:
        self._cliente.close()

    def leer(self, ruta: str, **datos: str) -> Contestacion:
        return self._pedir("GET", ruta, params={**datos, **self._prueba})

    def mandar(self, ruta: str, datos: Mapping[str, str], archivo: bytes | None = None) -> Contestacion:
        archivos = {"source": ("foto.jpg", archivo, "image/jpeg")} if archivo is not None else None
        return self._pedir("POST", ruta, data={**datos, **self._prueba}, files=archivos)

    def borrar(self, ruta: str) -> Contestacion:
        return self._pedir("DELETE", ruta, params=self._prueba)

    def _pedir(self, metodo: str, ruta: str, **que: Any) -> Contestacion:
        limite = monotonic() + settings.REDES_PLAZO
        try:
            with self._cliente.stream(metodo, ruta, **que) as respuesta:
                partes = []
                for trozo in respuesta.iter_bytes():
                    partes.append(trozo)
                    if monotonic() > limite:
                        return Contestacion(0, None, falla="Tardó demasiado en contestar completa.")
                return Contestacion(respuesta.status_code, _leido(b"".join(partes)), _minutos(respuesta.headers))
        except httpx.HTTPError as error:
            sin_enviar = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            return Contestacion(0, None, falla=_por_que(error), sin_enviar=sin_enviar)


def _por_que(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return "No se pudo conectar con la red."
    if isinstance(error, httpx.TimeoutException):
        return "La red no contestó a tiempo."
    return "Se cortó la conexión."


def _leido(crudo: bytes) -> dict[str, Any] | None:
    try:
        cuerpo = json.loads(crudo)
    except ValueError:
        return None
    return cuerpo if isinstance(cuerpo, dict) else None


def _minutos(cabeceras: httpx.Headers) -> int | None:
    """El mayor plazo que diga cualquiera de las cuentas de la cabecera de uso; no traerla es normal."""
    try:
        usos = json.loads(cabeceras.get("X-Business-Use-Case-Usage", "{}"))
        todos = [uso for lista in usos.values() for uso in lista]
        return max((_entero(uso.get("estimated_time_to_regain_access")) for uso in todos), default=0)
    except (ValueError, AttributeError):
        return None


def clasificar(c: Contestacion) -> Rechazada | HayQueAguardar | CuentaDetenida | NoSeSabe:
    """Qué quiere decir una contestación que no es un sí. Lo que no se entiende es «no se sabe», nunca un no."""
    dicho = c.dicho
    if c.sin_enviar:
        return HayQueAguardar("No se pudo conectar con Facebook. Se intenta en un minuto.", timedelta(minutes=1), dicho)
    if detenida := _de_la_cuenta(c):
        return detenida
    if c.codigo in LIMITES:
        minutos = max(c.minutos, ESPERA_MINIMA) if c.minutos else ESPERA_SIN_DECIR
        frase = f"Facebook pidió esperar: se hicieron muchas peticiones. Se intenta en {minutos} minutos."
        return HayQueAguardar(frase, timedelta(minutes=minutos), dicho)
    if c.error and c.codigo not in DE_LA_RED | {0} and c.subcodigo not in QUIZA and c.estado < ERROR_DEL_SERVIDOR:
        return Rechazada(_frase_del_no(c), dicho)
    return NoSeSabe(c.falla or "Facebook contestó algo que no dice si salió.", dicho)


def _de_la_cuenta(c: Contestacion) -> CuentaDetenida | None:
    if c.codigo in POR_RECONECTAR:
        return CuentaDetenida("Facebook cerró la sesión de la página. Hay que volver a conectarla.", None, c.dicho)
    if c.codigo in SIN_PERMISO:
        return CuentaDetenida("La cuenta ya no tiene permiso de publicar en la página.", None, c.dicho)
    if c.codigo == DETENIDA and c.subcodigo not in DE_CONTENIDO:
        return CuentaDetenida("Facebook pausó la página por un rato.", timedelta(hours=1), c.dicho)
    return None


def _frase_del_no(c: Contestacion) -> str:
    if c.subcodigo == PESADA:
        return "Facebook no aceptó una foto: pesa más de 4 MB."
    if c.codigo == SIN_VISTA_PREVIA:
        return "Facebook no pudo abrir el enlace. Revisa que la página exista y se vea sin contraseña."
    if c.codigo == DETENIDA:
        return "Facebook no aceptó lo que dice: lo considera contra sus normas."
    if c.codigo == REPETIDA:
        return "Facebook dice que es igual a la anterior. Cambia el texto."
    return "Facebook no la aceptó."
