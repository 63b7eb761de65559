"""Con qué datos corre a la vez cada acto que crea, y cuáles no crean nada. Los lee `test_dos_a_la_vez`."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from boletines.models.folio import FolioContador
from media_library.models import Evidencia
from personas.dominio.personas import invitar_persona
from personas.models import Persona
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.medios import AnotacionFactory, ContactoFactory


def hora(dias=0):
    return (timezone.localtime() + timedelta(days=dias)).strftime("%Y-%m-%dT%H:%M")


def dia(dias=0):
    return str(timezone.localdate() + timedelta(days=dias))


def tirada():
    """Una evidencia con más de treinta días en la papelera."""
    una = EvidenciaFactory()
    Evidencia.objects.filter(pk=una.pk).update(papelera_en=timezone.now() - timedelta(days=31))
    return una


def nueva_actividad(mundo):
    """Una actividad sin metas."""
    return ActividadFactory(ejercicio=mundo.actividad.ejercicio, numero=99, nombre="Otra", nombre_corto="Otra")


def invitada():
    """El enlace de una cuenta por estrenar."""
    persona = Persona.objects.get(username="directora")
    datos = {"correo": "nueva@oficina.invalid", "nombre": "Nueva", "papeles": ["redaccion"], "dependencia": None}
    return invitar_persona(**datos, por=persona, ahora=timezone.now()).enlace.split("/")[-2]


def palabras_de(boletin):
    campos = ("titulo", "sumario", "cuerpo", "tipo", "tema", "lugar", "version")
    return {c: getattr(boletin, c) for c in campos} | {"dependencia": boletin.dependencia_id, "titulo": "Otro título"}


def contador():
    """El mundo ya usó el primer folio de los mensajes."""
    FolioContador.objects.create(serie="MP", ejercicio=timezone.localdate().year, ultimo=1)


# Con qué datos corre cada acto que crea. La dirección es la del mundo, salvo que `_en` diga de qué otro objeto.
CREAN = {
    "agenda:crear": lambda m: {
        "titulo": "Feria",
        "lugar": "Plaza",
        "dependencia": m.dependencia.pk,
        "alcance": "publico",
        "tipo": "otro",
        "fecha": dia(20),
        "hora": "10:00",
        "aun_asi": "1",
    },
    "agenda:asignar": lambda m: {"tipo": "video", "persona": m.personas["fotografia"].pk},
    "agenda:decidir_suspension": lambda _: {"permite": "si", "excepcion": "salud", "motivo": "Vacunas"},
    "media_library:subidas": lambda _: {
        "_cabeceras": {"tus-resumable": "1.0.0", "upload-length": "9", "upload-metadata": "filename YS5qcGc="},
    },
    "buzon:subidas": lambda _: {
        "_cabeceras": {"tus-resumable": "1.0.0", "upload-length": "9", "upload-metadata": "filename YS5qcGc="},
    },
    "media_library:lote": lambda m: {
        "evidencias": [m.foto.pk],
        "guardar": "1",
        "album_nuevo": "Nuevo",
        "etiquetas": "feria, desfile",
    },
    "media_library:compartir_paquete": lambda m: {
        "evidencias": [m.grabacion.pk],
        "guardar": "1",
        "nombre": "Para la prensa",
        "dias": "7",
    },
    "media_library:nuevo_buzon": lambda m: {"nombre": "Fotos de Obras", "dependencia": m.dependencia.pk, "dias": 7},
    "media_library:nueva_carta": lambda m: {
        "nombre": "Ana Ruiz",
        "finalidad": "Difusión",
        "medios": "Portal",
        "fecha": dia(),
        "evidencias": [m.foto.pk],
    },
    "media_library:nuevo_corte": lambda _: {
        "titulo": "Lo que dijo",
        "inicio": "0:01",
        "fin": "0:09",
        "fundido": "0.3",
        "sonoridad": "redes",
        "ajuste": "completo",
    },
    "media_library:veredicto": lambda _: {"veredicto": "elegida"},
    "media_library:nueva_baja": lambda _: {
        "dictamen": "AM-9/2026",
        "serie": "CS.3",
        "motivo": "Venció su plazo",
        "evidencias": [tirada().pk],
    },
    "medios:crear": lambda _: {"nombre": "La Voz", "tipo": "radio", "cobertura": "local"},
    "medios:crear_contacto": lambda _: {"nombre": "Luz", "correo": "luz@radio.invalid", "recibe_boletines": "on"},
    "medios:unir_contactos": lambda m: {"queda": m.contacto.pk, "se_va": m.parecido.pk},
    "medios:contactos_distintos": lambda m: {"queda": m.contacto.pk, "se_va": m.parecido.pk},
    "medios:confirmar_importacion": lambda m: {"_en": m.importacion, "vistas": "1", "origen": "Lista"},
    "medios:invitar": lambda m: {
        "contactos": [ContactoFactory(medio=m.medio).pk],
        "asunto": "Invitación",
        "mensaje": "Les esperamos.",
    },
    "medios:avisar": lambda _: {},
    "medios:reconocer_anotacion": lambda m: {"_en": m.anotacion, "contacto": ContactoFactory(medio=m.medio).pk},
    "medios:agregar_anotacion": lambda m: {"_en": AnotacionFactory(evento=m.evento, nombre="Luis Sosa")},
    "medios:registrar_respuesta": lambda _: {"estado": "asiste", "asistentes": "2"},
    "medios:anotar_llamada": lambda m: {
        "_en": [m.por_llamar.pk],
        "clave": "11111111-2222-3333-4444-555555555555",
        "resultado": "confirmo",
        "asistentes": "2",
    },
    "medios_publicas:respuesta": lambda _: {"estado": "no_asiste"},
    "boletines:fijar_regla": lambda _: {
        "tema": "obra-publica",
        "trato": "suspendida",
        "fecha_desde": dia(),
        "fundamento": "LGIPE art. 209",
    },
    "boletines:decidir_suspension": lambda _: {"permite": "si", "excepcion": "salud", "motivo": "Vacunas"},
    "boletines:crear": lambda m: {"plantilla": "blanco", "titulo": "Uno", "dependencia": m.dependencia.pk},
    "boletines:usar_fotos": lambda m: {"evidencias": [m.foto.pk], "dependencia": m.dependencia.pk, "boletin": "nuevo"},
    "boletines:crear_desde_evento": lambda _: {},
    "boletines:agregar_nombre": lambda _: {"nombre": "Rosa Díaz", "cargo": "Regidora", "activo": "on"},
    "boletines:editar": lambda m: palabras_de(m.boletin),
    "boletines:autoguardar": lambda m: palabras_de(m.boletin),
    "boletines:unir": lambda m: palabras_de(m.boletin),
    "boletines:fotos": lambda m: {"foto": [m.aportada.pk]},
    "boletines:cortes": lambda m: {"corte": [m.corte.pk]},
    "boletines:comentar": lambda _: {"lugar": "1", "texto": "¿Es la cifra?"},
    "boletines:pedir_visto_bueno": lambda _: {"nombre": "Ing. Sosa", "correo": "obras@municipio.invalid"},
    "boletines:corregir": lambda m: {"_en": m.urgente},
    "boletines:dar_adelanto": lambda m: {"_en": m.programado, "contacto": m.contacto.pk},
    "boletines:restaurar": lambda _: {},
    "boletines:recuperar_apartado": lambda _: {},
    "boletines:retiro_urgente": lambda m: {"boletin": [m.urgente.pk], "motivo": "Orden", "orden": ""},
    "portal_oficina:avisos": lambda _: {"texto": "Cierre", "clase": "servicio", "inicio": hora(), "fin": hora(1)},
    "portal_oficina:pagina": lambda _: {"_en": ["privacidad"], "cuerpo": "<p>Salud</p>", "numero": 0},
    "pmd:cargar": lambda _: {
        "nombre": "Otro plan",
        "desde": 2024,
        "hasta": 2027,
        "texto": "1 Eje\n1.1 Objetivo",
        "accion": "guardar",
    },
    "cronograma:cargar": lambda _: {},
    "cronograma:celda": lambda m: {
        "_en": [m.actividad.pk, timezone.localdate().month],
        "titulo": "Visita",
        "fecha": dia(),
        "cantidad": 1,
        "enlace": "https://municipio.invalid/v",
        "motivo": "No salió en el sistema",
    },
    "cronograma:meta": lambda m: {"_en": [nueva_actividad(m).pk, timezone.localdate().month], "programado": "7"},
    "cronograma:no_cuenta": lambda m: {
        "_en": [m.actividad.pk, timezone.localdate().month],
        "clase": "a_mano",
        "cosa": m.manual.pk,
        "motivo": "Es de otra área",
    },
    "cronograma:explicar": lambda m: {
        "_en": [m.actividad.pk, timezone.localdate().month],
        "caso": "falto",
        "texto": "Se canceló la reunión",
    },
    "cronograma:nueva": lambda m: {
        "_en": [m.actividad.ejercicio],
        "nombre": "Atender a la ciudadanía",
        "nombre_corto": "Atención",
        "unidad": "atención",
        "regla": "manual",
    },
    "cronograma:pegar": lambda _: {
        "ejercicio": 2031,
        "tabla": "Actividad\tENE\tFEB\tMAR\nFeria\tX\t\t2",
        "guardar": "si",
    },
    "cronograma:abrir_informe": lambda m: {"periodo": f"{m.actividad.ejercicio}-T4"},
    "cronograma:generar_informe": lambda _: {"formatos": ["xlsx"]},
    "cronograma:escoger_fotos": lambda _: {},
    "cronograma:fotos_del_informe": lambda m: {"foto": [f"{m.actividad.pk}-{m.foto.pk}"]},
    "produccion:nueva_reunion": lambda m: {"tema": "Avance", "fecha": dia(3), "dependencia": m.dependencia.pk},
    "produccion:generar_laminas": lambda _: {"g-desde": dia(-20), "g-hasta": dia()},
    "produccion:subir_laminas": lambda _: {
        "archivo": SimpleUploadedFile("laminas.pdf", b"%PDF-1.7\nstartxref\n9\n%%EOF")
    },
    "produccion:entregar_laminas": lambda m: {
        "version": m.laminas.pk,
        "a_quien": "El Cabildo",
        "entregada_en": hora(),
    },
    "cronograma:copiar": lambda m: {"_en": [m.actividad.ejercicio]},
    "cronograma:cambiar_regla": lambda _: {
        "_en": ["memoria"],
        "memoria-fotos": "4",
        "memoria-desde": dia(),
        "memoria-motivo": "Acuerdo",
    },
    "paginas:agregar": lambda _: {
        "nombre": "Sitio",
        "url": "https://sitio.invalid/",
        "tipo": "sitio",
        "periodo_en_dias": 30,
    },
    "paginas:leer": lambda _: {},
    "paginas:pedir": lambda _: {"que": "El padrón de programas", "correo": "transparencia@municipio.invalid"},
    "paginas:publicada": lambda _: {},
    "produccion:nuevo_diseno": lambda m: {
        "plantilla": "aviso",
        "titulo": "Cierre de calle",
        "dependencia": m.dependencia.pk,
        "fecha_retiro": dia(9),
    },
    "produccion:guardar_diseno": lambda m: {
        "plantilla": "aviso",
        "titulo": "Otro título",
        "dependencia": m.dependencia.pk,
        "fecha_retiro": dia(9),
        "edicion": m.diseno.edicion,
    },
    "produccion:proponer_diseno": lambda m: {"_en": m.diseno_pedido},
    "produccion:pedir_aprobacion": lambda _: {"nombre": "Ing. Sosa", "correo": "obras@municipio.invalid"},
    "produccion:comentar_diseno": lambda _: {"texto": "¿Más grande la hora?"},
    "produccion:pedir_impresion": lambda m: {"_en": m.diseno_aprobado, "medida": "carta", "copias": "5"},
    "produccion:apuntar_lugar": lambda m: {"_en": m.diseno_aprobado, "lugar": "Llano Grande", "copias": "2"},
    "produccion:suspension_de_diseno": lambda _: {"permite": "si", "excepcion": "salud", "motivo": "Vacunas"},
    "suspension:calendario": lambda _: {"dia-fecha": dia(40), "dia-motivo": "Asueto"},
    "personas:identidad": lambda _: {
        "color_principal": "#1E5A45",
        "color_de_acento": "#8A5A00",
        "letra": "casa",
        "que_no": "Deformar el escudo",
    },
    "personas:dependencias": lambda _: {"nombre": "Turismo", "siglas": "TUR"},
    "personas:comunidades": lambda _: {"nombre": "Epenche Chico"},
    "personas:personas": lambda _: {"nombre": "Nora", "correo": "nora@oficina.invalid", "papeles": ["redaccion"]},
    "cuenta:aceptar": lambda _: {
        "_en": [invitada()],
        "usuario": "nueva",
        "clave": "una-clave-larga-9",
        "clave_otra_vez": "una-clave-larga-9",
    },
    "portal:suscribirse": lambda _: {"correo": "lectora@correo.invalid", "frecuencia": "diaria"},
    "portal:asistencia": lambda _: {"nombre": "Eva Luna", "medio": "Radio Ribera", "personas": "2"},
    "portal:contacto": lambda _: (
        contador()
        or {
            "nombre": "Eva",
            "correo": "eva@correo.invalid",
            "asunto": "Duda",
            "mensaje": "¿A qué hora abren?",
        }
    ),
}

# Cambian lo que ya está: los cuida el estado del que parten (`nucleo.dominio.transiciones`) o la versión que llevan.
# Lo que sube entero (`media_library:subir`, `buzon:subir`) se reconoce por su huella y corre en `tests/media_library`.
_SIN_CREAR = {
    "cadena": "mover_estado editar_evidencia revocar_carta lineas",
    "agenda": "editar prioridad retirar",
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
        "separar_contactos borrar_datos entregada quitar_entrega"
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
        "entregar_impresion publicar_diseno colocar quitar_lugar retirar_lugar"
    ),
    "produccion_publicas": "aprobar",
    "redes": "marcar descartar recuperar",
    "difusion": "freno reenviar_autorizados decidir decidir_juntos",
    "suspension": "quitar_dia terminar_periodo",
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
    "produccion.Diseno": "se cancela",
    "produccion.DecisionDeDiseno": "vale la última; la otra es historia",
}
