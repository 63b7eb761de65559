"""Lo que se escribe de un boletín cuando algo suyo cambia, en cada edición."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from boletines.consultas.lo_que_salio import como_salieron
from boletines.dominio.salida.textos import texto_sencillo
from boletines.models import Boletin
from media_library.dominio.versiones.publico import DerivadoPendiente, bytes_publicos
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import Edicion, ediciones
from portal.consultas.relacionados import que_lo_relacionan
from portal.consultas.series import POR_PAGINA, series_de
from portal.dominio import prensa
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.escritura import archivos
from portal.dominio.escritura.listas import (
    escribir_correcciones,
    escribir_donde_se_nota,
    escribir_paginas,
    escribir_videos,
)
from portal.dominio.escritura.ordenes import apuntar_documentos
from portal.dominio.pintado import articulo, portada
from portal.dominio.prensa import MANIFIESTO, manifiesto
from portal.dominio.vocabulario import aprender

AVISO = "periodo-de-suspension/index.html"


def publicar(boletin: Boletin, ahora: datetime, *, reloj: Callable[[], datetime] | None = None) -> None:
    """Escribe las fotos y la página de un boletín público y, con ella ya escrita, las listas donde aparece.

    Si aún no es público no escribe nada suyo: la puerta decide, no quien llama. Cuándo quedó lo dice `reloj`, que
    corre mientras se escribe: quien manda lo nuevo por correo no se salta lo que tardó.
    """
    leido = con_todo(Boletin.objects.con_su_hora(ahora).filter(pk=boletin.pk)).first()
    if leido is None:
        return
    aprender([leido])
    todas = ediciones(ahora)
    for edicion in todas:
        escribir_en(edicion, leido)
    Boletin.objects.apuntar_en_portal(leido, reloj() if reloj else ahora)
    for edicion in todas:
        escribir_donde_se_nota(leido, edicion)
    apuntar_documentos(leido, ahora=ahora)


def corregir(boletin: Boletin, ahora: datetime, *, reloj: Callable[[], datetime] | None = None) -> None:
    """Lo mismo, y la página que junta las correcciones."""
    publicar(boletin, ahora, reloj=reloj)
    for edicion in ediciones(ahora):
        escribir_correcciones(edicion)


def agregar_versiones(boletin: Boletin, ahora: datetime) -> None:
    """Terminó de hacerse un tamaño o un recorte que su página enseña: se escribe con él. En las listas no se usan."""
    leido = con_todo(Boletin.objects.emitidos_al(ahora).filter(pk=boletin.pk)).first()
    if leido is None:
        return
    for edicion in ediciones(ahora):
        escribir_en(edicion, leido)
        escribir_videos(leido, edicion)


def retirar(boletin: Boletin, ahora: datetime) -> None:
    """Pone el aviso de retiro, borra sus fotos y lo saca de las listas y de los relacionados, en cada edición."""
    leido = como_salieron(Boletin.objects.filter(pk=boletin.pk)).select_related("dependencia", "comunidad").get()
    if nunca_se_vio(leido):
        return
    for edicion in ediciones(ahora):
        escribir_retiro(leido, edicion)
        _escribir_donde_se_relaciona(leido, edicion)
        escribir_donde_se_nota(leido, edicion)
        escribir_correcciones(edicion)


def cambiar_lo_que_puede_verse(boletin: Boletin, ahora: datetime) -> None:
    """Cambió qué fotos o cortes pueden verse: se escribe otra vez el boletín y todo donde se asoma su foto.

    Si falta la versión difuminada, lo que estaba a la vista se quita ya y el envío espera (`DerivadoPendiente`).
    """
    leido = con_todo(Boletin.objects.emitidos_al(ahora).filter(pk=boletin.pk)).first()
    if leido is None:
        return
    for edicion in ediciones(ahora):
        try:
            escribir_en(edicion, leido)
        except DerivadoPendiente:
            _esconder_medios(leido, edicion)
            raise
        _escribir_donde_se_relaciona(leido, edicion)
        escribir_donde_se_nota(leido, edicion)
    apuntar_documentos(leido, ahora=ahora)


def decidir_en_suspension(boletin: Boletin, ahora: datetime) -> None:
    """Cambió si un boletín se ve en la suspensión: se escribe u oculta ahí, y sus páginas se vuelven a numerar."""
    leido = con_todo(Boletin.objects.emitidos_al(ahora).filter(pk=boletin.pk)).first()
    if leido is None:
        return
    for edicion in ediciones(ahora):
        escribir_en(edicion, leido)
        escribir_donde_se_nota(leido, edicion)
        escribir_correcciones(edicion)
        if edicion.suspension:
            for serie in series_de(leido):
                escribir_paginas(serie, edicion, desde=serie.lugar(leido, edicion) // POR_PAGINA + 1)
    apuntar_documentos(leido, ahora=ahora)


def nunca_se_vio(boletin: Boletin) -> bool:
    """Se retiró antes de que venciera su embargo: ni su dirección se debe conocer."""
    return bool(boletin.embargo_hasta and boletin.retirado_en and boletin.retirado_en < boletin.embargo_hasta)


def escribir_retiro(boletin: Boletin, edicion: Edicion) -> None:
    """El aviso de retiro. En suspensión, lo que estaba oculto sigue con el aviso neutro de antes."""
    if not edicion.permite(boletin):
        _ocultar(boletin, edicion)
        return
    archivos.escribir_retiro(boletin.ruta_publica, articulo.retirado(boletin, edicion), en=edicion.raiz)
    archivos.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)


def escribir_en(edicion: Edicion, boletin: Boletin) -> None:
    """La página, las fotos y el paquete de prensa; si la edición lo oculta, el aviso neutro en su lugar."""
    if edicion.permite(boletin):
        escribir_ejemplar(Ejemplar.para_escribir(boletin, edicion))
    else:
        _ocultar(boletin, edicion)


def escribir_ejemplar(ejemplar: Ejemplar) -> None:
    """Lo de un boletín que su edición sí muestra. Ninguna página espera al PDF, al Word ni a la tarjeta.

    Los archivos que ya nadie usa se borran al final, cuando la página ya no los nombra.
    """
    boletin, en = ejemplar.boletin, ejemplar.edicion.raiz
    _escribir_medios(ejemplar)
    archivos.escribir(f"{boletin.ruta_publica}prensa/boletin.txt", texto_sencillo(boletin), en=en)
    if ejemplar.fotos:
        archivos.escribir(f"{boletin.ruta_publica}prensa/fotos.txt", prensa.pies_de_las_fotos(ejemplar), en=en)
    else:
        (en / f"{boletin.ruta_publica.strip('/')}/prensa/fotos.txt").unlink(missing_ok=True)
    escribir_sus_paginas(ejemplar)
    sus_medios = {nombre for nombre, _, _ in ejemplar.archivos} | ejemplar.subtitulos.keys()
    archivos.dejar_solo(f"medios/{boletin.clave}", sus_medios, en=en)
    if not ejemplar.pdf:
        (en / f"{boletin.ruta_publica.strip('/')}/boletin.pdf").unlink(missing_ok=True)
    for carpeta, ruta, como in (
        (boletin.ruta_publica, ejemplar.ruta_de_la_tarjeta, "tarjeta-*.png"),
        (boletin.ruta_publica, ejemplar.ruta_del_pdf, "boletin-*.pdf"),
        (f"{boletin.ruta_publica}prensa/", ejemplar.ruta_del_word, "*.docx"),
    ):
        archivos.dejar_solo(carpeta, {Path(ruta).name}, en=en, como=como)


def escribir_sus_paginas(ejemplar: Ejemplar) -> None:
    """La suya y la de prensa, con los documentos que ya estén hechos."""
    ruta, en = ejemplar.boletin.ruta_publica, ejemplar.edicion.raiz
    archivos.escribir(f"{ruta}prensa/{MANIFIESTO}", manifiesto(ejemplar), en=en)
    archivos.escribir_pagina(f"{ruta}prensa/", articulo.prensa(ejemplar), en=en)
    archivos.escribir_pagina(ruta, articulo.articulo(ejemplar), en=en)


def _escribir_medios(ejemplar: Ejemplar) -> None:
    """Las fotos y los cortes, en la carpeta al azar del boletín."""
    carpeta, en = f"medios/{ejemplar.boletin.clave}", ejemplar.edicion.raiz
    for nombre, evidencia, receta in ejemplar.archivos:
        archivos.escribir(f"{carpeta}/{nombre}", bytes_publicos(evidencia, receta=receta), en=en)
    for nombre, texto in ejemplar.subtitulos.items():
        archivos.escribir(f"{carpeta}/{nombre}", texto, en=en)


def _esconder_medios(boletin: Boletin, edicion: Edicion) -> None:
    archivos.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)
    archivos.dejar_solo(boletin.ruta_publica, set(), en=edicion.raiz, como="*.pdf")
    archivos.dejar_solo(f"{boletin.ruta_publica}prensa", set(), en=edicion.raiz, como="*.docx")


def _escribir_donde_se_relaciona(boletin: Boletin, edicion: Edicion) -> None:
    """Las páginas en que se asoma como relacionado."""
    for siguiente in que_lo_relacionan(boletin, edicion):
        pagina = articulo.articulo(Ejemplar.para_escribir(siguiente, edicion))
        archivos.escribir_pagina(siguiente.ruta_publica, pagina, en=edicion.raiz)


def _ocultar(boletin: Boletin, edicion: Edicion) -> None:
    """El mismo aviso en todas las direcciones ocultas. Lo que nunca estuvo a la vista no recibe ni aviso."""
    archivos.quitar_carpeta(f"medios/{boletin.clave}", en=edicion.raiz)
    if edicion.suspension is None or boletin.emitido_en >= edicion.suspension.inicio:
        archivos.quitar_carpeta(boletin.ruta_publica, en=edicion.raiz)
        return
    modelo = edicion.raiz / AVISO
    if not modelo.exists():
        escribir_aviso(edicion)
    archivos.enlazar(f"{boletin.ruta_publica}index.html", modelo, en=edicion.raiz)
    archivos.vaciar(boletin.ruta_publica, menos="index.html", en=edicion.raiz)


def escribir_aviso(edicion: Edicion) -> None:
    """La página que dice que corre la suspensión; su archivo es el que se ve en cada dirección oculta."""
    archivos.escribir(AVISO, portada.suspendido(edicion), en=edicion.raiz)
