"""Restaurar no repite: ni un correo que ya llegó, ni un folio que ya se dio, ni suelta solo el freno."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from boletines.dominio.salida.folios import (
    adelantar_folio,
    archivo_de_folios,
    con_la_serie_de_la_oficina,
    siguiente_folio,
    ultimos_fuera_de_la_base,
)
from boletines.dominio.salida.programacion import publicar_programados
from boletines.models import Boletin, FolioContador
from comsocial.operacion.herramientas import NoSePudo
from comsocial.operacion.manifiesto import Manifiesto
from comsocial.operacion.respaldo import respaldar
from comsocial.operacion.restauracion import leer_folios, restaurar, terminar
from comsocial.operacion.verificacion import revisar_folios
from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.dominio.restauracion import detener_lo_restaurado
from difusion.models import Envio, Freno
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from personas.models import Oficina
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.personas import PersonaFactory
from tests.personas.conftest import AHORA

DESPUES = AHORA + timedelta(hours=2)


@pytest.fixture
def de_verdad(transactional_db, carpetas):
    """Con su respaldo y su restauración de verdad; lo demás llama a lo que pasa después de poner la base."""
    return PersonaFactory(papeles=["directora"])


def detener(*, es_ensayo=False):
    return detener_lo_restaurado(respaldado_en=AHORA, es_ensayo=es_ensayo, ahora=DESPUES)


def cerrar(**folios):
    dicho = []
    copia = Manifiesto(AHORA.isoformat(), "base", "", {}, [])
    terminar(copia, es_ensayo=False, **{"fuera": {}, "declarados": {}} | folios, ahora=DESPUES, avisar=dicho.append)
    return dicho


def respaldo_en(tmp_path):
    respaldar(tmp_path / "r", ahora=AHORA, avisar=lambda _: None)
    return tmp_path / "r"


def restaurado(origen, *, es_ensayo=False):
    manifiesto = restaurar(origen, sobre_escribir=True, ahora=DESPUES, avisar=lambda _: None, es_ensayo=es_ensayo)
    terminar(manifiesto, es_ensayo=es_ensayo, fuera={}, declarados={}, ahora=DESPUES, avisar=lambda _: None)


def test_lo_que_ya_llego_no_se_envia_otra_vez(de_verdad, smtp, tmp_path):
    """Diez invitaciones por salir en la copia; salen; desastre; al restaurar y soltar el freno no sale ninguna."""
    for envio in EnvioFactory.create_batch(10):
        Envio.objects.filter(pk=envio.pk).update(no_antes_desde=AHORA)
    origen = respaldo_en(tmp_path)
    despachar(reloj=lambda: AHORA)
    assert len(smtp.diario()) == 10

    restaurado(origen)
    despachar(reloj=lambda: DESPUES)
    soltar_freno(por=de_verdad, ahora=DESPUES, ya_revise=True)
    despachar(reloj=lambda: DESPUES)

    assert len(smtp.diario()) == 10
    assert {e.estado for e in Envio.objects.all()} == {"por_verificar"}
    assert Envio.objects.first().razon.startswith("Estaba por salir en el respaldo del")


@pytest.mark.parametrize(
    ("rasgo", "estado"),
    [({"tomado": True}, "por_verificar"), ({"punto": True}, "por_verificar"), ({"fallido": True}, "fallido"),
     ({"tomado": True, "canal": "portal"}, "pendiente"),
     ({"no_antes_desde": DESPUES + timedelta(days=1)}, "pendiente")],
)  # fmt: skip
def test_cada_cosa_queda_donde_no_se_repite_sola(db, rasgo, estado):
    EnvioFactory(**rasgo)
    detener()

    assert Envio.objects.get().estado == estado


def test_el_freno_de_una_restauracion_no_se_suelta_sin_revisar(directora, oficina, client):
    Oficina.objects.update(configurada_en=AHORA)
    EnvioFactory()
    detener()
    client.force_login(directora)

    pagina = client.get(reverse("difusion:salidas")).text
    assert "Freno puesto: se restauró un respaldo." in pagina
    assert "1 por verificar" in pagina
    assert "Se restauró un respaldo" in client.get("/oficina/").text
    assert "revisa lo que saldría" in client.post(reverse("difusion:freno"), {"soltar": "1"}, follow=True).text
    assert Freno.objects.get().puesto

    client.post(reverse("difusion:freno"), {"soltar": "1", "revisado": "1"})
    assert (Freno.objects.get().puesto, Freno.objects.get().respaldado_en) == (False, None)


def test_de_una_copia_de_ensayo_no_sale_nada_ni_a_mano(directora, client, smtp):
    detener(es_ensayo=True)
    EnvioFactory(no_antes_desde=DESPUES)

    with pytest.raises(NoSePuede, match="copia de ensayo"):
        soltar_freno(por=directora, ahora=DESPUES, ya_revise=True)
    with pytest.raises(NoSePuede, match="Ya está puesto"):
        poner_freno(motivo="Otro", por=directora, ahora=DESPUES)
    with pytest.raises(IntegrityError, match="freno_de_ensayo_no_se_suelta"), transaction.atomic():
        Freno.objects.update(puesto=False, respaldado_en=None)
    despachar(reloj=lambda: DESPUES)
    client.force_login(directora)
    pagina = client.get(reverse("difusion:salidas")).text
    assert smtp.diario() == []
    assert "Copia de ensayo: de aquí no sale nada." in pagina
    assert "Soltar el freno" not in pagina


def test_en_cuanto_hay_datos_hay_freno_aunque_muera_antes_de_terminar(de_verdad, tmp_path):
    """También al restaurar de verdad el respaldo de una copia de ensayo."""
    detener(es_ensayo=True)
    restaurar(respaldo_en(tmp_path), sobre_escribir=True, ahora=DESPUES, avisar=lambda _: None)

    freno = Freno.objects.get()
    assert (freno.puesto, freno.respaldado_en, freno.es_ensayo) == (True, AHORA, False)
    with pytest.raises(NoSePuede, match="La restauración no terminó"):
        soltar_freno(por=de_verdad, ahora=DESPUES, ya_revise=True)


def test_lo_programado_no_se_publica_solo_hasta_soltar_el_freno(db):
    BoletinFactory(programado=True, publicar_en=AHORA + timedelta(hours=1))
    detener()

    assert publicar_programados(ahora=DESPUES) == 0
    assert Boletin.objects.get().estado == "programado"


def dar_folios(cuantos, ejecutar):
    """Cada uno en su acto confirmado."""
    for _ in range(cuantos):
        with ejecutar(execute=True):
            siguiente_folio("CS", AHORA)


def test_el_folio_dado_despues_de_la_copia_no_se_repite(db, django_capture_on_commit_callbacks):
    """El archivo de folios vive fuera de la base: sabe de los que el respaldo no."""
    dar_folios(5, django_capture_on_commit_callbacks)
    FolioContador.objects.update(ultimo=2)  # lo que sabe la base recién restaurada

    dicho = cerrar(fuera=ultimos_fuera_de_la_base())

    assert siguiente_folio("CS", DESPUES)[1] == 6
    assert f"El siguiente folio será CS/006/{AHORA.year}." in dicho


def test_el_portal_publicado_tambien_dice_el_ultimo_folio(db, settings):
    (settings.DIR_PUBLICO / "boletines/2026/se-inaugura-el-puente-031").mkdir(parents=True)
    (settings.DIR_PUBLICO / "boletines/2026/03").mkdir(parents=True)

    vistos = ultimos_fuera_de_la_base()
    assert (vistos, con_la_serie_de_la_oficina(vistos)) == ({("", 2026): 31}, {("CS", 2026): 31})


def test_un_renglon_a_medias_del_archivo_de_folios_no_estorba(db, django_capture_on_commit_callbacks):
    dar_folios(1, django_capture_on_commit_callbacks)
    with archivo_de_folios().open("a") as salida:
        salida.write('{"serie": "CS", "ejer')
    dar_folios(1, django_capture_on_commit_callbacks)

    assert ultimos_fuera_de_la_base() == {("CS", AHORA.year): 2}


def test_sin_disco_para_apuntarlo_el_folio_se_da_igual(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.DIR_DATOS = tmp_path / "no-existe"

    dar_folios(1, django_capture_on_commit_callbacks)

    assert FolioContador.objects.get().ultimo == 1


def test_quien_restaura_puede_decir_el_ultimo_folio(db):
    siguiente_folio("CS", AHORA)

    cerrar(declarados=leer_folios([f"cs/047/{AHORA.year}"]))

    assert siguiente_folio("CS", DESPUES)[1] == 48
    with pytest.raises(NoSePudo, match="se escribe como CS/047/2026"):
        leer_folios(["47"])


@pytest.mark.parametrize(
    ("ultimo", "frase"),
    [
        ("9", "El siguiente folio será CS/010/"),
        ("2", "sólo puede crecer"),
        ("9000", "revisa el número"),
        ("", "obligatorio"),
    ],
)
def test_en_la_pantalla_el_folio_solo_crece(client, directora, ultimo, frase):
    contador = FolioContador.objects.create(serie="CS", ejercicio=AHORA.year, ultimo=3)
    client.force_login(directora)
    datos = {"contador": contador.pk, "ultimo": ultimo, "motivo": "Se restauró el respaldo"}

    respuesta = client.post(reverse("boletines:folios"), datos, follow=True)

    assert frase in respuesta.text
    assert Asiento.objects.filter(accion="adelantar folios").exists() == (ultimo == "9")


def test_solo_la_direccion_mueve_los_folios(client, redactora):
    client.force_login(redactora)

    assert client.get(reverse("boletines:folios")).status_code == 403
    with pytest.raises(NoTienePermiso):
        adelantar_folio(serie="CS", ejercicio=2026, ultimo=3, por=redactora, ahora=AHORA, motivo="x")


def test_verificar_dice_si_fuera_de_la_base_hay_un_folio_mayor(db):
    FolioContador.objects.create(serie="CS", ejercicio=2026, ultimo=4)
    archivo_de_folios().write_text('{"serie": "CS", "ejercicio": 2026, "ultimo": 9}\n')

    assert "consta el CS/009/2026 y la base sólo llega al CS/004/2026" in revisar_folios().faltas[0]
