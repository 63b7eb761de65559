"""PostgreSQL y Redis embebidos: nacen de la nada y se recuperan de cualquier muerte."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.lento
LEVANTAR = "from comsocial.embebido.arranque import levantar; levantar()"


def test_de_una_carpeta_vacia_quedan_atendiendo(copia):
    copia.asegurar()

    assert copia.sql("SELECT current_database()") == "comsocial"
    assert copia.ping() == "True"


def test_sobreviven_al_comando_que_los_levanto_y_no_se_repiten(copia):
    copia.asegurar()
    antes = copia.pid("postgres"), copia.pid("redis")
    copia.asegurar()

    assert (copia.pid("postgres"), copia.pid("redis")) == antes


def test_lo_guardado_esta_guardado(copia):
    copia.asegurar()

    ajustes = [copia.sql(f"SHOW {a}") for a in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")]
    assert ajustes == ["on"] * 4


def test_no_escucha_en_la_red_y_el_papel_no_es_superusuario(copia):
    copia.asegurar()

    assert copia.sql("SHOW listen_addresses") == ""
    assert copia.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"


@pytest.mark.parametrize("servidor", ["postgres", "redis"])
def test_muerto_con_kill_9_se_levanta_otra_vez(copia, servidor):
    copia.asegurar()
    copia.sql("CREATE TABLE prueba AS SELECT 7 AS n")
    muerto = copia.pid(servidor)
    os.kill(muerto, signal.SIGKILL)

    copia.asegurar()

    assert copia.pid(servidor) not in {0, muerto}
    assert copia.sql("SELECT n FROM prueba") == "7"
    assert copia.ping() == "True"


def test_un_cliente_ocupado_no_impide_recuperar_postgres(copia):
    copia.asegurar()
    ocupado = copia.python(
        "-c",
        "import psycopg2; from comsocial.embebido.rutas import url_postgres\n"
        "k = psycopg2.connect(url_postgres()).cursor(); print('ya', flush=True)\n"
        "k.execute('SELECT count(*) FROM generate_series(1, 1000000000)')",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    ocupado.stdout.readline()
    time.sleep(0.3)
    os.kill(copia.pid("postgres"), signal.SIGKILL)

    copia.asegurar()

    assert copia.sql("SELECT 1") == "1"
    ocupado.wait(10)
    ocupado.stdout.close()


def test_fichas_y_enchufes_viejos_no_estorban(copia):
    copia.asegurar()
    pg, redis = copia.correr(
        "from comsocial.embebido import postgres, rutas; print(postgres.enchufe(), rutas.enchufe_redis())"
    ).split()
    ficha = (copia.datos / "postgres/datos/postmaster.pid").read_text().splitlines()
    copia.detener()
    # El pid apunta ahora a un proceso ajeno y vivo (este), como tras reiniciar la máquina.
    (copia.datos / "postgres/datos/postmaster.pid").write_text("\n".join([str(os.getpid()), *ficha[1:]]) + "\n")
    (copia.datos / "redis/redis.pid").write_text(str(os.getpid()))
    for ruta in (pg, redis):
        with socket.socket(socket.AF_UNIX) as viejo:
            viejo.bind(ruta)
    Path(f"{pg}.lock").write_text(f"{os.getpid()}\n")

    copia.asegurar()

    assert copia.sql("SELECT 1") == "1"
    assert copia.ping() == "True"


def test_un_enchufe_borrado_se_repone(copia):
    copia.asegurar()
    for ruta in copia.correr(
        "from comsocial.embebido import postgres, rutas; print(postgres.enchufe(), rutas.enchufe_redis())"
    ).split():
        Path(ruta).unlink()

    copia.asegurar()

    assert copia.sql("SELECT 1") == "1"
    assert copia.ping() == "True"


def test_un_corte_a_media_creacion_se_repite_limpio(copia):
    (copia.datos / "postgres" / "nueva").mkdir(parents=True)
    (copia.datos / "postgres" / "nueva" / "PG_VERSION").write_text("18\n")

    copia.asegurar()

    assert copia.sql("SELECT 1") == "1"


def test_cuatro_arranques_a_la_vez_levantan_un_solo_servidor(copia):
    procesos = [copia.python("-c", LEVANTAR) for _ in range(4)]

    assert [proceso.wait(90) for proceso in procesos] == [0, 0, 0, 0]
    assert copia.sql("SELECT 1") == "1"


def test_dos_copias_no_comparten_nada(copia, otra):
    copia.asegurar()
    otra.asegurar()
    copia.sql("CREATE TABLE solo_mia ()")

    assert otra.sql("SELECT to_regclass('solo_mia') IS NULL") == "True"
    assert copia.pid("redis") != otra.pid("redis")


def test_detener_no_deja_procesos(copia):
    copia.asegurar()
    copia.detener()

    assert (copia.pid("postgres"), copia.pid("redis")) == (0, 0)


def test_el_enchufe_cabe_aunque_la_carpeta_sea_larguisima(tmp_path, copia):
    copia.entorno["DIR_DATOS"] = str(tmp_path / ("muy-larga-" * 20))

    largo = copia.correr("from comsocial.embebido.postgres import enchufe; print(len(str(enchufe())))")

    assert int(largo) <= 107


@pytest.mark.parametrize("variable", ["DATABASE_URL", "REDIS_URL"])
def test_lo_que_el_entorno_ya_da_no_se_levanta(copia, variable):
    copia.entorno[variable] = "ya-hay"

    copia.asegurar()

    assert [copia.pid("postgres") == 0, copia.pid("redis") == 0] == [
        variable == "DATABASE_URL",
        variable == "REDIS_URL",
    ]


def test_los_comandos_que_no_usan_la_base_no_levantan_nada(copia):
    copia.correr("from comsocial.embebido.arranque import asegurar_servidores as a; a(['manage.py', 'help'])")

    assert not copia.datos.exists()
