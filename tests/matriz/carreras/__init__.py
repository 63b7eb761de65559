"""Con qué datos corre a la vez cada acto que crea, y cuáles no crean nada. Los lee `test_dos_a_la_vez`."""

from tests.matriz.carreras import agenda_y_biblioteca, boletines, cronograma, lo_demas, medios, produccion, solicitudes

# La dirección es la del mundo, salvo que `_en` diga de qué otro objeto.
CREAN = (
    agenda_y_biblioteca.CREAN
    | medios.CREAN
    | boletines.CREAN
    | cronograma.CREAN
    | produccion.CREAN
    | solicitudes.CREAN
    | lo_demas.CREAN
)

# Cambian lo que ya está: los cuida el estado del que parten (`nucleo.dominio.transiciones`) o la versión que llevan.
# Lo que sube entero (`media_library:subir`, `buzon:subir`) se reconoce por su huella y corre en `tests/media_library`.
_SIN_CREAR = {
    "cadena": (
        "editar mover_estado cambiar_hora deshacer_hora reprogramar editar_evidencia revocar_carta lineas "
        "dejar_de_recibir"
    ),
    "agenda": "prioridad retirar",
    "media_library": (
        "subir compartir etiquetar_subidas tirar_varias bajar restaurar reintentar_fallidas retirar_paquete "
        "aceptar_aportaciones renovar_buzon retirar_buzon album quitar_album revocar derechos difuminar "
        "sin_difuminar olvidar_difuminado portada subtitulos cambiar_corte quitar_corte restaurar_corte "
        "editar calificar quitar_etiqueta quitar_del_album tirar reintentar entregar_cobertura "
        "cancelar_subida"
    ),
    "medios": (
        "editar archivar editar_contacto archivar_contacto cancelar_aviso deshacer_respuesta aviso_dado "
        "cancelar_convocatoria descartar_anotacion reabrir_anotacion tomar_llamada deshacer_llamada "
        # Subir dos veces el mismo archivo son dos revisiones; al directorio entra una.
        "importar corregir_fila decidir_fila entra_fila deshacer_importacion exportar_directorio "
        "separar_contactos borrar_datos entregada quitar_entrega previa_de_invitar"
    ),
    "boletines": (
        "cumplir_retiro folios editar_nombre dejar_de_editar mover_foto quitar_foto resolver "
        "retirar_visto_bueno atender_correcciones reabrir_correcciones descartar recuperar firmar programar "
        "detener_correos desprogramar publicar_de_urgencia publicar_correccion retirar_adelanto enviar "
        "pedir_cambios aprobar publicar retirar"
    ),
    "portal_oficina": "mensaje descartar reabrir quitar_aviso",
    "cronograma": "vuelve firmar reabrir contrafirmar plan actividad retirar mover informe",
    "paginas": "editar revisada archivar registrar recibir verificar cancelar",
    # Lo que sube una foto se reconoce por su huella: corre en `tests/produccion`.
    "produccion": (
        "cancelar_reunion previa_de_diseno subir_archivo aprobar_diseno cancelar_diseno retirar_aprobacion "
        "entregar_impresion publicar_diseno colocar quitar_lugar retirar_lugar lineas_del_diseno lineas_de_la_reunion"
    ),
    "produccion_publicas": "aprobar",
    "redes": (
        "marcar descartar recuperar componer aprobar devolver escribir mover si_salio enviar_otra_vez mirar a_mano "
        "cuenta"
    ),
    "difusion": "freno reenviar_autorizados decidir decidir_juntos",
    "suspension": "quitar_dia terminar_periodo",
    "solicitudes": "cerrar_puerta deshacer",
    # Lo que sube entero se reconoce por su huella: corre en `tests/solicitudes`.
    "puerta": "archivos",
    "personas": (
        "perfil colores bienvenida oficina dependencia mover_dependencia comunidad mover_comunidad "
        "retirar_invitacion persona correo acceso"
    ),
    "boletines_publicas": "visto_bueno",
    "medios_publicas": "baja",
    "buzon": "subir",
    "fotos": "zip",
    "portal": "confirmar baja",
}
NO_CREAN = frozenset(f"{espacio}:{nombre}" for espacio, nombres in _SIN_CREAR.items() for nombre in nombres.split())

# Lo que dos veces queda dos veces y por qué no estorba: se ve junto en la oficina, no sale y se quita con un botón.
REPETIBLES = {
    "agenda.Evento": "avisa del traslape y se cancela",
    "agenda.DecisionDeInvitacion": "vale la última; la otra es historia",
    "boletines.DecisionDeSuspension": "ídem",
    "medios.Respuesta": "ídem",
    "boletines.Boletin": "un borrador se descarta",
    "boletines.TextoGuardado": "un texto apartado se recupera o no",
    "boletines.Comentario": "se resuelve",
    "media_library.Subida": "sin octetos no ocupa nada y vence sola",
    "media_library.Paquete": "un enlace que nadie conoce; se retira",
    "media_library.Buzon": "ídem",
    "media_library.Consentimiento": "se revoca",
    "media_library.Corte": "se tira",
    "portal.AvisoUrgente": "se quita",
    "solicitudes.Adjunto": "acompaña a su subida, que sin octetos vence sola",
    "produccion.Diseno": "se cancela",
    "redes.Composicion": "un borrador se descarta",
    "redes.Publicacion": "ídem",
    "produccion.DecisionDeDiseno": "vale la última; la otra es historia",
}
