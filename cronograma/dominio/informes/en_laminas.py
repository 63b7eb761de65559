"""El informe en láminas: lo que se proyecta, con sus gráficas editables y sus fotos."""

from collections.abc import Callable, Iterator, Mapping

from cronograma.consultas.meses import meses_dichos
from cronograma.consultas.por_eje import COMO_SE_CUENTAN
from cronograma.dominio.informes.armado import InformeArmado
from cronograma.dominio.informes.contenido import ContenidoDelInforme
from cronograma.estados import Regla, SeccionDeInforme
from nucleo.texto.formato import MESES_CORTOS, fecha_larga, fecha_media, numero, porcentaje
from personas.dominio.presentacion import laminas
from personas.dominio.presentacion.escritor import presentacion_pptx
from produccion.consultas.lo_hecho import por_red

LARGO_EN_LA_GRAFICA = 40


def pptx_del_informe(armado: InformeArmado) -> bytes:
    return presentacion_pptx(laminas_del_informe(armado), oficina=armado.contenido.oficina, titulo=armado.titulo)


def laminas_del_informe(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    """Portada y las secciones que llevan lámina, en su orden. El anexo y las firmas son del papel."""
    contenido = armado.contenido
    oficina = contenido.oficina
    renglones = [oficina.nombre, oficina.localidad, contenido.sin_cerrar]
    yield laminas.LaminaDePortada(
        armado.titulo,
        notas=f"Con lo registrado al {fecha_larga(contenido.hecho_en)}. {contenido.sin_cerrar}".strip(),
        subtitulo="\n".join(filter(None, renglones)),
    )
    for clave in armado.secciones:
        yield from PARTES.get(clave, _ninguna)(armado)


def _ninguna(_: InformeArmado) -> Iterator[laminas.Lamina]:
    yield from ()


def _resumen(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    texto = armado.textos[SeccionDeInforme.RESUMEN]
    yield laminas.LaminaDeRenglones("Resumen", texto, [r for r in texto.split("\n") if r.strip()])
    yield cifras_de(armado.contenido)


def cifras_de(c: ContenidoDelInforme) -> laminas.LaminaDeCifras:
    """Los números del periodo, los mismos que la rejilla."""
    confirmados = sum(m.confirmados for m in c.medios)
    cifras = [
        laminas.CifraGrande("–" if c.porcentaje is None else porcentaje(c.porcentaje), "de lo planeado se cumplió"),
        laminas.CifraGrande(numero(c.realizado(Regla.BOLETINES) or len(c.boletines)), "boletines emitidos"),
        laminas.CifraGrande(numero(c.realizado(Regla.MEMORIA)), "eventos con memoria fotográfica"),
        laminas.CifraGrande(numero(confirmados), "confirmaciones de medios"),
        laminas.CifraGrande(numero(len(c.redes)), "publicaciones en redes"),
        laminas.CifraGrande(numero(c.realizado(Regla.PAGINAS)), "cambios en páginas oficiales"),
    ]
    return laminas.LaminaDeCifras("En cifras", cifras=cifras)


def _cronograma(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    c = armado.contenido
    yield grafica_de_actividades(c)
    if len(c.periodo.meses) > 1:
        yield from _por_mes(c)
    filas = [
        [
            str(f.actividad.numero),
            f.actividad.nombre,
            numero(f.programado),
            numero(sum(celda.realizado for celda in f.celdas)),
            "–" if f.porcentaje is None else porcentaje(f.porcentaje),
            f.celdas[0].palabra if len(f.celdas) == 1 else "",
        ]
        for f in c.filas
    ]
    encabezados = ["N.º", "Actividad", "Planeado", "Realizado", "Avance", "Cómo quedó"]
    notas = armado.textos[SeccionDeInforme.CRONOGRAMA]
    yield laminas.LaminaDeTabla("Cronograma", notas, encabezados, filas, [0.6, 5, 1.2, 1.2, 1.1, 2])


def grafica_de_actividades(c: ContenidoDelInforme) -> laminas.LaminaDeGrafica:
    con_meta = [f for f in c.filas if f.programado]
    completas = sum(1 for f in con_meta if f.hasta_la_meta == f.programado)
    return laminas.LaminaDeGrafica(
        "Planeado contra realizado",
        hallazgo=f"{completas} de {len(con_meta)} actividades llegaron a su meta.",
        categorias=[f.actividad.nombre_corto for f in c.filas],
        series=[
            ("Planeado", [f.programado for f in c.filas]),
            ("Realizado", [sum(celda.realizado for celda in f.celdas) for f in c.filas]),
        ],
    )


def _por_mes(c: ContenidoDelInforme) -> Iterator[laminas.Lamina]:
    """Cuánto de lo planeado se hizo cada mes."""
    categorias, planeado, cuenta = [], [], []
    for rejilla in c.rejillas:
        for lugar, mes in enumerate(rejilla.meses):
            celdas = [f.celdas[lugar] for f in rejilla.filas if f.celdas[lugar].cuenta]
            categorias.append(f"{MESES_CORTOS[mes - 1]} {rejilla.tabla.ejercicio % 100}")
            planeado.append(sum(celda.programado or 0 for celda in celdas))
            cuenta.append(sum(celda.hasta_la_meta for celda in celdas))
    yield laminas.LaminaDeGrafica(
        "Mes por mes",
        hallazgo=f"Cuentan hasta la meta {numero(c.cuenta)} de {numero(c.programado)}.",
        categorias=categorias,
        series=[("Planeado", planeado), ("Cuenta", cuenta)],
    )


def _actividades(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    for fila in armado.contenido.filas:
        fotos = [lista.foto for lista in armado.fotos_de(fila.actividad.pk)]
        if fotos:
            notas = f"Planeado {fila.programado}, realizado {sum(c.realizado for c in fila.celdas)}."
            yield laminas.LaminaDeFotos(fila.actividad.nombre, notas, fotos)


def _ejes(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    """La gráfica de todos, y de cada uno lo que se hizo y sus fotos; al final, los que nadie difundió."""
    por_eje, texto = armado.contenido.por_eje, armado.textos[SeccionDeInforme.EJES]
    if por_eje is None:
        return
    nombres = [f"{e.eje.clave}. {e.eje.texto}"[:LARGO_EN_LA_GRAFICA] for e in por_eje.ejes]
    series = [(COMO_SE_CUENTAN[que][0], [e.cuantos(que) for e in por_eje.ejes]) for que in por_eje.clases]
    yield laminas.LaminaDeGrafica("Por eje del plan municipal", texto, texto, nombres, series)
    for hecho in por_eje.ejes:
        filas = [
            [linea.linea.clave, fecha_media(c.cuando), c.que, f"{c.folio} {c.titulo}".strip()]
            for linea in hecho.lineas
            for c in linea.cosas
        ]
        if filas:
            encabezados, anchos = ["Línea", "Fecha", "Qué es", "Qué se hizo"], [1.1, 1.3, 1.8, 7]
            yield laminas.LaminaDeTabla(hecho.nombre, hecho.resumen, encabezados, filas, anchos)
        if fotos := [lista.foto for lista in armado.de_ejes.get(hecho.eje.pk, [])]:
            yield laminas.LaminaDeFotos(hecho.nombre, hecho.resumen, fotos)
    callados = [f"{e.nombre}: {meses_dichos(e.meses_sin)}" for e in por_eje.ejes if e.meses_sin]
    if callados:
        yield laminas.LaminaDeRenglones("Meses sin un boletín", "", callados)


def _boletines(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    filas = [[b.folio, fecha_media(b.cuando), b.titulo, b.dependencia] for b in armado.contenido.boletines]
    if filas:
        encabezados = ["Folio", "Salió", "Boletín", "Dependencia"]
        notas = armado.textos[SeccionDeInforme.BOLETINES]
        yield laminas.LaminaDeTabla("Boletines", notas, encabezados, filas, [1.3, 1.2, 6, 2.6])


def _medios(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    medios = armado.contenido.medios
    if medios:
        cifras = [
            laminas.CifraGrande(numero(sum(m.invitados for m in medios)), "invitaciones"),
            laminas.CifraGrande(numero(sum(m.confirmados for m in medios)), "confirmaciones"),
            laminas.CifraGrande(numero(len(medios)), "eventos con medios invitados"),
        ]
        yield laminas.LaminaDeCifras("Medios", armado.textos[SeccionDeInforme.MEDIOS], cifras)


def _redes(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    texto = armado.textos[SeccionDeInforme.REDES]
    cuentas = por_red(armado.contenido.redes).most_common()
    if len(cuentas) > 1:
        series = [("Publicaciones", [n for _, n in cuentas])]
        yield laminas.LaminaDeGrafica("Redes", texto, texto, [red for red, _ in cuentas], series)
    elif cuentas:
        cifras = [laminas.CifraGrande(numero(n), f"publicaciones en {red}") for red, n in cuentas]
        yield laminas.LaminaDeCifras("Redes", texto, cifras)


def _correcciones(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    filas = [[fecha_media(e.cuando), e.folio, e.que, e.razon] for e in armado.contenido.enmiendas]
    if filas:
        encabezados = ["Fecha", "Folio", "Qué", "Razón"]
        yield laminas.LaminaDeTabla("Correcciones y retiros", "", encabezados, filas, [1.2, 1.3, 1.2, 7])


def _pendientes(armado: InformeArmado) -> Iterator[laminas.Lamina]:
    renglones = [r for r in armado.textos[SeccionDeInforme.PENDIENTES].split("\n") if r.strip()]
    yield laminas.LaminaDeRenglones("Pendientes", "", renglones)


PARTES: Mapping[str, Callable[[InformeArmado], Iterator[laminas.Lamina]]] = {
    SeccionDeInforme.RESUMEN: _resumen,
    SeccionDeInforme.CRONOGRAMA: _cronograma,
    SeccionDeInforme.ACTIVIDADES: _actividades,
    SeccionDeInforme.EJES: _ejes,
    SeccionDeInforme.BOLETINES: _boletines,
    SeccionDeInforme.MEDIOS: _medios,
    SeccionDeInforme.REDES: _redes,
    SeccionDeInforme.CORRECCIONES: _correcciones,
    SeccionDeInforme.PENDIENTES: _pendientes,
}
