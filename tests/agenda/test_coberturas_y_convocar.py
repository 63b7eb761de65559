from datetime import timedelta

import pytest

from agenda.dominio import coberturas, convocar
from agenda.models import Cobertura
from difusion.models import Envio
from medios.models import Contacto, Invitacion
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, convocatoria_de
from tests.fabricas.personas import ComunidadFactory, PersonaFactory

pytestmark = pytest.mark.django_db


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
            coberturas.entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

    def test_asignar_pide_la_capacidad(self, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            self.asignar(EventoFactory(), fotografo, fotografo, ahora)

    @pytest.mark.parametrize("rasgo", [{}, {"en_curso": True}])
    def test_la_entrega_su_persona(self, ahora, rasgo):
        cobertura = CoberturaFactory(**rasgo)

        coberturas.entregar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

        cobertura.refresh_from_db()
        assert (cobertura.estado, cobertura.entregada_en) == ("entregada", ahora)

    def test_o_quien_asigna_pero_no_otra_persona(self, redactora, fotografo, ahora):
        cobertura = CoberturaFactory()
        with pytest.raises(NoTienePermiso, match="de otra persona"):
            coberturas.entregar_cobertura(cobertura, por=fotografo, ahora=ahora)
        with pytest.raises(NoTienePermiso, match="de otras personas"):
            coberturas.retirar_cobertura(cobertura, por=fotografo, ahora=ahora)

        assert coberturas.entregar_cobertura(cobertura, por=redactora, ahora=ahora).estado == "entregada"

    def test_lo_entregado_no_se_retira(self, redactora, ahora):
        with pytest.raises(YaCambio):
            coberturas.retirar_cobertura(CoberturaFactory(entregada=True), por=redactora, ahora=ahora)

    def test_quien_la_tiene_la_puede_soltar(self, ahora):
        cobertura = CoberturaFactory()

        coberturas.retirar_cobertura(cobertura, por=cobertura.persona, ahora=ahora)

        assert not Cobertura.objects.activas().exists()


class TestConvocar:
    @pytest.fixture
    def invitar(self, redactora, ahora, oficina):
        def _invitar(evento, por=redactora, cuando=ahora):
            ContactoFactory()
            return convocar.convocar(
                evento,
                contactos=Contacto.objects.all(),
                asunto="Invitación",
                mensaje="Le invitamos.",
                por=por,
                ahora=cuando,
            )

        return _invitar

    def test_invita_con_los_datos_del_evento(self, invitar):
        evento = EventoFactory(para_medios=True)

        convocatoria, (convocado,) = invitar(evento)

        assert (convocatoria.titulo, convocatoria.uid_ics) == (evento.titulo, f"{evento.clave}@agenda")
        assert convocado.invitacion.vence_en == evento.fin + timedelta(days=1)
        assert Envio.objects.get().vence_en == evento.fin

    @pytest.mark.parametrize(
        ("cambio", "campo"),
        [
            ({"alcance": "privado"}, "alcance"),
            ({"alcance": "interno"}, "alcance"),
            ({"para_medios": True, "por_confirmar": True}, "estado"),
            ({"para_medios": True, "cancelado": True}, "estado"),
            ({"para_medios": True, "pospuesto": True}, "estado"),
            ({"para_medios": True, "realizado": True}, "estado"),
        ],
    )
    def test_lo_que_no_se_puede_convocar_dice_por_que(self, invitar, cambio, campo):
        with pytest.raises(NoSePuede) as rechazo:
            invitar(EventoFactory(**cambio))

        assert [i.campo for i in rechazo.value.impedimentos] == [campo]
        assert not Invitacion.objects.exists()

    def test_lo_terminado_tampoco(self, invitar):
        evento = EventoFactory(para_medios=True)

        with pytest.raises(NoSePuede, match="ya terminó"):
            invitar(evento, cuando=evento.fin)

    def test_pide_la_capacidad(self, invitar, fotografo):
        with pytest.raises(NoTienePermiso):
            invitar(EventoFactory(para_medios=True), por=fotografo)

    def test_el_mensaje_propuesto_lleva_que_cuando_donde_quien_y_por_que(self, oficina):
        evento = EventoFactory(titulo="Arranque", lugar="Plaza", preside="Presidencia", objetivo="Dar agua")

        asunto, mensaje = convocar.mensaje_propuesto(evento)

        assert asunto == "Invitación: Arranque"
        for renglon in (
            "QUÉ: Arranque",
            "CUÁNDO: viernes 13 de marzo de 2026, 11:00 h",
            "DÓNDE: Plaza",
            "QUIÉN: Presidencia",
            "POR QUÉ: Dar agua",
        ):
            assert renglon in mensaje.splitlines()
        assert mensaje.endswith("Comunicación Social\nContacto de prensa: 382 538 0149, comunicacion@mazamitla.invalid")

    def test_el_lugar_lleva_su_comunidad_en_el_mensaje_y_en_el_calendario(self, invitar):
        evento = EventoFactory(para_medios=True, lugar="Cancha", comunidad=ComunidadFactory(nombre="Epenche Chico"))

        convocatoria, _ = invitar(evento)

        assert "DÓNDE: Cancha, Epenche Chico" in convocar.mensaje_propuesto(evento)[1].splitlines()
        assert convocatoria.lugar == "Cancha, Epenche Chico"
        assert "LOCATION:Cancha\\, Epenche Chico" in Envio.objects.get().carga["ics"]

    def test_una_comunidad_ya_dicha_en_el_lugar_no_se_repite(self):
        evento = EventoFactory(lugar="Plaza de Epenche chico", comunidad=ComunidadFactory(nombre="Epenche Chico"))

        assert evento.donde() == "Plaza de Epenche chico"

    def test_lleva_requisitos_y_hasta_cuando_contestar(self, redactora, ahora, oficina):
        evento = EventoFactory(para_medios=True)
        contacto = ContactoFactory()

        convocar.convocar(
            evento, contactos=Contacto.objects.filter(pk=contacto.pk), asunto="Invitación", mensaje="Le invitamos.",
            requisitos="Llegar con gafete", contestar_hasta=evento.inicio - timedelta(hours=2), por=redactora,
            ahora=ahora,
        )  # fmt: skip

        texto = Envio.objects.get().carga["texto"]
        assert "REQUISITOS: Llegar con gafete" in texto
        assert "Conteste antes del viernes 13 de marzo de 2026, 09:00 h." in texto

    @pytest.mark.parametrize("horas", [1, -48])
    def test_contestar_despues_de_empezar_o_antes_de_ahora_no_se_puede(self, redactora, ahora, horas):
        evento = EventoFactory(para_medios=True)

        with pytest.raises(NoSePuede) as rechazo:
            convocar.convocar(
                evento, contactos=Contacto.objects.none(), asunto="x", mensaje="y", por=redactora, ahora=ahora,
                contestar_hasta=evento.inicio + timedelta(hours=horas),
            )  # fmt: skip

        assert rechazo.value.impedimentos[0].campo == "contestar_hasta"

    def test_sin_quien_ni_por_que_no_deja_renglones_vacios(self):
        assert "QUIÉN" not in convocar.mensaje_propuesto(EventoFactory())[1]


class TestCompuerta:
    def preguntar(self, evento, cuando):
        invitacion = InvitacionFactory(convocatoria=convocatoria_de(evento))
        return convocar.puede_salir_invitacion(EnvioFactory(objeto=ref(invitacion)), cuando)

    def test_en_pie_sale(self, ahora):
        assert self.preguntar(EventoFactory(), ahora) is None

    @pytest.mark.parametrize(
        ("rasgo", "definitiva"), [("cancelado", True), ("pospuesto", False), ("por_confirmar", False)]
    )
    def test_cancelado_nunca_pospuesto_espera(self, ahora, rasgo, definitiva):
        negativa = self.preguntar(EventoFactory(**{rasgo: True}), ahora)

        assert negativa.definitiva is definitiva
        assert negativa.motivo.startswith("El evento está ")

    def test_terminado_nunca(self):
        evento = EventoFactory()

        assert self.preguntar(evento, evento.fin).definitiva

    @pytest.mark.parametrize("objeto", ["medios.invitacion:999999", "medios.invitacion:x", "medios.invitacion:²"])
    def test_sin_invitacion_nunca(self, ahora, objeto):
        assert convocar.puede_salir_invitacion(EnvioFactory(objeto=objeto), ahora).definitiva

    def test_sin_evento_nunca(self, ahora):
        envio = EnvioFactory(objeto=ref(InvitacionFactory(convocatoria__evento_ref="agenda.evento:999999")))

        assert convocar.puede_salir_invitacion(envio, ahora).definitiva
