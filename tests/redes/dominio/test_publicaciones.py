from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from redes.dominio import publicaciones
from redes.dominio.del_boletin import preparar_la_del_boletin
from redes.estados import EstadoPublicacion, Red
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db
ENLACE = "https://www.facebook.com/mazamitla/posts/1"


def test_preparar_dos_veces_deja_una_por_red_y_origen(redes, ahora):
    boletin = BoletinFactory(publicado=True, titulo="Uno")

    una = preparar_la_del_boletin(boletin, sale=ahora, por=redes, ahora=ahora)
    boletin.titulo = "Dos"
    otra = preparar_la_del_boletin(boletin, sale=ahora, por=redes, ahora=ahora)

    assert (una.pk, otra.titulo) == (otra.pk, "Uno")


def test_marcarla_guarda_el_enlace_y_quien(redes, ahora):
    publicacion = publicaciones.marcar_publicada(PublicacionFactory(), enlace=f" {ENLACE} ", por=redes, ahora=ahora)

    publicacion.refresh_from_db()
    assert (publicacion.estado, publicacion.enlace) == (EstadoPublicacion.PUBLICADA, ENLACE)
    assert (publicacion.publicada_por, publicacion.publicada_en) == (redes, ahora)
    assert Asiento.objects.get().detalle["enlace"] == ENLACE


@pytest.mark.parametrize(
    ("red", "enlace", "vale"),
    [
        (Red.FACEBOOK, "https://facebook.com/x", True),
        (Red.FACEBOOK, "https://m.facebook.com/x", True),
        (Red.FACEBOOK, "https://web.facebook.com/x", True),
        (Red.FACEBOOK, "https://fb.watch/abc", True),
        (Red.YOUTUBE, "https://youtu.be/abc", True),
        (Red.YOUTUBE, "https://www.youtube.com/watch?v=abc", True),
        (Red.FACEBOOK, "https://www.youtube.com/watch?v=abc", False),
        (Red.YOUTUBE, "https://www.facebook.com/x", False),
        (Red.FACEBOOK, "http://www.facebook.com/x", False),
        (Red.FACEBOOK, "https://facebook.com.malo.invalid/x", False),
        (Red.FACEBOOK, "https://malo.invalid/facebook.com", False),
        (Red.FACEBOOK, "https://facebook.com@malo.invalid/", False),
        (Red.FACEBOOK, "javascript:alert(1)", False),
        (Red.FACEBOOK, "https://[", False),
        (Red.FACEBOOK, "", False),
    ],
)
def test_solo_vale_un_enlace_completo_de_esa_red(redes, ahora, red, enlace, vale):
    publicacion = PublicacionFactory(red=red)

    if vale:
        assert publicaciones.marcar_publicada(publicacion, enlace=enlace, por=redes, ahora=ahora).enlace == enlace
    else:
        with pytest.raises(NoSePuede, match="Pega el enlace completo") as rechazo:
            publicaciones.marcar_publicada(publicacion, enlace=enlace, por=redes, ahora=ahora)
        assert rechazo.value.impedimentos[0].campo == "enlace"
        assert Publicacion.objects.get().estado == EstadoPublicacion.POR_PUBLICAR


def test_descartarla_se_puede_deshacer(redes, ahora):
    publicacion = publicaciones.descartar(PublicacionFactory(), por=redes, ahora=ahora)
    with pytest.raises(YaCambio):
        publicaciones.marcar_publicada(publicacion, enlace=ENLACE, por=redes, ahora=ahora)

    publicaciones.recuperar(publicacion, por=redes, ahora=ahora)

    assert list(Publicacion.objects.por_publicar(ahora)) == [publicacion]


def test_dos_pestanas_marcan_una_sola_vez(redes, directora, ahora):
    publicacion = PublicacionFactory()
    vieja = Publicacion.objects.get(pk=publicacion.pk)
    publicaciones.marcar_publicada(publicacion, enlace=ENLACE, por=redes, ahora=ahora)

    with pytest.raises(YaCambio):
        publicaciones.marcar_publicada(vieja, enlace=ENLACE, por=directora, ahora=ahora)


def test_pide_la_capacidad(consulta, ahora):
    publicacion = PublicacionFactory()

    for acto in (publicaciones.descartar, publicaciones.recuperar):
        with pytest.raises(NoTienePermiso):
            acto(publicacion, por=consulta, ahora=ahora)
    with pytest.raises(NoTienePermiso):
        publicaciones.marcar_publicada(publicacion, enlace=ENLACE, por=consulta, ahora=ahora)


def test_la_base_no_admite_una_publicada_sin_enlace():
    with pytest.raises(IntegrityError, match="publicacion_publicada_con_enlace"), transaction.atomic():
        PublicacionFactory(publicada=True, enlace="")


def test_lo_embargado_no_se_da_por_publicado_ni_cuenta_como_pendiente(redes, ahora):
    publicacion = PublicacionFactory(no_antes_desde=ahora + timedelta(hours=1))

    with pytest.raises(NoSePuede, match="Está embargada hasta el"):
        publicaciones.marcar_publicada(publicacion, enlace=ENLACE, por=redes, ahora=ahora)

    assert list(Publicacion.objects.por_publicar(ahora)) == []
    assert list(Publicacion.objects.por_publicar(ahora + timedelta(hours=1))) == [publicacion]
