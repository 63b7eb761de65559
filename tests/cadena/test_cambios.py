"""Antes de cambiar un evento se ve a quién le toca, y se avisa una vez a quien le llegó."""

import html
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agenda.models import Evento
from boletines.models import Comentario
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from medios.models import AvisoDeCambio, Invitacion
from nucleo.models import Asiento
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.medios import ContactoFactory, ConvocatoriaFactory, InvitacionFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.produccion import DisenoFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client


@pytest.fixture
def evento():
    """Mañana a las diez, con dos medios invitados (uno por teléfono), quien cubre, un borrador y lo de su boletín."""
    manana = (timezone.localtime() + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    evento = EventoFactory(para_medios=True, titulo="Arranque de empedrado", lugar="Plaza", inicio=manana)
    cita = {"inicio": evento.inicio, "fin": evento.fin, "lugar": evento.donde()}
    convocatoria = ConvocatoriaFactory(evento=evento, **cita)
    InvitacionFactory(convocatoria=convocatoria, evento=evento)
    telefono = ContactoFactory(sin_correo=True)
    InvitacionFactory(convocatoria=convocatoria, evento=evento, contacto=telefono, canal="telefono")
    no_va = InvitacionFactory(convocatoria=convocatoria, evento=evento)
    Invitacion.objects.filter(pk=no_va.pk).update(estado="no_asiste", respondio_en=timezone.now())
    CoberturaFactory(evento=evento, persona=PersonaFactory(papeles=["fotografia"], email="foto@oficina.invalid"))
    boletin = BoletinFactory(evento=evento, cuerpo="Será a las 10:00 en la plaza.")
    PublicacionFactory(boletin=boletin)
    DisenoFactory(evento=evento)
    return evento


def escondidos(respuesta):
    """Los campos escondidos de la pregunta, como los regresa el navegador."""
    campos = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', respuesta.content.decode())
    return {nombre: html.unescape(valor) for nombre, valor in campos}


def mover(redacta, evento, **datos):
    fecha = f"{timezone.localtime(evento.inicio):%Y-%m-%d}"
    return redacta.post(
        reverse("cadena:cambiar_hora", args=[evento.pk]),
        {"fecha": fecha, "hora": "15:00", "version": evento.version} | datos,
    )


def test_mover_la_hora_ensena_a_quien_le_toca_y_no_guarda(redacta, evento):
    pagina = mover(redacta, evento).content.decode()

    for dice in (
        "Antes de cambiar la hora",
        "medio por correo",
        "medio por teléfono",
        "persona que cubre",
        "boletín sin salir",
        "dice «10:00»",
        "publicación preparada",
        "diseño",
        "1 dijo que no asiste",
        "Guardar y avisar a 3",
    ):
        assert dice in pagina
    assert (Evento.objects.get(pk=evento.pk).version, AvisoDeCambio.objects.count()) == (1, 0)


def test_al_guardar_se_avisa_una_vez_a_cada_quien(redacta, evento):
    datos = escondidos(mover(redacta, evento)) | {"decidido": "avisar", "motivo": "Choca con becas"}

    respuesta = redacta.post(reverse("cadena:cambiar_hora", args=[evento.pk]), datos)
    redacta.post(reverse("cadena:cambiar_hora", args=[evento.pk]), datos)  # dos veces el mismo botón

    assert respuesta.status_code == 302
    evento.refresh_from_db()
    assert (timezone.localtime(evento.inicio).hour, evento.version) == (15, 2)
    assert sorted(AvisoDeCambio.objects.values_list("canal", flat=True)) == ["correo", "telefono"]
    equipo = Envio.objects.get(motivo=MotivoDeEnvio.CAMBIO_EN_LA_AGENDA)
    assert (equipo.destinatario, "15:00" in equipo.carga["texto"]) == ("foto@oficina.invalid", True)
    assert re.search(r"Cambió la hora.*15:00 a 16:00 h.*Antes: .*10:00 a 11:00 h", Comentario.objects.get().texto)
    assert evento.disenos.get().comentarios.count() == 1


def test_si_cambio_entre_ver_y_guardar_se_rehusa_y_dice_que(redacta, evento):
    datos = escondidos(mover(redacta, evento)) | {"decidido": "avisar"}
    CoberturaFactory(evento=evento, tipo="video")

    respuesta = redacta.post(reverse("cadena:cambiar_hora", args=[evento.pk]), datos)

    assert respuesta.status_code == 409
    assert "Cambió mientras lo veías: quiénes cubren" in respuesta.content.decode()
    assert Evento.objects.get(pk=evento.pk).version == 1


def test_guardar_sin_avisar_pide_la_razon_y_la_deja_escrita(redacta, evento):
    datos = escondidos(mover(redacta, evento)) | {"decidido": "sin_avisar"}
    direccion = reverse("cadena:cambiar_hora", args=[evento.pk])

    sin_razon = redacta.post(direccion, datos)
    redacta.post(direccion, datos | {"sin_avisar": "Ya les hablé"})

    assert (sin_razon.status_code, "Escribe por qué no se avisa" in sin_razon.content.decode()) == (409, True)
    assert (Evento.objects.get(pk=evento.pk).version, AvisoDeCambio.objects.count()) == (2, 0)
    assert Asiento.objects.get(accion="guardar sin avisar").detalle["motivo"] == "Ya les hablé"


def test_deshacer_regresa_la_hora_y_quita_lo_que_no_ha_salido(redacta, evento):
    antes = evento.inicio
    datos = escondidos(mover(redacta, evento)) | {"decidido": "avisar"}
    pagina = redacta.post(reverse("cadena:cambiar_hora", args=[evento.pk]), datos, follow=True)
    boton = pagina.content.decode().split("/hora/deshacer/")[1].split("</form>")[0]
    campos = {n: html.unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', boton)}

    redacta.post(reverse("cadena:deshacer_hora", args=[evento.pk]), campos)

    evento.refresh_from_db()
    assert (evento.inicio, AvisoDeCambio.objects.count()) == (antes, 0)
    assert Envio.objects.get(motivo=MotivoDeEnvio.CAMBIO_EN_LA_AGENDA).estado == "cancelado"


def test_si_no_le_toca_a_nadie_se_guarda_sin_preguntar(redacta):
    evento = EventoFactory(inicio=timezone.now().replace(second=0, microsecond=0) + timedelta(days=2))

    respuesta = mover(redacta, evento, paso="15")

    assert respuesta.status_code == 302
    assert Evento.objects.get(pk=evento.pk).inicio == evento.inicio + timedelta(minutes=15)


def test_cancelar_pide_el_motivo_en_la_misma_pagina(redacta, evento):
    direccion = reverse("cadena:mover_estado", args=[evento.pk])
    pregunta = redacta.post(direccion, {"accion": "cancelar", "motivo": ""})
    sin_motivo = redacta.post(direccion, escondidos(pregunta) | {"decidido": "avisar"})

    redacta.post(direccion, escondidos(pregunta) | {"decidido": "avisar", "motivo": "Lluvia"})

    assert "Antes de cancelar" in pregunta.content.decode()
    assert "Escribe por qué se va a cancelar" in sin_motivo.content.decode()
    assert Evento.objects.get(pk=evento.pk).estado == "cancelado"
    assert set(AvisoDeCambio.objects.values_list("clase", flat=True)) == {"cancelado"}


def test_reprogramar_deja_dos_eventos_ligados_y_pasa_lo_que_cuelga(redacta, evento):
    direccion = reverse("cadena:reprogramar", args=[evento.pk])
    otro_dia = f"{timezone.localtime(evento.inicio) + timedelta(days=7):%Y-%m-%d}"
    datos = {"fecha": otro_dia, "hora": "12:00", "lugar": "Plaza", "motivo": "Lluvia", "version": 1}
    pregunta = redacta.post(direccion, datos)

    redacta.post(direccion, escondidos(pregunta) | {"decidido": "avisar", "motivo": "Lluvia"})

    nuevo = Evento.objects.exclude(pk=evento.pk).get()
    viejo = Evento.objects.get(pk=evento.pk)
    assert (viejo.estado, viejo.pasa_a, nuevo.viene_de, nuevo.estado) == ("reprogramado", nuevo, viejo, "confirmado")
    assert nuevo.clave == evento.clave  # ante los invitados es la misma cita
    assert (nuevo.invitaciones.count(), viejo.invitaciones.count()) == (3, 0)
    assert (nuevo.boletines.count(), nuevo.disenos.count(), nuevo.coberturas.get().estado) == (1, 1, "asignada")
    assert viejo.coberturas.get().estado == "retirada"
    assert AvisoDeCambio.objects.filter(clase="cambio", inicio=nuevo.inicio).count() == 2
    assert "Viene del" in redacta.get(reverse("cadena:evento", args=[nuevo.pk])).content.decode()


@pytest.mark.parametrize(
    "mal", [{"estado": "reprogramado", "motivo": "Lluvia"}, {"estado": "pospuesto"}, {"pasa_a": "él mismo"}]
)
def test_la_base_repite_las_reglas_del_ciclo(mal):
    evento = EventoFactory()
    if mal.get("pasa_a"):
        mal = {"estado": "reprogramado", "motivo": "Lluvia", "pasa_a": evento.pk}

    with pytest.raises(IntegrityError), transaction.atomic():
        Evento.objects.filter(pk=evento.pk).update(**mal)


def test_darlo_por_realizado_dice_que_falta_y_pide_la_razon(redacta):
    evento = EventoFactory(inicio=timezone.now() - timedelta(hours=3))
    CoberturaFactory(evento=evento)
    direccion = reverse("cadena:mover_estado", args=[evento.pk])
    pregunta = redacta.post(direccion, {"accion": "marcar como realizado"})
    datos = escondidos(pregunta) | {"decidido": "avisar"}

    sin_razon = redacta.post(direccion, datos)
    redacta.post(direccion, datos | {"motivo": "La cámara falló"})

    for falta in ("Foto sin entregar", "No hay ni una foto", "Sin boletín"):
        assert falta in pregunta.content.decode()
    assert "Escribe por qué se cierra sin eso" in sin_razon.content.decode()
    evento.refresh_from_db()
    assert (evento.estado, evento.motivo) == ("realizado", "La cámara falló")


def test_lo_tentativo_ni_se_invita_ni_sale_en_la_agenda_publica(redacta, dependencia):
    datos = {"titulo": "Feria", "lugar": "Plaza", "dependencia": dependencia.pk, "alcance": "publico", "tipo": "otro"}
    fecha = f"{timezone.localdate() + timedelta(days=3):%Y-%m-%d}"

    redacta.post(reverse("agenda:crear"), datos | {"fecha": fecha, "hora": "10:00", "estado": "tentativo"})

    assert Evento.objects.get().estado == "tentativo"
    assert not Evento.objects.en_agenda_publica().exists()
