"""Con qué datos corren los actos que crean en el portal, las páginas, las cuentas y los ajustes."""

from tests.matriz.carreras.ayudas import contador, dia, hora, invitada

CREAN = {
    "redes:nueva": lambda m: {"boletin": m.publicado.pk},
    "portal_oficina:avisos": lambda _: {"texto": "Cierre", "clase": "servicio", "inicio": hora(), "fin": hora(1)},
    "portal_oficina:pagina": lambda _: {"_en": ["privacidad"], "cuerpo": "<p>Salud</p>", "numero": 0},
    "paginas:agregar": lambda _: {
        "nombre": "Sitio",
        "url": "https://sitio.invalid/",
        "tipo": "sitio",
        "periodo_en_dias": 30,
    },
    "paginas:leer": lambda _: {},
    "paginas:pedir": lambda _: {"que": "El padrón de programas", "correo": "transparencia@municipio.invalid"},
    "paginas:publicada": lambda _: {},
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
