"""Buzones: quien tiene el enlace manda, hasta que venza o se retire, y lo que llega espera revisión."""

from datetime import timedelta

import pytest

from difusion.models import Envio
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.entrada import buzones, subidas
from media_library.dominio.entrada.anuncio import Anuncio, Remitente
from media_library.models import Buzon, Evidencia
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.media_library.conftest import AHORA, jpeg

pytestmark = pytest.mark.django_db(transaction=True)
FOTO = jpeg(120, 90)


@pytest.fixture
def duena(db):
    return PersonaFactory(papeles=["redaccion"], first_name="Redacción", email="redaccion@oficina.invalid")


@pytest.fixture
def abierto(duena):
    return buzones.abrir_buzon(
        nombre="Becas", dependencia=DependenciaFactory(nombre="Educación"), dias=30, por=duena, ahora=AHORA
    )


def mandar(buzon, octetos=FOTO, ahora=AHORA, nombre="a.jpg"):
    anuncio = Anuncio(nombre, len(octetos), credito="Enlace de Educación")
    subida = subidas.crear_subida(de=Remitente(buzon=buzon), anuncio=anuncio, ahora=ahora)
    return subidas.recibir(subida, desde=0, flujo=iter([octetos]), ahora=ahora)


def token_de(enlace):
    return enlace.rstrip("/").rpartition("/")[2]


def test_el_enlace_abre_su_buzon_y_en_la_base_solo_queda_su_huella(abierto):
    token = token_de(abierto.enlace)

    assert buzones.buzon_del_token(token, AHORA) == abierto.buzon
    assert token not in str(list(Buzon.objects.values())) + str(list(Asiento.objects.values()))


def test_vencido_retirado_y_desconocido_se_ven_igual(abierto, duena):
    token = token_de(abierto.enlace)

    assert buzones.buzon_del_token(token, AHORA + timedelta(days=31)) is None
    assert buzones.buzon_del_token("otro", AHORA) is None
    buzones.retirar_buzon(abierto.buzon, por=duena, ahora=AHORA)
    assert buzones.buzon_del_token(token, AHORA) is None


def test_renovar_da_otro_enlace_y_mata_el_anterior(abierto, duena):
    buzones.retirar_buzon(abierto.buzon, por=duena, ahora=AHORA)

    nuevo = buzones.renovar_buzon(abierto.buzon, dias=7, por=duena, ahora=AHORA)

    assert buzones.buzon_del_token(token_de(abierto.enlace), AHORA) is None
    assert buzones.buzon_del_token(token_de(nuevo.enlace), AHORA + timedelta(days=6)) == abierto.buzon


@pytest.mark.parametrize("dias", [0, -3, 366])
def test_un_plazo_fuera_de_lo_razonable_se_rechaza(duena, dias):
    with pytest.raises(NoSePuede, match="de 1 a 365 días"):
        buzones.abrir_buzon(nombre="x", dependencia=DependenciaFactory(), dias=dias, por=duena, ahora=AHORA)


def test_lo_que_llega_es_de_su_dependencia_dice_por_cual_buzon_y_espera_revision(abierto, duena):
    evidencia = mandar(abierto.buzon).evidencia

    assert (evidencia.buzon, evidencia.dependencia, evidencia.credito) == (
        abierto.buzon, abierto.buzon.dependencia, "Enlace de Educación",
    )  # fmt: skip
    assert "llegó por un buzón y nadie la ha revisado" in str(impedimentos_para_publicar(evidencia, AHORA)[0])
    asiento = Asiento.objects.get(accion="subir evidencia")
    assert (asiento.por_nombre, asiento.detalle["buzon"]) == ("Sistema", "Becas")


def test_aceptar_lo_deja_listo_para_usarse(abierto, duena):
    evidencia = mandar(abierto.buzon).evidencia

    assert buzones.aceptar_aportaciones([evidencia], por=duena, ahora=AHORA) == 1
    assert buzones.aceptar_aportaciones([evidencia], por=duena, ahora=AHORA) == 0

    assert impedimentos_para_publicar(Evidencia.objects.get(), AHORA) == []


def test_el_dueno_recibe_un_correo_por_hora_que_dice_que_llego_y_por_cual_enlace(abierto, duena):
    mandar(abierto.buzon)
    mandar(abierto.buzon, jpeg(121, 90), nombre="b.jpg")
    mandar(abierto.buzon, jpeg(122, 90), AHORA + timedelta(hours=2), nombre="c.jpg")

    correos = list(Envio.objects.order_by("pk"))
    assert [c.destinatario for c in correos] == ["redaccion@oficina.invalid"] * 2
    assert correos[0].asunto == "Llegó material por «Becas»"
    assert "Educación" in correos[0].carga["texto"]
    assert "a.jpg, de Enlace de Educación" in correos[0].carga["texto"]


def test_lo_repetido_no_avisa_otra_vez(abierto, duena):
    mandar(abierto.buzon)
    mandar(abierto.buzon, ahora=AHORA + timedelta(hours=2))

    assert Envio.objects.count() == 1


def test_sin_correo_en_su_cuenta_no_hay_envio(duena):
    sin_correo = PersonaFactory(papeles=["redaccion"], email="")
    abierto = buzones.abrir_buzon(nombre="x", dependencia=DependenciaFactory(), dias=1, por=sin_correo, ahora=AHORA)

    mandar(abierto.buzon)

    assert (Envio.objects.count(), Evidencia.objects.count()) == (0, 1)


def test_una_persona_no_sigue_la_subida_de_un_buzon(abierto, duena):
    subida = subidas.crear_subida(de=Remitente(buzon=abierto.buzon), anuncio=Anuncio("a.jpg", 10), ahora=AHORA)

    assert duena.subidas.count() == 0
    assert subida.persona is None
