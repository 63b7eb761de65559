"""Qué se escribe al publicar y al retirar: poco, y nada de lo que no es público."""

import json
import re
from datetime import timedelta

import pytest
from PIL import Image

from boletines.dominio.despues.retiro import retirar_boletin
from media_library.dominio.versiones.publico import DerivadoPendiente
from media_library.dominio.versiones.recetas import DE_FOTO
from portal.dominio.escritura import boletin as escritura
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.personas import ComunidadFactory
from tests.portal.publicados import boletin_publico, con_foto, construir, publicar_con_documentos

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj")]


def og_de(arbol, ruta):
    """Los metadatos para compartir de una página."""
    html = (arbol / ruta.strip("/") / "index.html").read_text()
    return dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)">', html))


class TestPublicar:
    def test_escribe_la_pagina_el_pdf_y_sus_listas(self, arbol, ahora):
        boletin = boletin_publico(ahora, titulo="Inicia la obra & <el camino>")

        publicar_con_documentos(boletin, ahora)

        pagina = (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()
        assert "Inicia la obra &amp; &lt;el camino&gt;" in pagina
        assert "<el camino>" not in pagina
        assert (arbol / boletin.ruta_publica.strip("/") / "boletin.pdf").read_bytes().startswith(b"%PDF")
        for lista in (
            "index.html",
            "boletines/index.html",
            "boletines/2026/03/index.html",
            "temas/gobierno/index.html",
        ):
            assert boletin.ruta_publica in (arbol / lista).read_text()

    def test_publicar_uno_cuesta_a_lo_mas_25_consultas(self, arbol, ahora, django_assert_max_num_queries):
        for n in range(29):
            boletin_publico(ahora, dias=40 - n)
        construir(ahora)
        nuevo = boletin_publico(ahora, dias=0, comunidad=ComunidadFactory())

        with django_assert_max_num_queries(25):
            escritura.publicar(nuevo, ahora)

    def test_publicar_el_treintavo_toca_a_lo_mas_doce_paginas(self, arbol, ahora, foto_del_arbol):
        for n in range(29):
            boletin_publico(ahora, dias=40 - n)
        construir(ahora)
        antes = foto_del_arbol()
        nuevo = boletin_publico(ahora, dias=0, comunidad=ComunidadFactory())

        escritura.publicar(nuevo, ahora)

        tocados = {ruta for ruta, sello in foto_del_arbol().items() if antes.get(ruta) != sello}
        assert len([t for t in tocados if t.endswith(".html")]) <= 12
        assert f"{nuevo.ruta_publica.strip('/')}/index.html" in tocados
        assert len(tocados) <= 27

    def test_publicarlo_otra_vez_no_toca_nada(self, arbol, ahora, foto_del_arbol):
        boletin = boletin_publico(ahora)
        escritura.publicar(boletin, ahora)
        antes = foto_del_arbol()

        escritura.publicar(boletin, ahora)

        assert foto_del_arbol() == antes

    def test_rehacer_el_arbol_deja_lo_identico_intacto(self, arbol, ahora, foto_del_arbol):
        for n in range(3):
            boletin_publico(ahora, dias=n + 1)
        assert construir(ahora) == 3
        antes = foto_del_arbol()

        construir(ahora)

        assert foto_del_arbol() == antes

    def test_el_titulo_no_puede_cerrar_la_etiqueta_de_los_datos(self, arbol, ahora):
        boletin = boletin_publico(ahora, titulo="</script><script>alert(1)</script>")

        escritura.publicar(boletin, ahora)

        assert "<script>alert(1)" not in (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()

    def test_con_fotos_publica_solo_versiones_recodificadas_en_su_carpeta_al_azar(self, arbol, ahora, fotografo):
        boletin = boletin_publico(ahora)
        con_foto(boletin, fotografo, ahora)

        escritura.publicar(boletin, ahora)

        archivos = sorted(a.name for a in (arbol / "medios" / boletin.clave).iterdir())
        tamanos = [f"foto-1-w{a}.{f}" for a in (1600, 2400, 320, 800) for f in ("jpg", "webp")]
        assert archivos == [*(f"foto-1-{recorte}.jpg" for recorte in ("16x9", "1x1", "4x3", "og")), *tamanos]
        pagina = (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()
        assert f'src="/medios/{boletin.clave}/foto-1-w800.jpg"' in pagina
        assert 'alt="Zanja"' in pagina

    def test_la_tarjeta_y_los_datos_llevan_los_recortes_y_prensa_la_mas_grande(self, arbol, ahora, fotografo):
        boletin = boletin_publico(ahora)
        con_foto(boletin, fotografo, ahora)

        escritura.publicar(boletin, ahora)

        carpeta = arbol / boletin.ruta_publica.strip("/")
        pagina, base = (carpeta / "index.html").read_text(), f"/medios/{boletin.clave}/foto-1"
        datos = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', pagina)[1])
        assert f'<meta property="og:image" content="http://localhost:8000{base}-og.jpg">' in pagina
        assert [i.removeprefix("http://localhost:8000") for i in datos["image"]] == [
            f"{base}-{cual}.jpg" for cual in ("16x9", "4x3", "1x1")
        ]
        assert f"{base}-w2400.webp 2400w" in pagina
        assert f"{base}-w2400.jpg" in json.loads((carpeta / "prensa/paquete.json").read_text())["archivos"].values()

    def test_la_imagen_para_compartir_dice_su_direccion_sus_medidas_su_tipo_y_su_texto(
        self, arbol, ahora, fotografo, settings
    ):
        settings.BASE_URL = "https://www.ejemplo.gob.mx"
        con, sin = boletin_publico(ahora), boletin_publico(ahora, titulo="Sin foto")
        con_foto(con, fotografo, ahora)
        construir(ahora)

        for pagina, tipo, texto in (
            (con.ruta_publica, "jpeg", "Zanja"),
            (sin.ruta_publica, "png", "Sin foto"),
            ("/", "png", "información oficial"),
            ("/agenda/", "png", "información oficial"),
        ):
            og = og_de(arbol, pagina)
            direccion = og["og:image"].removeprefix("https://www.ejemplo.gob.mx/")
            with Image.open(arbol / direccion) as imagen:  # el archivo ya está cuando la página lo anuncia
                medidas = tuple(map(str, imagen.size))
            assert (og["og:image:width"], og["og:image:height"]) == medidas == ("1200", "630")
            assert og["og:image:type"] == f"image/{tipo}"
            assert og["og:image:alt"].endswith(texto)

    def test_sin_el_recorte_para_redes_se_dicen_las_medidas_de_la_que_va(self, arbol, ahora, fotografo):
        boletin = boletin_publico(ahora)
        evidencia = con_foto(boletin, fotografo, ahora)
        evidencia.original.derivados.exclude(receta__in=DE_FOTO).delete()

        escritura.publicar(boletin, ahora)

        og = og_de(arbol, boletin.ruta_publica)
        with Image.open(arbol / og["og:image"].removeprefix("http://localhost:8000/")) as imagen:
            assert (og["og:image:width"], og["og:image:height"]) == tuple(map(str, imagen.size))

    def test_lo_que_se_hace_despues_no_detiene_la_publicacion(self, arbol, ahora, fotografo):
        boletin = boletin_publico(ahora)
        evidencia = con_foto(boletin, fotografo, ahora)
        evidencia.original.derivados.exclude(receta__in=DE_FOTO).delete()

        escritura.publicar(boletin, ahora)

        pagina = (arbol / boletin.ruta_publica.strip("/") / "index.html").read_text()
        assert f'content="http://localhost:8000/medios/{boletin.clave}/foto-1-w1600.jpg"' in pagina
        assert "w2400" not in pagina

    def test_sin_la_foto_procesada_no_escribe_su_pagina(self, arbol, ahora):
        boletin = boletin_publico(ahora)
        FotoDeBoletinFactory(boletin=boletin)

        with pytest.raises(DerivadoPendiente):
            escritura.publicar(boletin, ahora)

        assert not list(arbol.rglob("index.html"))


class TestNoDejaRastro:
    @pytest.mark.parametrize(
        "rasgos",
        [
            {}, {"en_revision": True}, {"con_cambios": True}, {"aprobado": True},
            {"publicado": True, "embargo_hasta": "manana"},
        ],
    )  # fmt: skip
    def test_lo_que_no_es_publico_no_aparece_en_ningun_archivo(self, arbol, ahora, todo_el_arbol, rasgos):
        if "embargo_hasta" in rasgos:
            rasgos = rasgos | {"embargo_hasta": ahora + timedelta(days=1), "slug": "presupuesto-secreto"}
        secreto = BoletinFactory(titulo="Presupuesto secreto", sumario="Cifra reservada", **rasgos)
        boletin_publico(ahora)

        escritura.publicar(secreto, ahora)
        construir(ahora)

        octetos = todo_el_arbol().lower()
        assert b"presupuesto" not in octetos
        assert b"reservada" not in octetos
        assert secreto.clave.encode() not in octetos

    def test_lo_embargado_que_se_retira_antes_de_su_hora_tampoco(self, arbol, ahora, directora, todo_el_arbol):
        secreto = BoletinFactory(
            publicado=True, titulo="Presupuesto", slug="presupuesto-secreto", publicado_en=ahora - timedelta(hours=1),
            embargo_hasta=ahora + timedelta(days=1),
        )  # fmt: skip

        retirado = retirar_boletin(secreto, motivo="Cifra reservada", por=directora, ahora=ahora)
        escritura.retirar(retirado, ahora)
        construir(ahora)

        assert b"presupuesto" not in todo_el_arbol().lower()
        assert b"reservada" not in todo_el_arbol().lower()


class TestRetirar:
    def test_deja_el_aviso_y_sale_de_todas_las_listas(self, arbol, ahora, directora, fotografo):
        boletin = boletin_publico(ahora, dias=3, titulo="Obra con error")
        con_foto(boletin, fotografo, ahora)
        siguientes = [boletin_publico(ahora, dias=n) for n in (2, 1)]
        construir(ahora)
        direccion = boletin.ruta_publica

        escritura.retirar(retirar_boletin(boletin, motivo="Dato errado", por=directora, ahora=ahora), ahora)

        carpeta = arbol / direccion.strip("/")
        assert [a.name for a in carpeta.iterdir()] == ["retirado.410.html"]
        assert "Dato errado" in (carpeta / "retirado.410.html").read_text()
        assert not (arbol / "medios" / boletin.clave).exists()
        con_liga = [
            str(a.relative_to(arbol)) for a in arbol.rglob("*") if a.is_file() and direccion.encode() in a.read_bytes()
        ]
        assert con_liga == []
        assert all((arbol / s.ruta_publica.strip("/") / "index.html").exists() for s in siguientes)

    def test_rehacer_el_arbol_conserva_el_aviso(self, arbol, ahora):
        boletin = BoletinFactory(retirado=True, publicado_en=ahora - timedelta(days=1), retirado_en=ahora)

        construir(ahora)

        assert (arbol / boletin.ruta_publica.strip("/") / "retirado.410.html").exists()
