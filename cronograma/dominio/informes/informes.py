"""Abrir un informe, escoger sus partes y sus fotos, y pedir que se haga. Hacerlo es de la cola."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cronograma.dominio.informes.fotos import MAXIMO, FotoQueFalta, del_informe, escoger, que_faltan
from cronograma.dominio.informes.periodo import Periodo, periodo_entre
from cronograma.estados import Formato, SeccionDeInforme, TipoDeInforme
from cronograma.models import Actividad, FotoDeInforme, Informe, ParteDeInforme, VersionDeInforme
from cronograma.models.informe import LARGO_DEL_TEXTO
from media_library.models import Evidencia
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from personas.models import Persona
from personas.permisos import HACER_INFORMES


@dataclass(frozen=True)
class ParteEscrita:
    """Una sección como la dejó quien hace el informe."""

    seccion: str
    va: bool
    texto: str = ""


def periodo_del(informe: Informe) -> Periodo:
    return periodo_entre(informe.tipo, informe.fecha_desde, informe.fecha_hasta)


def actividades_del(periodo: Periodo) -> list[Actividad]:
    """Las de los ejercicios que toca, en su orden."""
    return list(Actividad.objects.filter(ejercicio__in=periodo.ejercicios).order_by("ejercicio", "numero"))


@transaction.atomic(durable=True)
def abrir_informe(periodo: Periodo, *, por: Persona, ahora: datetime, por_eje: bool = False) -> Informe:
    """El informe de ese periodo; si es la primera vez, con todas sus secciones y sus fotos ya escogidas.

    Con `por_eje` lleva además lo hecho por eje del plan municipal; el de gobierno lo lleva siempre.
    """
    exigir(por, HACER_INFORMES, frase="hacer informes")
    llave = {"tipo": periodo.tipo, "fecha_desde": periodo.fecha_desde, "fecha_hasta": periodo.fecha_hasta}
    if ya := Informe.objects.filter(**llave).first():
        if por_eje and ya.partes.filter(seccion=SeccionDeInforme.EJES, va=False).update(va=True):
            asentar("agrupar el informe por eje", ya, por=por, ahora=ahora)
        return ya
    if not actividades_del(periodo):
        raise NoSePuede(f"No hay un plan de {' ni de '.join(map(str, periodo.ejercicios))}: cárgalo antes.")
    informe = Informe(**llave, titulo=periodo.titulo, creado_en=ahora, creado_por=por)
    validar(informe)
    informe.save()
    ParteDeInforme.objects.bulk_create(
        ParteDeInforme(informe=informe, seccion=seccion, orden=orden, va=va)
        for orden, (seccion, va) in enumerate(_de_inicio(periodo, por_eje=por_eje))
    )
    _poner_fotos(informe, _escogidas(periodo, por, ahora))
    asentar("abrir informe", informe, por=por, ahora=ahora, periodo=periodo.clave)
    return informe


def _de_inicio(periodo: Periodo, *, por_eje: bool) -> list[tuple[str, bool]]:
    """Las secciones en su orden de fábrica y si van; en el informe de gobierno los ejes van tras el resumen."""
    es_de_gobierno = periodo.tipo == TipoDeInforme.GOBIERNO
    secciones = list(SeccionDeInforme.values)
    if es_de_gobierno:
        secciones.remove(SeccionDeInforme.EJES)
        secciones.insert(1, SeccionDeInforme.EJES)
    return [(seccion, seccion != SeccionDeInforme.EJES or por_eje or es_de_gobierno) for seccion in secciones]


def _escogidas(periodo: Periodo, por: Persona, ahora: datetime) -> list[tuple[int, int]]:
    return [(a.pk, e.pk) for a, e in escoger(actividades_del(periodo), periodo, por=por, ahora=ahora)]


def _poner_fotos(informe: Informe, pares: Sequence[tuple[int, int]]) -> None:
    FotoDeInforme.objects.filter(informe=informe).delete()
    FotoDeInforme.objects.bulk_create(
        FotoDeInforme(informe=informe, actividad_id=actividad, evidencia_id=evidencia, orden=orden)
        for orden, (actividad, evidencia) in enumerate(pares)
    )


def huella_de_las_partes(informe: Informe) -> str:
    """Cómo están sus secciones: la lleva la pantalla para saber si otra persona las cambió."""
    dichas = [[p.seccion, p.va, p.texto] for p in ParteDeInforme.objects.filter(informe=informe)]
    return hashlib.sha256(json.dumps(dichas, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic(durable=True)
def guardar_partes(
    informe: Informe, *, partes: Sequence[ParteEscrita], vistas: str, por: Persona, ahora: datetime
) -> Informe:
    """Guarda qué secciones van, en qué orden y con qué texto. Rechaza si otra persona las cambió desde `vistas`."""
    exigir(por, HACER_INFORMES, frase="hacer informes")
    Informe.objects.select_for_update().get(pk=informe.pk)
    if vistas != huella_de_las_partes(informe):
        raise YaCambio("Este informe cambió en otra pantalla mientras escribías. Lo tuyo sigue aquí: míralo y guarda.")
    if not any(p.va for p in partes):
        raise NoSePuede("Escoge al menos una sección: un informe sin ninguna es sólo su portada.")
    guardadas = {p.seccion: p for p in informe.partes.all()}
    for orden, escrita in enumerate(partes):
        parte = guardadas.get(escrita.seccion) or ParteDeInforme(informe=informe, seccion=escrita.seccion)
        parte.orden, parte.va, parte.texto = orden, escrita.va, escrita.texto.strip()
        _validar_parte(parte)
        parte.save()
    asentar("guardar informe", informe, por=por, ahora=ahora, secciones=[p.seccion for p in partes if p.va])
    return informe


def _validar_parte(parte: ParteDeInforme) -> None:
    """Rechaza el texto que no cabe, con el campo de esa sección."""
    if len(parte.texto) > LARGO_DEL_TEXTO:
        frase = f"{parte}: el texto tiene {len(parte.texto):,} caracteres; usa {LARGO_DEL_TEXTO:,} o menos."
        raise NoSePuede([Impedimento(frase, f"texto-{parte.seccion}")])
    validar(parte)


@transaction.atomic(durable=True)
def elegir_fotos(informe: Informe, *, pares: Sequence[tuple[int, int]], por: Persona, ahora: datetime) -> Informe:
    """Deja sólo esas fotos: de cada una, la actividad a la que acompaña."""
    exigir(por, HACER_INFORMES, frase="hacer informes")
    if len(pares) > MAXIMO:
        raise NoSePuede(f"Son {len(pares)} fotos; un informe lleva hasta {MAXIMO}.")
    Informe.objects.select_for_update().get(pk=informe.pk)
    suyas = {a.pk for a in actividades_del(periodo_del(informe))}
    vistas = set(Evidencia.objects.visibles_para(por).filter(pk__in=[e for _, e in pares]).values_list("pk", flat=True))
    unicas = {evidencia: actividad for actividad, evidencia in pares if actividad in suyas and evidencia in vistas}
    _poner_fotos(informe, [(actividad, evidencia) for evidencia, actividad in unicas.items()])
    asentar("escoger fotos del informe", informe, por=por, ahora=ahora, fotos=list(unicas))
    return informe


@transaction.atomic(durable=True)
def volver_a_escoger(informe: Informe, *, por: Persona, ahora: datetime) -> Informe:
    """Las que se proponen hoy, por calificación."""
    exigir(por, HACER_INFORMES, frase="hacer informes")
    Informe.objects.select_for_update().get(pk=informe.pk)
    _poner_fotos(informe, _escogidas(periodo_del(informe), por, ahora))
    asentar("volver a escoger fotos del informe", informe, por=por, ahora=ahora)
    return informe


@transaction.atomic(durable=True)
def pedir_version(
    informe: Informe, *, formatos: Collection[str], por: Persona, ahora: datetime, sin_las_que_faltan: bool = False
) -> VersionDeInforme:
    """Apunta que se haga: la cola lo encuentra. Rechaza si ya se está haciendo o si falta una foto escogida.

    Con `sin_las_que_faltan` las quita y sigue.
    """
    exigir(por, HACER_INFORMES, frase="hacer informes")
    informe = Informe.objects.select_for_update().get(pk=informe.pk)
    pedidos = [f for f in Formato.values if f in formatos]
    if not pedidos:
        raise NoSePuede([Impedimento("Escoge al menos un formato.", "formatos")])
    if informe.versiones.por_hacer().exists():
        raise NoSePuede("Este informe ya se está haciendo: espera a que termine.")
    faltan = fotos_que_faltan(informe, ahora)
    if sin_las_que_faltan:
        FotoDeInforme.objects.filter(pk__in=[f.foto.pk for f in faltan]).delete()
    else:
        rechazar_si(Impedimento(f.frase, "fotos") for f in faltan)
    ultima = informe.versiones.aggregate(n=Max("numero"))["n"] or 0
    version = VersionDeInforme.objects.create(
        informe=informe, numero=ultima + 1, formatos=pedidos, pedida_en=ahora, pedida_por=por, paso="En la fila"
    )
    quitadas = [f.foto.evidencia_id for f in faltan]
    asentar("pedir informe", informe, por=por, ahora=ahora, version=version.numero, formatos=pedidos, sin=quitadas)
    return version


def fotos_que_faltan(informe: Informe, ahora: datetime) -> list[FotoQueFalta]:
    return que_faltan(del_informe(informe), ahora)
