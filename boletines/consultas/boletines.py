"""Consultas de las pantallas de boletines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from boletines.estados import CON_EMBARGO, EDITABLES, EMITIDOS, FUERA_DEL_TRABAJO, EstadoBoletin
from boletines.models import Boletin, Comentario, CorteDeBoletin, FotoDeBoletin, TextoGuardado, VersionDeBoletin
from boletines.models.foto import LUGAR_DE_LA_ELECCION
from boletines.models.queryset import BoletinQuerySet
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.derechos.reserva import ocultas_para
from media_library.models import Corte, Evidencia
from nucleo.referencias import ref
from nucleo.texto.formato import plegar
from nucleo.texto.rico import a_texto, limpiar, trozos
from personas.models import Persona

SIN_PUBLICADO = [estado for estado in EstadoBoletin.values if estado != EstadoBoletin.PUBLICADO]
LAS_ADMINISTRACIONES = """
    WITH RECURSIVE hallada(clave) AS (
        SELECT max(administracion) FROM boletines_boletin
        UNION ALL
        SELECT (SELECT max(administracion) FROM boletines_boletin WHERE administracion < hallada.clave)
        FROM hallada WHERE hallada.clave > ''
    )
    SELECT clave FROM hallada WHERE clave > ''
"""
ERRATAS = "Fe de erratas"


@dataclass(frozen=True)
class Filtro:
    """Lo que se pidió en la dirección de la lista."""

    texto: str = ""
    estado: str = ""
    dependencia: str = ""
    evento: str = ""
    administracion: str = ""
    deuda: str = ""
    comunidad: str = ""


def lista_de(persona: Persona, filtro: Filtro) -> QuerySet[Boletin]:
    """Los boletines de la lista de la oficina, de lo último a lo primero."""
    boletines = (
        Boletin.objects.visibles_para(persona)
        .select_related("dependencia", "autor")
        .defer("cuerpo", "busqueda", "vector")
    )
    if filtro.texto:
        boletines = boletines.filter(busqueda__contains=plegar(filtro.texto))
    boletines = _de_la_pestana(boletines, filtro)
    for campo in ("dependencia", "comunidad", "evento"):
        if (pedido := getattr(filtro, campo)).isdecimal():
            boletines = boletines.filter(**{f"{campo}_id": int(pedido[:9])})
    if filtro.administracion:
        boletines = boletines.filter(administracion=filtro.administracion)
    if filtro.deuda:
        boletines = boletines.sin_visto_bueno()
    fotos = FotoDeBoletin.objects.filter(boletin=OuterRef("pk")).order_by()
    cuantas = fotos.values("boletin").annotate(n=Count("pk")).values("n")
    principal = FotoDeBoletin.objects.filter(boletin=OuterRef("pk")).order_by("orden").values("evidencia_id")[:1]
    return boletines.annotate(cuantas_fotos=Coalesce(Subquery(cuantas), 0), principal_id=Subquery(principal)).order_by(
        "-modificado_en", "-pk"
    )


def _de_la_pestana(boletines: BoletinQuerySet, filtro: Filtro) -> BoletinQuerySet:
    """Los del estado pedido. Lo publicado que espera el fin de su embargo tiene la suya."""
    if filtro.estado == CON_EMBARGO:
        return boletines.con_embargo(timezone.now())
    if filtro.estado == EstadoBoletin.PUBLICADO:
        return boletines.con_su_hora(timezone.now())
    if filtro.estado in EstadoBoletin.values:
        return boletines.filter(estado=filtro.estado)
    if filtro.texto:
        return boletines
    # Lo que ya no está en el trabajo se ve en su pestaña o buscándolo.
    return boletines.exclude(estado__in=FUERA_DEL_TRABAJO)


def en_trabajo(persona: Persona) -> QuerySet[Boletin]:
    """Los que todavía se editan, de lo último tocado a lo primero, con cuántas fotos llevan."""
    return (
        Boletin.objects.visibles_para(persona)
        .filter(estado__in=EDITABLES)
        .select_related("dependencia")
        .defer("cuerpo", "busqueda", "vector")
        .annotate(cuantas_fotos=Count("fotos"))
        .order_by("-modificado_en", "-pk")
    )


def principales_reservadas(persona: Persona, boletines: Iterable[Any], ahora: datetime) -> set[int]:
    """Las fotos principales de la lista que a esa persona no se le enseñan; si lleva los derechos no pregunta nada."""
    principales = [Evidencia(pk=b.principal_id) for b in boletines if b.principal_id]
    return ocultas_para(persona, principales, ahora=ahora)


@dataclass(frozen=True)
class Resumen:
    """Lo que la lista dice arriba: cuántos por estado, cuántos deben firma y qué administraciones hay."""

    conteos: dict[str, int]
    publicados_en_el_ano: int
    deudas: int
    administraciones: list[str]


def resumen_de_la_lista(persona: Persona, ahora: datetime) -> Resumen:
    """Dos consultas que cuestan lo mismo el primer día que a los veinte años.

    Lo publicado sólo crece: se cuenta lo que salió en el año en curso, no el archivo entero. Lo que espera el fin de
    su embargo va aparte: todavía no sale.
    """
    inicio = localtime(ahora).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    publicado = Q(estado=EstadoBoletin.PUBLICADO)
    espera = publicado & Q(embargo_hasta__gt=ahora)
    del_ano = publicado & (Q(publicado_en__gte=inicio) | Q(embargo_hasta__gte=inicio))
    cuenta = Q(estado__in=SIN_PUBLICADO) | del_ano
    debe = Q(estado__in=EMITIDOS, urgencia_por__isnull=False, aprobado_por__isnull=True)
    filas = (
        Boletin.objects.visibles_para(persona)
        .filter(cuenta | debe)
        .order_by()
        .values_list("estado")
        .annotate(
            cuantos=Count("pk", filter=cuenta), deben=Count("pk", filter=debe), esperan=Count("pk", filter=espera)
        )
    )
    conteos, deudas = {}, 0
    for estado, cuantos, deben, esperan in filas:
        conteos[estado] = cuantos - esperan
        deudas += deben
        if esperan:
            conteos[CON_EMBARGO] = esperan
    return Resumen(conteos, conteos.pop(EstadoBoletin.PUBLICADO, 0), deudas, administraciones())


def administraciones() -> list[str]:
    """Las que han emitido boletines, de la última a la primera: una búsqueda en el índice por cada una."""
    with connection.cursor() as cursor:
        cursor.execute(LAS_ADMINISTRACIONES)
        return [clave for (clave,) in cursor.fetchall()]


def en_redes(boletin: Boletin) -> list[Any]:
    """Sus publicaciones en redes: viven en la app de arriba, que las cuelga del boletín."""
    composiciones = boletin.composiciones.prefetch_related("publicaciones").order_by("pk")
    return [publicacion for composicion in composiciones for publicacion in composicion.publicaciones.all()]


def salidas_de(boletin: Boletin) -> tuple[list[tuple[str, str, str, int]], list[Any]]:
    """Cuántos envíos hay por canal y estado (con la clave del estado), la fe de erratas aparte, y lo de redes."""
    erratas = When(motivo=MotivoDeEnvio.FE_DE_ERRATAS, then=Value(ERRATAS))
    clase = Case(erratas, default=F("canal"), output_field=CharField())
    filas = Envio.objects.de(ref(boletin)).order_by().values_list(clase, "estado").annotate(Count("pk"))
    cuentas = [
        (ERRATAS if cual == ERRATAS else Canal(cual).label, EstadoEnvio(estado).label, estado, cuantos)
        for cual, estado, cuantos in sorted(filas)
    ]
    return cuentas, en_redes(boletin)


def fotos_de_la_ficha(boletin: Boletin, ahora: datetime) -> list[FotoDeBoletin]:
    """Sus fotos en orden; si ya se publicó, cada una con lo que hoy la tiene fuera del portal."""
    fotos = boletin.fotos.select_related("evidencia__original").prefetch_related("evidencia__consentimientos")
    for foto in fotos:
        publicado = boletin.estado == EstadoBoletin.PUBLICADO
        foto.impedidas = impedimentos_para_publicar(foto.evidencia, ahora) if publicado else []
    return list(fotos)


def cortes_de_la_ficha(boletin: Boletin) -> list[CorteDeBoletin]:
    """Sus cortes en orden, con lo que se pregunta para saber a quién se le dicen."""
    cortes = boletin.cortes.select_related("corte__evidencia__original")
    return list(cortes.prefetch_related("corte__evidencia__consentimientos"))


def sigue_en_redes(boletin: Boletin, fotos: Iterable[FotoDeBoletin]) -> bool:
    """Si una foto que ya no puede verse quizá sigue en una red donde alguien la publicó."""
    return any(foto.impedidas for foto in fotos) and any(p.esta_puesta for p in en_redes(boletin))


def por_publicar_en_facebook(boletin: Boletin) -> Any | None:
    """La publicación que espera a que alguien la ponga en la página."""
    return next((p for p in en_redes(boletin) if p.se_pone_a_mano and p.red == "facebook"), None)


def fotos_para_elegir(boletin: Boletin, persona: Persona) -> list[Evidencia]:
    """Las fotos del evento, primero las que eligió quien cubrió; sin evento, las últimas de la biblioteca."""
    fotos = Evidencia.objects.vivas().visibles_para(persona).de_clase("foto").select_related("original", "eleccion")
    if boletin.evento is not None:
        return list(
            fotos.del_evento(boletin.evento).order_by(LUGAR_DE_LA_ELECCION, "-calificacion", "capturada_en")[:120]
        )
    return list(fotos.order_by("-capturada_en", "-pk")[:60])


def versiones_de(boletin: Boletin) -> list[VersionDeBoletin]:
    """Las versiones, de la última a la primera."""
    return list(boletin.versiones.select_related("guardada_por")[:200])


def quienes_escribieron(boletin: Boletin) -> str:
    """Los nombres de quienes guardaron su texto, en el orden en que llegaron, separados por comas."""
    guardados = boletin.versiones.order_by().values("guardada_por").annotate(primera=Min("numero"))
    orden = [uno["guardada_por"] for uno in guardados.order_by("primera")]
    personas = Persona.objects.in_bulk(orden)
    return ", ".join(str(personas[pk]) for pk in orden) or str(boletin.autor)


def par_de_versiones(
    versiones: list[VersionDeBoletin], antes: str, despues: str
) -> tuple[VersionDeBoletin | None, VersionDeBoletin | None]:
    """Las dos que se comparan: las pedidas, o la última con su anterior."""
    por_numero = {str(v.numero): v for v in versiones}
    nueva = por_numero.get(despues) or next(iter(versiones), None)
    if nueva is None:
        return None, None
    anterior = next((v for v in versiones if v.numero < nueva.numero), None)
    return por_numero.get(antes, anterior), nueva


def apartados_de(boletin: Boletin) -> list[TextoGuardado]:
    """Lo que alguien no pudo guardar porque otra persona guardó antes."""
    return list(boletin.textos_guardados.filter(choco=True).select_related("guardado_por")[:10])


def comentarios_del_editor(boletin: Boletin) -> dict[str, Any]:
    """Los comentarios sin resolver, para el panel del editor."""
    return {"comentarios": list(boletin.comentarios.filter(resuelto_en__isnull=True).select_related("escrito_por"))}


def parrafos_de(boletin: Boletin) -> tuple[list[SafeString], list[str]]:
    """Cada bloque del cuerpo, listo para pintarse, y su texto."""
    partes = trozos(limpiar(boletin.cuerpo))
    return [mark_safe(p) for p in partes], [a_texto(p) for p in partes]  # noqa: S308 - recién limpiado


def comentarios_de(boletin: Boletin) -> list[Comentario]:
    """Todos los comentarios, en el orden en que se escribieron."""
    return list(boletin.comentarios.select_related("escrito_por", "resuelto_por"))


def cortes_para_elegir(boletin: Boletin, persona: Persona) -> list[Corte]:
    """Los cortes de las grabaciones del evento del boletín; sin evento, los últimos. Dos consultas a lo más."""
    cortes = Corte.objects.vivos().visibles_para(persona).select_related("evidencia__original")
    if boletin.evento is not None:
        return list(cortes.filter(evidencia__evento=boletin.evento_id)[:60])
    return list(cortes.order_by("-creado_en", "-pk")[:30])
