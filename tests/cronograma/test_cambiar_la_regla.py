"""Una regla cambia con versión, desde un mes abierto y diciendo por qué."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cronograma.dominio.reglas import cambiar_regla, lo_que_cuenta
from cronograma.estados import Regla
from cronograma.models import VersionDeRegla
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.referencias import ref
from tests.cronograma.pruebas import (
    cuenta,
    memoria,
)
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import EnvioFactory

pytestmark = pytest.mark.django_db
MARZO = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
FIN_DE_MARZO = datetime(2026, 4, 1, 5, 59, 59, tzinfo=UTC)  # 31 de marzo, 23:59:59 en Mazamitla
ABRIL = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


class TestCambiarLaRegla:
    @pytest.fixture
    def cambiar(self, directora, ahora):
        def _cambiar(**datos):
            por_omision = {"parametros": {"fotos": 5}, "desde": date(2026, 3, 17), "motivo": "Acuerdo de cabildo"}
            return cambiar_regla(Regla.MEMORIA, **{**por_omision, "por": directora, "ahora": ahora, **datos})

        return _cambiar

    def test_rige_desde_el_primer_dia_de_su_mes_y_no_antes(self, cambiar):
        memoria(datetime(2026, 2, 10, 18, tzinfo=UTC), fotos=3)
        memoria(MARZO, fotos=3)

        version = cambiar()

        assert (version.numero, version.fecha_desde) == (2, date(2026, 3, 1))
        assert cuenta(Regla.MEMORIA) == {2: 1}
        assert "5 fotos" in lo_que_cuenta(Regla.MEMORIA, (2026, 3)).dice.frase
        assert "3 fotos" in lo_que_cuenta(Regla.MEMORIA, (2026, 2)).dice.frase

    @pytest.mark.parametrize("mal", [{"motivo": " "}, {"parametros": {"fotos": 0}}, {"parametros": {"fotos": 51}}])
    def test_sin_motivo_o_con_un_numero_imposible_se_rechaza(self, cambiar, mal):
        with pytest.raises(NoSePuede):
            cambiar(**mal)

        assert not VersionDeRegla.objects.exists()

    def test_pide_la_capacidad(self, cambiar, redactora):
        with pytest.raises(NoTienePermiso):
            cambiar(por=redactora)

    def test_la_que_no_se_ajusta_lo_dice(self, directora, ahora):
        with pytest.raises(NoSePuede, match="nada que ajustar"):
            cambiar_regla(
                Regla.BOLETINES, parametros={}, desde=date(2026, 3, 1), motivo="x", por=directora, ahora=ahora
            )


class TestVerAntesDeGuardar:
    @pytest.fixture
    def mandar(self, client, directora, reloj):
        client.force_login(directora)

        def _mandar(**mas):
            datos = {"memoria-fotos": "4", "memoria-desde": "2026-02-01", "memoria-motivo": "Acuerdo de cabildo"}
            return client.post(reverse("cronograma:cambiar_regla", args=["memoria"]), datos | mas)

        return _mandar

    def test_dice_lo_que_sale_de_cada_mes_abierto_y_no_guarda_nada(self, mandar):
        memoria(datetime(2026, 2, 10, 18, tzinfo=UTC), fotos=3)
        queda = memoria(MARZO, fotos=5)
        pagina = mandar()

        assert (pagina.status_code, VersionDeRegla.objects.count()) == (200, 0)
        comparados = pagina.context["comparacion"].meses
        assert [(m.mes, m.antes, m.despues) for m in comparados] == [((2026, 2), 1, 0), ((2026, 3), 1, 1)]
        assert "Contaban 2 y contarían 1: entran 0 y sale 1." in pagina.text
        assert [p.cosa for m in comparados for p in m.salen] != [queda.pk]

    def test_se_guarda_lo_que_se_vio(self, mandar):
        mandar(guardar="1", visto=mandar().context["comparacion"].huella)

        assert VersionDeRegla.objects.get().parametros == {"fotos": 4}

    def test_sin_haberlo_visto_o_si_ya_es_otra_cosa_se_ensena_otra_vez(self, mandar):
        visto = mandar().context["comparacion"].huella
        memoria(MARZO, fotos=3)

        for mas in ({"guardar": "1"}, {"guardar": "1", "visto": visto}):
            pagina = mandar(**mas)
            assert (pagina.status_code, "Mira primero cuánto contaba" in pagina.text) == (422, True)
            assert pagina.context["comparacion"].meses
        assert not VersionDeRegla.objects.exists()

    def test_prender_los_boletines_del_portal_dice_lo_que_entra(self, client, directora, reloj):
        client.force_login(directora)
        objeto = ref(BoletinFactory(publicado=True, publicado_en=MARZO))
        datos = {"canal": "portal", "motivo": "publicar", "objeto": objeto, "creado_en": MARZO, "entregado": True}
        EnvioFactory(creado_por=directora, **datos)
        datos = {
            "paginas-boletines_en_el_portal": "on",
            "paginas-desde": "2026-03-01",
            "paginas-motivo": "Acuerdo de cabildo",
        }
        pagina = client.post(reverse("cronograma:cambiar_regla", args=["paginas"]), datos)

        assert "entra 1 y salen 0" in pagina.text

    def test_un_mes_que_no_llega_no_cambia_ninguna_cuenta(self, mandar):
        assert "hoy no cambia ninguna cuenta" in mandar(**{"memoria-desde": "2026-06-01"}).text

    def test_un_mes_cerrado_se_dice_como_al_guardar(self, mandar, boletines, cerrar):
        cerrar()
        pagina = mandar()

        assert (pagina.status_code, "puede cambiar desde marzo de 2026" in pagina.text) == (422, True)
        assert pagina.context["comparacion"] is None
