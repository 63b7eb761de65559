"""Las etiquetas que se marcan antes de subir se ponen a lo que entra."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.consultas import biblioteca as consultas
from media_library.models import Etiqueta, Evidencia
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.media_library import EvidenciaFactory
from tests.media_library.tus import FOTO, crear, seguir

pytestmark = pytest.mark.django_db


class TestEtiquetasAlSubir:
    @pytest.fixture
    def obra(self, db):
        return Etiqueta.objects.create(nombre="Obra pública", clave="obra publica")

    def etiquetas_de(self, evidencia):
        return [str(e) for e in evidencia.etiquetas.all()]

    def test_se_ponen_al_entrar_y_queda_en_su_historia(self, sesion, obra):
        crear(sesion, cuerpo=FOTO, etiquetas=f"{obra.pk}")

        evidencia = Evidencia.objects.get()
        assert self.etiquetas_de(evidencia) == ["Obra pública"]
        assert Asiento.objects.filter(accion="etiquetar", objeto=ref(evidencia)).count() == 1

    def test_esperan_con_la_subida_hasta_que_llega_entera(self, sesion, obra):
        lugar = crear(sesion, etiquetas=f"{obra.pk}")["Location"]
        seguir(sesion, lugar, 0, FOTO)

        assert self.etiquetas_de(Evidencia.objects.get()) == ["Obra pública"]

    @pytest.mark.parametrize("pedidas", ["", "x", "999999", "9" * 40, ",,,", "-1"])
    def test_las_que_ya_no_existen_no_detienen_la_foto(self, sesion, pedidas):
        crear(sesion, cuerpo=FOTO, etiquetas=pedidas)

        assert self.etiquetas_de(Evidencia.objects.get()) == []

    def test_una_borrada_a_media_subida_no_la_detiene(self, sesion, obra):
        lugar = crear(sesion, etiquetas=f"{obra.pk}")["Location"]
        obra.delete()
        seguir(sesion, lugar, 0, FOTO)

        assert self.etiquetas_de(Evidencia.objects.get()) == []

    def test_a_lo_que_ya_estaba_no_se_le_agregan(self, sesion, obra):
        crear(sesion, cuerpo=FOTO)
        crear(sesion, cuerpo=FOTO, etiquetas=f"{obra.pk}")

        assert self.etiquetas_de(Evidencia.objects.get()) == []

    def test_sin_javascript_van_en_el_formulario_y_siguen_marcadas(self, sesion, obra):
        EvidenciaFactory().etiquetas.add(obra)
        datos = {"archivos": [SimpleUploadedFile("foto.jpg", FOTO)], "etiquetas": [obra.pk]}

        texto = sesion.post(reverse("media_library:subir"), datos).text

        assert self.etiquetas_de(Evidencia.objects.get(nombre_de_archivo="foto.jpg")) == ["Obra pública"]
        assert f'name="etiquetas" value="{obra.pk}" checked' in texto

    @pytest.mark.parametrize("mala", ["x", "99999", "1\x00"])
    def test_una_etiqueta_mala_en_el_formulario_se_explica(self, sesion, mala):
        datos = {"archivos": [SimpleUploadedFile("foto.jpg", FOTO)], "etiquetas": [mala]}

        respuesta = sesion.post(reverse("media_library:subir"), datos)

        assert (respuesta.status_code, "Hay un problema" in respuesta.text, Evidencia.objects.count()) == (422, True, 0)

    def test_se_ofrecen_las_mas_puestas(self, sesion, obra, django_assert_num_queries):
        otras = [Etiqueta.objects.create(nombre=f"Otra {n}", clave=f"otra {n}") for n in range(12)]
        for n in range(3):
            obra.evidencias.add(*[EvidenciaFactory() for _ in range(2)])
            otras[n].evidencias.add(EvidenciaFactory())

        with django_assert_num_queries(2):
            ofrecidas = consultas.etiquetas_a_la_mano(2)

        assert len(ofrecidas) == 2
        assert obra in ofrecidas
