"""Un boletín como lo enseña una edición: lo leen todos los que pintan, y cada cosa se calcula una sola vez."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from boletines.dominio.despues.derechos import cortes_que_salen, fotos_que_salen
from boletines.models import Boletin, Correccion, FotoDeBoletin
from media_library.dominio.versiones.publico import derivado_hecho
from media_library.models import Evidencia
from media_library.models.receta import Receta
from portal.consultas.edicion import Edicion
from portal.consultas.relacionados import relacionados
from portal.dominio.ejemplar import documentos
from portal.dominio.ejemplar.cortes import CortePublico, corte_publico, nombre_de
from portal.dominio.ejemplar.fotos import FotoPublica, foto_publica, versiones_de


class QuienRelaciona(Protocol):
    """De dónde salen los relacionados: uno por uno de la base, o de la sucesión leída al rehacer todo."""

    def __call__(self, boletin: Boletin) -> list[Boletin]:
        """Los anteriores de su tema."""


@dataclass(frozen=True, eq=False)
class Ejemplar:
    """La copia de un boletín en una edición, sin las fotos ni los cortes que en este momento no pueden verse."""

    boletin: Boletin
    edicion: Edicion
    relaciona: QuienRelaciona | None = None
    es_previa: bool = False  # aún no tiene dirección: sus fotos se sirven desde la oficina y no ofrece descargas

    @classmethod
    def de(cls, boletin: Boletin, edicion: Edicion) -> "Ejemplar":
        """El de esa edición: mientras viva, es siempre el mismo."""
        return edicion.una_vez(("ejemplar", boletin.pk), lambda: cls(boletin, edicion))

    @classmethod
    def para_escribir(
        cls, boletin: Boletin, edicion: Edicion, *, relaciona: QuienRelaciona | None = None
    ) -> "Ejemplar":
        """El de un boletín leído con todo lo suyo: desde aquí es el que leen su página y todas las listas."""
        nuevo = edicion.leido["ejemplar", boletin.pk] = cls(boletin, edicion, relaciona)
        return nuevo

    @property
    def carpeta(self) -> str:
        """Donde van sus fotos y sus cortes, de nombre al azar."""
        if self.es_previa:
            return f"/oficina/portal/previa/{self.boletin.pk}"
        return self.boletin.carpeta_de_medios

    @cached_property
    def cuerpo_html(self) -> str:
        """Su texto, que llevan su página y todos sus canales."""
        return self.boletin.cuerpo_html

    @cached_property
    def descripcion(self) -> str:
        return self.boletin.descripcion

    @cached_property
    def salen(self) -> list[tuple[int, FotoDeBoletin]]:
        """Las fotos que pueden verse y el lugar de cada una."""
        return fotos_que_salen(self.boletin, self.edicion.ahora)

    @cached_property
    def _versiones_de_fotos(self) -> list[tuple[int, Evidencia, dict[str, Receta]]]:
        if self.es_previa:
            return [(lugar, foto.evidencia, {}) for lugar, foto in self.salen]
        return [
            (lugar, foto.evidencia, versiones_de(lugar, foto.evidencia, es_principal=orden == 0))
            for orden, (lugar, foto) in enumerate(self.salen)
        ]

    @cached_property
    def fotos(self) -> list[FotoPublica]:
        """Las que lleva su página, cada una con los tamaños y recortes que ya están hechos."""
        return [
            foto_publica(f"{self.carpeta}/foto-{lugar}", evidencia, frozenset(versiones))
            for lugar, evidencia, versiones in self._versiones_de_fotos
        ]

    def medidas_de(self, ruta: str) -> tuple[int, int] | None:
        """El ancho y el alto que de veras tiene uno de sus archivos de foto; nada si no es de los que se publican."""
        for _, evidencia, versiones in self._versiones_de_fotos:
            receta = versiones.get(ruta.rpartition("/")[2])
            hecho = receta and derivado_hecho(evidencia, evidencia.receta_publica(receta))
            if hecho and hecho.ancho and hecho.alto:
                return hecho.ancho, hecho.alto
        return None

    @cached_property
    def en_lista(self) -> FotoPublica | None:
        """La que lo acompaña en una lista, en las medidas que siempre están."""
        if not self.salen:
            return None
        lugar, foto = self.salen[0]
        return foto_publica(f"{self.carpeta}/foto-{lugar}", foto.evidencia)

    @cached_property
    def cortes(self) -> list[CortePublico]:
        """Los cortes que pueden oírse o verse, en su orden."""
        if self.es_previa:
            return []
        salen = cortes_que_salen(self.boletin, self.edicion.ahora)
        return [corte_publico(f"{self.carpeta}/corte-{lugar}", elegido.corte) for lugar, elegido in salen]

    @cached_property
    def archivos(self) -> list[tuple[str, Evidencia, Receta]]:
        """Cada archivo con que se publican sus fotos y sus cortes: nombre público, evidencia y receta."""
        de_fotos = [(n, evidencia, r) for _, evidencia, suyas in self._versiones_de_fotos for n, r in suyas.items()]
        de_cortes = [(n, c.corte.evidencia, r) for c in self.cortes for n, r in c.versiones.items()]
        return [*de_fotos, *de_cortes]

    @cached_property
    def subtitulos(self) -> dict[str, str]:
        """Los archivos de subtítulos (WebVTT) de sus videos, por su nombre público."""
        return {nombre_de(corte.subtitulos): corte.vtt for corte in self.cortes if corte.subtitulos}

    @cached_property
    def correcciones(self) -> list[Correccion]:
        """Las publicadas, de la última a la primera."""
        return list(self.boletin.correcciones.all())

    @property
    def actualizado_en(self) -> datetime:
        """Cuándo cambió por última vez lo que se ve; de una vista previa, cuándo se publicaría."""
        return getattr(self.boletin, "actualizado_en", None) or self.boletin.emitido_en

    @cached_property
    def relacionados(self) -> list[Boletin]:
        """Los anteriores de su tema."""
        if self.relaciona:
            return self.relaciona(self.boletin)
        return relacionados(self.boletin, self.edicion)

    @cached_property
    def ruta_de_la_tarjeta(self) -> str:
        """Dónde va su tarjeta; vacía si lleva una foto que puede verse: entonces se comparte con ella."""
        if self.salen:
            return ""
        return documentos.ruta_de_la_tarjeta(self.boletin, self.edicion)

    @cached_property
    def ruta_del_word(self) -> str:
        return documentos.ruta_del_word(self.boletin, [foto for _, foto in self.salen], self.edicion)

    @cached_property
    def ruta_del_pdf(self) -> str:
        return documentos.ruta_del_pdf(self.boletin, [foto for _, foto in self.salen], self.edicion)

    @property
    def tarjeta(self) -> str:
        """La dirección de su tarjeta, si ya se hizo."""
        return self._si_esta(self.ruta_de_la_tarjeta)

    @property
    def word(self) -> str:
        """La dirección de su Word, si ya se hizo el de lo que hoy dice."""
        return self._si_esta(self.ruta_del_word)

    @property
    def pdf(self) -> str:
        """La dirección de su PDF, si ya se hizo el de lo que hoy dice."""
        if self.es_previa or not self._si_esta(self.ruta_del_pdf):
            return ""
        return f"{self.boletin.ruta_publica}boletin.pdf"

    def _si_esta(self, ruta: str) -> str:
        if ruta and (self.edicion.raiz / ruta.lstrip("/")).is_file():
            return ruta
        return ""

    def documentos_por_hacer(self) -> list[str]:
        """Las rutas de la tarjeta, el PDF y el Word que aún no se hacen."""
        rutas = (self.ruta_de_la_tarjeta, self.ruta_del_pdf, self.ruta_del_word)
        return [ruta for ruta in rutas if ruta and not self._si_esta(ruta)]
