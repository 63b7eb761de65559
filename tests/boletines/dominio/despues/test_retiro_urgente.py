"""Retirar un conjunto en un acto, con su acta y la lista de lo que queda afuera."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from boletines.consultas.retiro import FiltroDeRetiro, por_retirar
from boletines.dominio.despues import retiro as dominio
from boletines.models import Boletin
from boletines.models.retiro import Captura, PendienteDeRetiro, RetiroUrgente
from difusion.dominio.despacho import despachar
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from portal.dominio.escritura import todo
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]


@pytest.fixture(autouse=True)
def reloj(ahora, settings, tmp_path):
    settings.DIR_PUBLICO = tmp_path / "publico"
    settings.DIR_PUBLICO.mkdir()
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


def publicado(ahora, **campos):
    return BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=3), **campos)


class TestHallar:
    def test_por_texto_persona_tema_y_fecha(self, ahora):
        nombrada = publicado(
            ahora, titulo="Entrega de obra", tema="obra-publica", busqueda="la persona titular entrega"
        )
        en_foto = publicado(ahora, tema="cultura")
        FotoDeBoletinFactory(boletin=en_foto, evidencia=EvidenciaFactory(pie="Persona Titular saluda"))
        viejo = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=90))
        BoletinFactory(busqueda="la persona titular entrega")

        assert set(por_retirar(FiltroDeRetiro(persona="persona titular"))) == {nombrada, en_foto}
        assert list(por_retirar(FiltroDeRetiro(texto="ENTREGÁ titular"))) == [nombrada]
        assert list(por_retirar(FiltroDeRetiro(tema="cultura"))) == [en_foto]
        assert list(por_retirar(FiltroDeRetiro(hasta=(ahora - timedelta(days=60)).date()))) == [viejo]


class TestRetirar:
    def test_retira_todo_con_captura_acta_y_lo_de_afuera(self, ahora, directora, settings):
        uno, otro = publicado(ahora, titulo="Gran logro"), publicado(ahora)
        facebook = PublicacionFactory(
            boletin=uno,
            estado="publicada",
            publicada_en=ahora,
            publicada_por=directora,
            enlace="https://facebook.com/1",
        )
        for boletin in (uno, otro):
            EnvioFactory(objeto=ref(boletin), entregado=True, destinatario="radio@medio.invalid")
        todo.construir_todo(ahora, lambda *_: None)
        pagina = settings.DIR_PUBLICO / uno.ruta_publica.strip("/") / "index.html"
        antes = pagina.read_bytes()

        retiro = dominio.retirar_varios(
            [uno.pk, otro.pk], motivo="Orden", orden="IEPC 12/2027", por=directora, ahora=ahora
        )
        despachar(reloj=lambda: ahora)

        assert set(Boletin.objects.values_list("estado", flat=True)) == {"retirado"}
        assert not pagina.exists()
        assert bytes(Captura.objects.get(huella=retiro.relacion[0]["captura"]).contenido) == antes
        assert retiro.huella == dominio.huella_de(retiro.relacion)
        assert [p.que for p in retiro.pendientes.all()] == [
            f"Borrar de Facebook: {uno.folio} {facebook.titulo}",
            f"Avisar a radio@medio.invalid: recibió {uno.folio}, {otro.folio}",
        ]
        assert retiro.pendientes.all()[0].enlace == "https://facebook.com/1"
        assert dominio.pdf_del_retiro(retiro).startswith(b"%PDF")
        assert Asiento.objects.filter(accion="retirar con urgencia").get().detalle["orden"] == "IEPC 12/2027"

    def test_todos_o_ninguno(self, ahora, directora, redactora):
        uno = publicado(ahora)
        borrador = BoletinFactory()

        retiro = dominio.retirar_varios([uno.pk, borrador.pk, 999_999], motivo="Orden", por=directora, ahora=ahora)

        assert [r["folio"] for r in retiro.relacion] == [uno.folio]
        with pytest.raises(NoSePuede, match="al menos un"):
            dominio.retirar_varios([uno.pk], motivo="Orden", por=directora, ahora=ahora)

    @pytest.mark.parametrize(("motivo", "frase"), [(" ", "por qué se retiran"), ("x" * 301, "300")])
    def test_exige_motivo(self, ahora, directora, motivo, frase):
        with pytest.raises(NoSePuede, match=frase):
            dominio.retirar_varios([publicado(ahora).pk], motivo=motivo, por=directora, ahora=ahora)

        assert not RetiroUrgente.objects.exists()

    def test_hasta_quinientos(self, ahora, directora):
        with pytest.raises(NoSePuede, match="501"):
            dominio.retirar_varios(range(501), motivo="Orden", por=directora, ahora=ahora)

    def test_pide_la_capacidad(self, ahora, consulta):
        with pytest.raises(NoTienePermiso):
            dominio.retirar_varios([publicado(ahora).pk], motivo="Orden", por=consulta, ahora=ahora)

    def test_cumplir_dos_veces_no_cambia_quien(self, ahora, directora, redactora):
        retiro = dominio.retirar_varios([publicado(ahora).pk], motivo="Orden", por=directora, ahora=ahora)
        pendiente = PendienteDeRetiro.objects.create(retiro=retiro, que="Avisar")

        dominio.marcar_pendiente(pendiente, por=directora, ahora=ahora)
        dominio.marcar_pendiente(pendiente, por=redactora, ahora=ahora + timedelta(hours=1))

        pendiente.refresh_from_db()
        assert (pendiente.hecho_por, pendiente.hecho_en) == (directora, ahora)


class TestPantallas:
    def test_buscar_marcar_y_retirar(self, client, directora, ahora):
        uno, otro = publicado(ahora, tema="cultura"), publicado(ahora, tema="cultura")
        client.force_login(directora)
        direccion = reverse("boletines:retiro_urgente") + "?tema=cultura"

        assert client.get(direccion).text.count('name="boletin"') == 2
        mala = client.post(direccion, {"boletin": [uno.pk], "motivo": ""})
        buena = client.post(direccion, {"boletin": [uno.pk], "motivo": "Orden", "orden": "INE"}, follow=True)

        assert mala.status_code == 422
        assert uno.folio in buena.text
        assert set(Boletin.objects.values_list("pk", "estado")) == {(uno.pk, "retirado"), (otro.pk, "publicado")}

    def test_nada_va_marcado_mientras_no_se_marque(self, client, directora, ahora):
        for _ in range(2):
            publicado(ahora, tema="cultura")
        client.force_login(directora)
        direccion = reverse("boletines:retiro_urgente") + "?tema=cultura"

        assert client.get(direccion).text.count(" checked") == 0
        assert client.get(f"{direccion}&todos=1").text.count(" checked") == 2

    @pytest.mark.parametrize(
        "consulta", ["desde=ayer", "desde=0001-01-01", "q=%00", "tema=x", "hasta=9999-12-31", "q=" + "a" * 500]
    )
    def test_una_busqueda_rara_no_tumba_nada(self, client, directora, consulta):
        client.force_login(directora)

        assert client.get(f"{reverse('boletines:retiro_urgente')}?{consulta}").status_code == 200

    @pytest.mark.parametrize("valores", [["²"], ["9" * 40], ["x"], []])
    def test_una_lista_rara_no_retira_nada(self, client, directora, ahora, valores):
        publicado(ahora)
        client.force_login(directora)

        assert (
            client.post(reverse("boletines:retiro_urgente"), {"boletin": valores, "motivo": "Orden"}).status_code == 422
        )
        assert Boletin.objects.get().estado == "publicado"

    def test_la_lista_de_lo_pendiente_se_va_cumpliendo(self, client, directora, ahora):
        retiro = dominio.retirar_varios([publicado(ahora).pk], motivo="Orden", por=directora, ahora=ahora)
        pendiente = PendienteDeRetiro.objects.create(retiro=retiro, que="Avisar a la radio")
        client.force_login(directora)

        respuesta = client.post(
            reverse("boletines:cumplir_retiro", args=[pendiente.pk]), {"nota": "Llamé"}, follow=True
        )

        assert "Nada pendiente afuera" in respuesta.text
        assert client.get(reverse("boletines:acta_de_retiro_pdf", args=[retiro.pk])).content.startswith(b"%PDF")
