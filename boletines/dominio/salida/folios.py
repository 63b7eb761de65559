"""Folio `CS/045/2021`: sin huecos ni repetidos, aun con choques y caídas (docs/fiabilidad.md, «El folio»).

El último de cada serie y año se apunta también fuera de la base (`DIR_DATOS/folios.jsonl`, junto a las anclas):
una base restaurada de un respaldo no sabe de los que se dieron después de la copia.
"""

import json
import logging
import re
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from boletines.models import Boletin, FolioContador
from boletines.models.folio import folio_de
from nucleo.archivos import agregar_renglon
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.texto.formato import CENTRO
from personas.models import Oficina, Persona
from personas.permisos import AJUSTAR_OFICINA

registro = logging.getLogger(__name__)
SALTO_MAXIMO = 500  # más que eso es un error de dedo
EN_EL_PORTAL = re.compile(r".*-(\d{3,6})")
SIN_SERIE = ""
Claves = dict[tuple[str, int], int]


def siguiente_folio_de_boletin(ahora: datetime) -> tuple[str, int, int]:
    """La serie de la oficina y el siguiente (ejercicio, consecutivo) de un boletín.

    Si la oficina cambia de serie, el año sigue su cuenta: la dirección y la liga corta no dicen la serie.
    """
    serie, ejercicio = Oficina.objects.actual().serie, ahora.astimezone(CENTRO).year
    dado = Boletin.objects.filter(ejercicio=ejercicio).aggregate(ultimo=Max("consecutivo"))["ultimo"]
    return serie, *siguiente_folio(serie, ahora, dados=dado or 0)


def siguiente_folio(serie: str, ahora: datetime, *, dados: int = 0) -> tuple[int, int]:
    """El siguiente (ejercicio, consecutivo) de la serie; el primero va después de los que ya se habían `dados`.

    Avanza una fila en la transacción del acto: si el acto se deshace, el número vuelve.
    El año es el de la hora del centro. Debe ser el último candado que se tome.
    """
    ejercicio = ahora.astimezone(CENTRO).year
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO boletines_foliocontador (serie, ejercicio, ultimo) VALUES (%s, %s, %s)"
            " ON CONFLICT (serie, ejercicio) DO UPDATE"
            " SET ultimo = greatest(boletines_foliocontador.ultimo + 1, excluded.ultimo) RETURNING ultimo",
            [serie, ejercicio, dados + 1],
        )
        ultimo = cursor.fetchone()[0]
    transaction.on_commit(partial(_apuntar_fuera, serie, ejercicio, ultimo))
    return ejercicio, ultimo


def archivo_de_folios() -> Path:
    return Path(settings.DIR_DATOS) / "folios.jsonl"


def _apuntar_fuera(serie: str, ejercicio: int, ultimo: int) -> None:
    """Un disco lleno no detiene la publicación, que ya se confirmó: queda en el registro."""
    try:
        agregar_renglon(archivo_de_folios(), json.dumps({"serie": serie, "ejercicio": ejercicio, "ultimo": ultimo}))
    except OSError:
        registro.exception("No se pudo apuntar el folio %s fuera de la base", folio_de(serie, ultimo, ejercicio))


def ultimos_de_la_base() -> Claves:
    """El último folio de cada serie y año según la base. La cuenta del año es una, aunque cambie la serie."""
    de_la_oficina = Oficina.objects.actual().serie
    conocidos: Claves = {}
    dados = Boletin.objects.filter(consecutivo__isnull=False).order_by().values_list("ejercicio")
    for ejercicio, ultimo in dados.annotate(Max("consecutivo")):
        conocidos[de_la_oficina, ejercicio] = ultimo
    for contador in FolioContador.objects.all():
        clave = (contador.serie, contador.ejercicio)
        conocidos[clave] = max(contador.ultimo, conocidos.get(clave, 0))
    return conocidos


def con_la_serie_de_la_oficina(vistos: Claves) -> Claves:
    """Lo visto en el portal no dice su serie: es la de la oficina. Pide la base, que al restaurar todavía no está."""
    de_la_oficina = Oficina.objects.actual().serie
    dichos: Claves = {}
    for (serie, ejercicio), ultimo in vistos.items():
        clave = (serie or de_la_oficina, ejercicio)
        dichos[clave] = max(ultimo, dichos.get(clave, 0))
    return dichos


def ultimos_fuera_de_la_base() -> Claves:
    """El último folio de cada serie y año según lo que hay fuera de la base: su archivo y el portal publicado.

    No pregunta nada a la base: al restaurar en una máquina vacía no hay. Lo del portal va sin serie.
    """
    vistos: Claves = {}
    for clave, ultimo in [*_del_archivo(), *_del_portal()]:
        vistos[clave] = max(ultimo, vistos.get(clave, 0))
    return vistos


def _del_archivo() -> list[tuple[tuple[str, int], int]]:
    try:
        renglones = archivo_de_folios().read_text().splitlines()
    except FileNotFoundError:
        return []
    leidos = []
    for renglon in renglones:
        try:
            uno = json.loads(renglon)
            leidos.append(((str(uno["serie"]), int(uno["ejercicio"])), int(uno["ultimo"])))
        except (ValueError, TypeError, KeyError):
            registro.warning("Un renglón de %s no se entiende y no se cuenta", archivo_de_folios())
    return leidos


def _del_portal() -> list[tuple[tuple[str, int], int]]:
    """La dirección de cada boletín termina con su consecutivo."""
    paginas = Path(settings.DIR_PUBLICO).glob("boletines/[0-9][0-9][0-9][0-9]/*/")
    hallados = [(EN_EL_PORTAL.fullmatch(pagina.name), pagina.parent.name) for pagina in paginas]
    return [((SIN_SERIE, int(ejercicio)), int(hallado[1])) for hallado, ejercicio in hallados if hallado]


@transaction.atomic
def adelantar_folio(
    *, serie: str, ejercicio: int, ultimo: int, por: Persona | None, ahora: datetime, motivo: str
) -> bool:
    """Declara que ya se usó hasta `ultimo`: el siguiente será el de después. Sólo crece; `False` si ya iba ahí.

    `por=None` es quien opera el servidor, desde la terminal.
    """
    if por is not None:
        exigir(por, AJUSTAR_OFICINA)
    FolioContador.objects.get_or_create(serie=serie, ejercicio=ejercicio)
    contador = FolioContador.objects.select_for_update().get(serie=serie, ejercicio=ejercicio)
    dado = folio_de(serie, contador.ultimo, ejercicio)
    if ultimo < contador.ultimo:
        raise NoSePuede([Impedimento(f"Ya se dio el {dado}: el último folio sólo puede crecer.", "ultimo")])
    if ultimo > contador.ultimo + SALTO_MAXIMO:
        raise NoSePuede([Impedimento(f"Es mucho más que el último dado, {dado}: revisa el número.", "ultimo")])
    if ultimo == contador.ultimo:
        return False
    FolioContador.objects.filter(pk=contador.pk).update(ultimo=ultimo)
    asentar("adelantar folios", contador, por=por, ahora=ahora, motivo=motivo, de=contador.ultimo, a=ultimo)
    transaction.on_commit(partial(_apuntar_fuera, serie, ejercicio, ultimo))
    return True


def contadores(ahora: datetime) -> list[FolioContador]:
    """El de cada serie y año, el más reciente primero; el de este año aunque no tenga folios."""
    FolioContador.objects.get_or_create(serie=Oficina.objects.actual().serie, ejercicio=ahora.astimezone(CENTRO).year)
    return list(FolioContador.objects.order_by("-ejercicio", "serie"))
