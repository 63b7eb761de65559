"""La puerta sin cuenta: se lee lo pegado, se confirma, se manda una sola vez, y un enlace filtrado se corta."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from difusion.models import Envio
from solicitudes.dominio.puertas import abrir_puerta, cerrar_puerta, token_de
from solicitudes.dominio.recibir import POR_HORA
from solicitudes.models import Mensaje, PlazoDeAtencion, RenglonPedido, Solicitud
from tests.fabricas.solicitudes import MensajeFactory, SolicitudFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]
PUERTA = "/r/puerta/la-puerta-de-obras/"


def renglones(*filas):
    datos = {"r-TOTAL_FORMS": len(filas), "r-INITIAL_FORMS": 0}
    for numero, fila in enumerate(filas):
        datos |= {f"r-{numero}-{campo}": valor for campo, valor in fila.items()}
    return datos


def la_semana(**cambios):
    fila = {"fecha": "2026-03-16", "hora": "10:00", "que": "Bacheo", "donde": "Los Fresnos"}
    otra = {"fecha": "2026-03-17", "hora": "", "momento": "en la tarde", "que": "Reunión", "con_fotos": "on"}
    datos = {"tipo": "agenda", "accion": "mandar", "clave": uuid.uuid4(), "texto": "lun 16 bacheo"}
    return datos | renglones(fila, otra) | cambios


@pytest.fixture
def sin_cuenta(client, puerta):
    return client


def test_sin_javascript_leer_ensena_los_renglones_por_confirmar(sin_cuenta):
    pagina = sin_cuenta.post(PUERTA, {"tipo": "agenda", "accion": "leer", "texto": "Lun 16 10am bacheo, Los Fresnos"})

    assert [f.initial for f in pagina.context["renglones"].forms] == [
        {
            "fecha": date(2026, 3, 16),
            "hora": time(10),
            "momento": "",
            "que": "Bacheo",
            "donde": "Los Fresnos",
            "preside": "",
            "con_fotos": False,
        }
    ]
    assert Solicitud.objects.count() == 0


def test_mandar_da_folio_reloj_y_acuse_por_correo(sin_cuenta, puerta, ahora):
    PlazoDeAtencion.objects.update_or_create(
        tipo="agenda", fecha_desde=date(2000, 1, 1), defaults={"minutos": 240, "fijado_por": None}
    )

    respuesta = sin_cuenta.post(PUERTA, la_semana())

    solicitud = Solicitud.objects.get()
    assert respuesta.url == reverse("puerta:enviada", args=["la-puerta-de-obras", solicitud.pk])
    assert (solicitud.folio, solicitud.titulo) == ("S-0001", "Agenda de la semana, 2 actividades")
    assert solicitud.vence_en == ahora + timedelta(hours=4)
    assert list(solicitud.renglones.values_list("que", "hora", "momento", "con_fotos")) == [
        ("Bacheo", time(10), "", False),
        ("Reunión", None, "en la tarde", True),
    ]
    assert Envio.objects.get(motivo="solicitud").destinatario == "obras@municipio.invalid"
    assert "La recibimos." in sin_cuenta.get(respuesta.url).text


def test_dos_clics_son_una_solicitud(sin_cuenta):
    semana = la_semana()

    sin_cuenta.post(PUERTA, semana)
    sin_cuenta.post(PUERTA, semana)

    assert Solicitud.objects.count() == 1


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"r-0-fecha": "1900-01-01"}, "Revisa el año."),
        ({"r-0-fecha": "2026-02-31"}, "Ese día no existe."),
        ({"r-0-fecha": ""}, "Escribe qué día es."),
        ({"r-0-que": ""}, "Escribe qué van a hacer."),
        ({"r-0-hora": "25:00"}, "Esa hora no existe."),
        ({"r-0-que": "🎉" * 201}, "Son 201 caracteres; caben 200."),
        ({"texto": "Lun 16 Junta\n" * 10_000, "accion": "leer"}, "Pegaste 10,000 renglones y caben 60."),
        (renglones() | {"texto": ""}, "Escribe al menos una actividad, con su día."),
    ],
)
def test_lo_mal_escrito_se_dice_con_su_frase_y_no_se_guarda(sin_cuenta, cambios, frase):
    pagina = sin_cuenta.post(PUERTA, la_semana(**cambios))

    assert (pagina.status_code, frase in pagina.text) == (422, True)
    assert Solicitud.objects.count() == 0


def test_emoji_y_html_entran_como_texto(sin_cuenta):
    sin_cuenta.post(PUERTA, la_semana(**{"r-0-que": "<b>Feria</b> 🎉"}))

    assert RenglonPedido.objects.first().que == "<b>Feria</b> 🎉"
    assert "<b>Feria" not in sin_cuenta.get(f"/r/solicitud/{token_de(Solicitud.objects.get())}/").text


def test_el_enlace_cambiado_deja_de_servir_y_el_de_sus_solicitudes_tambien(sin_cuenta, puerta, directora, ahora):
    solicitud = SolicitudFactory(puerta=puerta, dependencia=puerta.dependencia)
    de_antes = f"/r/solicitud/{token_de(solicitud)}/"

    nueva = abrir_puerta(puerta.dependencia, dias=30, por=directora, ahora=ahora)

    assert [sin_cuenta.get(d).status_code for d in (PUERTA, de_antes)] == [404, 404]
    assert sin_cuenta.get(reverse("puerta:entrar", args=[nueva.token])).status_code == 200


def test_la_puerta_cerrada_no_recibe_ni_con_el_formulario_abierto(sin_cuenta, puerta, directora, ahora):
    cerrar_puerta(puerta, por=directora, ahora=ahora)

    assert sin_cuenta.post(PUERTA, la_semana()).status_code == 404
    assert Solicitud.objects.count() == 0


def test_un_enlace_filtrado_tiene_limite_de_ritmo(sin_cuenta, puerta, ahora):
    for _ in range(POR_HORA):
        SolicitudFactory(puerta=puerta, dependencia=puerta.dependencia, recibida_en=ahora)

    pagina = sin_cuenta.post(PUERTA, la_semana())

    assert "Llegaron muchas solicitudes por este enlace" in pagina.text
    assert Solicitud.objects.count() == POR_HORA


def test_contestar_una_pregunta_echa_a_andar_el_reloj_donde_se_quedo(sin_cuenta, puerta, ahora, reloj):
    una = SolicitudFactory(
        puerta=puerta, dependencia=puerta.dependencia, estado="en_espera", detenida_en=ahora, vence_en=ahora
    )
    MensajeFactory(solicitud=una, es_pregunta=True, escrito_en=ahora)
    reloj.move_to(ahora + timedelta(hours=5))

    sin_cuenta.post(f"/r/solicitud/{token_de(una)}/", {"texto": "A las cinco 🙂"})

    una.refresh_from_db()
    assert (una.estado, una.detenida_en, una.vence_en) == ("por_decidir", None, ahora + timedelta(hours=5))
    assert Mensaje.objects.last().texto == "A las cinco 🙂"


def test_sin_javascript_un_archivo_entra_por_el_buzon_y_uno_hostil_se_rechaza(sin_cuenta, puerta, foto_jpeg):
    una = SolicitudFactory(puerta=puerta, dependencia=puerta.dependencia)
    hostil = foto_jpeg(b"MZ\x90\x00" + b"\x00" * 200, "foto.jpg")

    pagina = sin_cuenta.post(f"/r/solicitud/{token_de(una)}/archivos/", {"archivos": [foto_jpeg(), hostil]})

    assert "«obra.jpg» llegó. Gracias." in pagina.text
    assert list(una.adjuntos.values_list("subida__estado", flat=True)) == ["entregada"]
    assert una.adjuntos.get().subida.evidencia.buzon == puerta.buzon


def test_el_enlace_con_cuenta_pide_por_su_dependencia_y_no_por_otra(client, enlace):
    client.force_login(enlace)

    client.post("/oficina/solicitudes/mandar/", la_semana(dependencia="999"))

    assert Solicitud.objects.get().dependencia == enlace.dependencia
    assert client.get("/oficina/solicitudes/").status_code == 403
