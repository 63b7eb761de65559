import hashlib
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from difusion.dominio.bandeja import dar_por_entregado
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from nucleo.registro import sin_secretos
from personas.consultas import invitacion_del_token
from personas.dominio.invitaciones import EnlaceVencido, aceptar_invitacion, retirar_invitacion
from personas.models import InvitacionDePersona, Persona
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.personas.conftest import AHORA, CLAVE

pytestmark = pytest.mark.django_db


def aceptar(token, usuario="foto", clave=CLAVE, ahora=AHORA, correo=""):
    return aceptar_invitacion(token=token, usuario=usuario, clave=clave, ahora=ahora, correo=correo)


def test_de_la_invitacion_solo_se_guarda_la_huella(invitar):
    invitacion, token = invitar()

    assert invitacion.huella == hashlib.sha256(token.encode()).hexdigest()
    assert invitacion.vence_en == AHORA + timedelta(days=7)


def test_el_correo_queda_apuntado_en_la_bandeja_y_vence_con_el_enlace(invitar):
    invitacion, token = invitar()

    envio = Envio.objects.get(objeto=ref(invitacion))
    assert (envio.destinatario, envio.vence_en, token in envio.secreto["texto"]) == (
        "foto@oficina.invalid", invitacion.vence_en, True,
    )  # fmt: skip


def test_entregado_el_correo_el_enlace_se_borra_de_la_bandeja(invitar, directora):
    invitacion, token = invitar()
    Envio.objects.filter(objeto=ref(invitacion)).update(estado=EstadoEnvio.POR_VERIFICAR, resuelto_en=AHORA)

    dar_por_entregado(Envio.objects.get(objeto=ref(invitacion)), por=directora, ahora=AHORA)

    assert token not in str(Envio.objects.filter(objeto=ref(invitacion)).values())


def test_el_token_no_llega_al_registro():
    assert sin_secretos("GET /r/cuenta/abc123/ 200") == "GET /r/cuenta/…/ 200"
    assert sin_secretos("GET /r/abc123/ 200") == "GET /r/…/ 200"


def test_aceptar_crea_la_cuenta_con_lo_que_dijo_la_invitacion(invitar):
    _, token = invitar()

    persona = aceptar(token)

    assert (persona.username, persona.email, persona.papeles) == ("foto", "foto@oficina.invalid", ["fotografia"])
    assert persona.check_password(CLAVE)
    assert EmailAddress.objects.get(user=persona).verified
    assert Asiento.objects.filter(accion="estrenar cuenta", objeto=ref(persona)).count() == 1


def test_el_enlace_no_sirve_dos_veces(invitar):
    _, token = invitar()
    aceptar(token)

    with pytest.raises(EnlaceVencido):
        aceptar(token, usuario="otra")
    assert Persona.objects.filter(username="otra").count() == 0


def test_el_enlace_vence_a_los_siete_dias(invitar):
    _, token = invitar()

    with pytest.raises(EnlaceVencido):
        aceptar(token, ahora=AHORA + timedelta(days=7))
    assert invitacion_del_token(token, AHORA + timedelta(days=7)) is None


def test_invitar_otra_vez_el_mismo_correo_deja_sin_efecto_el_enlace_anterior(invitar):
    _, primero = invitar()
    _, segundo = invitar(correo="FOTO@oficina.invalid")

    assert invitacion_del_token(primero, AHORA) is None
    assert invitacion_del_token(segundo, AHORA) is not None


def test_retirada_la_invitacion_ya_no_abre(invitar, directora):
    invitacion, token = invitar()
    retirar_invitacion(invitacion, por=directora, ahora=AHORA)

    with pytest.raises(EnlaceVencido):
        aceptar(token)
    with pytest.raises(NoSePuede, match="ya se usó"):
        retirar_invitacion(invitacion, por=directora, ahora=AHORA)


@pytest.mark.parametrize("clave", ["corta", "12345678901", "password123", "fotografia1"])
def test_rechaza_contrasenas_debiles_sin_gastar_el_enlace(invitar, clave):
    _, token = invitar()

    with pytest.raises(NoSePuede) as negativa:
        aceptar(token, usuario="fotografia1", clave=clave)
    assert {i.campo for i in negativa.value.impedimentos} == {"clave"}
    assert invitacion_del_token(token, AHORA) is not None


@pytest.mark.parametrize("usuario", ["DIRECTORA", "con espacio", "nulo\0", "x" * 5000, ""])
def test_rechaza_usuarios_repetidos_o_mal_escritos(invitar, usuario):
    _, token = invitar()

    with pytest.raises(NoSePuede) as negativa:
        aceptar(token, usuario=usuario)
    assert {i.campo for i in negativa.value.impedimentos} == {"usuario"}


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"correo": "DIRECCION@oficina.invalid"}, "correo"),
        ({"correo": "esto no es"}, "correo"),
        ({"nombre": "dos\nrenglones"}, "nombre"),
        ({"nombre": "x" * 5000}, "nombre"),
        ({"papeles": []}, "papeles"),
        ({"papeles": ["presidenta"]}, "papeles"),
        ({"papeles": ["enlace"]}, "dependencia"),
    ],
)
def test_rechaza_invitaciones_mal_hechas_diciendo_el_campo(invitar, cambio, campo):
    with pytest.raises(NoSePuede) as negativa:
        invitar(**cambio)

    assert [i.campo for i in negativa.value.impedimentos] == [campo]
    assert InvitacionDePersona.objects.count() == Envio.objects.count() == 0


def test_un_enlace_se_invita_con_su_dependencia(invitar):
    obras = DependenciaFactory(nombre="Obras Públicas")
    _, token = invitar(papeles=["enlace"], dependencia=obras)

    assert aceptar(token).dependencia == obras


def test_solo_invita_quien_administra_personas(invitar, redactora):
    with pytest.raises(NoTienePermiso):
        invitar(por=redactora)


def test_crear_directora_escribe_un_enlace_que_funciona(capsys):
    call_command("crear_directora", usuario="dirige", correo="dirige@oficina.invalid")

    token = capsys.readouterr().out.split("/r/cuenta/")[1].split("/")[0]
    invitacion = InvitacionDePersona.objects.get()
    assert (invitacion.usuario, invitacion.creada_por) == ("dirige", None)
    assert aceptar(token, usuario="dirige", ahora=invitacion.vence_en - timedelta(hours=1)).papeles == ["directora"]


def test_crear_directora_rechaza_un_correo_que_ya_tiene_cuenta():
    PersonaFactory(email="dirige@oficina.invalid")

    with pytest.raises(CommandError, match="Ya hay una cuenta"):
        call_command("crear_directora", usuario="dirige", correo="dirige@oficina.invalid")


def _token_de_la_terminal(capsys, **opciones):
    call_command("crear_directora", **opciones)
    salida = capsys.readouterr().out
    return salida.split("/r/cuenta/")[1].split("/")[0] if salida else ""


def test_la_primera_cuenta_sin_correo_lo_escribe_quien_la_estrena(capsys, client):
    token = _token_de_la_terminal(capsys)
    datos = {"usuario": "dirige", "clave": CLAVE, "clave_otra_vez": CLAVE}
    ruta = reverse("cuenta:aceptar", args=[token])

    assert client.post(ruta, datos).status_code == 422
    assert client.post(ruta, datos | {"correo": "dirige@oficina.invalid"}).status_code == 302
    persona = Persona.objects.get()
    assert (persona.email, persona.papeles, Envio.objects.count()) == ("dirige@oficina.invalid", ["directora"], 0)


def test_quien_ya_trae_correo_en_su_invitacion_no_lo_cambia(invitar):
    _, token = invitar()

    assert aceptar(token, correo="otro@oficina.invalid").email == "foto@oficina.invalid"


def test_si_ya_hay_cuentas_no_se_escribe_otro_enlace(capsys, directora):
    assert _token_de_la_terminal(capsys, si_falta=True) == ""


def test_la_base_no_deja_invitar_sin_correo_ni_repetirlo_entre_cuentas(invitar, directora):
    invitacion, _ = invitar()

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitacionDePersona.objects.filter(pk=invitacion.pk).update(correo="")
    with pytest.raises(IntegrityError, match="persona_correo_unico"), transaction.atomic():
        PersonaFactory(email=directora.email.upper())
