"""Cortes: lo que se saca de una grabación para los medios. El original no se toca; el archivo lo hace la jaula."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F

from media_library.clientes import almacen
from media_library.consultas.fechas import dia_de_captura
from media_library.dominio.cortes.cortina import cortina_png
from media_library.dominio.cortes.montaje import Montaje
from media_library.dominio.versiones import recetas
from media_library.estados import Certeza, Clase, Encuadre
from media_library.models import Corte, Derivado, Evidencia, Original
from media_library.models.receta import Receta
from nucleo.dominio.actos import rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Oficina, Persona
from suspension.models import PeriodoSuspension

SEGUNDOS_MINIMOS = Decimal("0.5")
MINUTOS_MAXIMOS = 60
CON_SONIDO = (Clase.AUDIO, Clase.VIDEO)
DE_LA_PIEZA = ("inicio", "fin", "fundido", "sonoridad", "encuadre", "ajuste", "con_logotipo", "con_cortina")


def impedimentos_para_cortar(evidencia: Evidencia, datos: dict[str, Any], ahora: datetime) -> list[Impedimento]:
    """Lo que impide sacar ese corte, con el campo donde se arregla."""
    inicio, fin, dura = datos["inicio"], datos["fin"], evidencia.original.duracion
    faltas = []
    if evidencia.original.clase not in CON_SONIDO:
        faltas.append(Impedimento("Sólo se cortan audios y videos."))
    if fin - inicio < SEGUNDOS_MINIMOS:
        faltas.append(Impedimento("El corte debe durar al menos medio segundo.", "fin"))
    if fin - inicio > MINUTOS_MAXIMOS * 60:
        faltas.append(Impedimento(f"El corte pasa de {MINUTOS_MAXIMOS} minutos; saca varios.", "fin"))
    if dura is not None and fin > dura:
        faltas.append(Impedimento(f"La grabación termina en el segundo {dura}; el corte se pasa.", "fin"))
    return faltas + _de_la_imagen(datos, ahora)


def _de_la_imagen(datos: dict[str, Any], ahora: datetime) -> list[Impedimento]:
    faltas = []
    if datos.get("con_cortina") and datos.get("encuadre", "") == Encuadre.ORIGINAL:
        faltas.append(Impedimento("Para poner cortina elige un encuadre: 16:9, 1:1 o 9:16.", "encuadre"))
    if datos.get("con_logotipo") or datos.get("con_cortina"):
        # En la suspensión la pieza sólo se identifica con escudo y dependencia (docs/dominio.md, regla 5).
        if PeriodoSuspension.objects.vigentes(ahora).exists():
            faltas.append(
                Impedimento("Durante la suspensión de propaganda no se pone logotipo ni cortina.", "con_logotipo")
            )
        if datos.get("con_logotipo") and not Oficina.objects.actual().logotipo:
            faltas.append(Impedimento("La oficina no tiene logotipo; súbelo en Ajustes.", "con_logotipo"))
    return faltas


@transaction.atomic(durable=True)
def crear_corte(evidencia: Evidencia, *, por: Persona, ahora: datetime, **datos: Any) -> Corte:
    """Guarda el corte y deja su archivo por hacer. Rechaza lo imposible, con la razón."""
    rechazar_si(impedimentos_para_cortar(evidencia, datos, ahora))
    corte = Corte(evidencia=evidencia, creado_por=por, creado_en=ahora, **datos)
    validar(corte)
    corte.save()
    _apuntar(corte, ahora)
    asentar("crear corte", evidencia, por=por, ahora=ahora, corte=corte.pk, titulo=corte.titulo)
    return corte


def cambiar_corte(corte: Corte, *, revision: int, por: Persona, ahora: datetime, **datos: Any) -> Corte:
    """Cambia un corte si nadie lo cambió desde `revision`; si cambia cómo suena o se ve, rehace su archivo.

    Rechaza cambiar el que ya se publicó: lo que el público oye se aprobó así.
    """
    vieja = corte.receta
    with transaction.atomic(durable=True):
        actual = Corte.objects.select_for_update(no_key=True, of=("self",)).get(pk=corte.pk)
        if actual.revision != revision:
            raise NoSePuede("Otra persona cambió este corte mientras lo editabas. Revísalo y vuelve a guardar.")
        if actual.en_boletines.filter(boletin__publicado_en__isnull=False).exists():
            raise NoSePuede("Este corte ya se publicó en un boletín: saca otro y, si hace falta, corrige el boletín.")
        rechazar_si(impedimentos_para_cortar(actual.evidencia, datos, ahora))
        rehacer = any(getattr(actual, campo) != datos[campo] for campo in DE_LA_PIEZA if campo in datos)
        for campo, valor in datos.items():
            setattr(actual, campo, valor)
        actual.revision += 1
        validar(actual)
        actual.save()
        _mudar(actual, vieja, ahora, rehacer=rehacer)
        asentar("cambiar corte", actual.evidencia, por=por, ahora=ahora, corte=actual.pk, titulo=actual.titulo)
    return actual


def _mudar(corte: Corte, vieja: Receta, ahora: datetime, *, rehacer: bool) -> None:
    """El archivo sigue al corte: el mismo con otro nombre de receta, o uno nuevo si la pieza cambió."""
    suyo = Derivado.objects.filter(original=corte.evidencia.original_id, receta=vieja)
    if not rehacer:
        suyo.update(receta=corte.receta)
        return
    for archivo in suyo.exclude(archivo="").values_list("archivo", flat=True):
        transaction.on_commit(partial(almacen.derivados().delete, archivo))
    suyo.delete()
    _apuntar(corte, ahora)


@transaction.atomic(durable=True)
def mover_a_la_papelera(corte: Corte, *, por: Persona, ahora: datetime) -> None:
    """Lo quita de la lista; se puede deshacer."""
    if Corte.objects.vivos().filter(pk=corte.pk).update(papelera_en=ahora):
        asentar("quitar corte", corte.evidencia, por=por, ahora=ahora, corte=corte.pk, titulo=corte.titulo)


@transaction.atomic(durable=True)
def restaurar_corte(corte: Corte, *, por: Persona, ahora: datetime) -> None:
    """Lo regresa a la lista con su archivo."""
    if Corte.objects.filter(pk=corte.pk, papelera_en__isnull=False).update(papelera_en=None):
        asentar("restaurar corte", corte.evidencia, por=por, ahora=ahora, corte=corte.pk, titulo=corte.titulo)


@transaction.atomic(durable=True)
def elegir_portada(evidencia: Evidencia, *, segundo: Decimal, por: Persona, ahora: datetime) -> None:
    """El cuadro de ese segundo pasa a ser la portada del video. Rechaza lo que no es video o se pasa."""
    original = evidencia.original
    if original.clase != Clase.VIDEO:
        raise NoSePuede("Sólo los videos llevan portada.")
    if segundo < 0 or (original.duracion is not None and segundo >= original.duracion):
        raise NoSePuede(f"El video termina en el segundo {original.duracion}: elige un cuadro anterior.")
    Evidencia.objects.filter(pk=evidencia.pk).update(portada_en_segundo=segundo, version=F("version") + 1)
    evidencia.portada_en_segundo = segundo
    recetas.apuntar_una(original, evidencia.receta_de_portada, ahora=ahora)
    asentar("elegir portada", evidencia, por=por, ahora=ahora, segundo=str(segundo))


def montajes_para(original: Original, pendientes: Sequence[Receta]) -> dict[Receta, Montaje]:
    """Por receta de corte, cómo se saca. Lo que ya no corresponde a ninguna revisión no aparece."""
    if not any(receta.corte for receta in pendientes):
        return {}
    cortes = Corte.objects.filter(evidencia__original=original).select_related("evidencia__original")
    return {c.receta: _montaje(c) for c in cortes if c.receta in pendientes}


def _montaje(corte: Corte) -> Montaje:
    evidencia, oficina = corte.evidencia, Oficina.objects.actual()
    logotipo = cortina = b""
    if corte.con_logotipo:
        logotipo = _bytes_de(oficina)
    if corte.con_cortina:
        cortina = cortina_png(corte.titulo, corte.encuadre)
    return Montaje(
        inicio=float(corte.inicio),
        fin=float(corte.fin),
        fundido=float(corte.fundido),
        sonoridad=corte.sonoridad,
        encuadre=corte.encuadre,
        ajuste=corte.ajuste,
        foco=evidencia.foco,
        logotipo=logotipo,
        cortina=cortina,
        etiquetas={
            "title": corte.titulo,
            "artist": corte.quien_habla or oficina.nombre,
            "album": f"{oficina.nombre} · {oficina.municipio}".strip(" ·"),
            "date": _dia_de(evidencia),
            "comment": f"{evidencia.credito}. {dia_de_captura(evidencia)}".strip(". "),
            "lyrics": corte.transcripcion,
        },
    )


def _dia_de(evidencia: Evidencia) -> str:
    """El que se sabe o se supone; el de la subida no dice cuándo se grabó."""
    if evidencia.certeza == Certeza.SUBIDA:
        return ""
    return evidencia.capturada_en.astimezone(CENTRO).date().isoformat()


def _bytes_de(oficina: Oficina) -> bytes:
    try:
        with oficina.logotipo.open("rb") as archivo:
            return archivo.read()
    except (FileNotFoundError, ValueError):
        return b""  # se quitó después de pedir el corte


def _apuntar(corte: Corte, ahora: datetime) -> None:
    recetas.apuntar_una(corte.evidencia.original, corte.receta, ahora=ahora)
