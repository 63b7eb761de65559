"""El cliente de correo ante un servidor que sigue un guion: corta, rechaza la contraseña o contesta raro."""

import socketserver
import threading

import pytest

from difusion.dominio.despacho import despachar
from difusion.estados import EstadoEnvio
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db
BIEN = {
    "EHLO": "250-guion.invalid\r\n250 AUTH PLAIN LOGIN", "MAIL": "250 bien", "RCPT": "250 bien",
    "DATA": "354 va", ".": "250 guardado", "RSET": "250 bien", "QUIT": "221 adiós", "AUTH": "235 bien",
}  # fmt: skip

CON_FILA = "250-guion.invalid\r\n250 PIPELINING"


class _Conversacion(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 guion\r\n")
        en_datos = False
        for renglon in self.rfile:
            orden = renglon.decode().strip()
            if en_datos and orden != ".":
                continue
            verbo = "." if en_datos else orden.split(" ")[0].upper()
            respuesta = self.server.guion[verbo]
            if respuesta is None:
                return
            en_datos = respuesta.startswith("354")
            self.wfile.write(f"{respuesta}\r\n".encode())


@pytest.fixture
def servidor(settings):
    """Un servidor que contesta lo que diga el guion; `None` corta la conexión."""
    abiertos = []

    def _servidor(**guion):
        servidor = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversacion)
        servidor.daemon_threads = True
        servidor.guion = BIEN | {k.replace("PUNTO", "."): v for k, v in guion.items()}
        threading.Thread(target=servidor.serve_forever, args=(0.02,), daemon=True).start()
        abiertos.append(servidor)
        settings.SMTP_HOST, settings.SMTP_PORT = servidor.server_address
        settings.EMAIL_TIMEOUT, settings.CORREO_RITMO_POR_DOMINIO = 2, 0

    yield _servidor
    for servidor in abiertos:
        servidor.shutdown()
        servidor.server_close()


def enviar(ahora):
    envio = EnvioFactory()
    despachar(reloj=lambda: ahora)
    envio.refresh_from_db()
    return envio


@pytest.mark.parametrize("verbo", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_un_corte_antes_del_punto_es_que_no_salio(servidor, ahora, verbo):
    servidor(**{verbo: None})

    envio = enviar(ahora)

    assert envio.estado == EstadoEnvio.PENDIENTE
    assert envio.no_antes_desde > ahora


@pytest.mark.parametrize(
    ("guion", "estado"),
    [
        ({"MAIL": "421 cerrando"}, EstadoEnvio.PENDIENTE),
        ({"MAIL": "550 remitente no"}, EstadoEnvio.FALLIDO),
        ({"RCPT": "251 se reenvía"}, EstadoEnvio.ENTREGADO),
        ({"DATA": "451 ahora no"}, EstadoEnvio.PENDIENTE),
        ({"DATA": "554 nunca"}, EstadoEnvio.FALLIDO),
        ({"RCPT": "450 lista gris", "RSET": None}, EstadoEnvio.PENDIENTE),
        ({"PUNTO": None}, EstadoEnvio.POR_VERIFICAR),
        ({"QUIT": None}, EstadoEnvio.ENTREGADO),
    ],
)
def test_cada_respuesta_deja_su_estado(servidor, ahora, guion, estado):
    servidor(**guion)

    assert enviar(ahora).estado == estado


@pytest.mark.parametrize(
    ("guion", "estado"),
    [
        ({}, EstadoEnvio.ENTREGADO),
        ({"MAIL": "550 remitente no", "RCPT": "503 falta MAIL", "DATA": "503 falta RCPT"}, EstadoEnvio.FALLIDO),
        ({"RCPT": "550 no existe", "DATA": "354 va"}, EstadoEnvio.FALLIDO),
        ({"RCPT": "450 lista gris", "DATA": "554 nadie"}, EstadoEnvio.PENDIENTE),
        ({"RCPT": None}, EstadoEnvio.PENDIENTE),
        ({"PUNTO": None}, EstadoEnvio.POR_VERIFICAR),
    ],
)
def test_con_las_ordenes_en_fila_cada_respuesta_deja_el_mismo_estado(servidor, ahora, guion, estado):
    servidor(EHLO=CON_FILA, **guion)

    assert enviar(ahora).estado == estado


def test_un_rechazo_con_las_ordenes_en_fila_no_ensucia_al_siguiente(ahora, smtp):
    """El servidor ya estaba esperando el cuerpo del rechazado: el que sigue va por otra conexión."""
    malo, bueno = EnvioFactory(prioridad=1), EnvioFactory()
    smtp.fallar("rcpt-550", para=malo.destinatario)

    despachar(reloj=lambda: ahora)

    malo.refresh_from_db()
    bueno.refresh_from_db()
    assert (malo.estado, bueno.estado) == (EstadoEnvio.FALLIDO, EstadoEnvio.ENTREGADO)
    assert [r["para"] for r in smtp.diario() if r["guardado"]] == [[bueno.destinatario]]


class TestContrasena:
    @pytest.fixture(autouse=True)
    def con_contrasena(self, settings):
        settings.SMTP_USUARIO, settings.SMTP_CLAVE = "oficina", "clave-secreta"

    def test_la_buena_entrega(self, servidor, ahora):
        servidor()

        assert enviar(ahora).estado == EstadoEnvio.ENTREGADO

    def test_la_mala_espera_y_no_la_escribe_en_ningun_lado(self, servidor, ahora):
        servidor(AUTH="535 no")

        envio = enviar(ahora)

        assert (envio.estado, envio.razon) == (EstadoEnvio.PENDIENTE, "El servidor de correo rechazó la contraseña.")
        assert "clave-secreta" not in str(list(envio.intentos.values()))
