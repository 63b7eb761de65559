"""Cómo se dice cada clase de prueba: su fecha, su nombre, su miniatura y la página que se abre."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.urls import reverse

from agenda.models import Evento
from boletines.models import Boletin, FotoDeBoletin
from cronograma.estados import ClaseDePrueba
from cronograma.models import EvidenciaManual
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from media_library.consultas.fechas import aviso_de_fecha
from media_library.dominio.derechos.reserva import ocultas_para
from media_library.estados import Clase
from media_library.models import Corte, Evidencia
from nucleo.referencias import etiqueta_de, llave_de
from nucleo.texto.formato import CENTRO, fecha_larga
from paginas.models import Actualizacion, Solicitud
from personas.models import Persona
from produccion.models import Diseno, Reunion, VersionDeLaminas
from redes.models import Publicacion


@dataclass(frozen=True)
class Prueba:
    """Una cosa real que cuenta para una celda."""

    clase: str
    cosa: int
    cuando: datetime
    titulo: str
    detalle: str
    url: str
    foto: int | None = None  # la evidencia de su miniatura, si la tiene y la persona puede verla
    cantidad: int = 1
    extemporanea: bool = False
    huella: str = ""  # de su archivo o su texto, si lo guarda


@dataclass(frozen=True)
class _ALaMano:
    """Lo que se trae de una vez para todas las pruebas de una página: fotos y qué boletines son públicos."""

    de_boletines: dict[int, int] = field(default_factory=dict)
    de_eventos: dict[int, int] = field(default_factory=dict)
    boletines: dict[int, Boletin] = field(default_factory=dict)
    publicos: set[int] = field(default_factory=set)
    laminas: dict[int, str] = field(default_factory=dict)  # por reunión, la huella de lo primero que se entregó


def pruebas_de(cosas: Sequence[Any], *, persona: Persona, ahora: datetime, extemporaneas: bool = False) -> list[Prueba]:
    """Cada cosa como prueba. Cuesta lo mismo con una que con cincuenta."""
    con = _a_la_mano(cosas, persona, ahora)
    return [replace(COMO_SE_DICE[type(cosa)](cosa, con), extemporanea=extemporaneas) for cosa in cosas]


def _a_la_mano(cosas: Sequence[Any], persona: Persona, ahora: datetime) -> _ALaMano:
    escritos = {
        llave_de(c.objeto) for c in cosas if isinstance(c, Envio) and etiqueta_de(c.objeto) == "boletines.boletin"
    }
    propios = {c.pk for c in cosas if isinstance(c, Boletin)}
    eventos = [c.pk for c in cosas if isinstance(c, Evento)]
    reuniones = [c.pk for c in cosas if isinstance(c, Reunion)]
    de_boletines = _primera_de_cada_boletin(escritos | propios)
    de_eventos = _primera_de_cada_evento(eventos)
    ocultas = _ocultas([*de_boletines.values(), *de_eventos.values()], persona, ahora)
    ligeros = Boletin.objects.defer("cuerpo", "busqueda", "vector")
    return _ALaMano(
        de_boletines={pk: foto for pk, foto in de_boletines.items() if foto not in ocultas},
        de_eventos={pk: foto for pk, foto in de_eventos.items() if foto not in ocultas},
        boletines=ligeros.in_bulk(escritos) if escritos else {},
        laminas=_primera_entrega(reuniones) if reuniones else {},
        publicos=set(Boletin.objects.publicos(ahora).filter(pk__in=escritos).values_list("pk", flat=True)),
    )


def _primera_de_cada_boletin(boletines: Iterable[int]) -> dict[int, int]:
    fotos = FotoDeBoletin.objects.filter(boletin__in=boletines).order_by("boletin_id", "orden", "pk")
    return dict(fotos.distinct("boletin_id").values_list("boletin_id", "evidencia_id"))


def _primera_de_cada_evento(eventos: Iterable[int]) -> dict[int, int]:
    fotos = Evidencia.objects.vivas().de_clase(Clase.FOTO).filter(evento__in=eventos)
    return dict(fotos.order_by("evento_id", "capturada_en", "pk").distinct("evento_id").values_list("evento_id", "pk"))


def _primera_entrega(reuniones: Iterable[int]) -> dict[int, str]:
    entregadas = VersionDeLaminas.objects.filter(reunion__in=reuniones, entregas__isnull=False)
    primeras = entregadas.order_by("reunion_id", "entregas__entregada_en", "entregas__pk").distinct("reunion_id")
    return dict(primeras.values_list("reunion_id", "huella"))


def _ocultas(fotos: Iterable[int], persona: Persona, ahora: datetime) -> set[int]:
    return ocultas_para(persona, [Evidencia(pk=pk) for pk in fotos], ahora=ahora)


def _boletin(cosa: Any, con: _ALaMano) -> Prueba:
    url, foto = reverse("boletines:ver", args=[cosa.pk]), con.de_boletines.get(cosa.pk)
    titulo, huella = f"{cosa.folio} {cosa.titulo}", cosa.huella_aprobada
    return Prueba(ClaseDePrueba.BOLETIN, cosa.pk, cosa.salio_en, titulo, "Boletín", url, foto, huella=huella)


def _evento(cosa: Any, con: _ALaMano) -> Prueba:
    url, foto = reverse("cadena:evento", args=[cosa.pk]), con.de_eventos.get(cosa.pk)
    detalle = f"{cosa.descritas} fotos descritas"
    return Prueba(ClaseDePrueba.EVENTO, cosa.pk, cosa.inicio, cosa.titulo, detalle, url, foto)


def _publicacion(cosa: Any, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    red = cosa.get_red_display()
    return Prueba(ClaseDePrueba.PUBLICACION, cosa.pk, cosa.publicada_en, cosa.titulo, red, cosa.enlace)


def _corte(cosa: Any, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    url, detalle = reverse("boletines:ver", args=[cosa.salio_con]), "Video o audio, la primera vez que salió"
    return Prueba(ClaseDePrueba.CORTE, cosa.pk, cosa.salio_en, cosa.titulo, detalle, url)


def _cambio(cosa: Actualizacion, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    url, titulo = reverse("paginas:ver", args=[cosa.pagina_id]), f"{cosa.pagina}: {cosa.nota}"
    return Prueba(ClaseDePrueba.CAMBIO, cosa.pk, cosa.hecha_en, titulo, f"La hizo {cosa.hecha_por}", url)


def _solicitud(cosa: Any, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    url, detalle = reverse("paginas:ver", args=[cosa.pagina_id]), f"Solicitud {cosa.pk}, {cosa.pagina}"
    return Prueba(ClaseDePrueba.SOLICITUD, cosa.pk, cosa.verificada_en, str(cosa), detalle, url)


def _reunion(cosa: Any, con: _ALaMano) -> Prueba:
    """Abre la reunión, con sus láminas y a quién se entregaron."""
    url, para = reverse("produccion:reunion", args=[cosa.pk]), cosa.quienes or cosa.dependencia
    detalle, huella = f"Para {para}, reunión del {fecha_larga(cosa.fecha)}", con.laminas.get(cosa.pk, "")
    return Prueba(ClaseDePrueba.REUNION, cosa.pk, cosa.entregada_en, cosa.tema, detalle, url, huella=huella)


def _diseno(cosa: Any, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    """Abre el diseño, con su aprobación, su orden y sus fotos."""
    url, detalle = reverse("produccion:diseno", args=[cosa.pk]), f"{cosa.get_uso_display()}, para {cosa.dependencia}"
    titulo = f"{cosa.get_plantilla_display()}: {cosa.titulo}"
    return Prueba(ClaseDePrueba.DISENO, cosa.pk, cosa.usado_en, titulo, detalle, url, huella=cosa.huella_aprobada)


def _a_mano(cosa: EvidenciaManual, con: _ALaMano) -> Prueba:  # noqa: ARG001 - la forma de todas
    """Abre su archivo o su enlace, con el motivo y quién la agregó a la vista."""
    url, huella, aviso = cosa.enlace, "", _lo_del_enlace(cosa)
    if cosa.archivo:
        url, huella = reverse("media_library:ver", args=[cosa.archivo_id]), cosa.archivo.original.huella
        aviso = aviso_de_fecha(cosa.archivo)
    cuando = datetime.combine(cosa.fecha, time(12), tzinfo=CENTRO)
    detalle = " · ".join(filter(None, [f"La agregó {cosa.agregada_por}: «{cosa.motivo}»", aviso]))
    return Prueba(
        ClaseDePrueba.A_MANO, cosa.pk, cuando, cosa.titulo, detalle, url, cantidad=cosa.cantidad, huella=huella
    )


def _lo_del_enlace(cosa: EvidenciaManual) -> str:
    """Qué se halló al abrir lo que pegó; si no abrió, por qué: quien revisa lo ve antes de firmar."""
    if cosa.enlace_visto_en is None:
        return ""
    if cosa.enlace_abrio:
        return f"El enlace abre «{cosa.enlace_dice}»"
    return f"El enlace no abrió: {cosa.enlace_dice}"


def _del_portal(envio: Envio, con: _ALaMano) -> Prueba:
    """La página como quedó ese día, junto a como estaba; el artículo que ya no está en el portal lleva a su boletín."""
    cuando = envio.creado_en
    if envio.motivo == MotivoDeEnvio.PAGINAS:
        quien, url = f"La escribió {envio.creado_por}", envio.carga.get("ruta", "/")
        return Prueba(ClaseDePrueba.PAGINA, envio.pk, cuando, envio.asunto, quien, url)
    boletin = con.boletines[llave_de(envio.objeto)]
    url = reverse("boletines:ver", args=[boletin.pk])
    if boletin.pk in con.publicos:
        url = boletin.ruta_publica
    titulo = f"{boletin.folio} {boletin.titulo}".strip()
    foto = con.de_boletines.get(boletin.pk)
    return Prueba(ClaseDePrueba.ARTICULO, envio.pk, cuando, titulo, "Escrito en el portal", url, foto)


COMO_SE_DICE: Mapping[type, Callable[[Any, _ALaMano], Prueba]] = {
    Boletin: _boletin,
    Evento: _evento,
    Publicacion: _publicacion,
    Corte: _corte,
    Actualizacion: _cambio,
    Solicitud: _solicitud,
    Reunion: _reunion,
    Diseno: _diseno,
    EvidenciaManual: _a_mano,
    Envio: _del_portal,
}
