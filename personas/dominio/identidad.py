"""El juego de identidad: con qué colores, letras y escudo se presenta la administración en todo lo que sale."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento
from personas.models import JuegoDeIdentidad, Oficina, Persona
from personas.permisos import AJUSTAR_OFICINA

PRINCIPAL, ACENTO, PAPEL, BLANCO = "#7A2E1C", "#A5412A", "#FFFBF4", "#FFFFFF"  # los de la casa (static/tokens.json)
CONTRASTE = 4.5  # WCAG 2.2, 1.4.3
LETRAS = {
    JuegoDeIdentidad.Letra.CASA: ("Faustina", "Public Sans"),
    JuegoDeIdentidad.Letra.SOBRIA: ("Public Sans", "Public Sans"),
}
CANAL = (0.03928, 12.92, 0.055, 1.055, 2.4)  # luminancia relativa de sRGB (WCAG 2.2)


@dataclass(frozen=True)
class Identidad:
    """Lo que rige hoy, listo para typst: colores, letras y el escudo en el disco."""

    gobierno: str
    principal: str = PRINCIPAL
    acento: str = ACENTO
    letra_de_titulo: str = "Faustina"
    letra: str = "Public Sans"
    escudo: str = ""  # su ruta, o nada si no lo han puesto o vive en otro almacén


def juego_vigente(oficina: Oficina) -> JuegoDeIdentidad | None:
    """El de la administración en turno, si ya se guardó."""
    return JuegoDeIdentidad.objects.filter(administracion=oficina.administracion).first()


def identidad_de(oficina: Oficina | None = None) -> Identidad:
    """La identidad de la administración en turno; sin juego guardado, la de la casa."""
    oficina = oficina or Oficina.objects.actual()
    gobierno = f"Gobierno de {oficina.municipio}" if oficina.municipio else "Gobierno Municipal"
    escudo, se_presenta = escudo_en_disco(oficina), _como_se_presenta(oficina)
    if se_presenta is None:
        return Identidad(gobierno=gobierno, escudo=escudo)
    principal, acento, letra = (se_presenta[campo] for campo in JuegoDeIdentidad.DE_LO_QUE_SE_VE)
    return Identidad(gobierno, principal, acento, *LETRAS[JuegoDeIdentidad.Letra(letra)], escudo)


def _como_se_presenta(oficina: Oficina) -> dict[str, str] | None:
    """Sus colores y su letra: los trae `Oficina.objects.actual()`; de otra oficina en la mano, se leen."""
    if hasattr(oficina, "se_presenta"):
        return oficina.se_presenta
    suyo = JuegoDeIdentidad.objects.filter(administracion=oficina.administracion)
    return suyo.values(*JuegoDeIdentidad.DE_LO_QUE_SE_VE).first()


def escudo_en_disco(oficina: Oficina) -> str:
    """La ruta del escudo, para un programa que pide archivos."""
    return _en_disco(oficina.escudo)


def _en_disco(imagen: object) -> str:
    almacen, nombre = getattr(imagen, "storage", None), getattr(imagen, "name", "") or ""
    if nombre and isinstance(almacen, FileSystemStorage) and almacen.exists(nombre):
        return str(Path(almacen.path(nombre)))
    return ""


@transaction.atomic(durable=True)
def guardar_identidad(
    *, color_principal: str, color_de_acento: str, letra: str, que_no: str, por: Persona, ahora: datetime
) -> JuegoDeIdentidad:
    """Guarda el juego de la administración en turno; el de las anteriores se conserva.

    Rechaza los colores con que no se leería: blanco sobre el principal, el acento sobre el papel.
    """
    exigir(por, AJUSTAR_OFICINA)
    oficina = Oficina.objects.actual()
    principal, acento = color_principal.strip().upper(), color_de_acento.strip().upper()
    juego = JuegoDeIdentidad.objects.select_for_update().filter(administracion=oficina.administracion).first()
    juego = juego or JuegoDeIdentidad(administracion=oficina.administracion)
    juego.color_principal, juego.color_de_acento, juego.letra, juego.que_no = principal, acento, letra, que_no.strip()
    juego.guardado_en, juego.guardado_por = ahora, por
    if not oficina.administracion:
        rechazar_si([Impedimento("Di primero en Oficina cuál es la administración: cada una tiene su identidad.")])
    validar(juego)
    rechazar_si(_que_no_se_leen(juego))
    juego.save()
    asentar("guardar identidad", juego, por=por, ahora=ahora, principal=principal, acento=acento, letra=letra)
    return juego


def _que_no_se_leen(juego: JuegoDeIdentidad) -> Iterator[Impedimento]:
    pares = (
        ("color_principal", juego.color_principal, BLANCO, "El texto blanco no se lee sobre ese color"),
        ("color_de_acento", juego.color_de_acento, PAPEL, "Ese color no se lee sobre el papel"),
    )
    for campo, color, sobre, frase in pares:
        if (hay := contraste(color, sobre)) < CONTRASTE:
            yield Impedimento(f"{frase}: contrasta {hay:.1f} y hace falta {CONTRASTE}. Escoge uno más oscuro.", campo)


def contraste(uno: str, otro: str) -> float:
    """La razón de contraste de dos colores (WCAG 2.2)."""
    claro, oscuro = sorted((_luminancia(uno), _luminancia(otro)), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


def _luminancia(color: str) -> float:
    tope, lineal, suma, divide, exponente = CANAL
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rojo, verde, azul = (c / lineal if c <= tope else ((c + suma) / divide) ** exponente for c in canales)
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul


def zip_de_identidad(oficina: Oficina) -> bytes:
    """Lo que se le da a la imprenta o a quien diseña fuera: escudo, logotipo, letras, colores y qué no hacer."""
    identidad, juego, salida = identidad_de(oficina), juego_vigente(oficina), io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, imagen in (("escudo.png", oficina.escudo), ("logotipo.png", oficina.logotipo)):
            if ruta := _en_disco(imagen):
                paquete.write(ruta, nombre)
        for letra in sorted((Path(settings.BASE_DIR) / "static" / "fuentes" / "ttf").glob("[fp]*.ttf")):
            paquete.write(letra, f"letras/{letra.name}")
        que_no = juego.que_no if juego else ""
        paquete.writestr(
            "identidad.txt",
            f"{identidad.gobierno} · administración {oficina.administracion}\n\n"
            f"Color principal: {identidad.principal}\nColor de acento: {identidad.acento}\n"
            f"Títulos: {identidad.letra_de_titulo}\nTexto: {identidad.letra}\n\nQué no hacer:\n{que_no}\n",
        )
    return salida.getvalue()
