"""El acta de una baja documental, en PDF con membrete."""

from media_library.models import BajaDocumental
from nucleo.texto.formato import fecha_larga, hora
from personas.dominio.documento import compilar, membrete


def pdf_del_acta(baja: BajaDocumental) -> bytes:
    """La misma acta da el mismo PDF: sale de lo que se guardó el día de la baja."""
    return compilar(
        "acta_baja.typ",
        {
            "oficina": membrete(),
            "titulo": f"Acta de baja documental {baja.pk}",
            "dictamen": baja.dictamen,
            "serie": baja.serie,
            "motivo": baja.motivo,
            "cuando": f"{fecha_larga(baja.hecha_en)}, {hora(baja.hecha_en)} h",
            "quien": str(baja.hecha_por),
            "megas": f"{baja.octetos / 1024**2:.1f}",
            "relacion": baja.relacion,
        },
    )
