"""Lo que el público escribe en Contacto y lo que la oficina escribe en sus páginas."""

from datetime import timedelta

import pytest

from cronograma.estados import Regla
from difusion.dominio.despacho import despachar
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from portal.dominio import institucional, mensajes
from portal.models import AvisoUrgente, MensajeDelPublico, VersionDePagina
from tests.cronograma.pruebas import pruebas_de_la_celda
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.suspension import PeriodoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]
ALTA = {"correo": "vecina@correo.invalid", "temas": ["salud"], "frecuencia": "momento"}
MENSAJE = {"nombre": "Vecina", "correo": "vecina@correo.invalid", "asunto": "Un dato", "mensaje": "El año está mal."}


class TestContacto:
    def test_da_folio_acusa_y_llega_a_la_bandeja(self, client, redactora):
        respuesta = client.post("/contacto/enviar", MENSAJE)

        uno = MensajeDelPublico.objects.get()
        assert uno.folio == "MP/001/2026"
        assert uno.folio in respuesta.text
        assert Envio.objects.get().asunto == "Recibimos tu mensaje MP/001/2026"
        client.force_login(redactora)
        assert "Un dato" in client.get("/oficina/portal/").text

    def test_el_acuse_no_repite_nada_de_lo_escrito(self, client):
        """Cualquiera puede poner el correo de otro: desde el dominio del municipio no se le manda el texto de nadie."""
        client.post("/contacto/enviar", MENSAJE | {"nombre": "Gana ya", "asunto": "Entra a premio.invalid"})

        envio = Envio.objects.get()
        todo = f"{envio.asunto}{envio.carga}{envio.secreto}"
        assert not [dicho for dicho in ("Gana ya", "premio", "año está mal") if dicho in todo]

    @pytest.mark.parametrize("campo", ["nombre", "correo", "asunto", "mensaje"])
    def test_lo_que_falta_se_dice_y_lo_demas_se_conserva(self, client, campo):
        respuesta = client.post("/contacto/enviar", MENSAJE | {campo: ""})

        assert respuesta.status_code == 422
        assert respuesta.text.count("Escribe") >= 2
        assert all(v in respuesta.text for c, v in MENSAJE.items() if c != campo)

    @pytest.mark.parametrize("cambios", [{"asunto": "x" * 5000}, {"mensaje": "x" * 5000}])
    def test_lo_hostil_no_tumba_nada(self, client, cambios):
        assert client.post("/contacto/enviar", MENSAJE | cambios).status_code == 422

    def test_la_trampa_y_el_limite(self, client):
        assert client.post("/contacto/enviar", MENSAJE | {"sitio": "x"}).status_code == 200
        assert not MensajeDelPublico.objects.exists()
        distintos = [MENSAJE | {"mensaje": f"Dato {n}"} for n in range(6)]
        assert [client.post("/contacto/enviar", m).status_code for m in distintos] == [200] * 5 + [429]

    def test_el_mismo_mensaje_dos_veces_es_uno(self, client):
        folios = {client.post("/contacto/enviar", MENSAJE).text.split("Tu folio es ")[1][:11] for _ in range(2)}

        assert (len(folios), MensajeDelPublico.objects.count(), Envio.objects.count()) == (1, 1, 1)

    def test_atender_descartar_y_reabrir(self, client, redactora, ahora):
        client.post("/contacto/enviar", MENSAJE)
        uno = MensajeDelPublico.objects.get()
        client.force_login(redactora)

        assert client.post(f"/oficina/portal/mensajes/{uno.pk}/", {"nota": ""}).status_code == 422
        client.post(f"/oficina/portal/mensajes/{uno.pk}/", {"nota": "Se corrigió"})
        uno.refresh_from_db()
        assert (uno.estado, uno.atendido_por, uno.nota) == ("atendido", redactora, "Se corrigió")
        client.post(f"/oficina/portal/mensajes/{uno.pk}/reabrir/")
        client.post(f"/oficina/portal/mensajes/{uno.pk}/descartar/")
        uno.refresh_from_db()
        assert uno.estado == "descartado"

    def test_atender_pide_la_capacidad(self, client, consulta, ahora):
        client.post("/contacto/enviar", MENSAJE)
        with pytest.raises(NoTienePermiso):
            mensajes.atender_mensaje(MensajeDelPublico.objects.get(), nota="x", por=consulta, ahora=ahora)


class TestInstitucional:
    def test_guardar_una_pagina_llega_al_portal(self, client, directora, arbol, ahora):
        client.force_login(directora)

        client.post(
            "/oficina/portal/paginas/privacidad/", {"cuerpo": "## Datos\n\n- Nombre\n- <b>Correo</b>", "numero": "0"}
        )
        despachar(reloj=lambda: ahora)

        pagina = (arbol / "privacidad/index.html").read_text()
        assert "<h2>Datos</h2><ul><li>Nombre</li><li>&lt;b&gt;Correo&lt;/b&gt;</li></ul>" in pagina

    def test_una_pantalla_vieja_no_pisa_a_nadie_y_conserva_los_dos_textos(self, client, directora, ahora):
        institucional.guardar_pagina(clave="contacto", cuerpo="El primero", numero=0, por=directora, ahora=ahora)
        client.force_login(directora)

        respuesta = client.post("/oficina/portal/paginas/contacto/", {"cuerpo": "El segundo", "numero": "0"})

        assert respuesta.status_code == 409
        assert "El primero" in respuesta.text
        assert "El segundo" in respuesta.text
        assert VersionDePagina.objects.count() == 1
        with pytest.raises(YaCambio):
            institucional.guardar_pagina(clave="contacto", cuerpo="x", numero=5, por=directora, ahora=ahora)

    def test_la_prueba_del_cronograma_abre_la_pagina_como_quedo_ese_dia(self, client, arbol, directora, ahora):
        for numero, cuerpo in enumerate(("Abre de 9 a 3", "Abre de 8 a 4", "Abre de 7 a 5")):
            dia = ahora + timedelta(days=numero)
            institucional.guardar_pagina(clave="contacto", cuerpo=cuerpo, numero=numero, por=directora, ahora=dia)
            despachar(reloj=lambda dia=dia: dia)
        client.force_login(PersonaFactory(papeles=["consulta"]))

        pruebas = pruebas_de_la_celda(ActividadFactory(regla=Regla.PAGINAS))
        de_en_medio = client.get(sorted(p.url for p in pruebas)[1]).text

        estaba, quedo = de_en_medio.index("Abre de 9 a 3"), de_en_medio.index("Abre de 8 a 4")
        assert (estaba < quedo, "Abre de 7 a 5" in de_en_medio) == (True, False)

    def test_un_aviso_se_ve_a_su_hora_y_se_quita_solo(self, arbol, directora, ahora, reloj):
        aviso = AvisoUrgente(
            texto="Corte de agua", clase="servicio", inicio=ahora + timedelta(hours=1), fin=ahora + timedelta(hours=2)
        )
        institucional.poner_aviso(aviso, por=directora, ahora=ahora)
        visto = []
        for horas in (0, 1, 2):
            momento = ahora + timedelta(hours=horas, seconds=1)
            reloj.move_to(momento)
            despachar(reloj=lambda momento=momento: momento)
            visto.append("Corte de agua" in (arbol / "index.html").read_text())

        assert visto == [False, True, False]

    def test_en_suspension_solo_los_que_la_ley_permite(self, arbol, directora, ahora):
        PeriodoFactory()
        for clase, texto in (("servicio", "Corte de agua"), ("otro", "Gran festejo")):
            aviso = AvisoUrgente(texto=texto, clase=clase, inicio=ahora, fin=ahora + timedelta(hours=2))
            institucional.poner_aviso(aviso, por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        inicio = (arbol.with_name("publico-suspension") / "index.html").read_text()
        assert "Corte de agua" in inicio
        assert "Gran festejo" not in inicio

    def test_quitar_un_aviso_y_lo_que_ya_termino(self, client, directora, ahora):
        client.force_login(directora)
        datos = {"texto": "Cierre vial", "clase": "servicio", "inicio": "2026-03-12T12:00", "fin": "2026-03-12T13:00"}
        client.post("/oficina/portal/avisos/", datos)
        client.post(f"/oficina/portal/avisos/{AvisoUrgente.objects.get().pk}/quitar/")

        assert AvisoUrgente.objects.get().retirado_en == ahora
        assert client.post("/oficina/portal/avisos/", datos | {"fin": "2026-03-11T13:00"}).status_code == 422

    def test_piden_la_capacidad(self, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            institucional.guardar_pagina(clave="contacto", cuerpo="x", numero=0, por=fotografo, ahora=ahora)
        with pytest.raises(NoSePuede):
            institucional.poner_aviso(AvisoUrgente(), por=fotografo, ahora=ahora)
