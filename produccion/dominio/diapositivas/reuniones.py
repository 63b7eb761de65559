"""Registrar una reunión, subirle láminas, entregarlas y cancelarla."""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from nucleo.dominio.actos import exigir, motivo_escrito, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import CENTRO, fecha_larga
from personas.models import Persona
from personas.permisos import PRODUCIR
from produccion.clientes.vista_de_laminas import mirar
from produccion.estados import FormatoDeLaminas, OrigenDeLaminas
from produccion.models import EntregaDeLaminas, ImagenDeLamina, Reunion, VersionDeLaminas

PESO_MAXIMO = 40 * 10**6
LARGO_DEL_MOTIVO = 200
HOLGURA = timedelta(minutes=5)  # relojes que no van iguales
LAMINA_DE_PPTX = re.compile(r"ppt/slides/slide\d+\.xml")
TIPO_ODP = b"application/vnd.oasis.opendocument.presentation"
LARGO_DEL_TIPO = 200
DE_OFFICE_VIEJO = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Lo que `zipfile` levanta con un archivo dañado o con contraseña: no promete una sola excepción.
ZIP_ROTO = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, EOFError, RuntimeError, OverflowError)
COLA_DEL_PDF = 4096  # octetos: hay programas que escriben algo después del final


@transaction.atomic(durable=True)
def registrar_reunion(reunion: Reunion, *, por: Persona, ahora: datetime) -> Reunion:
    """Guarda una reunión nueva. Rechaza la que ya está registrada."""
    exigir(por, PRODUCIR, frase="registrar reuniones")
    reunion.pedida_en, reunion.pedida_por = ahora, por
    validar(reunion)
    reunion.save()
    if reunion.evento:
        reunion.lineas.set(reunion.evento.lineas.all())
    asentar("registrar reunión", reunion, por=por, ahora=ahora, fecha=reunion.fecha, tema=reunion.tema)
    return reunion


def subir_laminas(reunion: Reunion, *, nombre: str, octetos: bytes, por: Persona, ahora: datetime) -> VersionDeLaminas:
    """Una versión hecha en otro programa: PPTX, PDF u ODP, reconocida por lo que trae dentro."""
    exigir(por, PRODUCIR, frase="subir láminas")
    if len(octetos) > PESO_MAXIMO:
        raise NoSePuede([Impedimento("El archivo pesa más de 40 MB: baja la calidad de sus fotos.", "archivo")])
    formato, laminas = reconocer(octetos)
    vista = mirar(octetos, formato)  # antes de apartar la reunión: puede tardar
    version = VersionDeLaminas(
        origen=OrigenDeLaminas.SUBIDA,
        formato=formato,
        nombre=nombre[:200],
        octetos=octetos,
        laminas=laminas or len(vista.laminas) or None,
        nota=vista.como,
    )
    imagenes = [(lamina.titulo, lamina.png) for lamina in vista.laminas]
    with transaction.atomic(durable=True):
        return guardar_version(reunion, version, por=por, ahora=ahora, imagenes=imagenes)


def reconocer(octetos: bytes) -> tuple[str, int | None]:
    """Qué formato es y cuántas láminas trae, sin abrirlo. Rechaza lo que no es y lo que trae macros."""
    if octetos.startswith(b"%PDF-"):
        return _pdf_entero(octetos)
    if octetos.startswith(DE_OFFICE_VIEJO):
        raise _de_office_viejo(octetos)
    try:
        with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
            nombres = paquete.namelist()
            tipo = b""
            if "mimetype" in nombres:
                with paquete.open("mimetype") as archivo:
                    tipo = archivo.read(LARGO_DEL_TIPO).strip()
    except ZIP_ROTO:
        raise _no_son_laminas() from None
    if any(n.lower().endswith("vbaproject.bin") for n in nombres):
        raise NoSePuede([Impedimento("Esa presentación trae macros: guárdala como .pptx sin ellas.", "archivo")])
    if "ppt/presentation.xml" in nombres:
        return FormatoDeLaminas.PPTX, sum(1 for n in nombres if LAMINA_DE_PPTX.fullmatch(n))
    if tipo == TIPO_ODP:
        return FormatoDeLaminas.ODP, None
    raise _no_son_laminas()


def _de_office_viejo(octetos: bytes) -> NoSePuede:
    """El envoltorio de antes (MS-CFB): lo trae un .ppt y también un .pptx con contraseña (MS-OFFCRYPTO)."""
    if "EncryptedPackage".encode("utf-16-le") in octetos:
        frase = "Esa presentación tiene contraseña: quítasela en PowerPoint y súbela otra vez."
    else:
        frase = "Ese archivo es de un programa de antes (.ppt): guárdalo como .pptx y súbelo otra vez."
    return NoSePuede([Impedimento(frase, "archivo")])


def _pdf_entero(octetos: bytes) -> tuple[str, None]:
    """Un PDF termina diciendo dónde está su índice (ISO 32000-1, 7.5.5): sin él llegó cortado."""
    if b"startxref" not in octetos[-COLA_DEL_PDF:]:
        raise NoSePuede([Impedimento("Ese PDF llegó incompleto: ábrelo, guárdalo otra vez y súbelo.", "archivo")])
    return FormatoDeLaminas.PDF, None


def _no_son_laminas() -> NoSePuede:
    return NoSePuede([Impedimento("Ese archivo no es una presentación: sube un PPTX, un PDF o un ODP.", "archivo")])


def guardar_version(
    reunion: Reunion,
    version: VersionDeLaminas,
    *,
    por: Persona,
    ahora: datetime,
    imagenes: Sequence[tuple[str, bytes]] = (),
) -> VersionDeLaminas:
    """Dentro de la transacción de quien la hizo: le da su número y su huella."""
    reunion = _abierta(reunion)
    version.reunion = reunion
    version.numero = 1 + (reunion.versiones.aggregate(n=Max("numero"))["n"] or 0)
    version.pesa, version.huella = len(version.octetos), hashlib.sha256(version.octetos).hexdigest()
    version.hecha_en, version.hecha_por = ahora, por
    validar(version)
    version.save()
    ImagenDeLamina.objects.bulk_create(
        ImagenDeLamina(version=version, numero=numero, titulo=titulo[:260], png=png)
        for numero, (titulo, png) in enumerate(imagenes, start=1)
    )
    asentar("guardar láminas", reunion, por=por, ahora=ahora, version=version.numero, sha256=version.huella)
    return version


def _abierta(reunion: Reunion) -> Reunion:
    """La fila apartada. Rechaza si la reunión se canceló."""
    fila = Reunion.objects.select_for_update(no_key=True).get(pk=reunion.pk)
    if fila.cancelada_en:
        raise NoSePuede("Esa reunión se canceló: registra otra.")
    return fila


@transaction.atomic(durable=True)
def entregar_laminas(
    version: VersionDeLaminas, *, a_quien: str, entregada_en: datetime, por: Persona, ahora: datetime
) -> EntregaDeLaminas:
    """Apunta a quién se dio esa versión y cuándo. La primera de la reunión es la que cuenta en el cronograma."""
    exigir(por, PRODUCIR, frase="entregar láminas")
    reunion = _abierta(version.reunion)
    if entregada_en > ahora + HOLGURA:
        raise NoSePuede([Impedimento("La entrega no puede ser después de hoy.", "entregada_en")])
    if entregada_en.astimezone(CENTRO).date() < version.hecha_en.astimezone(CENTRO).date():
        hecha = fecha_larga(version.hecha_en)
        raise NoSePuede([Impedimento(f"Esa versión se hizo el {hecha}: no pudo entregarse antes.", "entregada_en")])
    entrega = EntregaDeLaminas(
        reunion=reunion,
        version=version,
        a_quien=a_quien.strip(),
        entregada_en=entregada_en,
        registrada_en=ahora,
        registrada_por=por,
    )
    validar(entrega)
    entrega.save()
    if reunion.entregada_en is None:
        Reunion.objects.filter(pk=reunion.pk).update(entregada_en=entregada_en)
    asentar("entregar láminas", reunion, por=por, ahora=ahora, version=version.numero, a_quien=entrega.a_quien)
    return entrega


@transaction.atomic(durable=True)
def cancelar_reunion(reunion: Reunion, *, motivo: str, por: Persona, ahora: datetime) -> Reunion:
    """La reunión no fue. Rechaza la que ya recibió sus láminas."""
    exigir(por, PRODUCIR, frase="cancelar reuniones")
    motivo = motivo_escrito(motivo, "Escribe por qué se cancela.", maximo=LARGO_DEL_MOTIVO)
    fila = _abierta(reunion)
    if fila.entregada_en:
        raise NoSePuede("Ya se entregaron sus láminas: lo entregado no se cancela.")
    Reunion.objects.filter(pk=fila.pk).update(cancelada_en=ahora, motivo=motivo)
    asentar("cancelar reunión", fila, por=por, ahora=ahora, motivo=motivo)
    fila.refresh_from_db()
    return fila
