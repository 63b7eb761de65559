"""Una cuenta conectada al doble de Graph, en un hilo de esta misma prueba, y un mundo chico para publicar en él."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from difusion.dominio.canales import registrar_canal
from difusion.dominio.despacho import despachar
from doubles.graph import ServidorGraph
from redes.adaptadores import CanalDeRed
from redes.dominio import aprobacion, conciliar, cuentas, redaccion
from redes.estados import Red
from redes.models import Publicacion

PAGINA = "1000000"


@pytest.fixture(scope="session")
def _servidor():
    with ServidorGraph() as servidor:
        yield servidor


@pytest.fixture
def graph(_servidor, settings):
    _servidor.muro.vaciar()
    settings.FACEBOOK_BASE_URL = settings.FACEBOOK_SITIO = _servidor.url
    settings.FACEBOOK_APP_ID = "900"
    settings.REDES_ESPERA, settings.REDES_PLAZO = 1.5, 2.0
    settings.REDES_SEGUNDOS_ENTRE_PUBLICACIONES = 0
    return _servidor


@dataclass
class Mundo:
    """Quien escribe, quien aprueba, un reloj que se adelanta y el muro donde se mira qué pasó."""

    graph: Any
    escribe: Any
    aprueba: Any
    ahora: datetime
    hechas: list = field(default_factory=list)

    @property
    def muro(self):
        return self.graph.muro

    def reloj(self):
        return self.ahora

    def pasan(self, **cuanto):
        self.ahora += timedelta(**cuanto)
        self.muro.poner_en_hora(self.ahora.isoformat())
        return self

    def componer(self, texto="Vecinas y vecinos sembraron pinos", *, fotos=(), enlace="", sale_en=None):
        nueva = redaccion.componer(por=self.escribe, ahora=self.ahora)
        escrito = redaccion.Escrito("Siembra", texto, enlace, "", {Red.FACEBOOK: ""}, fotos, sale_en)
        return redaccion.guardar(nueva, escrito, version=1, por=self.escribe, ahora=self.ahora)

    def programar(self, texto="Vecinas y vecinos sembraron pinos", **datos):
        composicion = self.componer(texto, **datos)
        aprobacion.pedir_aprobacion(composicion, por=self.escribe, ahora=self.ahora)
        vista = aprobacion.huella_mostrada(composicion)
        aprobacion.aprobar(composicion, huella_vista=vista, por=self.aprueba, ahora=self.ahora)
        return composicion.publicaciones.get()

    def despachar(self):
        return despachar(reloj=self.reloj)

    def mirar(self):
        return conciliar.conciliar(ahora=self.ahora)

    def como_quedo(self, publicacion):
        return Publicacion.objects.get(pk=publicacion.pk)

    def textos(self):
        return [p["message"] for p in self.muro.visibles(PAGINA)]


@pytest.fixture
def mundo(db, graph, oficina, redes, directora, ahora):
    cuentas.conectar(
        red=Red.FACEBOOK, nombre="Gobierno de Mazamitla", id_remoto=PAGINA, llave="vale", por=directora, ahora=ahora
    )
    graph.muro.poner_en_hora(ahora.isoformat())
    mundo = Mundo(graph, redes, directora, ahora)
    registrar_canal("facebook", lambda: CanalDeRed(mundo.reloj, lambda pk: b"jpeg %d" % pk))
    yield mundo
    registrar_canal("facebook", CanalDeRed)
