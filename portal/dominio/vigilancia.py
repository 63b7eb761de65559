"""Cuidar las páginas oficiales: revisarlas cada noche, decir qué está mal y contar cada cambio con su prueba."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction

from boletines.models_retiro import Captura
from cronograma.dominio.evidencia import agregar_evidencia
from cronograma.models import Actividad
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.formato import CENTRO, MESES, fecha_larga
from nucleo.referencias import ref
from personas.models import Persona
from portal.clientes.paginas import NoSePudoTraer, Traida, traer
from portal.dominio.institucional import exigir
from portal.models import PaginaOficial, RevisionDePagina, SolicitudATransparencia
from portal.transiciones import DE_SOLICITUD

LIGAS_MAXIMAS = 60
POR_VUELTA = 5
MINUTO = 60.0  # segundos que se dedican a las ligas de una página
DE_NOCHE = time(2, 30, tzinfo=CENTRO)
ACTIVIDAD = 6  # «Actualizar páginas oficiales» del POA
FECHA = re.compile(rf"(\d{{1,2}}) de ({'|'.join(MESES)}) (?:de|del) (\d{{4}})", re.IGNORECASE)
ANUNCIA = re.compile(r"próxim|se (?:realizar|llevar|celebrar)á|invita|habrá|te esperamos|asiste", re.IGNORECASE)
Traer = Callable[..., Traida]


class _Lector(HTMLParser):
    """El texto que se lee y las ligas, sin guiones ni estilos."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.textos: list[str] = []
        self.ligas: list[str] = []
        self._callado = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "template", "noscript"}:
            self._callado += 1
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.ligas.append(href)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "template", "noscript"} and self._callado:
            self._callado -= 1

    def handle_data(self, data: str) -> None:
        if not self._callado and data.strip():
            self.textos.append(" ".join(data.split()))


def leer_pagina(html: bytes) -> tuple[str, list[str]]:
    """El texto visible y las ligas de una página, aunque esté mal escrita."""
    lector = _Lector()
    lector.feed(html.decode("utf-8", errors="replace"))
    lector.close()
    return "\n".join(lector.textos), list(dict.fromkeys(lector.ligas))


def anunciados_y_pasados(texto: str, hoy: date) -> list[str]:
    """Los renglones que anuncian a futuro un acto cuya fecha ya pasó."""
    hallados = []
    for renglon in texto.split("\n"):
        for dia, mes, ejercicio in FECHA.findall(renglon):
            try:
                fecha = date(int(ejercicio), MESES.index(mes.lower()) + 1, int(dia))
            except ValueError:
                continue
            if fecha < hoy and ANUNCIA.search(renglon):
                hallados.append(f"Anuncia algo del {fecha_larga(fecha)}, que ya pasó: {renglon[:120]}")
    return hallados[:20]


def revisar_pendientes(ahora: datetime, *, traer_: Traer = traer) -> int:
    """Revisa las que toquen, cinco por vuelta; devuelve cuántas. Una que falle no detiene a las demás."""
    paginas = list(PaginaOficial.objects.por_revisar(ahora).order_by("revisar_desde", "pk")[:POR_VUELTA])
    for pagina in paginas:
        revisar(pagina, ahora, traer_=traer_)
    return len(paginas)


def revisar(pagina: PaginaOficial, ahora: datetime, *, traer_: Traer = traer) -> RevisionDePagina:
    """Trae la página y guarda lo hallado: contestación, texto, ligas rotas y actos pasados."""
    anfitriones = _anfitriones()
    revision = RevisionDePagina(pagina=pagina, hecha_en=ahora)
    contenido = b""
    try:
        traida = traer_(pagina.url, anfitriones)
    except NoSePudoTraer as error:
        revision.error = str(error)[:200]
    else:
        revision.codigo, contenido = traida.codigo, traida.cuerpo
        texto, ligas = leer_pagina(contenido)
        revision.huella = hashlib.sha256(texto.encode()).hexdigest()
        revision.avisos = anunciados_y_pasados(texto, ahora.astimezone(CENTRO).date())
        revision.rotas = _rotas(traida.url, ligas, anfitriones, traer_)
    return _guardar(pagina, revision, contenido, ahora)


def _anfitriones() -> set[str]:
    urls = PaginaOficial.objects.filter(activa=True).values_list("url", flat=True)
    return {(urlsplit(u).hostname or "").lower() for u in urls}


def _rotas(base: str, ligas: list[str], anfitriones: set[str], traer_: Traer) -> list[dict]:
    """Las ligas a páginas oficiales que no contestan bien; a sitios ajenos no se pregunta."""
    absolutas = dict.fromkeys(_absoluta(base, liga) for liga in ligas)
    propias = [u for u in absolutas if u != base and _anfitrion(u) in anfitriones]
    rotas, limite = [], monotonic() + MINUTO
    for url in propias[:LIGAS_MAXIMAS]:
        if monotonic() > limite:
            break
        try:
            codigo = traer_(url, anfitriones, metodo="HEAD").codigo
        except NoSePudoTraer as error:
            rotas.append({"url": url, "por": str(error)})
        else:
            if codigo >= 400 and codigo not in {405, 501}:  # noqa: PLR2004 - HTTP; hay servidores que no admiten HEAD
                rotas.append({"url": url, "por": f"contestó {codigo}"})
    return rotas


def _absoluta(base: str, liga: str) -> str:
    """La dirección completa de una liga a la web; vacía si es otra cosa o no se entiende."""
    try:
        url = urljoin(base, liga).partition("#")[0]
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _anfitrion(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


@transaction.atomic(durable=True)
def _guardar(pagina: PaginaOficial, revision: RevisionDePagina, contenido: bytes, ahora: datetime) -> RevisionDePagina:
    anterior = pagina.revisiones.exclude(huella="").first()
    revision.cambio = bool(revision.huella and anterior and anterior.huella != revision.huella)
    if contenido:
        huella = hashlib.sha256(contenido).hexdigest()
        datos = {"contenido": contenido, "tomada_en": ahora}
        revision.captura, _ = Captura.objects.get_or_create(huella=huella, defaults=datos)
    revision.save()
    siguiente = datetime.combine(ahora.astimezone(CENTRO).date() + timedelta(days=1), DE_NOCHE)
    cambios = {"revisar_desde": siguiente} | ({"cambio_en": ahora} if revision.cambio else {})
    PaginaOficial.objects.filter(pk=pagina.pk).update(**cambios)
    return revision


@transaction.atomic(durable=True)
def guardar_pagina_oficial(pagina: PaginaOficial, *, por: Persona, ahora: datetime) -> PaginaOficial:
    """Agrega o cambia una página del inventario; se revisa en la siguiente vuelta."""
    exigir(por)
    pagina.revisar_desde = ahora
    try:
        pagina.full_clean()
    except ValidationError as error:
        faltas = error.message_dict.items()
        raise NoSePuede([Impedimento(" ".join(f), "" if c == "__all__" else c) for c, f in faltas]) from None
    pagina.save()
    asentar("guardar página oficial", pagina, por=por, ahora=ahora, nombre=pagina.nombre, url=pagina.url)
    return pagina


@transaction.atomic(durable=True)
def pedir_revision(pagina: PaginaOficial, *, por: Persona, ahora: datetime) -> None:
    """La siguiente vuelta la revisa: quien acaba de cambiarla ve el antes y el después en un minuto."""
    exigir(por)
    PaginaOficial.objects.filter(pk=pagina.pk).update(revisar_desde=ahora)


@transaction.atomic(durable=True)
def dar_por_revisada(pagina: PaginaOficial, *, por: Persona, ahora: datetime) -> None:
    """Una persona la miró y está como debe."""
    exigir(por)
    PaginaOficial.objects.filter(pk=pagina.pk).update(revisada_en=ahora)
    asentar("revisar página oficial", pagina, por=por, ahora=ahora)


def contar_cambio(revision: RevisionDePagina, *, que: str, por: Persona, ahora: datetime) -> RevisionDePagina:
    """El cambio visto cuenta para la actividad 6 del cronograma, con sus dos capturas como prueba. Una sola vez."""
    exigir(por)
    if not revision.cambio or revision.evidencia:
        raise NoSePuede("Ese cambio ya se contó." if revision.evidencia else "Esa revisión no vio ningún cambio.")
    if not que.strip():
        raise NoSePuede([Impedimento("Escribe qué se actualizó.", "que")])
    fecha = revision.hecha_en.astimezone(CENTRO).date()
    actividad = Actividad.objects.filter(ejercicio=fecha.year, numero=ACTIVIDAD).first()
    if actividad is None:
        raise NoSePuede(f"El plan de {fecha.year} no tiene la actividad {ACTIVIDAD}.")
    evidencia = agregar_evidencia(
        actividad, fecha=fecha, titulo=f"{revision.pagina}: {que.strip()}"[:160], por=por, ahora=ahora,
        motivo=f"Cambio visto en la revisión automática; capturas {_par_de_huellas(revision)}",
        enlace=revision.pagina.url,
    )  # fmt: skip
    RevisionDePagina.objects.filter(pk=revision.pk, evidencia="").update(evidencia=ref(evidencia))
    revision.refresh_from_db()
    return revision


def anterior_de(revision: RevisionDePagina) -> RevisionDePagina | None:
    """La última buena antes de ésta: el «antes»."""
    previas = revision.pagina.revisiones.filter(hecha_en__lt=revision.hecha_en).exclude(huella="")
    return previas.order_by("-hecha_en", "-pk").first()


def _par_de_huellas(revision: RevisionDePagina) -> str:
    anterior = anterior_de(revision)
    antes = anterior.captura_id if anterior else "ninguna"
    return f"{str(antes)[:16]}… (antes) y {str(revision.captura_id)[:16]}… (después)"


@transaction.atomic(durable=True)
def crear_solicitud(solicitud: SolicitudATransparencia, *, por: Persona, ahora: datetime) -> SolicitudATransparencia:
    """Apunta lo que se pedirá publicar a Transparencia."""
    exigir(por)
    solicitud.creada_por, solicitud.creada_en = por, ahora
    solicitud.full_clean()
    solicitud.save()
    asentar("crear solicitud a Transparencia", solicitud, por=por, ahora=ahora, que=solicitud.que)
    return solicitud


@transaction.atomic(durable=True)
def avanzar_solicitud(
    solicitud: SolicitudATransparencia, *, hacia: str, acuse: str = "", por: Persona, ahora: datetime
) -> SolicitudATransparencia:
    """Registra que se envió, se recibió, se publicó o se verificó, con su fecha y su acuse."""
    exigir(por)
    if hacia not in DE_SOLICITUD:
        raise NoSePuede("Ese paso no existe.")
    campos: dict[str, Any] = {f"{hacia}_en": ahora} | ({"acuse": acuse.strip()[:160]} if acuse.strip() else {})
    aplicar(solicitud, DE_SOLICITUD[hacia], por=por, ahora=ahora, **campos)
    return solicitud
