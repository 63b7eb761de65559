"""Del borrador al retiro por las pantallas: un acto por oprimir, y al rechazarse nada se pierde."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.revision.visto_bueno import huella_a_la_vista, pedir_visto_bueno, responder_visto_bueno
from boletines.models import Boletin
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import CUERPO, BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


@pytest.fixture
def como(client):
    """Oprime un botón de boletines con la sesión de alguien, que leyó lo que ahora dice."""

    def _como(persona, acto, *args, metodo="post", **datos):
        client.force_login(persona)
        if args and metodo == "post" and (boletin := Boletin.objects.filter(pk=args[0]).first()):
            datos["huella_vista"] = huella_mostrada(boletin)
        return getattr(client, metodo)(reverse(f"boletines:{acto}", args=args), datos)

    return _como


def formulario(area, **cambios):
    return {
        "titulo": "Inicia la obra", "sumario": "Beneficia a 120 familias.", "cuerpo": CUERPO,
        "tema": "obra-publica",
        "dependencia": area.pk, "lugar": "Mazamitla, Jalisco", "contacto": "", "embargo_hasta": "",
    } | cambios  # fmt: skip


def test_de_la_hoja_en_blanco_al_retiro(como, redactora, directora, dependencia):
    assert como(redactora, "crear", metodo="get").status_code == 200
    como(redactora, "crear", plantilla="obra", titulo="", dependencia=dependencia.pk)
    boletin = Boletin.objects.get()
    como(redactora, "editar", boletin.pk, **formulario(dependencia, version=1, titulo="Otra cabeza", terminar=""))
    como(redactora, "enviar", boletin.pk)
    rechazo = como(redactora, "aprobar", boletin.pk)
    assert (rechazo.status_code, "debe aprobarlo otra persona" in rechazo.text) == (409, True)
    como(directora, "pedir_cambios", boletin.pk, motivo="Falta el monto")
    como(redactora, "enviar", boletin.pk)
    como(directora, "aprobar", boletin.pk)
    como(directora, "publicar", boletin.pk)
    boletin.refresh_from_db()
    assert (boletin.estado, boletin.titulo, boletin.consecutivo) == ("publicado", "Otra cabeza", 1)
    assert como(redactora, "ver", boletin.pk, metodo="get").status_code == 200

    assert como(directora, "retirar", boletin.pk, motivo="").status_code == 422
    como(directora, "retirar", boletin.pk, motivo="Dato errado")

    boletin.refresh_from_db()
    assert (boletin.estado, boletin.motivo_de_retiro) == ("retirado", "Dato errado")


def test_del_evento_al_borrador(como, redactora):
    respuesta = como(redactora, "crear_desde_evento", EventoFactory(titulo="Arranque").pk)

    boletin = Boletin.objects.get()
    assert (boletin.titulo, respuesta.url) == ("Arranque", reverse("boletines:editar", args=[boletin.pk]))
    assert como(redactora, "editar", boletin.pk, metodo="get").status_code == 200


@pytest.mark.parametrize("cambio", [{"embargo_hasta": "mañana"}, {"dependencia": "0"}, {"balazos": "a\nb\nc\nd"}])
def test_lo_invalido_vuelve_a_la_misma_pagina_con_lo_escrito(como, redactora, dependencia, cambio):
    datos = formulario(dependencia, **{"version": 1, "sumario": "Lo que escribí"} | cambio)

    respuesta = como(redactora, "editar", BoletinFactory().pk, **datos)

    assert respuesta.status_code == 422
    assert "Lo que escribí" in respuesta.text


@pytest.mark.parametrize("datos", [{"plantilla": "no-existe"}, {"dependencia": ""}, {"titulo": "x" * 161}])
def test_un_nuevo_mal_hecho_no_se_crea(como, redactora, dependencia, datos):
    respuesta = como(redactora, "crear", **({"plantilla": "obra", "dependencia": dependencia.pk} | datos))

    assert respuesta.status_code == 422
    assert not Boletin.objects.exists()


def test_un_borrador_puede_ir_incompleto(como, redactora, dependencia):
    boletin = BoletinFactory()

    como(redactora, "editar", boletin.pk, **formulario(dependencia, version=1, titulo="", sumario="", cuerpo=""))

    boletin.refresh_from_db()
    assert (boletin.titulo, boletin.sumario, boletin.cuerpo) == ("Boletín sin título", "", "")


def test_lo_que_ya_no_se_edita_lleva_a_verlo(como, redactora):
    boletin = BoletinFactory(aprobado=True)

    assert como(redactora, "editar", boletin.pk, metodo="get").url == reverse("boletines:ver", args=[boletin.pk])


def test_elegir_mover_y_quitar_fotos(como, redactora):
    boletin, (una, otra) = BoletinFactory(), EvidenciaFactory.create_batch(2)

    def orden():
        return list(boletin.fotos.values_list("evidencia_id", flat=True))

    assert como(redactora, "fotos", boletin.pk, metodo="get").status_code == 200
    como(redactora, "fotos", boletin.pk, foto=[una.pk, otra.pk, "x", "9" * 30])
    assert orden() == [una.pk, otra.pk]
    como(redactora, "mover_foto", boletin.pk, otra.pk, hacia="subir")
    assert orden() == [otra.pk, una.pk]
    como(redactora, "quitar_foto", boletin.pk, otra.pk)
    assert orden() == [una.pk]
    assert como(redactora, "mover_foto", boletin.pk, otra.pk, hacia="bajar").status_code == 409


def test_el_pdf_lleva_su_nombre(como, redactora):
    publicado, borrador = BoletinFactory(publicado=True, consecutivo=45), BoletinFactory()

    assert 'filename="CS-045-2026.pdf"' in como(redactora, "pdf", publicado.pk, metodo="get")["Content-Disposition"]
    assert f"borrador-{borrador.pk}.pdf" in como(redactora, "pdf", borrador.pk, metodo="get")["Content-Disposition"]


def test_el_pdf_con_la_foto_sin_procesar_avisa_en_vez_de_romperse(como, redactora):
    boletin = FotoDeBoletinFactory(boletin__publicado=True).boletin

    respuesta = como(redactora, "pdf", boletin.pk, metodo="get")

    assert respuesta.url == reverse("boletines:ver", args=[boletin.pk])
    assert "procesando" in como(redactora, "ver", boletin.pk, metodo="get").text


def test_la_lista_con_filtros(como, redactora):
    BoletinFactory(publicado=True, titulo="Obra en la peña")
    BoletinFactory(titulo="Otra cosa")

    texto = como(redactora, "lista", metodo="get", q="pena", estado="publicado").text

    assert "Obra en la peña" in texto
    assert "Otra cosa" not in texto


class TestEmbargado:
    @pytest.fixture
    def embargado(self, redactar):
        return redactar(embargo_hasta=timezone.now() + timedelta(days=2))

    def test_lo_principal_es_programarlo_para_el_fin_del_embargo(self, como, directora, embargado):
        pagina = como(directora, "ver", embargado.pk, metodo="get").text

        assert "Programar para el fin del embargo" in pagina
        assert "Embargado" in como(directora, "lista", metodo="get").text

    def test_publicado_asi_dice_cuando_saldra_y_no_enlaza_al_portal(self, como, directora, embargado):
        respuesta = como(directora, "publicar", embargado.pk)
        pagina = como(directora, "ver", embargado.pk, metodo="get").text

        assert respuesta.status_code == 302
        assert "Tiene folio; saldrá el" in pagina
        assert "Ver en el portal" not in pagina

    def test_ya_publico_enlaza_al_portal(self, como, directora, redactar):
        boletin = redactar()
        como(directora, "publicar", boletin.pk)
        assert "Ver en el portal" not in como(directora, "ver", boletin.pk, metodo="get").text

        Boletin.objects.filter(pk=boletin.pk).update(en_portal_desde=timezone.now())
        assert "Ver en el portal" in como(directora, "ver", boletin.pk, metodo="get").text


def test_la_historia_dice_quien_contesto_el_visto_bueno(como, redactora, redactar, ahora):
    boletin = redactar("en_revision")
    visto, _ = pedir_visto_bueno(boletin, nombre="Laura Ríos", correo="l@obras.invalid", por=redactora, ahora=ahora)
    responder_visto_bueno(
        visto, huella_vista=huella_a_la_vista(visto), respuesta="corregir", correcciones="Son 110 metros", ahora=ahora
    )

    pagina = de_corrido(como(redactora, "ver", boletin.pk, metodo="get").text)
    assert "<strong>Laura Ríos</strong> pidió correcciones" in pagina
    assert "Sistema</strong> contestó" not in pagina


class TestVistoBuenoConCorrecciones:
    @pytest.fixture
    def con_correcciones(self, redactar, redactora, ahora):
        boletin = redactar("en_revision")
        visto, _ = pedir_visto_bueno(boletin, nombre="Laura Ríos", correo="l@o.invalid", por=redactora, ahora=ahora)
        responder_visto_bueno(
            visto,
            huella_vista=huella_a_la_vista(visto),
            respuesta="corregir",
            correcciones="Son 110 metros",
            ahora=ahora,
        )
        Boletin.objects.filter(pk=boletin.pk).update(version=8)
        return boletin

    def test_aprobar_pregunta_antes_y_se_puede_seguir(self, como, directora, con_correcciones):
        pregunta = como(directora, "aprobar", con_correcciones.pk)
        con_correcciones.refresh_from_db()
        assert (pregunta.status_code, con_correcciones.estado) == (200, "en_revision")
        assert "Laura Ríos pidió correcciones sobre la versión 1; vas en la 8" in pregunta.text

        como(directora, "aprobar", con_correcciones.pk, confirmado="1")
        con_correcciones.refresh_from_db()
        assert con_correcciones.estado == "aprobado"

    def test_publicar_pregunta_tambien(self, como, directora, con_correcciones):
        como(directora, "aprobar", con_correcciones.pk, confirmado="1")

        assert "Publicar de todos modos" in como(directora, "publicar", con_correcciones.pk).text
        como(directora, "publicar", con_correcciones.pk, confirmado="1")

        con_correcciones.refresh_from_db()
        assert con_correcciones.estado == "publicado"
