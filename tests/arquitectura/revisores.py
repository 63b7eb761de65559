"""Los revisores: cada uno recibe el texto de un archivo y devuelve sus faltas, «renglón: qué pasa»."""

import ast
import re
from collections.abc import Iterator

from nucleo.casa import APPS, ARMA

RENGLONES_POR_ARCHIVO = 500
RENGLONES_POR_FUNCION = 40
RENGLONES_POR_PLANTILLA, COLUMNAS_POR_PLANTILLA = 250, 120
PROPIAS = (ARMA, *APPS, "doubles")
FUNCIONES = (ast.FunctionDef, ast.AsyncFunctionDef)


def archivo_largo(texto: str) -> Iterator[str]:
    renglones = len(texto.splitlines())
    if renglones > RENGLONES_POR_ARCHIVO:
        yield f"{renglones}: pasa de {RENGLONES_POR_ARCHIVO} renglones"


def plantilla_larga(texto: str) -> Iterator[str]:
    renglones = len(texto.splitlines())
    if renglones > RENGLONES_POR_PLANTILLA:
        yield f"{renglones}: pasa de {RENGLONES_POR_PLANTILLA} renglones"


def plantilla_ancha(texto: str) -> Iterator[str]:
    """Un renglón es lo que se abarca de un vistazo: contar sólo renglones se cumple empacando."""
    for numero, renglon in enumerate(texto.splitlines(), start=1):
        if len(renglon) > COLUMNAS_POR_PLANTILLA:
            yield f"{numero}: pasa de {COLUMNAS_POR_PLANTILLA} columnas"


def funcion_larga(texto: str) -> Iterator[str]:
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, FUNCIONES) and nodo.end_lineno - nodo.lineno + 1 > RENGLONES_POR_FUNCION:
            yield f"{nodo.lineno}: «{nodo.name}» pasa de {RENGLONES_POR_FUNCION} renglones"


def _blancos(nodo: ast.AST) -> list[ast.expr]:
    if isinstance(nodo, ast.Assign):
        sueltos = nodo.targets
    elif isinstance(nodo, ast.AugAssign | ast.AnnAssign):
        sueltos = [nodo.target]
    else:
        return []
    return [e for blanco in sueltos for e in (blanco.elts if isinstance(blanco, ast.Tuple | ast.List) else [blanco])]


def asigna_estado(texto: str) -> Iterator[str]:
    """El estado sólo lo cambia nucleo.dominio.transiciones; ni `x.estado =` ni setattr."""
    for nodo in ast.walk(ast.parse(texto)):
        if any(isinstance(b, ast.Attribute) and b.attr == "estado" for b in _blancos(nodo)):
            yield f"{nodo.lineno}: asigna .estado"
        if not isinstance(nodo, ast.Call):
            continue
        literales = {a.value for a in nodo.args if isinstance(a, ast.Constant)}
        if getattr(nodo.func, "id", "") == "setattr" and "estado" in literales:
            yield f"{nodo.lineno}: setattr de estado"


def estado_por_update(texto: str) -> Iterator[str]:
    """Tampoco `update(estado=…)`, salvo la bandeja de salida, que se toma por lotes (docs/entrega.md)."""
    for nodo in ast.walk(ast.parse(texto)):
        es_update = isinstance(nodo, ast.Call) and getattr(nodo.func, "attr", "") == "update"
        if es_update and any(clave.arg == "estado" for clave in nodo.keywords):
            yield f"{nodo.lineno}: update(estado=…)"


def _importados(texto: str) -> Iterator[tuple[int, str]]:
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Import):
            yield from ((nodo.lineno, alias.name) for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            yield from ((nodo.lineno, f"{nodo.module}.{alias.name}") for alias in nodo.names)


def _importa(texto: str, *prohibidos: str) -> Iterator[str]:
    for renglon, nombre in _importados(texto):
        if any(f"{nombre}.".startswith(f"{prohibido}.") for prohibido in prohibidos):
            yield f"{renglon}: importa {nombre}"


def senales_del_orm(texto: str) -> Iterator[str]:
    yield from _importa(texto, "django.db.models.signals", "django.db.backends.signals")


def red_o_peticion_en_dominio(texto: str) -> Iterator[str]:
    """El dominio no conoce peticiones, sesiones ni la cola."""
    yield from _importa(texto, "django.http", "django.shortcuts", "django.contrib.messages", "celery", "requests")


def negativa_a_mano(texto: str) -> Iterator[str]:
    """Una vista no atrapa negativas: las enseña `nucleo.pantallas.vistas`, donde ocurrieron y con lo escrito."""
    for nodo in ast.walk(ast.parse(texto)):
        if not isinstance(nodo, ast.ExceptHandler) or nodo.type is None:
            continue
        nombres = {n.id for n in ast.walk(nodo.type) if isinstance(n, ast.Name)}
        if nombres & {"NoSePuede", "NoTienePermiso", "YaCambio", "ValidationError"}:
            yield f"{nodo.lineno}: atrapa {', '.join(sorted(nombres))}"


def acto_a_mano(texto: str) -> Iterator[str]:
    """El dominio pide la capacidad y valida con `nucleo.dominio.actos`; los secretos, con `enlaces_personales`."""
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and "papel en la oficina no" in nodo.value:
            yield f"{nodo.lineno}: escribe su propia negativa por permiso"
        nombre = getattr(nodo.func, "attr", "") if isinstance(nodo, ast.Call) else ""
        if nombre in {"full_clean", "token_urlsafe"}:
            yield f"{nodo.lineno}: llama a {nombre}"


def correo_a_mano(texto: str) -> Iterator[str]:
    """Los correos los compone `difusion.dominio.correo`: nadie más abre sus plantillas."""
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and nodo.value.startswith("correos/"):
            yield f"{nodo.lineno}: abre {nodo.value}"


def imitaciones(texto: str) -> Iterator[str]:
    """Ni unittest.mock ni parchar nuestros módulos: se usan los dobles de doubles/."""
    yield from _importa(texto, "unittest.mock", "mock", "pytest_mock")
    propios = {nombre.split(".")[-1] for _, nombre in _importados(texto) if nombre.split(".")[0] in PROPIAS}
    for nodo in ast.walk(ast.parse(texto)):
        parcha = isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Attribute) and nodo.func.attr == "setattr"
        if not parcha or not nodo.args:
            continue
        raiz = nodo.args[0]
        while isinstance(raiz, ast.Attribute):
            raiz = raiz.value
        nombre = raiz.value.split(".")[0] if isinstance(raiz, ast.Constant) and isinstance(raiz.value, str) else None
        if nombre in PROPIAS or (isinstance(raiz, ast.Name) and raiz.id in propios | set(PROPIAS)):
            yield f"{nodo.lineno}: parcha código propio"


def plantilla_de_texto(texto: str) -> Iterator[str]:
    """Una plantilla `.txt` sólo la hace `nucleo.texto.llano`: lo que Django devuelve va marcado como HTML seguro."""
    for nodo in ast.walk(ast.parse(texto)):
        nombre = getattr(nodo.func, "id", getattr(nodo.func, "attr", "")) if isinstance(nodo, ast.Call) else ""
        if nombre not in {"render_to_string", "get_template", "select_template", "render"}:
            continue
        literales = [c.value for a in nodo.args for c in ast.walk(a) if isinstance(c, ast.Constant)]
        if any(isinstance(valor, str) and valor.endswith(".txt") for valor in literales):
            yield f"{nodo.lineno}: hace una plantilla .txt sin texto_llano"


def save_propio(texto: str) -> Iterator[str]:
    """Sin `def save` en modelos y formularios: los actos son verbos del dominio. Con razón: `# save: …`."""
    renglones = texto.splitlines()
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, FUNCIONES) and nodo.name == "save" and "# save: " not in renglones[nodo.lineno - 1]:
            yield f"{nodo.lineno}: redefine save()"


SUPRESIONES = {
    "noqa": re.compile(r"#\s*noqa:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*\s*-\s*\S.{2,}"),
    "type: ignore": re.compile(r"#\s*type:\s*ignore\[[\w\-, ]+\]\s*(?:#\s*|-\s*)\S.{2,}"),
    "pragma: no cover": re.compile(r"#\s*pragma:\s*no cover\s*(?:-|:)\s*\S.{2,}"),
}


def supresion_sin_razon(texto: str) -> Iterator[str]:
    """`# noqa: COD - razón`, `# type: ignore[cod] # razón`, `# pragma: no cover - razón`."""
    for numero, renglon in enumerate(texto.splitlines(), 1):
        for nombre, con_razon in SUPRESIONES.items():
            if re.search(rf"#\s*(?:ruff:\s*)?{nombre}", renglon) and not con_razon.search(renglon):
                yield f"{numero}: {nombre} sin código o sin razón"


COMENTARIO = re.compile(r"\{#.*?#\}|<!--.*?-->|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
DE_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ETIQUETA = re.compile(r"""<[a-zA-Z](?:"[^"]*"|'[^']*'|[^'"<>])*>""")


def codigo_en_linea(texto: str) -> Iterator[str]:
    """La CSP no admite style=, on…= ni <script>/<style> sin nonce. Alpine (x-on, @) y hx- sí pasan; hx-on no."""
    limpio = COMENTARIO.sub(lambda c: "\n" * c[0].count("\n"), texto)
    limpio = DE_DJANGO.sub(lambda c: re.sub(r"[<>\"']", " ", c[0]), limpio)
    for hallada in ETIQUETA.finditer(limpio):
        etiqueta, numero = hallada[0], limpio.count("\n", 0, hallada.start()) + 1
        if re.search(r"\sstyle\s*=", etiqueta, re.IGNORECASE):
            yield f"{numero}: style= en línea"
        if re.search(r"\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", etiqueta, re.IGNORECASE):
            yield f"{numero}: manejador en línea"
        if re.match(r"<style\b", etiqueta, re.IGNORECASE) and "nonce=" not in etiqueta:
            yield f"{numero}: <style> sin nonce"
        if re.match(r"<script\b", etiqueta, re.IGNORECASE) and not re.search(
            r"\ssrc\s*=|\snonce\s*=|type\s*=\s*[\"']application/(?:ld\+)?json", etiqueta, re.IGNORECASE
        ):
            yield f"{numero}: <script> sin src ni nonce"


def migraciones_en_fila(nombres: list[str], ultima: str) -> Iterator[str]:
    """Una sola fila: números sin huecos ni repetidos y max_migration.txt al día."""
    numeros = [int(nombre[:4]) for nombre in nombres]
    if numeros != list(range(1, len(nombres) + 1)):
        yield f"0: números con huecos o repetidos: {numeros}"
    if nombres and ultima != nombres[-1]:
        yield f"0: max_migration.txt dice «{ultima}» y la última es «{nombres[-1]}»"
