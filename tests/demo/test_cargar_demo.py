"""La demostración, cargada de verdad: en chico, dos veces y a medias."""

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from agenda.models import Evento
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from comsocial.demo import carga
from comsocial.demo.fotos import CARPETA
from comsocial.demo.plan.catalogo import CUENTAS, FOTOS, MEDIOS
from comsocial.demo.plan.clases import CLASES
from comsocial.demo.plan.planes import del_mes, en_suspension, se_publica
from comsocial.operacion.fuentes import CARPETAS, FUENTES
from comsocial.operacion.manifiesto import sha256_de
from comsocial.operacion.respaldo import respaldar
from comsocial.operacion.restauracion import restaurar
from cronograma.models import Actividad, EvidenciaManual
from difusion.models import Envio
from media_library.models import Evidencia
from medios.models import Contacto, Invitacion
from nucleo.dominio.bitacora import roturas
from nucleo.models import Asiento
from nucleo.texto.formato import CENTRO, limpiar_telefono
from paginas.dominio.comprobar import leer_pendientes
from paginas.dominio.inventario import pedir_lectura
from personas.dominio.oficina import guardar_oficina
from personas.models import Persona
from redes.models import Publicacion
from tests.fabricas.paginas import PaginaFactory

# Cuántas escrituras alcanza cada intento antes de morir: a veces a medio acto, a veces entre dos.
PUNTOS_DE_MUERTE = (3, 40, 97, 150, 211, 330, 400, 450, 500)
AHORA = datetime(2026, 2, 24, 20, 0, tzinfo=UTC)  # 14:00 en el centro: ya hubo un evento y faltan otros
CLAVE = "una-clave-de-prueba"


def test_sin_modo_de_demostracion_no_crea_cuentas(db, settings):
    settings.MODO_DEMO = False

    with pytest.raises(CommandError, match="sólo en modo de demostración"):
        call_command("cargar_demo", stdout=StringIO())

    assert not Persona.objects.exists()


def test_sin_espacio_en_el_disco_lo_dice_antes_de_empezar(db, settings):
    settings.DISCO_RESERVA_GB = 10**6

    with pytest.raises(CommandError, match=r"No hay espacio para los datos de ejemplo: hacen falta .* y hay"):
        call_command("cargar_demo", forzar=True, stdout=StringIO())

    assert not Persona.objects.exists()


@pytest.mark.parametrize("clase", CLASES, ids=lambda c: c.clave)
def test_cada_clase_da_un_boletin_completo(clase):
    textos = [*clase.cabezas, clase.sumario, clase.cuerpo, clase.evento, clase.lugar]
    llenos = [t.format(c="la cabecera municipal", n=999, m=12, dia="miércoles 30 de septiembre") for t in textos]

    assert all(len(cabeza) <= 110 for cabeza in llenos[: len(clase.cabezas)])
    assert 110 <= len(clase.cuerpo.split()) <= 230
    assert len(clase.sumario) <= 150
    assert set(clase.fotos) <= set(FOTOS)


def test_cada_fotografia_esta_con_su_credito():
    creditos = (CARPETA / "CREDITOS.md").read_text()

    assert {p.stem for p in CARPETA.glob("*.jpg")} == set(FOTOS)
    assert all(nombre in creditos for nombre in FOTOS)
    assert sum(p.stat().st_size for p in CARPETA.iterdir()) < 12 * 2**20


def test_los_contactos_son_inventados_y_sus_telefonos_existen():
    contactos = [c for *_, contactos in MEDIOS for c in contactos]

    assert all(correo.endswith((".example", ".invalid")) for _, _, correo, _, _ in contactos if correo)
    assert all(limpiar_telefono(telefono) == telefono for _, _, _, telefono, _ in contactos if telefono)


@pytest.mark.parametrize("mes", range(1, 11))
def test_en_suspension_solo_se_planea_lo_que_la_ley_permite(mes):
    eventos, boletines, *_ = carga.RITMO_2021[mes - 1]
    planes = del_mes(2021, mes, eventos=eventos, boletines=boletines)

    assert len(planes) == eventos
    assert planes == del_mes(2021, mes, eventos=eventos, boletines=boletines)
    for plan in planes:
        emision = plan.inicio + timedelta(hours=2, minutes=30)
        if plan.con_boletin and (en_suspension(plan.inicio) or en_suspension(emision)):
            assert plan.clase.tema in {"salud", "educacion", "proteccion-civil"}
        assert not plan.con_invitacion or se_publica(plan.clase, plan.inicio)


def _filas():
    propias = (
        "nucleo",
        "personas",
        "agenda",
        "medios",
        "media_library",
        "boletines",
        "difusion",
        "cronograma",
        "paginas",
    )
    return {m._meta.label: m.objects.count() for a in propias for m in apps.get_app_config(a).get_models()}


@pytest.fixture
def cargada(transactional_db, settings, tmp_path):
    """Un mes de 2021 y lo de hoy, cargados dos veces: la segunda no debe hacer nada."""
    for clave in ("DIR_ORIGINALES", "DIR_DERIVADOS", "DIR_SUBIDAS", "DIR_PUBLICO"):
        carpeta = tmp_path / clave.lower()
        carpeta.mkdir()
        setattr(settings, clave, carpeta)
    settings.CORREO_RITMO_POR_DOMINIO = 0
    frases = []
    carga.cargar(clave=CLAVE, decir=frases.append, meses=1, ahora=AHORA)
    return frases


@pytest.mark.lento
def test_la_carga_en_chico(cargada):
    antes = _filas()
    carga.cargar(clave=CLAVE, decir=lambda _: None, meses=1, ahora=AHORA + timedelta(days=1))

    assert _filas() == antes
    _revisar_boletines()
    _revisar_hoy()
    _revisar_lo_demas()
    assert cargada[0].startswith("Listo lo de hoy")
    assert "100 %" in cargada[-2]
    assert cargada[-1].startswith("Demostración completa")


def _revisar_boletines():
    for ejercicio in (2021, 2026):
        folios = Boletin.objects.filter(ejercicio=ejercicio).order_by("publicado_en")
        assert [b.consecutivo for b in folios] == list(range(1, folios.count() + 1))
    assert Boletin.objects.filter(ejercicio=2021).count() == 11
    estados = Counter(Boletin.objects.values_list("estado", flat=True))
    assert set(estados) == set(EstadoBoletin.values)
    emitidos = Boletin.objects.exclude(consecutivo=None).annotate(cuantas=Count("fotos"))
    assert all(1 <= b.cuantas <= 4 and b.autor.username == "redactora" for b in emitidos)
    assert [b.urgencia_motivo != "" for b in emitidos if b.aprobado_por is None] == [True]
    assert {b.aprobado_por.username for b in emitidos if b.aprobado_por} == {"directora"}
    assert Boletin.objects.filter(embargo_hasta__gt=AHORA).get().estado == EstadoBoletin.PUBLICADO


def _revisar_hoy():
    dia = AHORA.astimezone(CENTRO).date()
    horas = [e.inicio.astimezone(CENTRO).strftime("%H:%M") for e in Evento.objects.filter(inicio__date=dia)]
    assert horas == ["10:00", "13:00", "18:30"]
    propuesto = Evento.objects.get(estado="por_confirmar")
    assert propuesto.creado_por.username == "enlace.obras"
    assert Evidencia.objects.filter(original__clase="foto", texto_alternativo="").count() == 17
    assert Publicacion.objects.filter(estado="por_publicar").count() >= 3
    assert not Evidencia.objects.filter(capturada_en__gt=AHORA).exists()
    assert not Evento.objects.filter(estado="realizado", inicio__gt=AHORA).exists()
    assert not Asiento.objects.filter(ocurrio_en__gt=AHORA).exclude(accion="no se pudo procesar").exists()


def _revisar_lo_demas():
    assert Persona.objects.count() == len(CUENTAS)
    assert Persona.objects.get(username="directora").check_password(CLAVE)
    assert Contacto.objects.count() == 22
    assert Actividad.objects.count() == 12
    administraciones = {b.ejercicio: b.administracion for b in Boletin.objects.exclude(ejercicio=None)}
    assert administraciones == {2026: "2024-2027", 2021: "2018-2021"}
    assert EvidenciaManual.objects.filter(archivo__isnull=False).count() == EvidenciaManual.objects.count() > 0
    assert Invitacion.objects.exclude(estado="pendiente").exists()
    assert Envio.objects.filter(canal="portal", estado="entregado", resuelto_en__year=2021).count() >= 11
    assert not Envio.objects.filter(canal="portal", estado__in=["fallido", "por_verificar"]).exists()
    assert roturas() == []


class Muerte(BaseException):
    """Como un kill -9: nadie la atrapa y la transacción se pierde."""


@contextmanager
def muere_en(cuantas):
    """Muere a la orden de escribir número `cuantas` que dé la carga."""
    van = 0

    def contar(ejecutar, sql, parametros, varias, contexto):
        nonlocal van
        van += sql.startswith(("INSERT", "UPDATE"))
        if van >= cuantas:
            raise Muerte
        return ejecutar(sql, parametros, varias, contexto)

    with connection.execute_wrapper(contar):
        yield


@pytest.mark.lento
def test_sigue_donde_se_quedo(transactional_db, settings, tmp_path, sitio):
    """Muera donde muera, la siguiente carga termina lo que faltaba sin repetir nada ni romperse.

    Y todo lo que la demostración hace con sus actos va y vuelve entero en un respaldo.
    """
    _carpetas_en(tmp_path / "una", settings)

    enero, muertes = datetime(2026, 2, 3, 5, 0, tzinfo=UTC), 0
    for cuantas in PUNTOS_DE_MUERTE:
        try:
            with muere_en(cuantas):
                carga.cargar(clave=CLAVE, decir=lambda _: None, meses=1, ahora=enero + timedelta(hours=muertes))
        except Muerte:
            muertes += 1
    assert muertes == len(PUNTOS_DE_MUERTE)
    assert not Boletin.objects.filter(ejercicio=2021).exists()

    carga.cargar(clave=CLAVE, decir=lambda _: None, meses=1, ahora=enero + timedelta(days=2))

    assert Boletin.objects.filter(ejercicio=2021).count() == 11
    repetidos = Evento.objects.values("titulo", "inicio").annotate(veces=Count("pk")).filter(veces__gt=1)
    assert not repetidos.exists()
    _va_y_vuelve(settings, tmp_path, sitio)


def _carpetas_en(raiz, settings):
    nombres = {
        "DIR_ORIGINALES": "originales", "DIR_DERIVADOS": "derivados", "DIR_SUBIDAS": "subidas",
        "DIR_PUBLICO": "publico", "MEDIA_ROOT": "archivos",
    }  # fmt: skip
    settings.DIR_DATOS = raiz
    for clave, nombre in nombres.items():
        (raiz / nombre).mkdir(parents=True)
        setattr(settings, clave, raiz / nombre)


def _capturar_y_poner_escudo(sitio):
    """Lo que la demostración no trae: una captura de «antes» y el escudo de la oficina."""
    ahora, directora = timezone.now(), Persona.objects.get(username="directora")
    sitio.poner("/directorio", "<html><body><main>Directorio</main></body></html>")
    pagina = PaginaFactory(url=f"{sitio.url}/directorio")
    pedir_lectura(pagina, motivo="antes", por=directora, ahora=ahora)
    leer_pendientes(reloj=timezone.now, segundos=30)
    foto = next(CARPETA.glob("*.jpg")).read_bytes()
    guardar_oficina(
        datos={"escudo": SimpleUploadedFile("escudo.jpg", foto)}, por=directora, ahora=ahora
    )  # fmt: skip


def _contenido():
    """Cada renglón de cada tabla y cada octeto de cada archivo que se respalda, en huellas."""
    with connection.cursor() as cursor:
        tablas = sorted(set(connection.introspection.table_names(cursor)) - {"difusion_freno"})
        filas = {}
        for tabla in tablas:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{tabla}\" t")  # noqa: S608 - tablas propias
            filas[tabla] = cursor.fetchone()
    archivos = {
        f"{fuente.nombre}/{archivo.relative_to(fuente.carpeta())}": sha256_de(archivo)
        for fuente in FUENTES
        for archivo in fuente.carpeta().rglob("*")
        if archivo.is_file() and not archivo.name.startswith(".")
    }
    return filas, archivos


def _va_y_vuelve(settings, tmp_path, sitio):
    _capturar_y_poner_escudo(sitio)
    filas, archivos = _contenido()
    assert {ruta.partition("/")[0] for ruta in archivos} == set(CARPETAS)
    for _ in range(2):  # el segundo lee el manifiesto del primero
        respaldar(tmp_path / "respaldo", ahora=timezone.now(), avisar=lambda _: None)

    _carpetas_en(tmp_path / "otra", settings)
    restaurar(tmp_path / "respaldo", sobre_escribir=True, ahora=timezone.now(), avisar=lambda _: None)

    assert _contenido() == (filas, archivos)
