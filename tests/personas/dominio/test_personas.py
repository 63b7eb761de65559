import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from personas.consultas import invitacion_del_token
from personas.dominio import personas as cuentas
from personas.models import Persona
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.personas.conftest import AHORA, CLAVE

pytestmark = pytest.mark.django_db


def papeles(persona, *nuevos, por, dependencia=None):
    return cuentas.cambiar_papeles(persona, papeles=list(nuevos), dependencia=dependencia, por=por, ahora=AHORA)


def test_cambiar_papeles_asienta_de_que_a_que(directora, redactora):
    papeles(redactora, "redaccion", "redes", por=directora)

    asiento = Asiento.objects.get(objeto=ref(redactora))
    assert asiento.detalle == {"de": ["redaccion"], "a": ["redaccion", "redes"]}
    assert Persona.objects.get(pk=redactora.pk).papeles == ["redaccion", "redes"]


def test_nadie_se_quita_a_si_misma_la_direccion(directora):
    PersonaFactory()

    with pytest.raises(NoSePuede, match="No puedes quitarte"):
        papeles(directora, "consulta", por=directora)


def test_la_ultima_directora_activa_no_pierde_la_direccion_ni_la_cuenta(directora):
    otra = PersonaFactory()
    cuentas.desactivar_persona(otra, por=directora, ahora=AHORA)
    # Una directora que no es la última por dirigir, pero cuya cuenta ya no está activa, no cuenta como relevo.
    Persona.objects.filter(pk=otra.pk).update(papeles=["directora"])
    quien = Persona(pk=otra.pk, papeles=["directora"], is_active=True)

    with pytest.raises(NoSePuede, match="sin nadie que la dirija"):
        papeles(directora, "consulta", por=quien)
    with pytest.raises(NoSePuede, match="sin nadie que la dirija"):
        cuentas.desactivar_persona(directora, por=quien, ahora=AHORA)


def test_nadie_se_desactiva_a_si_misma(directora):
    PersonaFactory()

    with pytest.raises(NoSePuede, match="tu propia cuenta"):
        cuentas.desactivar_persona(directora, por=directora, ahora=AHORA)


def entrar(persona):
    persona.set_password(CLAVE)
    persona.save(update_fields=["password"])
    cliente = Client()
    cliente.post(reverse("account_login"), {"login": persona.username, "password": CLAVE})
    assert cliente.get(reverse("personas:perfil")).status_code == 200
    return cliente


def test_desactivar_cierra_las_sesiones_y_vence_las_invitaciones(directora, invitar):
    otra = PersonaFactory()
    _, token = invitar(por=otra)
    cliente = entrar(otra)

    cuentas.desactivar_persona(otra, por=directora, ahora=AHORA)

    assert cliente.get(reverse("personas:perfil")).status_code == 302
    assert UserSession.objects.filter(user=otra).count() == 0
    assert invitacion_del_token(token, AHORA) is None


def test_cerrar_sesiones_saca_de_todos_los_equipos_y_la_cuenta_sigue(directora, redactora):
    primero = entrar(redactora)
    segundo = Client()
    segundo.post(reverse("account_login"), {"login": redactora.username, "password": CLAVE})

    cuantas = cuentas.cerrar_sesiones(redactora, por=directora, ahora=AHORA)

    assert cuantas == 2
    assert [c.get(reverse("personas:perfil")).status_code for c in (primero, segundo)] == [302, 302]
    assert entrar(redactora).get(reverse("personas:perfil")).status_code == 200


def test_reactivar_devuelve_los_papeles_y_no_se_repite(directora, redactora):
    cuentas.desactivar_persona(redactora, por=directora, ahora=AHORA)

    assert cuentas.reactivar_persona(redactora, por=directora, ahora=AHORA).papeles == ["redaccion"]
    with pytest.raises(NoSePuede, match="ya está activa"):
        cuentas.reactivar_persona(redactora, por=directora, ahora=AHORA)


def test_desactivar_dos_veces_se_rechaza(directora, redactora):
    cuentas.desactivar_persona(redactora, por=directora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="ya está desactivada"):
        cuentas.desactivar_persona(redactora, por=directora, ahora=AHORA)


def test_el_papel_de_enlace_pide_dependencia(directora, redactora):
    with pytest.raises(NoSePuede, match="su dependencia"):
        papeles(redactora, "enlace", por=directora)
    obras = DependenciaFactory()
    assert papeles(redactora, "enlace", por=directora, dependencia=obras).dependencia == obras


@pytest.mark.parametrize("acto", [cuentas.desactivar_persona, cuentas.reactivar_persona, cuentas.cerrar_sesiones])
def test_sin_la_capacidad_no_se_administra(directora, redactora, acto):
    with pytest.raises(NoTienePermiso):
        acto(directora, por=redactora, ahora=AHORA)


def test_editar_perfil_guarda_lo_propio_y_nada_mas(redactora):
    datos = {"first_name": "Redacción", "cargo": "Jefatura", "telefono": "382 538 0149", "papeles": ["directora"]}

    cuentas.editar_perfil(datos=datos, por=redactora, ahora=AHORA)

    persona = Persona.objects.get(pk=redactora.pk)
    assert (persona.cargo, persona.telefono, persona.papeles) == ("Jefatura", "+523825380149", ["redaccion"])


@pytest.mark.parametrize(
    "datos", [{"cargo": "a\0b"}, {"cargo": "x" * 5000}, {"telefono": "12"}, {"colores": "fosforescente"}]
)
def test_editar_perfil_rechaza_lo_mal_escrito(redactora, datos):
    with pytest.raises(NoSePuede) as negativa:
        cuentas.editar_perfil(datos=datos, por=redactora, ahora=AHORA)

    assert {i.campo for i in negativa.value.impedimentos} == set(datos)


def test_cambiar_tema_da_la_vuelta_y_rechaza_el_que_no_existe(redactora):
    vuelta = [cuentas.cambiar_colores(colores="", por=redactora, ahora=AHORA) for _ in range(3)]

    assert vuelta == ["claro", "oscuro", "sistema"]
    with pytest.raises(NoSePuede):
        cuentas.cambiar_colores(colores="fosforescente", por=redactora, ahora=AHORA)
