"""El portal como canal de salida, y lo que sí contesta Django: buscar y los calendarios."""

from datetime import timedelta

import pytest

from agenda.dominio.eventos import editar_evento
from boletines.models import Boletin
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.personas import ComunidadFactory
from tests.portal.publicados import boletin_publico

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


class TestCanal:
    """El portal como canal de salida, por el despacho de verdad."""

    def despachar(self, boletin, ahora, motivo="publicar"):
        envio = EnvioFactory(
            canal="portal",
            objeto=ref(boletin),
            motivo=motivo,
            destinatario="",
            no_antes_desde=ahora,
        )
        despachar(reloj=lambda: ahora)
        envio.refresh_from_db()
        return envio

    def test_escribe_y_queda_entregado(self, arbol, ahora):
        boletin = boletin_publico(ahora)

        assert self.despachar(boletin, ahora).estado == "entregado"
        assert (arbol / boletin.ruta_publica.strip("/") / "index.html").exists()

    def test_con_la_foto_sin_procesar_espera(self, arbol, ahora):
        boletin = boletin_publico(ahora)
        FotoDeBoletinFactory(boletin=boletin)

        envio = self.despachar(boletin, ahora)

        assert (envio.estado, envio.no_antes_desde) == ("pendiente", ahora + timedelta(seconds=5))
        assert "procesando" in envio.razon

    def test_con_el_disco_que_no_deja_espera_y_lo_dice(self, arbol, ahora):
        (arbol / "boletines").write_text("un archivo donde va una carpeta")

        envio = self.despachar(boletin_publico(ahora), ahora)

        assert envio.estado == "pendiente"
        assert envio.razon.startswith("No se pudo escribir en el portal")

    def test_retirar_deja_el_aviso(self, arbol, ahora):
        boletin = BoletinFactory(retirado=True, publicado_en=ahora - timedelta(days=1), retirado_en=ahora)

        assert self.despachar(boletin, ahora, "retirar").estado == "entregado"
        assert (arbol / boletin.ruta_publica.strip("/") / "retirado.410.html").exists()

    def test_la_agenda_publica_y_su_calendario_dicen_la_comunidad(self, arbol, client, ahora, redactora):
        evento = EventoFactory(publico=True, comunidad=ComunidadFactory(nombre="Epenche Chico"))
        editar_evento(evento, version=1, por=redactora, ahora=ahora, lugar="Cancha")
        despachar(reloj=lambda: ahora)

        assert "Cancha, Epenche Chico" in (arbol / "agenda/index.html").read_text()
        assert "LOCATION:Cancha\\, Epenche Chico" in client.get(f"/agenda/{evento.pk}.ics").text

    def test_un_borrador_nunca(self, arbol, ahora):
        assert self.despachar(BoletinFactory(), ahora).estado == "cancelado"
        assert list(arbol.iterdir()) == []

    def test_cambiar_un_evento_publico_reescribe_la_agenda_una_vez(self, arbol, ahora, redactora):
        evento = EventoFactory(publico=True)
        for version, lugar in ((1, "Auditorio"), (2, "Quiosco")):
            editar_evento(evento, version=version, por=redactora, ahora=ahora, lugar=lugar)

        assert Envio.objects.filter(objeto="agenda").count() == 1
        despachar(reloj=lambda: ahora)

        assert Envio.objects.get().estado == "entregado"
        assert "Quiosco" in (arbol / "agenda/index.html").read_text()

    def test_con_el_disco_que_no_deja_la_agenda_tambien_espera(self, arbol, ahora, redactora):
        (arbol / "agenda").write_text("un archivo donde va una carpeta")
        editar_evento(EventoFactory(publico=True), version=1, por=redactora, ahora=ahora, lugar="Auditorio")

        despachar(reloj=lambda: ahora)

        envio = Envio.objects.get()
        assert envio.estado == "pendiente"
        assert envio.razon.startswith("No se pudo escribir en el portal")


class TestVistas:
    def test_buscar(self, client, ahora):
        boletin = boletin_publico(ahora, titulo="Rehabilitación de la peña")
        BoletinFactory(titulo="Rehabilitación secreta")

        respuesta = client.get("/buscar", {"q": "rehabilitacion"})

        assert boletin.ruta_publica in respuesta.text
        assert "secreta" not in respuesta.text

    @pytest.mark.parametrize(
        "consulta",
        ["", "q=", "q=%00", "q=a&pagina=²", "q=a&pagina=-1", "q=a&pagina=999", "q=a&pagina=9999999", "q=%3Cscript%3E"],
    )
    def test_buscar_aguanta_lo_que_le_escriban(self, client, consulta):
        respuesta = client.get(f"/buscar?{consulta}")

        assert respuesta.status_code == 200
        assert "<script>" not in respuesta.text

    def test_sin_arbol_el_inicio_avisa(self, client):
        assert client.get("/").status_code == 200

    def test_el_calendario_de_un_evento_publico(self, client):
        evento = EventoFactory(publico=True, cancelado=True)

        respuesta = client.get(f"/agenda/{evento.pk}.ics")

        assert "METHOD:CANCEL" in respuesta.text
        assert client.get(f"/agenda/{EventoFactory().pk}.ics").status_code == 404
        assert Boletin.objects.count() == 0
