from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from difusion.dominio.compuerta import Negativa, puede_salir, registrar_pregunta
from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.estados import EstadoEnvio
from difusion.models import Freno, Intento
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db


class TestFreno:
    def test_ponerlo_y_soltarlo_queda_asentado(self, directora, ahora):
        assert poner_freno(motivo=" Fuga de datos ", por=directora, ahora=ahora).puesto
        assert not soltar_freno(por=directora, ahora=ahora).puesto

        assert list(Asiento.objects.order_by("numero").values_list("accion", "detalle")) == [
            ("poner el freno", {"motivo": "Fuga de datos"}),
            ("soltar el freno", {"motivo": ""}),
        ]

    def test_exige_motivo(self, directora, ahora):
        with pytest.raises(NoSePuede, match="por qué"):
            poner_freno(motivo="  ", por=directora, ahora=ahora)

    @pytest.mark.parametrize("papel", ["redactora", "fotografo", "redes", "consulta", "enlace"])
    def test_solo_la_direccion_frena(self, request, ahora, papel):
        persona = request.getfixturevalue(papel)

        with pytest.raises(NoTienePermiso):
            poner_freno(motivo="Alto", por=persona, ahora=ahora)
        with pytest.raises(NoTienePermiso):
            soltar_freno(por=persona, ahora=ahora)

    def test_la_base_no_admite_un_freno_sin_motivo_ni_un_segundo_freno(self, ahora):
        with pytest.raises(IntegrityError, match="freno_con_motivo"), transaction.atomic():
            Freno.objects.create(pk=1, puesto=True, puesto_en=ahora)
        with pytest.raises(IntegrityError, match="freno_uno_solo"), transaction.atomic():
            Freno.objects.create(pk=2)

    def test_puesto_no_sale_nada_y_al_soltarlo_sale_lo_mismo(self, directora, ahora, despachar_en, smtp):
        envio = EnvioFactory()
        poner_freno(motivo="Alto", por=directora, ahora=ahora)
        assert despachar_en(ahora) == 0
        assert smtp.diario() == []

        soltar_freno(por=directora, ahora=ahora)

        assert despachar_en(ahora) == 1
        envio.refresh_from_db()
        assert envio.estado == EstadoEnvio.ENTREGADO

    def test_detiene_aun_entre_tomarlo_y_el_punto_final(self, directora, ahora, smtp):
        """La pregunta de la compuerta corre con el envío ya tomado: ahí alguien pone el freno."""

        def frenar(_envio, momento):
            poner_freno(motivo="Alto", por=directora, ahora=momento)

        registrar_pregunta("prueba_freno", frenar)
        envio = EnvioFactory(objeto="prueba_freno:1")

        despachar(reloj=lambda: ahora)

        envio.refresh_from_db()
        assert (envio.estado, envio.ficha) == (EstadoEnvio.PENDIENTE, None)
        assert smtp.mensajes() == []
        assert not Intento.objects.exists()


class TestCompuerta:
    def test_sin_pregunta_registrada_sale(self, ahora):
        assert puede_salir(EnvioFactory(objeto="cuenta"), ahora) is None

    def test_todavia_no_espera_sin_gastar_intentos(self, ahora, despachar_en, smtp):
        registrar_pregunta("prueba_espera", lambda _e, _a: Negativa("Está embargado."))
        envio = EnvioFactory(objeto="prueba_espera:1")

        assert despachar_en(ahora) == 1

        envio.refresh_from_db()
        assert (envio.estado, envio.intento, envio.razon) == (EstadoEnvio.PENDIENTE, 0, "Está embargado.")
        assert envio.no_antes_desde == ahora + timedelta(seconds=30)
        assert not envio.intentos.exists()
        assert smtp.diario() == []

    def test_nunca_lo_cancela_con_su_motivo(self, ahora, despachar_en, smtp):
        registrar_pregunta("prueba_nunca", lambda _e, _a: Negativa("El boletín ya no es público.", definitiva=True))
        envio = EnvioFactory(objeto="prueba_nunca:1")

        despachar_en(ahora)

        envio.refresh_from_db()
        assert (envio.estado, envio.razon) == (EstadoEnvio.CANCELADO, "El boletín ya no es público.")
        assert envio.resuelto_en == ahora
        assert smtp.diario() == []

    def test_si_la_pregunta_falla_los_demas_salen_igual(self, ahora, despachar_en):
        def fallar(_envio, _ahora):
            raise ValueError("no se pudo preguntar")

        registrar_pregunta("prueba_fallo", fallar)
        malo, bueno = EnvioFactory(objeto="prueba_fallo:1", prioridad=1), EnvioFactory()

        despachar_en(ahora)

        malo.refresh_from_db()
        bueno.refresh_from_db()
        assert bueno.estado == EstadoEnvio.ENTREGADO
        assert malo.estado == EstadoEnvio.PENDIENTE
        assert malo.no_antes_desde > ahora
