"""Correo con el protocolo del punto final: nada sale hasta confirmar, y lo dudoso se dice.

RFC 1047: entre el punto final y el 250 hay un hueco inevitable. Por eso la confirmación en la base
va justo antes del punto y, si después no hay respuesta, el resultado es desconocido.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from typing import Any

from django.conf import settings

from difusion.clientes.contrato import ErrorDeEntrega, ResultadoDesconocido
from difusion.clientes.mensaje import armar, direccion_de
from difusion.models import Envio

MENSAJES_POR_CONEXION = 50


class CorreoSMTP:
    """Una conexión reutilizada hasta 50 mensajes."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._usos = 0

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        contenido = _con_puntos(armar(envio).as_bytes())
        smtp = self._conexion()
        self._sobre(smtp, envio, contenido)
        try:
            confirmar()
        except BaseException:
            self.cerrar(cortes=True)  # sin punto final el servidor descarta el mensaje
            raise
        return self._punto(smtp)

    def cerrar(self, *, cortes: bool = False) -> None:
        smtp, self._smtp, self._usos = self._smtp, None, 0
        if smtp is None:
            return
        try:
            if cortes:
                smtp.close()
            else:
                smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()

    def _conexion(self) -> smtplib.SMTP:
        if self._usos >= MENSAJES_POR_CONEXION:
            self.cerrar()
        if self._smtp is None:
            self._smtp = _conectar()
        self._usos += 1
        return self._smtp

    def _sobre(self, smtp: smtplib.SMTP, envio: Envio, contenido: bytes) -> None:
        """MAIL, RCPT, DATA y el cuerpo sin su punto. Todo fallo aquí es «no salió nada»."""
        remitente = parseaddr(settings.CORREO_REMITENTE)[1]
        ordenes = [f"MAIL FROM:<{remitente}>", f"RCPT TO:<{direccion_de(envio)}>", "DATA"]
        try:
            for contestacion, esperado in zip(_contestaciones(smtp, ordenes), (250, 250, 354), strict=True):
                _exigir(contestacion, esperado)
            smtp.send(contenido)
        except ErrorDeEntrega:
            self._limpiar(smtp)
            raise
        except (OSError, smtplib.SMTPException) as error:
            self.cerrar(cortes=True)
            raise ErrorDeEntrega(f"Se cortó la conexión con el correo: {error}", permanente=False) from error

    def _limpiar(self, smtp: smtplib.SMTP) -> None:
        """Deja la conexión lista para otro; si quedaban respuestas por llegar, la corta."""
        try:
            if smtp.has_extn("pipelining"):
                self.cerrar(cortes=True)
            else:
                smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.cerrar(cortes=True)

    def _punto(self, smtp: smtplib.SMTP) -> str:
        """El punto final. Un «no» del servidor es un no; el silencio es desconocido."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(settings.CORREO_ESPERA_FINAL)
            smtp.send(b".\r\n")
            codigo, respuesta = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
        except (OSError, smtplib.SMTPException) as error:
            self.cerrar(cortes=True)
            raise ResultadoDesconocido("El servidor de correo no contestó al final: no se sabe si llegó.") from error
        if codigo == 421:  # noqa: PLR2004 - RFC 5321 §3.8: el servidor cierra; el siguiente mensaje abre otra conexión
            self.cerrar(cortes=True)
        _exigir((codigo, respuesta), 250)
        return f"{codigo} {respuesta.decode(errors='replace')}"


def _conectar() -> smtplib.SMTP:
    if not settings.SMTP_HOST:
        raise ErrorDeEntrega("Falta configurar el servidor de correo (SMTP_HOST).", permanente=False)
    try:
        smtp = _abrir()
    except (OSError, smtplib.SMTPException) as error:
        raise ErrorDeEntrega(f"No se pudo conectar con el correo: {error}", permanente=False) from error
    try:
        _presentarse(smtp)
    except smtplib.SMTPAuthenticationError as error:
        smtp.close()
        raise ErrorDeEntrega("El servidor de correo rechazó la contraseña.", permanente=False) from error
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise ErrorDeEntrega(f"No se pudo conectar con el correo: {error}", permanente=False) from error
    return smtp


def _presentarse(smtp: smtplib.SMTP) -> None:
    """EHLO, cifrado y contraseña, según los ajustes."""
    smtp.ehlo()
    if settings.SMTP_TLS == "starttls":
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()
    if settings.SMTP_USUARIO:
        smtp.login(settings.SMTP_USUARIO, settings.SMTP_CLAVE)
    if smtp.sock is not None:
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _abrir() -> smtplib.SMTP:
    destino: dict[str, Any] = {
        "host": settings.SMTP_HOST,
        "port": settings.SMTP_PORT,
        "timeout": settings.EMAIL_TIMEOUT,
    }
    if settings.SMTP_TLS == "tls":
        return smtplib.SMTP_SSL(**destino, context=ssl.create_default_context())
    return smtplib.SMTP(**destino)


def _contestaciones(smtp: smtplib.SMTP, ordenes: list[str]) -> Iterator[tuple[int, bytes]]:
    """Las respuestas en orden. Si el servidor lo ofrece, las órdenes van en una sola ida (RFC 2920)."""
    if smtp.has_extn("pipelining"):
        smtp.send("".join(f"{orden}\r\n" for orden in ordenes))
        yield from (smtp.getreply() for _ in ordenes)
    else:
        yield from (smtp.docmd(orden) for orden in ordenes)


def _con_puntos(contenido: bytes) -> bytes:
    """Duplica los puntos a inicio de renglón (RFC 5321 §4.5.2) y termina en CRLF, sin el punto final."""
    doblado = smtplib._quote_periods(contenido)  # type: ignore[attr-defined] # noqa: SLF001 - la misma función que usa smtplib.data()
    return doblado if doblado.endswith(b"\r\n") else doblado + b"\r\n"


def _exigir(contestacion: tuple[int, bytes], esperado: int) -> None:
    codigo, texto = contestacion
    if codigo != esperado and not (esperado == 250 and codigo == 251):  # noqa: PLR2004 - códigos de RFC 5321
        frase = f"{codigo} {texto.decode(errors='replace')}"
        raise ErrorDeEntrega(frase, permanente=500 <= codigo < 600)  # noqa: PLR2004 - 5xx es definitivo en SMTP
