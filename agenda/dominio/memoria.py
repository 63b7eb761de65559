"""La memoria fotográfica de un evento y su hoja de contactos: lo que se imprime y se archiva."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from agenda.models import Evento
from media_library.consultas.biblioteca import con_derivado, del_evento
from media_library.dominio.derivados import archivos_locales
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.formato import fecha_larga, hora, numero
from personas.dominio.documento import compilar, membrete

MAXIMO = 80  # 40 hojas; más ya no es una memoria
DE_PAGINA, DE_MEMORIA, DE_CONTACTOS = "w800.webp", "w800.jpg", "w320.jpg"


@dataclass(frozen=True)
class Memoria:
    """Las fotos de un evento que entran en su memoria, en el orden en que se tomaron, y las que no."""

    evento: Evento
    fotos: list[Evidencia]
    listas: set[int]  # los originales cuya versión de pantalla ya está hecha
    sin_describir: int
    sobran: int

    @property
    def aviso(self) -> str:
        """Por qué faltan fotos, o nada."""
        partes = []
        if self.sin_describir:
            partes.append(f"{numero(self.sin_describir)} sin pie de foto no aparece{'n' * (self.sin_describir > 1)}")
        if self.sobran:
            partes.append(f"sólo caben las primeras {MAXIMO}")
        return "; ".join(partes)


def memoria_de(evento: Evento) -> Memoria:
    """Las fotos con pie de un evento; si ninguna lo tiene, todas. Hasta 80."""
    lista = list(del_evento(evento.ref).de_clase(Clase.FOTO).order_by("capturada_en", "pk"))
    descritas = [f for f in lista if f.pie] or lista
    fotos = descritas[:MAXIMO]
    listas = con_derivado((f.original_id for f in fotos), DE_PAGINA)
    return Memoria(evento, fotos, listas, len(lista) - len(descritas), len(descritas) - len(fotos))


def pdf_de_memoria(memoria: Memoria) -> bytes:
    """La memoria en PDF/UA: portada con los datos del evento y dos fotos por hoja, con pie y crédito.

    La foto cuya versión ligera no está lista se omite, y el documento lo dice.
    """
    return _pdf("memoria.typ", memoria.evento, memoria.fotos, DE_MEMORIA, aviso=memoria.aviso)


def pdf_de_contactos(evento: Evento) -> bytes:
    """La hoja de contactos: todas las fotos del evento, chicas y numeradas, para escoger en papel."""
    fotos = del_evento(evento.ref).de_clase(Clase.FOTO).order_by("capturada_en", "pk")
    return _pdf("contactos.typ", evento, fotos, DE_CONTACTOS, aviso="")


def _pdf(plantilla: str, evento: Evento, fotos: Iterable[Evidencia], receta: str, *, aviso: str) -> bytes:
    lista = list(fotos)
    with archivos_locales((f.original_id for f in lista), receta) as archivos:
        puestas = [_foto(n, f, archivos[f.original_id]) for n, f in enumerate(lista, 1) if f.original_id in archivos]
        if pendientes := len(lista) - len(puestas):
            aviso = "; ".join(filter(None, [aviso, f"{pendientes} todavía se procesan y no aparecen"]))
        datos = {
            "oficina": membrete(),
            "titulo": evento.titulo,
            "cuando": f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} a {hora(evento.fin)} h",
            "lugar": evento.lugar,
            "dependencia": evento.dependencia.nombre,
            "preside": evento.preside,
            "objetivo": evento.objetivo,
            "aviso": aviso,
            "fotos": puestas,
        }
        return compilar(plantilla, datos)


def _foto(orden: int, foto: Evidencia, archivo: Path) -> dict:
    return {
        "archivo": str(archivo.resolve()),
        "numero": orden,
        "nombre": foto.nombre_de_archivo,
        "pie": foto.pie,
        "credito": foto.credito,
        "alternativo": foto.texto_alternativo or foto.pie or foto.nombre_de_archivo,
        "hora": f"{hora(foto.capturada_en)} h",
    }
