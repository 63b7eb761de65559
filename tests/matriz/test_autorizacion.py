"""Cada dirección × papel × método, sacadas del propio sitio: lo que nadie pensó, aquí falla."""

import pytest

from nucleo.checks import regla_de, rutas
from tests.fabricas.mundo import PAPELES, crear_mundo
from tests.matriz.direcciones import POR_NOMBRE, direccion, propias

# Lo único que se contesta sin sesión: una ruta nueva aquí se piensa dos veces.
ABIERTAS = {
    "medios_publicas:respuesta",
    "medios_publicas:calendario",
    "medios_publicas:baja",
    "cuenta:aceptar",
    "portal:inicio",
    "sin_conexion",
    "trabajador",
    "manifiesto",
    "icono",
    "media_library:subir_sin_senal",
    "fotos:paquete",
    "fotos:zip",
    "fotos:archivo",
    "fotos:subtitulos",
    "buzon:subir",
    "buzon:subidas",
    "buzon:una_subida",
    "buzon:resultado",
    "puerta:entrar",
    "puerta:enviada",
    "puerta:solicitud",
    "puerta:archivos",
    "puerta:subidas",
    "puerta:una_subida",
    "puerta:resultado",
    "portal:buscar",
    "portal:evento_ics",
    "produccion_publicas:aprobar",
    "boletines_publicas:visto_bueno",
    "boletines_publicas:adelanto",
    "boletines_publicas:foto_de_adelanto",
    "boletines_publicas:foto_de_visto_bueno",
    "boletines_publicas:corta",
    "portal:pagina",
    "portal:suscribirse",
    "portal:confirmar",
    "portal:baja",
    "portal:contacto",
    "portal:asistencia",
    "portal:paquete",
    "portal:bajar",
    "datos:boletines",
    "datos:boletin",
    "datos:agenda",
    "datos:temas",
    "datos:api-root",
    "datos:openapi-json",
    "portal:pagina_de_serie",
}
# Sólo POST, sólo GET o ambos: todo lo demás debe contestar 405 y nunca un error interno.
BIEN = {200, 301, 302, 303, 404, 405, 409, 412, 422, 429}  # 412: las subidas exigen decir que se habla tus


@pytest.fixture
def mundo(db):
    return crear_mundo()


def _pedir(client, metodo, direccion):
    return getattr(client, metodo)(direccion, {} if metodo == "get" else {"basura": "\x00", "motivo": "x" * 5000})


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_sin_sesion_solo_se_entra_a_lo_declarado_abierto(client, mundo, metodo, variables_indefinidas):
    abiertas = []
    for nombre, patron in propias():
        regla = regla_de(patron.callback)
        respuesta = _pedir(client, metodo, direccion(nombre, patron, mundo))
        pide_sesion = respuesta.status_code == 302 and respuesta["Location"].startswith("/acceso/login/")
        assert respuesta.status_code < 500, nombre
        assert pide_sesion != (regla.publico or regla.token), (nombre, metodo, respuesta.status_code)
        if not pide_sesion:
            abiertas.append(nombre)

    assert set(abiertas) == ABIERTAS


def test_lo_que_se_lee_sin_sesion_tambien_contesta_head(client, mundo):
    """Los revisores de correo y de enlaces preguntan con HEAD: lo mismo que GET, y nunca hace nada."""
    se_leen = {n: direccion(n, patron, mundo) for n, patron in propias() if n in ABIERTAS}
    con_get = {nombre: client.get(donde).status_code for nombre, donde in se_leen.items()}
    con_get = {nombre: codigo for nombre, codigo in con_get.items() if codigo != 405}

    assert {nombre: client.head(se_leen[nombre]).status_code for nombre in con_get} == con_get


@pytest.mark.parametrize("papel", PAPELES)
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_cada_papel_entra_solo_a_lo_suyo(client, mundo, papel, metodo):
    persona = mundo.personas[papel]
    for nombre, patron in propias():
        regla = regla_de(patron.callback)
        client.force_login(persona)
        respuesta = _pedir(client, metodo, direccion(nombre, patron, mundo))
        permitida = (
            regla.publico or regla.token or not regla.capacidades or any(persona.puede(c) for c in regla.capacidades)
        )
        if permitida:
            assert respuesta.status_code in BIEN, (nombre, papel, metodo, respuesta.status_code)
        else:
            # El método se revisa antes que el permiso: 405 tampoco hace nada.
            assert respuesta.status_code in {403, 405}, (nombre, papel, metodo, respuesta.status_code)


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_lo_de_otra_dependencia_no_existe_para_el_enlace(client, mundo, metodo):
    enlace = mundo.personas["enlace"]
    client.force_login(enlace)
    vistas = 0
    for nombre, patron in propias():
        regla = regla_de(patron.callback)
        claves = set(patron.pattern.regex.groupindex)
        es_suya = nombre.partition(":")[0] in {"agenda", "cadena", "media_library"} and nombre not in POR_NOMBRE
        if "pk" not in claves or not es_suya or not any(enlace.puede(c) for c in regla.capacidades):
            continue
        respuesta = _pedir(client, metodo, direccion(nombre, patron, mundo, ajeno=True))
        assert respuesta.status_code in {404, 405}, (nombre, metodo, respuesta.status_code)
        vistas += respuesta.status_code == 404

    assert vistas


def test_toda_ruta_tiene_regla():
    assert [camino for camino, _, vista in rutas() if regla_de(vista) is None] == []
