"""Clasificar con una tecla: lo que nace se llena solo, se deshace, y de dos a la vez gana una."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from agenda.models import Evento
from boletines.models import Boletin
from difusion.dominio.compuerta import puede_salir
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.texto.formato import CENTRO
from portal.models import AvisoUrgente
from produccion.models import Diseno
from solicitudes.dominio import contestar, decidir
from solicitudes.dominio.cumplir import cerrar_lo_cumplido
from solicitudes.dominio.deshacer import deshacer_decision
from solicitudes.dominio.recordar import atender_el_reloj, recordar_a
from solicitudes.models import Mensaje, Solicitud
from tests.a_la_vez import a_la_vez
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.fabricas.solicitudes import MensajeFactory, PuertaFactory, RenglonPedidoFactory, SolicitudFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj")]


@pytest.fixture
def semana(puerta, ahora):
    una = SolicitudFactory(tipo="agenda", puerta=puerta, dependencia=puerta.dependencia, recibida_en=ahora)
    RenglonPedidoFactory(solicitud=una, preside="Presidencia Municipal")
    RenglonPedidoFactory(solicitud=una, hora=None, momento="en la tarde", que="Reunión", donde="", con_fotos=True)
    return una


@pytest.fixture
def pedida(puerta, ahora):
    return SolicitudFactory(puerta=puerta, dependencia=puerta.dependencia, recibida_en=ahora)


def apretar(client, solicitud, tecla, **datos):
    return client.post(reverse(f"solicitudes:{tecla}", args=[solicitud.pk]), datos)


def test_a_la_agenda_nace_un_evento_por_renglon_con_lo_que_se_sabe(client, redactora, semana):
    lugar = ComunidadFactory(nombre="Los Fresnos")
    client.force_login(redactora)

    apretar(client, semana, "agenda")

    primero, segundo = Evento.objects.order_by("titulo")
    assert (primero.comunidad, primero.prioridad, primero.estado) == (lugar, "A", "confirmado")
    assert primero.inicio == datetime(2026, 3, 16, 10, tzinfo=CENTRO)
    assert segundo.estado == "por_confirmar"
    assert segundo.requerimientos == (
        "La dependencia pide que vayan a tomar fotos. Falta confirmar la hora: dijeron «en la tarde»."
    )
    semana.refresh_from_db()
    assert (semana.estado, semana.destino, semana.decidida_por) == ("en_curso", "agenda", redactora)
    assert semana.mensajes.get().texto == "Tus 2 actividades ya están en la agenda."


def test_lo_que_se_desmarca_no_nace(client, redactora, semana):
    client.force_login(redactora)
    primero = semana.renglones.get(que="Reunión")

    apretar(client, semana, "agenda", escoge="1", renglon=primero.pk)

    assert Evento.objects.get().titulo == "Reunión"


def test_deshacer_quita_los_eventos_que_nadie_toco_y_el_correo_no_sale(client, redactora, semana, ahora):
    client.force_login(redactora)
    aviso = apretar(client, semana, "agenda")
    assert b"Deshacer" in client.get(aviso.url.partition("#")[0]).content

    client.post(reverse("solicitudes:deshacer", args=[semana.pk]))

    semana.refresh_from_db()
    assert (semana.estado, semana.destino, Evento.objects.count()) == ("por_decidir", "", 0)
    assert puede_salir(Envio.objects.get(motivo="solicitud"), ahora).definitiva


def test_no_se_deshace_lo_que_ya_se_trabajo(redactora, semana, ahora):
    decidir.a_la_agenda(semana, por=redactora, ahora=ahora)
    CoberturaFactory(evento=Evento.objects.first(), persona=redactora)

    with pytest.raises(NoSePuede, match="ya se trabajó en la agenda"):
        deshacer_decision(semana, por=redactora, ahora=ahora)

    assert Evento.objects.count() == 2


def test_a_boletin_nace_un_borrador_lleno_y_se_cierra_solo_con_su_direccion(client, redactora, pedida, ahora):
    client.force_login(redactora)

    apretar(client, pedida, "boletin")

    boletin = Boletin.objects.get()
    assert (boletin.titulo, boletin.cuerpo) == (pedida.titulo, "<p>Se entregaron 120 becas.</p>")
    publicado = BoletinFactory(publicado=True, en_portal_desde=ahora)
    Solicitud.objects.update(boletin=publicado)
    assert [cerrar_lo_cumplido(ahora=ahora) for _ in range(2)] == [1, 0]
    pedida.refresh_from_db()
    assert (pedida.estado, pedida.enlace.endswith(publicado.ruta_publica)) == ("cerrada", True)
    assert publicado.ruta_publica in pedida.mensajes.last().texto


def test_a_diseno_nace_un_diseno_por_hacer(client, redactora, pedida):
    client.force_login(redactora)

    apretar(client, pedida, "diseno")

    assert Diseno.objects.get().encargo == "Se entregaron 120 becas."


def test_el_aviso_urgente_se_confirma_antes_de_salir_y_se_puede_quitar(client, redactora, pedida):
    client.force_login(redactora)
    direccion = reverse("solicitudes:urgente", args=[pedida.pk])
    propuesto = client.get(direccion).context["form"].initial
    assert AvisoUrgente.objects.count() == 0

    datos = propuesto | {"inicio": "2026-03-12T12:00", "fin": "2026-03-12T23:59"}
    client.post(direccion, datos)
    aviso = AvisoUrgente.objects.get()
    client.post(reverse("solicitudes:deshacer", args=[pedida.pk]))

    aviso.refresh_from_db()
    assert (aviso.texto, aviso.retirado_en is None) == (pedida.titulo, False)


@pytest.mark.parametrize(
    ("tecla", "datos", "estado", "dicho"),
    [
        ("preguntar", {"texto": "¿A qué hora?"}, "en_espera", "¿A qué hora?"),
        ("posponer", {"hasta": "2026-03-20"}, "en_espera", "La vemos el viernes 20 de marzo de 2026."),
        ("no_procede", {"motivo": "Es de otra área"}, "cerrada", "No procede: Es de otra área"),
        (
            "atendida",
            {"respuesta": "Quedó publicado", "enlace": "https://a.mx/b"},
            "cerrada",
            "Quedó publicado https://a.mx/b",
        ),
    ],
)
def test_cada_tecla_que_pide_algo_lo_dice_a_quien_pidio(client, redactora, pedida, tecla, datos, estado, dicho):
    client.force_login(redactora)

    apretar(client, pedida, tecla, **datos)

    pedida.refresh_from_db()
    assert (pedida.estado, pedida.mensajes.get().texto) == (estado, dicho)


def test_la_repetida_queda_unida_a_la_otra(client, redactora, pedida):
    primera = SolicitudFactory(dependencia=pedida.dependencia, puerta=pedida.puerta)
    client.force_login(redactora)

    apretar(client, pedida, "repetida", de=primera.pk)

    pedida.refresh_from_db()
    assert (pedida.destino, pedida.repetida_de) == ("repetida", primera)


@pytest.mark.parametrize(
    ("tecla", "datos", "frase"),
    [
        ("preguntar", {"texto": ""}, "Escribe tu pregunta."),
        ("posponer", {"hasta": "2026-03-12"}, "Escoge un día de mañana en adelante"),
        ("posponer", {"hasta": "1900-01-01"}, "Escoge un día de mañana en adelante"),
        ("no_procede", {"motivo": " "}, "Escribe por qué no procede"),
        ("repetida", {"de": "9" * 9}, "Esa solicitud ya no está."),
        ("atendida", {"respuesta": "Ya", "enlace": "javascript:alert(1)"}, "Escribe la dirección completa"),
        ("agenda", {}, "No dice qué día es."),
    ],
)
def test_una_decision_incompleta_se_dice_ahi_mismo_y_no_cambia_nada(client, redactora, pedida, tecla, datos, frase):
    client.force_login(redactora)

    pagina = apretar(client, pedida, tecla, **datos)

    pedida.refresh_from_db()
    assert (pagina.status_code in {409, 422}, frase in pagina.text, pedida.estado) == (True, True, "por_decidir")


def test_quien_no_atiende_lee_y_no_decide(client, consulta, pedida):
    client.force_login(consulta)

    assert "data-tecla" not in client.get(f"/oficina/solicitudes/{pedida.pk}/").text
    assert apretar(client, pedida, "boletin").status_code == 403


def test_la_bandeja_hace_las_mismas_consultas_con_una_que_con_veinte(
    client, redactora, semana, django_assert_num_queries
):
    client.force_login(redactora)
    cuantas = 12
    with django_assert_num_queries(cuantas):
        client.get("/oficina/solicitudes/")
    for _ in range(20):
        otra = SolicitudFactory(tipo="agenda")
        RenglonPedidoFactory.create_batch(3, solicitud=otra)
        MensajeFactory(solicitud=otra)

    with django_assert_num_queries(cuantas):
        client.get("/oficina/solicitudes/")


def test_lo_pospuesto_vuelve_en_su_dia_y_lo_preguntado_se_recuerda_una_vez(redactora, pedida, puerta, ahora):
    contestar.posponer(pedida, hasta=date(2026, 3, 13), por=redactora, ahora=ahora)
    otra = SolicitudFactory(puerta=puerta, dependencia=puerta.dependencia)
    contestar.preguntar(otra, texto="¿Cuándo?", por=redactora, ahora=ahora)

    hechas = [atender_el_reloj(ahora=ahora + timedelta(days=dias)) for dias in (0, 3, 4)]

    assert (hechas, Solicitud.objects.get(pk=pedida.pk).estado) == ([0, 2, 0], "por_decidir")
    assert Envio.objects.filter(asunto__startswith=otra.folio).count() == 2


def test_la_agenda_se_cierra_cuando_lo_suyo_se_cubre(redactora, semana, ahora):
    decidir.a_la_agenda(semana, por=redactora, ahora=ahora)
    primero, segundo = Evento.objects.order_by("inicio")
    CoberturaFactory(evento=primero, persona=redactora, estado="entregada", entregada_en=ahora)
    assert cerrar_lo_cumplido(ahora=ahora) == 0

    assert cerrar_lo_cumplido(ahora=segundo.fin + timedelta(days=2)) == 1
    assert Solicitud.objects.get().respuesta == "Se hizo lo que pediste en la agenda."


def test_lo_reprogramado_espera_al_que_lo_reemplaza_y_lo_cancelado_se_dice(redactora, semana, ahora):
    decidir.a_la_agenda(semana, por=redactora, ahora=ahora)
    despues = EventoFactory(inicio=ahora + timedelta(days=60), fin=ahora + timedelta(days=60, hours=1))
    Evento.objects.filter(titulo="Reunión").update(estado="cancelado", motivo="Llueve")
    otro = Evento.objects.filter(pedidos__solicitud=semana).exclude(titulo="Reunión")
    otro.update(estado="reprogramado", motivo="Llueve", pasa_a=despues)
    assert cerrar_lo_cumplido(ahora=ahora + timedelta(days=30)) == 0

    otro.update(estado="cancelado", pasa_a=None)
    cerrar_lo_cumplido(ahora=ahora + timedelta(days=30))

    assert Solicitud.objects.get().respuesta == "Lo que pediste se canceló en la agenda."


def test_el_recordatorio_de_un_clic_sale_una_vez_al_dia(client, redactora, puerta):
    client.force_login(redactora)
    direccion = reverse("solicitudes:recordar_a", args=[puerta.dependencia_id])

    client.post(direccion)
    client.post(direccion)

    assert Envio.objects.filter(motivo="sin_noticias").count() == 1
    assert "Sin noticias de 1" in client.get("/oficina/solicitudes/participacion/").text


def test_sin_correo_no_se_recuerda_y_se_dice(redactora, ahora):
    puerta = PuertaFactory(correo="")

    with pytest.raises(NoSePuede, match="No sabemos el correo"):
        recordar_a(puerta.dependencia, por=redactora, ahora=ahora)


def test_el_plazo_que_se_fija_vale_desde_su_dia(client, directora):
    client.force_login(directora)

    client.post(
        "/oficina/solicitudes/plazos/",
        {"tipo": "aviso", "cuanto": "2", "unidad": "60", "fecha_desde": "2026-03-12"},
    )

    assert "2 horas" in client.get("/oficina/solicitudes/plazos/").text


@pytest.mark.django_db(transaction=True)
def test_de_dos_que_clasifican_a_la_vez_gana_una_y_la_otra_lo_lee(redactora, directora, semana, ahora):
    with pytest.raises(YaCambio, match=r"Redacción ya decidió S-\d+: en la agenda\."):
        a_la_vez(
            lambda: decidir.a_la_agenda(semana, por=redactora, ahora=ahora),
            lambda: decidir.a_boletin(Solicitud.objects.get(pk=semana.pk), por=directora, ahora=ahora),
            alto=lambda sql: "FOR NO KEY UPDATE" in sql and "solicitudes_solicitud" in sql,
        )

    assert (Evento.objects.count(), Boletin.objects.count(), Mensaje.objects.count()) == (2, 0, 1)
    assert semana.renglones.filter(hora=time(10)).get().evento
