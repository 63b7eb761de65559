"""Las páginas y los perfiles de los que responde la oficina de la demostración."""

from datetime import datetime, timedelta

from django.conf import settings

from comsocial.demo.plan.elenco import Elenco
from paginas.dominio.actualizaciones import pedir_a_transparencia
from paginas.dominio.inventario import agregar_pagina
from paginas.estados import TipoDePagina as T

# Nombre, dirección dentro del portal, tipo, cada cuántos días se revisa, quién responde, hace cuántos días se revisó.
PAGINAS = (
    ("Portada del portal", "/", T.PORTAL, 7, "redactora", 2),
    ("Agenda pública", "/agenda/", T.PORTAL, 7, "redactora", 9),
    ("Sala de prensa", "/sala-de-prensa/", T.PORTAL, 30, "directora", 12),
    ("Aviso de privacidad", "/privacidad/", T.TRANSPARENCIA, 90, "directora", 40),
    ("Programa operativo anual", "/transparencia/poa/", T.TRANSPARENCIA, 90, "directora", 100),
)


def inventariar(elenco: Elenco, ahora: datetime) -> None:
    """Agrega las páginas, unas al día y otras por revisar, y una solicitud a Transparencia."""
    for nombre, camino, tipo, periodo, responsable, hace in PAGINAS:
        pagina = agregar_pagina(
            nombre=nombre,
            url=f"{settings.BASE_URL}{camino}",
            tipo=tipo,
            periodo_en_dias=periodo,
            responsable=elenco[responsable],
            fundamento="LGTAIP art. 65 fracción IV" if "POA" in nombre or "operativo" in nombre else "",
            por=elenco["directora"],
            ahora=ahora - timedelta(days=hace),
        )
    pedir_a_transparencia(
        pagina,
        que="Publicar el cronograma del mes con sus evidencias en la sección del programa operativo anual.",
        correo="",
        por=elenco["directora"],
        ahora=ahora - timedelta(days=3),
    )
