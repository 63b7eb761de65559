"""El informe en Excel: cada sección en su hoja, con fechas y números que se pueden sumar."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from cronograma.consultas.meses import mes_y_ano
from cronograma.consultas.por_eje import COMO_SE_CUENTAN, EjeHecho
from cronograma.dominio.celdas import Celda
from cronograma.dominio.informes.armado import InformeArmado
from cronograma.estados import SeccionDeInforme
from nucleo.texto.formato import CENTRO, MESES
from personas.dominio.libro import HojaDeLibro, Valor, libro_xlsx

Fila = Sequence[Valor]


def libro_del_informe(armado: InformeArmado) -> bytes:
    return libro_xlsx(_hojas(armado), titulo=armado.titulo, autor=armado.contenido.oficina.nombre)


def _hojas(armado: InformeArmado) -> Iterator[HojaDeLibro]:
    yield HojaDeLibro("Resumen", ["Qué", "Valor"], _resumen(armado))
    for clave in armado.secciones:
        if hoja := HOJAS.get(clave):
            yield hoja(armado)
        if clave == SeccionDeInforme.EJES:
            yield _ejes_por_mes(armado)


def _resumen(armado: InformeArmado) -> list[Fila]:
    c = armado.contenido
    renglones: list[Fila] = [
        ["Informe", armado.titulo],
        ["Desde", c.periodo.fecha_desde],
        ["Hasta", c.periodo.fecha_hasta],
        ["Hecho", c.hecho_en],
        ["Cumplimiento (%)", c.porcentaje],
        ["Planeado", c.programado],
        ["Cuenta hasta la meta", c.cuenta],
        ["Pruebas", c.cuantas_pruebas],
        ["Huella SHA-256", armado.huella],
    ]
    if c.sin_cerrar:
        renglones.append(["Sin cerrar", c.sin_cerrar])
    renglones += [["Aviso", aviso] for aviso in armado.avisos]
    renglones += [[str(SeccionDeInforme(s).label), armado.textos[s]] for s in armado.secciones if armado.textos[s]]
    return renglones


def _cronograma(armado: InformeArmado) -> HojaDeLibro:
    filas = [
        _de_la_celda(rejilla.tabla.ejercicio, celda)
        for rejilla in armado.contenido.rejillas
        for fila in rejilla.filas
        for celda in fila.celdas
    ]
    encabezados = ["Ejercicio", "Mes", "N.º", "Actividad", "Unidad", "Planeado", "Realizado", "Cuenta", "Cómo quedó"]
    return HojaDeLibro("Cronograma", [*encabezados, "Cerrado", "De un mes cerrado", "Llegó tarde"], filas)


def _de_la_celda(ejercicio: int, celda: Celda) -> Fila:
    actividad = celda.actividad
    return [
        ejercicio,
        MESES[celda.mes - 1],
        actividad.numero,
        actividad.nombre,
        actividad.unidad,
        celda.programado,
        celda.realizado,
        celda.hasta_la_meta if celda.cuenta else None,
        celda.palabra,
        "Sí" if celda.cierre else "No",
        celda.de_antes,
        celda.tardias,
    ]


def _ejes(armado: InformeArmado) -> HojaDeLibro:
    """Un renglón por cosa y línea a la que sirve."""
    filas: list[Fila] = [
        [hecho.nombre, str(linea.linea), c.cuando, c.que, c.folio, c.titulo, c.direccion]
        for hecho in _los_ejes(armado)
        for linea in hecho.lineas
        for c in linea.cosas
    ]
    return HojaDeLibro("Por eje", ["Eje", "Línea", "Fecha", "Qué es", "Folio", "Título", "Dirección"], filas)


def _ejes_por_mes(armado: InformeArmado) -> HojaDeLibro:
    """Cuántos boletines salieron de cada eje en cada mes: el cero es un mes sin difundir; y cuánto de cada clase."""
    por_eje = armado.contenido.por_eje
    clases, ejes = (por_eje.clases if por_eje else []), _los_ejes(armado)
    meses = [mes_y_ano(mes) for mes, _ in ejes[0].por_mes] if ejes else []
    filas: list[Fila] = [[e.nombre, *(n for _, n in e.por_mes), *map(e.cuantos, clases)] for e in ejes]
    totales = [f"{COMO_SE_CUENTAN[que][0]} en total" for que in clases]
    return HojaDeLibro("Boletines por eje y mes", ["Eje", *meses, *totales], filas)


def _los_ejes(armado: InformeArmado) -> Sequence[EjeHecho]:
    return armado.contenido.por_eje.ejes if armado.contenido.por_eje else []


def _boletines(armado: InformeArmado) -> HojaDeLibro:
    filas: list[Fila] = [[b.folio, b.cuando, b.titulo, b.dependencia, b.direccion] for b in armado.contenido.boletines]
    return HojaDeLibro("Boletines", ["Folio", "Salió", "Boletín", "Dependencia", "Dirección"], filas)


def _medios(armado: InformeArmado) -> HojaDeLibro:
    filas: list[Fila] = [
        [m.cuando, m.titulo, m.invitados, m.confirmados, m.sin_contestar, m.asistentes] for m in armado.contenido.medios
    ]
    encabezados = ["Fecha", "Evento", "Invitados", "Confirmados", "Sin contestar", "Personas"]
    return HojaDeLibro("Medios", encabezados, filas)


def _redes(armado: InformeArmado) -> HojaDeLibro:
    filas: list[Fila] = [[p.cuando, p.red, p.titulo, p.enlace] for p in armado.contenido.redes]
    return HojaDeLibro("Redes", ["Fecha", "Red", "Publicación", "Enlace"], filas)


def _correcciones(armado: InformeArmado) -> HojaDeLibro:
    filas: list[Fila] = [[e.cuando, e.folio, e.que, e.razon] for e in armado.contenido.enmiendas]
    return HojaDeLibro("Correcciones y retiros", ["Fecha", "Folio", "Qué", "Razón"], filas)


def _pendientes(armado: InformeArmado) -> HojaDeLibro:
    filas: list[Fila] = [
        [e.actividad.ejercicio, MESES[e.mes - 1], e.actividad.nombre, e.get_caso_display(), e.texto, str(e.escrita_por)]
        for e in armado.contenido.explicaciones
    ]
    return HojaDeLibro("Motivos", ["Ejercicio", "Mes", "Actividad", "Caso", "Motivo", "Quién"], filas)


def _anexo(armado: InformeArmado) -> HojaDeLibro:
    nombres = {f.actividad.pk: f.actividad for f in armado.contenido.filas}
    filas: list[Fila] = [
        [
            nombres[pk].numero,
            nombres[pk].nombre,
            p.cuando.astimezone(CENTRO),
            p.titulo,
            p.clase,
            p.cantidad,
            "Sí" if p.extemporanea else "No",
            p.direccion,
            p.huella,
        ]
        for pk, pruebas in armado.contenido.pruebas.items()
        if pk in nombres
        for p in pruebas
    ]
    encabezados = ["N.º", "Actividad", "Fecha", "Qué es", "Clase", "Vale", "Extemporánea", "Dónde", "Huella SHA-256"]
    return HojaDeLibro("Anexo de pruebas", encabezados, filas)


HOJAS: Mapping[str, Callable[[InformeArmado], HojaDeLibro]] = {
    SeccionDeInforme.CRONOGRAMA: _cronograma,
    SeccionDeInforme.EJES: _ejes,
    SeccionDeInforme.BOLETINES: _boletines,
    SeccionDeInforme.MEDIOS: _medios,
    SeccionDeInforme.REDES: _redes,
    SeccionDeInforme.CORRECCIONES: _correcciones,
    SeccionDeInforme.PENDIENTES: _pendientes,
    SeccionDeInforme.ANEXO: _anexo,
}
