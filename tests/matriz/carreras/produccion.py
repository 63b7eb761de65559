"""Con qué datos corren los actos que crean en lo que se produce."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matriz.carreras.ayudas import dia, hora

CREAN = {
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
}
