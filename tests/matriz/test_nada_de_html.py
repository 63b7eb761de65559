"""Lo que escribe una persona nunca llega a una página como HTML: un canario en cada campo de texto.

Los campos se descubren del propio modelo: uno nuevo queda cubierto sin que nadie se acuerde.
"""

import re
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from boletines.dominio.salida import textos
from boletines.models import Boletin, FotoDeBoletin
from media_library.models import Subtitulos
from medios.models import Contacto
from nucleo.casa import APPS
from nucleo.checks import regla_de
from portal.dominio.escritura import todo
from tests.fabricas.mundo import crear_mundo
from tests.matriz.direcciones import direccion, propias
from tests.papeles import siendo_el_dueno

CORTO = "<b>canario"
LARGO = f"{CORTO}\"><img src=x onerror=alert(1)>'><script>"
VIVO = re.compile(r"<b>canario|<img src=x|<script>(?!\S)", re.IGNORECASE)
PROPIAS = tuple(app for app in APPS if app != "nucleo")  # el núcleo no guarda lo que alguien escribe
# No los escribe nadie: los pone el programa y de ellos dependen direcciones, archivos o sesiones.
NO_SE_ESCRIBEN = re.compile(
    r"clave|huella|token|sha256|slug|_ref$|^objeto$|origen|folio|serie|receta|tipo$|ruta|archivo|password|username|"
    r"destinatario|dhash|phash|^red$|zona_horaria|etag|administracion|papel|vector|busqueda|extension|recorte|formato|"
    r"telefono|nombre_original|codec|perfil|modo|zonas|temas|motor|^dano$"
)
# La base los quiere vacíos, o llenos a la vez que otro, según el estado del renglón: los suyos se prueban en su app.
LOS_CUIDA_LA_BASE = {
    "boletines.FotoDeBoletin.credito",
    "boletines.FotoDeBoletin.pie",
    "boletines.FotoDeBoletin.texto_alternativo",
    "boletines.VistoBueno.nota_de_atencion",
    "media_library.BajaDocumental.dictamen",
    "media_library.BajaDocumental.motivo",
    "cronograma.CierreMensual.motivo_de_reapertura",  # sólo con quién lo reabrió
    # De un diseño cancelado, una orden entregada o un lugar retirado: el mundo trae uno con el canario.
    "produccion.Colocacion.nota_del_retiro",
    "produccion.Diseno.motivo_de_cancelacion",
    "produccion.OrdenDeImpresion.entregada_a",
    # Sólo se agregan, y la base no deja cambiarlas ni a su dueño: el mundo ya las crea con el canario.
    "produccion.ImagenDeLamina.titulo",
    "produccion.VersionDeDiseno.nota",
    "produccion.VersionDeLaminas.nombre",
    "produccion.VersionDeLaminas.nota",
}


def campos_de_texto():
    for modelo in apps.get_models():
        if modelo._meta.app_label not in PROPIAS or not modelo._meta.managed:
            continue
        for campo in modelo._meta.fields:
            base = campo.base_field if isinstance(campo, ArrayField) else campo
            es_texto = type(base) in {models.CharField, models.TextField} and not base.choices and not base.unique
            es_llave = campo.primary_key or campo.remote_field
            if es_texto and not es_llave and not NO_SE_ESCRIBEN.search(campo.name):
                yield modelo, campo, base


def poner_canarios():
    """Escribe el canario en cada campo de cada renglón; devuelve los que la base no dejó."""
    FotoDeBoletin.objects.filter(boletin__estado="publicado").delete()  # sin archivo de verdad, su página esperaría
    negados = set()
    for modelo, campo, base in campos_de_texto():
        largo = base.max_length or len(LARGO) + 20
        if largo < len(CORTO):
            continue
        valor = LARGO if largo >= len(LARGO) + 20 else CORTO
        puesto = [valor] if isinstance(campo, ArrayField) else valor
        if not isinstance(campo, ArrayField) and largo >= len(valor) + 12:
            puesto = Concat(Value(f"{valor} "), Cast("pk", models.CharField()))  # lo único sigue siéndolo
        if modelo is Subtitulos:
            puesto = f"1\n00:00:01,000 --> 00:00:03,000\n{valor}\n"  # sólo se guardan si traen sus tiempos
        try:
            # Como dueño: en lo que sólo se agrega la aplicación no cambia nada, y aquí importa qué pasa al pintarlo.
            with siendo_el_dueno(), transaction.atomic():
                modelo._base_manager.all().update(**{campo.name: puesto})
        except DatabaseError:
            negados.add(f"{modelo._meta.label}.{campo.name}")
    return negados


@pytest.fixture
def mundo(db):
    return crear_mundo()


def vivos(html):
    return [html[max(0, h.start() - 80) : h.end() + 40] for h in VIVO.finditer(html)]


@pytest.mark.lento
def test_ninguna_pantalla_ni_pagina_lleva_como_html_lo_que_alguien_escribio(client, mundo, tmp_path, settings):
    settings.DIR_PUBLICO = tmp_path / "publico"
    negados, hallados, leidas = poner_canarios(), {}, 0
    todo.construir_todo(timezone.now(), lambda *_: None)
    client.force_login(mundo.personas["directora"])

    for nombre, patron in propias():
        if not (regla := regla_de(patron.callback)) or (regla.token and nombre.startswith("buzon:")):
            continue
        respuesta = client.get(direccion(nombre, patron, mundo))
        if respuesta.streaming or "text/html" not in respuesta.get("Content-Type", ""):
            continue
        leidas += "canario" in respuesta.text
        if vivo := vivos(respuesta.text):
            hallados[nombre] = vivo[0]
    for pagina in tmp_path.rglob("*.html"):
        html = pagina.read_text()
        leidas += "canario" in html
        if vivo := vivos(html):
            hallados[str(pagina)] = vivo[0]

    assert hallados == {}
    assert negados <= LOS_CUIDA_LA_BASE, negados
    assert leidas > 60


@pytest.mark.lento
def test_los_canales_y_los_correos_tampoco(mundo, tmp_path, settings):
    settings.DIR_PUBLICO = tmp_path / "publico"
    poner_canarios()
    todo.construir_todo(timezone.now(), lambda *_: None)

    for canal in [*tmp_path.rglob("*.rss"), *tmp_path.rglob("*.atom")]:
        for nodo in fromstring(canal.read_bytes()).iter():  # noqa: S314 - lo hizo el portal
            es_html = nodo.tag.rpartition("}")[2] in {"description", "encoded"} or nodo.get("type") == "html"
            assert not (es_html and vivos(nodo.text or "")), (canal.name, nodo.tag)
    publicado = Boletin.objects.get(pk=mundo.publicado.pk)
    carga = textos.CorreoDelBoletin(publicado, timezone.now()).para(Contacto.objects.first())
    assert vivos(carga["html"]) == []
    assert CORTO in carga["texto"]
    assert CORTO in unescape(carga["html"])


def test_ninguna_plantilla_html_deja_de_escapar():
    """Fuera de los correos de texto, nadie apaga el escape; lo que es HTML de veras viene marcado desde su función."""
    permitidas = {"sin_conexion.html"}  # el estilo, que es del programa
    malas = [
        p.name for p in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        if re.search(r"autoescape\s+off|\|\s*safe(seq)?\b", p.read_text()) and p.name not in permitidas
    ]  # fmt: skip

    assert malas == []
