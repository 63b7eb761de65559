"""Lo que aún no sale al portal no se asoma por otra ruta: ni una corrección detenida ni un boletín sin su página."""

import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
import time_machine
from django.core.management import call_command

from boletines.dominio.despues.correccion import proponer_correccion, publicar_correccion
from boletines.dominio.despues.retiro import retirar_boletin
from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision.aprobacion import aprobar_boletin, enviar_a_revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.models import Boletin
from difusion.dominio.compuerta import puede_salir
from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno, soltar_freno
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from portal.dominio.escritura import todo
from portal.dominio.suscripcion import enviar_a_suscriptores
from portal.models import Suscripcion
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.medios import ContactoFactory
from tests.portal.publicados import con_foto, construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]
NUEVO = "Cabeza mariposa"
VIEJO = "<p>El colibrí llegó este jueves a la plaza principal, donde lo recibieron los vecinos de la cabecera."
VIEJO += " La visita terminó al mediodía y no hubo incidentes, informó la dirección.</p>"


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def publicado(ahora, arbol, fotografo):
    boletin = BoletinFactory(
        publicado=True, publicado_en=ahora - timedelta(days=1), titulo="Cabeza golondrina", cuerpo=VIEJO
    )
    con_foto(boletin, fotografo, ahora)
    construir(ahora)
    return boletin


@pytest.fixture
def corregir(redactora, directora):
    """Publica una corrección sin fotos: cambia la cabeza, el cuerpo y el lugar."""

    def _corregir(boletin, ahora, titulo=NUEVO):
        propuesta = proponer_correccion(boletin, por=redactora, ahora=ahora)
        propuesta = guardar_boletin(propuesta, version=1, por=redactora, ahora=ahora, titulo=titulo, lugar="Tapalpa",
                        cuerpo=VIEJO.replace("colibrí", "tecolote"), nota_de_correccion="Era un tecolote")  # fmt: skip
        propuesta.fotos.all().delete()
        enviar_a_revision(propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora)
        aprobar_boletin(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)
        return publicar_correccion(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)

    return _corregir


@pytest.fixture
def detenida(publicado, corregir, directora, ahora):
    poner_freno(motivo="Alto", por=directora, ahora=ahora)
    return corregir(publicado, ahora)


def octetos(arbol):
    return {str(a.relative_to(arbol)): a.read_bytes() for a in arbol.rglob("*") if a.is_file()}


DE_LO_NUEVO = (b"mariposa", b"tecolote", b"Tapalpa")


def test_una_correccion_mueve_la_fecha_del_canal_y_del_mapa_y_no_la_de_publicacion(arbol, publicado, corregir, ahora):
    publicado_en, manana = publicado.publicado_en, ahora + timedelta(days=1)
    corregir(publicado, manana)
    despachar(reloj=lambda: manana + timedelta(minutes=1))

    atom, rss = (arbol / f"feeds/boletines.{tipo}" for tipo in ("atom", "rss"))
    fecha = {"publicado": publicado_en.isoformat(), "corregido": manana.isoformat()}
    assert f"<published>{fecha['publicado']}</published>" in atom.read_text()
    assert atom.read_text().count(f"<updated>{fecha['corregido']}</updated>") == 2  # del canal y de su entrada
    assert format_datetime(manana) in rss.read_text()
    mapa = (arbol / f"sitemap-{publicado.ejercicio}.xml").read_text()
    assert f"<lastmod>{manana.astimezone(CENTRO).date()}</lastmod>" in mapa


def test_al_retirar_lo_ultimo_la_fecha_del_canal_no_retrocede(arbol, publicado, directora, ahora):
    retirado_en = ahora + timedelta(days=1)
    retirar_boletin(publicado, motivo="Un dato estaba equivocado", por=directora, ahora=retirado_en)
    despachar(reloj=lambda: retirado_en + timedelta(minutes=1))

    canal = (arbol / "feeds/boletines.atom").read_text()
    assert publicado.ruta_publica not in canal
    assert f"<updated>{retirado_en.isoformat()}</updated>" in canal


class TestCorreccionDetenida:
    def test_la_busqueda_encuentra_lo_de_antes_y_no_lo_nuevo(self, client, detenida):
        for palabra in ("golondrina", "colibri"):
            pagina = client.get(f"/buscar?q={palabra}").text
            assert detenida.ruta_publica in pagina
            assert "mariposa" not in pagina
        for palabra in ("mariposa", "tecolote"):
            assert detenida.ruta_publica not in client.get(f"/buscar?q={palabra}").text

    def test_un_error_de_dedo_no_sugiere_la_palabra_nueva(self, client, detenida):
        assert "tecolote" not in client.get("/buscar?q=tecolotr").text.replace("tecolotr", "")

    def test_la_interfaz_de_datos_dice_lo_de_antes(self, client, detenida):
        uno = client.get(f"/datos/api/boletines/{detenida.ejercicio}/{detenida.consecutivo}").json()
        lista = client.get("/datos/api/boletines").json()["boletines"]
        hallados = client.get("/datos/api/boletines?q=golondrina").json()["boletines"]

        assert (uno["titulo"], uno["html"]) == ("Cabeza golondrina", VIEJO)
        assert {b["titulo"] for b in [*lista, *hallados]} == {"Cabeza golondrina"}
        assert not any(nuevo in json.dumps([uno, lista, hallados]).encode() for nuevo in DE_LO_NUEVO)

    def test_rehacer_el_portal_a_mano_deja_lo_que_habia(self, arbol, detenida):
        antes = octetos(arbol)

        call_command("construir_portal", verbosity=0)

        assert octetos(arbol) == antes

    def test_rehacerlo_en_una_carpeta_vacia_escribe_lo_que_salio_con_su_foto(self, arbol, detenida, ahora):
        antes = octetos(arbol)
        for archivo in [a for a in arbol.rglob("*") if a.is_file()]:
            archivo.unlink()

        construir(ahora)

        assert octetos(arbol) == antes

    def test_el_retiro_de_otro_no_la_asoma_en_las_listas(self, arbol, publicado, corregir, directora, ahora):
        otro = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(hours=5))
        construir(ahora)
        poner_freno(motivo="Alto", por=directora, ahora=ahora)
        corregir(publicado, ahora)

        retirar_boletin(otro, motivo="Lo ordenó el IEPC", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)
        todo.refrescar(ahora)

        assert not any(nuevo in dicho for dicho in octetos(arbol).values() for nuevo in DE_LO_NUEVO)

    def test_de_dos_detenidas_se_ve_lo_de_antes_de_la_primera(self, client, detenida, corregir, ahora):
        corregir(detenida, ahora + timedelta(minutes=1), titulo="Cabeza tercera")

        titulos = [b["titulo"] for b in client.get("/datos/api/boletines").json()["boletines"]]

        assert titulos == ["Cabeza golondrina"]

    def test_la_segunda_detenida_deja_ver_la_primera_que_si_salio(
        self, client, arbol, publicado, corregir, directora, ahora
    ):
        corregir(publicado, ahora)
        despachar(reloj=lambda: ahora)
        poner_freno(motivo="Alto", por=directora, ahora=ahora)
        corregir(publicado, ahora + timedelta(minutes=1), titulo="Cabeza tercera")

        titulos = [b["titulo"] for b in client.get("/datos/api/boletines").json()["boletines"]]

        assert titulos == [NUEVO]
        assert "tercera" not in client.get("/buscar?q=cabeza").text

    def test_al_soltar_el_freno_sale_por_todas_partes(self, client, arbol, detenida, directora, ahora):
        soltar_freno(por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        assert client.get("/datos/api/boletines").json()["boletines"][0]["titulo"] == NUEVO
        assert detenida.ruta_publica in client.get("/buscar?q=tecolote").text
        assert NUEVO in (arbol / "index.html").read_text()
        assert "Era un tecolote" in (arbol / "correcciones/index.html").read_text()


class TestSinSuPagina:
    @pytest.fixture
    def recien(self, arbol, directora, redactora, ahora):
        """Publicado, con su contacto en la lista y una foto que aún no se procesa: su página no se puede escribir."""
        ContactoFactory(correo="radio@ejemplo.invalid", recibe_boletines=True)
        construir(ahora)
        boletin = BoletinFactory(autor=redactora, titulo="Cabeza recién publicada", cuerpo=VIEJO)
        enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
        aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
        publicado = publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
        FotoDeBoletinFactory(boletin=publicado)
        despachar(reloj=lambda: ahora)
        return publicado

    def test_no_esta_en_la_busqueda_los_datos_ni_la_liga_corta(self, client, recien):
        assert recien.ruta_publica not in client.get("/buscar?q=cabeza").text
        assert client.get("/datos/api/boletines").json()["boletines"] == []
        assert client.get(f"/datos/api/boletines/{recien.ejercicio}/{recien.consecutivo}").status_code == 404
        assert client.get(f"/b/{recien.ejercicio}/{recien.consecutivo}").status_code == 404

    def test_no_se_asoma_en_ningun_archivo_aunque_se_rehaga_todo(self, arbol, recien, ahora):
        todo.refrescar(ahora)
        construir(ahora)

        assert not any(b"publicada" in dicho for ruta, dicho in octetos(arbol).items() if not ruta.endswith("txt"))

    def test_sus_correos_esperan_a_su_pagina(self, recien, ahora):
        correo = Envio.objects.get(canal="correo", objeto=ref(recien))

        negativa = puede_salir(correo, ahora)

        assert (correo.estado, negativa.definitiva) == ("pendiente", False)
        assert "página" in negativa.motivo

    def test_no_detiene_el_correo_de_los_demas_y_llega_en_el_que_sigue(self, recien, ahora):
        activa(ahora - timedelta(hours=1))
        otro = BoletinFactory(publicado=True, publicado_en=ahora + timedelta(minutes=1))

        assert enviar_a_suscriptores(ahora + timedelta(minutes=2)) == 1

        recien.fotos.all().delete()
        with time_machine.travel(ahora + timedelta(minutes=3), tick=False):
            despachar(reloj=lambda: ahora + timedelta(minutes=3))
        assert enviar_a_suscriptores(ahora + timedelta(minutes=5)) == 1
        correos = Envio.objects.filter(motivo="suscripcion").order_by("pk")
        assert [c.carga["boletines"] for c in correos] == [[otro.pk], [recien.pk]]

    @pytest.mark.parametrize("estado", [e for e in EstadoEnvio.values if e not in {"tomado", "punto"}])
    def test_sin_su_pagina_no_sale_nada_este_como_este_su_envio(self, recien, estado, ahora):
        escribir = Envio.objects.filter(objeto=ref(recien), motivo="publicar")
        escribir.update(estado=estado, resuelto_en=ahora)

        assert not Boletin.objects.publicos(ahora).filter(pk=recien.pk).exists()
        assert puede_salir(Envio.objects.get(canal="correo", objeto=ref(recien)), ahora)


def activa(desde):
    return Suscripcion.objects.create(
        correo="vecina@ejemplo.invalid", estado="activa", origen="x", pedida_en=desde, confirmada_en=desde,
        enviado_hasta=desde, frecuencia="momento",
    )  # fmt: skip
