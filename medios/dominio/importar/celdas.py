"""Limpiar cada celda de un contacto: se arregla lo que tiene un solo arreglo y lo demás se dice con su frase."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from medios.estados import Cobertura, TipoDeMedio
from nucleo.texto.correos import correo_canonico
from nucleo.texto.formato import limpiar_telefono, plegar

LARGOS = {"medio": 120, "nombre": 120, "cargo": 80, "municipio": 80, "sitio": 200, "notas": 500}
TRATAMIENTOS = {
    "lic": "Lic.",
    "licda": "Licda.",
    "ing": "Ing.",
    "arq": "Arq.",
    "dr": "Dr.",
    "dra": "Dra.",
    "mtro": "Mtro.",
    "mtra": "Mtra.",
    "prof": "Prof.",
    "profa": "Profa.",
    "c p": "C.P.",
    "cp": "C.P.",
    "c": "C.",
    "lcc": "L.C.C.",
    "l c c": "L.C.C.",
    "sr": "Sr.",
    "sra": "Sra.",
}
CON_TRATAMIENTO = re.compile(
    r"(?P<titulo>(?:l\. ?c\. ?c|c\. ?p|licda|lic|ing|arq|dra|dr|mtro|mtra|profa|prof|lcc|cp|sra|sr|c))"
    r"(?:\.\s*|\s+)(?=\w)",
    re.IGNORECASE,
)
MENORES = {"de", "del", "la", "las", "los", "el", "y", "e", "en", "al"}
TIPO_POR_PALABRA = (
    (("radio", "fm", "am", "stereo", "estereo"), TipoDeMedio.RADIO),
    (("tv", "canal", "television", "televisa"), TipoDeMedio.TELEVISION),
    (("semanario", "diario", "periodico", "revista", "impreso", "hoja"), TipoDeMedio.IMPRESO),
    (("facebook",), TipoDeMedio.FACEBOOK),
    (("agencia",), TipoDeMedio.AGENCIA),
    (("portal", "noticias", "informa", "digital", "web"), TipoDeMedio.PORTAL),
)
PARTE_DE_CORREOS = re.compile(r"[;,\s/]+")
DE_EXCEL = re.compile(r"^'+|(?<=\d)\.0$")
REDONDEADO = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
CEROS_DE_REDONDEO = 6
DIGITOS = 10
SI = {"si", "x", "yes", "1", "mismo", "el mismo"}
NO = {"no", "0", "-"}
POR_TIPO = {plegar(str(t.label)): t.value for t in TipoDeMedio} | {t.value: t.value for t in TipoDeMedio}
POR_COBERTURA = {c.value: c.value for c in Cobertura}


@dataclass
class Limpia:
    """Una fila limpia: sus datos, lo que le falta por campo y lo que se debe saber de ella."""

    datos: dict[str, Any] = field(default_factory=dict)
    errores: dict[str, str] = field(default_factory=dict)
    notas: list[str] = field(default_factory=list)
    redondeado: bool = False

    @property
    def nombre_entero(self) -> str:
        return f"{self.datos.get('tratamiento', '')} {self.datos['nombre']}".strip()


def limpiar_fila(leido: dict[str, str]) -> Limpia:
    """Los datos de una fila como entrarían al directorio. No mira qué hay en él."""
    fila = Limpia()
    _de_quien(fila, leido)
    _del_medio(fila, leido)
    _de_telefonos(fila, leido)
    _de_correo(fila, leido.get("correo", ""))
    fila.datos["notas"] = " ".join([leido.get("notas", ""), fila.datos.pop("a_notas", "")]).strip()
    for campo, largo in LARGOS.items():
        if len(fila.datos.get(campo, "")) > largo:
            fila.errores[campo] = f"Tiene {len(fila.datos[campo])} letras; caben {largo}."
    return fila


def _junto(texto: str) -> str:
    return " ".join(texto.split())


def en_minusculas(texto: str) -> str:
    """«LA HOJA DEL TIGRE» → «La Hoja del Tigre»; lo que no venía gritado se queda como lo escribieron."""
    letras = [c for c in texto if c.isalpha()]
    if len(letras) < 5 or any(c.islower() for c in letras):  # noqa: PLR2004 - unas siglas no son un grito
        return texto
    return " ".join(_palabra(p, es_primera=i == 0) for i, p in enumerate(texto.split()))


def _palabra(palabra: str, *, es_primera: bool) -> str:
    plegada = plegar(palabra)
    if plegada in MENORES and not es_primera:
        return palabra.lower()
    es_sigla = not re.search(r"[aeiou]", plegada) or re.match(r"x[eh]\w{2,4}$", plegada)
    return palabra if es_sigla else palabra.capitalize()


def _de_quien(fila: Limpia, leido: dict[str, str]) -> None:
    nombre, cargo = _junto(leido.get("nombre", "")), en_minusculas(_junto(leido.get("cargo", "")))
    hallado = CON_TRATAMIENTO.match(nombre)
    tratamiento = ""
    if hallado:
        clave = " ".join(plegar(hallado["titulo"]).replace(".", " ").split())
        tratamiento, nombre = TRATAMIENTOS[clave], nombre[hallado.end() :]
    if not nombre:
        nombre = cargo or "Redacción"
        fila.notas.append("Sin nombre: se llama como su cargo" if cargo else "Sin nombre: queda como «Redacción»")
    fila.datos |= {"nombre": en_minusculas(nombre), "tratamiento": tratamiento, "cargo": cargo}


def _del_medio(fila: Limpia, leido: dict[str, str]) -> None:
    medio = en_minusculas(_junto(leido.get("medio", "")))
    if not medio:
        fila.errores["medio"] = "Falta el medio: escribe dónde trabaja."
    tipo, cobertura = plegar(_junto(leido.get("tipo", ""))), plegar(_junto(leido.get("cobertura", "")))
    if cobertura and cobertura not in POR_COBERTURA:
        fila.errores["cobertura"] = f"«{leido['cobertura'][:30]}» no es Local, Regional, Estatal ni Nacional."
    if tipo and tipo not in POR_TIPO:
        fila.notas.append(f"Tipo «{leido['tipo'][:30]}»: no es de la lista")
    fila.datos |= {
        "medio": medio,
        "tipo": POR_TIPO.get(tipo) or tipo_supuesto(medio),
        "cobertura": POR_COBERTURA.get(cobertura, Cobertura.LOCAL.value),
        "municipio": en_minusculas(_junto(leido.get("municipio", ""))),
        "sitio": _sitio(fila, _junto(leido.get("sitio", ""))),
    }


def tipo_supuesto(medio: str) -> str:
    """El tipo que dice el nombre: «Radio Ribera» es radio. «Otro» si no lo dice."""
    palabras = set(plegar(medio).split())
    return next((tipo.value for claves, tipo in TIPO_POR_PALABRA if palabras & {*claves}), TipoDeMedio.OTRO.value)


def _sitio(fila: Limpia, escrito: str) -> str:
    if not escrito:
        return ""
    sitio = escrito if "://" in escrito else f"https://{escrito}"
    try:
        URLValidator(schemes=["http", "https"])(sitio)
    except ValidationError:
        fila.notas.append(f"La página «{escrito[:40]}» no se entiende y no entra")
        return ""
    return sitio


def partir_telefonos(texto: str) -> list[str]:
    """Los números de una celda: separados por diagonal, coma o «y», o dos de diez dígitos pegados."""
    solo_digitos = re.sub(r"[\s().-]", "", texto)
    if re.fullmatch(r"\d{20}", solo_digitos):
        return [solo_digitos[:DIGITOS], solo_digitos[DIGITOS:]]
    partes = [p.strip() for p in re.split(r"[/;,]|\s[yo]\s|\s{2,}|(?<=\d{10})\s+(?=\d{10})", texto) if p.strip()]
    son_numeros = all(len(re.sub(r"\D", "", p)) >= DIGITOS for p in partes)
    return partes if son_numeros and len(partes) > 1 else [texto]


def _de_telefonos(fila: Limpia, leido: dict[str, str]) -> None:
    telefonos: list[str] = []
    crudos = [("telefono", leido.get("telefono", ""))]
    crudos += [("otro_telefono", otro) for otro in leido.get("otro_telefono", "").split("|")]
    for campo, escrito in crudos:
        crudo = DE_EXCEL.sub("", escrito.strip()).strip()
        if not crudo:
            continue
        if _redondeado(fila, campo, crudo):
            crudo = _entero(crudo)
        partes = partir_telefonos(crudo)
        if len(partes) > 1:
            fila.notas.append("Dos teléfonos en una celda: entran los dos")
        telefonos += [limpio for p in partes if (limpio := _telefono(fila, "telefono", p))]
    principal, *otros = telefonos or [""]
    fila.datos |= {"telefono": principal, "otros_telefonos": [t for t in otros if t != principal][:4]}
    _de_whatsapp(fila, DE_EXCEL.sub("", leido.get("whatsapp", "").strip()).strip())


def _redondeado(fila: Limpia, campo: str, crudo: str) -> bool:
    """Excel guarda un número largo redondeado: o trae exponente, o acaba en muchos ceros."""
    if REDONDEADO.fullmatch(crudo):
        fila.redondeado = True
        return True
    if campo == "telefono" and crudo.isdecimal() and crudo.endswith("0" * CEROS_DE_REDONDEO):
        fila.redondeado = True
    return False


def _entero(crudo: str) -> str:
    return f"{float(crudo.replace(',', '.')):.0f}"


def _telefono(fila: Limpia, campo: str, crudo: str) -> str:
    try:
        return limpiar_telefono(crudo)
    except ValueError as error:
        fila.errores[campo] = str(error)
        return ""


def _de_whatsapp(fila: Limpia, crudo: str) -> None:
    tiene, numero = plegar(crudo) in SI, ""
    if crudo and not tiene and plegar(crudo) not in NO:
        numero = _telefono(fila, "whatsapp", _entero(crudo) if REDONDEADO.fullmatch(crudo) else crudo)
        if numero == fila.datos["telefono"]:
            tiene, numero = True, ""
    fila.datos |= {"tiene_whatsapp": tiene and bool(fila.datos["telefono"]), "whatsapp": numero}


def _de_correo(fila: Limpia, crudo: str) -> None:
    partes = [p for p in PARTE_DE_CORREOS.split(crudo.replace("mailto:", "").strip().strip("<>'")) if p]
    correo, *otros = partes or [""]
    fila.datos["correo"] = _correo(fila, correo)
    if otros:
        fila.notas.append("Dos correos en una celda: entra el primero; el otro queda en sus notas")
        fila.datos["a_notas"] = f"Otro correo: {', '.join(otros)}"


def _correo(fila: Limpia, escrito: str) -> str:
    if not escrito:
        return ""
    dominio = escrito.rpartition("@")[2]
    if "@" in escrito and "." not in dominio:
        fila.errores["correo"] = f"A {escrito[:60]} le falta la terminación, como «.mx» o «.com»."
        return ""
    try:
        correo = correo_canonico(escrito).lower()
        validate_email(correo)
    except ValidationError as error:
        es_el_buzon = error.code == "buzon"
        fila.errores["correo"] = error.messages[0] if es_el_buzon else f"«{escrito[:60]}» no es un correo completo."
        return ""
    return correo
