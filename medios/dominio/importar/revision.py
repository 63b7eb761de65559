"""Comparar cada fila con el directorio: si es nueva, si cambia algo, si ya está o si alguien debe decidir."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from medios.dominio.importar.celdas import Limpia, limpiar_fila
from medios.estados import ENTRAN, ClaseDeFila
from medios.models import Contacto, FilaImportada, Medio
from medios.models.importacion import decir
from nucleo.texto.formato import plegar
from nucleo.texto.parecido import distancia

COMPARADOS = ("nombre", "cargo", "telefono", "whatsapp", "correo", "notas", "tratamiento")
SE_CONSERVAN = ("notas", "tratamiento")  # lo que hay no se cambia: sólo se llena si está vacío
SIN_PESO = {"de", "del", "la", "el", "los", "las", "y"}
LETRAS_DE_MAS = 2
LARGO_PARA_PARECERSE = 6
Llave = tuple[str, str]


@dataclass
class Indice:
    """El directorio y las demás filas, por donde se buscan."""

    por_correo: dict[str, Contacto] = field(default_factory=dict)
    por_nombre: dict[Llave, Contacto] = field(default_factory=dict)
    por_telefono: dict[Llave, Contacto] = field(default_factory=dict)
    del_medio: dict[str, list[Contacto]] = field(default_factory=dict)
    medios: dict[str, Medio] = field(default_factory=dict)
    medios_por_inicio: dict[str, list[Medio]] = field(default_factory=dict)
    filas: dict[Llave, FilaImportada] = field(default_factory=dict)

    def anotar(self, fila: FilaImportada) -> None:
        """Las que siguen pueden repetir a ésta."""
        for llave in _llaves(fila.datos):
            self.filas.setdefault(llave, fila)

    def fila_igual(self, fila: FilaImportada) -> FilaImportada | None:
        """Otra, antes que ésta, que dice la misma persona o el mismo correo."""
        otras = (self.filas.get(llave) for llave in _llaves(fila.datos))
        return next((o for o in otras if o and o.renglon < fila.renglon), None)


def _llaves(datos: dict[str, Any]) -> list[Llave]:
    llaves = [(plegar(datos["medio"]), plegar(datos["nombre"]))]
    if datos["correo"]:
        llaves.append(("@", datos["correo"]))
    return llaves


def indice_del_directorio() -> Indice:
    """Dos consultas, sea del tamaño que sea el directorio."""
    indice = Indice()
    for medio in Medio.objects.all():
        indice.medios[plegar(medio.nombre)] = medio
        for inicio in _inicios(medio.nombre):
            indice.medios_por_inicio.setdefault(inicio, []).append(medio)
    por_llave = {m.pk: m for m in indice.medios.values()}
    for contacto in Contacto.objects.filter(borrado_en=None).order_by("-activo", "pk"):
        contacto.medio = por_llave[contacto.medio_id]
        suyo = plegar(contacto.medio.nombre)
        indice.por_nombre.setdefault((suyo, plegar(contacto.nombre)), contacto)
        indice.del_medio.setdefault(suyo, []).append(contacto)
        if contacto.correo:
            indice.por_correo.setdefault(contacto.correo.lower(), contacto)
        if contacto.telefono:
            indice.por_telefono.setdefault((suyo, contacto.telefono), contacto)
    return indice


def revisar_filas(filas: Iterable[FilaImportada], indice: Indice) -> None:
    """Revisa todas en su orden; nada se guarda."""
    for fila in filas:
        revisar(fila, indice)
        indice.anotar(fila)


def revisar(fila: FilaImportada, indice: Indice) -> None:
    """Pone en la fila qué es, qué se arregló, qué le falta y qué cambiaría. No guarda."""
    limpia = limpiar_fila(fila.leido)
    oculta = [n for n in fila.notas if n == "Fila oculta en Excel"]
    fila.datos, fila.errores, fila.notas = limpia.datos, limpia.errores, [*limpia.notas, *oculta]
    fila.reparados = _reparados(fila, limpia)
    fila.parecido, fila.hoy, fila.contacto = {}, {}, None
    fila.clase = _clase(fila, limpia, indice)
    fila.entra = fila.clase in ENTRAN


def _reparados(fila: FilaImportada, limpia: Limpia) -> list[str]:
    campos = []
    for campo in ("medio", "nombre", "cargo", "telefono", "whatsapp", "correo"):
        venia = fila.leido.get(campo, "")
        queda = limpia.nombre_entero if campo == "nombre" else decir(campo, limpia.datos[campo])
        es_igual = venia == queda
        if campo in ("telefono", "whatsapp"):
            es_igual = re.sub(r"[ ()-]", "", venia) == re.sub(r"[ ()-]", "", queda)
        if venia and queda and not es_igual and campo not in fila.errores:
            campos.append(campo)
    return campos


def _clase(fila: FilaImportada, limpia: Limpia, indice: Indice) -> ClaseDeFila:
    if fila.errores:
        return ClaseDeFila.ERROR
    if limpia.redondeado and "numero" not in fila.decisiones:
        return _por_decidir(fila, "numero", 0, "Excel redondeó el número: confírmalo.")
    if not _es_de_un_medio(fila, indice):
        return ClaseDeFila.DECIDIR
    if (otra := indice.fila_igual(fila)) is not None and fila.decisiones.get("fila") != "otro":
        return _frente_a_otra_fila(fila, otra)
    return _frente_al_directorio(fila, indice)


def _frente_al_directorio(fila: FilaImportada, indice: Indice) -> ClaseDeFila:
    contacto = _el_mismo(fila, indice)
    if contacto is None and (casi := _casi(fila, indice)) is not None:
        if "contacto" not in fila.decisiones:
            return _por_decidir(fila, "contacto", casi.pk, f"Se parece a {casi}, de {casi.medio}")
        contacto = casi if fila.decisiones["contacto"] == "unir" else None
    if contacto is None:
        return ClaseDeFila.NUEVA
    fila.contacto = contacto
    fila.hoy = _lo_que_cambia(fila, contacto)
    return ClaseDeFila.CAMBIOS if fila.hoy else ClaseDeFila.REPETIDA


def _por_decidir(fila: FilaImportada, que: str, llave: int, dicho: str) -> ClaseDeFila:
    fila.parecido = {"que": que, "pk": llave, "dicho": dicho}
    return ClaseDeFila.DECIDIR


def _es_de_un_medio(fila: FilaImportada, indice: Indice) -> bool:
    """Pone el nombre del medio como está en el directorio; si sólo se parece a uno, lo pregunta."""
    nombre = fila.datos["medio"]
    ya = indice.medios.get(plegar(nombre))
    if ya is None and (casi := _medio_parecido(nombre, indice)) is not None:
        if "medio" not in fila.decisiones:
            _por_decidir(fila, "medio", casi.pk, f"Se parece a {casi}")
            return False
        ya = casi if fila.decisiones["medio"] == "unir" else None
    if ya is not None and ya.nombre != nombre:
        fila.datos["medio"] = ya.nombre
        fila.reparados = [*{*fila.reparados, "medio"}]
    return True


def _inicios(nombre: str) -> set[str]:
    palabras = [p for p in re.findall(r"[a-z]+", plegar(nombre)) if p not in SIN_PESO]
    return {" ".join(palabras[:2]), plegar(nombre)[:4]} if len(palabras) > 1 else {plegar(nombre)[:4]}


def _medio_parecido(nombre: str, indice: Indice) -> Medio | None:
    plegado, cifras = plegar(nombre), re.findall(r"\d+", nombre)
    palabras = [p for p in re.findall(r"[a-z]+", plegado) if p not in SIN_PESO]
    for inicio in _inicios(nombre):
        for medio in indice.medios_por_inicio.get(inicio, []):
            suyas = re.findall(r"\d+", medio.nombre)
            if cifras and suyas and cifras != suyas:
                continue
            if " " in inicio and len(palabras) > 1:
                return medio
            if len(plegado) > LARGO_PARA_PARECERSE and _casi_iguales(plegado, plegar(medio.nombre)):
                return medio
    return None


def _casi_iguales(una: str, otra: str) -> bool:
    return distancia(una, otra, LETRAS_DE_MAS) <= LETRAS_DE_MAS


def _frente_a_otra_fila(fila: FilaImportada, otra: FilaImportada) -> ClaseDeFila:
    """La repite y nada agrega, o la repite con algo distinto: entonces alguien decide si se unen."""
    distintos = [c for c in COMPARADOS if fila.datos.get(c) and fila.datos[c] != otra.datos.get(c)]
    distintos = [c for c in distintos if c not in ("nombre", *SE_CONSERVAN)]
    if not distintos:
        fila.notas.append(f"Repite la fila {otra.renglon}")
        return ClaseDeFila.REPETIDA
    if fila.decisiones.get("fila") == "unir":
        fila.notas.append(f"Se une a la fila {otra.renglon}")
        fila.parecido = {"que": "unida", "pk": otra.renglon, "dicho": ""}
        fila.hoy = {c: otra.datos.get(c, "") for c in distintos}
        return ClaseDeFila.CAMBIOS
    return _por_decidir(fila, "fila", otra.renglon, f"Se parece a la fila {otra.renglon}, {otra.datos['nombre']}")


def _el_mismo(fila: FilaImportada, indice: Indice) -> Contacto | None:
    """Por su nombre en ese medio, o por su correo si además se llama igual; con sólo el correo, se pregunta."""
    medio, nombre = plegar(fila.datos["medio"]), plegar(fila.datos["nombre"])
    if por_nombre := indice.por_nombre.get((medio, nombre)):
        return por_nombre
    por_correo = indice.por_correo.get(fila.datos["correo"])
    return por_correo if por_correo and _casi_iguales(nombre, plegar(por_correo.nombre)) else None


def _casi(fila: FilaImportada, indice: Indice) -> Contacto | None:
    """Quien recibe en ese correo, se llama casi igual en ese medio, o tiene ahí el mismo número."""
    if por_correo := indice.por_correo.get(fila.datos["correo"]):
        return por_correo
    medio, nombre = plegar(fila.datos["medio"]), plegar(fila.datos["nombre"])
    for otro in indice.del_medio.get(medio, []):
        if len(nombre) > LARGO_PARA_PARECERSE and _casi_iguales(nombre, plegar(otro.nombre)):
            return otro
    telefono = fila.datos["telefono"]
    return indice.por_telefono.get((medio, telefono)) if telefono and ";ext=" not in telefono else None


def _lo_que_cambia(fila: FilaImportada, contacto: Contacto) -> dict[str, str]:
    """De cada campo que cambiaría, lo que hay ahora."""
    cambia = {}
    for campo in COMPARADOS:
        nuevo, actual = fila.datos.get(campo, ""), getattr(contacto, campo)
        igual = plegar(str(nuevo)) == plegar(str(actual)) if campo in ("nombre", "correo") else nuevo == actual
        if nuevo and not igual and not (actual and campo in SE_CONSERVAN):
            cambia[campo] = actual
    if plegar(contacto.medio.nombre) != plegar(fila.datos["medio"]):
        cambia["medio"] = contacto.medio.nombre
    if fila.datos["tiene_whatsapp"] and not contacto.tiene_whatsapp:
        cambia["tiene_whatsapp"] = ""
    if {*fila.datos["otros_telefonos"]} - {*contacto.otros_telefonos, contacto.telefono}:
        cambia["otros_telefonos"] = ", ".join(contacto.otros_telefonos)
    return cambia
