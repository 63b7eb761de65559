"""Las páginas institucionales, de prensa, de datos y el mapa."""

from datetime import datetime, timedelta
from typing import Any

from personas.estados import Tema
from portal.consultas.actualidad import agenda_proxima
from portal.consultas.boletines import correcciones, recientes, retirados
from portal.consultas.edicion import Edicion
from portal.consultas.identidad import oficina_cambiada_en
from portal.consultas.meses import ejercicios
from portal.consultas.series import Comunidades, Dependencias
from portal.consultas.videos import con_video_propio, videos
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.dominio.institucional import texto_a_html
from portal.dominio.pintado.fechas import DE_FABRICA
from portal.dominio.pintado.marco import pintar
from portal.dominio.pintado.tarjetas import tarjetas
from portal.estados import Frecuencia, PaginaEditable
from portal.models import VersionDePagina

# Dirección de cada página y la sección del menú que enciende.
FIJAS = {
    "sala-de-prensa": "sala",
    "contacto": "contacto",
    "accesibilidad": "",
    "privacidad": "",
    "suscripcion": "",
    "mapa": "",
    "datos": "",
    "videos": "galeria",
    "correcciones": "sala",
}


def fija(nombre: str, edicion: Edicion) -> str:
    """Una página fija con lo que lleva y, si la oficina la escribió, su texto vigente."""
    escrito, suyo = _escrito(nombre), _lo_suyo(nombre, edicion)
    fechas = [escrito["actualizada_en"], suyo.get("actualizada_en")]
    contexto = escrito | suyo | {"actualizada_en": max(filter(None, fechas), default=None)}
    return pintar(f"{nombre.replace('-', '_')}.html", edicion, seccion=FIJAS[nombre], **contexto)


def _escrito(nombre: str) -> dict[str, Any]:
    version = None
    if nombre in PaginaEditable.values:
        version = VersionDePagina.objects.vigente(nombre)
    if version is None:
        return {"escrito": "", "actualizada_en": None}
    return {"escrito": texto_a_html(version.cuerpo), "actualizada_en": version.guardada_en}


def _lo_suyo(nombre: str, edicion: Edicion) -> dict[str, Any]:
    if nombre not in _CONTENIDOS:
        return {}
    return _CONTENIDOS[nombre](edicion)


def _de_prensa(edicion: Edicion) -> dict[str, Any]:
    return {
        "ultimos": tarjetas(recientes(edicion, 3), edicion),
        "eventos": agenda_proxima(edicion)[:6],
        "ahora": edicion.ahora,
        "ejercicios": ejercicios(edicion),
    }


def _del_mapa(edicion: Edicion) -> dict[str, Any]:
    return {
        "temas": Tema.choices,
        "dependencias": [(s.ruta, s.titulo) for s in Dependencias.todas()],
        "comunidades": [(s.ruta, s.titulo) for s in Comunidades.todas()],
        "ejercicios": ejercicios(edicion),
        "actualizada_en": _al_empezar_el_anio(edicion, "mapa.html"),
    }


def _de_datos(edicion: Edicion) -> dict[str, Any]:
    return {"ejercicios": ejercicios(edicion), "actualizada_en": _al_empezar_el_anio(edicion, "datos.html")}


def _al_empezar_el_anio(edicion: Edicion, plantilla: str) -> datetime:
    """Nombran los años, y el que corre aparece el primero de enero; lo demás de la página es su texto."""
    return max(edicion.dia.replace(month=1, day=1), DE_FABRICA[plantilla])


def _de_videos(edicion: Edicion) -> dict[str, Any]:
    propios = [
        (boletin, [corte for corte in Ejemplar.para_escribir(boletin, edicion).cortes if corte.es_video])
        for boletin in con_video_propio(edicion)
    ]
    en_youtube, propios = videos(edicion), [par for par in propios if par[1]]
    fechas = [boletin.publicado_en for boletin, _ in propios] + [boletin.publicado_en for _, boletin in en_youtube]
    return {"videos": en_youtube, "propios": propios, "actualizada_en": max(filter(None, fechas), default=None)}


def _de_correcciones(edicion: Edicion) -> dict[str, Any]:
    desde = edicion.ahora - timedelta(days=365)
    hechas, quitados = correcciones(edicion, desde), retirados(edicion, desde)
    fechas = [c.corregido_en for c in hechas] + [b.retirado_en for b in quitados]
    return {
        "correcciones": hechas,
        "retirados": quitados,
        "actualizada_en": max(filter(None, fechas), default=None),
    }


def _de_suscripcion(edicion: Edicion) -> dict[str, Any]:  # noqa: ARG001 - todas reciben la edición
    return {"temas": Tema.choices, "frecuencias": Frecuencia.choices}


def _de_contacto(edicion: Edicion) -> dict[str, Any]:
    """Lleva el domicilio y los teléfonos: también se actualiza cuando la oficina los cambia."""
    vacios = dict.fromkeys(("nombre", "correo", "asunto", "mensaje"), "")
    fechas = [DE_FABRICA["contacto.html"], oficina_cambiada_en(edicion)]
    return {"datos": vacios, "faltas": vacios, "actualizada_en": max(filter(None, fechas))}


_CONTENIDOS = {
    "contacto": _de_contacto,
    "sala-de-prensa": _de_prensa,
    "mapa": _del_mapa,
    "datos": _de_datos,
    "videos": _de_videos,
    "correcciones": _de_correcciones,
    "suscripcion": _de_suscripcion,
}
