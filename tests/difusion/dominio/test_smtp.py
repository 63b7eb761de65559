"""El cliente de correo contra el servidor simulado, en cada mala conducta."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from difusion.estados import EstadoEnvio
from nucleo.calendario import evento_ics
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db
PEND, ENTR = EstadoEnvio.PENDIENTE, EstadoEnvio.ENTREGADO
FALL, DUDA = EstadoEnvio.FALLIDO, EstadoEnvio.POR_VERIFICAR


@pytest.mark.parametrize(
    ("falla", "esperado", "copias"),
    [
        ("rcpt-451", PEND, 0),
        ("rcpt-550", FALL, 0),
        ("punto-452", PEND, 0),
        ("punto-421", PEND, 0),
        ("punto-550", FALL, 0),
        ("cortar-antes", DUDA, 0),
        ("cortar-despues", DUDA, 1),
        ("colgar-despues", DUDA, 1),
        ("lento", ENTR, 1),
    ],
)
def test_cada_mala_conducta_deja_su_estado_y_sus_copias(ahora, despachar_en, smtp, settings, falla, esperado, copias):
    settings.CORREO_ESPERA_FINAL = 0.4
    smtp.fallar(falla, segundos=0.1 if falla == "lento" else 3)
    envio = EnvioFactory()

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.estado == esperado
    assert len(smtp.mensajes()) == copias
    assert [r["guardado"] for r in smtp.diario()] == [bool(copias)]


@pytest.mark.parametrize("falla", ["rcpt-451", "rcpt-550", "punto-452", "punto-421", "punto-550", "cortar-antes"])
def test_la_falla_de_uno_no_estorba_al_siguiente(ahora, despachar_en, smtp, falla):
    smtp.fallar(falla, veces=1)
    EnvioFactory(prioridad=1)
    siguiente = EnvioFactory(prioridad=2)

    despachar_en(ahora)

    siguiente.refresh_from_db()
    assert siguiente.estado == ENTR


@pytest.mark.parametrize("falla", ["punto-452", "punto-421", "rcpt-451"])
def test_lo_rechazado_por_ahora_sale_una_sola_vez_despues(ahora, despachar_en, smtp, falla):
    smtp.fallar(falla, veces=1)
    envio = EnvioFactory()

    despachar_en(ahora)
    despachar_en(ahora + timedelta(minutes=1))

    envio.refresh_from_db()
    assert envio.estado == ENTR
    assert len(smtp.mensajes()) == 1


def test_sin_servidor_espera(ahora, despachar_en, settings):
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        settings.SMTP_PORT = libre.getsockname()[1]
    envio = EnvioFactory()

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.estado == PEND
    assert envio.razon.startswith("No se pudo conectar con el correo")


def test_sin_configurar_lo_dice(ahora, despachar_en, settings):
    settings.SMTP_HOST = ""
    envio = EnvioFactory()

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.razon == "Falta configurar el servidor de correo (SMTP_HOST)."


@pytest.mark.parametrize("modo", ["starttls", "tls"])
def test_si_se_pide_cifrado_y_el_servidor_no_cifra_no_sale_nada(ahora, despachar_en, smtp, settings, modo):
    settings.SMTP_TLS, settings.EMAIL_TIMEOUT = modo, 0.5
    envio = EnvioFactory()

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.estado == PEND
    assert smtp.diario() == []


def test_con_contrasena_y_un_servidor_sin_contrasenas_no_sale_nada(ahora, despachar_en, smtp, settings):
    settings.SMTP_USUARIO, settings.SMTP_CLAVE = "oficina", "clave"
    envio = EnvioFactory()

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.estado == PEND
    assert smtp.diario() == []


def test_el_mensaje_llega_completo_con_sus_partes(ahora, despachar_en, smtp):
    ics = evento_ics(
        uid="1@agenda",
        titulo="Arranque de obra",
        inicio=ahora,
        fin=ahora + timedelta(hours=1),
        lugar="Plaza",
        sello=ahora,
    )
    carga = {
        "nombre": "Redacción, Radio «Sierra»",
        "texto": ".Empieza con punto\nÑandú y camión\n.\nfin\n" + "x" * 1200 + "\n",
        "html": "<p>Ñandú</p>",
        "ics": ics,
        "responder_a": "comunicacion@mazamitla.invalid",
        "cabeceras": {"X-Oficina": "prueba"},
    }
    EnvioFactory(asunto="Invitación: «Arranque» de obra en la niñez", carga=carga)

    despachar_en(ahora)

    (archivo,) = smtp.carpeta.glob("*.eml")
    mensaje = message_from_bytes(archivo.read_bytes(), policy=policy.default)
    assert mensaje["Subject"] == "Invitación: «Arranque» de obra en la niñez"
    assert mensaje["Reply-To"] == "comunicacion@mazamitla.invalid"
    assert mensaje["Auto-Submitted"] == "auto-generated"
    assert mensaje["To"].addresses[0].display_name == "Redacción, Radio «Sierra»"
    assert mensaje.get_body(("plain",)).get_content().replace("\r\n", "\n") == carga["texto"]
    assert [p.get_content_type() for p in mensaje.walk() if not p.is_multipart()] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip


def test_el_identificador_es_el_mismo_en_cada_intento(ahora, despachar_en, smtp):
    envio = EnvioFactory(clave="inv:77")
    smtp.fallar("punto-452", veces=1)

    despachar_en(ahora)
    despachar_en(ahora + timedelta(minutes=1))

    assert {r["message_id"] for r in smtp.diario()} == {f"<{envio.clave.replace(':', '.')}@mazamitla.invalid>"}


@pytest.mark.parametrize("asunto", ["uno\r\nBcc: otro@malo.invalid", "uno\nX: 1"])
def test_un_asunto_con_saltos_no_inyecta_cabeceras(ahora, despachar_en, smtp, asunto):
    envio = EnvioFactory(asunto=asunto)

    despachar_en(ahora)

    envio.refresh_from_db()
    assert envio.estado == PEND
    assert smtp.diario() == []
