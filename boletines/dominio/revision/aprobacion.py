"""Revisar: lo que falta dicho en frases, y la aprobación de una segunda persona."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from boletines import transiciones
from boletines.dominio.redaccion.borrador import guardar_en_el_acto
from boletines.dominio.redaccion.contenido import SIN_TITULO
from boletines.dominio.redaccion.cortes import impedimentos_de_los_cortes
from boletines.dominio.revision.huella import exigir_lo_mostrado, huella_del_contenido
from boletines.estados import SIN_SUMARIO, Programa
from boletines.models import Boletin
from media_library.dominio.derechos.derechos import impedimentos_para_publicar as impedimentos_por_derechos
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si
from nucleo.dominio.impedimentos import Impedimento
from nucleo.dominio.transiciones import aplicar
from personas.models import Oficina, Persona

CABEZA_MAXIMA = 110  # caracteres; docs/dominio.md, «El boletín por dentro»
HUECO = re.compile(r"\[[^\]\n]{2,80}\]")
APOYOS = re.compile(
    r"\b(?:programas? sociales?|programa social|subsidios?|apoyos? (?:económicos?|en especie|directos?)|becas?"
    r"|despensas?|padrón de beneficiari\w+)\b",
    re.IGNORECASE,
)


def impedimentos_para_enviar(boletin: Boletin) -> list[Impedimento]:
    """Lo que falta para enviarlo a revisión, en orden de pantalla."""
    de_los_cortes = impedimentos_de_los_cortes(boletin, timezone.now())
    return [*_del_texto(boletin), *_de_ley(boletin), *_de_las_fotos(boletin), *de_los_cortes]


def _del_texto(boletin: Boletin) -> Iterator[Impedimento]:
    if boletin.titulo == SIN_TITULO:
        yield Impedimento("Falta la cabeza: qué pasó, en presente.", "titulo")
    if len(boletin.titulo) > CABEZA_MAXIMA:
        yield Impedimento(f"La cabeza tiene {len(boletin.titulo)} caracteres; usa {CABEZA_MAXIMA} o menos.", "titulo")
    if not boletin.sumario.strip() and boletin.tipo not in SIN_SUMARIO:
        yield Impedimento("Falta el sumario: una frase que diga lo principal.", "sumario")
    if len(boletin.texto.split()) < 20:  # noqa: PLR2004 - menos de veinte palabras no dicen qué, quién, cuándo y dónde
        yield Impedimento("El cuerpo es muy corto: cuenta qué pasó, quién, cuándo y dónde.", "cuerpo")
    if huecos := HUECO.findall(boletin.texto):
        yield Impedimento(f"Quedan huecos de la plantilla por llenar: {', '.join(huecos[:3])}.", "cuerpo")
    if bool(boletin.frase) != bool(boletin.frase_de):
        yield Impedimento("La frase destacada va con el nombre de quien la dijo.", "frase")
    if not boletin.lugar.strip():
        yield Impedimento("Falta el lugar de emisión.", "lugar")


def _de_ley(boletin: Boletin) -> Iterator[Impedimento]:
    # docs/dominio.md, regla 11: con programas, apoyos o subsidios la leyenda es obligatoria (LGCS art. 11).
    if boletin.programa == Programa.SIN_DECIDIR and (palabra := habla_de_apoyos(boletin)):
        yield Impedimento(f"Dice «{palabra}»: en Datos, di si lleva la leyenda de programas y apoyos.", "programa")
    if boletin.corrige_id and not boletin.nota_de_correccion:
        yield Impedimento("Falta la nota de la corrección, que verá el público.", "nota_de_correccion")


def habla_de_apoyos(boletin: Boletin) -> str:
    """La primera palabra que suena a programa, apoyo o subsidio; vacía si no hay."""
    hallada = APOYOS.search(f"{boletin.titulo}\n{boletin.sumario}\n{boletin.texto}")
    if hallada:
        return hallada[0]
    return ""


def _de_las_fotos(boletin: Boletin) -> Iterator[Impedimento]:
    ahora = timezone.now()
    fotos = boletin.fotos.select_related("evidencia").prefetch_related("evidencia__consentimientos")
    for numero, foto in enumerate(fotos, start=1):
        evidencia = foto.evidencia
        yield from impedimentos_por_derechos(evidencia, ahora)
        if evidencia.papelera_en:
            yield Impedimento(f"La foto {numero} está en la papelera. Quítala o recupérala.", "fotos")
        # docs/dominio.md, regla 38; LGTAIP 61: sin texto alternativo no se publica una imagen.
        for campo, falta in (
            ("texto_alternativo", "Describe"),
            ("pie", "Falta el pie de"),
            ("credito", "Falta el crédito de"),
        ):
            if not getattr(evidencia, campo).strip():
                donde, enlace = f"foto-{evidencia.pk}-{campo}", f"evidencia:{evidencia.pk}"
                yield Impedimento(f"{falta} la foto {numero}.", donde, enlace)


def impedimentos_para_aprobar(boletin: Boletin, persona: Persona) -> list[Impedimento]:
    """Lo que impide aprobar, incluida la regla de las dos personas."""
    impedimentos = impedimentos_para_enviar(boletin)
    if _es_suyo(boletin, persona) and not Oficina.objects.actual().es_unipersonal:
        hizo = "Lo escribiste" if boletin.autor_id == persona.pk else "Lo enviaste a revisión"
        impedimentos.insert(0, Impedimento(f"{hizo} tú: debe aprobarlo otra persona."))
    return impedimentos


def _es_suyo(boletin: Boletin, persona: Persona) -> bool:
    """Quien lo envía responde por lo que dice, aunque el borrador lo haya abierto otra persona."""
    return persona.pk in (boletin.autor_id, boletin.enviado_por_id)


@transaction.atomic(durable=True)
def enviar_a_revision(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Lo pone en manos de quien revisa. Rechaza si algo falta o si ya no es lo que se tenía a la vista."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.ENVIAR_A_REVISION.capacidad)
    exigir_lo_mostrado(boletin, huella_vista)
    rechazar_si(impedimentos_para_enviar(boletin))
    aplicar(boletin, transiciones.ENVIAR_A_REVISION, por=por, ahora=ahora, enviado_por=por, modificado_en=ahora)
    return boletin


@transaction.atomic(durable=True)
def guardar_y_enviar(
    boletin: Boletin, *, version: int, por: Persona, ahora: datetime, **campos: Any
) -> tuple[Boletin, list[Impedimento]]:
    """Guarda lo último y, si nada falta, lo pone en manos de quien revisa. Devuelve también lo que falta."""
    exigir(por, transiciones.ENVIAR_A_REVISION.capacidad)
    boletin = guardar_en_el_acto(boletin, version=version, por=por, ahora=ahora, **campos)
    impedimentos = impedimentos_para_enviar(boletin)
    if not impedimentos:
        aplicar(boletin, transiciones.ENVIAR_A_REVISION, por=por, ahora=ahora, enviado_por=por, modificado_en=ahora)
    return boletin, impedimentos


@transaction.atomic(durable=True)
def pedir_cambios(boletin: Boletin, *, motivo: str, por: Persona, ahora: datetime) -> Boletin:
    """Lo regresa a quien escribe, con el motivo."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.PEDIR_CAMBIOS.capacidad)
    motivo = motivo_escrito(motivo, "Escribe qué hay que cambiar.", maximo=500)
    aplicar(
        boletin,
        transiciones.PEDIR_CAMBIOS,
        por=por,
        ahora=ahora,
        detalle={"motivo": motivo},
        motivo_de_cambios=motivo,
        aprobado_por=None,
        aprobado_en=None,
        huella_aprobada="",
        publicar_en=None,
        programado_por=None,
        modificado_en=ahora,
    )
    return boletin


@transaction.atomic(durable=True)
def aprobar_boletin(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Aprueba el texto y las fotos que se leyeron: guarda su huella, que la publicación compara.

    Rechaza si lo guardado ya no es lo que quien aprueba tenía a la vista.

    Aprueba otra persona que quien lo escribió y que quien lo envió, salvo en oficina unipersonal declarada.
    """
    boletin = Boletin.objects.bloquear(boletin.pk)
    return aprobar_en_el_acto(boletin, huella_vista=huella_vista, por=por, ahora=ahora)


def aprobar_en_el_acto(boletin: Boletin, *, huella_vista: str, por: Persona, ahora: datetime) -> Boletin:
    """Lo que hace `aprobar_boletin`, dentro de la transacción de otro acto y con la fila ya tomada."""
    exigir(por, transiciones.APROBAR.capacidad)
    exigir_lo_mostrado(boletin, huella_vista)
    rechazar_si(impedimentos_para_aprobar(boletin, por))
    aplicar(
        boletin,
        transiciones.APROBAR,
        por=por,
        ahora=ahora,
        aprobado_por=por,
        aprobado_en=ahora,
        modificado_en=ahora,
        huella_aprobada=huella_del_contenido(boletin),
        es_unipersonal=_es_suyo(boletin, por),
        motivo_de_cambios="",
    )
    return boletin
