"""Los bytes que salen al público: un derivado ya recodificado, sin GPS, con crédito y pie en XMP (UTF-8)."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from media_library.clientes import almacen
from media_library.consultas.biblioteca import versiones_publicas
from media_library.dominio.originales import xmp
from media_library.estados import EstadoDerivado
from media_library.models import Corte, Derivado, Evidencia
from media_library.models.receta import Receta
from nucleo.dominio.impedimentos import NoSePuede


class DerivadoPendiente(NoSePuede):
    """El derivado todavía no está hecho, o no se pudo hacer."""


@dataclass(frozen=True)
class Publico:
    """Un archivo público que se entrega por trozos: lo nuestro, lo guardado desde un lugar, y lo nuestro al final."""

    cabeza: bytes
    guardado: str = ""
    desde: int = 0
    final: bytes = b""
    octetos: int = 0

    def trozos(self, inicio: int = 0, fin: int | None = None) -> Iterator[bytes]:
        """Sus octetos en orden, o los de `inicio` a `fin` sin contar éste; un video nunca está entero en la memoria."""
        if fin is None:
            fin = self.octetos
        antes, medio = len(self.cabeza), self.octetos - len(self.cabeza) - len(self.final)
        if pedazo := self.cabeza[inicio:fin]:
            yield pedazo
        if self.guardado:
            yield from self._guardados(max(0, inicio - antes), min(medio, fin - antes))
        if pedazo := self.final[max(0, inicio - antes - medio) : max(0, fin - antes - medio)]:
            yield pedazo

    def _guardados(self, inicio: int, fin: int) -> Iterator[bytes]:
        if inicio >= fin:
            return
        with almacen.abrir(almacen.derivados(), self.guardado) as archivo:
            archivo.seek(self.desde + inicio)
            falta = fin - inicio
            while falta and (trozo := archivo.read(min(almacen.TROZO, falta))):
                falta -= len(trozo)
                yield trozo


def publico_de(evidencia: Evidencia, receta: Receta, *, titulo: str = "") -> Publico:
    """Un derivado listo para publicarse. Rechaza con `DerivadoPendiente` si aún no está hecho.

    Parte del derivado, que ya es una recodificación sin datos de la cámara: nunca del original. Si se decidió
    difuminar, sólo de la versión difuminada.
    """
    derivado = derivado_hecho(evidencia, evidencia.receta_publica(receta))
    if derivado is None:
        raise DerivadoPendiente(f"«{evidencia}» todavía se está procesando; espera unos segundos.")
    try:
        return _con_xmp(evidencia, derivado.archivo, receta, titulo or _titulo_del_corte(receta))
    except FileNotFoundError:
        raise DerivadoPendiente(f"Falta la versión ligera de «{evidencia}»; usa Reintentar en la biblioteca.") from None


def _titulo_del_corte(receta: Receta) -> str:
    """Un corte se llama como él, no como la grabación de la que sale."""
    if receta.corte is None:
        return ""
    return Corte.objects.filter(pk=receta.corte).values_list("titulo", flat=True).first() or ""


def _con_xmp(evidencia: Evidencia, guardado: str, receta: Receta, titulo: str) -> Publico:
    bloque, extension = xmp.bloque_xmp(evidencia, titulo), receta.extension
    with almacen.abrir(almacen.derivados(), guardado) as archivo:
        pesa = almacen.pesa(almacen.derivados(), guardado) or 0
        if extension == "mp4":
            final = xmp.caja_mp4(bloque)
            return Publico(b"", guardado, final=final, octetos=pesa + len(final))
        if extension == "mp3":
            anterior = archivo.read(xmp.CABEZA_ID3)
            traia = xmp.largo_id3(anterior)
            if traia:
                anterior += archivo.read(traia - len(anterior))
            else:
                anterior = b""
            nueva = xmp.id3(anterior, bloque, titulo=titulo or evidencia.titulo, credito=evidencia.credito)
            return Publico(nueva, guardado, desde=traia, octetos=len(nueva) + pesa - traia)
        datos = archivo.read()
    if extension == "jpg":
        datos = xmp.en_jpeg(datos, bloque)
    elif extension == "webp":
        datos = xmp.en_webp(datos, bloque)
    return Publico(datos, octetos=len(datos))


def bytes_publicos(evidencia: Evidencia, receta: Receta, *, titulo: str = "") -> bytes:
    """Lo mismo que `publico_de`, entero."""
    return b"".join(publico_de(evidencia, receta, titulo=titulo).trozos())


def derivado_hecho(evidencia: Evidencia, receta: Receta) -> Derivado | None:
    """El derivado ya hecho, o nada. Con `original__derivados` leídos de antemano no pregunta a la base."""
    todos = evidencia.original.derivados.all()
    return next((d for d in todos if d.receta == receta and d.estado == EstadoDerivado.HECHO), None)


@contextmanager
def archivos_publicos(evidencias: Iterable[Evidencia], receta: Receta) -> Iterator[dict[int, Path]]:
    """Por evidencia, el archivo de su versión pública ya hecha, para un programa que pide rutas. Una consulta.

    De lo que se decidió difuminar, sólo la versión difuminada: si aún no está, no aparece.
    """
    with ExitStack() as pila:
        rutas = {}
        for pk, derivado in versiones_publicas(evidencias, receta).items():
            with suppress(FileNotFoundError):
                rutas[pk] = pila.enter_context(almacen.en_disco(almacen.derivados(), derivado.archivo))
        yield {pk: ruta for pk, ruta in rutas.items() if ruta.is_file()}
