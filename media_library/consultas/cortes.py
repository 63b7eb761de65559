"""Los cortes de una grabación con el estado de su archivo."""

from dataclasses import dataclass

from media_library.estados import EstadoDerivado
from media_library.models import Corte, Derivado, Evidencia


@dataclass(frozen=True)
class CorteConArchivo:
    """Un corte en la lista y cómo va su archivo."""

    corte: Corte
    derivado: Derivado | None

    @property
    def esta_listo(self) -> bool:
        return self.derivado is not None and self.derivado.estado == EstadoDerivado.HECHO

    @property
    def fallo(self) -> bool:
        return self.derivado is not None and self.derivado.estado == EstadoDerivado.FALLIDO


def cortes_de(evidencia: Evidencia) -> list[CorteConArchivo]:
    """Los cortes vivos, en el orden en que se oyen. Dos consultas."""
    cortes = list(evidencia.cortes.vivos().select_related("evidencia__original", "creado_por"))
    recetas = [c.receta for c in cortes]
    suyos = Derivado.objects.filter(original=evidencia.original_id, receta__in=recetas)
    archivos = {d.receta: d for d in suyos}
    return [CorteConArchivo(c, archivos.get(r)) for c, r in zip(cortes, recetas, strict=True)]


def con_su_archivo(corte: Corte) -> Derivado | None:
    """El archivo ya hecho de un corte, si lo hay."""
    return Derivado.objects.filter(
        original=corte.evidencia.original_id, receta=corte.receta, estado=EstadoDerivado.HECHO
    ).first()
