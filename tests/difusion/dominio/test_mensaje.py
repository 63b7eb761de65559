"""Los encabezados y el cuerpo de un correo, como los lee otro programa (RFC 2047, RFC 5322, RFC 6152)."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difusion.clientes.mensaje import armar
from tests.fabricas.difusion import EnvioFactory

ASUNTOS = [
    "Rueda de prensa: Día de la Niñez en la plaza José Parres Arias con la presidenta Ma. Ñúñez Ávila",
    "3 boletines nuevos: Firma del convenio con el Colegio de Médicos sábado 14 de marzo, 10:00 h",
    "3 boletines nuevos: Firma del convenio con el Colegio de Médicos con la presidenta Ma. Ñúñez Ávila",
    "Con  dos   espacios y ñ",
    "x" * 150,
    "ñ" * 150,
]
NOMBRES = [
    "Ramírez Ñúñez, José María — Jefatura de Información, Semanario «El Ejemplo de la Sierra del Tigre»",
    'Radio "La Ñ" 105.5 FM, noticias; Ávila (cabina)',
    "O'Farrill Ibáñez, Ma. del Carmen (La Voz)",
    'Solo "ASCII", con coma (y paréntesis)',
]
CODIFICADA = re.compile(rb"=\?utf-8\?[bq]\?[^? ]*\?=", re.IGNORECASE)


def crudo(**campos) -> bytes:
    carga = {"texto": "Qué tal.\nNiñez\n", "html": "<p>Niñez</p>", "nombre": campos.pop("nombre", "")}
    return armar(EnvioFactory.build(carga=carga | campos.pop("carga", {}), **campos)).as_bytes()


def leido(octetos: bytes, nombre: str) -> str:
    """El encabezado sin doblar y todavía codificado, como lo recibe un programa."""
    return re.sub(r"\r\n(?=[ \t])", "", str(message_from_bytes(octetos)[nombre]))


def revisar_encabezados(octetos: bytes) -> None:
    assert octetos.isascii()
    assert max(len(renglon) for renglon in octetos.split(b"\r\n")) <= 998
    assert all(len(palabra) <= 75 for palabra in CODIFICADA.findall(octetos))
    assert all(
        palabra.decode() for palabra, _ in decode_header(leido(octetos, "Subject")) if isinstance(palabra, bytes)
    )


@pytest.mark.parametrize("asunto", ASUNTOS)
def test_el_asunto_llega_letra_por_letra(asunto):
    octetos = crudo(asunto=asunto)

    revisar_encabezados(octetos)
    assert str(make_header(decode_header(leido(octetos, "Subject")))) == asunto
    assert message_from_bytes(octetos, policy=policy.default)["Subject"] == asunto


@given(asunto=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=250))
def test_cualquier_asunto_llega_igual(asunto):
    octetos = crudo(asunto=asunto)

    revisar_encabezados(octetos)
    assert str(make_header(decode_header(leido(octetos, "Subject")))).strip() == asunto.strip()


@pytest.mark.parametrize("nombre", NOMBRES)
def test_el_nombre_es_de_una_sola_direccion_y_se_lee_igual(nombre):
    octetos = crudo(nombre=nombre, destinatario="a@ejemplo.mx")

    visto, direccion = parseaddr(leido(octetos, "To"))
    assert (str(make_header(decode_header(visto))), direccion) == (nombre, "a@ejemplo.mx")
    assert len(message_from_bytes(octetos, policy=policy.default)["To"].addresses) == 1
    revisar_encabezados(octetos)


def test_el_calendario_va_solo_como_archivo():
    mensaje = message_from_bytes(crudo(carga={"ics": "BEGIN:VCALENDAR\r\nñ\r\n", "metodo_ics": "CANCEL"}))

    texto, calendario = mensaje.get_payload()
    assert [parte.get_content_type() for parte in texto.get_payload()] == ["text/plain", "text/html"]
    assert calendario.get_content_type() == "text/calendar"
    assert (calendario.get_filename(), calendario.get_param("method")) == ("evento.ics", "CANCEL")
    assert calendario.get_payload(decode=True).decode() == "BEGIN:VCALENDAR\r\nñ\r\n"


@pytest.mark.django_db
def test_un_dominio_con_acento_sale_en_ascii_en_el_sobre_y_en_el_encabezado(ahora, despachar_en, smtp):
    EnvioFactory(destinatario="prensa@periódico-ejemplo.invalid")

    despachar_en(ahora)

    (recibido,) = smtp.diario()
    assert "prensa@xn--peridico-ejemplo-8ub.invalid" in str(recibido)
    assert str(smtp.mensajes()[0]["To"]).endswith("<prensa@xn--peridico-ejemplo-8ub.invalid>")


@pytest.mark.django_db
def test_lo_que_no_puede_entregarse_falla_una_vez_y_no_se_reintenta(ahora, despachar_en, smtp):
    envio = EnvioFactory(destinatario="redacción@ejemplo.invalid")

    despachar_en(ahora)

    envio.refresh_from_db()
    assert (envio.estado, envio.intento, smtp.diario()) == ("fallido", 1, [])
    assert "antes de la arroba" in envio.razon
