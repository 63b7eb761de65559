"""Documentos en PDF con el membrete de la oficina, etiquetados (PDF/UA-1), hechos con typst."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst
from django.conf import settings
from django.utils.encoding import iri_to_uri

from nucleo.texto.formato import telefono
from personas.dominio.identidad import identidad_de
from personas.dominio.imprimible import imprimible
from personas.models import Oficina

registro = logging.getLogger(__name__)

_CARPETA = Path(settings.BASE_DIR) / "templates" / "typst"
_FUENTES = Path(settings.BASE_DIR) / "static" / "fuentes" / "ttf"
RUTAS = {"archivo", "escudo"}  # no se leen: son un lugar del disco


class NoSeImprime(Exception):  # noqa: N818 - las excepciones son frases (CONTRIBUTING.md)
    """Falló algo que no es el texto: una imagen que no está, el disco."""


# PDF/UA no admite un documento sin título ni una imagen sin descripción; un borrador todavía puede no tenerlos.
SI_NO_HAY = {"alternativo": "Fotografía sin descripción", "titulo": "Sin título"}
# Del más fiel al más seguro: lo que alguien escribió nunca deja a la oficina sin documento.
INTENTOS: tuple[dict[str, Any], ...] = (
    {"sencillo": False, "etiquetado": True},
    {"sencillo": True, "etiquetado": True},
    {"sencillo": True, "etiquetado": False},
)
ETIQUETADO = ["ua-1"]  # PDF/UA-1, ISO 14289-1
PARA_ARCHIVAR = ["ua-1", "a-2a"]  # además PDF/A-2a, ISO 19005-2: lo que se guarda años


@cache
def _compilador(plantilla: str) -> tuple[typst.Compiler, Lock]:
    """Un compilador por plantilla y proceso: abrirlo cuesta más que imprimir (docs/rendimiento.md)."""
    return _abrir(plantilla), Lock()


@contextmanager
def _prestado(plantilla: str) -> Iterator[typst.Compiler]:
    """El de la plantilla, si nadie lo tiene; si no, otro: un compilador imprime de a uno y al segundo le falla."""
    compilador, turno = _compilador(plantilla)
    if not turno.acquire(blocking=False):
        yield _abrir(plantilla)
        return
    try:
        yield compilador
    finally:
        turno.release()


def _abrir(plantilla: str) -> typst.Compiler:
    return typst.Compiler(str(_CARPETA / plantilla), root="/", font_paths=[str(_FUENTES)], ignore_system_fonts=True)


def compilar(plantilla: str, datos: dict, *, normas: Sequence[str] = ETIQUETADO) -> bytes:
    """Compila una plantilla de `templates/typst` con datos JSON; nunca se arma marcado con texto ajeno.

    Lo que diga el texto no la detiene: un signo sin letra se ve como `□` y una foto sin descripción lo dice.
    Las imágenes van por su ruta absoluta en el disco: sólo rutas que puso este programa.
    """
    return _compilar(plantilla, datos, normas=normas, format="pdf")[0]


def compilar_imagen(plantilla: str, datos: dict) -> bytes:
    """La primera página de una plantilla en PNG, a un pixel por punto. Tampoco la detiene el texto."""
    return compilar_imagenes(plantilla, datos)[0]


def compilar_imagenes(plantilla: str, datos: dict, *, puntos_por_pulgada: int = 72) -> list[bytes]:
    """Cada página en PNG."""
    return _compilar(plantilla, datos, normas=(), format="png", ppi=puntos_por_pulgada)


def pintar(plantilla: str, datos: dict, *, ppi: float = 72) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Todas las páginas en PNG, y lo que la plantilla dijo de cada una con `metadata(…) <veredicto>`."""
    # Uno propio, no el de todos: se le pregunta después de imprimir y nadie debe cambiarle los datos en medio.
    compilador = _abrir(plantilla)
    paginas = _intentar(plantilla, datos, normas=(), con=lambda: nullcontext(compilador), format="png", ppi=ppi)
    return paginas, json.loads(compilador.query("<veredicto>", field="value"))


def _compilar(plantilla: str, datos: dict, *, normas: Sequence[str], **forma: Any) -> list[bytes]:
    return _intentar(plantilla, datos, normas=normas, con=lambda: _prestado(plantilla), **forma)


def _intentar(
    plantilla: str,
    datos: dict,
    *,
    normas: Sequence[str],
    con: Callable[[], AbstractContextManager[typst.Compiler]],
    **forma: Any,
) -> list[bytes]:
    """El único lugar que llama a typst: si lo rechaza o se cae, lo intenta con letras más sencillas."""
    motivo: BaseException | None = None
    for numero, intento in enumerate(INTENTOS, start=1):
        norma: dict[str, Any] = {}
        if forma["format"] == "pdf":
            norma = {"pdf_standards": list(normas) if intento["etiquetado"] else []}
        entrada = {"datos": json.dumps(_imprimibles(datos, sencillo=intento["sencillo"]), ensure_ascii=False)}
        try:
            with con() as compilador:
                hecho = compilador.compile(sys_inputs=entrada, **forma, **norma)
        except BaseException as error:
            # El pánico de Rust no es una Exception: sin atraparlo se llevaría al proceso entero.
            if not (isinstance(error, typst.TypstError) or type(error).__name__ == "PanicException"):
                raise
            _compilador.cache_clear()
            registro.warning("«%s» no se pudo imprimir en el intento %s: %s", plantilla, numero, error)
            motivo = error
        else:
            return cast("list[bytes]", hecho if isinstance(hecho, list) else [hecho])
    raise NoSeImprime(f"No se pudo hacer el documento: {motivo}") from motivo


def _imprimibles(valor: Any, *, sencillo: bool, clave: str = "") -> Any:
    """Los mismos datos con cada texto imprimible. Una ruta del disco queda como está."""
    if isinstance(valor, dict):
        return {k: _imprimibles(v, sencillo=sencillo, clave=k) for k, v in valor.items()}
    if isinstance(valor, list | tuple) and clave != "octetos":
        return [_imprimibles(v, sencillo=sencillo, clave=clave) for v in valor]
    if not isinstance(valor, str) or clave in RUTAS:
        return valor
    if clave == "enlace":
        return imprimible(iri_to_uri(valor), sencillo=sencillo)
    texto = imprimible(valor, sencillo=sencillo)
    if texto.strip():
        return texto
    return SI_NO_HAY.get(clave, texto)


def membrete(oficina: Oficina | None = None) -> dict:
    """Los datos de la oficina que llevan todos los documentos; `oficina`, si ya se leyó."""
    oficina = oficina or Oficina.objects.actual()
    identidad = identidad_de(oficina)
    return {
        "escudo": identidad.escudo,
        "principal": identidad.principal,
        "municipio": oficina.municipio,
        "entidad": oficina.entidad,
        "oficina": oficina.nombre,
        "domicilio": oficina.domicilio,
        "telefonos": " · ".join(telefono(t) for t in oficina.telefonos),
        "sitio": oficina.sitio,
        "correo": oficina.correo,
    }
