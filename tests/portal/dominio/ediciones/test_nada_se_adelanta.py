"""Lo que no es público no se ve por ninguna vía ni se distingue de lo que nunca existió (docs/fiabilidad.md)."""

import io
from datetime import timedelta
from itertools import product
from wsgiref.util import setup_testing_defaults

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections

from boletines.dominio.despues.retiro import retirar_boletin
from nucleo.checks import regla_de, rutas
from portal.dominio import vocabulario
from portal.dominio.ediciones import turno
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from portal.servidor import ArbolPublico
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.dominio.escritura.test_construccion import con_foto

pytestmark = [
    pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension"),
]  # fmt: skip
CANARIO = "zanate"
# Un valor para cada argumento de las rutas abiertas; el del boletín escondido se pone en cada prueba.
FIJOS = {
    "token": "x", "ficha": "x", "numero": "1", "clase": "temas", "clave": "gobierno", "camino": "index.html",
    "receta": "w320.webp",
}  # fmt: skip


@pytest.fixture(autouse=True)
def reloj(ahora, settings, tmp_path):
    settings.DIR_DATOS = tmp_path
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


def _embargado(ahora):
    return BoletinFactory(
        publicado=True, titulo=f"El {CANARIO}", cuerpo=CANARIO, embargo_hasta=ahora + timedelta(hours=1)
    )


def _retirado_antes(ahora, directora):
    return retirar_boletin(_embargado(ahora), motivo=f"Por el {CANARIO}", por=directora, ahora=ahora)


def _suspendido_nuevo(ahora):
    PeriodoFactory()
    return BoletinFactory(
        publicado=True, titulo=f"El {CANARIO}", cuerpo=CANARIO, tema="obra-publica", publicado_en=ahora
    )


ESCONDIDOS = {
    "borrador": lambda _a, _d: BoletinFactory(titulo=f"El {CANARIO}", cuerpo=CANARIO, slug=CANARIO, ejercicio=2026),
    "en revisión": lambda _a, _d: BoletinFactory(
        titulo=f"El {CANARIO}", cuerpo=CANARIO, en_revision=True, slug=CANARIO
    ),
    "aprobado": lambda _a, _d: BoletinFactory(titulo=f"El {CANARIO}", cuerpo=CANARIO, aprobado=True, slug=CANARIO),
    "embargado": lambda a, _d: _embargado(a),
    "de mañana": lambda a, _d: BoletinFactory(
        publicado=True, titulo=f"El {CANARIO}", cuerpo=CANARIO, publicado_en=a + timedelta(days=1)
    ),
    "retirado antes de su hora": _retirado_antes,
    "suspendido y nunca visto": lambda a, _d: _suspendido_nuevo(a),
}


@pytest.fixture(params=ESCONDIDOS)
def escondido(request, arbol, ahora, directora, fotografo):
    """Un boletín que no se debe ver, con una foto, y otro que sí; el árbol construido y publicado."""
    boletin = ESCONDIDOS[request.param](ahora, directora)
    con_foto(boletin, fotografo, ahora)
    visible = BoletinFactory(publicado=True, tema="salud", publicado_en=ahora - timedelta(days=1))
    todo.construir_todo(ahora, lambda *_: None)
    for uno in (boletin, visible):
        escritura.publicar(uno, ahora)
    vocabulario.aprender([boletin])
    turno.poner_turno(ahora)
    return boletin


@pytest.fixture
def pedir(arbol):
    """El sitio entero: el árbol por delante y Django detrás, como en producción."""
    aplicacion = ArbolPublico(WSGIHandler(), arbol, vigencia=0)

    def _pedir(camino, metodo="GET", consulta="", **cabeceras):
        environ = {"PATH_INFO": camino, "REQUEST_METHOD": metodo, "QUERY_STRING": consulta, "wsgi.input": io.BytesIO()}
        setup_testing_defaults(environ)
        environ["HTTP_HOST"] = "localhost"
        environ.update({f"HTTP_{n.upper()}": v for n, v in cabeceras.items()})
        visto = {}

        def empezar(estado, lista):
            visto.update(estado=int(estado[:3]), cabeceras=lista)

        cuerpo = b"".join(aplicacion(environ, empezar))
        return visto["estado"], visto["cabeceras"], cuerpo

    # La prueba vive en una transacción: cerrar la conexión al empezar cada petición la perdería.
    request_started.disconnect(close_old_connections)
    yield _pedir
    request_started.connect(close_old_connections)


def _rutas_abiertas(boletin):
    propios = FIJOS | {
        "pk": str(boletin.pk), "slug": boletin.slug or CANARIO, "ejercicio": "2026",
        "consecutivo": str(boletin.consecutivo or 1), "cual": "escudo",
    }  # fmt: skip
    for camino, _, vista in rutas():
        regla = regla_de(vista)
        if regla and (regla.publico or regla.token) and "(?P" not in camino and "acceso/" not in camino:
            yield "/" + "".join(
                propios[p.partition(">")[0].partition(":")[2] or p.partition(">")[0]] + p.partition(">")[2] if i else p
                for i, p in enumerate(camino.split("<"))
            )


def _sin_eco(cuerpo):
    """Lo que la página repite de la búsqueda no delata nada."""
    return (
        cuerpo.lower()
        .replace(b"q=" + CANARIO.encode(), b"")
        .replace(f"«{CANARIO}»".encode(), b"")
        .replace(f'value="{CANARIO}"'.encode(), b"")
    )


def test_ningun_archivo_del_arbol_servido_lo_lleva(escondido):
    raiz = turno.liga().resolve()

    con_rastro = [
        str(a.relative_to(raiz)) for a in raiz.rglob("*")
        if a.is_file()
        and (CANARIO.encode() in a.read_bytes().lower() or CANARIO in str(a) or escondido.clave in str(a))
    ]  # fmt: skip

    assert con_rastro == []


def test_ninguna_ruta_abierta_lo_lleva(escondido, pedir):
    consultas = ("", f"q={CANARIO}", f"tema={escondido.tema}", f"dependencia={escondido.dependencia_id}")
    vistas = 0
    for camino, consulta, metodo in product(_rutas_abiertas(escondido), consultas, ("GET", "HEAD")):
        estado, cabeceras, cuerpo = pedir(camino, metodo, consulta)
        assert CANARIO.encode() not in _sin_eco(cuerpo), (camino, consulta)
        assert CANARIO not in str(cabeceras).replace(consulta, ""), (camino, consulta)
        assert estado < 500, (camino, estado)
        vistas += 1

    assert vistas >= 120


def test_sus_direcciones_contestan_como_lo_que_nunca_existio(escondido, pedir):
    slug, clave = escondido.slug or CANARIO, escondido.clave
    suyas = [
        f"/boletines/2026/{slug}/", f"/boletines/2026/{slug}", f"/boletines/2026/{slug}/boletin.pdf",
        f"/boletines/2026/{slug}/prensa/", f"/boletines/2026/{slug}/prensa/boletin.txt",
        f"/boletines/2026/{slug}/prensa/paquete.json", f"/boletines/2026/{slug}/prensa/paquete.zip",
        f"/boletines/2026/{slug}/retirado.410.html", f"/medios/{clave}/foto-1-w1600.jpg", f"/medios/{clave}/",
        f"/bajar/medios/{clave}/foto-1-w1600.jpg", f"/bajar/boletines/2026/{slug}/boletin.pdf",
        f"/datos/api/boletines/2026/{escondido.consecutivo or 1}",
    ]  # fmt: skip
    for direccion in suyas:
        otra = direccion.replace(slug, "x" * len(slug)).replace(clave, "0" * 32)
        otra = otra.replace(f"/2026/{escondido.consecutivo or 1}", "/2026/999999") if "/api/" in otra else otra
        for metodo, cabeceras in (
            ("GET", {}), ("HEAD", {}), ("GET", {"range": "bytes=0-10"}), ("GET", {"if_none_match": "*"}),
            ("GET", {"if_modified_since": "Thu, 01 Jan 2099 00:00:00 GMT"}), ("GET", {"accept_encoding": "gzip"}),
        ):  # fmt: skip
            mia, ajena = pedir(direccion, metodo, **cabeceras), pedir(otra, metodo, **cabeceras)
            assert mia[0] == ajena[0], (direccion, metodo)
            assert mia[0] in {404, 405}, (direccion, metodo, mia[0])
            assert _sin_nonce(mia[2]) == _sin_nonce(ajena[2]), (direccion, metodo)


def _sin_nonce(cuerpo):
    """La página 404 de Django lleva un número al azar por petición."""
    return b"".join(t for t in cuerpo.split(b'"') if len(t) not in (22, 24, 32))


def test_el_calendario_de_un_acto_que_no_es_publico_tampoco(pedir, arbol):
    privado, ninguno = EventoFactory(titulo=f"Reunión del {CANARIO}"), 999_999

    mia, ajena = pedir(f"/agenda/{privado.pk}.ics"), pedir(f"/agenda/{ninguno}.ics")

    assert mia[0] == ajena[0] == 404
    assert _sin_nonce(mia[2]) == _sin_nonce(ajena[2])


def test_al_cumplirse_su_hora_si_se_ve(pedir, arbol, ahora, reloj):
    boletin = _embargado(ahora)
    escritura.publicar(boletin, ahora)
    reloj.move_to(boletin.embargo_hasta)

    escritura.publicar(boletin, boletin.embargo_hasta)

    assert pedir(boletin.ruta_publica)[0] == 200
    assert CANARIO in pedir("/buscar", "GET", f"q={CANARIO}")[2].decode()
