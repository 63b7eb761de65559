"""Lo que «Hoy» y Avisos le piden a cada persona."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from agenda.models import Evento
from cadena.consultas.pendientes import pendientes_de
from cronograma.dominio.cierre import cerrar_mes
from cronograma.dominio.revision import revisar_mes
from cronograma.models import PlanAnual
from medios.dominio.avisos import dar_por_avisado
from medios.dominio.cambios import avisar_del_cambio, eventos_por_avisar
from medios.models import Invitacion
from redes.models import Publicacion
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.cronograma import MetaFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import InvitacionFactory, convocatoria_de
from tests.fabricas.personas import PersonaFactory
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


class TestElCierre:
    """El cronograma pide cerrar el mes que terminó, y la segunda firma, a quien le tocan."""

    def pide(self, persona, ahora):
        return [(p.texto, p.ficha) for p in pendientes_de(persona, ahora)]

    @pytest.mark.parametrize(
        ("dia", "ficha"),
        [(1, "Hasta el día 5"), (5, "Hasta el día 5"), (6, "Pasó el plazo, 1 día"), (8, "Pasó el plazo, 3 días")],
    )
    def test_desde_el_dia_1_y_pasado_el_plazo_dice_cuanto(self, directora, redactora, dia, ficha):
        MetaFactory(mes=2)
        ahora = datetime(2026, 3, dia, 18, tzinfo=UTC)

        assert self.pide(directora, ahora) == [("Cerrar febrero de 2026", ficha)]
        assert self.pide(redactora, ahora) == []

    def test_lo_que_no_termina_no_se_pide(self, directora):
        MetaFactory(mes=2)

        assert self.pide(directora, datetime(2026, 2, 28, 18, tzinfo=UTC)) == []

    def test_la_segunda_firma_se_le_pide_a_contraloria(self, directora, oficina):
        PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)
        MetaFactory(mes=2, programado=0)
        ahora = datetime(2026, 3, 2, 18, tzinfo=UTC)
        visto = revisar_mes(2026, 2, persona=directora, ahora=ahora).huella
        cerrar_mes(2026, 2, visto=visto, por=directora, ahora=ahora)

        contraloria = PersonaFactory(papeles=["contraloria"])
        assert self.pide(contraloria, ahora) == [("Poner la segunda firma de febrero de 2026", "Segunda firma")]
        assert self.pide(directora, ahora) == []
