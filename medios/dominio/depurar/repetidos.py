"""Contactos que parecen la misma persona: se sugieren, se unen y se deshace."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction

from medios.models import Contacto, Distintos, Fusion, Invitacion
from nucleo.dominio.actos import exigir
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.texto.formato import plegar
from nucleo.texto.parecido import distancia
from personas.models import Persona
from personas.permisos import EDITAR_MEDIOS

SE_LLENAN = ("tratamiento", "cargo", "correo", "telefono", "whatsapp", "notas", "origen")
LETRAS_DE_MAS, LARGO_PARA_PARECERSE, TELEFONOS = 2, 6, 4
A_LA_VISTA = 50


@dataclass(frozen=True)
class Par:
    """Dos contactos y por qué se parecen. El primero tiene más historia: se propone que se quede."""

    uno: Contacto
    otro: Contacto
    por_que: str


def contactos_repetidos() -> list[Par]:
    """Los pares de contactos activos que se parecen y nadie ha dicho que sean distintos. Dos consultas."""
    distintos = set(Distintos.objects.values_list("uno_id", "otro_id"))
    contactos = Contacto.objects.filter(activo=True, borrado_en=None).select_related("medio").order_by("medio", "pk")
    grupos: dict[object, list[Contacto]] = {}
    for contacto in contactos:
        grupos.setdefault(("medio", contacto.medio_id), []).append(contacto)
        if contacto.telefono and ";ext=" not in contacto.telefono:
            grupos.setdefault(("telefono", contacto.telefono), []).append(contacto)
    vistos: dict[tuple[int, int], Par] = {}
    for clave, suyos in grupos.items():
        for par in _pares(str(clave[0]), suyos):  # type: ignore[index] # la clave es un par
            llave = (min(par.uno.pk, par.otro.pk), max(par.uno.pk, par.otro.pk))
            if llave not in distintos:
                vistos.setdefault(llave, par)
    return list(vistos.values())[:A_LA_VISTA]


def _pares(por: str, contactos: list[Contacto]) -> Iterator[Par]:
    for uno, otro in combinations(contactos, 2):
        if por == "telefono" and uno.medio_id != otro.medio_id:
            yield Par(uno, otro, "Tienen el mismo teléfono en dos medios")
        elif por == "medio" and _casi_iguales(uno.nombre, otro.nombre):
            yield Par(uno, otro, "Se llaman casi igual en el mismo medio")


def _casi_iguales(una: str, otra: str) -> bool:
    una, otra = plegar(una), plegar(otra)
    return len(una) > LARGO_PARA_PARECERSE and distancia(una, otra, LETRAS_DE_MAS) <= LETRAS_DE_MAS


@transaction.atomic(durable=True)
def unir_contactos(queda: Contacto, se_va: Contacto, *, por: Persona, ahora: datetime) -> Fusion:
    """Deja uno: llena lo que le falta con lo del otro y se lleva sus invitaciones. El otro se archiva.

    Si a los dos se les invitó a un evento, la del otro se queda con él, archivada. «No enviar» vale para los dos.
    """
    exigir(por, EDITAR_MEDIOS, frase="unir contactos")
    llaves = sorted({queda.pk, se_va.pk})
    filas = {c.pk: c for c in Contacto.objects.select_for_update(no_key=True).filter(pk__in=llaves).order_by("pk")}
    if len(filas) != 2 or not filas[se_va.pk].activo or filas[queda.pk].borrado_en:  # noqa: PLR2004 - un par
        raise NoSePuede("Esos dos contactos ya no están para unirse. Mira la lista otra vez.")
    queda, se_va = filas[queda.pk], filas[se_va.pk]
    ya_invitado = Invitacion.objects.filter(contacto=queda).values("evento")
    movidas = list(se_va.invitaciones.exclude(evento__in=ya_invitado).values_list("pk", flat=True))
    fusion = Fusion(queda=queda, se_fue=se_va, antes=_como_esta(queda), correo=se_va.correo, movidas=movidas)
    fusion.hecha_en, fusion.hecha_por = ahora, por
    _soltar(se_va)
    _llenar(queda, se_va, fusion.correo)
    Invitacion.objects.filter(pk__in=movidas).update(contacto=queda)
    fusion.save()
    asentar("unir contactos", queda, por=por, ahora=ahora, se_fue=se_va.pk)
    return fusion


def _como_esta(contacto: Contacto) -> dict[str, Any]:
    campos = (*SE_LLENAN, "otros_telefonos", "no_enviar_correos", "tiene_whatsapp", "comparte_buzon")
    return {c: getattr(contacto, c) for c in campos}


def _soltar(se_va: Contacto) -> None:
    """Deja libre su correo: sólo puede ser de uno."""
    se_va.activo, se_va.correo = False, ""
    se_va.ordenar()
    se_va.save()


def _llenar(queda: Contacto, se_va: Contacto, correo: str) -> None:
    for campo in SE_LLENAN:
        suyo = correo if campo == "correo" else getattr(se_va, campo)
        if suyo and not getattr(queda, campo):
            setattr(queda, campo, suyo)
    numeros = [*queda.otros_telefonos, se_va.telefono, *se_va.otros_telefonos]
    queda.otros_telefonos = [n for n in dict.fromkeys(numeros) if n and n != queda.telefono][:TELEFONOS]
    queda.no_enviar_correos = queda.no_enviar_correos or se_va.no_enviar_correos
    queda.ordenar()
    queda.save()


@transaction.atomic(durable=True)
def separar_contactos(fusion: Fusion, *, por: Persona, ahora: datetime) -> Fusion:
    """Deshace una fusión: los dos quedan como estaban. Repetirlo no hace nada."""
    exigir(por, EDITAR_MEDIOS, frase="unir contactos")
    fusion = Fusion.objects.select_for_update(of=("self",)).select_related("queda", "se_fue").get(pk=fusion.pk)
    if fusion.deshecha_en:
        return fusion
    queda, se_fue = fusion.queda, fusion.se_fue
    for campo, valor in fusion.antes.items():
        setattr(queda, campo, valor)
    queda.ordenar()
    queda.save()
    se_fue.activo, se_fue.correo = True, fusion.correo
    se_fue.ordenar()
    se_fue.save()
    Invitacion.objects.filter(pk__in=fusion.movidas, contacto=queda).update(contacto=se_fue)
    fusion.deshecha_en = ahora
    fusion.save(update_fields=["deshecha_en"])
    asentar("separar contactos", queda, por=por, ahora=ahora, volvio=se_fue.pk)
    return fusion


@transaction.atomic(durable=True)
def son_distintos(uno: Contacto, otro: Contacto, *, por: Persona, ahora: datetime) -> Distintos:
    """Ya no se sugiere ese par."""
    exigir(por, EDITAR_MEDIOS, frase="unir contactos")
    if uno.pk == otro.pk:
        raise NoSePuede("Es el mismo contacto.")
    menor, mayor = sorted([uno, otro], key=lambda c: c.pk)
    par, _ = Distintos.objects.get_or_create(uno=menor, otro=mayor, defaults={"dicho_en": ahora, "dicho_por": por})
    return par
