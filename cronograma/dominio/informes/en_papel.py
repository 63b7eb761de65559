"""El informe en PDF, para archivarlo: PDF/UA y PDF/A, con sus fotos, sus ligas y sus huellas."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from cronograma.consultas.meses import meses_dichos
from cronograma.consultas.por_eje import CosaDelEje, EjeHecho
from cronograma.dominio.celdas import Celda, Fila
from cronograma.dominio.informes.armado import InformeArmado
from cronograma.dominio.informes.contenido import RejillaDelInforme, RenglonDeAnexo
from cronograma.dominio.informes.fotos import FotoLista
from cronograma.estados import SeccionDeInforme
from cronograma.models import Explicacion
from nucleo.enlaces.qr import qr_en_svg
from nucleo.texto.formato import CENTRO, MESES_CORTOS, fecha_larga, fecha_media, hora, numero, porcentaje
from personas.dominio.documento import PARA_ARCHIVAR, compilar, membrete
from personas.dominio.presentacion.escritor import pie_de
from personas.dominio.presentacion.fotos import como_jpeg, escudo_de

LADO_EN_PAPEL = 900  # píxeles: 260 por pulgada a media hoja; typst las tiene todas abiertas a la vez
CON_QR = 60  # boletines: más llenan hojas de códigos; para todos está el del portal
FIRMAN = ("Elaboró", "Revisó", "Autorizó")


def pdf_del_informe(armado: InformeArmado) -> bytes:
    """El documento entero. Las fotos las lee typst del disco: cientos no caben en sus datos."""
    with tempfile.TemporaryDirectory(prefix="informe-") as carpeta:
        return compilar("informe.typ", _datos(armado, Path(carpeta)), normas=PARA_ARCHIVAR)


def _datos(armado: InformeArmado, carpeta: Path) -> dict[str, Any]:
    contenido = armado.contenido
    local = contenido.hecho_en.astimezone(CENTRO)
    return {
        "oficina": membrete(contenido.oficina),
        "titulo": armado.titulo,
        "dia": {"year": local.year, "month": local.month, "day": local.day},
        "borrador": armado.es_borrador,
        "periodo": contenido.periodo.nombre[:1].upper() + contenido.periodo.nombre[1:],
        "de_quien": ", ".join(filter(None, [pie_de(contenido.oficina), contenido.oficina.entidad])),
        "escudo": _escudo(armado, carpeta),
        "hecho": f"{fecha_larga(contenido.hecho_en)}, {hora(contenido.hecho_en)} h",
        "sin_cerrar": contenido.sin_cerrar,
        "avisos": list(armado.avisos),
        "secciones": [_seccion(clave, armado, carpeta) for clave in armado.secciones],
        "huella": armado.huella,
        "portal": settings.BASE_URL,
        "qr": qr_en_svg(settings.BASE_URL),
    }


def _escudo(armado: InformeArmado, carpeta: Path) -> str:
    escudo = escudo_de(armado.contenido.oficina)
    if escudo is None:
        return ""
    ruta = carpeta / "escudo.jpg"
    ruta.write_bytes(escudo[0])
    return str(ruta.resolve())


def _seccion(clave: str, armado: InformeArmado, carpeta: Path) -> dict[str, Any]:
    partes = {"clave": clave, "nombre": str(SeccionDeInforme(clave).label)}
    partes["texto"] = armado.textos.get(clave, "")
    return {**partes, **PARTES.get(clave, _sola)(armado, carpeta)}


def _sola(_: InformeArmado, __: Path) -> dict[str, Any]:
    return {}


def _cronograma(armado: InformeArmado, _: Path) -> dict[str, Any]:
    return {"rejillas": [_rejilla(r) for r in armado.contenido.rejillas]}


def _rejilla(rejilla: RejillaDelInforme) -> dict[str, Any]:
    cierres = rejilla.tabla.cierres.por_mes
    ano = rejilla.tabla.ejercicio
    return {
        "ejercicio": str(ano),
        "meses": [MESES_CORTOS[mes - 1].upper() for mes in rejilla.meses],
        "cerrados": ["Cerrado" if (ano, mes) in cierres else "Sin cerrar" for mes in rejilla.meses],
        "filas": [_fila(fila) for fila in rejilla.filas],
        "porcentaje": _por_ciento(rejilla.porcentaje),
    }


def _fila(fila: Fila) -> dict[str, Any]:
    return {
        "numero": str(fila.actividad.numero),
        "nombre": fila.actividad.nombre,
        "celdas": [{"cifra": c.cifra, "palabra": c.palabra, "avance": str(c.avance)} for c in fila.celdas],
        "notas": [nota for c in fila.celdas for nota in _notas(c)],
        "programado": numero(fila.programado),
        "realizado": numero(sum(c.realizado for c in fila.celdas)),
        "cuenta": numero(fila.hasta_la_meta),
        "porcentaje": _por_ciento(fila.porcentaje),
    }


def _notas(celda: Celda) -> list[str]:
    notas = []
    if celda.fundamento:
        notas.append(f"{celda.nombre_del_mes.capitalize()}: {celda.fundamento}")
    if celda.de_antes:
        notas.append(f"En {celda.nombre_del_mes} cuentan {celda.de_antes} de un mes que ya estaba cerrado.")
    if celda.tardias:
        notas.append(f"De {celda.nombre_del_mes} llegaron {celda.tardias} después del cierre: no lo cambian.")
    return notas


def _por_ciento(parte: int | None) -> str:
    if parte is None:
        return "–"
    return porcentaje(parte)


def _actividades(armado: InformeArmado, carpeta: Path) -> dict[str, Any]:
    return {
        "actividades": [
            {**_fila(fila), "unidad": fila.actividad.unidad, "fotos": _fotos(fila, armado, carpeta)}
            for fila in armado.contenido.filas
        ]
    }


def _fotos(fila: Fila, armado: InformeArmado, carpeta: Path) -> list[dict[str, str]]:
    return _en_disco(armado.fotos_de(fila.actividad.pk), carpeta)


def _en_disco(listas: Sequence[FotoLista], carpeta: Path) -> list[dict[str, str]]:
    hechas = []
    for lista in listas:
        ruta = carpeta / f"{lista.evidencia.pk}.jpg"
        chica = como_jpeg(lista.foto.jpeg, lado=LADO_EN_PAPEL)
        ruta.write_bytes(chica[0] if chica else lista.foto.jpeg)
        hechas.append(
            {
                "archivo": str(ruta.resolve()),
                "pie": lista.foto.pie,
                "credito": lista.foto.credito,
                "alternativo": lista.foto.alternativo,
                "dia": fecha_media(lista.evidencia.capturada_en),
            }
        )
    return hechas


def _ejes(armado: InformeArmado, carpeta: Path) -> dict[str, Any]:
    por_eje = armado.contenido.por_eje
    ejes = por_eje.ejes if por_eje else []
    return {"ejes": [_eje(hecho, armado, carpeta) for hecho in ejes]}


def _eje(hecho: EjeHecho, armado: InformeArmado, carpeta: Path) -> dict[str, Any]:
    filas = {f.actividad.pk: f for f in armado.contenido.filas}
    sirven = [filas[pk] for pk in hecho.actividades if pk in filas]
    return {
        "nombre": hecho.nombre,
        "resumen": hecho.resumen + ".",
        "sin": meses_dichos(hecho.meses_sin),
        "actividades": [
            f"{f.actividad.nombre_corto}: {sum(c.realizado for c in f.celdas)} de {f.programado}" for f in sirven
        ],
        "lineas": [
            {"nombre": str(hecha.linea), "cosas": [_cosa(cosa) for cosa in hecha.cosas]} for hecha in hecho.lineas
        ],
        "fotos": _en_disco(armado.de_ejes.get(hecho.eje.pk, []), carpeta),
    }


def _cosa(cosa: CosaDelEje) -> dict[str, str]:
    return {
        "dia": fecha_media(cosa.cuando),
        "que": cosa.que,
        "titulo": f"{cosa.folio} {cosa.titulo}".strip(),
        "enlace": cosa.direccion,
    }


def _boletines(armado: InformeArmado, _: Path) -> dict[str, Any]:
    boletines = armado.contenido.boletines
    con_qr = len(boletines) <= CON_QR
    return {
        "filas": [
            {
                "folio": b.folio,
                "dia": fecha_media(b.cuando),
                "titulo": b.titulo,
                "dependencia": b.dependencia,
                "enlace": b.direccion,
                "qr": qr_en_svg(b.direccion) if con_qr else "",
            }
            for b in boletines
        ]
    }


def _medios(armado: InformeArmado, _: Path) -> dict[str, Any]:
    encabezados = ["Fecha", "Evento", "Invitados", "Confirmados", "Sin contestar", "Personas"]
    filas = [
        [fecha_media(m.cuando), m.titulo, *map(numero, (m.invitados, m.confirmados, m.sin_contestar, m.asistentes))]
        for m in armado.contenido.medios
    ]
    return {"encabezados": encabezados, "filas": filas}


def _redes(armado: InformeArmado, _: Path) -> dict[str, Any]:
    filas = [
        {"dia": fecha_media(p.cuando), "red": p.red, "titulo": p.titulo, "enlace": p.enlace}
        for p in armado.contenido.redes
    ]
    return {"filas": filas}


def _correcciones(armado: InformeArmado, _: Path) -> dict[str, Any]:
    encabezados = ["Fecha", "Folio", "Qué", "Razón"]
    filas = [[fecha_media(e.cuando), e.folio, e.que, e.razon] for e in armado.contenido.enmiendas]
    return {"encabezados": encabezados, "filas": filas}


def _pendientes(armado: InformeArmado, _: Path) -> dict[str, Any]:
    return {"motivos": [_motivo(e) for e in armado.contenido.explicaciones]}


def _motivo(explicacion: Explicacion) -> dict[str, str]:
    mes = MESES_CORTOS[explicacion.mes - 1]
    return {
        "que": f"{explicacion.actividad.nombre_corto}, {mes} {explicacion.actividad.ejercicio}",
        "texto": explicacion.texto,
        "quien": f"{explicacion.escrita_por}, {fecha_media(explicacion.escrita_en)}",
    }


def _anexo(armado: InformeArmado, _: Path) -> dict[str, Any]:
    nombres = {f.actividad.pk: f"{f.actividad.numero}. {f.actividad.nombre}" for f in armado.contenido.filas}
    grupos = [
        {"nombre": nombres[pk], "pruebas": [_prueba(p) for p in pruebas]}
        for pk, pruebas in armado.contenido.pruebas.items()
        if pruebas and pk in nombres
    ]
    return {"grupos": grupos, "cuantas": numero(armado.contenido.cuantas_pruebas)}


def _prueba(prueba: RenglonDeAnexo) -> dict[str, str]:
    colas = [f"vale {prueba.cantidad}"] if prueba.cantidad > 1 else []
    if prueba.extemporanea:
        colas.append("extemporánea")
    return {
        "dia": fecha_media(prueba.cuando),
        "titulo": prueba.titulo + (f" ({', '.join(colas)})" if colas else ""),
        "donde": prueba.direccion,
        "clase": prueba.clase,
        "huella": prueba.huella,
    }


def _firmas(_: InformeArmado, __: Path) -> dict[str, Any]:
    return {"firmas": list(FIRMAN)}


PARTES: Mapping[str, Callable[[InformeArmado, Path], dict[str, Any]]] = {
    SeccionDeInforme.CRONOGRAMA: _cronograma,
    SeccionDeInforme.ACTIVIDADES: _actividades,
    SeccionDeInforme.EJES: _ejes,
    SeccionDeInforme.BOLETINES: _boletines,
    SeccionDeInforme.MEDIOS: _medios,
    SeccionDeInforme.REDES: _redes,
    SeccionDeInforme.CORRECCIONES: _correcciones,
    SeccionDeInforme.PENDIENTES: _pendientes,
    SeccionDeInforme.ANEXO: _anexo,
    SeccionDeInforme.FIRMAS: _firmas,
}
