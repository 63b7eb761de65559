"""Registro: una línea JSON por suceso, sin secretos."""

import json
import logging
import re

# Los tokens de los enlaces personales y los correos no llegan al registro. La regla es la forma del secreto (largo, con
# mayúsculas y minúsculas), no su ruta: una nueva ya está cubierta. Las rutas que siguen cubren además lo corto.
_SECRETOS = (
    (re.compile(r"(?<=/)(?=[^/\s\"?]*[A-Z])(?=[^/\s\"?]*[a-z])[\w:.~-]{24,}"), "…"),
    (re.compile(r"/r/((?:(?:cuenta|visto-bueno|adelanto|buzon|fotos)/)?)[^/\s\"]+"), r"/r/\1…"),
    (re.compile(r"/(suscripcion/(?:confirmar|baja)|acceso/password/reset/key)/[^/\s\"]+"), r"/\1/…"),
    (re.compile(r"(token|clave|password|key)=[^&\s\"]+", re.IGNORECASE), r"\1=…"),
    (re.compile(r"[\w.+-]+@([\w-]+\.)"), r"…@\1"),
)


def sin_secretos(texto: str) -> str:
    """El mismo texto con tokens, claves y correos cubiertos."""
    for patron, cambio in _SECRETOS:
        texto = patron.sub(cambio, texto)
    return texto


class FormatoJson(logging.Formatter):
    """Una línea por suceso; los saltos de línea quedan codificados."""

    def format(self, record: logging.LogRecord) -> str:
        suceso = {
            "cuando": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "nivel": record.levelname,
            "origen": record.name,
            "mensaje": sin_secretos(record.getMessage()),
        }
        if record.exc_info:
            suceso["rastro"] = sin_secretos(self.formatException(record.exc_info))
        return json.dumps(suceso, ensure_ascii=False)
