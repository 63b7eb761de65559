"""Las fotos de un boletín como se publican: sus direcciones y de qué versión sale cada archivo."""

from dataclasses import dataclass

from media_library.consultas.fechas import dia_de_captura
from media_library.dominio.versiones.publico import derivado_hecho
from media_library.dominio.versiones.recetas import DE_FOTO, GRANDES
from media_library.estados import BaseDeDerechos, Uso
from media_library.models import Evidencia
from media_library.models.receta import ANCHO_GRANDE, ANCHOS, RECORTES, Receta
from nucleo.texto.formato import fecha_larga


@dataclass(frozen=True)
class FotoPublica:
    """Una foto como se publica: direcciones por tamaño dentro de la carpeta al azar del boletín."""

    base: str
    texto_alternativo: str
    pie: str
    credito: str
    ancho: int
    alto: int
    fecha: str
    derechos: str
    archivos: frozenset[str] = frozenset()  # los que se hacen después y ya están; en las listas no se miran

    @property
    def srcset(self) -> str:
        anchos = (*ANCHOS, ANCHO_GRANDE) if self.tiene(f"w{ANCHO_GRANDE}.webp") else ANCHOS
        return ", ".join(f"{self.base}-w{a}.webp {a}w" for a in anchos)

    @property
    def src(self) -> str:
        return f"{self.base}-w800.jpg"

    @property
    def grande(self) -> str:
        """La de mayor tamaño que hay."""
        return f"{self.base}-w{ANCHO_GRANDE if self.tiene(f'w{ANCHO_GRANDE}.jpg') else ANCHOS[-1]}.jpg"

    def tiene(self, cual: str) -> bool:
        return f"{self.base.rpartition('/')[2]}-{cual}" in self.archivos

    def recorte(self, cual: str) -> str:
        """Su dirección; si aún no se hace, la foto entera."""
        return f"{self.base}-{cual}.jpg" if self.tiene(f"{cual}.jpg") else self.grande


def foto_publica(base: str, evidencia: Evidencia, archivos: frozenset[str] = frozenset()) -> FotoPublica:
    """Esa evidencia como foto de una página, con sus archivos en `base`."""
    return FotoPublica(
        base,
        evidencia.texto_alternativo,
        evidencia.pie,
        evidencia.credito,
        evidencia.original.ancho or 3,
        evidencia.original.alto or 2,
        dia_de_captura(evidencia),
        _derechos(evidencia),
        archivos,
    )


def _derechos(evidencia: Evidencia) -> str:
    """De quién es la obra y hasta cuándo se puede usar, para quien la publica; el contrato no se dice."""
    dichos = []
    if evidencia.base_de_derechos:
        dichos.append(evidencia.get_base_de_derechos_display())
    if evidencia.base_de_derechos == BaseDeDerechos.LIBRE and evidencia.licencia:
        dichos.append(evidencia.licencia)
    if evidencia.uso == Uso.PERMITIDO and evidencia.fecha_uso_fin:
        dichos.append(f"se puede usar hasta el {fecha_larga(evidencia.fecha_uso_fin)}")
    return "; ".join(dichos)


def versiones_de(lugar: int, evidencia: Evidencia, *, es_principal: bool) -> dict[str, Receta]:
    """El nombre público de cada versión con que se publica y su receta; la principal lleva sus recortes.

    Las indispensables van siempre, y si faltan detienen la escritura; las que se hacen después, sólo si ya están.
    """
    siempre = {f"foto-{lugar}-{receta}": receta for receta in DE_FOTO}
    despues = {f"foto-{lugar}-{receta}": receta for receta in GRANDES}
    if es_principal:
        for recorte in RECORTES.values():
            if recorte.en_el_portal:
                receta = Receta.de_recorte(recorte.nombre, evidencia.foco)
                despues[f"foto-{lugar}-{recorte.en_el_portal}.{receta.extension}"] = receta
    return siempre | {n: r for n, r in despues.items() if derivado_hecho(evidencia, evidencia.receta_publica(r))}
