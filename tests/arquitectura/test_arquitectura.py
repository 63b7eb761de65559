"""Las reglas de la casa, revisadas por la máquina. Cada revisor se prueba también contra un mal ejemplo."""

import re
from pathlib import Path

import pytest

from tests.arquitectura import revisores as r

RAIZ = Path(__file__).resolve().parents[2]
PLANTILLAS = list((RAIZ / "templates").rglob("*.html"))
PROPIOS = [p for app in r.PROPIAS for p in (RAIZ / app).rglob("*.py") if "migrations" not in p.parts]
PRUEBAS = list((RAIZ / "tests").rglob("*.py"))
DOMINIO = [p for p in PROPIOS if "dominio" in p.relative_to(RAIZ).parts or p.name in {"dominio.py", "consultas.py"}]
CON_MODELOS = [p for p in PROPIOS if "models" in p.relative_to(RAIZ).as_posix() or p.name == "forms.py"]
SIN_TRANSICIONES = [p for p in PROPIOS if p != RAIZ / "nucleo/dominio/transiciones.py"]

# Se toman por lotes, con arriendo: la bandeja de salida (docs/entrega.md) y los derivados. Al restaurar un respaldo se
# aparta junto lo que tenía por salir, con un solo asiento.
POR_LOTES = {
    RAIZ / "difusion/dominio/despacho.py",
    RAIZ / "difusion/dominio/restauracion.py",
    RAIZ / "media_library/dominio/versiones/cola.py",
}
VISTAS = [p for p in PROPIOS if "views" in p.relative_to(RAIZ).as_posix()]
# Hablan un protocolo (tus, ZIP) y cada negativa tiene ahí su código.
CON_PROTOCOLO = {RAIZ / "media_library/views/entrada/subidas.py", RAIZ / "media_library/views/compartir/paquetes.py"}


def faltas(revisor, archivos):
    return [f"{p.relative_to(RAIZ)}:{falta}" for p in archivos for falta in revisor(p.read_text())]


@pytest.mark.parametrize(
    ("revisor", "archivos"),
    [
        (r.archivo_largo, PROPIOS + PRUEBAS),
        (r.funcion_larga, PROPIOS + PRUEBAS),
        (r.asigna_estado, SIN_TRANSICIONES),
        (r.estado_por_update, [p for p in SIN_TRANSICIONES if p not in POR_LOTES]),
        (r.senales_del_orm, PROPIOS),
        (r.red_o_peticion_en_dominio, DOMINIO),
        (r.plantilla_de_texto, PROPIOS),
        (r.negativa_a_mano, [p for p in VISTAS if p not in CON_PROTOCOLO]),
        (r.correo_a_mano, [p for p in PROPIOS if p != RAIZ / "difusion/dominio/correo.py"]),
        (r.acto_a_mano, [p for p in DOMINIO if p != RAIZ / "nucleo/dominio/actos.py"]),
        (r.save_propio, CON_MODELOS),
        (r.supresion_sin_razon, PROPIOS + [p for p in PRUEBAS if p.parent.name != "arquitectura"]),
        (r.imitaciones, PRUEBAS),
        (r.plantilla_larga, PLANTILLAS),
        (r.plantilla_ancha, PLANTILLAS),
        (r.codigo_en_linea, [p for p in PLANTILLAS if "correos" not in p.parts]),
    ],
    ids=lambda valor: valor.__name__ if callable(valor) else "",
)
def test_el_codigo_cumple(revisor, archivos):
    assert faltas(revisor, archivos) == []


@pytest.mark.parametrize("carpeta", [p.parent for p in RAIZ.glob("*/migrations/max_migration.txt")], ids=str)
def test_las_migraciones_van_en_una_sola_fila(carpeta):
    nombres = sorted(p.stem for p in carpeta.glob("[0-9]*.py"))
    ultima = (carpeta / "max_migration.txt").read_text().strip()

    assert list(r.migraciones_en_fila(nombres, ultima)) == []


MALOS = [
    (r.archivo_largo, "x = 1\n" * 501),
    (r.plantilla_larga, "<p>\n" * 251),
    (r.plantilla_ancha, "<p>\n<p>" + "a" * 118),
    (r.funcion_larga, "def f():\n" + "    x = 1\n" * 40),
    (r.asigna_estado, "b.estado = 1"),
    (r.asigna_estado, "b.otro, b.estado = 1, 2"),
    (r.asigna_estado, "setattr(b, 'estado', 1)"),
    (r.estado_por_update, "Boletin.objects.update(estado=1)"),
    (r.senales_del_orm, "from django.db.models.signals import post_save"),
    (r.senales_del_orm, "from django.db.models import signals"),
    (r.red_o_peticion_en_dominio, "from django.http import HttpRequest"),
    (r.red_o_peticion_en_dominio, "import celery"),
    (r.imitaciones, "from unittest import mock"),
    (r.imitaciones, "from unittest.mock import patch"),
    (r.imitaciones, "monkeypatch.setattr('difusion.despacho.enviar', f)"),
    (r.imitaciones, "from difusion import despacho\nmonkeypatch.setattr(despacho, 'enviar', f)"),
    (r.imitaciones, "import difusion\nmonkeypatch.setattr(difusion.despacho, 'enviar', f)"),
    (r.negativa_a_mano, "try:\n    f()\nexcept (NoSePuede, ValidationError):\n    pass"),
    (r.negativa_a_mano, "try:\n    f()\nexcept YaCambio as e:\n    pass"),
    (r.correo_a_mano, "texto_llano(f'correos/{plantilla}.txt', contexto)"),
    (r.correo_a_mano, "render_to_string('correos/boletin.html', contexto)"),
    (r.acto_a_mano, "raise NoTienePermiso('Tu papel en la oficina no permite esto.')"),
    (r.acto_a_mano, "boletin.full_clean(exclude=['clave'])"),
    (r.acto_a_mano, "token = secrets.token_urlsafe(24)"),
    (r.save_propio, "class A:\n    def save(self): ..."),
    (r.plantilla_de_texto, "render_to_string('correos/a.txt', {})"),
    (r.plantilla_de_texto, "render_to_string(f'correos/{p}.txt', {})"),
    (r.plantilla_de_texto, "loader.get_template('correos/a.txt')"),
    (r.supresion_sin_razon, "import x  # noqa"),
    (r.supresion_sin_razon, "import x  # noqa: F401"),
    (r.supresion_sin_razon, "# ruff: noqa"),
    (r.supresion_sin_razon, "x = 1  # type: ignore"),
    (r.supresion_sin_razon, "x = 1  # type: ignore[arg-type]"),
    (r.supresion_sin_razon, "x = 1  # pragma: no cover"),
    (r.codigo_en_linea, '<p style="color:red">'),
    (r.codigo_en_linea, '<p\n  class="a"\n  style="x">'),
    (r.codigo_en_linea, '<button onclick="x()">'),
    (r.codigo_en_linea, '<a hx-on:click="x()">'),
    (r.codigo_en_linea, "<script>alert(1)</script>"),
    (r.codigo_en_linea, "<style>p{}</style>"),
    (r.codigo_en_linea, '<p {% if a > b %}class="x"{% endif %} style="x">'),
    (r.codigo_en_linea, '<p x-show="a > b" style="x">'),
    (r.codigo_en_linea, '<p class="{% url "a" %}" style="x">'),
]


@pytest.mark.parametrize(("revisor", "malo"), MALOS)
def test_cada_revisor_sabe_fallar(revisor, malo):
    assert list(revisor(malo)) != []


BUENOS = [
    (r.plantilla_de_texto, "texto_llano('correos/a.txt', {})\nrender_to_string('a.html', {})"),
    (r.archivo_largo, "x = 1\n" * 500),
    (r.negativa_a_mano, "try:\n    f()\nexcept DerivadoPendiente:\n    pass\nexcept:\n    pass"),
    (r.correo_a_mano, "componer('boletin', boletin=b)\nrender_to_string('boletines/_revisar.html')"),
    (r.acto_a_mano, "exigir(por, X, frase='invitar')\nvalidar(boletin)\nsecrets.token_hex(4)"),
    (r.funcion_larga, "def f():\n" + "    x = 1\n" * 39),
    (r.plantilla_larga, "<p>\n" * 250),
    (r.plantilla_ancha, "<p>" + "a" * 117),
    (r.asigna_estado, "estado = b.estado\nfilter(estado=1)\nb.estado_de = 1"),
    (r.senales_del_orm, "from django.dispatch import Signal"),
    (r.imitaciones, "monkeypatch.setattr('time.time', f)\nmonkeypatch.setenv('A', 'b')"),
    (r.save_propio, "class A:\n    def save(self):  # save: lo pide la biblioteca\n        ..."),
    (r.supresion_sin_razon, "import x  # noqa: F401 - se exporta"),
    (r.supresion_sin_razon, "x = 1  # type: ignore[arg-type]  # los campos van por nombre"),
    (r.supresion_sin_razon, "x = 1  # pragma: no cover - sólo en Windows"),
    (r.codigo_en_linea, '{# <p style="x"> #}<script src="a.js"></script><script nonce="{{ n }}">1</script>'),
    (r.codigo_en_linea, '<script type="application/ld+json">{}</script><p class="style" x-on:click="a">'),
]


@pytest.mark.parametrize(("revisor", "bueno"), BUENOS)
def test_ningun_revisor_estorba(revisor, bueno):
    assert list(revisor(bueno)) == []


@pytest.mark.parametrize(
    ("nombres", "ultima"),
    [(["0001_inicial", "0003_a"], "0003_a"), (["0001_a", "0001_b"], "0001_b"), (["0001_a", "0002_b"], "0001_a")],
)
def test_el_revisor_de_migraciones_sabe_fallar(nombres, ultima):
    assert list(r.migraciones_en_fila(nombres, ultima)) != []


def test_ninguna_plantilla_manda_la_referencia_de_un_objeto():
    """Los formularios y los filtros reciben la llave; con la referencia, el botón no hace nada y nadie lo nota."""
    plantillas = list((RAIZ / "templates").rglob("*.html"))

    assert plantillas
    assert [p.name for p in plantillas if re.search(r"\{[{%][^}]*\.ref\b", p.read_text())] == []


def test_toda_senal_la_oye_alguien():
    """Un hecho que nadie recibe no se cuenta: se agrega junto con su receptor."""
    contadas = {
        n for p in RAIZ.glob("*/signals.py") for n in re.findall(r"^(\w+) = Signal\(", p.read_text(), re.MULTILINE)
    }
    receptores = "".join(p.read_text() for p in RAIZ.glob("*/receivers.py"))

    assert contadas
    assert {n for n in contadas if not re.search(rf"@receiver\([^)]*\b{n}\b", receptores)} == set()
