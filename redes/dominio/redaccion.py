"""Componer: nace de un boletín, de un evento, de una evidencia o de nada; lleva su texto por red y sus fotos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agenda.models import Evento
from boletines.dominio.salida.textos import enlace_publico, texto_sin_enlace
from boletines.models import Boletin
from media_library.models import Evidencia
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, YaCambio
from nucleo.texto.formato import fecha_larga, hora
from personas.models import Persona
from personas.permisos import PUBLICAR_EN_REDES
from redes.dominio.del_boletin import copiar_fotos_del_boletin
from redes.estados import EstadoPublicacion, Red
from redes.models import Composicion, FotoDeComposicion, Publicacion

MAS_FOTOS = 40  # lo que se guarda mientras se elige; cuántas salen lo dice cada red


@dataclass(frozen=True)
class Escrito:
    """Lo que trae el compositor: el texto original y el de cada red elegida (vacío: el mismo), y las fotos en orden."""

    titulo: str
    texto: str
    enlace: str
    tema: str
    redes: Mapping[str, str]
    fotos: Sequence[tuple[int, str]]
    sale_en: datetime | None


@transaction.atomic(durable=True)
def componer(
    *,
    por: Persona,
    ahora: datetime,
    boletin: Boletin | None = None,
    evento: Evento | None = None,
    evidencia: Evidencia | None = None,
    sale_en: datetime | None = None,
) -> Composicion:
    """Empieza un borrador con lo que ya se sabe de su origen; sin origen, en blanco."""
    exigir(por, PUBLICAR_EN_REDES, frase="componer para redes")
    datos = {"creada_en": ahora, "creada_por": por, "modificada_en": ahora}
    if boletin:
        dice = {"titulo": boletin.titulo, "texto": texto_sin_enlace(boletin), "tema": boletin.tema}
        dice["enlace"] = enlace_publico(boletin) if boletin.slug else ""
    elif evento:
        cuando = f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} h"
        dice = {"titulo": evento.titulo, "texto": f"{evento.titulo}\n\n{cuando}. {evento.lugar}".strip(), "tema": ""}
    elif evidencia:
        dice = {"titulo": str(evidencia)[:250], "texto": evidencia.pie or str(evidencia)}
    else:
        dice = {"titulo": "Publicación nueva", "texto": ""}
    composicion = Composicion.objects.create(boletin=boletin, evento=evento, evidencia=evidencia, **dice, **datos)
    if boletin:
        copiar_fotos_del_boletin(composicion, boletin)
    elif evidencia and evidencia.original.clase == "foto":
        FotoDeComposicion.objects.create(
            composicion=composicion, evidencia=evidencia, orden=0, texto_alternativo=evidencia.texto_alternativo[:500]
        )
    _poner_red(composicion, Red.FACEBOOK, composicion.texto, sale_en, por, ahora)
    asentar("componer para redes", composicion, por=por, ahora=ahora)
    return composicion


def _poner_red(
    composicion: Composicion, red: str, texto: str, sale_en: datetime | None, por: Persona, ahora: datetime
) -> None:
    embargo = composicion.boletin.embargo_hasta if composicion.boletin else None
    Publicacion.objects.create(
        composicion=composicion,
        red=red,
        titulo=composicion.titulo,
        texto=texto,
        estado=EstadoPublicacion.BORRADOR,
        asistida=False,
        sale_en=sale_en,
        no_antes_desde=max(filter(None, (ahora, embargo))),
        creada_en=ahora,
        creada_por=por,
    )


def se_puede_escribir(composicion: Composicion) -> bool:
    """Sólo mientras todas sus redes están en borrador: lo pedido o aprobado se baja antes de la cola."""
    return all(p.estado == EstadoPublicacion.BORRADOR for p in composicion.publicaciones.all())


@transaction.atomic(durable=True)
def guardar(composicion: Composicion, escrito: Escrito, *, version: int, por: Persona, ahora: datetime) -> Composicion:
    """Guarda lo escrito. Rechaza si alguien guardó antes, si ya se envió o si una foto no se puede ver."""
    exigir(por, PUBLICAR_EN_REDES, frase="componer para redes")
    suya = Composicion.objects.select_for_update(of=("self",)).select_related("boletin").get(pk=composicion.pk)
    if suya.version != version:
        raise YaCambio("Otra persona la guardó hace un momento. Lo tuyo sigue aquí: compáralo antes de guardar.")
    if not se_puede_escribir(suya):
        raise YaCambio("Ya se envió a aprobación. Bájala de la cola para cambiarla.")
    rechazar_si(_faltas(escrito, por))
    suya.titulo, suya.texto = " ".join(escrito.titulo.split()), escrito.texto.strip()
    suya.enlace, suya.tema = escrito.enlace.strip(), escrito.tema
    suya.version, suya.modificada_en = version + 1, ahora
    validar(suya, salvo=("clave", "texto"))
    suya.save(update_fields=["titulo", "texto", "enlace", "tema", "version", "modificada_en"])
    _guardar_redes(suya, escrito, por, ahora)
    _guardar_fotos(suya, escrito.fotos)
    return suya


def _faltas(escrito: Escrito, por: Persona) -> list[Impedimento]:
    faltas = []
    if not escrito.titulo.strip():
        faltas.append(Impedimento("Escribe de qué trata.", "titulo"))
    if not escrito.redes:
        faltas.append(Impedimento("Elige al menos una red.", "redes"))
    if len(escrito.fotos) > MAS_FOTOS:
        faltas.append(Impedimento(f"Son {len(escrito.fotos)} fotos: quita algunas.", "fotos"))
    pedidas = {pk for pk, _ in escrito.fotos}
    vistas = Evidencia.objects.visibles_para(por).vivas().filter(pk__in=pedidas, original__clase="foto")
    if vistas.count() != len(pedidas):
        faltas.append(Impedimento("Una de las fotos ya no está en la biblioteca: quítala.", "fotos"))
    if any(len(alt) > 500 for _, alt in escrito.fotos):  # noqa: PLR2004 - el largo del campo
        faltas.append(Impedimento("La descripción de una foto pasa de 500 letras.", "fotos"))
    return faltas


def _guardar_redes(composicion: Composicion, escrito: Escrito, por: Persona, ahora: datetime) -> None:
    hay = {p.red: p for p in composicion.publicaciones.all()}
    Publicacion.objects.filter(composicion=composicion).exclude(red__in=list(escrito.redes)).delete()
    for red, propio in escrito.redes.items():
        texto = propio.strip() or composicion.texto
        if red in hay:
            Publicacion.objects.filter(pk=hay[red].pk).update(
                titulo=composicion.titulo, texto=texto, sale_en=escrito.sale_en
            )
        else:
            _poner_red(composicion, red, texto, escrito.sale_en, por, ahora)


def _guardar_fotos(composicion: Composicion, fotos: Sequence[tuple[int, str]]) -> None:
    composicion.fotos.all().delete()
    FotoDeComposicion.objects.bulk_create(
        FotoDeComposicion(composicion=composicion, evidencia_id=pk, orden=orden, texto_alternativo=alt.strip())
        for orden, (pk, alt) in enumerate(dict(fotos).items())
    )
