"""A qué hora toca el timbre cada tarea.

Beat sólo lo toca; lo que falta se pregunta a PostgreSQL. `expires` evita timbrazos amontonados.
"""

from celery.schedules import crontab

HORARIO = {
    "despachar": {"task": "difusion.tasks.despachar", "schedule": 5.0, "options": {"expires": 5}},
    "apartar-atascados": {"task": "difusion.tasks.apartar_atascados", "schedule": 30.0, "options": {"expires": 30}},
    "publicar-programados": {
        "task": "boletines.tasks.publicar_programados",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "conciliar-redes": {"task": "redes.tasks.conciliar_redes", "schedule": 20.0, "options": {"expires": 20}},
    "derivar": {
        "task": "media_library.tasks.derivar_pendientes",
        "schedule": 5.0,
        "options": {"expires": 5, "queue": "pesado"},
    },
    "completar-derivados": {
        "task": "media_library.tasks.completar_derivados",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "pesado"},
    },
    "limpiar-entrada": {
        "task": "media_library.tasks.limpiar_entrada",
        "schedule": 86400.0,
        "options": {"expires": 3600, "queue": "pesado"},
    },
    "olvidar-importaciones": {
        "task": "medios.tasks.olvidar_importaciones",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "atender-subidas": {
        "task": "media_library.tasks.atender_subidas",
        "schedule": 120.0,
        "options": {"expires": 120, "queue": "pesado"},
    },
    "revisar-originales": {
        "task": "media_library.tasks.revisar_originales",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600, "queue": "pesado"},
    },
    "refrescar-agenda": {"task": "portal.tasks.refrescar_agenda", "schedule": 3600.0, "options": {"expires": 600}},
    "seguir-los-actos": {"task": "portal.tasks.seguir_los_actos", "schedule": 300.0, "options": {"expires": 300}},
    "reescribir-lo-que-vence": {
        "task": "boletines.tasks.reescribir_lo_que_vence",
        "schedule": crontab(minute=2),
        "options": {"expires": 3000},
    },
    "poner-turno": {"task": "portal.tasks.poner_turno", "schedule": 5.0, "options": {"expires": 5}},
    "rehacer-portal-si-cambio": {
        "task": "portal.tasks.rehacer_si_cambio",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "pesado"},
    },
    "enviar-a-suscriptores": {
        "task": "portal.tasks.enviar_a_suscriptores",
        "schedule": 60.0,
        "options": {"expires": 60, "queue": "pesado"},
    },
    "contar-descargas": {"task": "portal.tasks.contar_descargas", "schedule": 600.0, "options": {"expires": 600}},
    "levantar-actas": {
        "task": "portal.tasks.levantar_actas",
        "schedule": 30.0,
        "options": {"expires": 30, "queue": "pesado"},
    },
    "apuntar-la-noche": {
        "task": "paginas.tasks.apuntar_la_noche",
        "schedule": crontab(hour=4, minute=0),
        "options": {"expires": 3600},
    },
    "leer-paginas": {
        "task": "paginas.tasks.leer_pendientes",
        "schedule": 10.0,
        "options": {"expires": 10, "queue": "pesado"},
    },
    "abrir-enlaces": {
        "task": "cronograma.tasks.abrir_enlaces",
        "schedule": 30.0,
        "options": {"expires": 30, "queue": "pesado"},
    },
    "hacer-informes": {
        "task": "cronograma.tasks.hacer_informes",
        "schedule": 5.0,
        "options": {"expires": 5, "queue": "pesado"},
    },
    "enviar-cada-lunes": {
        # Cada hora de la mañana por si el reloj estaba apagado a las siete: a cada quien se le apunta una vez.
        "task": "cadena.tasks.enviar_cada_lunes",
        "schedule": crontab(day_of_week="mon", hour="7-13", minute=10),
        "options": {"expires": 3000},
    },
    "avisar-de-los-retiros": {
        "task": "produccion.tasks.avisar_de_los_retiros",
        "schedule": crontab(hour="6-20", minute=5),
        "options": {"expires": 3000},
    },
    "atender-las-solicitudes": {
        "task": "solicitudes.tasks.atender_el_reloj",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "anclar-bitacora": {"task": "nucleo.tasks.anclar_bitacora", "schedule": 86400.0, "options": {"expires": 3600}},
}
