"""Todas las revisiones juntas, con lo que hay que preguntarle a la base."""

import re
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from boletines.dominio.revision.aprobacion import APOYOS
from boletines.dominio.revisor.cifras import revisar_cifras
from boletines.dominio.revisor.enlaces import revisar_enlaces
from boletines.dominio.revisor.largos import revisar_frases_largas, revisar_largos
from boletines.dominio.revisor.legibilidad import revisar_legibilidad
from boletines.dominio.revisor.lenguaje import revisar_lenguaje
from boletines.dominio.revisor.nombres import Conocido, area_de, dice_un_cargo, nombra_a_alguien, revisar_nombres
from boletines.dominio.revisor.promocion import revisar_promocion
from boletines.dominio.revisor.repeticiones import revisar_repeticiones
from boletines.dominio.revisor.signos import revisar_signos
from boletines.dominio.revisor.texto import CONVIENE, DATO, Aviso, Texto
from boletines.estados import SIN_FOTO, Programa
from boletines.models import Boletin, FotoDeBoletin, Titular
from boletines.models.suspension import SuspensionDeBoletines
from medios.models import Contacto
from nucleo.texto.formato import fecha_larga
from personas.models import Dependencia, Oficina, Persona

MAXIMO = 30
TIPO_DE_AREA = re.compile(
    r"^(?:Dirección|Coordinación|Jefatura|Unidad|Instituto|Secretaría)\s+(?:de la|de los|del|de)\s+"
)


def revisar(boletin: Boletin, *, ahora: datetime) -> list[Aviso]:
    """Las observaciones de un boletín, primero las que conviene atender. Ninguna bloquea."""
    texto = Texto.de(boletin)
    titulares = list(Titular.objects.filter(activo=True))
    foto = boletin.fotos.select_related("evidencia").order_by("orden", "pk").first()
    preside = next((t.nombre for t in titulares if t.preside), "")
    avisos = [
        *_de_la_temporada(boletin, ahora),
        *_del_programa(boletin, texto),
        *revisar_promocion(texto, preside=preside, lema=Oficina.objects.actual().lema),
        *revisar_nombres(texto, _directorio(texto, titulares), areas=_areas(texto, titulares)),
        *revisar_cifras(texto),
        *revisar_enlaces(texto, sitio=settings.BASE_URL, es_publico=lambda e, s: _es_publico(e, s, ahora)),
        *revisar_signos([*texto.por_campo(), *_lo_que_tambien_se_imprime(boletin, texto, foto)]),
        *revisar_lenguaje(texto),
        *revisar_repeticiones(texto),
        *revisar_frases_largas(texto),
        *revisar_largos(texto),
        *_de_lo_que_acompana(boletin, foto),
        *revisar_legibilidad(texto),
    ]
    return sorted(avisos, key=lambda a: a.gravedad != CONVIENE)[:MAXIMO]


def _directorio(texto: Texto, titulares: list[Titular]) -> Iterator[Conocido]:
    """Titulares, personas de la oficina y contactos de medios. Sólo se consulta si el texto nombra a alguien."""
    if not nombra_a_alguien(texto):
        return
    yield from (Conocido(n) for n in Contacto.objects.filter(activo=True).values_list("nombre", flat=True)[:2000])
    yield from (Conocido(p.get_full_name(), p.cargo) for p in Persona.objects.activas() if p.last_name)
    yield from (Conocido(t.nombre, t.cargo) for t in titulares)


def _areas(texto: Texto, titulares: list[Titular]) -> list[str]:
    """Las de la oficina: sus dependencias, como se les dice («Dirección de Obras Públicas» es Obras Públicas, y
    «Obras Públicas y Desarrollo Urbano» son también dos), y las que nombran los cargos del directorio.
    """
    if not dice_un_cargo(texto):
        return []
    propias = [TIPO_DE_AREA.sub("", nombre) for nombre in Dependencia.objects.values_list("nombre", flat=True)]
    partes = [parte.strip() for area in propias for parte in re.split(r",| y ", area)]
    return [*propias, *partes, *(area_de(t.cargo) for t in titulares)]


def _es_publico(ejercicio: int, slug: str, ahora: datetime) -> bool:
    return Boletin.objects.publicos(ahora).filter(ejercicio=ejercicio, slug=slug).exists()


def _de_la_temporada(boletin: Boletin, ahora: datetime) -> Iterator[Aviso]:
    """LGCS art. 21: en periodo de suspensión sólo sale lo exceptuado por su tema o por decisión."""
    suspension = SuspensionDeBoletines.en(max(filter(None, (ahora, boletin.publicar_en, boletin.embargo_hasta))))
    if suspension and not suspension.permite(boletin):
        yield Aviso(
            CONVIENE,
            f"Saldría en periodo de suspensión ({suspension.periodos[0].nombre}, hasta el"
            f" {fecha_larga(suspension.fin)}) y su tema no está exceptuado.",
            "tema",
        )


def _lo_que_tambien_se_imprime(boletin: Boletin, texto: Texto, foto: FotoDeBoletin | None) -> Iterator[tuple[str, str]]:
    """Lo que el PDF lleva además del texto: quién dijo la frase, dónde se emite, a quién llamar y los pies de foto."""
    yield from (("frase_de", texto.frase_de), ("lugar", boletin.lugar), ("contacto", texto.contacto))
    if foto:
        yield "fotos", f"{foto.evidencia.pie} {foto.evidencia.credito}"


def _del_programa(boletin: Boletin, texto: Texto) -> Iterator[Aviso]:
    if boletin.programa != Programa.NO:
        return
    hallado = APOYOS.search("\n".join(pedazo for _, pedazo in texto.por_campo()))
    if hallado:
        yield Aviso(
            CONVIENE, f"Dice «{hallado[0]}» y va sin leyenda de programas (LGCS art. 11): confírmalo.", "programa"
        )


def _de_lo_que_acompana(boletin: Boletin, foto: FotoDeBoletin | None) -> Iterator[Aviso]:
    if boletin.tipo not in SIN_FOTO and foto is None:
        yield Aviso(DATO, "Va sin fotos: con una se publica más.", "fotos")
    if not boletin.contacto:
        yield Aviso(CONVIENE, "Falta el contacto de prensa: a quién llama un medio con dudas.", "contacto")
