"""La edición de suspensión: lo oculto no está en ningún archivo suyo, y el cambio es al minuto."""

import io
import json
from datetime import timedelta
from time import sleep
from wsgiref.util import setup_testing_defaults

import pytest
import time_machine
from PIL import Image

from boletines.dominio.publicacion import retirar_boletin
from boletines.dominio.suspension import decidir_difusion
from boletines.models.suspension import ReglaDeSuspension
from difusion.dominio.despacho import despachar
from media_library.dominio.derivados import derivar_todo
from media_library.dominio.ingesta import ingresar
from personas.dominio.oficina import agregar_periodo, terminar_periodo
from portal.dominio import actas, apariencia, construccion, obra, turno
from portal.edicion import Edicion, ediciones, junto_al_arbol
from portal.models import ActaDeEdicion
from portal.servidor import ArbolPublico
from portal.tasks import levantar_actas, poner_turno
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.suspension import PeriodoFactory

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]
CANARIO = "canario"


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def suspendida(arbol):
    """La carpeta de la edición de suspensión."""
    return junto_al_arbol("-suspension")


def boletin(ahora, categoria, dias=1, **campos):
    return BoletinFactory(
        publicado=True,
        publicado_en=ahora - timedelta(days=dias),
        categoria=categoria,
        cuerpo=f"El {CANARIO}.",
        **campos,
    )


def construir(ahora):
    return obra.construir_todo(ahora, lambda *_: None)


def con_canario(carpeta):
    return [
        str(a.relative_to(carpeta)) for a in carpeta.rglob("*")
        if a.is_file() and (CANARIO in a.name or CANARIO.encode() in a.read_bytes().lower())
    ]  # fmt: skip


def servir(arbol, camino, momento, reloj):
    reloj.move_to(momento)
    aplicacion = ArbolPublico(lambda _e, s: s("404 No", []) or [b"django"], arbol, vigencia=0)
    environ, visto = {"PATH_INFO": camino, "REQUEST_METHOD": "GET"}, {}
    setup_testing_defaults(environ)
    cuerpo = b"".join(aplicacion(environ, lambda estado, _c: visto.update(estado=int(estado[:3]))))
    return visto["estado"], cuerpo.decode()


class TestQueSeOculta:
    def test_nada_de_lo_suspendido_queda_en_su_arbol(self, ahora, arbol, suspendida, fotografo):
        PeriodoFactory()
        oculto = boletin(ahora, "obra-publica", titulo=f"Obra del {CANARIO}")
        _con_foto(oculto, fotografo, ahora)
        construir(ahora)

        assert con_canario(suspendida) == []
        assert not (suspendida / "medios" / oculto.clave).exists()
        assert con_canario(arbol)
        assert (arbol / "medios" / oculto.clave).exists()

    def test_su_direccion_ensena_el_aviso_y_todos_son_el_mismo(self, ahora, arbol, suspendida):
        PeriodoFactory()
        ocultos = [boletin(ahora, "obra-publica"), boletin(ahora, "gobierno", dias=9)]
        construir(ahora)

        avisos = {(suspendida / b.ruta_publica.strip("/") / "index.html").read_bytes() for b in ocultos}

        assert len(avisos) == 1
        assert "no está disponible por ahora" in avisos.pop().decode()
        assert [a.name for a in (suspendida / ocultos[0].ruta_publica.strip("/")).iterdir()] == ["index.html"]

    def test_lo_permitido_sigue_con_identidad_neutra(self, ahora, arbol, suspendida, oficina):
        oficina.lema = "Lema de la administración"
        oficina.save()
        PeriodoFactory()
        permitido = boletin(ahora, "salud")
        EventoFactory(titulo="Sesión de Cabildo", publico=True)
        construir(ahora)

        pagina = (suspendida / permitido.ruta_publica.strip("/") / "index.html").read_text()

        assert CANARIO in pagina
        assert "Periodo de suspensión de propaganda gubernamental" in pagina
        assert "Lema de la administración" not in pagina
        assert "Gobierno de Mazamitla" not in pagina
        assert "Lema de la administración" in (arbol / "index.html").read_text()
        assert "Sesión de Cabildo" in (suspendida / "agenda/index.html").read_text()

    def test_lo_publicado_en_el_periodo_y_suspendido_es_como_si_no_existiera(self, ahora, arbol, suspendida):
        PeriodoFactory()
        nuevo = boletin(ahora, "obra-publica", dias=0, titulo=f"Obra del {CANARIO}")

        construccion.publicar_en_el_arbol(nuevo, ahora)

        assert not (suspendida / nuevo.ruta_publica.strip("/")).exists()
        assert con_canario(suspendida) == []
        assert CANARIO in (arbol / nuevo.ruta_publica.strip("/") / "index.html").read_text()

    def test_publicar_lo_permitido_en_el_periodo_deja_bien_las_dos(self, ahora, arbol, suspendida):
        PeriodoFactory()
        construir(ahora)
        nuevo = boletin(ahora, "salud", dias=0)

        construccion.publicar_en_el_arbol(nuevo, ahora)

        for raiz in (arbol, suspendida):
            for lista in (nuevo.ruta_publica.strip("/"), "boletines", "temas/salud", ""):
                assert nuevo.ruta_publica in (raiz / lista / "index.html").read_text() or lista.startswith(
                    "boletines/2"
                )

    def test_rehacer_da_lo_mismo_que_ir_publicando(self, ahora, arbol, suspendida, dependencia):
        PeriodoFactory()
        construir(ahora)
        for n, categoria in enumerate(("salud", "obra-publica", "educacion")):
            nuevo = boletin(ahora, categoria, dias=3 - n, dependencia=dependencia)
            construccion.publicar_en_el_arbol(nuevo, ahora)
        antes = {str(a): a.read_bytes() for raiz in (arbol, suspendida) for a in raiz.rglob("*") if a.is_file()}

        construir(ahora)

        despues = {str(a): a.read_bytes() for raiz in (arbol, suspendida) for a in raiz.rglob("*") if a.is_file()}
        assert {k for k in antes.keys() | despues.keys() if antes.get(k) != despues.get(k)} == set()

    def test_sin_periodo_cerca_no_hay_segunda_edicion(self, ahora, arbol, suspendida):
        PeriodoFactory(inicio=ahora + timedelta(days=60), fin=ahora + timedelta(days=90))
        construir(ahora)

        assert [e.nombre for e in ediciones(ahora)] == ["ordinaria"]
        assert not suspendida.exists()

    def test_retirar_algo_oculto_no_lo_delata(self, ahora, arbol, suspendida, directora):
        PeriodoFactory()
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        retirado = retirar_boletin(oculto, motivo=f"Orden del {CANARIO}", por=directora, ahora=ahora)

        construccion.retirar_del_arbol(retirado, ahora)

        assert con_canario(suspendida) == []
        assert CANARIO in (arbol / oculto.ruta_publica.strip("/") / "retirado.410.html").read_text()


class TestDecisiones:
    def test_una_excepcion_lo_muestra_en_segundos_y_quitarla_lo_esconde(self, ahora, arbol, suspendida, directora):
        PeriodoFactory()
        obra_ = boletin(ahora, "obra-publica")
        construir(ahora)
        pagina = suspendida / obra_.ruta_publica.strip("/") / "index.html"

        decidir_difusion(obra_, permite=True, excepcion="servicio", motivo="Corte de agua", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)
        visible = pagina.read_text()
        decidir_difusion(obra_, permite=False, motivo="Ya no", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        assert CANARIO in visible
        assert CANARIO not in pagina.read_text()
        assert con_canario(suspendida) == []

    def test_cambiar_la_tabla_rehace_la_edicion(self, ahora, arbol, suspendida):
        PeriodoFactory()
        assert apariencia.rehacer_si_cambio(ahora) == 0
        assert apariencia.rehacer_si_cambio(ahora) is None

        ReglaDeSuspension.objects.filter(categoria="turismo").update(trato="permitida")

        assert apariencia.rehacer_si_cambio(ahora) == 0


class TestElTurno:
    def test_el_servidor_cambia_al_segundo_sin_beat_y_nunca_antes(self, ahora, arbol, reloj, directora):
        periodo = PeriodoFactory(inicio=ahora + timedelta(hours=1), fin=ahora + timedelta(hours=2))
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        turno.poner_turno(ahora)
        instantes = [
            periodo.inicio - timedelta(seconds=1),
            periodo.inicio,
            periodo.fin - timedelta(seconds=1),
            periodo.fin,
        ]

        vistos = [CANARIO in servir(arbol, oculto.ruta_publica, m, reloj)[1] for m in instantes]

        assert vistos == [True, False, False, True]

    def test_una_sola_aplicacion_olvida_lo_que_tenia_en_memoria(self, ahora, arbol, reloj):
        periodo = PeriodoFactory(inicio=ahora + timedelta(hours=1))
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        turno.poner_turno(ahora)
        aplicacion = ArbolPublico(lambda _e, s: s("404 No", []) or [b""], arbol, vigencia=0.05)

        def pedir():
            environ = {"PATH_INFO": oculto.ruta_publica, "REQUEST_METHOD": "GET"}
            setup_testing_defaults(environ)
            return b"".join(aplicacion(environ, lambda *_: None)).decode()

        antes = pedir()
        reloj.move_to(periodo.inicio + timedelta(seconds=2))
        sleep(0.1)

        assert CANARIO in antes
        assert CANARIO not in pedir()

    def test_sin_la_edicion_preparada_no_se_ve_nada_en_vez_de_lo_oculto(self, ahora, arbol, reloj):
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        PeriodoFactory()
        turno.poner_turno(ahora)

        assert servir(arbol, oculto.ruta_publica, ahora, reloj) == (404, "django")

    @pytest.mark.parametrize("roto", ["", "{", "[[1]]", '[["a", "b"]]', "null", "[1]"])
    def test_un_calendario_roto_no_cambia_lo_ultimo_que_se_supo(self, ahora, arbol, reloj, roto):
        PeriodoFactory()
        construir(ahora)
        turno.poner_turno(ahora)
        aplicacion = ArbolPublico(lambda _e, s: s("404 No", []) or [b""], arbol, vigencia=0)

        def pedir():
            environ = {"PATH_INFO": "/", "REQUEST_METHOD": "GET"}
            setup_testing_defaults(environ)
            return b"".join(aplicacion(environ, lambda *_: None)).decode()

        antes = pedir()
        turno.calendario().write_text(roto)

        assert "Periodo de suspensión" in antes
        assert pedir() == antes

    def test_la_liga_de_nginx_la_mueve_el_tic_y_repetirlo_no_toca_nada(self, ahora, arbol, reloj, directora):
        periodo = PeriodoFactory(inicio=ahora + timedelta(minutes=1), fin=ahora + timedelta(minutes=5))
        liga, destinos = turno.liga(), []
        for minutos in (0, 1, 4, 5):
            reloj.move_to(ahora + timedelta(minutes=minutos))
            poner_turno()
            poner_turno()
            destinos.append(liga.readlink().name)

        assert destinos == ["publico", "publico-suspension", "publico-suspension", "publico"]
        assert [p.name for p in liga.parent.iterdir() if "vigente." in p.name] == []
        assert json.loads(turno.calendario().read_text()) == []
        assert periodo.pk

    def test_agregar_y_terminar_un_periodo_llega_al_servidor(self, ahora, arbol, reloj, directora):
        periodo = agregar_periodo(PeriodoFactory.build(), por=directora, ahora=ahora)
        construir(ahora)
        poner_turno()
        corriendo = servir(arbol, "/", ahora, reloj)[1]
        terminar_periodo(periodo, por=directora, ahora=ahora)
        poner_turno()

        assert "Periodo de suspensión" in corriendo
        assert "Periodo de suspensión" not in servir(arbol, "/", ahora, reloj)[1]


class TestActas:
    def test_la_de_inicio_lleva_direccion_huella_y_hora(self, ahora, arbol):
        periodo = PeriodoFactory()
        oculto = boletin(ahora, "obra-publica")
        boletin(ahora, "salud")
        construir(ahora)

        levantar_actas()
        levantar_actas()

        acta = ActaDeEdicion.objects.get()
        assert (acta.periodo, acta.sentido, acta.surtio_en, acta.levantada_en) == (
            periodo,
            "oculta",
            periodo.inicio,
            ahora,
        )
        assert [r["folio"] for r in acta.relacion] == [oculto.folio]
        assert acta.relacion[0]["direccion"].endswith(oculto.ruta_publica)
        assert acta.relacion[0]["sha256"] == actas.huella_de_la_pagina(oculto)
        assert len(acta.relacion[0]["sha256"]) == 64
        assert acta.huella == actas.huella_de(acta.relacion)

    def test_la_de_regreso_no_incluye_lo_retirado_entretanto(self, ahora, arbol, reloj, directora):
        periodo = PeriodoFactory()
        vuelve, no_vuelve = boletin(ahora, "obra-publica"), boletin(ahora, "obra-publica")
        construir(ahora)
        levantar_actas()
        retirar_boletin(no_vuelve, motivo="Orden", por=directora, ahora=ahora)

        reloj.move_to(periodo.fin)
        levantar_actas()

        acta = ActaDeEdicion.objects.get(sentido="restablece")
        assert [r["folio"] for r in acta.relacion] == [vuelve.folio]

    def test_el_pdf_y_el_csv_salen_de_lo_guardado(self, ahora, arbol):
        PeriodoFactory()
        boletin(ahora, "obra-publica", titulo="=HYPERLINK(1)")
        levantar_actas()
        acta = ActaDeEdicion.objects.get()

        assert actas.pdf_del_acta(acta).startswith(b"%PDF")
        assert actas.pdf_del_acta(acta) == actas.pdf_del_acta(acta)
        assert "'=HYPERLINK(1)" in "".join(actas.csv_del_acta(acta))


class TestObra:
    def test_interrumpida_sigue_donde_se_quedo(self, ahora, arbol):
        for n in range(3):
            boletin(ahora, "salud", dias=n + 1)
        edicion, vistos = Edicion(ahora), []
        obra.construir_edicion(edicion, lambda hechos, _t: vistos.append(hechos), huella="h1")
        primero = min(b.pk for b in edicion.boletines())
        arbol.with_name("publico-avance.json").write_text(json.dumps({"huella": "h1", "ultimo": primero}))

        obra.construir_edicion(edicion, lambda hechos, total: vistos.append((hechos, total)), huella="h1")

        assert vistos == [3, (3, 3)]
        assert not arbol.with_name("publico-avance.json").exists()

    @pytest.mark.parametrize("apuntado", ["", "[]", "{}", '{"huella": "otra", "ultimo": 999999}'])
    def test_un_avance_ajeno_o_roto_empieza_de_cero(self, ahora, arbol, apuntado):
        uno = boletin(ahora, "salud")
        arbol.with_name("publico-avance.json").write_text(apuntado)

        obra.construir_edicion(Edicion(ahora), lambda *_: None, huella="h1")

        assert (arbol / uno.ruta_publica.strip("/") / "index.html").exists()


class TestPantallas:
    def test_la_vista_previa_ensena_cada_edicion_con_sus_ligas_adentro(self, client, ahora, arbol, directora):
        PeriodoFactory()
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        client.force_login(directora)

        ordinaria = client.get(f"/oficina/portal/vista/ordinaria{oculto.ruta_publica}").text
        suspendida_ = client.get(f"/oficina/portal/vista/suspension{oculto.ruta_publica}").text

        assert CANARIO in ordinaria
        assert CANARIO not in suspendida_
        assert 'href="/oficina/portal/vista/suspension/boletines/"' in suspendida_
        assert 'href="/static/' in suspendida_

    @pytest.mark.parametrize(
        "camino",
        ["suspension/../publico/index.html", "otra/", "ordinaria/%00", "ordinaria/no/existe", "ordinaria/" + "a" * 400],
    )
    def test_la_vista_previa_no_se_sale_de_su_carpeta(self, client, ahora, arbol, directora, camino):
        (arbol.parent / "secreto.txt").write_text("secreto")
        (arbol / "liga.txt").symlink_to(arbol.parent / "secreto.txt")
        client.force_login(directora)

        assert client.get(f"/oficina/portal/vista/{camino}").status_code == 404
        assert client.get("/oficina/portal/vista/ordinaria/liga.txt").status_code == 404

    def test_las_ediciones_y_el_acta(self, client, ahora, arbol, directora):
        PeriodoFactory()
        oculto = boletin(ahora, "obra-publica")
        construir(ahora)
        levantar_actas()
        acta = ActaDeEdicion.objects.get()
        client.force_login(directora)

        assert "1 ocultos" in client.get("/oficina/portal/ediciones/").text
        assert oculto.folio in client.get(f"/oficina/portal/actas/{acta.pk}/").text
        assert client.get(f"/oficina/portal/actas/{acta.pk}/acta.pdf").content.startswith(b"%PDF")
        assert b"sha256" in b"".join(client.get(f"/oficina/portal/actas/{acta.pk}/relacion.csv"))


def _con_foto(boletin_, por, ahora):
    octetos = io.BytesIO()
    Image.new("RGB", (1700, 1200), "teal").save(octetos, "JPEG")
    octetos.seek(0)
    evidencia = ingresar(archivo=octetos, nombre=f"{CANARIO}.jpg", por=por, ahora=ahora)
    type(evidencia).objects.filter(pk=evidencia.pk).update(pie=CANARIO, texto_alternativo="Zanja", credito="CS")
    FotoDeBoletinFactory(boletin=boletin_, evidencia=evidencia)
    derivar_todo()
