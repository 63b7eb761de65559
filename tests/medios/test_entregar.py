"""Una invitación, cuatro canales: quién la recibe por dónde, cómo se ve y qué pasó con cada entrega."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from difusion.dominio.despacho import despachar
from difusion.dominio.freno import poner_freno
from difusion.models import Envio
from medios.dominio.entregar.canales import canal_de
from medios.dominio.entregar.entregas import dar_por_entregada, enlace_para_contestar, quitar_entrega
from medios.dominio.invitaciones import cancelar_antes_de_salir
from medios.dominio.tablero import tablero_de
from medios.estados import CanalDeInvitacion as C
from medios.models import Contacto, Entrega, Exclusion, Invitacion
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.medios import ContactoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reloj")]


@pytest.fixture
def cuatro(db):
    """Uno por cada canal."""
    return [
        ContactoFactory(nombre="Correo", telefono="+523825380149"),
        ContactoFactory(nombre="Chat", correo="", telefono="+523312345678", tiene_whatsapp=True,
                        canal_preferido="whatsapp"),
        ContactoFactory(nombre="Voz", sin_correo=True),
        ContactoFactory(nombre="Papel", tratamiento="Lic.", canal_preferido="impresa"),
    ]  # fmt: skip


@pytest.fixture
def redacta(client, redactora, oficina):
    client.force_login(redactora)
    return client


@pytest.mark.parametrize(
    ("datos", "canal", "por_que"),
    [
        ({"correo": "a@b.mx"}, C.CORREO, ""),
        ({"correo": "a@b.mx", "no_enviar_correos": True, "telefono": "+523312345678"}, C.TELEFONO,
         "pidió no recibir correos"),
        ({"telefono": "+523312345678"}, C.TELEFONO, "sin correo"),
        ({"correo": "a@b.mx", "canal_preferido": "telefono"}, C.CORREO, ""),
        ({"whatsapp": "+523312345678"}, C.WHATSAPP, "sin correo"),
        ({"correo": "a@b.mx", "canal_preferido": "impresa"}, C.IMPRESA, "así lo pidió"),
        ({"correo": "a@b.mx", "canal_preferido": "whatsapp"}, C.CORREO, ""),
    ],
)  # fmt: skip
def test_el_canal_es_el_que_pidio_si_tiene_con_que(datos, canal, por_que):
    assert canal_de(Contacto(**datos)) == (canal, por_que)


def test_cada_quien_por_su_canal_y_con_su_entrega(cuatro, invitar, acto, ahora):
    invitar(*cuatro)

    assert {(e.canal, e.resultado) for e in Entrega.objects.all()} == {(c, "por_hacer") for c in C.values}
    assert Envio.objects.count() == 1
    assert Entrega.objects.get(canal="impresa").folio == "CS/OF/001/2026"


def test_los_folios_de_oficio_siguen(cuatro, invitar):
    otro = ContactoFactory(canal_preferido="impresa")
    invitar(cuatro[3], otro)

    assert [e.folio for e in Entrega.objects.order_by("pk")] == ["CS/OF/001/2026", "CS/OF/002/2026"]


def test_se_puede_cambiar_el_canal_de_alguien(cuatro, invitar):
    invitar(cuatro[0], canales={cuatro[0].pk: "telefono"})

    assert Invitacion.objects.get().canal == C.TELEFONO


def test_el_correo_que_sale_queda_en_su_entrega(cuatro, invitar, ahora, smtp):
    invitar(cuatro[0])

    despachar(reloj=lambda: ahora + timedelta(seconds=31))

    entrega = Entrega.objects.get()
    assert (entrega.resultado, entrega.hecha_por) == ("entregada", None)
    assert entrega.nota == ""  # «250 2.0.0» no le dice nada a la oficina


def test_ya_lo_mande_lo_marca_la_persona_y_se_deshace(cuatro, invitar, redactora, ahora):
    invitar(cuatro[1])
    invitacion = Invitacion.objects.get()

    dar_por_entregada(invitacion, por=redactora, ahora=ahora)
    entrega = Entrega.objects.get()
    assert (entrega.resultado, entrega.hecha_por, entrega.hecha_en) == ("entregada", redactora, ahora)

    quitar_entrega(invitacion, por=redactora, ahora=ahora)
    entrega.refresh_from_db()
    assert (entrega.resultado, entrega.hecha_en) == ("por_hacer", None)
    assert Asiento.objects.filter(accion="entregar invitación").count() == 1


def test_el_oficio_se_cierra_con_la_foto_de_su_acuse(redacta, cuatro, invitar):
    salida = io.BytesIO()
    Image.effect_noise((320, 240), 40).save(salida, "JPEG")
    foto = SimpleUploadedFile("acuse.jpg", salida.getvalue(), "image/jpeg")
    invitar(cuatro[3])
    url = reverse("medios:entregada", args=[Invitacion.objects.get().pk])

    sin_nada = redacta.post(url, follow=True)
    assert "Toma la foto del acuse sellado o escribe quién lo recibió." in sin_nada.text
    assert Entrega.objects.get().resultado == "por_hacer"

    audio = SimpleUploadedFile(
        "acuse.jpg", b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1f\0\0@\x1f\0\0\x01\0\x08\0data\0\0\0\0"
    )
    ajeno = redacta.post(url, {"acuse": audio}, follow=True)
    assert "El acuse es una foto o un PDF del oficio sellado." in ajeno.text

    redacta.post(url, {"acuse": foto})
    entrega = Entrega.objects.get()
    assert (entrega.resultado, entrega.acuse.nombre_de_archivo) == ("entregada", "acuse.jpg")


def test_cancelar_en_la_gracia_quita_todas_menos_la_que_ya_se_mando(cuatro, invitar, redactora, ahora):
    convocatoria, _ = invitar(*cuatro)
    dar_por_entregada(Invitacion.objects.get(canal=C.WHATSAPP), por=redactora, ahora=ahora)

    cancelar_antes_de_salir(convocatoria, por=redactora, ahora=ahora)

    assert [i.canal for i in Invitacion.objects.all()] == [C.WHATSAPP]


def test_la_conversacion_lleva_su_enlace_para_contestar(client, cuatro, invitar, ahora):
    invitar(cuatro[1])
    invitacion = Invitacion.objects.get()

    renglon = tablero_de(invitacion.evento, ahora).renglones[0]

    assert renglon.conversacion.startswith("https://wa.me/523312345678?text=Chat%2C%20de%20")
    pagina = client.get("/r/" + enlace_para_contestar(invitacion).split("/r/")[1])
    assert "¿Asistirá?" in pagina.text


def test_con_el_freno_ni_whatsapp_ni_oficios(redacta, directora, cuatro, invitar, ahora):
    invitar(*cuatro)
    evento = Invitacion.objects.first().evento
    poner_freno(motivo="Fuga de datos", por=directora, ahora=ahora)

    pdf = redacta.get(reverse("medios:oficios", args=[evento.pk]), follow=True)

    datos = palabras(ContactoFactory(), accion="prueba")
    prueba = redacta.post(reverse("medios:invitar", args=[evento.pk]), datos)

    assert "la prueba no saldría hasta que se suelte" in prueba.text
    assert {r.conversacion for r in tablero_de(evento, ahora).renglones} == {""}
    assert "los oficios se imprimen cuando se suelte" in pdf.text


def test_un_enlace_alterado_no_abre_nada(client, cuatro, invitar):
    invitar(cuatro[1])
    ruta = "/r/" + enlace_para_contestar(Invitacion.objects.get()).split("/r/")[1]

    assert client.get(ruta.replace("/r/", "/r/x")).status_code == 404


def test_los_oficios_salen_en_un_pdf_con_su_folio_y_la_hoja_de_acuses(redacta, cuatro, invitar, tmp_path):
    invitar(*cuatro)
    evento = Invitacion.objects.first().evento

    pdf = redacta.get(reverse("medios:oficios", args=[evento.pk]))

    archivo = tmp_path / "oficios.pdf"
    archivo.write_bytes(pdf.content)
    orden = ["pdftotext", "-layout", archivo, "-"]
    dicho = subprocess.run(orden, check=True, capture_output=True, text=True).stdout
    paginas = dicho.rstrip("\f").split("\f")
    assert len(paginas) == 2
    assert "CS/OF/001/2026" in paginas[0]
    assert "Lic. Papel" in paginas[0]
    assert "Hoja de acuses" in paginas[1]


@pytest.fixture
def pantalla(oficina):
    evento = EventoFactory(para_medios=True, tema="salud")
    return evento, reverse("medios:invitar", args=[evento.pk])


def palabras(*contactos, **otras):
    return {"contactos": [c.pk for c in contactos], "asunto": "Invitación", "mensaje": "Les esperamos."} | otras


def test_una_lista_marca_a_los_suyos_y_cuenta_por_canal(redacta, cuatro, pantalla):
    texto = de_corrido(redacta.get(pantalla[1] + "?lista=todos").text)

    assert "1 correo, 1 WhatsApp, 1 llamada y 1 oficio" in texto


def test_dejar_fuera_a_alguien_de_la_lista_pide_razon(redacta, cuatro, pantalla):
    evento, url = pantalla
    sin_razon = redacta.post(url, palabras(*cuatro[:3], lista="todos"))
    assert sin_razon.status_code == 422
    assert "Di por qué dejas fuera a Papel" in sin_razon.text

    redacta.post(url, palabras(*cuatro[:3], lista="todos", **{f"razon-{cuatro[3].pk}": "cupo"}))

    assert [(e.contacto, e.razon) for e in Exclusion.objects.all()] == [(cuatro[3], "cupo")]
    assert Invitacion.objects.filter(evento=evento).count() == 3


def test_ver_como_le_llega_no_invita_a_nadie(redacta, cuatro, pantalla):
    datos = palabras(*cuatro, accion="previa", ver_como=cuatro[1].pk)

    pagina = redacta.post(pantalla[1], datos)

    assert (pagina.status_code, Invitacion.objects.count()) == (200, 0)
    assert "El texto que se pone en la conversación" in pagina.text


def test_mandarme_una_prueba_me_llega_solo_a_mi(redacta, redactora, cuatro, pantalla):
    redactora.email = "redactora@oficina.invalid"
    redactora.save()

    pagina = redacta.post(pantalla[1], palabras(cuatro[0], accion="prueba"))

    assert "Prueba en camino" in pagina.text
    envio = Envio.objects.get()
    assert (envio.destinatario, envio.asunto) == ("redactora@oficina.invalid", "[PRUEBA] Invitación")
    assert Invitacion.objects.count() == 0
