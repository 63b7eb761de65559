"""Quién puede qué, en las palabras de la oficina. Una persona puede tener varios papeles."""

VER_AGENDA = "agenda.ver"
EDITAR_AGENDA = "agenda.editar"
PROPONER_EVENTO = "agenda.proponer"
ASIGNAR_COBERTURA = "agenda.asignar"
VER_SOLICITUDES = "solicitudes.ver"
ATENDER_SOLICITUDES = "solicitudes.atender"
PEDIR = "solicitudes.pedir"
VER_MEDIOS = "medios.ver"
EDITAR_MEDIOS = "medios.editar"
INVITAR_MEDIOS = "medios.invitar"
VER_BIBLIOTECA = "biblioteca.ver"
SUBIR_EVIDENCIA = "biblioteca.subir"
EDITAR_EVIDENCIA = "biblioteca.editar"
DAR_DE_BAJA = "biblioteca.baja"
VER_BOLETINES = "boletines.ver"
ESCRIBIR_BOLETINES = "boletines.escribir"
APROBAR_BOLETINES = "boletines.aprobar"
PUBLICAR_BOLETINES = "boletines.publicar"
DECIDIR_SUSPENSION = "boletines.suspension"
ATENDER_PORTAL = "portal.atender"
EDITAR_PORTAL = "portal.editar"
VER_SALIDAS = "difusion.ver"
DECIDIR_SALIDAS = "difusion.decidir"
PUBLICAR_EN_REDES = "difusion.redes"
FRENAR = "difusion.frenar"
VER_CRONOGRAMA = "cronograma.ver"
AGREGAR_EVIDENCIA = "cronograma.evidencia"
PLANEAR = "cronograma.planear"
CERRAR_MES = "cronograma.cerrar"
HACER_INFORMES = "cronograma.informes"
CONTRAFIRMAR = "cronograma.contrafirmar"
VER_BITACORA = "nucleo.bitacora"
VER_TABLERO = "cadena.tablero"
VER_PAGINAS = "paginas.ver"
EDITAR_PAGINAS = "paginas.editar"
VER_PRODUCCION = "produccion.ver"
PRODUCIR = "produccion.producir"
APROBAR_PRODUCCION = "produccion.aprobar"
AJUSTAR_OFICINA = "personas.oficina"
ADMINISTRAR_PERSONAS = "personas.administrar"

_MIRAR = {VER_AGENDA, VER_MEDIOS, VER_BIBLIOTECA, VER_BOLETINES, VER_SALIDAS, VER_CRONOGRAMA, VER_PAGINAS} | {
    VER_PRODUCCION,
    VER_SOLICITUDES,
}

PAPELES: dict[str, tuple[str, frozenset[str]]] = {
    "directora": (
        "Dirección",
        frozenset(
            _MIRAR
            | {EDITAR_AGENDA, PROPONER_EVENTO, ASIGNAR_COBERTURA, EDITAR_MEDIOS, INVITAR_MEDIOS, SUBIR_EVIDENCIA}
            | {EDITAR_EVIDENCIA, ESCRIBIR_BOLETINES, APROBAR_BOLETINES, PUBLICAR_BOLETINES, DECIDIR_SALIDAS}
            | {PUBLICAR_EN_REDES, FRENAR, AGREGAR_EVIDENCIA, PLANEAR, CERRAR_MES, VER_BITACORA, AJUSTAR_OFICINA}
            | {HACER_INFORMES, PRODUCIR, APROBAR_PRODUCCION}
            | {ADMINISTRAR_PERSONAS, DAR_DE_BAJA, EDITAR_PAGINAS, DECIDIR_SUSPENSION, ATENDER_PORTAL, EDITAR_PORTAL}
            | {VER_TABLERO, ATENDER_SOLICITUDES}
        ),
    ),
    "redaccion": (
        "Redacción",
        frozenset(
            _MIRAR
            | {EDITAR_AGENDA, PROPONER_EVENTO, ASIGNAR_COBERTURA, EDITAR_MEDIOS, INVITAR_MEDIOS, SUBIR_EVIDENCIA}
            | {EDITAR_EVIDENCIA, ESCRIBIR_BOLETINES, APROBAR_BOLETINES, PUBLICAR_BOLETINES, AGREGAR_EVIDENCIA}
            | {DECIDIR_SALIDAS, EDITAR_PAGINAS, ATENDER_PORTAL, EDITAR_PORTAL, HACER_INFORMES, PRODUCIR}
            | {APROBAR_PRODUCCION, ATENDER_SOLICITUDES}
        ),
    ),
    "fotografia": (
        "Fotografía y video",
        frozenset(
            {
                VER_AGENDA,
                VER_BIBLIOTECA,
                VER_BOLETINES,
                VER_CRONOGRAMA,
                SUBIR_EVIDENCIA,
                EDITAR_EVIDENCIA,
                AGREGAR_EVIDENCIA,
                VER_PRODUCCION,
                PRODUCIR,
            }
        ),
    ),
    "redes": (
        "Redes sociales",
        frozenset(
            {VER_AGENDA, VER_BIBLIOTECA, VER_BOLETINES, VER_SALIDAS, VER_CRONOGRAMA, SUBIR_EVIDENCIA, PUBLICAR_EN_REDES}
            | {AGREGAR_EVIDENCIA, VER_PAGINAS, EDITAR_PAGINAS, VER_PRODUCCION, PRODUCIR}
        ),
    ),
    "contraloria": ("Contraloría", frozenset(_MIRAR | {VER_BITACORA, VER_TABLERO, CONTRAFIRMAR})),
    "consulta": ("Consulta", frozenset(_MIRAR)),
    "enlace": (
        "Enlace de dependencia",
        frozenset({VER_AGENDA, PROPONER_EVENTO, SUBIR_EVIDENCIA, VER_BIBLIOTECA, PEDIR}),
    ),
}
NOMBRES_DE_PAPELES = [(clave, nombre) for clave, (nombre, _) in PAPELES.items()]


def capacidades_de(papeles: list[str]) -> frozenset[str]:
    """La suma de lo que permite cada papel."""
    return frozenset().union(*(PAPELES[p][1] for p in papeles if p in PAPELES))


def nombres_de(papeles: list[str]) -> list[str]:
    """Los papeles como se dicen en la oficina."""
    return [PAPELES[p][0] for p in papeles if p in PAPELES]
