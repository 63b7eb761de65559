"""El mismo contenido en cada forma, la liga corta y la lista."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from docx import Document

from boletines.dominio.salida import textos
from boletines.dominio.salida.documentos.pdf import partes_del_cuerpo, pdf_de_boletin
from boletines.dominio.salida.documentos.word import docx_de_boletin
from boletines.models import Boletin
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.medios import ContactoFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.publicados import con_foto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
CON_TODO = (
    '<p>Va <strong>gratis</strong> y <em>hoy</em> en <a href="https://ejemplo.mx/">el sitio</a>.</p><h2>Requisitos</h2>'
    "<ul><li>Acta</li><li>Comprobante</li></ul><ol><li>Ir</li></ol><blockquote><p>Es para todos</p></blockquote>"
)


@pytest.fixture
def completo():
    return BoletinFactory(
        publicado=True, consecutivo=45, cuerpo=CON_TODO, balazos=["Uno", "Dos"], frase="Vamos bien",
        frase_de="Titular de Obras", programa="social",
    )  # fmt: skip


class TestTextos:
    def test_whatsapp_lleva_negritas_leyenda_y_liga_corta(self, completo):
        texto = textos.texto_para_whatsapp(completo)

        assert "Va *gratis* y _hoy_ en el sitio (https://ejemplo.mx/)." in texto
        assert "_Este programa es público" in texto
        assert texto.endswith("http://localhost:8000/b/2026/45")

    def test_la_leyenda_va_en_todas_partes(self, completo):
        html = textos.CorreoDelBoletin(completo, timezone.now()).para(ContactoFactory())

        for salida in (
            textos.texto_sencillo(completo),
            textos.texto_para_facebook(completo),
            html["texto"],
            html["html"],
        ):
            assert "distintos al desarrollo social" in salida

    def test_el_sencillo_lleva_listas_balazos_y_frase(self, completo):
        texto = textos.texto_sencillo(completo)

        for pedazo in ("• Uno\n• Dos", "• Acta\n• Comprobante", "1. Ir", "«Vamos bien», Titular de Obras"):
            assert pedazo in texto

    def test_el_correo_no_deja_pasar_un_script(self):
        boletin = BoletinFactory(publicado=True, cuerpo="<p>x<script>alert(1)</script></p>", titulo="<b>x</b>")

        html = textos.CorreoDelBoletin(boletin, timezone.now()).para(ContactoFactory())["html"]

        assert "<script" not in html
        assert "&lt;b&gt;" in html


def formato_de_la_lista(documento, instancia, nivel):
    """Cómo numera Word ese nivel: la instancia lleva a su definición."""
    numeracion = documento.part.numbering_part.element
    definicion = numeracion.num_having_numId(instancia).abstractNumId.val
    (formato,) = numeracion.xpath(
        f'w:abstractNum[@w:abstractNumId="{definicion}"]/w:lvl[@w:ilvl="{nivel}"]/w:numFmt/@w:val'
    )
    return str(formato)


class TestDocumentos:
    def test_el_pdf_lleva_las_partes_con_su_formato(self, completo):
        partes = partes_del_cuerpo(completo)

        assert [p["tipo"] for p in partes] == ["parrafo", "subtitulo", "vineta", "numero", "cita"]
        assert [t["texto"] for t in partes[0]["tramos"] if t["negrita"]] == ["gratis"]
        assert pdf_de_boletin(completo, timezone.now()).startswith(b"%PDF")

    def test_word_usa_estilos_de_verdad(self, completo, ahora):
        documento = Document(io.BytesIO(docx_de_boletin(completo, ahora)))

        estilos = {p.text: p.style.name for p in documento.paragraphs}
        assert estilos["Requisitos"] == "Heading 2"
        assert estilos["Acta"] == "List Bullet"
        assert estilos["Es para todos"] == "Quote"
        assert [r.text for p in documento.paragraphs for r in p.runs if r.bold] == ["gratis"]
        assert "https://ejemplo.mx/" in [r.target_ref for r in documento.part.rels.values() if r.is_external]
        assert documento.core_properties.title == completo.titulo

    def test_cada_lista_de_word_lleva_su_cuenta_y_sus_niveles(self, ahora):
        cuerpo = (
            "<ol><li>Acta</li><li>CURP<ul><li>original</li><li>copia<ol><li>a color</li></ol></li></ul></li></ol>"
            "<p>Pasos:</p><ol><li>Acudir</li><li>Firmar</li></ol>"
        )

        documento = Document(io.BytesIO(docx_de_boletin(BoletinFactory(cuerpo=cuerpo), ahora)))

        suyas = {p.text: p._p.pPr.numPr for p in documento.paragraphs if p._p.pPr is not None}  # noqa: SLF001 - no hay otra manera de leerlo
        niveles = {texto: numeros.ilvl.val for texto, numeros in suyas.items() if numeros is not None}
        assert niveles == {"Acta": 0, "CURP": 0, "original": 1, "copia": 1, "a color": 2, "Acudir": 0, "Firmar": 0}
        instancia = {texto: suyas[texto].numId.val for texto in niveles}
        assert instancia["Acta"] == instancia["CURP"] != instancia["Acudir"] == instancia["Firmar"]
        formatos = {t: formato_de_la_lista(documento, instancia[t], nivel) for t, nivel in niveles.items()}
        assert formatos == {
            "Acta": "decimal", "CURP": "decimal", "original": "bullet", "copia": "bullet", "a color": "decimal",
            "Acudir": "decimal", "Firmar": "decimal",
        }  # fmt: skip

    def test_word_lleva_las_fotos_con_su_pie_y_su_texto_alternativo(self, completo, fotografo, ahora):
        con_foto(completo, fotografo, ahora)

        octetos = docx_de_boletin(completo, ahora)

        documento = Document(io.BytesIO(octetos))
        pies = [p.text for p in documento.paragraphs if p.style.name == "Caption"]
        dibujos = [d._inline.docPr for d in documento.inline_shapes]  # noqa: SLF001 - no hay otra manera de leerlo
        assert pies == ["Foto 1. La obra Foto: CS."]
        assert [(d.get("name"), d.get("descr")) for d in dibujos] == [("Foto 1", "Zanja")]
        assert len(octetos) < 200_000
        assert b"GPS" not in octetos

    def test_word_no_lleva_la_foto_que_no_puede_publicarse(self, completo, fotografo, ahora):
        evidencia = con_foto(completo, fotografo, ahora)
        type(evidencia).objects.filter(pk=evidencia.pk).update(menores="protegidos")

        documento = Document(io.BytesIO(docx_de_boletin(completo, ahora)))

        assert (len(documento.inline_shapes), [p.text for p in documento.paragraphs if "Zanja" in p.text]) == (0, [])

    def test_word_de_una_foto_que_aun_se_procesa_deja_su_pie(self, completo, ahora):
        FotoDeBoletinFactory(boletin=completo)

        documento = Document(io.BytesIO(docx_de_boletin(completo, ahora)))

        assert [p.text[:7] for p in documento.paragraphs if p.style.name == "Caption"] == ["Foto 1."]
        assert len(documento.inline_shapes) == 0

    def test_el_mismo_boletin_da_el_mismo_word(self, completo, fotografo, ahora):
        con_foto(completo, fotografo, ahora)

        with time_machine.travel(ahora) as reloj:
            primero = docx_de_boletin(completo, ahora)
            reloj.shift(timedelta(minutes=5))
            assert docx_de_boletin(completo, ahora) == primero

    def test_word_de_un_borrador_vacio(self, client, redactora):
        boletin = BoletinFactory(cuerpo="", sumario="")
        client.force_login(redactora)

        respuesta = client.get(reverse("boletines:docx", args=[boletin.pk]))

        assert respuesta["Content-Disposition"] == f'attachment; filename="borrador-{boletin.pk}.docx"'


class TestPantalla:
    def test_ensena_cada_forma_con_su_boton_de_copiar(self, client, consulta, completo):
        client.force_login(consulta)

        texto = client.get(reverse("boletines:salidas", args=[completo.pk])).text

        for clave in ("whatsapp", "redes", "sencillo"):
            assert f'data-copiar="{clave}"' in texto
        assert "Dar un adelanto" not in texto


class TestLigaCorta:
    def ir(self, client, *args):
        return client.get(reverse("boletines_publicas:corta", args=args))

    def test_lleva_a_la_pagina(self, client, completo):
        assert self.ir(client, 2026, 45).url == completo.ruta_publica

    @pytest.mark.parametrize(
        "escrita",
        [
            "/b/2026/45.", "/b/2026/45,", "/b/2026/45)", "/b/2026/45»", "/b/2026/45…", "/b/2026/45%20", "/b/2026/45*",
            "/B/2026/45", "/b/2026/045", "/b/2026/45/", "/b/2026/45/?fbclid=x", "/b/2026/45?siguiente=//malo.invalid",
        ],
    )  # fmt: skip
    def test_como_llega_en_un_mensaje_lleva_a_la_pagina_de_una_vez(self, client, completo, escrita):
        respuesta = client.get(escrita)

        assert (respuesta.status_code, respuesta.url) == (301, completo.ruta_publica)

    def test_un_folio_que_no_existe_lo_dice_y_ofrece_buscar(self, client, completo):
        respuesta = client.get("/b/2026/999.")

        assert respuesta.status_code == 404
        assert 'action="/buscar"' in respuesta.text

    @pytest.mark.usefixtures("tabla_de_suspension")
    def test_de_lo_que_la_suspension_oculta_no_dice_ni_el_titulo(self, client, completo, reloj):
        PeriodoFactory()

        respuesta = self.ir(client, 2026, 45)

        assert (respuesta.status_code, respuesta.url) == (302, "/")

    def test_un_revisor_de_enlaces_la_ve(self, client, completo):
        assert client.head("/b/2026/45").status_code == 301

    def test_de_lo_embargado_no_dice_nada(self, client):
        BoletinFactory(publicado=True, consecutivo=7, embargo_hasta=timezone.now() + timedelta(hours=1))

        assert self.ir(client, 2026, 7).status_code == 404

    @pytest.mark.parametrize(("embargo", "codigo"), [(None, 301), (timedelta(days=-3650), 301), (timedelta(1), 404)])
    def test_de_lo_retirado_lleva_a_su_aviso_si_alguna_vez_se_vio(self, client, embargo, codigo):
        retirado = BoletinFactory(retirado=True, consecutivo=8)
        if embargo:
            Boletin.objects.filter(pk=retirado.pk).update(embargo_hasta=retirado.retirado_en + embargo)

        assert self.ir(client, 2026, 8).status_code == codigo

    @pytest.mark.parametrize("args", [(2026, 999), (99999999, 1), (2026, 99999999999999999999)])
    def test_lo_que_no_hay_es_404(self, client, args):
        assert self.ir(client, *args).status_code == 404


def test_la_lista_filtra_por_administracion_y_la_ensena(client, redactora):
    BoletinFactory(publicado=True, titulo="De antes", administracion="2018-2021")
    BoletinFactory(publicado=True, titulo="De ahora", administracion="2024-2027")
    client.force_login(redactora)

    texto = client.get(reverse("boletines:lista"), {"administracion": "2018-2021"}).text

    assert ("De antes" in texto, "De ahora" in texto, "Adm. 2018-2021" in texto) == (True, False, True)


@pytest.mark.parametrize("cuantos", [1, 3])
def test_la_lista_cuesta_lo_mismo_con_uno_que_con_tres(client, directora, django_assert_num_queries, cuantos):
    BoletinFactory.create_batch(cuantos, publicado=True, administracion="2024-2027")
    client.force_login(directora)
    client.get(reverse("boletines:lista"))

    with django_assert_num_queries(7):
        client.get(reverse("boletines:lista"))


@pytest.mark.parametrize("detenido", ["embargo", "suspensión", "retiro"])
def test_lo_que_no_puede_salir_no_se_ofrece_para_copiar(client, redactora, tabla_de_suspension, detenido):
    ahora = timezone.now()
    campos = {"publicado": True, "tema": "obra-publica", "publicado_en": ahora - timedelta(days=1)}
    if detenido == "embargo":
        campos["embargo_hasta"] = ahora + timedelta(hours=1)
    elif detenido == "retiro":
        campos = {"retirado": True}
    else:
        PeriodoFactory(inicio=ahora - timedelta(hours=1), fin=ahora + timedelta(days=1))
    boletin = BoletinFactory(**campos)
    client.force_login(redactora)

    html = client.get(reverse("boletines:salidas", args=[boletin.pk])).text

    assert "No se manda por ningún lado." in html
    assert "data-copiar" not in html


@pytest.mark.parametrize("campos", [{}, {"publicado": True}])
def test_un_borrador_y_lo_publicado_si_se_copian(client, redactora, campos):
    client.force_login(redactora)

    html = client.get(reverse("boletines:salidas", args=[BoletinFactory(**campos).pk])).text

    assert html.count("data-copiar") == 3
