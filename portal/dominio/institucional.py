"""Escribir las páginas institucionales y los avisos urgentes; el portal se reescribe por la bandeja."""

from datetime import datetime

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nucleo.dominio.actos import exigir, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from personas.models import Persona
from personas.permisos import EDITAR_PORTAL
from portal.dominio.escritura.ordenes import apuntar_agenda, apuntar_fijas
from portal.models import AvisoUrgente, VersionDePagina


@transaction.atomic(durable=True)
def guardar_pagina(*, clave: str, cuerpo: str, numero: int, por: Persona, ahora: datetime) -> VersionDePagina:
    """Guarda otra versión y apunta que el portal la escriba. Rechaza con `YaCambio` si la pantalla era vieja."""
    exigir(por, EDITAR_PORTAL)
    vigente = VersionDePagina.objects.vigente(clave)
    actual = vigente.numero if vigente else 0
    if actual != numero:
        raise YaCambio("Otra persona guardó esta página mientras la editabas. Copia tu texto y compara con el suyo.")
    if not cuerpo.strip():
        raise NoSePuede([Impedimento("Escribe el texto de la página.", "cuerpo")])
    version = VersionDePagina(clave=clave, numero=actual + 1, cuerpo=cuerpo, guardada_en=ahora, guardada_por=por)
    validar(version)
    version.save()
    asentar("guardar página del portal", version, por=por, ahora=ahora, clave=clave, numero=version.numero)
    apuntar_fijas(ahora=ahora, version=version)
    return version


@transaction.atomic(durable=True)
def poner_aviso(aviso: AvisoUrgente, *, por: Persona, ahora: datetime) -> AvisoUrgente:
    """Pone un aviso en la banda del portal entre dos horas; el portal se reescribe al empezar y al terminar."""
    return poner_aviso_en_el_acto(aviso, por=por, ahora=ahora)


def poner_aviso_en_el_acto(aviso: AvisoUrgente, *, por: Persona, ahora: datetime) -> AvisoUrgente:
    """Lo que hace `poner_aviso`, dentro de la transacción de otro acto."""
    exigir(por, EDITAR_PORTAL)
    if aviso.fin <= ahora:
        raise NoSePuede([Impedimento("Ya habría terminado: revisa la hora.", "fin")])
    aviso.creado_por, aviso.creado_en = por, ahora
    validar(aviso)
    aviso.save()
    asentar("poner aviso urgente", aviso, por=por, ahora=ahora, texto=aviso.texto, inicio=aviso.inicio, fin=aviso.fin)
    apuntar_agenda(ahora=ahora)
    for momento in (aviso.inicio, aviso.fin):
        apuntar_fijas(ahora=ahora, no_antes=momento)
    return aviso


@transaction.atomic(durable=True)
def quitar_aviso(aviso: AvisoUrgente, *, por: Persona, ahora: datetime) -> AvisoUrgente:
    """Lo quita antes de su hora."""
    return quitar_aviso_en_el_acto(aviso, por=por, ahora=ahora)


def quitar_aviso_en_el_acto(aviso: AvisoUrgente, *, por: Persona, ahora: datetime) -> AvisoUrgente:
    """Lo que hace `quitar_aviso`, dentro de la transacción de otro acto."""
    exigir(por, EDITAR_PORTAL)
    aviso = AvisoUrgente.objects.select_for_update().get(pk=aviso.pk)
    if aviso.retirado_en is None:
        aviso.retirado_en = ahora
        aviso.save(update_fields=["retirado_en"])
        asentar("quitar aviso urgente", aviso, por=por, ahora=ahora, texto=aviso.texto)
        apuntar_agenda(ahora=ahora)
    return aviso


def texto_a_html(texto: str) -> SafeString:
    """Párrafos, subtítulos («## …») y listas («- …»); todo lo demás es texto y se escapa."""
    bloques = [b.strip() for b in texto.replace("\r", "").split("\n\n") if b.strip()]
    return mark_safe("".join(_bloque(b) for b in bloques))  # noqa: S308 - cada pieza sale de format_html


def _bloque(bloque: str) -> SafeString:
    if bloque.startswith("## "):
        titulo, _, resto = bloque.removeprefix("## ").partition("\n")
        return format_html("<h2>{}</h2>{}", titulo.strip(), _bloque(resto.strip()) if resto.strip() else "")
    renglones = bloque.split("\n")
    if all(r.startswith("- ") for r in renglones):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((r[2:],) for r in renglones)))
    return format_html("<p>{}</p>", format_html_join(SafeString("<br>"), "{}", ((r,) for r in renglones)))
