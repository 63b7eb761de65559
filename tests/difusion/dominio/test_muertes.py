"""Matar al despacho en cada renglón (docs/entrega.md) y congelarlo a media entrega.

Un hijo de verdad, con su propia conexión, muere con `os._exit` en el renglón N: ni `finally` ni
`rollback` corren. El diario del servidor de correo dice cuántas copias guardó.
"""

import os
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import factory
import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from difusion.clientes import smtp as cliente
from difusion.dominio import despacho
from difusion.dominio.freno import poner_freno
from difusion.estados import EN_CURSO, EstadoEnvio
from difusion.models import Envio, Intento
from tests.fabricas.difusion import EnvioFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lento]
VIGILADOS = frozenset({despacho.__file__, cliente.__file__})
MUERTO, VIVO, ROTO = 77, 0, 99
FINALES = {EstadoEnvio.ENTREGADO, EstadoEnvio.POR_VERIFICAR, EstadoEnvio.FALLIDO}


@pytest.fixture
def smtp(smtp, settings):
    settings.CORREO_RITMO_POR_DOMINIO = 1_000_000  # que la consulta del ritmo también corra
    return smtp


def en_un_hijo(acto):
    """Corre `acto` en un proceso hijo y devuelve con qué terminó."""
    connections.close_all()
    hijo = os.fork()
    if hijo == 0:
        try:
            acto()
        except BaseException:  # noqa: BLE001 - el hijo nunca vuelve a pytest
            os._exit(ROTO)
        os._exit(VIVO)
    return os.waitstatus_to_exitcode(os.waitpid(hijo, 0)[1])


def morir_en(paso):
    """Traza que mata al proceso justo antes del renglón número `paso` de los archivos vigilados."""
    cuenta = 0

    def renglon(_marco, suceso, _dato):
        nonlocal cuenta
        if suceso == "line":
            cuenta += 1
            if cuenta == paso:
                os._exit(MUERTO)
        return renglon

    return lambda marco, _suceso, _dato: renglon if marco.f_code.co_filename in VIGILADOS else None


def despachar_hasta_morir(paso):
    def acto():
        sys.settrace(morir_en(paso))
        despacho.despachar(reloj=timezone.now)
        sys.settrace(None)

    return en_un_hijo(acto)


def recuperar(envio):
    """Lo que hace el sistema después: barrer al vencer el arriendo y despachar hasta que se aquiete."""
    despues = timezone.now() + despacho.ARRIENDO_DEL_PUNTO + timedelta(seconds=5)
    limite = time.monotonic() + 5
    while time.monotonic() < limite:
        despacho.apartar_atascados(ahora=despues)
        despacho.despachar(reloj=lambda momento=despues: momento)
        envio.refresh_from_db()
        if envio.estado in FINALES:
            return
        despues += timedelta(minutes=6)
        time.sleep(0.01)  # PostgreSQL tarda un instante en notar que el hijo murió


def llega_uno():
    """Tres desconocidos seguidos cortan el canal, y aquí se quieren muchos: uno que llega lo deja abierto."""
    EnvioFactory()
    despacho.despachar(reloj=timezone.now)


def copias(smtp):
    return Counter(r["message_id"].split("@")[0].strip("<") for r in smtp.diario() if r["guardado"])


def probar(smtp, falla, desde):
    """Mata en cada renglón a partir de `desde`; devuelve los envíos con el paso en que murió cada uno."""
    muertes, paso = {}, desde
    while True:
        paso += 1
        if falla:
            smtp.fallar(falla, veces=1)
        envio = EnvioFactory(clave=f"muerte.{falla or 'bien'}.{paso}")
        fin = despachar_hasta_morir(paso)
        assert fin in {MUERTO, VIVO}
        recuperar(envio)
        smtp.portarse_bien()
        llega_uno()
        muertes[paso] = envio
        if fin == VIVO:
            return muertes


@pytest.mark.parametrize(
    ("falla", "finales"),
    [
        ("", {EstadoEnvio.ENTREGADO, EstadoEnvio.POR_VERIFICAR}),
        ("rcpt-451", {EstadoEnvio.ENTREGADO, EstadoEnvio.POR_VERIFICAR}),
        ("cortar-despues", {EstadoEnvio.POR_VERIFICAR}),
    ],
)
def test_morir_en_cualquier_renglon_no_duplica_ni_pierde(smtp, falla, finales):
    # Con falla, lo anterior a hablar con el servidor ya lo recorrió el caso sin falla.
    muertes = probar(smtp, falla, desde=60 if falla else 0)

    time.sleep(0.1)  # que el servidor termine de anotar las conexiones cortadas
    guardadas = copias(smtp)
    malos = {}
    for paso, envio in muertes.items():
        cuantas = guardadas[envio.clave]
        bien = (envio.estado == EstadoEnvio.ENTREGADO and cuantas == 1) or (
            envio.estado == EstadoEnvio.POR_VERIFICAR and cuantas <= 1
        )
        if not bien:
            malos[paso] = (envio.estado, cuantas)
    assert malos == {}
    assert len(muertes) > 40
    assert {e.estado for e in muertes.values()} <= finales
    assert not Envio.objects.filter(estado__in=[EstadoEnvio.PENDIENTE, *EN_CURSO]).exists()


def test_morir_a_media_tanda_no_duplica_ni_pierde_a_sus_hermanos(smtp):
    paso, fin, envios = 60, MUERTO, []
    while fin == MUERTO:
        paso += 11
        envios += (
            tanda := EnvioFactory.create_batch(3, clave=factory.Sequence(lambda n, paso=paso: f"tanda.{paso}.{n}"))
        )
        fin = despachar_hasta_morir(paso)
        for envio in tanda:
            recuperar(envio)

    time.sleep(0.1)
    guardadas = copias(smtp)
    assert {guardadas[e.clave] for e in envios if e.estado == EstadoEnvio.ENTREGADO} == {1}
    assert {guardadas[e.clave] for e in envios if e.estado == EstadoEnvio.POR_VERIFICAR} <= {0, 1}
    assert not Envio.objects.filter(estado__in=[EstadoEnvio.PENDIENTE, *EN_CURSO]).exists()
    # En cada muerte sólo puede quedar en duda el que estaba en el punto final.
    assert max(Counter(e.clave.split(".")[1] for e in envios if e.estado == EstadoEnvio.POR_VERIFICAR).values()) == 1


def en_un_hilo(acto):
    def correr():
        try:
            acto()
        finally:
            connections.close_all()

    hilo = threading.Thread(target=correr)
    hilo.start()
    return hilo


def test_dos_despachos_a_la_vez_entregan_cada_cosa_una_vez(smtp):
    EnvioFactory.create_batch(30, no_antes_desde=timezone.now())

    hilos = [en_un_hilo(lambda: despacho.despachar(reloj=timezone.now)) for _ in range(4)]
    for hilo in hilos:
        hilo.join(30)

    assert len(smtp.mensajes()) == 30
    assert set(copias(smtp).values()) == {1}
    assert set(Envio.objects.values_list("estado", flat=True)) == {EstadoEnvio.ENTREGADO}


def test_un_renglon_que_otro_tiene_agarrado_se_salta_sin_esperar(smtp):
    agarrado, libre = EnvioFactory(prioridad=1), EnvioFactory(prioridad=2)
    tengo, suelta = threading.Event(), threading.Event()

    def agarrar():
        with transaction.atomic():
            Envio.objects.select_for_update().get(pk=agarrado.pk)
            tengo.set()
            suelta.wait(10)

    hilo = en_un_hilo(agarrar)
    assert tengo.wait(5)
    try:
        empezo = time.monotonic()
        assert despacho.despachar(reloj=timezone.now) == 1
        assert time.monotonic() - empezo < 2
    finally:
        suelta.set()
        hilo.join(10)

    libre.refresh_from_db()
    agarrado.refresh_from_db()
    assert (libre.estado, agarrado.estado) == (EstadoEnvio.ENTREGADO, EstadoEnvio.PENDIENTE)


class RelojQueSeCongela:
    """Da la hora; en la vuelta `n` se queda esperando, como un proceso suspendido."""

    def __init__(self, n):
        self.faltan, self.congelado, self.despierta = n, threading.Event(), threading.Event()

    def __call__(self):
        self.faltan -= 1
        momento = timezone.now()
        if self.faltan == 0:
            self.congelado.set()
            assert self.despierta.wait(20)
        return momento


# Las veces que el despacho pregunta la hora en una entrega: tomar, compuerta, valla y resolver.
@pytest.mark.parametrize(("vuelta", "copias_al_final"), [(2, 1), (3, 1)])
def test_un_proceso_que_despierta_tarde_ni_escribe_ni_entrega(smtp, vuelta, copias_al_final):
    envio, reloj = EnvioFactory(), RelojQueSeCongela(vuelta)
    hilo = en_un_hilo(lambda: despacho.despachar(reloj=reloj))
    assert reloj.congelado.wait(5)
    despues = timezone.now() + despacho.ARRIENDO + timedelta(seconds=1)
    assert despacho.apartar_atascados(ahora=despues) == (1, 0)
    assert despacho.despachar(reloj=lambda: despues) == 1
    antes = (list(Envio.objects.values()), list(Intento.objects.values()))

    reloj.despierta.set()
    hilo.join(20)

    assert (list(Envio.objects.values()), list(Intento.objects.values())) == antes
    envio.refresh_from_db()
    assert (envio.estado, envio.resuelto_en) == (EstadoEnvio.ENTREGADO, despues)
    assert len(smtp.mensajes()) == copias_al_final


def test_uno_que_despierta_despues_del_punto_no_reescribe_lo_que_ya_decidio_una_persona(smtp):
    """Congelado tras el 250: el barrido lo dio por dudoso y eso queda hasta que alguien decida."""
    envio, reloj = EnvioFactory(), RelojQueSeCongela(4)
    hilo = en_un_hilo(lambda: despacho.despachar(reloj=reloj))
    assert reloj.congelado.wait(5)
    despues = timezone.now() + despacho.ARRIENDO_DEL_PUNTO + timedelta(seconds=1)
    assert despacho.apartar_atascados(ahora=despues) == (0, 1)

    reloj.despierta.set()
    hilo.join(20)

    envio.refresh_from_db()
    assert envio.estado == EstadoEnvio.POR_VERIFICAR
    assert len(smtp.mensajes()) == 1


def test_el_freno_puesto_con_el_mensaje_en_la_linea_no_deja_salir_el_punto(smtp, directora):
    envio, reloj = EnvioFactory(), RelojQueSeCongela(3)
    hilo = en_un_hilo(lambda: despacho.despachar(reloj=reloj))
    assert reloj.congelado.wait(5)
    poner_freno(motivo="Alto", por=directora, ahora=timezone.now())

    reloj.despierta.set()
    hilo.join(20)

    envio.refresh_from_db()
    assert (envio.estado, envio.intento, envio.ficha) == (EstadoEnvio.PENDIENTE, 0, None)
    assert smtp.diario() == []


def test_las_conexiones_de_las_pruebas_hablan_con_la_base_de_pruebas():
    assert connection.settings_dict["NAME"].startswith("test_")
