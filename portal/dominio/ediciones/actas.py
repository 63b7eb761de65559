"""La constancia de lo que se ocultó y lo que volvió: relación con direcciones y huellas, en página, CSV y PDF."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from boletines.models import Boletin
from boletines.models.suspension import SuspensionDeBoletines
from nucleo.dominio.bitacora import asentar
from nucleo.texto.formato import fecha_larga, hora
from nucleo.texto.llano import celda
from personas.dominio.documento import compilar, membrete
from portal.consultas.boletines import ocultos
from portal.consultas.edicion import Edicion
from portal.estados import SentidoDeActa
from portal.models import ActaDeEdicion
from suspension.models import PeriodoSuspension

EN_EL_PDF = 1000  # renglones; la relación completa va en el CSV, con la misma huella
COLUMNAS = ("folio", "titulo", "tema", "publicado_en", "direccion", "sha256")


def levantar_actas(ahora: datetime) -> list[ActaDeEdicion]:
    """Levanta las que falten: al empezar cada periodo, de lo que se ocultó; al terminar, de lo que volvió.

    Se puede repetir, y también después de haber estado abajo: se sabe por lo que ya está en la base.
    """
    sin_acta = PeriodoSuspension.objects.vigentes(ahora).exclude(actas__sentido=SentidoDeActa.OCULTA)
    nuevas = [_levantar(p, SentidoDeActa.OCULTA, _ocultos(p, ahora), p.inicio, ahora) for p in sin_acta]
    terminados = PeriodoSuspension.objects.filter(fin__lte=ahora, actas__sentido=SentidoDeActa.OCULTA)
    for periodo in terminados.exclude(pk__in=_con_acta_de_regreso()):
        relacion = periodo.actas.get(sentido=SentidoDeActa.OCULTA).relacion
        nuevas.append(
            _levantar(periodo, SentidoDeActa.RESTABLECE, _los_que_volvieron(relacion, ahora), periodo.fin, ahora)
        )
    return nuevas


def _con_acta_de_regreso() -> Any:
    return ActaDeEdicion.objects.filter(sentido=SentidoDeActa.RESTABLECE).values("periodo")


@transaction.atomic(durable=True)
def _levantar(
    periodo: PeriodoSuspension, sentido: str, relacion: list[dict], surtio_en: datetime, ahora: datetime
) -> ActaDeEdicion:
    acta = ActaDeEdicion.objects.create(
        periodo=periodo,
        sentido=sentido,
        surtio_en=surtio_en,
        levantada_en=ahora,
        relacion=relacion,
        huella=huella_de(relacion),
    )
    asentar(
        "levantar acta de edición", acta, por=None, ahora=ahora, sentido=sentido, huella=acta.huella, son=len(relacion)
    )
    return acta


def huella_de(relacion: list[dict]) -> str:
    """SHA-256 de la relación en JSON canónico."""
    return hashlib.sha256(json.dumps(relacion, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _ocultos(periodo: PeriodoSuspension, ahora: datetime) -> list[dict]:
    edicion = Edicion(ahora, SuspensionDeBoletines.en(max(periodo.inicio, ahora)))
    return [_renglon(b) for b in ocultos(edicion).filter(publicado_en__lt=periodo.inicio).iterator(500)]


def _los_que_volvieron(relacion: list[dict], ahora: datetime) -> list[dict]:
    """De los que se ocultaron, los que hoy se ven; lo retirado mientras tanto no volvió."""
    visibles = {
        b.folio for b in Edicion.vigente(ahora).boletines().only("serie", "consecutivo", "ejercicio").iterator(500)
    }
    return [renglon for renglon in relacion if renglon["folio"] in visibles]


def _renglon(boletin: Boletin) -> dict:
    return {
        "folio": boletin.folio,
        "titulo": boletin.titulo,
        "tema": boletin.get_tema_display(),
        "publicado_en": boletin.emitido_en.isoformat(),
        "direccion": settings.BASE_URL + boletin.ruta_publica,
        "sha256": huella_de_la_pagina(boletin),
    }


def huella_de_la_pagina(boletin: Boletin) -> str:
    """El SHA-256 de la página como se veía en la edición ordinaria; vacío si no se había escrito."""
    archivo = settings.DIR_PUBLICO / boletin.ruta_publica.strip("/") / "index.html"
    return hashlib.sha256(archivo.read_bytes()).hexdigest() if archivo.is_file() else ""


def csv_del_acta(acta: ActaDeEdicion) -> Iterator[str]:
    """La relación completa, renglón por renglón; ninguna celda empieza como fórmula."""
    for fila in (COLUMNAS, *([renglon[c] for c in COLUMNAS] for renglon in acta.relacion)):
        salida = io.StringIO()
        csv.writer(salida).writerow([celda(v) for v in fila])
        yield salida.getvalue()


def pdf_del_acta(acta: ActaDeEdicion) -> bytes:
    """El acta en PDF con membrete; la misma acta da el mismo PDF."""
    return compilar(
        "acta_edicion.typ",
        {
            "oficina": membrete(),
            "titulo": f"Acta {acta.pk}: {acta.get_sentido_display().lower()}",
            "oculta": acta.sentido == SentidoDeActa.OCULTA,
            "periodo": acta.periodo.nombre,
            "fundamento": acta.periodo.fundamento,
            "surtio": f"{fecha_larga(acta.surtio_en)}, {hora(acta.surtio_en)} h",
            "levantada": f"{fecha_larga(acta.levantada_en)}, {hora(acta.levantada_en)} h",
            "huella": acta.huella,
            "total": len(acta.relacion),
            "relacion": acta.relacion[:EN_EL_PDF],
        },
    )
