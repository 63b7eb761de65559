from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from paginas import transiciones
from paginas.dominio import actualizaciones, comprobar, inventario
from paginas.models import Actualizacion, Comprobacion, PaginaOficial, Solicitud
from tests.cronograma.pruebas import pruebas_de_la_celda
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.paginas import ComprobacionFactory, PaginaFactory, SolicitudFactory

pytestmark = pytest.mark.django_db
HTML = "<title>Obras</title><p>Última actualización: 1 de marzo de 2026. {}</p>"


@pytest.fixture
def pagina(sitio):
    sitio.poner("/obras", HTML.format("Uno"))
    return PaginaFactory(url=f"{sitio.url}/obras", tipo="transparencia")


def leer(ahora):
    return comprobar.leer_pendientes(reloj=lambda: ahora, segundos=20)


def capturar(pagina, motivo, directora, ahora):
    inventario.pedir_lectura(pagina, motivo=motivo, por=directora, ahora=ahora)
    leer(ahora)


def test_la_noche_apunta_cada_pagina_activa_una_sola_vez(ahora):
    PaginaFactory()
    PaginaFactory(activa=False)

    assert (comprobar.apuntar_la_noche(ahora=ahora), Comprobacion.objects.count()) == (1, 1)
    comprobar.apuntar_la_noche(ahora=ahora)
    assert Comprobacion.objects.count() == 1


def test_la_noche_tira_las_lecturas_viejas_y_conserva_las_capturas(ahora):
    vieja = ahora - timedelta(days=91)
    ComprobacionFactory(leida=True, pedida_en=vieja)
    captura = ComprobacionFactory(leida=True, pedida_en=vieja, motivo="antes", archivo="x.html.gz")

    comprobar.apuntar_la_noche(ahora=ahora)

    assert list(Comprobacion.objects.leidas()) == [captura]


def test_una_pagina_sana_queda_bien(pagina, ahora):
    comprobar.apuntar_la_noche(ahora=ahora)

    leer(ahora)

    hecha = Comprobacion.objects.get()
    assert (hecha.estado, hecha.codigo, hecha.problemas) == ("hecha", 200, [])


def test_lo_roto_se_dice_y_los_enlaces_de_fuera_no_se_tocan(sitio, pagina, ahora):
    sitio.poner("/obras", HTML.format('<a href="/roto">x</a><a href="https://fuera.invalid/">y</a>'))
    comprobar.apuntar_la_noche(ahora=ahora)

    leer(ahora)

    assert Comprobacion.objects.get().problemas == [f"El enlace {sitio.url}/roto contesta con el código 404."]


@pytest.mark.parametrize(("codigo", "frase"), [(404, "código 404"), (500, "código 500")])
def test_una_pagina_caida_se_dice(sitio, pagina, ahora, codigo, frase):
    sitio.poner("/obras", "nada", codigo=codigo)
    comprobar.apuntar_la_noche(ahora=ahora)

    leer(ahora)

    assert frase in Comprobacion.objects.get().problemas[0]


def test_lo_que_no_esta_en_la_lista_queda_fallido_con_su_razon(sitio, ahora):
    PaginaFactory(url="https://ajena.invalid/")
    comprobar.apuntar_la_noche(ahora=ahora)

    leer(ahora)

    fallida = Comprobacion.objects.get()
    assert (fallida.estado, fallida.problemas) == (
        "fallida", ["Esa dirección no está en la lista de sitios que se revisan."],
    )  # fmt: skip


def test_un_cambio_de_texto_deja_su_hora_y_una_noche_caida_no(sitio, pagina, ahora):
    for dia, (texto, codigo) in enumerate([("Uno", 200), ("", 500), ("Uno", 200), ("Dos", 200)]):
        sitio.poner("/obras", HTML.format(texto), codigo=codigo)
        comprobar.apuntar_la_noche(ahora=ahora + timedelta(days=dia))
        leer(ahora + timedelta(days=dia))

    assert PaginaOficial.objects.get().cambio_en == ahora + timedelta(days=3)


def test_el_html_con_octetos_raros_no_tira_la_revision(sitio, pagina, ahora):
    sitio.poner("/obras", b"<title>\xff\x00</title><p>\x00<a href='\xff'>x" + b"<" * 5000)
    comprobar.apuntar_la_noche(ahora=ahora)

    assert leer(ahora) == 1
    assert Comprobacion.objects.get().estado == "hecha"


def test_dos_capturas_distintas_comprueban_la_actualizacion_y_cuentan_en_el_cronograma(sitio, pagina, directora, ahora):
    capturar(pagina, "antes", directora, ahora)
    sitio.poner("/obras", HTML.format("Dos"))
    capturar(pagina, "despues", directora, ahora)

    actualizaciones.registrar_actualizacion(pagina, nota="Se subió el avance", por=directora, ahora=ahora)

    actividad = ActividadFactory(ejercicio=2026, regla="paginas")
    assert [p.titulo for p in pruebas_de_la_celda(actividad, 3)] == [f"{pagina.nombre}: Se subió el avance"]
    assert PaginaOficial.objects.get().revisada_en == ahora


def test_sin_cambio_no_hay_actualizacion(pagina, directora, ahora):
    capturar(pagina, "antes", directora, ahora)
    capturar(pagina, "despues", directora, ahora)

    with pytest.raises(NoSePuede, match="el mismo en las dos capturas"):
        actualizaciones.registrar_actualizacion(pagina, nota="Nada", por=directora, ahora=ahora)


def test_una_captura_no_sirve_para_dos_actualizaciones(sitio, pagina, directora, ahora):
    capturar(pagina, "antes", directora, ahora)
    sitio.poner("/obras", HTML.format("Dos"))
    capturar(pagina, "despues", directora, ahora)
    actualizaciones.registrar_actualizacion(pagina, nota="Una", por=directora, ahora=ahora)

    with pytest.raises(NoSePuede, match="Toma la captura de antes"):
        actualizaciones.registrar_actualizacion(pagina, nota="Otra", por=directora, ahora=ahora)

    assert Actualizacion.objects.count() == 1


def test_las_capturas_guardan_el_html_tal_cual(sitio, pagina, directora, ahora):
    capturar(pagina, "antes", directora, ahora)

    nombre = Comprobacion.objects.get().archivo
    assert (comprobar.carpeta_de_capturas() / nombre).exists()


def test_una_solicitud_se_pide_se_publica_y_se_verifica(sitio, pagina, directora, ahora):
    solicitud = actualizaciones.pedir_a_transparencia(
        pagina, que="Subir el acta", correo="ut@municipio.invalid", por=directora, ahora=ahora
    )
    leer(ahora)
    actualizaciones.mover_solicitud(
        solicitud, transicion=transiciones.RECIBIR, por=directora, ahora=ahora, acuse="Folio 12"
    )
    sitio.poner("/obras", HTML.format("El acta"))
    actualizaciones.mover_solicitud(solicitud, transicion=transiciones.PUBLICAR, por=directora, ahora=ahora)
    leer(ahora)

    solicitud.refresh_from_db()
    actualizaciones.verificar_solicitud(solicitud, por=directora, ahora=ahora)

    assert Solicitud.objects.get().estado == "verificada"
    assert Actualizacion.objects.get().nota == "A solicitud: Subir el acta"
    assert Envio.objects.get().destinatario == "ut@municipio.invalid"
    assert mail.outbox == []  # sólo quedó apuntado: lo entrega el despacho


def test_si_la_pagina_sigue_igual_no_se_verifica(pagina, directora, ahora):
    solicitud = actualizaciones.pedir_a_transparencia(pagina, que="Subir", correo="", por=directora, ahora=ahora)
    leer(ahora)
    actualizaciones.mover_solicitud(solicitud, transicion=transiciones.PUBLICAR, por=directora, ahora=ahora)
    leer(ahora)
    solicitud.refresh_from_db()

    with pytest.raises(NoSePuede, match="sigue igual"):
        actualizaciones.verificar_solicitud(solicitud, por=directora, ahora=ahora)

    assert Solicitud.objects.get().estado == "publicada"


def test_una_solicitud_verificada_ya_no_se_cancela(directora, ahora):
    solicitud = SolicitudFactory(estado="verificada", verificada_en=ahora)

    with pytest.raises(YaCambio):
        actualizaciones.mover_solicitud(
            solicitud, transicion=transiciones.CANCELAR, por=directora, ahora=ahora, motivo_de_cancelacion="x"
        )


def test_cancelar_pide_el_motivo(directora, ahora):
    with pytest.raises(NoSePuede, match="por qué"):
        actualizaciones.mover_solicitud(
            SolicitudFactory(), transicion=transiciones.CANCELAR, por=directora, ahora=ahora
        )


def test_quien_solo_consulta_no_mueve_solicitudes(consulta, ahora):
    with pytest.raises(NoTienePermiso):
        actualizaciones.mover_solicitud(SolicitudFactory(), transicion=transiciones.PUBLICAR, por=consulta, ahora=ahora)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.invalid/", "municipio", "http://x.invalid/\nb"])
def test_el_inventario_solo_acepta_direcciones_de_la_web(directora, ahora, url):
    with pytest.raises(NoSePuede):
        inventario.agregar_pagina(nombre="Mala", url=url, por=directora, ahora=ahora)


def test_la_base_no_acepta_dos_paginas_activas_con_la_misma_direccion():
    pagina = PaginaFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PaginaFactory(url=pagina.url)


def test_una_archivada_no_regresa_si_su_direccion_ya_se_usa(directora, ahora):
    vieja = PaginaFactory(activa=False, url="https://a.invalid/")
    PaginaFactory(url="https://a.invalid/")

    with pytest.raises(NoSePuede, match="ya está en el inventario"):
        inventario.archivar_pagina(vieja, activa=True, por=directora, ahora=ahora)


def test_una_archivada_no_se_lee(directora, ahora):
    with pytest.raises(NoSePuede, match="archivada"):
        inventario.pedir_lectura(PaginaFactory(activa=False), motivo="a_mano", por=directora, ahora=ahora)


@pytest.mark.parametrize("campos", [{"periodo_en_dias": 0}, {"periodo_en_dias": 367}])
def test_la_base_rechaza_plazos_imposibles(campos):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaginaFactory(**campos)
