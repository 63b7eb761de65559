from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from nucleo.dominio.bitacora import asentar
from personas.models import Dependencia, DiaInhabil, InvitacionDePersona, Oficina, PeriodoSuspension, Persona
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.personas.conftest import AHORA, CLAVE
from tests.personas.dominio.test_oficina import imagen

pytestmark = pytest.mark.django_db
OFICINA = {"nombre": "Comunicación Social", "municipio": "Mazamitla", "entidad": "Jalisco", "telefonos": "382 538 0149"}
PERIODO = {"tipo": "eleccion", "nombre": "Elección", "inicio": "2027-04-04T00:00", "fin": "2027-06-06T23:59",
           "fundamento": "LGCS art. 21"}  # fmt: skip


@pytest.fixture
def dirige(client, directora):
    client.force_login(directora)
    return client


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


RUTAS = ["perfil", "ajustes", "bienvenida", "oficina", "personas", "dependencias", "calendario", "bitacora"]


@pytest.mark.parametrize("ruta", RUTAS)
def test_cada_pantalla_abre_para_quien_dirige(dirige, ruta):
    respuesta = dirige.get(reverse(f"personas:{ruta}"))

    assert respuesta.status_code == 200
    assert "VARIABLE INDEFINIDA" not in respuesta.text


@pytest.mark.parametrize("ruta", RUTAS)
def test_sin_sesion_ninguna_abre(client, ruta):
    assert client.get(reverse(f"personas:{ruta}")).status_code == 302


@pytest.mark.parametrize("ruta", RUTAS[2:])
def test_sin_la_capacidad_ninguna_de_administrar_abre(redacta, ruta):
    assert redacta.get(reverse(f"personas:{ruta}")).status_code == 403


def test_ajustes_muestra_a_cada_quien_lo_suyo(redacta):
    html = redacta.get(reverse("personas:ajustes")).text

    assert "Tu cuenta" in html
    assert reverse("personas:personas") not in html


def test_el_perfil_se_guarda_y_limpia_el_telefono(redacta, redactora):
    datos = {"first_name": "Redacción", "telefono": "382 538 0149", "tema": "oscuro"}

    assert redacta.post(reverse("personas:perfil"), datos).status_code == 302
    persona = Persona.objects.get(pk=redactora.pk)
    assert (persona.telefono, persona.tema, persona.usa_atajos) == ("+523825380149", "oscuro", False)


@pytest.mark.parametrize(
    "malo", [{"first_name": "a\0b"}, {"first_name": "x" * 5000}, {"telefono": "12"}, {"tema": "x"}, {"first_name": ""}]
)
def test_el_perfil_mal_escrito_vuelve_con_su_error(redacta, malo):
    datos = {"first_name": "Redacción", "tema": "claro", **malo}

    assert redacta.post(reverse("personas:perfil"), datos).status_code == 422


@pytest.mark.parametrize(
    ("volver", "destino"),
    [("/oficina/agenda/?q=x", "/oficina/agenda/?q=x"), ("https://malo.invalid/", "/oficina/perfil/"),
     ("//malo.invalid", "/oficina/perfil/"), ("javascript:alert(1)", "/oficina/perfil/"), ("", "/oficina/perfil/")],
)  # fmt: skip
def test_el_tema_cambia_y_solo_vuelve_a_este_sitio(redacta, redactora, volver, destino):
    respuesta = redacta.post(reverse("personas:tema"), {"tema": "oscuro", "volver": volver})

    assert respuesta["Location"] == destino
    assert Persona.objects.get(pk=redactora.pk).tema == "oscuro"


def test_el_tema_no_cambia_con_get(redacta):
    assert redacta.get(reverse("personas:tema")).status_code == 405


def test_la_oficina_se_guarda_con_telefonos_y_escudo(dirige):
    escudo = SimpleUploadedFile("escudo.png", imagen().getvalue())

    assert dirige.post(reverse("personas:oficina"), OFICINA | {"escudo": escudo}).status_code == 302
    assert Oficina.objects.get().telefonos == ["+523825380149"]
    imagen_servida = dirige.get(reverse("personas:imagen", args=["escudo"]))
    assert (imagen_servida.status_code, imagen_servida["Content-Type"]) == (200, "image/png")
    assert imagen_servida.getvalue()[:4] == b"\x89PNG"


def test_la_pantalla_de_la_oficina_con_escudo_ofrece_quitarlo(dirige):
    dirige.post(reverse("personas:oficina"), OFICINA | {"escudo": SimpleUploadedFile("e.png", imagen().getvalue())})

    assert "Quitar el escudo" in dirige.get(reverse("personas:oficina")).text
    dirige.post(reverse("personas:oficina"), OFICINA | {"quitar_escudo": "on"})
    assert "Quitar el escudo" not in dirige.get(reverse("personas:oficina")).text


@pytest.mark.parametrize(
    "malo",
    [{"nombre": "a\0b"}, {"municipio": ""}, {"telefonos": "12"}, {"correo": "x"}, {"domicilio": "x" * 5000},
     {"url_transparencia": "javascript:alert(1)"}, {"escudo": SimpleUploadedFile("e.png", b"<svg/>")}],
    ids=lambda m: next(iter(m)),
)  # fmt: skip
def test_la_oficina_mal_escrita_vuelve_con_su_error(dirige, malo):
    assert dirige.post(reverse("personas:oficina"), OFICINA | malo).status_code == 422
    assert Oficina.objects.count() == 0


@pytest.mark.parametrize("cual", ["logotipo", "password", "objects"])
def test_no_hay_mas_imagenes_que_las_guardadas(dirige, cual):
    assert dirige.get(reverse("personas:imagen", args=[cual])).status_code == 404


INVITACION = {"nombre": "Fotografía", "correo": "foto@oficina.invalid", "papeles": ["fotografia"]}


def test_invitar_ensena_el_enlace_una_vez_y_queda_en_la_lista(dirige):
    respuesta = dirige.post(reverse("personas:personas"), INVITACION)

    assert "/r/cuenta/" in respuesta.text
    assert "/r/cuenta/" not in (lista := dirige.get(reverse("personas:personas")).text)
    assert "foto@oficina.invalid" in lista


@pytest.mark.parametrize(
    "malo",
    [{"correo": "direccion@oficina.invalid"}, {"nombre": "a\0b"}, {"nombre": "x" * 5000}, {"papeles": ["rey"]},
     {"papeles": []}, {"papeles": ["enlace"]}, {"dependencia": "99999"}],
)  # fmt: skip
def test_una_invitacion_mal_hecha_vuelve_con_su_error(dirige, malo):
    assert dirige.post(reverse("personas:personas"), INVITACION | malo).status_code == 422
    assert InvitacionDePersona.objects.count() == 0


def test_retirar_una_invitacion(dirige, invitar):
    invitacion, token = invitar(ahora=timezone.now())

    dirige.post(reverse("personas:retirar_invitacion", args=[invitacion.pk]))

    assert dirige.get(reverse("cuenta:aceptar", args=[token])).status_code == 404


def test_cambiar_papeles_y_negativas_en_pantalla(dirige, directora, redactora):
    ruta = reverse("personas:persona", args=[redactora.pk])

    assert dirige.get(ruta).status_code == 200
    assert dirige.post(ruta, {"papeles": ["redes"]}).status_code == 302
    propia = reverse("personas:persona", args=[directora.pk])
    respuesta = dirige.post(propia, {"papeles": ["consulta"]})
    assert (respuesta.status_code, "No puedes quitarte" in respuesta.text) == (422, True)


@pytest.mark.parametrize(
    ("accion", "frase"),
    [
        ("desactivar", "Cuenta desactivada"),
        ("cerrar", "Salió de todos"),
        ("reactivar", "ya está activa"),
        ("x", "Elige"),
    ],
)
def test_el_acceso_se_decide_con_un_boton(dirige, redactora, accion, frase):
    ruta = reverse("personas:acceso", args=[redactora.pk])

    assert frase in dirige.post(ruta, {"accion": accion}, follow=True).text


def test_la_redactora_no_administra_a_nadie(redacta, directora):
    assert redacta.post(reverse("personas:acceso", args=[directora.pk]), {"accion": "desactivar"}).status_code == 403
    assert redacta.post(reverse("personas:persona", args=[directora.pk]), {"papeles": ["consulta"]}).status_code == 403
    assert Persona.objects.get(pk=directora.pk).is_active


def test_dependencias_se_agregan_renombran_y_desactivan(dirige):
    dirige.post(reverse("personas:dependencias"), {"nombre": "Obras", "siglas": "OP"})
    una = Dependencia.objects.get()
    dirige.post(reverse("personas:dependencia", args=[una.pk]), {"nombre": "Obras Públicas"})
    dirige.post(reverse("personas:mover_dependencia", args=[una.pk]), {"desactivar": "1"})

    una.refresh_from_db()
    assert (una.nombre, una.activa) == ("Obras Públicas", False)


@pytest.mark.parametrize("nombre", ["", "a\0b", "x" * 5000, "OBRAS"])
def test_una_dependencia_mal_escrita_vuelve_con_su_error(dirige, nombre):
    una = DependenciaFactory(nombre="Obras")

    assert dirige.post(reverse("personas:dependencias"), {"nombre": nombre}).status_code == 422
    otra = DependenciaFactory(nombre="Otra")
    assert dirige.post(reverse("personas:dependencia", args=[otra.pk]), {"nombre": nombre}).status_code == 422
    assert Dependencia.objects.get(pk=una.pk).nombre == "Obras"


def test_calendario_agrega_y_quita_dias_y_periodos(dirige):
    calendario = reverse("personas:calendario")
    dirige.post(calendario, {"dia-fecha": "2026-12-25", "dia-motivo": "Navidad"})
    dirige.post(calendario, PERIODO)
    dia, periodo = DiaInhabil.objects.get(), PeriodoSuspension.objects.get()

    assert periodo.inicio == datetime(2027, 4, 4, 6, 0, tzinfo=UTC)
    assert "Navidad" in dirige.get(calendario).text
    dirige.post(reverse("personas:quitar_dia", args=[dia.pk]))
    dirige.post(reverse("personas:terminar_periodo", args=[periodo.pk]))
    assert DiaInhabil.objects.count() == PeriodoSuspension.objects.count() == 0


@pytest.mark.parametrize(
    "datos",
    [{"dia-fecha": "ayer", "dia-motivo": "x"}, {"dia-fecha": "9999-12-31", "dia-motivo": "x"}, {},
     {"dia-fecha": "2026-12-25", "dia-motivo": "a\0b"}, PERIODO | {"fin": "2027-01-01T00:00"},
     PERIODO | {"fin": "9999-12-31T23:59"}, PERIODO | {"nombre": "x" * 5000}, PERIODO | {"tipo": "veda"}],
)  # fmt: skip
def test_un_calendario_mal_escrito_vuelve_con_su_error(dirige, datos):
    assert dirige.post(reverse("personas:calendario"), datos).status_code == 422
    assert DiaInhabil.objects.count() == PeriodoSuspension.objects.count() == 0


@pytest.mark.parametrize("paso", ["", "oficina", "personas", "medios", "metas", "correo", "x\0"])
def test_la_bienvenida_tiene_cinco_pasos(dirige, paso):
    respuesta = dirige.get(reverse("personas:bienvenida"), {"paso": paso})

    assert respuesta.status_code == 200
    assert "VARIABLE INDEFINIDA" not in respuesta.text


def test_el_paso_de_la_oficina_sigue_con_las_personas(dirige):
    siguiente = reverse("personas:bienvenida") + "?paso=personas"

    assert dirige.post(reverse("personas:oficina"), OFICINA | {"volver": siguiente})["Location"] == siguiente


def test_saltar_la_bienvenida_la_da_por_vista(dirige):
    assert dirige.post(reverse("personas:bienvenida")).status_code == 302
    assert Oficina.objects.get().configurada_en is not None


def test_la_bitacora_pagina_de_cincuenta_con_pocas_consultas(dirige, directora, django_assert_max_num_queries):
    for n in range(60):
        asentar("probar", "prueba", por=directora, ahora=AHORA + timedelta(minutes=n), numero=n)
    dirige.get(reverse("personas:bitacora"))

    with django_assert_max_num_queries(8):
        html = dirige.get(reverse("personas:bitacora")).text
    assert html.count('<th scope="row"') == 50
    assert dirige.get(reverse("personas:bitacora"), {"pagina": "2"}).text.count('<th scope="row"') == 10


def test_la_bitacora_se_filtra_por_texto_persona_y_fecha(dirige, directora, redactora):
    asentar("aprobar", "boletines.boletin:7", por=directora, ahora=AHORA)
    asentar("publicar", "boletines.boletin:7", por=redactora, ahora=AHORA + timedelta(days=2))

    def acciones(**filtro):
        html = dirige.get(reverse("personas:bitacora"), filtro).text
        return [a for a in ("Aprobar", "Publicar") if f'">{a}</td>' in html]

    assert acciones(q="aprob") == ["Aprobar"]
    assert acciones(persona=redactora.pk) == ["Publicar"]
    assert acciones(desde="2026-11-24") == ["Publicar"]
    assert acciones(hasta="2026-11-23") == ["Aprobar"]
    assert acciones() == ["Aprobar", "Publicar"]


@pytest.mark.parametrize(
    "filtro", [{"q": "a\0b"}, {"q": "x" * 5000}, {"desde": "9999-12-31"}, {"persona": "x"}, {"hasta": "ayer"}]
)
def test_un_filtro_que_no_se_entiende_se_ignora_y_se_dice(dirige, filtro):
    assert dirige.get(reverse("personas:bitacora"), filtro).status_code == 422


def test_estrenar_la_cuenta_y_entrar_con_ella(client, invitar):
    _, token = invitar(ahora=timezone.now())
    ruta = reverse("cuenta:aceptar", args=[token])
    pagina = client.get(ruta)

    assert (pagina.status_code, pagina["Referrer-Policy"]) == (200, "no-referrer")
    datos = {"usuario": "foto", "clave": CLAVE, "clave_otra_vez": CLAVE}
    assert client.post(ruta, datos)["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": "foto", "password": CLAVE})
    assert client.get(reverse("personas:perfil")).status_code == 200
    assert client.get(ruta).status_code == 404


@pytest.mark.parametrize(
    "malo",
    [{"usuario": "a\0b"}, {"usuario": "x" * 5000}, {"clave": "x" * 5000}, {"clave_otra_vez": "otra"},
     {"clave": "corta", "clave_otra_vez": "corta"}, {"usuario": "directora"}, {"usuario": ""}],
)  # fmt: skip
def test_estrenar_mal_no_gasta_el_enlace(client, invitar, malo):
    _, token = invitar(ahora=timezone.now())
    ruta = reverse("cuenta:aceptar", args=[token])

    assert client.post(ruta, {"usuario": "foto", "clave": CLAVE, "clave_otra_vez": CLAVE} | malo).status_code == 422
    assert client.get(ruta).status_code == 200


@pytest.mark.parametrize("token", ["nada", "x" * 500, "a%00b"])
def test_un_enlace_desconocido_no_dice_por_que(client, token):
    assert client.get(f"/r/cuenta/{token}/").status_code == 404


def test_la_lista_cuesta_lo_mismo_con_una_que_con_tres(dirige, django_assert_max_num_queries):
    PersonaFactory.create_batch(3, dependencia=DependenciaFactory())
    dirige.get(reverse("personas:personas"))

    with django_assert_max_num_queries(9):
        dirige.get(reverse("personas:personas"))
