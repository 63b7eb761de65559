"""Comprobar que lo guardado sigue siendo lo que se guardó."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from boletines.consultas.fallas_del_portal import fallas_del_portal
from boletines.dominio.salida.folios import (
    con_la_serie_de_la_oficina,
    ultimos_de_la_base,
    ultimos_fuera_de_la_base,
)
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from boletines.models.folio import folio_de
from comsocial.operacion import dueno, huellas
from difusion.estados import EN_CURSO, Canal, EstadoEnvio
from difusion.models import Envio
from media_library.dominio.originales.integridad import verificar_originales
from media_library.models import Original
from nucleo.dominio.bitacora import anclas_ausentes, anclas_rotas, roturas
from nucleo.models import Asiento
from portal.dominio.escritura.archivos import AVISO_DE_RETIRO
from portal.dominio.escritura.listas import paginas_sin_escribir

MES = re.compile(r"\d{2}")


@dataclass(frozen=True)
class Revision:
    """Una cosa revisada: qué se miró, lo que se halló mal y lo que conviene saber aunque nada haya cambiado."""

    que: str
    faltas: list[str]
    avisos: list[str] = field(default_factory=list)


def revisar_todo(*, ahora: datetime, avisar: Callable[[str], object]) -> list[Revision]:
    """Revisa originales, bitácora, anclas, huellas, folios, portal y quién manda en la base. No corrige nada."""
    revisiones = []
    for revision in (
        revisar_originales,
        revisar_bitacora,
        revisar_anclas,
        revisar_papel,
        revisar_huellas,
        revisar_folios,
    ):
        revisiones.append(revision())
        avisar(_frase(revisiones[-1]))
    for con_hora in (revisar_portal, revisar_entregas):
        revisiones.append(con_hora(ahora=ahora))
        avisar(_frase(revisiones[-1]))
    return revisiones


def _frase(revision: Revision) -> str:
    estado = "todo en orden."
    if revision.faltas:
        estado = f"{len(revision.faltas)} con problemas."
    elif revision.avisos:
        estado = "así se instaló."
    avisos = (f"  AVISO: {aviso}" for aviso in revision.avisos)
    return "\n".join([f"{revision.que}: {estado}", *(f"  - {falta}" for falta in revision.faltas), *avisos])


def revisar_originales() -> Revision:
    faltas = [*(str(hallazgo) for hallazgo in verificar_originales()), *sorted(huellas.originales_ajenos())]
    return Revision(f"Originales ({Original.objects.filter(baja__isnull=True).count()})", faltas)


def revisar_bitacora() -> Revision:
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL statement_timeout = 0")
        faltas = [f"El asiento {numero} no cuadra con el anterior." for numero in roturas()]
    return Revision(f"Bitácora ({Asiento.objects.count()} asientos)", faltas)


def revisar_anclas() -> Revision:
    archivo = Path(settings.DIR_DATOS) / "anclas.jsonl"
    faltas = [
        f"El ancla del {fecha} ya no coincide: falta o cambió la bitácora de ese día."
        for fecha in anclas_rotas(archivo)
    ]
    faltas += [
        f"El ancla del {fecha} no está en {archivo.name}: alguien quitó la prueba de fuera de la base."
        for fecha in anclas_ausentes(archivo)
    ]
    return Revision("Anclas de la bitácora", faltas)


def revisar_papel() -> Revision:
    """Quien trabaja no puede apagar a quien lo vigila.

    Si la instalación tiene dos papeles y el de la aplicación puede, alguien se lo permitió; si tiene uno solo, así se
    instaló y se avisa.
    """
    riesgos, apagados = dueno.riesgos(), dueno.disparadores_apagados()
    if settings.BASE_DEL_DUENO:
        return Revision("Quién manda en la base", [*apagados, *riesgos])
    return Revision("Quién manda en la base", apagados, [f"{riesgo} Ver {dueno.DONDE}." for riesgo in riesgos])


def revisar_huellas() -> Revision:
    """Lo aprobado, las actas y las capturas siguen dando la huella que se guardó."""
    faltas = [*huellas.aprobados_cambiados(), *huellas.relaciones_cambiadas(), *huellas.capturas_cambiadas()]
    return Revision("Lo aprobado, las actas y las capturas", faltas)


def revisar_folios() -> Revision:
    """La base conoce todos los folios que hay fuera de ella; si no, el siguiente repetiría uno ya dado."""
    conocidos = ultimos_de_la_base()
    faltas = [
        f"Fuera de la base consta el {folio_de(serie, ultimo, ejercicio)} y la base sólo llega al"
        f" {folio_de(serie, conocidos.get((serie, ejercicio), 0), ejercicio)}: corrígelo en Boletines → Folios."
        for (serie, ejercicio), ultimo in sorted(con_la_serie_de_la_oficina(ultimos_fuera_de_la_base()).items())
        if ultimo > conocidos.get((serie, ejercicio), 0)
    ]
    return Revision("Folios", faltas)


def revisar_portal(*, ahora: datetime) -> Revision:
    """Cada boletín público tiene su página y ninguna página es de un boletín que no lo sea.

    Lo que espera en la bandeja del portal no cuenta: se escribe en segundos.
    """
    en_camino = [EstadoEnvio.PENDIENTE, *EN_CURSO]
    por_escribir = set(Envio.objects.filter(canal=Canal.PORTAL, estado__in=en_camino).values_list("objeto", flat=True))
    publicos = list(Boletin.objects.emitidos_al(ahora).only("pk", "ejercicio", "slug", "clave", "serie", "consecutivo"))
    retirados = Boletin.objects.filter(estado=EstadoBoletin.RETIRADO).only("pk", "ejercicio", "slug", "clave")
    por_verse = Boletin.objects.con_su_hora(ahora) | Boletin.objects.filter(estado=EstadoBoletin.RETIRADO)
    a_medias = list(por_verse.filter(pk__in=_boletines_de(por_escribir)).only("pk", "ejercicio", "slug", "clave"))
    esperan = {b.ruta_publica for b in a_medias}
    claves = {b.clave for b in publicos} | {b.clave for b in a_medias}
    faltas = [f"Falta la página de {b.folio} ({b.ruta_publica})." for b in publicos if _falta(b, esperan)]
    faltas += [f"Falta el aviso de retiro en {b.ruta_publica}." for b in retirados if _sin_aviso(b, esperan)]
    faltas += _sobrantes({b.ruta_publica for b in publicos} | esperan)
    faltas += [
        f"Hay fotos públicas de un boletín que no lo es (medios/{c})." for c in _carpetas("medios") if c not in claves
    ]
    faltas += [f"Falta la página {ruta}, a la que lleva «Más antiguos»." for ruta in paginas_sin_escribir(ahora)]
    return Revision(f"Portal ({len(publicos)} boletines públicos)", faltas)


def revisar_entregas(*, ahora: datetime) -> Revision:
    """Lo que el portal no ha podido escribir: falló dos veces, quedó en error o nadie lo va a escribir."""
    return Revision("Entregas del portal", [str(falla) for falla in fallas_del_portal(ahora)])


def _boletines_de(referencias: set[str]) -> list[int]:
    """Las claves de los boletines a los que se refieren esos envíos."""
    prefijo = f"{Boletin._meta.label_lower}:"
    return [int(referencia.removeprefix(prefijo)) for referencia in referencias if referencia.startswith(prefijo)]


def _pagina(direccion: str, archivo: str = "index.html") -> Path:
    return Path(settings.DIR_PUBLICO) / direccion.strip("/") / archivo


def _falta(boletin: Boletin, esperan: set[str]) -> bool:
    return boletin.ruta_publica not in esperan and not _pagina(boletin.ruta_publica).is_file()


def _sin_aviso(boletin: Boletin, esperan: set[str]) -> bool:
    return boletin.ruta_publica not in esperan and not _pagina(boletin.ruta_publica, AVISO_DE_RETIRO).is_file()


def _carpetas(ruta: str) -> Iterator[str]:
    carpeta = Path(settings.DIR_PUBLICO) / ruta
    return (c.name for c in sorted(carpeta.iterdir()) if c.is_dir()) if carpeta.is_dir() else iter(())


def _sobrantes(publicas: set[str]) -> list[str]:
    """Páginas de boletín en el árbol que no son de ningún boletín público."""
    return [
        f"{direccion} está publicada y su boletín no lo está."
        for ejercicio in _carpetas("boletines")
        if ejercicio.isdigit()
        for nombre in _carpetas(f"boletines/{ejercicio}")
        if not MES.fullmatch(nombre)
        if (direccion := f"/boletines/{ejercicio}/{nombre}/") not in publicas and _pagina(direccion).is_file()
    ]
