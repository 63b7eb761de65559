"""Lo que falta para enviar una publicación y lo que conviene mirar antes: el repaso que acompaña al compositor."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from boletines.dominio.revisor.promocion import revisar_promocion
from boletines.dominio.revisor.texto import Texto
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from nucleo.dominio.impedimentos import Impedimento
from nucleo.texto.formato import CENTRO, dia_relativo, hora, plegar
from nucleo.texto.rico import bloques, de_texto
from personas.models import Oficina
from redes.clientes import LIMITES
from redes.dominio.compuerta import SuspensionDeRedes
from redes.estados import EstadoPublicacion, Red
from redes.models import Composicion, FotoDeComposicion, Publicacion
from suspension.dominio.decisiones import que_corre

SE_PARECE = timedelta(days=30)
A_LA_MISMA_HORA = timedelta(minutes=30)
POR_SALIR = (EstadoPublicacion.POR_APROBAR, EstadoPublicacion.PROGRAMADA)
DICE_CUANDO = re.compile(r"\b(hoy|mañana|ayer|anoche|esta (?:mañana|tarde|noche))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Aviso:
    """Algo que conviene mirar: no impide enviarla."""

    titulo: str
    frase: str
    publicacion: Publicacion | None = None


def fotos_de(composicion: Composicion, ahora: datetime) -> list[FotoDeComposicion]:
    """Las suyas en orden, cada una con lo que hoy impide mostrarla."""
    fotos = composicion.fotos.select_related("evidencia__original").prefetch_related("evidencia__consentimientos")
    for foto in fotos:
        foto.impedidas = impedimentos_para_publicar(foto.evidencia, ahora)
    return list(fotos)


def impedimentos_para_enviar(composicion: Composicion, ahora: datetime) -> list[Impedimento]:
    """Lo que la red rechazaría, lo que falta describir y lo que no puede mostrarse."""
    versiones = list(composicion.publicaciones.all())
    if not versiones:
        return [Impedimento("Elige al menos una red.", "redes")]
    fotos = fotos_de(composicion, ahora)
    faltas = [falta for version in versiones for falta in _de_una_red(version, len(fotos))]
    for lugar, foto in enumerate(fotos, 1):
        if not foto.texto_alternativo.strip():
            faltas.append(Impedimento(f"Describe la foto {lugar}: quien no la ve necesita saber qué muestra.", "fotos"))
        faltas += [Impedimento(f"Quita la foto {lugar}. {i}", "fotos") for i in foto.impedidas]
    faltas += _de_la_leyenda(composicion, versiones)
    sale = versiones[0].sale_en
    if sale and sale < ahora - timedelta(minutes=1):
        faltas.append(Impedimento("Esa hora ya pasó: elige otra.", "sale_en"))
    return faltas


def _de_la_leyenda(composicion: Composicion, versiones: Sequence[Publicacion]) -> Iterator[Impedimento]:
    """La que su boletín lleva por ley va en todas sus redes."""
    leyenda = composicion.boletin.leyenda if composicion.boletin else ""
    for version in versiones:
        if leyenda and _llano(leyenda) not in _llano(version.texto):
            yield Impedimento(f"Falta la leyenda del programa en {Red(version.red).label}: «{leyenda}»", "texto")


def _de_una_red(version: Publicacion, fotos: int) -> Iterator[Impedimento]:
    limites, red = LIMITES[version.red], Red(version.red).label
    largo = len(version.texto)
    if not version.texto.strip():
        yield Impedimento(f"Falta el texto para {red}.", "texto")
    if largo > limites.texto:
        yield Impedimento(f"El texto tiene {largo:,} letras y {red} acepta {limites.texto:,}.", "texto")
    if fotos > limites.fotos:
        yield Impedimento(f"Lleva {fotos} fotos y {red} acepta {limites.fotos}: quita las que sobran.", "fotos")


def avisos_de(composicion: Composicion, ahora: datetime) -> list[Aviso]:
    """Que se parece a otra, que sale a la hora de otra, que dice «hoy» y sale mañana, lo promocional y la veda."""
    versiones = list(composicion.publicaciones.all())
    sale = (versiones[0].sale_en if versiones else None) or ahora
    return [
        *_se_parece(composicion, versiones, ahora),
        *_a_la_misma_hora(composicion, versiones, sale),
        *_dice_cuando(composicion, sale, ahora),
        *_de_promocion(composicion),
        *_de_suspension(composicion, sale),
    ]


def _se_parece(composicion: Composicion, versiones: Sequence[Publicacion], ahora: datetime) -> Iterator[Aviso]:
    textos = {_llano(v.texto) for v in versiones}
    otras = Publicacion.objects.exclude(composicion=composicion).exclude(estado=EstadoPublicacion.DESCARTADA)
    for otra in otras.filter(creada_en__gte=ahora - SE_PARECE).order_by("-creada_en")[:200]:
        if _llano(otra.texto) in textos:
            cuando = dia_relativo(otra.publicada_en or otra.sale_en or otra.creada_en, ahora.astimezone(CENTRO).date())
            yield Aviso("Dice lo mismo que otra.", f"«{otra.titulo}», {otra.get_red_display()}, {cuando}.", otra)
            return


def _a_la_misma_hora(composicion: Composicion, versiones: Sequence[Publicacion], sale: datetime) -> Iterator[Aviso]:
    cerca = Publicacion.objects.exclude(composicion=composicion).filter(
        estado__in=POR_SALIR,
        red__in=[v.red for v in versiones],
        sale_en__gt=sale - A_LA_MISMA_HORA,
        sale_en__lt=sale + A_LA_MISMA_HORA,
    )
    if (otra := cerca.order_by("sale_en").first()) and otra.sale_en:
        yield Aviso("Sale junto con otra.", f"«{otra.titulo}» sale a las {hora(otra.sale_en)} h en la misma red.", otra)


def _dice_cuando(composicion: Composicion, sale: datetime, ahora: datetime) -> Iterator[Aviso]:
    dicho = DICE_CUANDO.search(composicion.texto)
    otro_dia = sale.astimezone(CENTRO).date() != ahora.astimezone(CENTRO).date()
    if dicho and otro_dia:
        dia = dia_relativo(sale, ahora.astimezone(CENTRO).date())
        yield Aviso(f"Dice «{dicho[0].lower()}» y sale {dia}.", "Di la fecha: quien la lea después la va a entender.")


def _de_promocion(composicion: Composicion) -> Iterator[Aviso]:
    """Lo mismo que se le revisa a un boletín (artículo 134 constitucional)."""
    texto = Texto(composicion.titulo, "", (), tuple(bloques(de_texto(composicion.texto))))
    for aviso in revisar_promocion(texto, lema=Oficina.objects.actual().lema):
        yield Aviso("Suena a promoción.", aviso.frase)


def _de_suspension(composicion: Composicion, sale: datetime) -> Iterator[Aviso]:
    suspension = SuspensionDeRedes.en(sale)
    if suspension and composicion.boletin is None and not suspension.admite(composicion.tema, 0):
        yield Aviso("Ese día no se difunde.", f"{que_corre(suspension)}. Elige su tema o muévela.")


def _llano(texto: str) -> str:
    return " ".join(plegar(texto).split())
