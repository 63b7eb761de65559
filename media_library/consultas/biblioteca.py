"""Lo que las pantallas preguntan a la biblioteca."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Model, QuerySet

from agenda.models import Evento
from media_library.estados import Clase, EstadoDerivado
from media_library.models import Derivado, Etiqueta, Evidencia, EvidenciaQuerySet
from media_library.models.receta import ANCHO_GRANDE, POSTER, RECORTES, Receta
from nucleo.referencias import LARGO_DE_BIGINT
from personas.models import Persona

RECORRIDO = re.compile(r"[1-9][0-9]{0,17}(?:,[1-9][0-9]{0,17}){0,99}", re.ASCII)
ANTES_DEL_EVENTO, DESPUES_DEL_EVENTO = timedelta(hours=2), timedelta(hours=3)


def del_evento(evento: Evento, persona: Persona) -> EvidenciaQuerySet:
    """La evidencia viva de un evento que la persona puede ver, con su original."""
    return Evidencia.objects.visibles_para(persona).vivas().del_evento(evento).select_related("original")


def evento_para(pk: str, persona: Persona) -> Evento | None:
    """El evento señalado en una dirección, si existe y la persona puede verlo."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < LARGO_DE_BIGINT):
        return None
    return Evento.objects.visibles_para(persona).select_related("dependencia").filter(pk=int(pk)).first()


def eventos_cercanos(persona: Persona, ahora: datetime, cuantos: int = 30) -> list[Evento]:
    """Los eventos que la persona puede ver, de los que ya empezaron o empiezan hoy, los últimos primero."""
    eventos = Evento.objects.visibles_para(persona).filter(inicio__lt=ahora + timedelta(hours=18))
    return list(eventos.order_by("-inicio", "-pk")[:cuantos])


def eventos_propuestos(evidencia: Evidencia, persona: Persona) -> list[Evento]:
    """De cuál evento parece ser, por la hora de la cámara: los que ocurrían entonces, el más cercano primero.

    Se abre la ventana dos horas antes y tres después; si la persona no puede ver el evento, no se propone. Sin saber a
    qué hora se tomó no se propone ninguno.
    """
    if evidencia.evento_id or not evidencia.tiene_hora:
        return []
    momento = evidencia.capturada_en
    cerca = Evento.objects.visibles_para(persona).filter(
        inicio__lte=momento + ANTES_DEL_EVENTO, fin__gte=momento - DESPUES_DEL_EVENTO
    )
    candidatos = list(cerca.order_by("inicio")[:20])
    return sorted(candidatos, key=lambda e: abs(e.inicio - momento))[:3]


def ultimo_credito(persona: Persona) -> str:
    """El último crédito que escribió al subir, para no pedirlo otra vez."""
    suyas = Evidencia.objects.filter(subida_por=persona).exclude(credito="")
    return suyas.order_by("-pk").values_list("credito", flat=True).first() or ""


def etiquetas_para(persona: Persona) -> QuerySet[Etiqueta]:
    """Todas para la oficina; un enlace, las que lleva algo que puede ver: el nombre de una también dice."""
    if not persona.es_solo_enlace:
        return Etiqueta.objects.all()
    return Etiqueta.objects.filter(evidencias__in=Evidencia.objects.visibles_para(persona)).distinct()


def autores_para(persona: Persona) -> QuerySet[Persona]:
    """Por quién se puede filtrar: todos para la oficina; un enlace, quienes subieron algo que puede ver."""
    if not persona.es_solo_enlace:
        return Persona.objects.all()
    return Persona.objects.filter(pk__in=Evidencia.objects.visibles_para(persona).order_by().values("subida_por"))


def etiquetas_a_la_mano(persona: Persona, cuantas: int = 10) -> list[Etiqueta]:
    """Las que más se han puesto últimamente a lo que la persona ve, por nombre. Mira las últimas 1,500, no todas."""
    puestas = Etiqueta.evidencias.through.objects.order_by("-pk")
    if persona.es_solo_enlace:
        puestas = puestas.filter(evidencia__in=Evidencia.objects.visibles_para(persona))
    frecuentes = [pk for pk, _ in Counter(puestas.values_list("etiqueta_id", flat=True)[:1500]).most_common(cuantas)]
    return list(Etiqueta.objects.filter(pk__in=frecuentes))


@dataclass(frozen=True)
class UsoEnBoletin:
    """Un boletín que lleva la evidencia, o sólo uno de sus cortes."""

    boletin: Model
    corte: str = ""

    def __str__(self) -> str:
        if self.corte:
            return f"{self.boletin}, con el corte «{self.corte}»"
        return str(self.boletin)


USOS = ("en_boletines__boletin", "cortes__en_boletines__boletin")


def usos(evidencia: Evidencia) -> list[UsoEnBoletin]:
    """Los boletines que la usan entera o en cortes, por el nombre inverso: los boletines viven más arriba.

    Tres consultas, o ninguna si se trajo con `USOS`.
    """
    enteras = [UsoEnBoletin(uso.boletin) for uso in evidencia.en_boletines.all()]
    return enteras + [UsoEnBoletin(u.boletin, c.titulo) for c in evidencia.cortes.all() for u in c.en_boletines.all()]


def portadas_de(evidencia: Evidencia) -> tuple[Receta, Receta]:
    """Las recetas que sirven de portada de un video, de la elegida a la que sale sola."""
    return evidencia.receta_de_portada, POSTER


def derivados_de(evidencia: Evidencia) -> dict[Receta, Derivado]:
    """Los derivados del original, por receta."""
    return {d.receta: d for d in Derivado.objects.filter(original=evidencia.original_id).order_by("receta")}


def para_bajar(evidencia: Evidencia, derivados: dict[Receta, Derivado]) -> list[tuple[str, Receta]]:
    """Las versiones recortadas por el foco y la grande que ya están hechas: su nombre y su receta."""
    recortes = [(r.al_bajar, Receta.de_recorte(r.nombre, evidencia.foco)) for r in RECORTES.values() if r.al_bajar]
    todas = (*recortes, (f"{ANCHO_GRANDE} px", Receta.de_ancho(ANCHO_GRANDE, "jpg")))
    hechas = {r for r, d in derivados.items() if d.estado == EstadoDerivado.HECHO}
    return [(nombre, receta) for nombre, receta in todas if evidencia.receta_publica(receta) in hechas]


def derivado_de(evidencia: Evidencia, receta: Receta) -> Derivado | None:
    """Una versión de su original, esté como esté."""
    return Derivado.objects.filter(original=evidencia.original_id, receta=receta).first()


def originales_con_fallas(cuantos: int) -> list[Derivado]:
    """Por original, una de las versiones que no se pudieron hacer, con su porqué; las últimas primero."""
    fallidas = Derivado.objects.filter(estado=EstadoDerivado.FALLIDO).select_related("original")
    vistos: dict[int, Derivado] = {}
    for derivado in fallidas.prefetch_related("original__evidencias").order_by("-pk")[: cuantos * 4]:
        vistos.setdefault(derivado.original_id, derivado)
    return list(vistos.values())[:cuantos]


def versiones_publicas(evidencias: Iterable[Evidencia], receta: Receta) -> dict[int, Derivado]:
    """Por evidencia, su derivado hecho que puede verse; el difuminado, si así se decidió. Una consulta."""
    pedidas = {e.pk: (e.original_id, e.receta_publica(receta)) for e in evidencias}
    hechos = Derivado.objects.filter(
        original__in={original for original, _ in pedidas.values()},
        receta__in={receta for _, receta in pedidas.values()},
        estado=EstadoDerivado.HECHO,
    )
    por_receta = {(d.original_id, d.receta): d for d in hechos}
    return {pk: por_receta[pedida] for pk, pedida in pedidas.items() if pedida in por_receta}


def sin_describir(persona: Persona) -> tuple[int, datetime | None]:
    """Cuántas fotos visibles no tienen texto alternativo y desde cuándo espera la más vieja."""
    fotos = Evidencia.objects.visibles_para(persona).vivas().de_clase(Clase.FOTO).filter(texto_alternativo="")
    cuentas = fotos.aggregate(cuantas=Count("pk"), desde=Min("subida_en"))
    return cuentas["cuantas"], cuentas["desde"]


def recorrido(pedido: str, evidencia: Evidencia) -> list[int]:
    """La lista de la dirección («12,15,18»), en su orden; vacía si no es una lista o esta evidencia no está en ella."""
    if not RECORRIDO.fullmatch(pedido):
        return []
    lista = list(dict.fromkeys(int(pk) for pk in pedido.split(",")))
    if evidencia.pk in lista:
        return lista
    return []


def vecinas_en(lista: list[int], evidencia: Evidencia, persona: Persona) -> tuple[Evidencia | None, Evidencia | None]:
    """La anterior y la siguiente de una lista, sin las que la persona no ve ni las que están en la papelera."""
    visibles = Evidencia.objects.visibles_para(persona).vivas().in_bulk(lista)
    lugar = lista.index(evidencia.pk)
    antes = [visibles[pk] for pk in lista[:lugar] if pk in visibles]
    despues = [visibles[pk] for pk in lista[lugar + 1 :] if pk in visibles]
    return next(reversed(antes), None), next(iter(despues), None)
