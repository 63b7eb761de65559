"""Lo que se publicó de una foto no cambia porque cambie la biblioteca: sólo con una corrección revisada."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from boletines.dominio.despues import correccion
from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.models import FotoDeBoletin
from media_library.models import Evidencia
from tests.fabricas.boletines import FotoDeBoletinFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]
OTRAS = {"pie": "El mejor presidente", "texto_alternativo": "Otra cosa", "credito": "Otra persona"}
PUBLICADAS = {"pie": "La obra", "texto_alternativo": "Zanja abierta", "credito": "Comunicación Social"}


@pytest.fixture
def publicado(redactar, redactora, directora, ahora):
    boletin = redactar("borrador")
    FotoDeBoletinFactory(boletin=boletin, orden=1)
    revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
    boletin = revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
    return publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)


def cambiar_en_la_biblioteca():
    Evidencia.objects.update(**OTRAS)


def lo_que_sale(boletin, ahora):
    [(_, foto)] = fotos_que_salen(boletin, ahora)
    return {campo: getattr(foto.evidencia, campo) for campo in PUBLICADAS}


def test_cambiar_la_biblioteca_no_cambia_lo_publicado(publicado, ahora):
    cambiar_en_la_biblioteca()

    assert lo_que_sale(publicado, ahora) == PUBLICADAS


def test_un_borrador_dice_lo_que_diga_la_biblioteca(redactar, ahora):
    boletin = redactar("borrador")
    FotoDeBoletinFactory(boletin=boletin)
    cambiar_en_la_biblioteca()

    assert lo_que_sale(boletin, ahora) == OTRAS


def test_una_correccion_aprobada_pone_las_palabras_nuevas(publicado, redactora, directora, ahora):
    cambiar_en_la_biblioteca()
    propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
    propuesta = guardar_boletin(
        propuesta, version=1, por=redactora, ahora=ahora, nota_de_correccion="Se corrigió el pie"
    )
    revision.enviar_a_revision(propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora)
    propuesta = revision.aprobar_boletin(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora)

    correccion.publicar_correccion(
        propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora + timedelta(hours=1)
    )
    Evidencia.objects.update(pie="Un tercer pie")

    assert lo_que_sale(publicado, ahora) == OTRAS


def test_la_ficha_dice_que_la_biblioteca_ya_dice_otra_cosa(client, publicado, redactora):
    cambiar_en_la_biblioteca()
    client.force_login(redactora)

    texto = client.get(reverse("boletines:ver", args=[publicado.pk])).text

    assert "En la biblioteca ya dice otra cosa: «El mejor presidente»" in texto
    assert "La obra" in texto


def test_la_ficha_dice_que_una_foto_ya_no_esta_en_el_portal_ni_debe_seguir_en_redes(client, publicado, redactora):
    PublicacionFactory(publicada=True, red="youtube", boletin=publicado)
    Evidencia.objects.update(uso="prohibido")
    client.force_login(redactora)

    texto = client.get(reverse("boletines:ver", args=[publicado.pk])).text

    assert "Ya no está en el portal." in texto
    assert "ahí la quita una persona" in texto


def test_la_base_no_deja_palabras_a_medias(publicado):
    with pytest.raises(IntegrityError, match="foto_de_boletin_con_todas_sus_palabras"):
        FotoDeBoletin.objects.update(pie=None)
