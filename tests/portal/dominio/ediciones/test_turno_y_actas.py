"""El cambio de edición es al minuto, queda en acta y se mira antes en la vista previa."""

import json
from datetime import timedelta
from time import sleep
from wsgiref.util import setup_testing_defaults

import pytest

from boletines.dominio.despues.retiro import retirar_boletin
from portal.dominio.ediciones import actas, turno
from portal.models import ActaDeEdicion
from portal.servidor import ArbolPublico
from portal.tasks import levantar_actas, poner_turno
from suspension.dominio.periodos import agregar_periodo, terminar_periodo
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.publicados import CANARIO, boletin_con_canario, construir

pytestmark = [
    pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")
]  # fmt: skip


def servir(arbol, camino, momento, reloj):
    reloj.move_to(momento)
    aplicacion = ArbolPublico(lambda _e, s: s("404 No", []) or [b"django"], arbol, vigencia=0)
    environ, visto = {"PATH_INFO": camino, "REQUEST_METHOD": "GET"}, {}
    setup_testing_defaults(environ)
    cuerpo = b"".join(aplicacion(environ, lambda estado, _c: visto.update(estado=int(estado[:3]))))
    return visto["estado"], cuerpo.decode()


class TestElTurno:
    def test_el_servidor_cambia_al_segundo_sin_beat_y_nunca_antes(self, ahora, arbol, reloj, directora):
        periodo = PeriodoFactory(inicio=ahora + timedelta(hours=1), fin=ahora + timedelta(hours=2))
        oculto = boletin_con_canario(ahora, "obra-publica")
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
        oculto = boletin_con_canario(ahora, "obra-publica")
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
        oculto = boletin_con_canario(ahora, "obra-publica")
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
        oculto = boletin_con_canario(ahora, "obra-publica")
        boletin_con_canario(ahora, "salud")
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
        vuelve, no_vuelve = boletin_con_canario(ahora, "obra-publica"), boletin_con_canario(ahora, "obra-publica")
        construir(ahora)
        levantar_actas()
        retirar_boletin(no_vuelve, motivo="Orden", por=directora, ahora=ahora)

        reloj.move_to(periodo.fin)
        levantar_actas()

        acta = ActaDeEdicion.objects.get(sentido="restablece")
        assert [r["folio"] for r in acta.relacion] == [vuelve.folio]

    def test_el_pdf_y_el_csv_salen_de_lo_guardado(self, ahora, arbol):
        PeriodoFactory()
        boletin_con_canario(ahora, "obra-publica", titulo="=HYPERLINK(1)")
        levantar_actas()
        acta = ActaDeEdicion.objects.get()

        assert actas.pdf_del_acta(acta).startswith(b"%PDF")
        assert actas.pdf_del_acta(acta) == actas.pdf_del_acta(acta)
        assert "'=HYPERLINK(1)" in "".join(actas.csv_del_acta(acta))


class TestPantallas:
    def test_la_vista_previa_ensena_cada_edicion_con_sus_ligas_adentro(self, client, ahora, arbol, directora):
        PeriodoFactory()
        oculto = boletin_con_canario(ahora, "obra-publica")
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
        oculto = boletin_con_canario(ahora, "obra-publica")
        construir(ahora)
        levantar_actas()
        acta = ActaDeEdicion.objects.get()
        client.force_login(directora)

        assert "1 oculto." in client.get("/oficina/portal/ediciones/").text
        assert oculto.folio in client.get(f"/oficina/portal/actas/{acta.pk}/").text
        assert client.get(f"/oficina/portal/actas/{acta.pk}/acta.pdf").content.startswith(b"%PDF")
        assert b"sha256" in b"".join(client.get(f"/oficina/portal/actas/{acta.pk}/relacion.csv"))
