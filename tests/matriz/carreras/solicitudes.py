"""Con qué datos corren los actos que crean en lo que piden las dependencias."""

from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.solicitudes import MensajeFactory, SolicitudFactory
from tests.matriz.carreras.ayudas import dia

UNO = {
    "r-TOTAL_FORMS": 1,
    "r-INITIAL_FORMS": 0,
    "r-0-hora": "10:00",
    "r-0-que": "Bacheo",
    "r-0-donde": "Los Fresnos",
}


def otra(mundo, **campos):
    """Cada decisión necesita la suya: la primera que la toma la cambia."""
    return SolicitudFactory(dependencia=mundo.dependencia, puerta=mundo.puerta, **campos)


CLAVE = "6f8c0f1e-7c1b-4f0a-9a56-0d5a7f2f6c11"
CREAN = {
    "puerta:entrar": lambda _: UNO | {"tipo": "agenda", "clave": CLAVE, "r-0-fecha": dia(3)},
    "puerta:subidas": lambda _: {
        "_cabeceras": {
            "Tus-Resumable": "1.0.0",
            "Upload-Length": "5000000",
            "Upload-Metadata": "filename b2JyYS5qcGc=",
        },
    },
    "puerta:solicitud": lambda _: {"texto": "A las cinco"},
    "solicitudes:mandar": lambda m: {
        "tipo": "boletin",
        "titulo": "Una nota",
        "clave": "0b0e3c55-7a1f-4d3b-8f6e-2f1c9d7e4a22",
        "dependencia": m.dependencia.pk,
    },
    "solicitudes:puertas": lambda _: {"dependencia": DependenciaFactory().pk, "dias": "30"},
    "solicitudes:plazos": lambda _: {"tipo": "aviso", "cuanto": "2", "unidad": "60", "fecha_desde": dia(3)},
    "solicitudes:recordar_a": lambda _: {},
    "solicitudes:agenda": lambda _: {},
    "solicitudes:boletin": lambda m: {"_en": otra(m)},
    "solicitudes:diseno": lambda m: {"_en": otra(m)},
    "solicitudes:urgente": lambda m: {
        "_en": otra(m),
        "texto": "Sin agua",
        "clase": "servicio",
        "inicio": f"{dia()}T00:00",
        "fin": f"{dia(2)}T23:59",
    },
    "solicitudes:preguntar": lambda m: {"_en": otra(m), "texto": "¿A qué hora?"},
    "solicitudes:posponer": lambda m: {"_en": otra(m), "hasta": dia(3)},
    "solicitudes:no_procede": lambda m: {"_en": otra(m), "motivo": "Es de otra área"},
    "solicitudes:repetida": lambda m: {"_en": otra(m), "de": m.preguntada.pk},
    "solicitudes:atendida": lambda m: {"_en": otra(m), "respuesta": "Ya quedó"},
    "solicitudes:recordar": lambda m: {
        "_en": MensajeFactory(solicitud=otra(m, preguntada=True), es_pregunta=True).solicitud
    },
}
