"""Subidas por partes: nada anotado sin estar a salvo, nada perdido si el proceso muere, un solo dueño del tramo."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connections, transaction

from media_library.dominio.entrada import abandonadas, cierre, subidas
from media_library.dominio.entrada.anuncio import Anuncio, Remitente
from media_library.dominio.entrada.subidas import DesplazamientoDistinto, SubidaCerrada
from media_library.models import Evidencia, Subida
from nucleo.dominio.impedimentos import NoSePuede
from tests.media_library.conftest import AHORA, jpeg
from tests.papeles import siendo_el_dueno

pytestmark = pytest.mark.django_db(transaction=True)
FOTO = jpeg(300, 200)
PESO = len(FOTO)
LUEGO = AHORA + timedelta(minutes=30)


@pytest.fixture
def abrir(fotografa):
    def _abrir(octetos=PESO, nombre="foto.jpg"):
        return subidas.crear_subida(de=Remitente(persona=fotografa), anuncio=Anuncio(nombre, octetos), ahora=AHORA)

    return _abrir


def recibir(subida, desde, *partes):
    return subidas.recibir(subida, desde=desde, flujo=iter(partes), ahora=AHORA)


def que_se_corta(*partes):
    yield from partes
    raise OSError("connection reset by peer")


def test_lo_que_alcanzo_a_llegar_antes_del_corte_queda_guardado(abrir):
    subida = abrir()

    subida = subidas.recibir(subida, desde=0, flujo=que_se_corta(FOTO[:600], FOTO[600:900]), ahora=AHORA)

    assert (subida.recibidos, cierre.ruta_de(subida).read_bytes()) == (900, FOTO[:900])
    recibir(subida, 900, FOTO[900:])
    assert Evidencia.objects.get().original.octetos == len(FOTO)


def test_diez_cortes_y_llega_entera(abrir):
    subida, desde = abrir(), 0
    for _ in range(10):
        subida = subidas.recibir(subida, desde=desde, flujo=que_se_corta(FOTO[desde : desde + 90]), ahora=AHORA)
        desde = subidas.desplazamiento(subida)

    recibir(subida, desde, FOTO[desde:])

    assert (desde, Evidencia.objects.get().original.octetos) == (900, len(FOTO))


def test_dos_procesos_con_el_mismo_tramo_solo_uno_escribe(abrir):
    subida = abrir()
    resultado = []

    def segundo():
        try:
            recibir(Subida.objects.get(), 0, b"\xff\xd8\xff" + b"z" * 600)
        except NoSePuede as negativa:
            resultado.append(type(negativa))
        finally:
            connections.close_all()

    hilo = threading.Thread(target=segundo)
    with transaction.atomic():  # el primero ya escribió y todavía no confirma
        Subida.objects.select_for_update().get()
        cierre.ruta_de(subida).write_bytes(FOTO[:700])
        Subida.objects.update(recibidos=700)
        hilo.start()
        hilo.join(1.0)
        assert hilo.is_alive()
    hilo.join(10)

    assert resultado == [DesplazamientoDistinto]
    assert cierre.ruta_de(subida).read_bytes() == FOTO[:700]


def test_si_muere_despues_de_escribir_y_antes_de_anotar_se_repite_el_tramo(abrir):
    subida = abrir()
    recibir(subida, 0, FOTO[:700])
    with cierre.ruta_de(subida).open("ab") as archivo:  # el tramo que llegó al disco y no a la fila
        archivo.write(b"basura a medias")

    recibir(Subida.objects.get(), 700, FOTO[700:])

    assert Evidencia.objects.get().original.octetos == len(FOTO)


def test_si_el_disco_perdio_octetos_se_dice_la_verdad_y_se_sigue_desde_ahi(abrir):
    subida = recibir(abrir(), 0, FOTO[:900])
    cierre.ruta_de(subida).write_bytes(FOTO[:100])

    assert subidas.desplazamiento(subida) == 100
    recibir(subida, 100, FOTO[100:])
    assert Evidencia.objects.get().original.octetos == len(FOTO)


def test_si_muere_al_terminar_el_tic_la_termina_sin_perder_ni_repetir(abrir):
    subida = abrir()
    cierre.ruta_de(subida).write_bytes(FOTO)
    Subida.objects.update(recibidos=len(FOTO), ultimo_en=AHORA)

    assert abandonadas.atender(ahora=AHORA + timedelta(minutes=1)) == 0
    assert abandonadas.atender(ahora=LUEGO) == 1
    assert abandonadas.atender(ahora=LUEGO) == 0

    assert (Subida.objects.get().estado, Evidencia.objects.count()) == ("entregada", 1)


def test_si_la_base_falla_al_anotar_los_octetos_siguen_ahi(abrir):
    subida = abrir()
    with siendo_el_dueno() as cursor:
        cursor.execute("ALTER TABLE media_library_evidencia ADD CONSTRAINT no_cabe CHECK (false) NOT VALID")
    try:
        with pytest.raises(IntegrityError):
            recibir(subida, 0, FOTO)
    finally:
        with siendo_el_dueno() as cursor:
            cursor.execute("ALTER TABLE media_library_evidencia DROP CONSTRAINT no_cabe")

    assert cierre.ruta_de(subida).read_bytes() == FOTO
    abandonadas.atender(ahora=LUEGO)
    assert Evidencia.objects.get().original.octetos == len(FOTO)


def test_terminar_dos_veces_a_la_vez_da_una_sola_evidencia(abrir):
    subida = abrir()
    cierre.ruta_de(subida).write_bytes(FOTO)
    Subida.objects.update(recibidos=len(FOTO))
    una, otra = Subida.objects.get(), Subida.objects.get()

    subidas.terminar(una, ahora=AHORA)
    cierre.ruta_de(subida).write_bytes(FOTO)  # el otro proceso ya tenía su copia a la vista
    subidas.terminar(otra, ahora=AHORA)

    assert (Evidencia.objects.count(), otra.estado, otra.evidencia) == (1, "entregada", una.evidencia)


def test_lo_abandonado_vence_y_no_deja_octetos(abrir):
    subida = recibir(abrir(), 0, FOTO[:700])

    assert abandonadas.atender(ahora=AHORA + timedelta(days=6, hours=23)) == 0
    assert abandonadas.atender(ahora=AHORA + timedelta(days=8)) == 1

    assert not cierre.ruta_de(subida).exists()
    with pytest.raises(SubidaCerrada, match="siete días"):
        recibir(Subida.objects.get(), 700, FOTO[700:])


def test_cada_tramo_alarga_la_vigencia(abrir):
    subida = abrir()

    subida = subidas.recibir(subida, desde=0, flujo=iter([FOTO[:700]]), ahora=AHORA + timedelta(days=6))

    assert subida.vence_en == AHORA + timedelta(days=13)


def test_se_barre_lo_que_nadie_reclama_y_nunca_lo_que_viene_en_camino(abrir, settings):
    viva = recibir(abrir(), 0, FOTO[:700])
    suelta = settings.DIR_SUBIDAS / "partes" / ("0" * 32)
    suelta.write_bytes(b"x")
    dentro_de_mucho = AHORA.now(AHORA.tzinfo) + timedelta(hours=2)
    Subida.objects.update(vence_en=dentro_de_mucho + timedelta(days=1))

    abandonadas.atender(ahora=dentro_de_mucho)

    assert (suelta.exists(), cierre.ruta_de(viva).exists()) == (False, True)


def test_no_se_abren_mas_de_quinientas_a_la_vez(abrir):
    primera = abrir()
    Subida.objects.bulk_create(
        [
            Subida(persona=primera.persona, nombre="x.jpg", octetos=1, creada_en=AHORA, ultimo_en=AHORA, vence_en=LUEGO)
            for _ in range(subidas.ABIERTAS_A_LA_VEZ - 1)
        ]
    )

    with pytest.raises(NoSePuede, match="500 archivos a medio subir"):
        abrir()


def test_la_base_no_admite_una_subida_sin_dueno_ni_pasada_de_su_tamano(abrir):
    abrir()
    for cambio in ({"persona": None}, {"recibidos": len(FOTO) + 1}, {"estado": "entregada"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Subida.objects.update(**cambio)


def test_memoria_acotada_un_flujo_grande_se_escribe_por_trozos(abrir, settings):
    trozos = []

    def flujo():
        yield FOTO[:600]
        for _ in range(40):
            yield b"\0" * 256 * 1024
            trozos.append(cierre.ruta_de(subida).stat().st_size)

    subida = abrir(600 + 40 * 256 * 1024)
    subidas.recibir(subida, desde=0, flujo=flujo(), ahora=AHORA)

    assert sum(a != b for a, b in pairwise(trozos)) >= 8  # crece mientras llega
