"""Lo derivado no detiene a la cosa: la página sale, y lo que no se pudo hacer se ve en rojo."""

import io
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from docx import Document

from boletines.consultas.fallas_del_portal import fallas_de
from boletines.consultas.lo_que_salio import como_salieron
from boletines.models import Boletin
from difusion.dominio.bandeja import cancelar, encolar
from difusion.dominio.despacho import despachar
from difusion.estados import Canal, MotivoDeEnvio
from difusion.models import Envio
from nucleo.referencias import ref
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.ejemplar import Ejemplar
from tests.fabricas.boletines import BoletinFactory
from tests.portal.publicados import con_foto

pytestmark = [pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "tabla_de_suspension")]
SIGNOS = "⚠️ 🌧️ 😀 東 é ﷽ 👩‍👩‍👧 🇲🇽 क्ष שלום Z͑ͫ̓a \u202ex\u202c ½ <b> & «»"
# Uno de cada bloque de Unicode que se ve: caben en el cuerpo de un boletín.
DE_CADA_BLOQUE = " ".join(chr(n) for n in range(0xA1, 0x20000, 0x40) if chr(n).isprintable())


@pytest.fixture(autouse=True)
def reloj(ahora):
    with time_machine.travel(ahora, tick=False) as viajero:
        yield viajero


@pytest.fixture
def apuntado(ahora):
    """Publicado, con su página apuntada en la bandeja, como lo deja el acto de publicar."""

    def _apuntado(**campos):
        boletin = BoletinFactory(publicado=True, publicado_en=ahora, en_portal_desde=None, **campos)
        encolar(
            canal=Canal.PORTAL,
            motivo=MotivoDeEnvio.PUBLICAR,
            objeto=ref(boletin),
            asunto=boletin.titulo,
            por=None,
            ahora=ahora,
        )
        return boletin

    return _apuntado


def carpeta(arbol, boletin):
    return arbol / boletin.ruta_publica.strip("/")


def despachar_hasta(ahora, minutos, reloj):
    for minuto in range(minutos):
        momento = ahora + timedelta(minutes=minuto)
        reloj.move_to(momento)
        despachar(reloj=lambda momento=momento: momento)


def test_con_cualquier_signo_hay_pagina_pdf_word_tarjeta_y_canales(apuntado, arbol, ahora):
    boletin = apuntado(titulo=SIGNOS, sumario=SIGNOS, cuerpo=f"<p>{DE_CADA_BLOQUE}</p>", frase=SIGNOS, frase_de=SIGNOS)

    despachar(reloj=lambda: ahora)

    en = carpeta(arbol, boletin)
    assert "東 é ﷽" in (en / "index.html").read_text()
    assert (en / "boletin.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(en.glob("tarjeta-*.png"))) == 1
    [word] = en.glob("prensa/*.docx")
    assert "東" in " ".join(p.text for p in Document(io.BytesIO(word.read_bytes())).paragraphs)
    for canal in [*arbol.glob("feeds/**/*.*"), *arbol.glob("sitemap*.xml")]:
        fromstring(canal.read_bytes())  # noqa: S314 - los hizo el portal
    assert not Envio.objects.exclude(estado="entregado").exclude(no_antes_desde__gt=ahora).exists()


def test_con_foto_sin_describir_y_signos_en_el_pie_tambien(apuntado, arbol, ahora, fotografo):
    boletin = apuntado()
    foto = con_foto(boletin, fotografo, ahora, pie=SIGNOS)
    type(foto).objects.filter(pk=foto.pk).update(texto_alternativo="")

    despachar(reloj=lambda: ahora)

    assert (carpeta(arbol, boletin) / "boletin.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("quien", ["directora", "redactora", "fotografo", "redes", "consulta"])
def test_el_pdf_de_un_borrador_con_foto_sin_describir_es_para_todos(client, request, quien, ahora, fotografo):
    boletin = BoletinFactory()
    foto = con_foto(boletin, fotografo, ahora)
    type(foto).objects.filter(pk=foto.pk).update(texto_alternativo="", pie="")
    client.force_login(request.getfixturevalue(quien))

    assert client.get(reverse("boletines:pdf", args=[boletin.pk])).content.startswith(b"%PDF")


class TestSiElPdfNoSePuedeHacer:
    @pytest.fixture
    def sin_pdf(self, apuntado, arbol, ahora, reloj):
        """En el lugar de su PDF hay una carpeta: no se puede poner ahí."""
        boletin = apuntado()
        ruta = Ejemplar(como_salieron(Boletin.objects.all()).get(pk=boletin.pk), Edicion(ahora)).ruta_del_pdf
        (arbol / ruta.strip("/") / "estorba").mkdir(parents=True)
        despachar_hasta(ahora, 4, reloj)
        return boletin

    def test_la_pagina_y_el_word_salen_y_la_pagina_no_ofrece_el_pdf(self, sin_pdf, arbol):
        en = carpeta(arbol, sin_pdf)

        assert "boletin.pdf" not in (en / "index.html").read_text()
        assert len(list(en.glob("prensa/*.docx"))) == 1
        assert Boletin.objects.get(pk=sin_pdf.pk).en_portal_desde

    def test_se_ve_en_rojo_en_el_boletin_en_hoy_y_en_verificar(self, sin_pdf, client, directora, capsys):
        client.force_login(directora)
        frase = f"A «{sin_pdf.titulo}» le falta su PDF, su Word o su tarjeta en el portal."

        for direccion in (reverse("boletines:ver", args=[sin_pdf.pk]), "/oficina/"):
            html = client.get(direccion).text
            assert frase in html
            assert "El PDF no se pudo hacer" in html
        with pytest.raises(SystemExit, match="1"):
            call_command("verificar")
        assert frase in capsys.readouterr().out


class TestSiLaPaginaNoSePuedeEscribir:
    @pytest.fixture
    def atorado(self, apuntado, arbol, ahora, reloj):
        boletin = apuntado(titulo="Cabeza atorada")
        (carpeta(arbol, boletin) / "index.html" / "estorba").mkdir(parents=True)
        despachar_hasta(ahora, 4, reloj)
        return boletin

    def test_a_la_segunda_vez_se_dice_que_no_esta_y_a_la_primera_no(self, atorado, client, consulta, ahora):
        client.force_login(consulta)
        assert "«Cabeza atorada» está publicado y no está en el portal." in client.get("/oficina/").text

        Envio.objects.filter(objeto=ref(atorado)).update(intento=1)
        assert "no está en el portal" not in client.get("/oficina/").text

    def test_los_demas_salen_y_sus_listas_no_lo_nombran(self, atorado, apuntado, arbol, ahora):
        otro = apuntado(titulo="Cabeza que sí salió")

        despachar(reloj=lambda: ahora + timedelta(minutes=4))

        assert (carpeta(arbol, otro) / "index.html").is_file()
        assert "atorada" not in (arbol / "index.html").read_text()
        assert "atorada" not in (arbol / "feeds/boletines.rss").read_text()

    def test_si_alguien_cancela_su_envio_sigue_en_rojo(self, atorado, directora, ahora):
        envio = Envio.objects.get(objeto=ref(atorado))

        cancelar(envio, por=directora, ahora=ahora)

        [falla] = fallas_de(atorado, ahora + timedelta(minutes=4))
        assert (falla.por_que, falla.envio) == ("Su envío se canceló.", envio)

    def test_en_cuanto_se_escribe_se_quita_lo_rojo(self, atorado, arbol, ahora, reloj):
        (carpeta(arbol, atorado) / "index.html" / "estorba").rmdir()
        (carpeta(arbol, atorado) / "index.html").rmdir()
        Envio.objects.filter(objeto=ref(atorado)).update(no_antes_desde=ahora)

        despachar(reloj=lambda: ahora + timedelta(minutes=4))

        assert fallas_de(Boletin.objects.get(pk=atorado.pk), ahora + timedelta(minutes=4)) == []
