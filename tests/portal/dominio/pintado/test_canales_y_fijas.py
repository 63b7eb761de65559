"""Los canales, los mapas, las páginas fijas y la fecha que dice cada página."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from boletines.dominio.despues.retiro import retirar_boletin
from portal.tasks import refrescar_agenda
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.medios import InvitacionFactory, convocatoria_de
from tests.portal.publicados import boletin_publico, construir

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


class TestCanales:
    def test_un_canal_vacio_lleva_la_fecha_de_la_oficina_y_no_la_hora_de_escribirlo(self, arbol, ahora, oficina):
        construir(ahora + timedelta(hours=5))

        assert f"<updated>{oficina.configurada_en.isoformat()}" in (arbol / "feeds/temas/salud.atom").read_text()

    def test_rss_atom_y_mapas_son_xml_con_lo_publico(self, arbol, ahora):
        boletin = boletin_publico(ahora, titulo="Obra & camino", cuerpo="Uno <b>.\n\nDos ]]> fin.")
        BoletinFactory(retirado=True, titulo="Retirado")
        construir(ahora)

        rss = ET.parse(arbol / "feeds/boletines.rss").getroot()  # noqa: S314 - lo escribimos nosotros
        assert [i.findtext("title") for i in rss.iter("item")] == ["Obra & camino"]
        assert rss.findtext("channel/item/link") == "http://localhost:8000" + boletin.ruta_publica
        atom = ET.parse(arbol / "feeds/boletines.atom").getroot()  # noqa: S314 - ídem
        assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 1
        for mapa in ("sitemap.xml", "sitemap-2026.xml", "sitemap-paginas.xml"):
            ET.parse(arbol / mapa)  # noqa: S314 - ídem
        assert boletin.ruta_publica in (arbol / "sitemap-2026.xml").read_text()
        assert "Disallow: /oficina/" in (arbol / "robots.txt").read_text()

    @pytest.mark.parametrize(
        "nombre", ["sala-de-prensa", "contacto", "accesibilidad", "privacidad", "agenda", "galeria", "temas/salud"]
    )
    def test_las_paginas_fijas_existen(self, arbol, ahora, nombre):
        construir(ahora)

        assert "</html>" in (arbol / nombre / "index.html").read_text()

    def test_la_agenda_publica_lleva_lo_publico_y_lo_cancelado(self, arbol, ahora):
        EventoFactory(titulo="Feria del pueblo", publico=True)
        EventoFactory(titulo="Desfile suspendido", publico=True, cancelado=True)
        EventoFactory(titulo="Reunión privada")
        EventoFactory(titulo="Por confirmarse", publico=True, por_confirmar=True)

        refrescar_agenda()

        agenda = (arbol / "agenda/index.html").read_text()
        assert "Feria del pueblo" in agenda
        assert "Desfile suspendido" in agenda
        assert "Reunión privada" not in agenda + (arbol / "index.html").read_text()
        assert "Por confirmarse" not in agenda + (arbol / "index.html").read_text()


def test_toda_pagina_dice_quien_la_genera_y_su_ultima_actualizacion(arbol, oficina, ahora):
    """LGTAIP art. 58."""
    boletin_publico(ahora)
    construir(ahora)
    dicho = re.compile(r"Área que genera la información: .*Última actualización: \d+ de ", re.DOTALL)

    paginas = list(arbol.rglob("index.html"))
    faltan = [str(p.relative_to(arbol)) for p in paginas if not dicho.search(p.read_text())]

    assert len(paginas) > 10
    assert faltan == []


def test_la_fecha_de_cada_pagina_es_la_de_lo_que_muestra(arbol, oficina, ahora, directora):
    """LGTAIP art. 58: ni la de la oficina ni la de hoy."""
    type(oficina).objects.update(configurada_en=ahora - timedelta(days=900))
    boletin = boletin_publico(ahora, dias=3)
    retirado = retirar_boletin(boletin_publico(ahora, dias=2), motivo="Dato errado", por=directora, ahora=ahora)
    construir(ahora)

    def fecha(ruta):
        return re.findall(r"Última actualización: ([^<.]*)", (arbol / ruta).read_text())[-1]

    assert fecha(f"{boletin.ruta_publica.strip('/')}/prensa/index.html") == "9 de marzo de 2026"
    assert fecha(f"{retirado.ruta_publica.strip('/')}/retirado.410.html") == "12 de marzo de 2026"
    assert fecha("correcciones/index.html") == "12 de marzo de 2026"


def test_la_agenda_lleva_al_mapa(arbol, oficina, ahora):
    EventoFactory(titulo="Feria & fiesta", publico=True, lugar="Plaza «Principal»", inicio=ahora + timedelta(hours=2))
    construir(ahora)

    agenda = (arbol / "agenda/index.html").read_text()
    assert "openstreetmap.org/search?query=Plaza%20%C2%ABPrincipal%C2%BB%20Mazamitla" in agenda


def test_en_la_sala_de_prensa_se_confirma_a_lo_que_se_invito_y_aun_no_empieza(arbol, oficina, ahora):
    datos = {"publico": True, "fin": ahora + timedelta(hours=9)}
    feria = EventoFactory(titulo="Feria", inicio=ahora + timedelta(hours=2), **datos)
    curso = EventoFactory(titulo="En curso", inicio=ahora - timedelta(hours=1), **datos)
    cancelado = EventoFactory(titulo="Desfile", inicio=ahora + timedelta(hours=3), cancelado=True, **datos)
    EventoFactory(titulo="Sin invitados", inicio=ahora + timedelta(hours=2), **datos)
    for evento in (feria, curso, cancelado):
        InvitacionFactory(convocatoria=convocatoria_de(evento))
    construir(ahora)

    sala = (arbol / "sala-de-prensa/index.html").read_text()
    assert re.findall(r"/sala-de-prensa/confirmar/(\d+)/", sala) == [str(feria.pk)]
    assert "subject=Confirmo" not in sala
