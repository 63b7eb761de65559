from datetime import timedelta

import pytest

from medios.dominio.respuestas import invitacion_del_token, responder
from medios.models import Invitacion, Respuesta
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.fabricas.medios import InvitacionFactory

pytestmark = pytest.mark.django_db


def test_la_contestacion_queda_vigente_y_en_la_historia(ahora):
    invitacion = responder(
        InvitacionFactory(),
        estado="asiste",
        via="enlace",
        ahora=ahora,
        asistentes=3,
        equipo="Dos cámaras",
        comentario="Gracias",
    )

    invitacion.refresh_from_db()
    assert (invitacion.estado, invitacion.asistentes, invitacion.equipo) == ("asiste", 3, "Dos cámaras")
    assert (invitacion.comentario, invitacion.respondio_en) == ("Gracias", ahora)
    assert Asiento.objects.get().por_nombre == "Sistema"


def test_se_puede_cambiar_y_queda_cada_una(ahora, redactora):
    invitacion = InvitacionFactory()
    responder(invitacion, estado="asiste", via="enlace", ahora=ahora, asistentes=2)

    responder(
        invitacion, estado="no_asiste", via="telefono", por=redactora, ahora=ahora + timedelta(hours=1), asistentes=2
    )

    assert (Invitacion.objects.get().estado, Invitacion.objects.get().asistentes) == ("no_asiste", 0)
    assert list(Respuesta.objects.values_list("estado", "via", "registrada_por")) == [
        ("no_asiste", "telefono", redactora.pk), ("asiste", "enlace", None),
    ]  # fmt: skip


@pytest.mark.parametrize(("estado", "esperados"), [("asiste", 1), ("envia", 1), ("no_asiste", 0)])
def test_quien_confirma_sin_decir_cuantos_es_al_menos_uno(ahora, estado, esperados):
    assert responder(InvitacionFactory(), estado=estado, via="enlace", ahora=ahora).asistentes == esperados


@pytest.mark.parametrize("estado", ["pendiente", "", "quizá"])
def test_solo_las_tres_respuestas(ahora, estado):
    with pytest.raises(NoSePuede, match="Elige si asistirá"):
        responder(InvitacionFactory(), estado=estado, via="enlace", ahora=ahora)


@pytest.mark.parametrize("via", ["telefono", "impresa"])
def test_por_otra_via_la_registra_alguien_con_permiso(ahora, consulta, via):
    for por in (None, consulta):
        with pytest.raises(NoTienePermiso):
            responder(InvitacionFactory(), estado="asiste", via=via, ahora=ahora, por=por)

    assert not Respuesta.objects.exists()


class TestEnlace:
    def test_el_bueno_lleva_a_su_invitacion(self, ahora):
        invitacion = InvitacionFactory(token="el-bueno")

        assert invitacion_del_token("el-bueno", ahora) == invitacion

    def test_vencido_y_desconocido_contestan_lo_mismo(self, ahora):
        vencida = InvitacionFactory(token="vencido")

        assert invitacion_del_token("vencido", vencida.vence_en) is None
        assert invitacion_del_token("vencido", vencida.vence_en - timedelta(seconds=1)) == vencida
        assert invitacion_del_token("desconocido", ahora) is None
        assert invitacion_del_token(vencida.huella, ahora) is None
