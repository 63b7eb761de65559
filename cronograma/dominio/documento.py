"""El cronograma y el cierre de un mes en PDF, con membrete y renglones de firma."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cronograma.consultas.decir import Prueba
from cronograma.dominio.celdas import Celda, Tabla
from cronograma.dominio.revision import PorAtender, RevisionDelMes
from cronograma.estados import ClaseDePrueba
from cronograma.models import CierreMensual
from nucleo.texto.formato import CENTRO, MESES_CORTOS, fecha_larga, fecha_media, hora, porcentaje
from personas.dominio.documento import PARA_ARCHIVAR, compilar, membrete


def pdf_del_cronograma(tabla: Tabla) -> bytes:
    """La tabla con sus números y palabras, etiquetada para lectores de pantalla."""
    general = porcentaje(tabla.porcentaje) if tabla.porcentaje is not None else "sin meta"
    return compilar(
        "cronograma.typ",
        {
            "oficina": membrete(),
            "titulo": f"Cronograma {tabla.ejercicio}",
            "nota": "",
            "resumen": f"Avance al {fecha_larga(tabla.corte)}: {general} de lo planeado.",
            "meses": [m.upper() for m in MESES_CORTOS],
            "filas": [
                {
                    "numero": fila.actividad.numero,
                    "nombre": fila.actividad.nombre,
                    "total": f"{fila.hasta_la_meta}/{fila.programado}",
                    "porcentaje": porcentaje(fila.porcentaje) if fila.porcentaje is not None else "–",
                    "celdas": [{"cifra": c.cifra, "palabra": c.palabra, "avance": c.avance.value} for c in fila.celdas],
                }
                for fila in tabla.filas
            ],
        },
    )


def pdf_de_la_rejilla(tabla: Tabla) -> bytes:
    """El plan como está en el papel: una «X» en cada mes programado; si es más de una, su cantidad. Sin avances."""
    hasta = max((c.mes for f in tabla.filas for c in f.celdas if c.programado), default=12)
    return compilar(
        "rejilla.typ",
        {
            "oficina": membrete(),
            "titulo": f"Plan Operativo Anual {tabla.ejercicio} Comunicación Social",
            "meses": [m.upper() for m in MESES_CORTOS[:hasta]],
            "filas": [
                {
                    "numero": str(fila.actividad.numero),
                    "nombre": fila.actividad.nombre,
                    "celdas": [_equis(c.programado) for c in fila.celdas[:hasta]],
                }
                for fila in tabla.filas
                if fila.actividad.retirada_en is None
            ],
            "nota": "X: al menos una en el mes.",
            "firma": "Titular de Comunicación Social",
        },
    )


def _equis(programado: int | None) -> str:
    if programado == 1:
        return "X"
    return str(programado or "")


def pdf_del_cierre(revision: RevisionDelMes, *, ahora: datetime, cierre: CierreMensual | None = None) -> bytes:
    """El mes como se firma, para archivarlo (PDF/A); sin cierre, el borrador de cómo quedaría."""
    general = porcentaje(revision.porcentaje) if revision.porcentaje is not None else "sin meta"
    return compilar(
        "cierre.typ",
        {
            "oficina": membrete(),
            "titulo": f"Cierre de {revision.nombre}",
            "borrador": cierre is None,
            "dia": _dia(ahora),
            "resumen": (
                f"Cumplimiento: {general}. Cuentan hasta la meta {revision.cuenta} de {revision.programado}."
                " Lo que se pasa de una meta no tapa lo que faltó en otra."
            ),
            "filas": [_fila(celda) for celda in revision.celdas],
            "motivos": [_motivo(p) for p in revision.por_atender if p.explicacion],
            "firmas": list(_firmas(cierre, con_segunda=revision.tabla.plan.pide_segunda_firma)),
            "cuantas": revision.cuantas_pruebas,
            "grupos": list(_grupos(revision)),
            "huella": revision.huella,
        },
        normas=PARA_ARCHIVAR,
    )


def _dia(momento: datetime) -> dict[str, int]:
    local = momento.astimezone(CENTRO)
    return {"year": local.year, "month": local.month, "day": local.day}


def _fila(celda: Celda) -> dict[str, object]:
    notas = [celda.fundamento]
    if celda.de_antes:
        notas.append(f"De lo realizado, {celda.de_antes} de un mes que ya estaba cerrado.")
    return {
        "numero": celda.actividad.numero,
        "nombre": celda.actividad.nombre,
        "nota": " ".join(filter(None, notas)),
        "programado": str(celda.programado or "–"),
        "realizado": str(celda.realizado),
        "cuenta": str(celda.hasta_la_meta) if celda.cuenta else "–",
        "palabra": celda.palabra,
    }


def _motivo(atendido: PorAtender) -> dict[str, str]:
    hecha = atendido.explicacion
    assert hecha is not None  # noqa: S101 - quien llama ya dejó fuera lo que no tiene
    return {
        "que": f"{atendido.celda.actividad.nombre_corto}, {atendido.frase}",
        "texto": hecha.texto,
        "quien": f"{hecha.escrita_por}, {fecha_media(hecha.escrita_en)}",
    }


def _firmas(cierre: CierreMensual | None, *, con_segunda: bool) -> Iterator[dict[str, str]]:
    if cierre is None:
        yield {"quien": "Sin firmar", "que": "Titular de Comunicación Social"}
    else:
        cuando = f"Firmó y cerró el {fecha_larga(cierre.firmado_en)}, {hora(cierre.firmado_en)}"
        yield {"quien": str(cierre.firmado_por), "que": cuando}
    if con_segunda:
        yield {"quien": "Revisó", "que": "Contraloría"}


def _grupos(revision: RevisionDelMes) -> Iterator[dict[str, object]]:
    for celda in revision.celdas:
        pruebas = revision.pruebas[celda.actividad.pk]
        if pruebas:
            yield {"nombre": celda.actividad.nombre, "pruebas": _pruebas(pruebas)}


def _pruebas(pruebas: Sequence[Prueba]) -> list[dict[str, str]]:
    return [
        {
            "cuando": fecha_media(p.cuando),
            "titulo": p.titulo + (" (extemporánea)" if p.extemporanea else ""),
            "direccion": p.url,
            "clase": str(ClaseDePrueba(p.clase).label),
            "huella": p.huella,
        }
        for p in pruebas
    ]
