from datetime import timedelta

import pytest

from agenda import transiciones
from agenda.dominio import eventos
from agenda.models import Evento
from agenda.signals import agenda_publica_cambio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from tests.fabricas.agenda import INICIO, EventoFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

pytestmark = pytest.mark.django_db
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada


def campos(**cambios):
    return {
        "titulo": "Arranque de obra", "inicio": INICIO, "fin": INICIO + timedelta(hours=1), "lugar": "Plaza",
    } | cambios  # fmt: skip


@pytest.fixture
def avisos():
    """Las veces que la agenda pública dijo que cambió."""
    vistos = []

    def oir(evento, **_):
        vistos.append(evento.pk)

    agenda_publica_cambio.connect(oir)
    yield vistos
    agenda_publica_cambio.disconnect(oir)


class TestCrear:
    def test_el_de_la_oficina_nace_confirmado_y_privado(self, redactora, ahora, dependencia, avisos):
        evento = eventos.crear_evento(por=redactora, ahora=ahora, **campos(dependencia=dependencia))

        assert (evento.estado, evento.alcance, evento.creado_por) == ("confirmado", "privado", redactora)
        assert Asiento.objects.get().detalle == {"titulo": "Arranque de obra"}
        assert avisos == []

    def test_el_de_un_enlace_entra_por_confirmar_en_su_dependencia(self, enlace, ahora):
        pedido = campos(dependencia=DependenciaFactory(), estado="confirmado", prioridad="A")

        evento = eventos.crear_evento(por=enlace, ahora=ahora, **pedido)

        assert (evento.estado, evento.dependencia, evento.prioridad) == ("por_confirmar", enlace.dependencia, "")

    @pytest.mark.parametrize("papel", ["fotografo", "redes", "consulta"])
    def test_quien_no_propone_no_crea(self, request, ahora, dependencia, papel):
        with pytest.raises(NoTienePermiso):
            eventos.crear_evento(por=request.getfixturevalue(papel), ahora=ahora, **campos(dependencia=dependencia))

    def test_termina_despues_de_empezar(self, redactora, ahora, dependencia):
        with pytest.raises(NoSePuede, match="terminar después"):
            eventos.crear_evento(por=redactora, ahora=ahora, **campos(dependencia=dependencia, fin=INICIO))

    def test_uno_publico_avisa_al_portal(self, redactora, ahora, dependencia, avisos):
        evento = eventos.crear_evento(por=redactora, ahora=ahora, **campos(dependencia=dependencia, alcance="publico"))

        assert avisos == [evento.pk]

    def test_se_busca_sin_acentos(self, redactora, ahora, dependencia):
        eventos.crear_evento(
            por=redactora, ahora=ahora, **campos(dependencia=dependencia, titulo="Sesión", preside="Síndica")
        )

        assert Evento.objects.get().busqueda == "sesion plaza sindica"


class TestEditar:
    def test_guarda_y_sube_la_version(self, redactora, ahora):
        evento = eventos.editar_evento(
            EventoFactory(lugar="Plaza"), version=1, por=redactora, ahora=ahora, lugar="Auditorio"
        )

        assert (evento.version, evento.lugar) == (2, "Auditorio")
        assert Asiento.objects.get().detalle["cambios"] == {"lugar": ["Plaza", "Auditorio"]}

    def test_una_pantalla_vieja_no_pisa_a_nadie(self, redactora, directora, ahora):
        evento = EventoFactory()
        eventos.editar_evento(evento, version=1, por=directora, ahora=ahora, lugar="Auditorio")

        with pytest.raises(YaCambio, match="Otra persona guardó"):
            eventos.editar_evento(evento, version=1, por=redactora, ahora=ahora, lugar="Plaza")

        assert Evento.objects.get().lugar == "Auditorio"

    def test_un_enlace_edita_lo_suyo_por_confirmar(self, enlace, ahora):
        evento = EventoFactory(por_confirmar=True, dependencia=enlace.dependencia)

        assert eventos.editar_evento(evento, version=1, por=enlace, ahora=ahora, lugar="Auditorio").lugar == "Auditorio"

    def test_un_enlace_no_se_cambia_la_prioridad_ni_regala_el_evento(self, enlace, ahora):
        evento = EventoFactory(por_confirmar=True, dependencia=enlace.dependencia)

        editado = eventos.editar_evento(
            evento,
            version=1,
            por=enlace,
            ahora=ahora,
            prioridad="A",
            dependencia=DependenciaFactory(),
            estado="confirmado",
        )

        assert (editado.prioridad, editado.dependencia, editado.estado) == ("", enlace.dependencia, "por_confirmar")

    def test_un_enlace_no_edita_lo_ya_confirmado(self, enlace, ahora):
        with pytest.raises(NoTienePermiso, match="ya confirmó"):
            eventos.editar_evento(
                EventoFactory(dependencia=enlace.dependencia), version=1, por=enlace, ahora=ahora, lugar="X"
            )

    def test_un_enlace_no_edita_lo_de_otra_dependencia(self, enlace, ahora):
        with pytest.raises(NoTienePermiso):
            eventos.editar_evento(EventoFactory(por_confirmar=True), version=1, por=enlace, ahora=ahora, lugar="X")

    def test_dejar_de_ser_publico_tambien_se_avisa(self, redactora, ahora, avisos):
        evento = EventoFactory(publico=True)

        eventos.editar_evento(evento, version=1, por=redactora, ahora=ahora, alcance="interno")

        assert avisos == [evento.pk]


class TestMoverEstado:
    @pytest.mark.parametrize("transicion", [transiciones.CANCELAR, transiciones.POSPONER])
    def test_cancelar_y_posponer_exigen_motivo(self, redactora, ahora, transicion):
        with pytest.raises(NoSePuede, match="los medios lo van a preguntar") as rechazo:
            eventos.mover_estado(EventoFactory(), transicion, por=redactora, ahora=ahora, motivo="  ")

        assert rechazo.value.impedimentos[0].campo == "motivo"

    def test_un_motivo_que_no_cabe_se_rechaza_con_una_frase(self, redactora, ahora):
        with pytest.raises(NoSePuede, match="200"):
            eventos.mover_estado(EventoFactory(), transiciones.CANCELAR, por=redactora, ahora=ahora, motivo="x" * 201)

    def test_cancelar_guarda_el_motivo_y_sube_la_version(self, redactora, ahora, avisos):
        evento = eventos.mover_estado(
            EventoFactory(publico=True), transiciones.CANCELAR, por=redactora, ahora=ahora, motivo=" Lluvia "
        )

        evento.refresh_from_db()
        assert (evento.estado, evento.motivo, evento.version) == ("cancelado", "Lluvia", 2)
        assert avisos == [evento.pk]

    def test_confirmar_y_reactivar_borran_el_motivo(self, redactora, ahora):
        evento = eventos.mover_estado(EventoFactory(cancelado=True), transiciones.REACTIVAR, por=redactora, ahora=ahora)

        assert (evento.estado, evento.motivo) == ("confirmado", "")

    @pytest.mark.parametrize("papel", ["enlace", "fotografo", "consulta"])
    def test_pide_la_capacidad(self, request, ahora, papel):
        with pytest.raises(NoTienePermiso):
            eventos.mover_estado(
                EventoFactory(por_confirmar=True),
                transiciones.CONFIRMAR,
                por=request.getfixturevalue(papel),
                ahora=ahora,
            )

    def test_dos_pantallas_y_solo_gana_una(self, redactora, directora, ahora):
        evento = EventoFactory()
        eventos.mover_estado(evento, transiciones.REALIZAR, por=redactora, ahora=ahora)

        with pytest.raises(YaCambio, match="ahora está realizado"):
            eventos.mover_estado(evento, transiciones.CANCELAR, por=directora, ahora=ahora, motivo="Lluvia")


class TestPrioridad:
    @pytest.mark.parametrize("prioridad", ["A", "B", "C", ""])
    def test_la_fija_la_persona(self, redactora, ahora, prioridad):
        eventos.fijar_prioridad(EventoFactory(prioridad="B"), prioridad=prioridad, por=redactora, ahora=ahora)

        assert Evento.objects.get().prioridad == prioridad

    def test_no_hay_mas_letras_ni_la_fija_cualquiera(self, redactora, enlace, ahora):
        with pytest.raises(NoSePuede, match="A, B o C"):
            eventos.fijar_prioridad(EventoFactory(), prioridad="D", por=redactora, ahora=ahora)
        with pytest.raises(NoTienePermiso):
            eventos.fijar_prioridad(EventoFactory(), prioridad="A", por=enlace, ahora=ahora)

    @pytest.mark.parametrize(
        ("tipo", "alcance", "preside", "esperada"),
        [
            ("otro", "publico", "Presidencia", "A"),
            ("civico", "publico", "", "A"),
            ("rueda", "publico", "", "A"),
            ("otro", "publico", "", "B"),
            ("otro", "medios", "Presidencia", "B"),
            ("obra", "interno", "", "B"),
            ("sesion", "privado", "", "B"),
            ("social", "privado", "", "B"),
            ("reunion", "interno", "Presidencia", "C"),
        ],
    )
    def test_la_sugerida_dice_por_que(self, tipo, alcance, preside, esperada):
        prioridad, razon = eventos.prioridad_sugerida(tipo=tipo, alcance=alcance, preside=preside)

        assert prioridad == esperada
        assert razon


class TestTraslapes:
    def choques(self, minutos=30, **cambios):
        datos = {"preside": "Presidencia", "lugar": "Auditorio"} | cambios
        return eventos.traslapes(
            inicio=INICIO + timedelta(minutes=minutos),
            fin=INICIO + timedelta(minutes=minutos + 60),
            por=OFICINA,
            **datos,
        )

    def test_la_misma_persona_a_la_misma_hora(self):
        EventoFactory(titulo="Obra", preside="PRESIDENCIA", lugar="Plaza")

        (choque,) = self.choques()

        assert choque.texto == "PRESIDENCIA ya tiene «Obra» el 13 de marzo de 2026 de 11:00 a 12:00."

    def test_el_mismo_lugar(self):
        EventoFactory(titulo="Obra", lugar="auditorio")

        assert self.choques()[0].texto.startswith("En auditorio ya está «Obra»")

    def test_uno_tras_otro_no_choca(self):
        EventoFactory(preside="Presidencia")

        assert self.choques(minutos=60) == []
        assert self.choques(minutos=-60) == []

    def test_lo_cancelado_o_pospuesto_o_uno_mismo_no_choca(self):
        EventoFactory(cancelado=True, lugar="Auditorio")
        EventoFactory(pospuesto=True, lugar="Auditorio")
        propio = EventoFactory(lugar="Auditorio")

        assert self.choques(excepto=propio.pk) == []

    def test_sin_quien_presida_no_chocan_dos_sin_nadie(self):
        EventoFactory(preside="", lugar="Plaza")

        assert self.choques(preside="") == []


class TestAgendaPublica:
    def test_solo_lo_publico_que_ya_se_confirmo(self):
        visibles = [EventoFactory(publico=True), EventoFactory(publico=True, cancelado=True)]
        EventoFactory(publico=True, por_confirmar=True)
        EventoFactory(para_medios=True)
        EventoFactory()

        assert set(Evento.objects.en_agenda_publica()) == set(visibles)

    def test_un_enlace_ve_solo_lo_de_su_dependencia(self, enlace, redactora):
        propio = EventoFactory(dependencia=enlace.dependencia)
        EventoFactory()

        assert list(Evento.objects.visibles_para(enlace)) == [propio]
        assert Evento.objects.visibles_para(redactora).count() == 2
