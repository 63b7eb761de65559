"""Lo que «Hoy» y Avisos le piden a cada persona."""

import pytest
from django.urls import reverse

from agenda.models import Evento
from cadena.consultas.pendientes import pendientes_de
from medios.dominio.avisos import dar_por_avisado
from medios.dominio.cambios import avisar_del_cambio, eventos_por_avisar
from medios.models import Invitacion
from redes.models import Publicacion
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import InvitacionFactory, convocatoria_de
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rasgo", "piden"), [({}, ["Por cubrir"]), ({"evento__cancelado": True}, []), ({"evento__pospuesto": True}, [])]
)
def test_lo_cancelado_y_lo_pospuesto_no_se_pide_cubrir(fotografo, ahora, rasgo, piden):
    CoberturaFactory(persona=fotografo, **rasgo)

    assert [p.ficha for p in pendientes_de(fotografo, ahora)] == piden


def test_cada_quien_ve_lo_que_le_toca_decidir(directora, redactora, redes, consulta, ahora):
    EnvioFactory(por_verificar=True)
    EnvioFactory(fallido=True)
    PublicacionFactory()

    de_salidas = {"Decidir 2 salidas", f"Publicar en Facebook: {Publicacion.objects.get().titulo}"}
    vistos = [{p.texto for p in pendientes_de(q, ahora)} & de_salidas for q in (directora, redactora, redes, consulta)]
    assert [len(v) for v in vistos] == [2, 1, 1, 0]


class TestMediosPorAvisar:
    @pytest.fixture
    def cambiado(self):
        """Un evento con un medio invitado por correo y otro por teléfono, que después cambió de lugar."""
        evento = EventoFactory(para_medios=True, titulo="Feria")
        convocatoria = convocatoria_de(evento)
        InvitacionFactory(convocatoria=convocatoria)
        InvitacionFactory(convocatoria=convocatoria, contacto__sin_correo=True, canal="telefono")
        Evento.objects.filter(pk=evento.pk).update(lugar="Auditorio", version=2)
        evento.refresh_from_db()
        return evento

    def pide(self, persona, ahora):
        return [p.texto for p in pendientes_de(persona, ahora) if p.ficha == "Por avisar"]

    def test_se_pide_avisar_a_quien_puede(self, cambiado, redactora, fotografo, ahora):
        assert self.pide(redactora, ahora) == [
            "Avisar del cambio en «Feria»: 2 medios invitados tienen el lugar anterior."
        ]
        assert self.pide(fotografo, ahora) == []

    def test_avisado_por_correo_se_pide_la_llamada_que_falta_y_despues_nada(self, cambiado, redactora, ahora, oficina):
        avisos = avisar_del_cambio(cambiado, por=redactora, ahora=ahora)
        assert self.pide(redactora, ahora) == ["Avisar del cambio en «Feria»: Falta avisarle por teléfono a 1."]

        dar_por_avisado(next(a for a in avisos if a.falta_llamar), por=redactora, ahora=ahora)

        assert self.pide(redactora, ahora) == []

    def test_lo_que_ya_paso_no_se_pide(self, cambiado, redactora):
        assert self.pide(redactora, cambiado.fin) == []

    @pytest.mark.parametrize("cuantas", [1, 3])
    def test_cuesta_lo_mismo_con_una_invitacion_que_con_tres(
        self, cambiado, redactora, ahora, django_assert_num_queries, cuantas
    ):
        for _ in range(cuantas - 1):
            InvitacionFactory(convocatoria=Invitacion.objects.first().convocatoria)

        with django_assert_num_queries(4):
            eventos_por_avisar(redactora, ahora)


@pytest.mark.usefixtures("oficina")
def test_la_campana_hoy_y_avisos_dicen_el_mismo_numero(client, directora):
    EnvioFactory(por_verificar=True)
    EnvioFactory(fallido=True)
    for _ in range(3):
        PublicacionFactory()
    client.force_login(directora)
    paginas = {nombre: client.get(reverse(nombre)) for nombre in ("hoy", "avisos", "campana")}

    assert {p.context["cuantos_pendientes"] for p in paginas.values()} == {4}
    assert all('class="cuenta-avisos">' in p.text for p in paginas.values())
    assert "4 pendientes tuyos" in de_corrido(paginas["hoy"].text)
    assert len(paginas["avisos"].context["pendientes"]) == 4


@pytest.mark.usefixtures("oficina")
def test_las_demas_paginas_no_cuentan_la_campana_lo_pregunta(client, directora):
    client.force_login(directora)

    assert 'hx-trigger="load, every 60s"' in client.get(reverse("cadena:agenda")).text
    assert 'hx-trigger="every 60s"' in client.get(reverse("avisos")).text
