"""Lo que vale para todas las pruebas: nada sale de esta máquina, ninguna plantilla usa lo que no existe."""

import sys
import tempfile
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as ajustes
from django.core.cache import cache
from django.db import connection
from django.template import engines

from comsocial.operacion.dueno import CON_QUIEN_SE_ENTRA
from doubles.smtp import ServidorSMTP
from personas.models import Oficina
from suspension.models import ReglaDeSuspension
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.papeles import con_el_papel_de_la_aplicacion, con_tablas_que_se_vacian_pronto, sin_esperar_al_disco

LOCALES = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", b"127.0.0.1", b"localhost", None})  # noqa: S104 - sólo se comparan


def _sin_red(suceso, argumentos):
    """Gancho de auditoría: ve toda conexión y toda consulta de nombres, también las de bibliotecas en C."""
    if suceso == "socket.getaddrinfo":
        anfitrion = argumentos[0]
    elif suceso in {"socket.connect", "socket.sendto"} and isinstance(argumentos[1], tuple):
        anfitrion = argumentos[1][0]
    else:
        return
    if anfitrion not in LOCALES:
        raise PermissionError(f"Las pruebas no salen de esta máquina: {suceso} a {anfitrion!r}")


sys.addaudithook(_sin_red)


def pytest_addoption(parser):
    parser.addoption("--almacen", choices=["disco", "s3"], default="disco", help="dónde viven los originales")


def pytest_collection_modifyitems(config, items):
    """Sobre S3 se quedan fuera las pruebas de lo que es propio del disco: permisos, fsync, nginx."""
    if config.getoption("--almacen") == "s3":
        propias = [i for i in items if i.get_closest_marker("solo_disco")]
        config.hook.pytest_deselected(items=propias)
        items[:] = [i for i in items if i not in propias]


# Variables que las plantillas de allauth escriben sin que existan; las nuestras no tienen excusa.
DE_ALLAUTH = ("authenticators.", "attrs.", "redirect_field", "form.media")


class _Indefinida(str):
    """El `string_if_invalid` de las pruebas: escribe su aviso y apunta qué variable faltó."""

    __slots__ = ("vistas",)

    def __mod__(self, variable):
        if not str(variable).startswith(DE_ALLAUTH):
            self.vistas.append(str(variable))
        return str.__mod__(self, variable)


@pytest.fixture(autouse=True)
def variables_indefinidas():
    """Una variable que la vista no mandó y la plantilla sí escribe hace fallar la prueba."""
    motor = engines["django"].engine
    aviso = _Indefinida("«VARIABLE INDEFINIDA: %s»")
    aviso.vistas = []
    anterior, motor.string_if_invalid = motor.string_if_invalid, aviso
    yield aviso.vistas
    motor.string_if_invalid = anterior
    if aviso.vistas:
        pytest.fail(f"VARIABLE INDEFINIDA en una plantilla: {', '.join(dict.fromkeys(aviso.vistas))}")


@pytest.fixture(autouse=True)
def cache_limpio():
    cache.clear()


@pytest.fixture(autouse=True)
def datos_y_portal_propios(settings):
    """Cada prueba escribe sus anclas, descargas y páginas en su carpeta: lo que otra dejó no la hace fallar."""
    with tempfile.TemporaryDirectory(prefix="comsocial-prueba-", ignore_cleanup_errors=True) as carpeta:
        settings.DIR_DATOS, settings.DIR_PUBLICO = Path(carpeta) / "datos", Path(carpeta) / "publico"
        for cada in (settings.DIR_DATOS, settings.DIR_PUBLICO):
            cada.mkdir()
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """La base de pruebas la crea, la migra y la borra su dueño."""
    if ajustes.BASE_DEL_DUENO:
        connection.settings_dict.update({c: ajustes.BASE_DEL_DUENO[c] for c in CON_QUIEN_SE_ENTRA})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Las pruebas corren con lo que puede el papel de la aplicación, y las que vacían las tablas las dejan vacías."""
    with django_db_blocker.unblock():
        sin_esperar_al_disco()
        with con_el_papel_de_la_aplicacion(), con_tablas_que_se_vacian_pronto():
            yield
    # Borrar la base de pruebas puede tardar más que una consulta de la web, con la máquina ocupada.
    connection.close()
    connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | {"options": ""}


@pytest.fixture
def tabla_de_suspension(db):
    """La tabla por tema que siembra la migración; las pruebas con `transaction=True` la vacían."""
    if not ReglaDeSuspension.objects.exists():
        sembrada = import_module("suspension.migrations.0002_tabla_inicial_de_suspension")
        ReglaDeSuspension.objects.bulk_create(
            ReglaDeSuspension(tema=tema, trato=trato, fecha_desde=date(2000, 1, 1), fundamento=sembrada.FUNDAMENTO)
            for tema, trato in sembrada.TABLA.items()
        )


@pytest.fixture
def ahora():
    """Jueves 12 de marzo de 2026, 12:00 en Mazamitla."""
    return datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


@pytest.fixture
def reloj(ahora):
    """El reloj detenido en `ahora`; `reloj.move_to` lo mueve."""
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def dependencia(db):
    return DependenciaFactory(nombre="Obras Públicas")


@pytest.fixture
def directora(db):
    return PersonaFactory(papeles=["directora"], first_name="Dirección")


@pytest.fixture
def redactora(db):
    return PersonaFactory(papeles=["redaccion"], first_name="Redacción")


@pytest.fixture
def fotografo(db):
    return PersonaFactory(papeles=["fotografia"], first_name="Fotografía")


@pytest.fixture
def redes(db):
    return PersonaFactory(papeles=["redes"], first_name="Redes")


@pytest.fixture
def consulta(db):
    return PersonaFactory(papeles=["consulta"], first_name="Consulta")


@pytest.fixture
def enlace(db, dependencia):
    return PersonaFactory(papeles=["enlace"], first_name="Enlace", dependencia=dependencia)


@pytest.fixture
def oficina(db, ahora):
    return Oficina.objects.create(
        pk=1, nombre="Comunicación Social", municipio="Mazamitla", entidad="Jalisco", administracion="2024-2027",
        domicilio="Portal 5 de Mayo 4", telefonos=["+523825380149"], correo="comunicacion@mazamitla.invalid",
        configurada_en=ahora,
    )  # fmt: skip


@pytest.fixture
def smtp(tmp_path, settings):
    """El servidor de correo simulado, de verdad en el otro extremo de un socket. Su diario es el oráculo."""
    with ServidorSMTP(tmp_path / "correo") as servidor:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", servidor.puerto, 2
        settings.CORREO_RITMO_POR_DOMINIO = 0
        yield servidor
