"""Promoción personalizada: la propaganda es institucional (Const. art. 134; LGCS art. 9 I; Jurisprudencia 12/2015)."""

import re
from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, Aviso, Texto
from nucleo.texto.formato import plegar

PRIMERA_PERSONA = re.compile(
    r"\b(?:mi gobierno|mi administración|nuestro gobierno|nuestra administración|mi compromiso|cumplimos|cumplí|logré"
    r"|logramos|me comprometo|seguiré|estoy trabajando|estamos trabajando|trabajamos por ti|por ti|tu presidente"
    r"|tu presidenta|juntos transformamos)\b",
    re.IGNORECASE,
)
ELOGIO = re.compile(
    r"\b(?:históric[oa]s?|sin precedentes|nunca antes visto|como nunca|incansable"
    r"|gran líder|el mejor gobierno|visión y liderazgo|liderazgo del president[ea]|gracias a su gestión)\b",
    re.IGNORECASE,
)
QUIEN_GOBIERNA = r"(?:president[ea]s?|alcald(?:e|esa)s?|gobernadora?|gobernantes?|regidora?|síndic[oa]|diputad[oa])"
SUPERLATIVO = re.compile(
    rf"\b(?:(?:el|la) (?:mejor|más \w+) {QUIEN_GOBIERNA}|(?:mejor|gran|extraordinari[oa]) {QUIEN_GOBIERNA}"
    rf"|{QUIEN_GOBIERNA}(?: municipal)? (?:ejemplar|incansable|más \w+))\b",
    re.IGNORECASE,
)
# «Gracias a ella» sólo es mérito personal si el párrafo habla de quien gobierna.
MERITO = re.compile(rf"\bgracias (?:a (?:él|ella)|(?:al|a la|a nuestr[oa]) {QUIEN_GOBIERNA})\b", re.IGNORECASE)
GOBIERNA = re.compile(rf"\b{QUIEN_GOBIERNA}\b", re.IGNORECASE)
CITA = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
NOMBRE_DE_MAS = 2
LEMA_MINIMO = 6


def revisar_promocion(texto: Texto, *, preside: str = "", lema: str = "") -> Iterator[Aviso]:
    """Primera persona fuera de citas, elogios, lema y el nombre de quien preside más de dos veces."""
    for campo, pedazo in texto.por_campo():
        if campo == "frase":
            continue
        sin_citas = CITA.sub(" ", pedazo)
        if hallado := PRIMERA_PERSONA.search(sin_citas):
            yield Aviso(
                CONVIENE,
                f"«{hallado[0]}» suena a promoción de una persona: dilo en tercera persona.",
                campo,
                hallado[0],
            )
        yield from _elogios(campo, sin_citas)
    todo = plegar(" ".join(pedazo for _, pedazo in texto.por_campo()))
    if len(lema) >= LEMA_MINIMO and plegar(lema) in todo:
        yield Aviso(CONVIENE, "Lleva el lema de la administración: un boletín no es propaganda.", "cuerpo", lema)
    veces = todo.count(plegar(preside)) if preside else 0
    if veces > NOMBRE_DE_MAS:
        yield Aviso(
            CONVIENE, f"El nombre de quien preside el municipio sale {veces} veces; con una basta.", "cuerpo", preside
        )


def _elogios(campo: str, pedazo: str) -> Iterator[Aviso]:
    """Elogios, superlativos de quien gobierna y méritos que se le dan en lo personal (Const. art. 134, párr. 8)."""
    for patron in (ELOGIO, SUPERLATIVO):
        if hallado := patron.search(pedazo):
            yield Aviso(CONVIENE, f"«{hallado[0]}» es un elogio: deja el hecho y quítalo.", campo, hallado[0])
    hallado = MERITO.search(pedazo)
    if hallado and GOBIERNA.search(pedazo):
        yield Aviso(CONVIENE, f"«{hallado[0]}» da el mérito a una persona: dilo de la institución.", campo, hallado[0])
