"""Lo que ya no puede verse fuera no se ve por ningún enlace ni sale en un correo."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boletines import urls_publicas
from boletines.dominio.despues import retiro
from boletines.dominio.redaccion.descarte import descartar_boletin
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision import visto_bueno
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion
from boletines.dominio.salida.adelantos import dar_adelanto
from boletines.dominio.salida.suspension import decidir_difusion
from difusion.dominio.compuerta import puede_salir
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede
from suspension.models import PeriodoSuspension


def retirar(boletin, directora, ahora):
    boletin = publicacion.publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
    retiro.retirar_boletin(boletin, motivo="Error", por=directora, ahora=ahora)


def descartar(boletin, directora, ahora):
    boletin = revision.pedir_cambios(boletin, motivo="No va", por=directora, ahora=ahora)
    descartar_boletin(boletin, por=directora, ahora=ahora)


def suspender(boletin, directora, ahora):
    PeriodoSuspension.objects.create(
        tipo="otro", nombre="Veda", inicio=ahora - timedelta(days=1), fin=ahora + timedelta(days=30), fundamento="Ley"
    )
    decidir_difusion(boletin, permite=False, motivo="Veda", por=directora, ahora=ahora)


class TestFueraDeLaOficina:
    """Todo enlace que enseña un boletín pregunta lo mismo: retirado, descartado u oculto no se ve."""

    @pytest.fixture
    def enlaces(self, redactar, directora, redactora, monkeypatch):
        ahora = timezone.now()
        boletin = redactar("aprobado", titulo="Canario de la obra", embargo_hasta=ahora + timedelta(days=2))
        _, token = visto_bueno.pedir_visto_bueno(
            boletin, nombre="Obras", correo="obras@mazamitla.invalid", por=redactora, ahora=ahora
        )
        _, adelanto = dar_adelanto(boletin, nombre="Reportera", por=directora, ahora=ahora)
        suyo = adelanto.rstrip("/").rpartition("/")[2]
        return boletin, {
            "visto_bueno": reverse("boletines_publicas:visto_bueno", args=[token]),
            "foto_de_visto_bueno": reverse("boletines_publicas:foto_de_visto_bueno", args=[token, 1]),
            "adelanto": reverse("boletines_publicas:adelanto", args=[suyo]),
            "foto_de_adelanto": reverse("boletines_publicas:foto_de_adelanto", args=[suyo, 1]),
        }

    def test_son_todas_las_direcciones_que_ensenan_un_boletin(self, enlaces):
        """Una dirección nueva de la app se agrega aquí y pregunta la misma compuerta."""
        con_token = {p.name for p in urls_publicas.urlpatterns if "token" in str(p.pattern)}

        assert con_token == set(enlaces[1])

    def test_mientras_puede_verse_se_ve(self, client, enlaces):
        _, direcciones = enlaces

        assert all("Canario" in client.get(direcciones[d]).text for d in ("visto_bueno", "adelanto"))

    @pytest.mark.parametrize("quitar", [retirar, descartar, suspender])
    def test_lo_que_ya_no_puede_verse_no_se_ve_por_ningun_enlace(self, client, enlaces, directora, quitar):
        boletin, direcciones = enlaces
        quitar(boletin, directora, timezone.now())

        respuestas = {nombre: client.get(direccion) for nombre, direccion in direcciones.items()}

        assert {n: r.status_code for n, r in respuestas.items()} == dict.fromkeys(direcciones, 404)
        assert not any("Canario" in r.text for r in respuestas.values())

    @pytest.mark.parametrize("quitar", [retirar, descartar, suspender])
    def test_ni_sale_el_correo_que_lo_lleva(self, enlaces, directora, quitar):
        boletin, _ = enlaces
        quitar(boletin, directora, timezone.now())
        envio = Envio.objects.get(motivo="visto_bueno")

        assert "lo oculta una suspensión" in puede_salir(envio, timezone.now()).motivo

    def test_en_suspension_no_se_pide_visto_bueno(self, redactar, redactora, directora):
        boletin, ahora = redactar("borrador"), timezone.now()
        suspender(boletin, directora, ahora)

        with pytest.raises(NoSePuede, match="no se enseña fuera"):
            visto_bueno.pedir_visto_bueno(boletin, nombre="X", correo="x@x.invalid", por=redactora, ahora=ahora)
