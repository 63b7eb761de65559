"""Con el freno de mano puesto no sale nada, pero lo que debe quitarse del portal se quita."""

from datetime import timedelta

import pytest
import time_machine

from boletines.dominio.despues.correccion import proponer_correccion, publicar_correccion
from boletines.dominio.despues.retiro import retirar_boletin, retirar_varios
from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision.aprobacion import aprobar_boletin, enviar_a_revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.suspension import decidir_difusion
from boletines.models import Boletin
from difusion.dominio.bandeja import encolar
from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.models import Envio
from media_library.dominio.derechos.derechos import marcar_menores
from nucleo.referencias import ref
from portal.dominio.escritura import todo
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.publicados import con_foto, construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def publicado(ahora, arbol, fotografo):
    boletin = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1))
    con_foto(boletin, fotografo, ahora)
    construir(ahora)
    return boletin


@pytest.fixture
def frenado(publicado, directora, ahora):
    poner_freno(motivo="Alto", por=directora, ahora=ahora)
    return publicado


@pytest.fixture
def con_correccion_detenida(publicado, redactora, directora, ahora):
    """El freno está puesto y espera una corrección que ya se publicó en la base."""
    propuesta = proponer_correccion(publicado, por=redactora, ahora=ahora)
    campos = {"titulo": "La cabeza corregida", "lugar": "Mazamitla", "nota_de_correccion": "Se corrigió la cabeza"}
    propuesta = guardar_boletin(propuesta, version=1, por=redactora, ahora=ahora, **campos)
    enviar_a_revision(propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora)
    aprobar_boletin(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)
    poner_freno(motivo="Alto", por=directora, ahora=ahora)
    return publicar_correccion(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)


def donde_dice(arbol, frase):
    return [a for a in arbol.rglob("*") if a.is_file() and frase.encode() in a.read_bytes()]


def test_quitar_una_foto_con_el_freno_puesto_deja_lo_que_salio_sin_ella(
    con_correccion_detenida, arbol, directora, ahora
):
    boletin = con_correccion_detenida
    marcar_menores([f.evidencia for f in boletin.fotos.all()], menores="protegidos", por=directora, ahora=ahora)

    despachar(reloj=lambda: ahora)

    html = (carpeta(arbol, boletin) / "index.html").read_text()
    assert (boletin.folio in html, "foto-1" in html) == (True, False)
    assert not donde_dice(arbol, "La cabeza corregida")
    assert not list((arbol / "medios" / boletin.clave).glob("foto-*"))
    assert (carpeta(arbol, boletin) / "boletin.pdf").exists()

    soltar_freno(por=directora, ahora=ahora)
    despachar(reloj=lambda: ahora + timedelta(minutes=1))

    html = (carpeta(arbol, boletin) / "index.html").read_text()
    assert ("La cabeza corregida" in html, "foto-1" in html) == (True, False)
    assert not Envio.objects.filter(canal="portal").exclude(estado="entregado").exists()


def test_ocultar_con_el_freno_puesto_no_publica_la_correccion_que_espera(
    con_correccion_detenida, arbol, suspendida, directora, ahora
):
    PeriodoFactory()
    decidir_difusion(con_correccion_detenida, permite=False, motivo="Orden", por=directora, ahora=ahora)

    despachar(reloj=lambda: ahora)

    assert not donde_dice(arbol, "La cabeza corregida")
    assert not donde_dice(suspendida, "La cabeza corregida")


def carpeta(arbol, boletin):
    return arbol / boletin.ruta_publica.strip("/")


def test_la_foto_que_pierde_su_permiso_se_quita_aunque_este_puesto(frenado, arbol, directora, ahora):
    marcar_menores([f.evidencia for f in frenado.fotos.all()], menores="protegidos", por=directora, ahora=ahora)

    despachar(reloj=lambda: ahora)

    assert not list((arbol / "medios" / frenado.clave).glob("foto-*"))
    assert "foto-1" not in (carpeta(arbol, frenado) / "index.html").read_text()


@pytest.mark.parametrize("como", ["uno", "urgente"])
def test_un_retiro_sale_aunque_este_puesto(frenado, arbol, directora, ahora, como):
    if como == "uno":
        retirar_boletin(frenado, motivo="Lo ordenó el IEPC", por=directora, ahora=ahora)
    else:
        retirar_varios([frenado.pk], motivo="Lo ordenó el IEPC", por=directora, ahora=ahora)

    despachar(reloj=lambda: ahora)

    assert (carpeta(arbol, frenado) / "retirado.410.html").exists()
    assert not (carpeta(arbol, frenado) / "index.html").exists()


def test_decidir_que_no_se_difunda_se_aplica_aunque_este_puesto(publicado, arbol, suspendida, directora, ahora):
    PeriodoFactory()
    Boletin.objects.update(tema="salud")
    construir(ahora)
    poner_freno(motivo="Alto", por=directora, ahora=ahora)

    decidir_difusion(publicado, permite=False, motivo="Orden", por=directora, ahora=ahora)
    despachar(reloj=lambda: ahora)

    assert publicado.titulo not in (carpeta(suspendida, publicado) / "index.html").read_text()


def test_lo_publicado_con_el_freno_puesto_no_se_asoma_por_un_retiro_ni_por_la_busqueda(
    client, frenado, arbol, directora, ahora
):
    detenido = BoletinFactory(
        publicado=True, titulo="Lo detenido", consecutivo=77, publicado_en=ahora, en_portal_desde=None
    )
    encolar(canal="portal", motivo="publicar", objeto=ref(detenido), por=directora, ahora=ahora)
    retirar_boletin(frenado, motivo="Lo ordenó el IEPC", por=directora, ahora=ahora)

    despachar(reloj=lambda: ahora)
    todo.refrescar(ahora)

    assert not [a for a in arbol.rglob("*") if a.is_file() and b"Lo detenido" in a.read_bytes()]
    assert detenido.ruta_publica not in client.get("/buscar?q=detenido").text
    assert "Lo detenido" not in client.get("/datos/api/boletines").text

    soltar_freno(por=directora, ahora=ahora)
    despachar(reloj=lambda: ahora)

    assert (carpeta(arbol, detenido) / "index.html").exists()
    assert detenido.ruta_publica in client.get("/buscar?q=detenido").text
