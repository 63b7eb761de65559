from datetime import timedelta

import pytest
from django.db import connection

from difusion.dominio.despacho import despachar
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from doubles.smtp import ServidorSMTP
from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.models import Convocatoria, Invitacion
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.enlaces.personales import huella_del_token
from nucleo.referencias import ref
from tests.fabricas.medios import ContactoFactory

pytestmark = pytest.mark.django_db


def test_una_invitacion_por_contacto_con_su_correo_apuntado(invitar, acto, ahora):
    uno, otro = ContactoFactory(), ContactoFactory()

    convocatoria, convocados = invitar(uno, otro)

    assert {c.invitacion.contacto for c in convocados} == {uno, otro}
    assert convocatoria.evento == acto.evento
    envios = Envio.objects.order_by("pk")
    assert {e.destinatario for e in envios} == {uno.correo, otro.correo}
    assert {(e.no_antes_desde, e.vence_en, e.prioridad) for e in envios} == {
        (ahora + timedelta(seconds=30), acto.fin, 3)
    }


def test_a_dos_que_comparten_buzon_les_llega_uno_a_cada_quien_con_su_enlace(invitar):
    una = ContactoFactory(correo="mesa@medio.invalid", comparte_buzon=True, nombre="Reportera de mañana")
    otra = ContactoFactory(correo="mesa@medio.invalid", comparte_buzon=True, nombre="Reportero de tarde")

    _, convocados = invitar(una, otra)

    envios = list(Envio.objects.order_by("pk"))
    assert [e.destinatario for e in envios] == ["mesa@medio.invalid"] * 2
    for convocado, envio in zip(convocados, envios, strict=True):
        assert f"/r/{convocado.token}/" in envio.secreto["texto"]
        assert convocado.invitacion.contacto.nombre in envio.secreto["texto"]


def test_el_correo_lleva_su_enlace_personal_el_calendario_y_a_quien_contestar(invitar, oficina):
    _, (convocado,) = invitar(ContactoFactory())

    carga, secreto = Envio.objects.get().carga, Envio.objects.get().secreto
    enlace = f"http://localhost:8000/r/{convocado.token}/"
    assert enlace in secreto["texto"]
    assert enlace in secreto["html"]
    assert "BEGIN:VCALENDAR" in carga["ics"]
    assert carga["responder_a"] == oficina.correo


def test_en_la_base_solo_queda_la_huella_del_enlace(invitar):
    _, (convocado,) = invitar(ContactoFactory(sin_correo=True))

    assert convocado.invitacion.huella == huella_del_token(convocado.token)
    with connection.cursor() as cursor:
        for tabla in (t for t in connection.introspection.table_names(cursor) if not t.startswith("django_")):
            cursor.execute(f'SELECT count(*) FROM "{tabla}" t WHERE t::text LIKE %s', [f"%{convocado.token}%"])  # noqa: S608 - nombres propios
            assert cursor.fetchone()[0] == 0, tabla


def test_sin_correo_o_con_no_enviar_es_telefonica_y_no_se_apunta_nada(invitar):
    _, convocados = invitar(ContactoFactory(sin_correo=True), ContactoFactory(no_enviar_correos=True))

    assert {c.invitacion.canal for c in convocados} == {"telefono"}
    assert not Envio.objects.exists()


def test_invitar_otra_vez_solo_invita_a_los_que_faltan(invitar):
    uno, otro = ContactoFactory(), ContactoFactory()
    invitar(uno)

    _, convocados = invitar(uno, otro)

    assert [c.invitacion.contacto for c in convocados] == [otro]
    with pytest.raises(NoSePuede, match="no esté invitado"):
        invitar(uno, otro)
    assert Convocatoria.objects.count() == 2


class TestGracia:
    def test_antes_de_los_treinta_segundos_no_sale(self, invitar, ahora):
        invitar(ContactoFactory())

        assert not Envio.objects.por_salir(ahora + timedelta(seconds=29)).exists()
        assert Envio.objects.por_salir(ahora + timedelta(seconds=30)).exists()

    def test_cancelar_la_deshace_como_si_no_hubiera_pasado(self, invitar, redactora, ahora):
        uno, sin_correo = ContactoFactory(), ContactoFactory(sin_correo=True)
        convocatoria, _ = invitar(uno, sin_correo)

        assert cancelar_antes_de_salir(convocatoria, por=redactora, ahora=ahora) == 2

        assert not Invitacion.objects.exists()
        assert not Envio.objects.exists()
        assert len(invitar(uno, sin_correo)[1]) == 2

    @pytest.mark.parametrize("estado", ["entregado", "tomado", "por_verificar"])
    def test_lo_que_ya_salio_o_esta_saliendo_se_queda(self, invitar, redactora, ahora, estado):
        convocatoria, (ida, _) = invitar(ContactoFactory(), ContactoFactory())
        Envio.objects.filter(objeto=ref(ida.invitacion)).update(
            estado=estado,
            secreto={},
            resuelto_en=ahora,
            ficha="00000000-0000-0000-0000-000000000000",
            arriendo_hasta=ahora,
            intento=1,
        )

        assert cancelar_antes_de_salir(convocatoria, por=redactora, ahora=ahora) == 1

        assert list(Invitacion.objects.all()) == [ida.invitacion]

    def test_la_telefonica_que_ya_contesto_se_queda(self, invitar, redactora, ahora):
        convocatoria, (convocado,) = invitar(ContactoFactory(sin_correo=True))
        Invitacion.objects.filter(pk=convocado.invitacion.pk).update(respondio_en=ahora, estado="asiste")

        assert cancelar_antes_de_salir(convocatoria, por=redactora, ahora=ahora) == 0


class TestOlvidarEnlace:
    @pytest.fixture
    def entregar(self, invitar, tmp_path, settings, ahora):
        """Invita y despacha por el servidor de correo simulado."""

        def _entregar(falla=""):
            _, (convocado,) = invitar(ContactoFactory())
            with ServidorSMTP(tmp_path / "correo") as smtp:
                settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", smtp.puerto
                if falla:
                    smtp.fallar(falla)
                despachar(reloj=lambda: ahora + timedelta(seconds=31))
            return convocado, Envio.objects.get()

        return _entregar

    def test_entregada_el_enlace_se_borra_de_la_bandeja(self, entregar):
        _, envio = entregar()

        assert envio.estado == EstadoEnvio.ENTREGADO
        assert envio.secreto == {}

    def test_si_no_se_entrego_se_conserva_para_reintentar(self, entregar):
        convocado, envio = entregar("rcpt-550")

        assert envio.estado == EstadoEnvio.FALLIDO
        assert convocado.token in envio.secreto["texto"]
