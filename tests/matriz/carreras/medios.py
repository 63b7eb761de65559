"""Con qué datos corren los actos que crean en los medios."""

from tests.fabricas.medios import AnotacionFactory, ContactoFactory

CREAN = {
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
}
