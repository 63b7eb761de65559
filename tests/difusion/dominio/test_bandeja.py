from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from difusion.dominio import bandeja
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from difusion.signals import envio_resuelto
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def resueltos():
    """Los hechos que difusión contó durante la prueba."""
    vistos = []

    def oir(envio, **_):
        vistos.append((envio.pk, envio.estado))

    envio_resuelto.connect(oir)
    yield vistos
    envio_resuelto.disconnect(oir)


def encolar(directora, ahora, **cambios):
    datos = {
        "canal": Canal.CORREO,
        "motivo": MotivoDeEnvio.ACUSE,
        "objeto": "medios.invitacion:1",
        "destinatario": "a@medio.invalid",
    }
    return bandeja.encolar(por=directora, ahora=ahora, **(datos | cambios))


def test_apuntar_dos_veces_lo_mismo_deja_un_solo_envio(directora, ahora):
    uno = encolar(directora, ahora)
    otro = encolar(directora, ahora + timedelta(minutes=1), destinatario="b@medio.invalid")

    assert otro.pk == uno.pk
    assert Envio.objects.get().destinatario == "a@medio.invalid"


def test_nace_pendiente_y_por_salir_desde_ahora(directora, ahora):
    envio = encolar(directora, ahora)

    assert (envio.estado, envio.intento) == (EstadoEnvio.PENDIENTE, 0)
    assert list(Envio.objects.por_salir(ahora)) == [envio]
    assert not Envio.objects.por_salir(ahora - timedelta(seconds=1)).exists()


def test_con_hora_de_salida_espera_a_su_hora(directora, ahora):
    encolar(directora, ahora, no_antes=ahora + timedelta(hours=1))

    assert not Envio.objects.por_salir(ahora).exists()


def test_dar_por_entregado_lo_dudoso_lo_cuenta_y_lo_asienta(directora, ahora, resueltos):
    envio = bandeja.dar_por_entregado(EnvioFactory(por_verificar=True), por=directora, ahora=ahora)

    envio.refresh_from_db()
    assert (envio.estado, envio.resuelto_en) == (EstadoEnvio.ENTREGADO, ahora)
    assert resueltos == [(envio.pk, EstadoEnvio.ENTREGADO)]
    assert Asiento.objects.get().accion == "dar por entregado"


@pytest.mark.parametrize("rasgo", ["por_verificar", "fallido", "vencido"])
def test_reenviar_lo_deja_como_nuevo(directora, ahora, resueltos, rasgo):
    envio = EnvioFactory(**{rasgo: True}, intento=8, vence_en=ahora - timedelta(days=1))

    bandeja.reenviar(envio, por=directora, ahora=ahora)

    envio.refresh_from_db()
    assert (envio.estado, envio.intento, envio.ficha, envio.vence_en) == (EstadoEnvio.PENDIENTE, 0, None, None)
    assert envio.no_antes_desde == ahora
    assert resueltos == []


@pytest.mark.parametrize("rasgo", ["por_verificar", "fallido", "creado_por"])
def test_cancelar_evita_que_salga(directora, ahora, resueltos, rasgo):
    envio = EnvioFactory(**({rasgo: True} if rasgo != "creado_por" else {}))

    bandeja.cancelar(envio, por=directora, ahora=ahora)

    assert not Envio.objects.por_salir(ahora + timedelta(days=1)).exists()
    assert resueltos == [(envio.pk, EstadoEnvio.CANCELADO)]


@pytest.mark.parametrize("acto", [bandeja.dar_por_entregado, bandeja.reenviar, bandeja.cancelar])
def test_decidir_pide_la_capacidad(consulta, ahora, acto):
    envio = EnvioFactory(por_verificar=True)

    with pytest.raises(NoTienePermiso):
        acto(envio, por=consulta, ahora=ahora)

    envio.refresh_from_db()
    assert envio.estado == EstadoEnvio.POR_VERIFICAR


@pytest.mark.parametrize("acto", [bandeja.dar_por_entregado, bandeja.reenviar, bandeja.cancelar])
def test_no_se_decide_sobre_lo_que_un_proceso_esta_entregando(directora, ahora, acto):
    envio = EnvioFactory(punto=True)

    with pytest.raises(YaCambio):
        acto(envio, por=directora, ahora=ahora)


def test_dos_personas_deciden_a_la_vez_y_solo_gana_una(directora, redactora, ahora):
    envio = EnvioFactory(por_verificar=True)
    pantalla_vieja = Envio.objects.get(pk=envio.pk)
    bandeja.cancelar(envio, por=directora, ahora=ahora)

    with pytest.raises(YaCambio, match="otra persona"):
        bandeja.dar_por_entregado(pantalla_vieja, por=redactora, ahora=ahora)

    envio.refresh_from_db()
    assert envio.estado == EstadoEnvio.CANCELADO


class TestSecreto:
    """El enlace personal que lleva un correo sólo está en la bandeja mientras puede hacer falta."""

    @pytest.fixture
    def con_enlace(self):
        return EnvioFactory(
            motivo=MotivoDeEnvio.INVITACION,
            carga={"nombre": "Redacción"},
            secreto={"texto": "Entra en /r/abc/"},
            por_verificar=True,
        )

    @pytest.mark.parametrize("acto", [bandeja.dar_por_entregado, bandeja.cancelar])
    def test_se_borra_cuando_ya_no_hace_falta(self, con_enlace, directora, ahora, acto):
        acto(con_enlace, por=directora, ahora=ahora)

        con_enlace.refresh_from_db()
        assert (con_enlace.secreto, con_enlace.carga) == ({}, {"nombre": "Redacción"})

    def test_se_conserva_para_reenviarlo(self, con_enlace, directora, ahora):
        bandeja.reenviar(con_enlace, por=directora, ahora=ahora)

        con_enlace.refresh_from_db()
        assert con_enlace.secreto == {"texto": "Entra en /r/abc/"}

    def test_borrado_ya_no_se_reenvia_un_correo_vacio(self, con_enlace, directora, ahora):
        bandeja.cancelar(con_enlace, por=directora, ahora=ahora)

        with pytest.raises(NoSePuede, match="Su enlace ya se borró"):
            bandeja.reenviar(con_enlace, por=directora, ahora=ahora)

    def test_la_base_no_guarda_el_secreto_de_lo_entregado(self):
        with pytest.raises(IntegrityError, match="envio_resuelto_sin_secreto"), transaction.atomic():
            EnvioFactory(entregado=True, secreto={"texto": "/r/abc/"})


def test_la_base_no_admite_un_motivo_fuera_de_la_lista():
    with pytest.raises(IntegrityError, match="envio_motivo_conocido"), transaction.atomic():
        EnvioFactory(motivo="otro")
