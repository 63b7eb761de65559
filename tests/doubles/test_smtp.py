"""El servidor SMTP simulado, contra el cliente de la biblioteca estándar."""

import json
import smtplib
import socket
from email.message import EmailMessage

import pytest

from doubles.smtp import Falla, ServidorSMTP


@pytest.fixture
def smtp(tmp_path):
    with ServidorSMTP(tmp_path / "correo") as servidor:
        yield servidor


def carta(identificador="<uno@prueba.invalid>", texto="Hola, señor.\n.punto al inicio\n"):
    mensaje = EmailMessage()
    mensaje["Subject"], mensaje["Message-ID"] = "Invitación", identificador
    mensaje["From"], mensaje["To"] = "a@prueba.invalid", "b@prueba.invalid"
    mensaje.set_content(texto)
    return mensaje


def enviar(smtp, mensaje=None, para="b@prueba.invalid", espera=2):
    with smtplib.SMTP("127.0.0.1", smtp.puerto, timeout=espera) as cliente:
        return cliente.send_message(mensaje or carta(), to_addrs=para)


def test_guarda_el_mensaje_como_lo_mando_el_cliente(smtp):
    enviar(smtp)

    assert [m.get_payload(decode=True).decode() for m in smtp.mensajes()] == ["Hola, señor.\r\n.punto al inicio\r\n"]


def test_el_diario_dice_quien_que_y_si_se_guardo(smtp):
    enviar(smtp, para=["b@prueba.invalid", "c@prueba.invalid"])

    (renglon,) = smtp.diario()
    assert renglon["message_id"] == "<uno@prueba.invalid>"
    assert renglon["para"] == ["b@prueba.invalid", "c@prueba.invalid"]
    assert renglon["guardado"] is True


@pytest.mark.parametrize(("tipo", "codigo"), [("rcpt-451", 451), ("rcpt-550", 550)])
def test_rechaza_al_destinatario(smtp, tipo, codigo):
    smtp.fallar(tipo)

    with pytest.raises(smtplib.SMTPRecipientsRefused) as error:
        enviar(smtp)

    assert error.value.recipients["b@prueba.invalid"][0] == codigo
    assert smtp.mensajes() == []


@pytest.mark.parametrize(("tipo", "codigo"), [("punto-452", 452), ("punto-421", 421), ("punto-550", 550)])
def test_rechaza_despues_del_punto_final(smtp, tipo, codigo):
    smtp.fallar(tipo)

    with pytest.raises(smtplib.SMTPDataError) as error:
        enviar(smtp)

    assert error.value.smtp_code == codigo
    assert smtp.mensajes() == []


@pytest.mark.parametrize(("tipo", "guardados"), [("cortar-antes", 0), ("cortar-despues", 1), ("colgar-despues", 1)])
def test_el_cliente_no_distingue_si_se_guardo_pero_el_diario_si(smtp, tipo, guardados):
    smtp.fallar(tipo, segundos=5)

    with pytest.raises((smtplib.SMTPServerDisconnected, TimeoutError)):
        enviar(smtp, espera=0.5)

    assert len(smtp.mensajes()) == guardados
    assert [r["guardado"] for r in smtp.diario()] == [bool(guardados)]


def test_una_falla_puede_tocar_solo_al_segundo_mensaje(tmp_path):
    with ServidorSMTP(tmp_path, fallas=(Falla("punto-452", n=2),)) as smtp:
        enviar(smtp)
        with pytest.raises(smtplib.SMTPDataError):
            enviar(smtp)
        enviar(smtp)

        assert [r["guardado"] for r in smtp.diario()] == [True, False, True]


def test_las_veces_de_una_falla_se_agotan(smtp):
    smtp.fallar("rcpt-451", veces=1)

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        enviar(smtp)

    assert enviar(smtp) == {}


def test_una_falla_puede_tocar_a_un_solo_dominio(smtp):
    smtp.fallar("rcpt-550", para="@lejos.invalid")

    assert set(enviar(smtp, para=["b@prueba.invalid", "x@lejos.invalid"])) == {"x@lejos.invalid"}


def test_otro_proceso_pide_fallas_con_un_archivo(smtp):
    (smtp.carpeta / "fallas.json").write_text(json.dumps([{"tipo": "punto-452"}]))

    with pytest.raises(smtplib.SMTPDataError):
        enviar(smtp)

    smtp.portarse_bien()
    assert enviar(smtp) == {}


def test_rechaza_una_falla_que_no_existe(smtp):
    with pytest.raises(ValueError, match="no es una falla conocida"):
        smtp.fallar("rcpt-999")


def conversar(smtp, *ordenes):
    """Manda bytes tal cual y devuelve la última respuesta."""
    with socket.create_connection(("127.0.0.1", smtp.puerto), timeout=2) as conexion:
        archivo = conexion.makefile("rb")
        archivo.readline()
        for orden in ordenes:
            conexion.sendall(orden)
            respuesta = archivo.readline()
        archivo.close()
        return respuesta


SOBRE = (b"MAIL FROM:<a@p.invalid>\r\n", b"RCPT TO:<b@p.invalid>\r\n", b"DATA\r\n")


def test_sin_punto_final_el_mensaje_no_existe(smtp):
    conversar(smtp, *SOBRE)

    assert smtp.mensajes() == []


@pytest.mark.parametrize("cuerpo", [b"hola\n.\n\r\n.\r\n", b"x" * 1100 + b"\r\n.\r\n"])
def test_rechaza_saltos_sin_cr_y_renglones_largos(smtp, cuerpo):
    assert conversar(smtp, *SOBRE, cuerpo).startswith(b"554")
    assert smtp.mensajes() == []


@pytest.mark.parametrize(
    ("ordenes", "codigo"),
    [
        ((b"RCPT TO:<b@p.invalid>\r\n",), b"503"),
        ((b"DATA\r\n",), b"503"),
        ((b"MAIL a@p.invalid\r\n",), b"501"),
        ((b"MAIL FROM:<a@p.invalid> SIZE=99999999999\r\n",), b"552"),
        ((b"MAIL FROM:<a@p.invalid>\r\n", b"MAIL FROM:<c@p.invalid>\r\n"), b"503"),
        ((b"MAIL FROM:<a@p.invalid>\r\n", b"RCPT TO:<>\r\n"), b"501"),
        ((b"MAIL FROM:<a@p.invalid>\r\n", b"RSET\r\n", b"DATA\r\n"), b"503"),
        ((b"NOOP\r\n",), b"250"),
        ((b"HELO x\r\n",), b"250"),
        ((b"VRFY x\r\n",), b"500"),
        ((b"QUIT\r\n",), b"221"),
    ],
)
def test_responde_a_cada_orden_segun_el_protocolo(smtp, ordenes, codigo):
    assert conversar(smtp, *ordenes).startswith(codigo)


def test_al_volver_a_arrancar_sigue_la_numeracion(tmp_path):
    for _ in range(2):
        with ServidorSMTP(tmp_path) as smtp:
            enviar(smtp)

    assert [r["n"] for r in smtp.diario()] == [1, 2]
