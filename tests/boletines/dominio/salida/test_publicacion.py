from datetime import timedelta

import pytest

from boletines.dominio.despues import retiro
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion
from boletines.dominio.salida.compuerta import puede_salir_boletin
from boletines.models import Boletin
from difusion.estados import Canal
from difusion.models import Envio
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from nucleo.referencias import ref
from redes.estados import EstadoPublicacion
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.medios import ContactoFactory, MedioFactory

pytestmark = pytest.mark.django_db


def publicar(boletin, por, ahora):
    return publicacion.publicar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=por, ahora=ahora)


class TestPublicar:
    def test_le_da_folio_direccion_y_fecha(self, redactar, directora, ahora, oficina):
        boletin = publicar(redactar(), directora, ahora)

        boletin.refresh_from_db()
        assert (boletin.estado, boletin.folio) == ("publicado", "CS/001/2026")
        assert boletin.ruta_publica == "/boletines/2026/inicia-rehabilitacion-de-la-red-de-agua-001/"
        assert (boletin.publicado_en, boletin.publicado_por, boletin.administracion) == (ahora, directora, "2024-2027")
        assert Asiento.objects.first().detalle["folio"] == "CS/001/2026"

    def test_los_folios_van_seguidos(self, redactar, directora, ahora):
        assert [publicar(redactar(), directora, ahora).folio for _ in range(3)] == [
            "CS/001/2026",
            "CS/002/2026",
            "CS/003/2026",
        ]

    def test_un_titulo_sin_letras_tambien_tiene_direccion(self, redactar, directora, ahora):
        assert publicar(redactar(titulo="¡¡…!!"), directora, ahora).slug == "boletin-001"

    def test_apunta_portal_correos_y_facebook_sin_tocar_la_red(self, redactar, directora, ahora):
        contacto = ContactoFactory(correo="mesa@medio.invalid")

        boletin = publicar(redactar(), directora, ahora)

        portal, correo = Envio.objects.order_by("prioridad", "pk")
        assert (portal.canal, portal.motivo, portal.objeto) == (Canal.PORTAL, "publicar", ref(boletin))
        assert (correo.destinatario, correo.para) == ("mesa@medio.invalid", ref(contacto))
        assert correo.asunto == f"CS/001/2026 {boletin.titulo}"
        assert "http://localhost:8000/boletines/2026/" in correo.carga["texto"]
        assert boletin.titulo in correo.carga["html"]
        red = Publicacion.objects.get()
        assert (red.red, red.composicion.boletin, red.estado) == ("facebook", boletin, "por_publicar")
        assert red.texto.endswith("Boletín completo: http://localhost:8000" + boletin.ruta_publica)

    def test_la_lista_va_por_criterio(self, redactar, directora, ahora):
        ContactoFactory(correo="si@medio.invalid")
        ContactoFactory(activo=False)
        ContactoFactory(medio=MedioFactory(activo=False))
        ContactoFactory(recibe_boletines=False)
        ContactoFactory(no_enviar_correos=True)
        ContactoFactory(sin_correo=True)

        publicar(redactar(), directora, ahora)

        correos = Envio.objects.filter(canal=Canal.CORREO)
        assert list(correos.values_list("destinatario", flat=True)) == ["si@medio.invalid"]

    def test_el_embargo_detiene_portal_y_correos(self, redactar, directora, ahora):
        ContactoFactory()
        hora = ahora + timedelta(hours=6)

        publicar(redactar(embargo_hasta=hora), directora, ahora)

        assert set(Envio.objects.values_list("no_antes_desde", flat=True)) == {hora}
        Boletin.objects.filter(estado="publicado").update(en_portal_desde=hora)
        assert not Boletin.objects.publicos(hora - timedelta(seconds=1)).exists()
        assert Boletin.objects.publicos(hora).exists()

    def test_no_es_publico_hasta_que_su_pagina_esta_escrita(self, redactar, directora, ahora):
        publicar(redactar(), directora, ahora)

        assert not Boletin.objects.publicos(ahora).exists()

    def test_un_embargo_ya_cumplido_no_estorba(self, redactar, directora, ahora):
        publicar(redactar(embargo_hasta=ahora - timedelta(hours=1)), directora, ahora)

        assert Envio.objects.get().no_antes_desde == ahora

    @pytest.mark.parametrize("cambio", [{"titulo": "Otra cabeza"}, {"cuerpo": "x " * 30}, {"contacto": "otro"}])
    def test_si_cambio_despues_de_aprobarse_no_sale_nada(self, redactar, directora, ahora, cambio):
        boletin = redactar()
        Boletin.objects.filter(pk=boletin.pk).update(**cambio)
        boletin.refresh_from_db()

        with pytest.raises(NoSePuede, match="Cambió después de aprobarse"):
            publicar(boletin, directora, ahora)

        assert Boletin.objects.get().estado == "aprobado"
        assert not Envio.objects.exists()
        assert not Publicacion.objects.exists()

    def test_si_cambio_el_pie_de_una_foto_tampoco(self, redactar, redactora, directora, ahora):
        boletin = redactar("borrador")
        FotoDeBoletinFactory(boletin=boletin)
        revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)
        revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)
        Evidencia.objects.update(pie="Otro pie")

        with pytest.raises(NoSePuede, match="Cambió después de aprobarse"):
            publicar(boletin, directora, ahora)

    @pytest.mark.parametrize("hasta", ["borrador", "en_revision"])
    def test_sin_aprobar_no(self, redactar, directora, ahora, hasta):
        with pytest.raises(NoSePuede):
            publicar(redactar(hasta), directora, ahora)

        assert not Envio.objects.exists()

    def test_dos_veces_no(self, redactar, directora, ahora):
        boletin = redactar()
        publicar(boletin, directora, ahora)

        with pytest.raises(YaCambio):
            publicar(boletin, directora, ahora)

        assert Boletin.objects.get().consecutivo == 1

    def test_pide_la_capacidad(self, redactar, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            publicar(redactar(), fotografo, ahora)


class TestRetirar:
    def test_deja_constancia_y_conserva_el_folio(self, redactar, directora, ahora):
        boletin = publicar(redactar(), directora, ahora)

        retirado = retiro.retirar_boletin(boletin, motivo=" Dato equivocado ", por=directora, ahora=ahora)

        assert (retirado.estado, retirado.folio, retirado.motivo_de_retiro) == (
            "retirado",
            "CS/001/2026",
            "Dato equivocado",
        )
        assert Envio.objects.filter(objeto=ref(boletin), motivo="retirar", prioridad=0).count() == 1
        assert not Boletin.objects.publicos(ahora).exists()
        assert publicar(redactar(), directora, ahora).folio == "CS/002/2026"

    @pytest.mark.parametrize(("motivo", "frase"), [("  ", "por qué se retira"), ("x" * 301, "300")])
    def test_exige_un_motivo_que_quepa(self, redactar, directora, ahora, motivo, frase):
        boletin = publicar(redactar(), directora, ahora)

        with pytest.raises(NoSePuede, match=frase):
            retiro.retirar_boletin(boletin, motivo=motivo, por=directora, ahora=ahora)

    def test_solo_lo_publicado(self, redactar, directora, ahora):
        with pytest.raises(YaCambio):
            retiro.retirar_boletin(redactar(), motivo="Error", por=directora, ahora=ahora)

    def test_pide_la_capacidad(self, ahora, consulta):
        with pytest.raises(NoTienePermiso):
            retiro.retirar_boletin(BoletinFactory(publicado=True), motivo="Error", por=consulta, ahora=ahora)


class TestCompuerta:
    def preguntar(self, boletin, ahora, canal=Canal.CORREO):
        return puede_salir_boletin(EnvioFactory(canal=canal, objeto=ref(boletin)), ahora)

    def test_lo_publico_sale(self, ahora):
        assert self.preguntar(BoletinFactory(publicado=True), ahora) is None

    def test_lo_embargado_espera(self, ahora):
        boletin = BoletinFactory(publicado=True, embargo_hasta=ahora + timedelta(minutes=1))

        negativa = self.preguntar(boletin, ahora)

        assert (negativa.definitiva, negativa.motivo) == (False, "Está embargado: espera a su hora.")
        assert self.preguntar(boletin, ahora + timedelta(minutes=1)) is None

    def test_lo_retirado_ya_no_sale_por_correo_pero_si_al_portal(self, ahora):
        boletin = BoletinFactory(retirado=True)

        assert self.preguntar(boletin, ahora).definitiva
        assert self.preguntar(boletin, ahora, Canal.PORTAL) is None

    @pytest.mark.parametrize("rasgo", ["en_revision", "con_cambios", "aprobado"])
    def test_lo_que_no_es_publico_nunca_sale(self, ahora, rasgo):
        assert self.preguntar(BoletinFactory(**{rasgo: True}), ahora).definitiva

    @pytest.mark.parametrize("objeto", ["boletines.boletin:999999", "boletines.boletin:abc", "boletines.boletin:"])
    def test_lo_que_ya_no_existe_nunca_sale(self, ahora, objeto):
        assert puede_salir_boletin(EnvioFactory(objeto=objeto), ahora).definitiva


def test_retirar_descarta_lo_que_esperaba_en_redes(redactar, directora, ahora):
    boletin = publicar(redactar(), directora, ahora)

    retiro.retirar_boletin(boletin, motivo="Dato equivocado", por=directora, ahora=ahora)

    assert list(Publicacion.objects.values_list("composicion__boletin", "estado")) == [
        (boletin.pk, EstadoPublicacion.DESCARTADA)
    ]
