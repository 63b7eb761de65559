"""Todas las direcciones del sitio que declaran quién entra, y con qué objeto del mundo de prueba se abre cada una."""

import re

from django.urls import get_resolver, reverse

from nucleo.checks import regla_de
from solicitudes.dominio.puertas import token_de
from tests.fabricas.mundo import TOKEN

# De qué objeto sale cada argumento, por el nombre con que se llama a la dirección. Lo que no esté aquí, falla.
POR_ESPACIO = {
    "agenda": "evento",
    "cadena": "evento",
    "media_library": "foto",
    "medios": "medio",
    "boletines": "boletin",
    "difusion": "envio",
    "redes": "publicacion",
    "personas": "persona",
    "portal": "evento",
    "paginas": "pagina",
    "produccion": "diseno",
    "portal_oficina": "acta",
    "solicitudes": "semana",
    "puerta": "semana",
}
POR_NOMBRE = {
    "cadena:evidencia": "foto",
    "cadena:editar_evidencia": "foto",
    "cadena:carta": "carta",
    "media_library:entregar_cobertura": "cobertura",
    "media_library:acta": "baja",
    "media_library:cortes": "grabacion",
    "media_library:nuevo_corte": "grabacion",
    "media_library:portada": "grabacion",
    "media_library:subtitulos": "grabacion",
    "media_library:vtt": "grabacion",
    "media_library:cambiar_corte": "corte",
    "media_library:quitar_corte": "corte",
    "media_library:restaurar_corte": "corte",
    "media_library:archivo_del_corte": "corte",
    "media_library:album": "album",
    "media_library:quitar_album": "album",
    "media_library:buzon": "buzon",
    "media_library:retirar_paquete": "paquete",
    "fotos:archivo": "foto",
    "fotos:subtitulos": "foto",
    "media_library:renovar_buzon": "buzon",
    "media_library:retirar_buzon": "buzon",
    "media_library:carta": "carta",
    "media_library:revocar": "carta",
    "media_library:archivo_de_carta": "carta",
    "agenda:retirar": "cobertura",
    "media_library:memoria": "evento",
    "media_library:memoria_pdf": "evento",
    "media_library:contactos_pdf": "evento",
    "medios:tablero": "evento",
    "medios:invitar": "evento",
    "medios:llamadas": "evento",
    "medios:imprimir_llamadas": "evento",
    "medios:tomar_llamada": "evento",
    "medios:llamar": "por_llamar",
    "medios:anotar_llamada": "por_llamar",
    "medios:deshacer_llamada": "llamada",
    "medios:avisar": "evento",
    "medios:cancelar_aviso": "evento",
    "medios:registrar_respuesta": "invitacion",
    "medios:deshacer_respuesta": "invitacion",
    "medios:cancelar_convocatoria": "convocatoria",
    "medios:reconocer_anotacion": "anotacion",
    "medios:agregar_anotacion": "anotacion",
    "medios:descartar_anotacion": "anotacion",
    "medios:reabrir_anotacion": "anotacion",
    "portal:asistencia": "evento",
    "medios:aviso_dado": "aviso_de_cambio",
    "medios:editar_contacto": "contacto",
    "medios:archivar_contacto": "contacto",
    "medios:revisar_importacion": "importacion",
    "medios:confirmar_importacion": "importacion",
    "medios:deshacer_importacion": "importacion",
    "medios:errores_de_importacion": "importacion",
    "medios:corregir_fila": "fila",
    "medios:decidir_fila": "fila",
    "medios:entra_fila": "fila",
    "medios:separar_contactos": "fusion",
    "medios:borrar_datos": "contacto",
    "medios:oficios": "evento",
    "medios:previa_de_invitar": "evento",
    "medios:entregada": "por_mandar",
    "medios:quitar_entrega": "por_mandar",
    "cronograma:vuelve": "fuera",
    "cronograma:actividad": "actividad",
    "cronograma:retirar": "actividad",
    "cronograma:mover": "actividad",
    "cronograma:reabrir": "cierre",
    "cronograma:contrafirmar": "cierre",
    "cronograma:informe": "informe",
    "produccion:reunion": "reunion",
    "produccion:generar_laminas": "reunion",
    "produccion:subir_laminas": "reunion",
    "produccion:entregar_laminas": "reunion",
    "produccion:cancelar_reunion": "reunion",
    "produccion:lineas_de_la_reunion": "reunion",
    "redes:componer": "composicion",
    "redes:aprobar": "composicion",
    "redes:devolver": "composicion",
    "redes:escribir": "composicion",
    "redes:mover": "composicion",
    "produccion:archivo_de_laminas": "laminas",
    "produccion:imagen_de_lamina": "lamina",
    "cronograma:generar_informe": "informe",
    "cronograma:fotos_del_informe": "informe",
    "cronograma:escoger_fotos": "informe",
    "cronograma:previa_del_informe": "informe",
    "cronograma:archivo_del_informe": "informe",
    "boletines:acta_de_retiro": "retiro",
    "boletines:acta_de_retiro_pdf": "retiro",
    "boletines:cumplir_retiro": "pendiente",
    "produccion:retirar_aprobacion": "aprobacion",
    "produccion:entregar_impresion": "orden",
    "produccion:colocar": "lugar",
    "produccion:quitar_lugar": "lugar",
    "produccion:retirar_lugar": "lugar",
    "paginas:captura": "lectura",
    "paginas:solicitud": "solicitud",
    "paginas:recibir": "solicitud",
    "paginas:publicada": "solicitud",
    "paginas:verificar": "solicitud",
    "paginas:cancelar": "solicitud",
    "portal_oficina:previa": "boletin",
    "portal_oficina:previa_al_compartir": "boletin",
    "portal_oficina:previa_foto": "boletin",
    "portal_oficina:mensaje": "mensaje",
    "portal_oficina:descartar": "mensaje",
    "portal_oficina:reabrir": "mensaje",
    "portal_oficina:quitar_aviso": "aviso",
    "personas:dependencia": "dependencia",
    "personas:mover_dependencia": "dependencia",
    "personas:comunidad": "comunidad",
    "personas:mover_comunidad": "comunidad",
    "solicitudes:cerrar_puerta": "puerta",
    "solicitudes:recordar_a": "dependencia",
    "solicitudes:recordar": "preguntada",
    "suspension:quitar_dia": "dia",
    "suspension:terminar_periodo": "periodo",
    "personas:retirar_invitacion": "persona",
}
# No llevan el enlace de la puerta, sino el de una solicitud.
DE_UNA_SOLICITUD = (
    "puerta:solicitud",
    "puerta:archivos",
    "puerta:subidas",
    "puerta:una_subida",
    "puerta:resultado",
)
AJENAS = (r"^allauth", r"^account_", r"^mfa_", r"^usersessions", r"^salud", r"^metricas")


def propias():
    vistas = []

    def recorrer(resolver, espacio=""):
        for patron in resolver.url_patterns:
            propio = f"{espacio}{patron.namespace}:" if getattr(patron, "namespace", None) else espacio
            if hasattr(patron, "url_patterns"):
                recorrer(patron, propio)
            elif patron.name and not any(re.match(a, patron.name) for a in AJENAS):
                vistas.append((f"{propio}{patron.name}", patron))

    recorrer(get_resolver())
    return [
        (nombre, patron)
        for nombre, patron in vistas
        if regla_de(patron.callback) is not None and "allauth" not in patron.callback.__module__
    ]


def direccion(nombre, patron, mundo, *, ajeno=False):
    argumentos = {}
    for clave in patron.pattern.regex.groupindex:
        argumentos[clave] = _valor(nombre, clave, mundo, ajeno=ajeno)
    return reverse(nombre, kwargs=argumentos)


SIEMPRE = {
    "token": TOKEN, "mes": 3, "receta": "w320.webp", "numero": 1, "cual": "escudo", "formato": "vtt",
    "camino": "index.html", "archivo": "foto-1-w800.jpg", "ficha": "ficha-inventada", "slug": "no-existe",
    "clase": "temas", "calidad": "web", "regla": "memoria", "version": 1, "lista": "eventos", "de": "evento",
    "extension": "pdf", "medida": "carta",
}  # fmt: skip


def _valor(nombre, clave, mundo, *, ajeno):
    fijos = SIEMPRE | {
        "ejercicio": mundo.actividad.ejercicio,
        "actividad_pk": mundo.actividad.pk,
        "medio_pk": mundo.medio.pk,
        "evidencia": mundo.foto.pk,
        "apartado": mundo.apartado.pk,
        "comentario": mundo.comentario.pk,
        "visto": mundo.visto.pk,
        "adelanto": mundo.adelanto.pk,
        "titular": mundo.titular.pk,
        "consecutivo": mundo.publicado.consecutivo,
        "pagina_pk": mundo.pagina.pk,
        "etiqueta_pk": mundo.etiqueta.pk,
        "album_pk": mundo.album.pk,
        "clave": "salud"
        if nombre.startswith("portal")
        else (mundo.aporte if nombre.startswith("buzon:") else mundo.subida).clave,
    }
    if nombre in DE_UNA_SOLICITUD and clave == "token":
        return token_de(mundo.preguntada)
    if nombre.startswith("puerta:") and clave == "clave":
        return mundo.adjunta.clave
    if clave in fijos:
        return fijos[clave]
    if clave == "evento_pk":
        return (mundo.evento_ajeno if ajeno else mundo.evento).pk
    cosa = POR_NOMBRE.get(nombre) or POR_ESPACIO[nombre.partition(":")[0]]
    if cosa == "persona":
        return mundo.personas["consulta"].pk
    return getattr(
        mundo, f"{cosa}_ajen{'a' if cosa == 'foto' else 'o'}" if ajeno and cosa in {"evento", "foto"} else cosa
    ).pk
