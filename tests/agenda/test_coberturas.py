from datetime import UTC, datetime

import pytest

from agenda.dominio import coberturas
from agenda.models import Cobertura
from media_library.dominio.entrada.cobertura import entregar_cobertura
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db
TIRADA = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


class TestCoberturas:
    def asignar(self, evento, persona, por, ahora):
        return coberturas.asignar_cobertura(evento, tipo="foto", persona=persona, por=por, ahora=ahora)

    def test_asignar_dos_veces_no_duplica(self, fotografo, redactora, ahora):
        evento = EventoFactory()

        (una, nueva), (otra, repetida) = (self.asignar(evento, fotografo, redactora, ahora) for _ in range(2))

        assert (una, nueva, repetida) == (otra, True, False)
        assert Asiento.objects.count() == 1

    def test_lo_retirado_se_reactiva(self, redactora, ahora):
        retirada = CoberturaFactory(retirada=True)

        cobertura, _ = self.asignar(retirada.evento, retirada.persona, redactora, ahora)

        assert (cobertura.pk, cobertura.estado, cobertura.asignada_en) == (retirada.pk, "asignada", ahora)

    def test_solo_a_quien_puede_cubrir(self, consulta, redactora, ahora):
        cerrada = PersonaFactory(papeles=["fotografia"], is_active=False)
        for persona in (consulta, cerrada):
            with pytest.raises(NoSePuede, match="no puede cubrir"):
                self.asignar(EventoFactory(), persona, redactora, ahora)

    @pytest.mark.parametrize("rasgo", ["cancelado", "pospuesto"])
    def test_lo_que_no_sera_ni_se_asigna_ni_se_entrega(self, fotografo, redactora, ahora, rasgo):
        cobertura = CoberturaFactory(evento__inicio=ahora, **{f"evento__{rasgo}": True})

        with pytest.raises(NoSePuede, match="no se cubre"):
            self.asignar(cobertura.evento, fotografo, redactora, ahora)
        with pytest.raises(NoSePuede, match="no se cubre"):
            entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

    def test_asignar_pide_la_capacidad(self, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            self.asignar(EventoFactory(), fotografo, fotografo, ahora)

    @pytest.mark.parametrize("rasgo", [{}, {"en_curso": True}])
    def test_la_entrega_su_persona(self, ahora, rasgo):
        cobertura = CoberturaFactory(**rasgo)
        EvidenciaFactory(evento=cobertura.evento)

        entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

        cobertura.refresh_from_db()
        assert (cobertura.estado, cobertura.entregada_en) == ("entregada", ahora)

    @pytest.mark.parametrize("lo_que_hay", [None, {"papelera_en": TIRADA}, {"original__clase": "video"}])
    def test_sin_una_foto_del_evento_pide_por_que(self, ahora, lo_que_hay):
        """Ni lo tirado ni un video prueban la foto; lo que se escriba queda con la entrega y en la bitácora."""
        cobertura = CoberturaFactory()
        if lo_que_hay:
            EvidenciaFactory(evento=cobertura.evento, **lo_que_hay)

        with pytest.raises(NoSePuede, match="De este evento no hay archivos de foto"):
            entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora, sin_archivos="  ")
        entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora, sin_archivos=" Llovió ")

        cobertura.refresh_from_db()
        assert (cobertura.estado, cobertura.sin_archivos) == ("entregada", "Llovió")
        assert Asiento.objects.latest("pk").detalle["sin_archivos"] == "Llovió"

    def test_la_redaccion_se_prueba_con_su_boletin_y_no_con_archivos(self, ahora):
        cobertura = CoberturaFactory(tipo="redaccion")

        assert entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora).estado == "entregada"

    def test_o_quien_asigna_pero_no_otra_persona(self, redactora, fotografo, ahora):
        cobertura = CoberturaFactory()
        EvidenciaFactory(evento=cobertura.evento)
        with pytest.raises(NoTienePermiso, match="de otra persona"):
            entregar_cobertura(cobertura, por=fotografo, ahora=ahora)
        with pytest.raises(NoTienePermiso, match="de otras personas"):
            coberturas.retirar_cobertura(cobertura, por=fotografo, ahora=ahora)

        assert entregar_cobertura(cobertura, por=redactora, ahora=ahora).estado == "entregada"

    def test_lo_entregado_no_se_retira(self, redactora, ahora):
        with pytest.raises(YaCambio):
            coberturas.retirar_cobertura(CoberturaFactory(entregada=True), por=redactora, ahora=ahora)

    def test_quien_la_tiene_la_puede_soltar(self, ahora):
        cobertura = CoberturaFactory()

        coberturas.retirar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

        assert not Cobertura.objects.activas().exists()
