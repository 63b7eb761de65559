"""El texto de cada sección como lo proponen los datos: quien hace el informe lo deja o lo cambia."""

from collections.abc import Callable, Mapping

from cronograma.dominio.informes.contenido import ContenidoDelInforme, hay_boletines_en_el_plan
from cronograma.estados import Regla, SeccionDeInforme
from cronograma.models import Explicacion
from nucleo.texto.formato import enumerar, numero, plural, porcentaje
from produccion.consultas.lo_hecho import por_red

Texto = Callable[[ContenidoDelInforme], str]


def propuesta(seccion: str, contenido: ContenidoDelInforme) -> str:
    """Lo que los datos dicen de esa sección; vacío si no hay nada que decir."""
    return PROPUESTAS.get(seccion, _nada)(contenido)


def _nada(_: ContenidoDelInforme) -> str:
    return ""


def _resumen(c: ContenidoDelInforme) -> str:
    """Cinco renglones: cumplimiento, boletines, memoria, medios y redes."""
    if c.esta_vacio:
        return f"En {c.periodo.nombre} no hay trabajo registrado en el sistema."
    return "\n".join([_cumplimiento(c), _boletines(c), _memoria(c), _medios(c), _redes(c)])


def _cumplimiento(c: ContenidoDelInforme) -> str:
    if c.porcentaje is None:
        return f"En {c.periodo.nombre} no había metas que contar."
    completas = sum(1 for f in c.filas if f.programado and f.hasta_la_meta == f.programado)
    con_meta = sum(1 for f in c.filas if f.programado)
    return (
        f"Se cumplió {porcentaje(c.porcentaje)} de lo planeado: cuentan hasta la meta {numero(c.cuenta)} de"
        f" {numero(c.programado)}, con {completas} de {con_meta} actividades completas."
    )


def _boletines(c: ContenidoDelInforme) -> str:
    cuantos = c.realizado(Regla.BOLETINES) if hay_boletines_en_el_plan(c) else len(c.boletines)
    correcciones = sum(1 for e in c.enmiendas if e.que == "Corrección")
    retiros = len(c.enmiendas) - correcciones
    despues = [
        plural(correcciones, "uno se corrigió", "{} se corrigieron") if correcciones else "",
        plural(retiros, "uno se retiró", "{} se retiraron") if retiros else "",
    ]
    emitidos = plural(cuantos, "Se emitió 1 boletín", "Se emitieron {} boletines")
    return "; ".join([emitidos, *filter(None, despues)]) + "."


def _memoria(c: ContenidoDelInforme) -> str:
    cuantos = c.realizado(Regla.MEMORIA)
    return plural(
        cuantos,
        "Se entregó la memoria fotográfica de 1 evento.",
        "Se entregó la memoria fotográfica de {} eventos.",
    )


def _medios(c: ContenidoDelInforme) -> str:
    if not c.medios:
        return "No se invitó a medios a ningún evento."
    invitados, confirmados = sum(m.invitados for m in c.medios), sum(m.confirmados for m in c.medios)
    eventos = plural(len(c.medios), "1 evento", "{} eventos")
    return (
        f"Se hicieron {numero(invitados)} invitaciones a medios para {eventos};"
        f" {plural(confirmados, 'se confirmó 1', 'se confirmaron {}')} ({porcentaje(100 * confirmados / invitados)})."
    )


def _redes(c: ContenidoDelInforme) -> str:
    partes = [f"{numero(n)} en {red}" for red, n in por_red(c.redes).most_common()]
    cambios = c.realizado(Regla.PAGINAS)
    paginas = plural(cambios, "se hizo 1 cambio", "se hicieron {} cambios")
    if not partes:
        return f"No hay publicaciones en redes con su enlace; {paginas} en las páginas oficiales."
    cuantas = plural(len(c.redes), "Hay 1 publicación", "Hay {} publicaciones")
    return f"{cuantas} en redes ({enumerar(partes)}) y {paginas} en las páginas oficiales."


def _enmiendas(c: ContenidoDelInforme) -> str:
    if c.enmiendas:
        return "Lo que se corrigió o se retiró está a la vista en el portal, con su nota."
    return "No se corrigió ni se retiró ningún boletín."


def _ejes(c: ContenidoDelInforme) -> str:
    if c.por_eje is None:
        return "Todavía no se carga el plan municipal."
    ejes, callados = c.por_eje.ejes, c.por_eje.callados
    de_cuantos = plural(len(ejes), "1 eje", "{} ejes")
    frases = [f"Se difundieron {len(ejes) - len(callados)} de {de_cuantos} de «{c.por_eje.plan}»."]
    if callados:
        frases.append(f"Sin un boletín en el periodo: {enumerar([e.nombre for e in callados])}.")
    return " ".join(frases)


def _pendientes(c: ContenidoDelInforme) -> str:
    explicadas = {(e.actividad_id, e.mes) for e in c.explicaciones if e.caso == Explicacion.Caso.FALTO}
    renglones = [c.sin_cerrar]
    renglones += [
        f"{celda.actividad.nombre_corto}, {celda.mes_y_ano}: {celda.realizado} de {celda.programado}, sin motivo."
        for celda in c.faltantes
        if (celda.actividad.pk, celda.mes) not in explicadas
    ]
    if c.tardias:
        cuantas = sum(celda.tardias for celda in c.tardias)
        renglones.append(
            plural(cuantas, "Llegó 1 prueba", "Llegaron {} pruebas")
            + " después del cierre: no cambia lo firmado y cuenta en el siguiente."
        )
    return "\n".join(filter(None, renglones)) or "Sin pendientes."


PROPUESTAS: Mapping[str, Texto] = {
    SeccionDeInforme.RESUMEN: _resumen,
    SeccionDeInforme.CRONOGRAMA: lambda c: " ".join(filter(None, [_cumplimiento(c), c.sin_cerrar])),
    SeccionDeInforme.EJES: _ejes,
    SeccionDeInforme.BOLETINES: _boletines,
    SeccionDeInforme.MEDIOS: _medios,
    SeccionDeInforme.REDES: _redes,
    SeccionDeInforme.CORRECCIONES: _enmiendas,
    SeccionDeInforme.PENDIENTES: _pendientes,
}
