"""Promoción personalizada: la propaganda es institucional (Const. art. 134; LGCS art. 9 I; Jurisprudencia 12/2015)."""

import re
from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, Aviso, Texto
from nucleo.formato import plegar

PRIMERA_PERSONA = re.compile(
    r"\b(?:mi gobierno|mi administración|nuestro gobierno|nuestra administración|mi compromiso|cumplimos|cumplí|logré"
    r"|logramos|me comprometo|seguiré|estoy trabajando|estamos trabajando|trabajamos por ti|por ti|tu presidente"
    r"|tu presidenta|juntos transformamos)\b",
    re.IGNORECASE,
)
ELOGIO = re.compile(
    r"\b(?:históric[oa]s?|sin precedentes|nunca antes visto|como nunca|gracias (?:al|a la) president[ea]|incansable"
    r"|gran líder|el mejor gobierno|visión y liderazgo|liderazgo del president[ea]|gracias a su gestión)\b",
    re.IGNORECASE,
)
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
        if hallado := ELOGIO.search(sin_citas):
            yield Aviso(CONVIENE, f"«{hallado[0]}» es un elogio: deja el hecho y quítalo.", campo, hallado[0])
    todo = plegar(" ".join(pedazo for _, pedazo in texto.por_campo()))
    if len(lema) >= LEMA_MINIMO and plegar(lema) in todo:
        yield Aviso(CONVIENE, "Lleva el lema de la administración: un boletín no es propaganda.", "cuerpo", lema)
    veces = todo.count(plegar(preside)) if preside else 0
    if veces > NOMBRE_DE_MAS:
        yield Aviso(
            CONVIENE, f"El nombre de quien preside el municipio sale {veces} veces; con una basta.", "cuerpo", preside
        )
