"""Con qué datos corren los actos que crean en los boletines."""

from tests.matriz.carreras.ayudas import dia, palabras_de

CREAN = {
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
}
