"""Las pantallas de los diseños: la lista, pedir uno, su página en cada estado y sus negativas en su lugar."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from agenda.models import Evento
from nucleo.enlaces.personales import huella_del_token
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.models import Colocacion, Diseno
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.produccion import (
    AprobacionFactory,
    ColocacionFactory,
    ComentarioDeDisenoFactory,
    DisenoFactory,
    OrdenFactory,
    VersionDeDisenoFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("variables_indefinidas")]


def direccion(nombre, *args):
    return reverse(f"produccion:{nombre}", args=args)


@pytest.fixture
def sesion(client, redactora):
    client.force_login(redactora)
    return client


@pytest.fixture
def de_la_directora(client, directora):
    client.force_login(directora)
    return client


def retiro():
    return timezone.localdate() + timedelta(days=10)


def foto(tono=0):
    salida = io.BytesIO()
    Image.effect_noise((320, 240), 40 + tono).save(salida, "JPEG")
    return SimpleUploadedFile(f"lugar{tono}.jpg", salida.getvalue(), "image/jpeg")


def datos(dependencia, **cambios):
    return {
        "plantilla": "aviso",
        "titulo": "Sin agua en el Centro",
        "dependencia": dependencia.pk,
        "fecha_retiro": str(retiro()),
    } | cambios


def aprobado(**cambios):
    ahora = timezone.now()
    return DisenoFactory(aprobado=True, aprobado_en=ahora, creado_en=ahora, fecha_retiro=retiro(), **cambios)


def test_la_lista_filtra_por_texto_estado_y_dependencia(sesion):
    uno = DisenoFactory(titulo="Feria del queso", busqueda="feria del queso")
    DisenoFactory(titulo="Corte de agua", busqueda="corte de agua", en_prueba=True)

    for filtro in ("q=queso", "estado=pedido", f"dependencia={uno.dependencia_id}"):
        texto = sesion.get(f"{direccion('disenos')}?{filtro}").text
        assert "Feria del queso" in texto
        assert "Corte de agua" not in texto


@pytest.mark.parametrize("cuantos", [1, 3])
def test_la_lista_cuesta_lo_mismo_con_uno_que_con_tres(sesion, django_assert_max_num_queries, cuantos):
    for _ in range(cuantos):
        ColocacionFactory(diseno=aprobado())

    with django_assert_max_num_queries(8):
        sesion.get(direccion("disenos"))


def test_desde_un_evento_ya_vienen_el_titulo_el_dia_y_el_lugar(sesion):
    evento = EventoFactory(titulo="Encendido del árbol", lugar="Plaza principal", tema="cultura")

    pagina = sesion.get(f"{direccion('nuevo_diseno')}?evento={evento.pk}")

    assert pagina.status_code == 200
    for dicho in ("Encendido del árbol", "Plaza principal", "Cartel tabloide", "Espectacular"):
        assert dicho in pagina.text


def test_guardarlo_desde_el_evento_lo_deja_unido_a_el(sesion):
    evento = EventoFactory()

    sesion.post(direccion("nuevo_diseno"), datos(evento.dependencia, evento=evento.pk))

    assert Diseno.objects.get().evento == Evento.objects.get()


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("titulo", "x" * 81, "caben 80"),
        ("titulo", "", "obligatorio"),
        ("enlace_del_qr", "javascript:alert(1)", "Escribe la dirección completa"),
        ("fecha_retiro", "31/31", "fecha"),
    ],
)
def test_lo_mal_escrito_se_explica_y_no_se_pierde(sesion, campo, valor, frase):
    respuesta = sesion.post(
        direccion("nuevo_diseno"), datos(DependenciaFactory(), detalle="Guarda agua") | {campo: valor}
    )

    assert respuesta.status_code == 422
    assert frase in respuesta.text
    assert "Guarda agua" in respuesta.text
    assert not Diseno.objects.exists()


def test_la_previa_dice_como_queda_sin_guardar_nada(sesion):
    respuesta = sesion.post(
        direccion("previa_de_diseno"), datos(DependenciaFactory(), titulo="x" * 200, detalle="Becas para todos")
    )

    assert "No cabe" in respuesta.text
    assert "di si la lleva" in respuesta.text
    assert not Diseno.objects.exists()


def de_todos_los_estados(redactora):
    ahora, evento = timezone.now(), EventoFactory()
    prueba = DisenoFactory(en_prueba=True, fecha_retiro=retiro(), evento=evento, creado_por=redactora)
    VersionDeDisenoFactory(diseno=prueba, nota="La hora más grande")
    AprobacionFactory(diseno=prueba, vence_en=ahora + timedelta(days=2))
    AprobacionFactory(diseno=prueba, dijo_que_si=True, vence_en=ahora + timedelta(days=2))
    ComentarioDeDisenoFactory(diseno=prueba)
    calle = aprobado(
        estado="por_retirar",
        usado_en=ahora + timedelta(minutes=1),
        uso="colocado",
        enlace_publicado="https://redes.invalid/1",
    )
    ColocacionFactory(diseno=calle, puesta=True)
    ColocacionFactory(diseno=calle)
    OrdenFactory(diseno=calle, papel="couché", costo="1860.00")
    limpio = {"retirada_en": ahora, "retirada_por": redactora, "nota_del_retiro": "El viento"}
    ColocacionFactory(diseno=calle, puesta=True, **limpio)
    return [
        DisenoFactory(),
        DisenoFactory(fecha_retiro=None, detalle="Becas"),
        DisenoFactory(plantilla="propio"),
        prueba,
        aprobado(programa="apoyo", enlace_del_qr="https://mazamitla.invalid/agenda/", detalle="Con detalle"),
        calle,
        DisenoFactory(estado="cancelado", motivo_de_cancelacion="Se suspendió"),
    ]


@pytest.mark.parametrize("quien", ["directora", "redactora", "consulta"])
def test_su_pagina_abre_en_cada_estado_para_cada_quien(client, request, redactora, quien):
    client.force_login(request.getfixturevalue(quien))

    for diseno in de_todos_los_estados(redactora):
        assert client.get(direccion("diseno", diseno.pk)).status_code == 200, diseno.estado


def test_su_pagina_dice_cuantas_copias_ya_tienen_foto(sesion):
    diseno = aprobado(estado="colocado")
    ColocacionFactory(diseno=diseno, puesta=True, copias=14)
    ColocacionFactory(diseno=diseno, copias=2)

    texto = " ".join(sesion.get(direccion("diseno", diseno.pk)).text.split())

    assert "14 de 16 copias, en 1 lugar con foto · falta 1 lugar" in texto


def test_de_pedido_a_aprobado_con_el_si_de_la_dependencia(client, redactora, directora):
    client.force_login(redactora)
    client.post(direccion("nuevo_diseno"), datos(DependenciaFactory()))
    diseno = Diseno.objects.get()
    client.post(direccion("proponer_diseno", diseno.pk))
    pagina = client.post(direccion("pedir_aprobacion", diseno.pk), {"nombre": "Agua potable", "correo": ""})
    token = pagina.context["pagina"].enlace.rstrip("/").rpartition("/")[2]

    client.logout()
    publica = reverse("produccion_publicas:aprobar", args=[token])
    assert "¿Se hace así?" in client.get(publica).text
    client.post(publica, {"respuesta": "aprueba", "huella_vista": huella_del_diseno(diseno)})
    assert "Registramos su respuesta" in client.get(publica).text

    client.force_login(directora)
    client.post(direccion("aprobar_diseno", diseno.pk), {"huella_vista": huella_del_diseno(diseno)})
    diseno.refresh_from_db()
    assert (diseno.estado, diseno.aprobado_por, diseno.sin_dependencia) == ("aprobado", directora, "")


def test_pedir_cambios_sin_decir_cuales_se_explica(client):
    diseno = DisenoFactory(en_prueba=True)
    token = "el-token"
    AprobacionFactory(diseno=diseno, huella=huella_del_token(token), vence_en=timezone.now() + timedelta(days=2))

    respuesta = client.post(
        reverse("produccion_publicas:aprobar", args=[token]),
        {"respuesta": "cambios", "comentario": "", "huella_vista": huella_del_diseno(diseno)},
    )

    assert respuesta.status_code == 422
    assert "Escriba qué hay que cambiar" in respuesta.text


def test_aprobar_sin_la_dependencia_pide_por_que_junto_a_su_campo(de_la_directora):
    diseno = DisenoFactory(en_prueba=True, fecha_retiro=retiro())

    respuesta = de_la_directora.post(
        direccion("aprobar_diseno", diseno.pk), {"huella_vista": huella_del_diseno(diseno)}
    )

    assert respuesta.status_code == 422
    assert "escribe por qué se aprueba sin su sí" in respuesta.text


def test_la_foto_de_la_plaza_lo_cierra(sesion):
    puesta = ColocacionFactory(diseno=aprobado(), lugar="Plaza principal")

    sesion.post(direccion("colocar", puesta.pk), {"foto": foto(), "fecha": str(timezone.localdate())})

    puesta = Colocacion.objects.select_related("diseno", "foto__original").get()
    assert (puesta.diseno.estado, puesta.diseno.uso, puesta.foto.original.clase) == ("colocado", "colocado", "foto")


def test_lo_que_no_es_foto_se_rechaza_en_su_lugar(sesion):
    puesta = ColocacionFactory(diseno=aprobado())
    archivo = SimpleUploadedFile("a.pdf", b"no es", "application/pdf")

    respuesta = sesion.post(direccion("colocar", puesta.pk), {"foto": archivo, "fecha": str(timezone.localdate())})

    assert respuesta.status_code == 422
    assert not Colocacion.objects.con_foto().exists()


def test_el_archivo_de_canva_es_otra_manera_de_hacerlo(sesion):
    diseno = DisenoFactory(fecha_retiro=retiro())

    sesion.post(direccion("subir_archivo", diseno.pk), {"archivo": foto(), "edicion": diseno.edicion})

    diseno.refresh_from_db()
    assert (diseno.plantilla, diseno.archivo.original.clase) == ("propio", "foto")


def test_se_baja_el_pdf_y_el_png(sesion):
    diseno = aprobado()

    carta = sesion.get(direccion("descargar_diseno", diseno.pk, "carta"))
    historia = sesion.get(direccion("descargar_diseno", diseno.pk, "historia"))

    assert carta.content.startswith(b"%PDF")
    assert historia.content.startswith(b"\x89PNG")
    assert sesion.get(direccion("descargar_diseno", diseno.pk, "otra")).status_code == 404


def test_la_que_no_cabe_no_se_baja_y_dice_por_que(sesion):
    diseno = aprobado(titulo="x" * 200)

    respuesta = sesion.get(direccion("descargar_diseno", diseno.pk, "volante"), follow=True)

    assert "Acorta el título" in respuesta.text


def test_quien_consulta_no_ve_botones_que_no_puede_usar(client, consulta):
    client.force_login(consulta)
    diseno = aprobado()

    texto = client.get(direccion("diseno", diseno.pk)).text

    assert "Mandar a imprimir" not in texto
    assert client.post(direccion("pedir_impresion", diseno.pk)).status_code == 403
