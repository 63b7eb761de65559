"""Lo que boletines contesta a la compuerta justo antes de que algo suyo salga."""

from collections.abc import Sequence
from datetime import datetime

from boletines.estados import EMITIDOS, EstadoBoletin
from boletines.models import Boletin
from boletines.models.suspension import SuspensionDeBoletines
from difusion.dominio.compuerta import Negativa, Salida, puede_salir_de
from difusion.dominio.freno import impedimentos_del_freno
from difusion.estados import Canal
from nucleo.referencias import ref, resolver_varias
from suspension.dominio.decisiones import que_corre


def puede_salir_boletin(salida: Salida, ahora: datetime) -> Negativa | None:
    """Sólo sale lo que ahora es público; el aviso de retiro sale siempre. Niega por defecto.

    Lo suspendido sí se escribe en el portal: su página va al árbol que no se sirve (`portal.dominio.construccion`).
    """
    return pueden_salir_boletines([salida], ahora)[0]


def pueden_salir_boletines(salidas: Sequence[Salida], ahora: datetime) -> list[Negativa | None]:
    """Lo mismo para las de una lista, en su orden: cuesta las consultas de una."""
    hallados = resolver_varias(s.objeto for s in salidas)
    boletines = {clave: b for clave, b in hallados.items() if isinstance(b, Boletin)}
    claves = [b.pk for b in boletines.values()]
    suyos = Boletin.objects.filter(pk__in=claves)
    emitidos = set(suyos.con_su_hora(ahora).values_list("pk", flat=True))
    afuera = emitidos and any(s.canal != Canal.PORTAL for s in salidas)
    suspension = SuspensionDeBoletines.en(ahora) if afuera else None
    sin_pagina = set(suyos.esperan_su_pagina(ahora).values_list("pk", flat=True)) if afuera else set()
    return [
        _juzgar(s.canal, boletin, emitidos, suspension, ahora) or _sin_su_pagina(s.canal, boletin, sin_pagina)
        for s, boletin in ((s, boletines.get(s.objeto)) for s in salidas)
    ]


def _sin_su_pagina(canal: str, boletin: Boletin | None, sin_pagina: set[int]) -> Negativa | None:
    """Lo demás lleva el enlace a su página: sale cuando ya está escrita."""
    espera = boletin is not None and boletin.pk in sin_pagina and canal != Canal.PORTAL
    if espera:
        return Negativa("Espera a que su página esté en el portal.")
    return None


def _juzgar(
    canal: str, boletin: Boletin | None, emitidos: set[int], suspension: SuspensionDeBoletines | None, ahora: datetime
) -> Negativa | None:
    if boletin is None:
        return Negativa("El boletín ya no existe.", definitiva=True)
    if canal == Canal.PORTAL and boletin.estado == EstadoBoletin.RETIRADO:
        return None
    if boletin.embargo_hasta and boletin.embargo_hasta > ahora and boletin.estado == EstadoBoletin.PUBLICADO:
        return Negativa("Está embargado: espera a su hora.")
    if boletin.pk not in emitidos:
        return Negativa("El boletín ya no es público.", definitiva=True)
    if canal == Canal.PORTAL or suspension is None or suspension.permite(boletin):
        return None
    # docs/dominio.md, reglas 2 y 8: definitiva, no sale tres meses después; si se autoriza, se envía otra vez a mano.
    motivo = f"{que_corre(suspension)} y {boletin.get_tema_display()} no se difunde."
    return Negativa(motivo, definitiva=True, por_suspension=True)


def por_que_no_se_copia(boletin: Boletin, ahora: datetime) -> str:
    """Por qué no se ofrece copiar su texto para WhatsApp o redes: freno, embargo y suspensión también los alcanzan.

    De un borrador no dice nada: su texto circula dentro de la oficina.
    """
    if boletin.estado not in EMITIDOS:
        return ""
    if impedimentos := impedimentos_del_freno():
        return str(impedimentos[0])
    negativa = puede_salir_de(ref(boletin), "whatsapp", ahora)
    if negativa:
        return negativa.motivo
    return ""
