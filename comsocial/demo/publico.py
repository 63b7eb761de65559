"""Lo que el público ve y manda en la demostración: un aviso, mensajes, una página escrita y una suscripción."""

from datetime import datetime, timedelta

from comsocial.demo.plan.elenco import Elenco
from nucleo.enlaces.conexion import huella_de_origen
from portal.dominio.institucional import guardar_pagina, poner_aviso
from portal.dominio.mensajes import atender_mensaje, recibir_mensaje
from portal.dominio.suscripcion import pedir_suscripcion
from portal.models import AvisoUrgente, VersionDePagina

AVISO = "Corte de agua en el centro, de 9:00 a 14:00 horas, por reparación de la línea."
HORARIO = (
    "## Horario\n\nLunes a viernes, de 9:00 a 15:00 horas.\n\n"
    "## Tiempo de respuesta\n\nContestamos en tres días hábiles."
)
MENSAJES = (
    ("Vecina del centro", "Un año equivocado", "En el boletín de la biblioteca dice 2025 y debe decir 2026."),
    ("Radio comunitaria", "Fotografías en alta", "¿Pueden compartir más fotos de la feria del libro?"),
)


def poblar(elenco: Elenco, ahora: datetime) -> None:
    """Lo deja como si llevara unos días abierto. Se llama una sola vez."""
    directora, redactora = elenco["directora"], elenco["redactora"]
    aviso = AvisoUrgente(texto=AVISO, clase="servicio", inicio=ahora, fin=ahora + timedelta(days=2))
    poner_aviso(aviso, por=directora, ahora=ahora)
    if VersionDePagina.objects.vigente("contacto") is None:
        guardar_pagina(clave="contacto", cuerpo=HORARIO, numero=0, por=redactora, ahora=ahora)
    origen = huella_de_origen("demostración")
    recibidos = [
        recibir_mensaje(
            nombre=nombre, correo="vecindad@correo.invalid", asunto=asunto, mensaje=texto, origen=origen, ahora=ahora
        )
        for nombre, asunto, texto in MENSAJES
    ]
    atender_mensaje(recibidos[0], nota="Se corrigió y se avisó por correo.", por=redactora, ahora=ahora)
    pedir_suscripcion(
        correo="lectora@correo.invalid", temas=["cultura", "salud"], frecuencia="diaria", origen=origen, ahora=ahora
    )
