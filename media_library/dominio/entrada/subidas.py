"""Subir por partes y reanudar (tus 1.0.0): lo recibido está en el disco antes de decir que llegó.

Cada tramo se escribe y se asegura (fsync) y después se anota en su fila; si el proceso muere en medio, la fila manda
y el cliente repite desde ahí. Sirve igual con varios procesos web: la fila es el único candado.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from media_library import transiciones
from media_library.dominio.entrada import ingesta
from media_library.dominio.entrada.anuncio import Anuncio, Remitente, exigir_que_quepa
from media_library.dominio.entrada.cierre import rechazar, ruta_de
from media_library.dominio.originales import guardar
from media_library.dominio.originales.espacio import espacio_libre
from media_library.dominio.reconocimiento.firmas import INICIO
from media_library.dominio.reconocimiento.nombres import limpiar_nombre
from media_library.dominio.reconocimiento.puerta import MINIMO, ArchivoRechazado, exigir_inicio, exigir_nombre
from media_library.dominio.seleccion.colecciones import poner_etiquetas
from media_library.estados import EstadoSubida
from media_library.models import Evidencia, Subida
from media_library.signals import aportacion_recibida
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.dominio.transiciones import aplicar

VIGENCIA = timedelta(days=7)
AL_DISCO = 1024 * 1024  # lo que se junta antes de escribirlo y asegurarlo
ABIERTAS_A_LA_VEZ = 500


class DesplazamientoDistinto(NoSePuede):
    """El tramo no empieza donde va la subida; el cliente pregunta y sigue desde ahí (tus: 409)."""


class SubidaCerrada(NoSePuede):
    """Ya terminó, se canceló o venció (tus: 410)."""


def desplazamiento(subida: Subida) -> int:
    """Cuántos octetos están de verdad a salvo: lo anotado, o menos si el disco los perdió."""
    try:
        return min(subida.recibidos, ruta_de(subida).stat().st_size)
    except FileNotFoundError:
        if subida.estado == EstadoSubida.EN_CURSO:
            return 0
        return subida.recibidos


def crear_subida(*, de: Remitente, anuncio: Anuncio, ahora: datetime) -> Subida:
    """Abre una subida. Rechaza por lo que es, por tamaño y por espacio, antes de recibir nada.

    Lo que es lo dicen sus primeros octetos; si el cliente no los manda, por ahora sólo la terminación de su nombre.
    """
    nombre = limpiar_nombre(anuncio.nombre)
    if anuncio.octetos <= 0:
        raise ArchivoRechazado(f"«{nombre}» está vacío.")
    if anuncio.inicio:
        exigir_inicio(anuncio.inicio, nombre, es_todo=len(anuncio.inicio) >= anuncio.octetos)
    else:
        exigir_nombre(nombre)
    guardar.exigir_tope(anuncio.octetos, nombre)
    abiertas = Subida.objects.en_curso().filter(persona=de.persona, buzon=de.buzon)
    if abiertas.count() >= ABIERTAS_A_LA_VEZ:
        raise NoSePuede(f"Hay {ABIERTAS_A_LA_VEZ} archivos a medio subir; espera a que terminen o cancela algunos.")
    exigir_que_quepa(anuncio, nombre, de=de, ahora=ahora)
    return _abrir(nombre, de, anuncio, ahora)


@transaction.atomic(durable=True)
def _abrir(nombre: str, de: Remitente, anuncio: Anuncio, ahora: datetime) -> Subida:
    buzon = de.buzon
    destino = buzon or anuncio  # por un buzón, el evento y la dependencia los dice el buzón
    subida = Subida(
        persona=de.persona,
        buzon=buzon,
        nombre=nombre,
        octetos=anuncio.octetos,
        evento=destino.evento,
        dependencia=destino.dependencia,
        credito=anuncio.credito.strip(),
        creada_en=ahora,
        ultimo_en=ahora,
        vence_en=ahora + VIGENCIA,
    )
    ruta = ruta_de(subida)
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.touch(mode=0o600)
    _asegurar_carpeta(ruta.parent)
    subida.save()
    if anuncio.etiquetas and not buzon:
        subida.etiquetas.set(anuncio.etiquetas)
    return subida


def _asegurar_carpeta(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def recibir(subida: Subida, *, desde: int, flujo: Iterable[bytes], ahora: datetime) -> Subida:
    """Agrega lo que llegue y, si con eso está entera, la pone en la biblioteca.

    Guarda todo lo que alcance a llegar aunque la conexión se corte. Rechaza un tramo que no sigue y uno que sobra; lo
    que por sus primeros octetos no es de la biblioteca queda rechazado ahí mismo.
    """
    exigir_abierta(subida, ahora=ahora)
    for tramo in _en_trozos(flujo):
        try:
            subida = _escribir(subida, desde=desde, tramo=tramo, ahora=ahora)
        except ArchivoRechazado as rechazo:
            return rechazar(subida, motivo=str(rechazo), ahora=ahora)
        desde += len(tramo)
    if subida.estado == EstadoSubida.EN_CURSO and subida.esta_completa:
        return terminar(subida, ahora=ahora)
    return subida


def _en_trozos(flujo: Iterable[bytes]) -> Iterator[bytes]:
    """Junta lo que llega de a poco en trozos de un mega; si la conexión se corta, entrega lo que alcanzó a llegar."""
    junto = bytearray()
    try:
        for parte in flujo:
            junto += parte
            if len(junto) >= AL_DISCO:
                yield bytes(junto)
                junto.clear()
    except OSError:  # la señal se fue a medio tramo (UnreadablePostError)
        pass
    if junto:
        yield bytes(junto)


@transaction.atomic(durable=True)
def _escribir(subida: Subida, *, desde: int, tramo: bytes, ahora: datetime) -> Subida:
    subida = Subida.objects.select_for_update(no_key=True).get(pk=subida.pk)
    exigir_abierta(subida, ahora=ahora)
    if desde != (van := desplazamiento(subida)):
        raise DesplazamientoDistinto(f"«{subida}» va en {van} octetos y el tramo empieza en {desde}.")
    if desde + len(tramo) > subida.octetos:
        raise NoSePuede(f"Llegaron más octetos de los anunciados para «{subida}».")
    if len(tramo) > espacio_libre():
        raise NoSePuede(f"No hay espacio en el servidor para seguir con «{subida}»: lo que llegó está a salvo.")
    if desde == 0 and len(tramo) >= min(MINIMO, subida.octetos):
        exigir_inicio(tramo[:INICIO], subida.nombre, es_todo=len(tramo) >= subida.octetos)
    descriptor = os.open(ruta_de(subida), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        escritos = os.pwrite(descriptor, tramo, desde)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    subida.recibidos, subida.ultimo_en, subida.vence_en = desde + escritos, ahora, ahora + VIGENCIA
    subida.save(update_fields=["recibidos", "ultimo_en", "vence_en"])
    return subida


def recibir_enteros(
    *, de: Remitente, archivos: Iterable[UploadedFile], credito: str, ahora: datetime
) -> list[ingesta.ResultadoDeIngreso]:
    """Los archivos de un formulario sin JavaScript, cada uno por su cuenta: uno rechazado no detiene a los demás."""
    return [_recibir_entero(de, archivo, credito, ahora) for archivo in archivos]


def _recibir_entero(de: Remitente, archivo: UploadedFile, credito: str, ahora: datetime) -> ingesta.ResultadoDeIngreso:
    nombre = limpiar_nombre(archivo.name or "")
    try:
        anuncio = Anuncio(nombre=nombre, octetos=archivo.size or 0, credito=credito, inicio=archivo.read(INICIO))
        subida = crear_subida(de=de, anuncio=anuncio, ahora=ahora)
        subida = recibir(subida, desde=0, flujo=archivo.chunks(AL_DISCO), ahora=ahora)
    except NoSePuede as negativa:
        return ingesta.ResultadoDeIngreso(nombre, rechazo=str(negativa))
    return ingesta.ResultadoDeIngreso(nombre, subida.evidencia, repetida=subida.es_repetida, rechazo=subida.motivo)


def exigir_abierta(subida: Subida, *, ahora: datetime) -> None:
    """Rechaza con `SubidaCerrada` la que ya no recibe nada, con la razón."""
    if subida.estado != EstadoSubida.EN_CURSO:
        raise SubidaCerrada(subida.motivo or f"«{subida}»: {subida.get_estado_display().lower()}.")
    if subida.vence_en <= ahora and not subida.esta_completa:
        raise SubidaCerrada(f"«{subida}» pasó siete días sin terminar; súbela otra vez.")


def terminar(subida: Subida, *, ahora: datetime) -> Subida:
    """Pone en la biblioteca una subida entera; si no es de un tipo aceptado la deja rechazada con su frase.

    Los octetos siguen en su lugar hasta que la fila lo dice: si algo falla en medio, se repite sin perder nada.
    """
    try:
        ingreso = _ingresar(subida, ahora)
    except ArchivoRechazado as rechazo:
        return rechazar(subida, motivo=str(rechazo), ahora=ahora)
    _entregar(subida, ingreso, ahora=ahora)
    ruta_de(subida).unlink(missing_ok=True)
    return subida


def _ingresar(subida: Subida, ahora: datetime) -> ingesta.Ingreso:
    if desplazamiento(subida) != subida.octetos:
        raise ArchivoRechazado(f"«{subida}» se perdió en el servidor antes de guardarse; súbela otra vez.")
    recibido = guardar.adoptar(ruta_de(subida), subida.nombre)
    por = subida.persona
    if subida.buzon:
        por = subida.buzon.creado_por
    if por is None:  # la base lo impide: subida_de_alguien
        raise ArchivoRechazado(f"«{subida}» no tiene quien la mande.")
    return ingesta.ingresar_recibido(
        recibido,
        nombre=subida.nombre,
        evento=subida.evento,
        dependencia=subida.dependencia,
        credito=subida.credito,
        buzon=subida.buzon,
        etiquetas=subida.etiquetas.all(),
        por=por,
        ahora=ahora,
    )


@transaction.atomic(durable=True)
def _entregar(subida: Subida, ingreso: ingesta.Ingreso, *, ahora: datetime) -> None:
    evidencia = ingreso.evidencia
    try:
        aplicar(
            subida,
            transiciones.ENTREGAR,
            por=subida.persona,
            ahora=ahora,
            detalle={"evidencia": evidencia.pk},
            evidencia=evidencia,
            es_repetida=ingreso.repetida,
        )
    except YaCambio:  # otro proceso la terminó al mismo tiempo: es la misma evidencia
        subida.refresh_from_db()
        return
    if ingreso.repetida:
        return
    _poner_las_de_ultima_hora(subida, evidencia, ahora)
    if subida.buzon is not None:
        aportacion_recibida.send(Subida, subida=subida, evidencia=evidencia, ahora=ahora)


def _poner_las_de_ultima_hora(subida: Subida, evidencia: Evidencia, ahora: datetime) -> None:
    """Las que se marcaron mientras entraba: la fila ya está detenida y nadie las cambia (`etiquetar_subidas`)."""
    if subida.persona is None:
        return
    faltan = subida.etiquetas.exclude(pk__in=evidencia.etiquetas.values("pk"))
    if nombres := list(faltan.values_list("nombre", flat=True)):
        poner_etiquetas([evidencia], nombres=nombres, por=subida.persona, ahora=ahora)
