"""La memoria fotográfica de un evento y su hoja de contactos: lo que se imprime y se archiva."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agenda.models import Evento
from media_library.consultas.biblioteca import del_evento, versiones_publicas
from media_library.consultas.fechas import hora_de_captura
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.versiones.publico import archivos_publicos
from media_library.estados import Clase
from media_library.models import Evidencia
from media_library.models.receta import FOTO_MEDIANA, Receta
from nucleo.texto.formato import fecha_larga, hora, numero
from personas.dominio.documento import compilar, membrete
from personas.models import Persona

MAXIMO = 80  # 40 hojas; más ya no es una memoria
DE_PAGINA = Receta.de_ancho(800)
DE_CONTACTOS = Receta.de_ancho(320, "jpg")


@dataclass(frozen=True)
class Memoria:
    """Las fotos de un evento que entran en su memoria, en el orden en que se tomaron, y las que no."""

    evento: Evento
    fotos: list[Evidencia]
    listas: set[int]  # las evidencias cuya versión pública ya está hecha
    sin_describir: int
    sobran: int
    impedidas: int

    @property
    def aviso(self) -> str:
        """Por qué faltan fotos, o nada."""
        partes = []
        if self.sin_describir:
            partes.append(f"{numero(self.sin_describir)} sin pie de foto no aparece{'n' * (self.sin_describir > 1)}")
        if self.sobran:
            partes.append(f"sólo caben las primeras {MAXIMO}")
        partes.extend(_aviso_de_impedidas(self.impedidas))
        return "; ".join(partes)


def _aviso_de_impedidas(cuantas: int) -> list[str]:
    """La cuenta de lo que se quedó fuera por derechos, sin decir cuáles son."""
    if not cuantas:
        return []
    plural = "n" * (cuantas > 1)
    return [f"{numero(cuantas)} no puede{plural} salir por derechos o protección de menores y no aparece{plural}"]


def _que_pueden_salir(evento: Evento, por: Persona, ahora: datetime) -> tuple[list[Evidencia], int]:
    """Las fotos de un evento que `por` ve y hoy pueden publicarse, en el orden en que se tomaron, y cuántas no."""
    fotos = del_evento(evento, por).de_clase(Clase.FOTO).prefetch_related("consentimientos")
    lista = list(fotos.order_by("capturada_en", "pk"))
    libres = [f for f in lista if not impedimentos_para_publicar(f, ahora)]
    return libres, len(lista) - len(libres)


def memoria_de(evento: Evento, *, por: Persona, ahora: datetime) -> Memoria:
    """Las fotos con pie de un evento; si ninguna lo tiene, todas. Hasta 80.

    Deja fuera, y cuenta, las que no pueden publicarse por derechos o por quienes aparecen.
    """
    lista, impedidas = _que_pueden_salir(evento, por, ahora)
    descritas = [f for f in lista if f.pie] or lista
    fotos = descritas[:MAXIMO]
    listas = set(versiones_publicas(fotos, DE_PAGINA))
    return Memoria(evento, fotos, listas, len(lista) - len(descritas), len(descritas) - len(fotos), impedidas)


def pdf_de_memoria(memoria: Memoria) -> bytes:
    """La memoria en PDF/UA: portada con los datos del evento y dos fotos por hoja, con pie y crédito.

    La foto cuya versión ligera no está lista se omite, y el documento lo dice.
    """
    return _pdf("memoria.typ", memoria.evento, memoria.fotos, FOTO_MEDIANA, aviso=memoria.aviso)


def pdf_de_contactos(evento: Evento, *, por: Persona, ahora: datetime) -> bytes:
    """La hoja de contactos: las fotos del evento que pueden salir, chicas y numeradas, para escoger en papel.

    El papel circula: lo que no puede publicarse se omite y se cuenta; lo difuminado va difuminado.
    """
    fotos, impedidas = _que_pueden_salir(evento, por, ahora)
    return _pdf("contactos.typ", evento, fotos, DE_CONTACTOS, aviso="; ".join(_aviso_de_impedidas(impedidas)))


def _pdf(plantilla: str, evento: Evento, fotos: Iterable[Evidencia], receta: Receta, *, aviso: str) -> bytes:
    lista = list(fotos)
    with archivos_publicos(lista, receta) as archivos:
        puestas = [_foto(n, f, archivos[f.pk]) for n, f in enumerate(lista, 1) if f.pk in archivos]
        if pendientes := len(lista) - len(puestas):
            aviso = "; ".join(filter(None, [aviso, f"{pendientes} todavía se procesan y no aparecen"]))
        datos = {
            "oficina": membrete(),
            "titulo": evento.titulo,
            "cuando": f"{fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} a {hora(evento.fin)} h",
            "lugar": evento.donde(),
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
        "hora": hora_de_captura(foto),
    }
