from datetime import timedelta

import pytest

from difusion.clientes.contrato import ErrorDeEntrega
from difusion.dominio.canales import _CANALES, registrar_canal
from difusion.dominio.despacho import ESPERAS, apartar_atascados, despachar
from difusion.estados import EstadoEnvio
from difusion.models import Envio, Intento
from difusion.signals import envio_resuelto
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db


def estado(envio):
    envio.refresh_from_db()
    return envio.estado


def test_entrega_y_guarda_lo_que_contesto_el_servidor(ahora, despachar_en, smtp):
    envio = EnvioFactory()

    assert despachar_en(ahora) == 1

    assert estado(envio) == EstadoEnvio.ENTREGADO
    assert (envio.resuelto_en, envio.intento) == (ahora, 1)
    (intento,) = envio.intentos.all()
    assert (intento.numero, intento.resultado, intento.termino_en) == (1, "entregado", ahora)
    assert intento.respuesta.startswith("250 2.0.0 Guardado")
    assert [r["message_id"] for r in smtp.diario()] == [f"<{envio.clave.replace(':', '.')}@mazamitla.invalid>"]


def test_salen_por_prioridad_y_luego_en_orden(ahora, despachar_en, smtp):
    tarde, urgente, primero = EnvioFactory(prioridad=9), EnvioFactory(prioridad=1), EnvioFactory(prioridad=5)

    despachar_en(ahora)

    esperados = [urgente, primero, tarde]
    assert [r["para"] for r in smtp.diario()] == [[e.destinatario] for e in esperados]


def test_no_toma_mas_que_el_limite(ahora, despachar_en):
    EnvioFactory.create_batch(3)

    assert despachar_en(ahora, limite=2) == 2
    assert Envio.objects.filter(estado=EstadoEnvio.PENDIENTE).count() == 1


def test_avisa_una_vez_al_resolver(ahora, despachar_en):
    vistos = []

    def oir(envio, **_):
        vistos.append(envio.estado)

    envio_resuelto.connect(oir)
    try:
        EnvioFactory()
        despachar_en(ahora)
        despachar_en(ahora)
    finally:
        envio_resuelto.disconnect(oir)

    assert vistos == [EstadoEnvio.ENTREGADO]


def test_un_no_por_ahora_espera_y_despues_sale(ahora, despachar_en, smtp):
    envio = EnvioFactory()
    smtp.fallar("rcpt-451", veces=1)

    despachar_en(ahora)

    assert estado(envio) == EstadoEnvio.PENDIENTE
    assert envio.no_antes_desde == ahora + ESPERAS[0]
    assert envio.razon.startswith("451 4.7.1")
    assert despachar_en(ahora + ESPERAS[0] - timedelta(seconds=1)) == 0
    assert despachar_en(ahora + ESPERAS[0]) == 1
    assert estado(envio) == EstadoEnvio.ENTREGADO
    assert list(envio.intentos.order_by("numero").values_list("numero", "resultado")) == [
        (1, "pendiente"),
        (2, "entregado"),
    ]


def test_tras_agotar_las_esperas_queda_fallido(ahora, despachar_en, smtp):
    envio, momento = EnvioFactory(), ahora
    smtp.fallar("rcpt-451")

    for espera in ESPERAS:
        despachar_en(momento)
        assert estado(envio) == EstadoEnvio.PENDIENTE
        momento += espera
    despachar_en(momento)

    assert estado(envio) == EstadoEnvio.FALLIDO
    assert envio.intentos.count() == len(ESPERAS) + 1
    assert smtp.mensajes() == []


def test_un_no_definitivo_falla_de_una_vez(ahora, despachar_en, smtp):
    envio = EnvioFactory()
    smtp.fallar("rcpt-550")

    despachar_en(ahora)

    assert estado(envio) == EstadoEnvio.FALLIDO
    assert envio.razon.startswith("550 5.1.1")
    assert despachar_en(ahora + timedelta(days=1)) == 0


def test_lo_que_no_se_sabe_si_llego_espera_a_una_persona(ahora, despachar_en, smtp):
    envio = EnvioFactory()
    smtp.fallar("cortar-despues")

    despachar_en(ahora)

    assert estado(envio) == EstadoEnvio.POR_VERIFICAR
    assert despachar_en(ahora + timedelta(days=1)) == 0
    assert len(smtp.mensajes()) == 1


def test_lo_vencido_no_sale(ahora, despachar_en, smtp):
    envio = EnvioFactory(vence_en=ahora)

    despachar_en(ahora)

    assert (estado(envio), envio.razon) == (EstadoEnvio.VENCIDO, "Se pasó su hora de salir.")
    assert smtp.diario() == []


def test_un_canal_que_no_existe_falla_sin_tumbar_a_los_demas(ahora, despachar_en):
    raro, bueno = EnvioFactory(canal="paloma", prioridad=1), EnvioFactory()

    assert despachar_en(ahora) == 2
    assert (estado(raro), estado(bueno)) == (EstadoEnvio.FALLIDO, EstadoEnvio.ENTREGADO)


def test_un_envio_imposible_de_armar_se_reintenta_sin_tumbar_a_los_demas(ahora, despachar_en):
    malo, bueno = EnvioFactory(carga={}, prioridad=1), EnvioFactory()

    despachar_en(ahora)

    assert (estado(malo), estado(bueno)) == (EstadoEnvio.PENDIENTE, EstadoEnvio.ENTREGADO)
    assert malo.razon.startswith("Error inesperado")


class CanalDePrueba:
    """Un canal nuevo, como lo escribiría otra app: falla antes o después de la valla."""

    def __init__(self, *, confirma, error):
        self.confirma, self.error = confirma, error

    def entregar(self, _envio, confirmar):
        if self.confirma:
            confirmar()
        raise self.error

    def cerrar(self):
        """No guarda conexiones."""


@pytest.mark.parametrize(
    ("confirma", "error", "esperado"),
    [
        (False, RuntimeError("algo raro"), EstadoEnvio.PENDIENTE),
        (True, RuntimeError("algo raro"), EstadoEnvio.POR_VERIFICAR),
        (False, ErrorDeEntrega("no", permanente=True), EstadoEnvio.FALLIDO),
        (True, ErrorDeEntrega("no", permanente=True), EstadoEnvio.FALLIDO),
        (True, ErrorDeEntrega("ahora no", permanente=False), EstadoEnvio.PENDIENTE),
    ],
)
def test_lo_inesperado_antes_de_la_valla_se_reintenta_y_despues_no(ahora, confirma, error, esperado):
    registrar_canal("de_prueba", lambda: CanalDePrueba(confirma=confirma, error=error))
    envio = EnvioFactory(canal="de_prueba")

    despachar(reloj=lambda: ahora)

    assert estado(envio) == esperado


class CanalQueMira(CanalDePrueba):
    """Apunta cuántos envíos están tomados mientras entrega uno."""

    def __init__(self):
        self.tomados = []

    def entregar(self, _envio, confirmar):
        self.tomados.append(Envio.objects.filter(estado=EstadoEnvio.TOMADO).count())
        confirmar()
        return "Listo"


@pytest.mark.parametrize(("canal", "tomados"), [("portal", [1, 1, 1]), ("correo", [3, 2, 1])])
def test_solo_los_correos_se_toman_por_tandas(ahora, despachar_en, canal, tomados):
    mira, propio = CanalQueMira(), _CANALES[canal]
    registrar_canal(canal, lambda: mira)
    try:
        EnvioFactory.create_batch(3, canal=canal)
        assert despachar_en(ahora) == 3
    finally:
        registrar_canal(canal, propio)

    assert mira.tomados == tomados


class TestRitmo:
    def test_un_dominio_lleno_espera_y_los_demas_siguen(self, ahora, despachar_en, settings):
        settings.CORREO_RITMO_POR_DOMINIO = 2
        for n in range(3):
            EnvioFactory(destinatario=f"r{n}@lleno.invalid", prioridad=1)
        otro = EnvioFactory(destinatario="r@otro.invalid", prioridad=9)

        assert despachar_en(ahora) == 3

        assert estado(otro) == EstadoEnvio.ENTREGADO
        assert despachar_en(ahora + timedelta(seconds=59)) == 0
        assert despachar_en(ahora + timedelta(seconds=61)) == 1

    def test_el_ritmo_no_toca_al_portal(self, ahora, despachar_en, settings):
        settings.CORREO_RITMO_POR_DOMINIO = 1
        registrar_canal("de_prueba", lambda: CanalDePrueba(confirma=False, error=ErrorDeEntrega("no", permanente=True)))
        EnvioFactory(destinatario="a@lleno.invalid")
        EnvioFactory.create_batch(3, canal="de_prueba", destinatario="")

        assert despachar_en(ahora) == 4


class TestApartarAtascados:
    def test_lo_tomado_vuelve_y_lo_dudoso_espera_a_una_persona(self, ahora):
        tomado, punto, vivo = EnvioFactory(tomado=True), EnvioFactory(punto=True), EnvioFactory(tomado=True)
        Envio.objects.filter(pk=vivo.pk).update(arriendo_hasta=ahora + timedelta(hours=2))

        assert apartar_atascados(ahora=ahora + timedelta(hours=1)) == (1, 1)

        assert (estado(tomado), tomado.ficha) == (EstadoEnvio.PENDIENTE, None)
        assert (estado(punto), estado(vivo)) == (EstadoEnvio.POR_VERIFICAR, EstadoEnvio.TOMADO)
        assert punto.resuelto_en == ahora + timedelta(hours=1)

    def test_lo_dudoso_queda_en_el_diario_y_se_avisa(self, ahora):
        punto = EnvioFactory(punto=True)
        intento = Intento.objects.create(envio=punto, numero=1, empezo_en=ahora)
        avisos = []

        def oir(envio, **_):
            avisos.append(envio.estado)

        envio_resuelto.connect(oir)
        try:
            apartar_atascados(ahora=ahora + timedelta(hours=1))
        finally:
            envio_resuelto.disconnect(oir)

        intento.refresh_from_db()
        assert (intento.resultado, intento.termino_en) == (EstadoEnvio.POR_VERIFICAR, ahora + timedelta(hours=1))
        assert avisos == [EstadoEnvio.POR_VERIFICAR]

    def test_con_el_arriendo_vigente_no_toca_nada(self, ahora):
        EnvioFactory(tomado=True)
        EnvioFactory(punto=True)

        assert apartar_atascados(ahora=ahora) == (0, 0)


def test_despues_de_que_un_proceso_congelado_borro_su_intento_se_puede_volver_a_tomar(ahora, despachar_en, smtp):
    """El número de intento no se repite aunque falte uno de en medio."""
    envio = EnvioFactory()
    smtp.fallar("rcpt-451", veces=2)
    despachar_en(ahora)
    despachar_en(ahora + ESPERAS[0])
    envio.intentos.get(numero=1).delete()

    assert despachar_en(ahora + ESPERAS[0] + ESPERAS[1]) == 1

    assert estado(envio) == EstadoEnvio.ENTREGADO
    assert [i.numero for i in envio.intentos.all()] == [2, 3]


def test_cincuenta_mensajes_por_conexion(ahora, despachar_en, smtp):
    EnvioFactory.create_batch(52)

    assert despachar_en(ahora) == 52
    assert len(smtp.mensajes()) == 52
