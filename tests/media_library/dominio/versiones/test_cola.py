import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from media_library.dominio.originales import guardar, integridad
from media_library.dominio.versiones import cola, taller
from media_library.dominio.versiones.recetas import extras_de, recetas_de
from media_library.estados import EstadoDerivado
from media_library.models import Derivado
from tests.media_library.almacenes import quitar_derivado
from tests.media_library.conftest import AHORA, con_gps, imagen, jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.lento]


def test_lo_indispensable_de_todas_va_antes_que_los_extras(subir):
    subir(jpeg(2000, 500))
    subir(jpeg(2000, 500, color="blue"))

    primeros = cola.tomar(16, ahora=AHORA)
    nada_mas = cola.tomar(16, ahora=AHORA)
    extras = cola.tomar(16, extras=True, ahora=AHORA)

    assert [set(e.recetas) for e in primeros] == [set(recetas_de("foto"))] * 2
    assert nada_mas == []
    assert [set(e.recetas) for e in extras] == [set(extras_de(e.original)) for e in extras]
    assert len(extras) == 2


def test_sin_extras_se_queda_en_lo_indispensable(subir):
    evidencia = subir(jpeg(2000, 500))

    cola.derivar_todo(con_extras=False)

    pendientes = evidencia.original.derivados.filter(estado=EstadoDerivado.PENDIENTE)
    assert set(pendientes.values_list("receta", flat=True)) == set(extras_de(evidencia.original))


def test_el_original_no_cambia_al_derivar(subir):
    evidencia = subir(con_gps(), derivar=True)

    assert integridad.verificar_originales() == []
    with guardar.abrir_original(evidencia.original) as archivo:
        assert archivo.read() == con_gps()


def test_una_foto_danada_por_dentro_falla_tres_veces_y_el_original_sigue(subir):
    danada = bytearray(imagen("PNG", medidas=(300, 300)))
    lugar = danada.index(b"IDAT")
    danada[lugar + 4 : lugar + 40] = b"\0" * 36

    evidencia = subir(bytes(danada), "x.png")
    sana = subir(jpeg(color="blue"))
    cola.derivar_todo()

    malos = set(evidencia.original.derivados.values_list("estado", "intentos", "error"))
    assert malos == {("fallido", 3, "No se pudo leer la imagen.")}
    assert set(sana.original.derivados.values_list("estado", flat=True)) == {"hecho"}
    assert integridad.verificar_originales() == []


def test_reintentar_vuelve_a_poner_pendiente_lo_fallido_y_lo_perdido(subir, fotografa):
    evidencia = subir(jpeg(), derivar=True)
    quitar_derivado(evidencia.original.derivados.get(receta="w320.jpg"))
    evidencia.original.derivados.filter(receta="w800.jpg").update(estado=EstadoDerivado.FALLIDO, intentos=3)

    assert cola.reintentar(evidencia, por=fotografa, ahora=AHORA) == 2
    cola.derivar_todo()
    assert set(evidencia.original.derivados.values_list("estado", flat=True)) == {"hecho"}


def test_lo_que_otro_proceso_tiene_no_se_toma_hasta_que_vence_su_arriendo(subir):
    subir(jpeg())
    Derivado.objects.update(tomado_en=AHORA, intentos=1)

    assert cola.derivar_todo(reloj=lambda: AHORA + timedelta(minutes=9)) == 0
    assert cola.derivar_todo(reloj=lambda: AHORA + timedelta(minutes=11)) == 2  # y sus extras


@pytest.mark.django_db(transaction=True)
def test_lo_de_quien_murio_vuelve_sin_esperar_su_arriendo_y_lo_de_quien_vive_no(subir):
    subir(jpeg())
    Derivado.objects.update(tomado_en=AHORA, intentos=1)
    vivo = connection.copy()
    vivo.set_autocommit(True)
    with vivo.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"taller:{AHORA.timestamp()}"])

    assert cola.devolver_lo_abandonado() == 0
    vivo.close()  # lo mismo que matarlo: PostgreSQL suelta su candado
    assert hasta(lambda: cola.devolver_lo_abandonado() > 0)
    assert cola.derivar_todo(reloj=lambda: AHORA + timedelta(seconds=5)) > 0


def hasta(condicion):
    """PostgreSQL tarda un instante en notar que la conexión se cerró."""
    for _ in range(50):
        if condicion():
            return True
        time.sleep(0.02)
    return False


def test_lo_que_mata_al_proceso_tres_veces_se_da_por_fallido(subir):
    subir(jpeg())
    Derivado.objects.update(tomado_en=AHORA, intentos=3)

    cola.derivar_todo(reloj=lambda: AHORA + timedelta(minutes=11))

    assert set(Derivado.objects.values_list("estado", "error")) == {("fallido", cola.SIN_TERMINAR)}


def test_quien_perdio_el_arriendo_no_pisa_el_resultado_del_otro(subir):
    evidencia = subir(jpeg())
    (trabajo,) = cola.tomar(5, ahora=AHORA)
    Derivado.objects.update(tomado_en=AHORA + timedelta(hours=1))

    cola.anotar(taller.Terminado(trabajo, error="tarde"), ahora=AHORA)

    assert set(evidencia.original.derivados.values_list("error", flat=True)) == {""}


def test_la_carpeta_de_la_jaula_se_borra_al_terminar(subir, settings):
    subir(jpeg(), derivar=True)

    assert list((Path(settings.DIR_DERIVADOS) / ".taller").iterdir()) == []
