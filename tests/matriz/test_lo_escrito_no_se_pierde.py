"""Un acto rechazado contesta con la página donde ocurrió, la razón y lo que se había escrito: en todas las apps."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Evento
from boletines.models import Boletin
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.media_library import ConsentimientoFactory, EvidenciaFactory
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.paginas import SolicitudFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
ESCRITO = "Esto me costó escribirlo"


def un_evento_que_otra_persona_guardo_antes():
    evento = EventoFactory(version=2)
    datos = {
        "titulo": ESCRITO,
        "lugar": "Plaza",
        "dependencia": evento.dependencia_id,
        "alcance": "publico",
        "tipo": "obra",
        "fecha": "2026-03-13",
        "hora": "11:00",
        "version": 1,
    }
    return reverse("cadena:editar", args=[evento.pk]), datos, "Lo que está guardado"


def una_invitacion_a_lo_que_se_cancelo():
    evento, contacto = EventoFactory(para_medios=True), ContactoFactory()
    Evento.objects.filter(pk=evento.pk).update(estado="cancelado", motivo="Lluvia")
    datos = {"contactos": [contacto.pk], "asunto": "Invitación", "mensaje": ESCRITO}
    return reverse("medios:invitar", args=[evento.pk]), datos, "El evento está cancelado"


def un_contacto_repetido():
    otro = ContactoFactory()
    datos = {"nombre": ESCRITO, "correo": otro.correo}
    return reverse("medios:crear_contacto", args=[otro.medio_id]), datos, "Ese correo ya es de"


def un_enlace_que_no_es_de_la_red():
    return (
        reverse("redes:marcar", args=[PublicacionFactory().pk]),
        {"enlace": f"https://otra.invalid/{ESCRITO}"},
        "Pega el enlace completo",
    )


def una_evidencia_que_no_cuenta_con_un_motivo_muy_largo():
    evidencia = EvidenciaManualFactory()
    return (
        reverse("cronograma:no_cuenta", args=[evidencia.actividad_id, evidencia.mes]),
        {"clase": "a_mano", "cosa": evidencia.pk, "motivo": f"{ESCRITO}. " * 20},
        "usa 300 o menos",
    )


def un_hueco_explicado_con_un_motivo_muy_largo():
    meta = MetaFactory(actividad__regla="boletines", actividad__ejercicio=timezone.localdate().year, mes=1)
    return (
        reverse("cronograma:explicar", args=[meta.actividad_id, 1]),
        {"caso": "falto", "texto": f"{ESCRITO}. " * 40},
        "usa 600 o menos",
    )


def una_meta_imposible():
    actividad = ActividadFactory(ejercicio=timezone.localdate().year + 1)
    return reverse("cronograma:meta", args=[actividad.pk, 12]), {"programado": "98765"}, "La meta va de 0 a 999"


def una_solicitud_ya_cancelada():
    solicitud = SolicitudFactory(estado="cancelada", motivo_de_cancelacion="No procede")
    return reverse("paginas:recibir", args=[solicitud.pk]), {"acuse": ESCRITO}, "ahora está cancelada"


def una_pagina_oficial_repetida():
    solicitud = SolicitudFactory()
    datos = {"nombre": ESCRITO, "url": solicitud.pagina.url, "tipo": "sitio", "periodo_en_dias": 30}
    return reverse("paginas:agregar"), datos, "ya está en el inventario"


def un_boletin_que_se_envio_a_revision_mientras_se_escribia():
    boletin = BoletinFactory(estado="en_revision")
    datos = {
        "titulo": boletin.titulo,
        "cuerpo": f"<p>{ESCRITO}</p>",
        "dependencia": boletin.dependencia_id,
        "version": boletin.version,
    }
    return reverse("boletines:unir", args=[boletin.pk]), datos, "ya no se edita"


def un_retiro_de_lo_que_ya_no_esta():
    datos = {"boletin": [BoletinFactory().pk], "motivo": ESCRITO}
    return reverse("boletines:retiro_urgente"), datos, "Elige al menos un boletín publicado"


def una_decision_de_difuminar_sin_caber():
    foto = EvidenciaFactory(menores="si")
    return (
        reverse("media_library:sin_difuminar", args=[foto.pk]),
        {"motivo": f"{ESCRITO} " * 20},
        "Escribe en un renglón",
    )


def una_revocacion_sin_caber():
    carta = ConsentimientoFactory()
    return reverse("media_library:revocar", args=[carta.pk]), {"motivo": f"{ESCRITO} " * 20}, "Escribe cómo y quién"


def un_aviso_que_ya_habria_terminado():
    ayer, antes = (f"{timezone.localtime() - timedelta(days=n):%Y-%m-%dT%H:%M}" for n in (1, 2))
    datos = {"texto": ESCRITO, "clase": "servicio", "inicio": antes, "fin": ayer}
    return reverse("portal_oficina:avisos"), datos, "Ya habría terminado"


def una_invitacion_a_quien_ya_tiene_cuenta():
    datos = {"nombre": ESCRITO, "correo": PersonaFactory(email="yo@ejemplo.invalid").email, "papeles": ["consulta"]}
    return reverse("personas:personas"), datos, "Ya hay una cuenta con ese correo"


CASOS = {
    un_evento_que_otra_persona_guardo_antes: ESCRITO,
    una_invitacion_a_lo_que_se_cancelo: ESCRITO,
    un_contacto_repetido: ESCRITO,
    un_enlace_que_no_es_de_la_red: ESCRITO,
    una_evidencia_que_no_cuenta_con_un_motivo_muy_largo: ESCRITO,
    una_meta_imposible: "98765",
    una_solicitud_ya_cancelada: ESCRITO,
    una_pagina_oficial_repetida: ESCRITO,
    un_boletin_que_se_envio_a_revision_mientras_se_escribia: ESCRITO,
    un_retiro_de_lo_que_ya_no_esta: ESCRITO,
    una_decision_de_difuminar_sin_caber: ESCRITO,
    una_revocacion_sin_caber: ESCRITO,
    un_aviso_que_ya_habria_terminado: ESCRITO,
    una_invitacion_a_quien_ya_tiene_cuenta: ESCRITO,
}


@pytest.mark.parametrize("caso", CASOS, ids=lambda caso: caso.__name__)
def test_vuelve_la_pagina_con_la_razon_y_lo_escrito(client, directora, caso):
    client.force_login(directora)
    direccion, datos, frase = caso()

    respuesta = client.post(direccion, datos)

    assert respuesta.status_code in {409, 422}
    assert frase in respuesta.text
    assert CASOS[caso] in respuesta.text


def test_unas_fotos_de_mas_vuelven_marcadas(client, directora):
    client.force_login(directora)
    evento = EventoFactory()
    fotos = [EvidenciaFactory(evento=evento).pk for _ in range(13)]
    boletin = BoletinFactory(evento=evento)

    respuesta = client.post(reverse("boletines:fotos", args=[boletin.pk]), {"foto": fotos})

    assert respuesta.status_code == 409
    assert "Elegiste 13 fotos" in respuesta.text
    assert respuesta.text.count(" checked") == 13
    assert not Boletin.objects.get().fotos.exists()
