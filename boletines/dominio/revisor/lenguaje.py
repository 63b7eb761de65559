"""Lenguaje incluyente y sin discriminación (LGCS arts. 8 VI Bis y 9 II; guías del CONAPRED). Sólo avisa."""

import re
from collections.abc import Iterator

from boletines.dominio.revisor.texto import CONVIENE, Aviso, Texto

# patrón → qué decir en su lugar
TERMINOS = {
    r"discapacitad[oa]s?|minusválid[oa]s?|inválid[oa]s?|capacidades diferentes": "personas con discapacidad",
    r"sordomud[oa]s?": "personas sordas",
    r"ancian[oa]s?|viejit[oa]s?|abuelit[oa]s|tercera edad|senectud": "personas mayores",
    r"(?:los|a los|de los|para los) niños(?! y)": "niñas y niños",
    r"(?:los|a los|de los|para los) ciudadanos(?! y)": "la ciudadanía, o las personas",
    r"(?:los|a los|de los) alumnos(?! y)": "el alumnado, o alumnas y alumnos",
    r"(?:los|a los|de los) maestros(?! y)": "el personal docente",
    r"(?:los|a los|de los) jóvenes": "las juventudes, o las y los jóvenes",
    r"menores de edad|los menores\b": "niñas, niños y adolescentes",
    r"madres? solteras?": "jefas de familia",
    r"indios|inditos|indígenas pobres": "personas o pueblos indígenas",
    r"damas voluntarias|primera dama": "el nombre de la persona y su cargo",
    r"crimen pasional": "feminicidio u homicidio, según la fiscalía",
    r"gente humilde|gente de escasos recursos|los más necesitados": "personas, y el dato de quiénes",
    r"drogadict[oa]s?": "personas que consumen sustancias",
    r"retrasad[oa]s? mentales?|enfermit[oa]s?": "personas con discapacidad intelectual",
}
PATRONES = [(re.compile(rf"\b(?:{patron})\b", re.IGNORECASE), mejor) for patron, mejor in TERMINOS.items()]


def revisar_lenguaje(texto: Texto) -> Iterator[Aviso]:
    """Cada término una vez, con lo que conviene decir."""
    dichos: set[str] = set()
    for campo, pedazo in texto.por_campo():
        for patron, mejor in PATRONES:
            hallado = patron.search(pedazo)
            if hallado and mejor not in dichos:
                dichos.add(mejor)
                yield Aviso(CONVIENE, f"En vez de «{hallado[0]}», considera: {mejor}.", campo, hallado[0])
