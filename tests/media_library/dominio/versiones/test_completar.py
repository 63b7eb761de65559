"""Lo que ya estaba recibe las recetas que nacen después y su mancha de color, en tandas que siguen donde iban."""

import io
import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from media_library.dominio.versiones import cola, completar, recetas
from media_library.models import Derivado, Original
from media_library.models.receta import Receta
from media_library.tasks import completar_derivados
from nucleo.models import Asiento
from tests.fabricas.media_library import CorteFactory, DerivadoFactory, EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.almacenes import leer_derivado, quitar_derivado
from tests.media_library.conftest import AHORA, FOTOS

pytestmark = pytest.mark.django_db(transaction=True)
NUEVA = Receta.leer("w640.webp")


def de(original):
    return {str(derivado.receta) for derivado in original.derivados.all()}


@pytest.fixture
def receta_nueva(monkeypatch):
    """Mañana alguien agrega una receta; lo de antes quedó en un recetario anterior."""
    monkeypatch.setitem(recetas.DE_CLASE, "foto", (*recetas.DE_FOTO, NUEVA))


def test_una_receta_nueva_llega_a_lo_viejo_y_no_toca_lo_hecho(receta_nueva):
    foto = EvidenciaFactory(foco_x=10)
    hecha = DerivadoFactory(original=foto.original, receta="w320.webp", hecho=True)

    tanda = completar.completar_tanda(ahora=AHORA)

    hecha.refresh_from_db()
    assert (tanda.revisados, hecha.estado) == (1, "hecho")
    assert {str(NUEVA), "og-10-50.jpg", "vertical-10-50.jpg"} <= de(foto.original)
    assert completar.atrasados() == 0


def test_lo_que_llega_completo_no_se_vuelve_a_revisar(subir):
    subir(FOTOS / "muelle.jpg")

    assert completar.completar_tanda(ahora=AHORA) == completar.Tanda(0, 0)


def test_tambien_las_difuminadas_la_portada_y_los_cortes(fotografa):
    borrosa = EvidenciaFactory(difuminado="hecho", zonas=[[1, 1, 9, 9]], difuminado_por=fotografa, difuminado_en=AHORA)
    corte = CorteFactory(evidencia__original__clase="video", evidencia__portada_en_segundo=2)

    completar.completar_tanda(ahora=AHORA)

    assert str(borrosa.receta_publica(Receta.leer("w800.webp"))) in de(borrosa.original)
    assert {"portada-200.jpg", str(corte.receta)} <= de(corte.evidencia.original)


def test_se_sigue_donde_iba():
    for _ in range(5):
        EvidenciaFactory()

    revisados = [completar.completar_tanda(ahora=AHORA, cuantos=2).revisados for _ in range(4)]

    assert revisados == [2, 2, 1, 0]


def test_si_algo_falla_a_la_mitad_nada_queda_por_completo():
    foto = EvidenciaFactory()

    with pytest.raises(IntegrityError):
        completar.completar_tanda(ahora=None)

    assert (de(foto.original), completar.atrasados()) == (set(), 1)


def test_dos_procesos_no_revisan_lo_mismo():
    """Con la fila tomada por otro, la tanda pasa a la siguiente en vez de esperar."""
    tomada, libre = EvidenciaFactory(), EvidenciaFactory()
    revisados = []

    def otro():
        revisados.append(completar.completar_tanda(ahora=AHORA).revisados)
        connection.close()

    with transaction.atomic():
        Original.objects.select_for_update(no_key=True).get(pk=tomada.original_id)
        hilo = threading.Thread(target=otro)
        hilo.start()
        hilo.join(20)

    assert (revisados, de(tomada.original), bool(de(libre.original))) == ([1], set(), True)


def test_lo_dado_de_baja_y_lo_que_no_es_evidencia_no_pide_nada():
    OriginalFactory()

    assert completar.completar_tanda(ahora=AHORA) == completar.Tanda(1, 0)


def test_las_tandas_cuestan_lo_mismo_con_una_que_con_tres(django_assert_max_num_queries):
    for _ in range(3):
        EvidenciaFactory()

    with django_assert_max_num_queries(9):
        completar.completar_tanda(ahora=AHORA)


def test_la_mancha_de_lo_viejo_sale_de_su_miniatura(subir):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    hecha = bytes(Original.objects.get().thumbhash)
    Original.objects.update(thumbhash=None, recetario=0)

    completar.completar_tanda(ahora=AHORA)

    vieja = bytes(Original.objects.get(pk=foto.original_id).thumbhash)
    assert (len(vieja), vieja[3:5][1] & 0x80) == (len(hecha), hecha[4] & 0x80)
    assert max(abs(a - b) for a, b in zip(vieja[:1], hecha[:1], strict=True)) <= 2


@pytest.mark.parametrize("dano", ["perdida", "rota"])
def test_una_miniatura_perdida_o_rota_no_detiene_la_tanda(subir, dano):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    Original.objects.update(thumbhash=None, recetario=0)
    miniatura = foto.original.derivados.get(receta="w320.webp")
    quitar_derivado(miniatura)
    if dano == "rota":
        Derivado.objects.filter(pk=miniatura.pk).update(archivo=foto.original.derivados.get(receta="w320.jpg").archivo)

    assert completar.completar_tanda(ahora=AHORA).revisados == 1
    assert Original.objects.get().thumbhash is None


def test_el_tic_espera_si_el_taller_tiene_mucho_que_hacer():
    foto = EvidenciaFactory()
    muchas = [
        Derivado(original=foto.original, receta=f"portada-{n}.jpg", creado_en=AHORA)
        for n in range(completar.ESPERAN_MUCHAS)
    ]
    Derivado.objects.bulk_create([*muchas, Derivado(original=foto.original, receta="tira.webp", creado_en=AHORA)])

    completar_derivados()
    assert completar.atrasados() == 1

    Derivado.objects.filter(receta="tira.webp").delete()
    completar_derivados()
    assert completar.atrasados() == 0


@pytest.mark.lento
def test_la_orden_las_hace_y_dice_como_va(subir, receta_nueva):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    foto.original.derivados.filter(receta=NUEVA).delete()
    Original.objects.update(recetario=0)
    salida = io.StringIO()

    call_command("completar_derivados", stdout=salida)

    assert leer_derivado(foto.original.derivados.get(receta=NUEVA))[:4] == b"RIFF"
    assert "[1/1]" in salida.getvalue()
    assert "Originales revisados: 1. Versiones que les faltaban: 1." in salida.getvalue()


@pytest.mark.lento
def test_la_orden_vuelve_a_intentar_las_fallidas_solo_si_se_pide(subir):
    foto = subir(FOTOS / "muelle.jpg")
    Derivado.objects.update(estado="fallido", intentos=3, error="Se detuvo.")

    call_command("completar_derivados", stdout=io.StringIO())
    assert set(foto.original.derivados.values_list("estado", flat=True)) == {"fallido"}

    call_command("completar_derivados", "--fallidas", stdout=io.StringIO())
    assert set(foto.original.derivados.values_list("estado", flat=True)) == {"hecho"}


def test_la_pantalla_de_espacio_dice_cuanto_falta_y_reintenta_lo_fallido(client):
    client.force_login(PersonaFactory(papeles=["directora"]))
    foto = EvidenciaFactory(pie="El desfile")
    DerivadoFactory(original=foto.original, estado="fallido", error="El proceso que abría la foto se detuvo.")

    pagina = de_corrido(client.get(reverse("media_library:espacio")).text)
    assert ["Faltan por completar 1 original de antes" in pagina, "El desfile</a>" in pagina] == [True, True]
    client.post(reverse("media_library:reintentar_fallidas"))

    assert Derivado.objects.get().estado == "pendiente"
    assert Asiento.objects.filter(accion="reintentar versiones fallidas").count() == 1
    assert "No hay nada que reintentar" in client.post(reverse("media_library:reintentar_fallidas"), follow=True).text


def test_reintentar_las_fallidas_es_de_quien_ajusta_la_oficina(client):
    client.force_login(PersonaFactory(papeles=["fotografia"]))

    assert client.post(reverse("media_library:reintentar_fallidas")).status_code == 403


def test_derivar_no_pierde_la_mancha_que_ya_habia(subir):
    foto = subir(FOTOS / "muelle.jpg", derivar=True)
    Original.objects.update(thumbhash=b"\x01" * 20)
    Derivado.objects.filter(receta="w320.webp").update(estado="pendiente", intentos=0)

    cola.derivar_todo(con_extras=False)

    assert bytes(Original.objects.get(pk=foto.original_id).thumbhash) == b"\x01" * 20
