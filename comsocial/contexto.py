"""Lo que el marco de la oficina necesita en cada página: navegación, colores, avisos."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest
from django.urls import reverse

from difusion.models import Freno
from nucleo.permisos import si_puede
from personas import permisos
from personas.models import Oficina


@dataclass(frozen=True)
class Entrada:
    """Un renglón de la navegación."""

    clave: str
    nombre: str
    icono: str
    ruta: str
    capacidad: str = ""
    atajo: str = ""
    activa: bool = False

    @property
    def url(self) -> str:
        return reverse(self.ruta)


NAVEGACION = (
    Entrada("hoy", "Hoy", "house", "hoy", "", "h"),
    Entrada("agenda", "Agenda", "calendar", "cadena:agenda", permisos.VER_AGENDA, "a"),
    Entrada("solicitudes", "Solicitudes", "clipboard-check", "solicitudes:bandeja", permisos.VER_SOLICITUDES, "s"),
    Entrada("pedir", "Pedir", "send", "solicitudes:mandar", permisos.PEDIR),
    Entrada("medios", "Medios", "megaphone", "medios:directorio", permisos.VER_MEDIOS, "m"),
    Entrada("biblioteca", "Biblioteca", "images", "media_library:biblioteca", permisos.VER_BIBLIOTECA),
    Entrada("boletines", "Boletines", "newspaper", "boletines:lista", permisos.VER_BOLETINES, "b"),
    Entrada("redes", "Redes", "share-2", "redes:lista", permisos.VER_SALIDAS),
    Entrada("produccion", "Producción", "video", "produccion:disenos", permisos.VER_PRODUCCION, "d"),
    Entrada("salidas", "Salidas", "send", "difusion:salidas", permisos.VER_SALIDAS),
    Entrada("portal", "Portal", "globe", "portal_oficina:mensajes", permisos.ATENDER_PORTAL, "p"),
    Entrada("cronograma", "Cronograma", "table-2", "cronograma:actual", permisos.VER_CRONOGRAMA, "c"),
    Entrada("tablero", "Tablero", "chart-column", "cadena:tablero", permisos.VER_TABLERO, "t"),
    Entrada("paginas", "Páginas", "globe", "paginas:lista", permisos.VER_PAGINAS, "w"),
    Entrada("ajustes", "Ajustes", "settings", "personas:ajustes"),
)
NUEVO = (
    Entrada("evento", "Evento", "calendar", "agenda:crear", permisos.PROPONER_EVENTO),
    Entrada("boletin", "Boletín", "newspaper", "boletines:crear", permisos.ESCRIBIR_BOLETINES),
    Entrada("diseno", "Diseño", "image", "produccion:nuevo_diseno", permisos.PRODUCIR),
    Entrada("subir", "Subir evidencia", "upload", "media_library:subir", permisos.SUBIR_EVIDENCIA),
    Entrada("medio", "Medio", "megaphone", "medios:crear", permisos.EDITAR_MEDIOS),
)
EN_LA_BARRA = ("hoy", "agenda", "boletines")  # lo de abajo en el teléfono, con «Subir» en medio
SUBIR = Entrada("subir", "Subir", "camera", "media_library:subir", permisos.SUBIR_EVIDENCIA)


def _para(persona: Any, entradas: tuple[Entrada, ...], camino: str = "") -> list[Entrada]:
    visibles = [e for e in entradas if not e.capacidad or persona.puede(e.capacidad)]
    return [replace(e, activa=_activa(e, camino)) for e in visibles]


def _de_la_barra() -> tuple[Entrada, ...]:
    hoy, agenda, boletines = (e for e in NAVEGACION if e.clave in EN_LA_BARRA)
    return (hoy, agenda, SUBIR, boletines)


def _activa(entrada: Entrada, camino: str) -> bool:
    if entrada.clave == "hoy":
        return camino == entrada.url
    return bool(camino) and camino.startswith(entrada.url)


def _url_de_frenar() -> str:
    return f"{reverse('difusion:salidas')}?freno=poner#freno"


def _oficina() -> Oficina:
    """La oficina y, en la misma consulta, por qué está puesto el freno: va en cada página."""
    motivo = Freno.objects.filter(puesto=True).values("motivo")[:1]
    return Oficina.objects.annotate(freno=Subquery(motivo)).filter(pk=1).first() or Oficina(pk=1)


CUENTAS_DE_DEMO = (
    "directora",
    "redactora",
    "fotografo",
    "redes",
    "contraloria",
    "consulta",
    "enlace.obras",
    "enlace.cultura",
)


def _cuentas_de_demo() -> tuple[str, ...]:
    if settings.MODO_DEMO:
        return CUENTAS_DE_DEMO
    return ()


def marco(request: HttpRequest) -> dict[str, Any]:
    """Variables del marco. Para quien no tiene sesión, sólo los colores y la oficina."""
    oficina = _oficina()
    contexto: dict[str, Any] = {"colores": "sistema", "usa_atajos": False, "oficina": oficina}
    persona = getattr(request, "user", None)
    if persona is None or not persona.is_authenticated:
        return contexto | {"cuentas_demo": _cuentas_de_demo()}
    navegacion = _para(persona, NAVEGACION, request.path)
    movil = _para(persona, _de_la_barra(), request.path)
    return contexto | {
        "colores": persona.colores,
        "usa_atajos": persona.usa_atajos,
        "navegacion": navegacion,
        "navegacion_movil": movil,
        "en_mas": any(e.activa for e in navegacion) and not any(e.activa for e in movil),
        "menu_nuevo": _para(persona, NUEVO),
        "motivo_del_freno": getattr(oficina, "freno", None),
        "url_frenar": si_puede(persona, permisos.FRENAR, _url_de_frenar, si_no=""),
        "cuantos_pendientes": None,  # lo ponen «Hoy» y Avisos; en las demás lo pregunta la campana
        "url_avisos": reverse("avisos"),
        "url_campana": reverse("campana"),
        "url_buscar": reverse("buscar"),
        "url_ayuda": reverse("ayuda"),
        "url_perfil": reverse("personas:perfil"),
        "url_colores": reverse("personas:colores"),
        "url_salir": reverse("account_logout"),
        "url_subir": si_puede(persona, permisos.SUBIR_EVIDENCIA, reverse, "media_library:subir", si_no=""),
    }
