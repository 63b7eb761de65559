from datetime import timedelta

import pytest
from django.db.models import ProtectedError

from difusion.models import Envio
from medios.dominio import convocar
from medios.models import Contacto, Invitacion
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, convocatoria_de
from tests.fabricas.personas import ComunidadFactory

pytestmark = pytest.mark.django_db


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

        assert (convocatoria.titulo, convocatoria.evento) == (evento.titulo, evento)
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

        texto = Envio.objects.get().secreto["texto"]
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

    def test_un_evento_con_invitaciones_no_se_borra(self):
        """Nadie se queda con una invitación a nada: la base lo impide."""
        invitacion = InvitacionFactory()

        with pytest.raises(ProtectedError):
            invitacion.evento.delete()
