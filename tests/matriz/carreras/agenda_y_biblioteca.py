"""Con qué datos corren los actos que crean en la agenda y la biblioteca."""

from django.utils import timezone

from agenda.dominio.recurrencia import Regla
from tests.matriz.carreras.ayudas import dia, tirada


def _la_repeticion(evento):
    """Las fechas como ya se vieron: dos a la vez hacen una sola serie."""
    primero = timezone.localdate(evento.inicio)
    regla = Regla("diaria", primero, veces=3)
    con = [f.isoformat() for f in regla.fechas()]
    return {"cada_cuando": "diaria", "cada": 1, "veces": 3, "repetir": 1, "visto": regla.texto, "con": con}


CREAN = {
    "agenda:crear": lambda m: {
        "titulo": "Feria",
        "lugar": "Plaza",
        "dependencia": m.dependencia.pk,
        "alcance": "publico",
        "tipo": "otro",
        "fecha": dia(20),
        "hora": "10:00",
        "traslape": "Son en salas distintas",
    },
    "agenda:repetir": lambda m: _la_repeticion(m.evento),
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
}
