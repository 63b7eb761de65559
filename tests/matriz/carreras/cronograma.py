"""Con qué datos corren los actos que crean en el cronograma y el plan municipal."""

from django.utils import timezone

from tests.matriz.carreras.ayudas import dia, nueva_actividad

CREAN = {
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
    "cronograma:copiar": lambda m: {"_en": [m.actividad.ejercicio]},
    "cronograma:cambiar_regla": lambda _: {
        "_en": ["memoria"],
        "memoria-fotos": "4",
        "memoria-desde": dia(),
        "memoria-motivo": "Acuerdo",
    },
}
