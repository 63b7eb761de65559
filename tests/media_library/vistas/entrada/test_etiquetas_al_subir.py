"""Las etiquetas que se marcan antes de subir se ponen a lo que entra."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library.consultas import biblioteca as consultas
from media_library.dominio.entrada import cierre, subidas
from media_library.models import Etiqueta, Evidencia, Subida
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory
from tests.lectura import de_corrido
from tests.media_library.conftest import AHORA, jpeg
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

        texto = de_corrido(sesion.post(reverse("media_library:subir"), datos).text)

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
            ofrecidas = consultas.etiquetas_a_la_mano(PersonaFactory.build(), 2)

        assert len(ofrecidas) == 2
        assert obra in ofrecidas


class TestMarcarDespues:
    """Las que se marcan cuando los archivos ya empezaron o ya llegaron."""

    @pytest.fixture
    def obra(self, db):
        return Etiqueta.objects.create(nombre="Obra pública", clave="obra publica")

    def pedir(self, sesion, subidas, **datos):
        claves = ",".join(str(s.clave) for s in subidas)
        return sesion.post(reverse("media_library:etiquetar_subidas"), {"claves": claves, **datos})

    def llegadas(self, sesion, cuantas):
        for lado in range(cuantas):
            foto = jpeg(200 + lado, 150)
            crear(sesion, len(foto), cuerpo=foto, nombre=f"{lado}.jpg")
        return list(Subida.objects.order_by("pk"))

    def puestas(self):
        return list(Evidencia.objects.order_by("pk").values_list("etiquetas__nombre", flat=True))

    @pytest.mark.parametrize(
        ("cuantas", "frase"),
        [
            (1, "«Obra pública» se puso también a la que ya había llegado."),
            (3, "«Obra pública» se puso también a las 3 que ya habían llegado."),
        ],
    )
    def test_se_ponen_a_lo_que_ya_llego_y_lo_dice(self, sesion, obra, cuantas, frase):
        subidas = self.llegadas(sesion, cuantas)

        respuesta = self.pedir(sesion, subidas, poner=obra.pk)

        assert respuesta.json() == {"frase": frase, "llegadas": cuantas}
        assert self.puestas() == ["Obra pública"] * cuantas
        assert Asiento.objects.filter(accion="etiquetar").count() == cuantas

    def test_repetirlo_porque_se_perdio_la_respuesta_no_hace_nada_y_contesta_lo_mismo(self, sesion, obra):
        subidas = self.llegadas(sesion, 1)
        primera = self.pedir(sesion, subidas, poner=obra.pk).json()

        assert self.pedir(sesion, subidas, poner=obra.pk).json() == primera
        assert Asiento.objects.filter(accion="etiquetar").count() == 1

    def test_a_lo_que_viene_se_le_ponen_cuando_llega(self, sesion, obra):
        lugar = crear(sesion)["Location"]

        assert self.pedir(sesion, Subida.objects.all(), poner=obra.pk).json() == {"frase": "", "llegadas": 0}
        seguir(sesion, lugar, 0, FOTO)

        assert self.puestas() == ["Obra pública"]

    def test_lo_que_se_desmarca_mientras_viene_no_se_le_pone(self, sesion, obra):
        lugar = crear(sesion, etiquetas=f"{obra.pk}")["Location"]
        self.pedir(sesion, Subida.objects.all(), quitar=obra.pk)
        seguir(sesion, lugar, 0, FOTO)

        assert self.puestas() == [None]

    def test_la_marcada_mientras_el_archivo_entra_a_la_biblioteca_tambien_se_pone(self, sesion, obra, fotografa):
        crear(sesion)
        subida = Subida.objects.select_related("persona").get()
        cierre.ruta_de(subida).write_bytes(FOTO)
        Subida.objects.update(recibidos=len(FOTO))
        subida.refresh_from_db()
        ingreso = subidas._ingresar(subida, AHORA)  # noqa: SLF001 - a la mitad de terminar

        self.pedir(sesion, [subida], poner=obra.pk)
        assert self.puestas() == [None]
        subidas._entregar(subida, ingreso, ahora=AHORA)  # noqa: SLF001 - la otra mitad

        assert self.puestas() == ["Obra pública"]

    def test_deshacer_quita_lo_que_se_puso_y_nada_mas(self, sesion, obra):
        suya, ajena = subidas_ = self.llegadas(sesion, 2)
        ajena.evidencia.etiquetas.add(obra)
        self.pedir(sesion, subidas_, poner=obra.pk)

        respuesta = self.pedir(sesion, subidas_, quitar=obra.pk)

        assert respuesta.json()["frase"] == "«Obra pública» se quitó de la que ya había llegado."
        assert (list(suya.evidencia.etiquetas.all()), list(ajena.evidencia.etiquetas.all())) == ([], [obra])

    def test_lo_que_ya_estaba_en_la_biblioteca_no_se_toca_y_lo_dice(self, sesion, obra):
        crear(sesion, cuerpo=FOTO)
        crear(sesion, cuerpo=FOTO)
        repetida = Subida.objects.get(es_repetida=True)

        respuesta = self.pedir(sesion, [repetida], poner=obra.pk)

        assert respuesta.json() == {"frase": "Una ya estaba en la biblioteca: no se toca.", "llegadas": 0}
        assert self.puestas() == [None]

    def test_lo_de_otra_persona_o_de_hace_mas_de_una_semana_no_se_toca(self, sesion, obra, enlace):
        suya, vieja = self.llegadas(sesion, 2)
        Subida.objects.filter(pk=suya.pk).update(persona=enlace)
        Subida.objects.filter(pk=vieja.pk).update(creada_en=AHORA.replace(year=2020))

        assert self.pedir(sesion, [suya, vieja], poner=obra.pk).json() == {"frase": "", "llegadas": 0}
        assert self.puestas() == [None, None]

    @pytest.mark.parametrize(
        ("claves", "frase"),
        [
            ("", "Falta decir cuáles archivos."),
            ("x", "No se entiende cuáles archivos son."),
            ("1,\x00", "No se entiende cuáles archivos son."),
            ("9" * 40_000, "Son demasiados archivos; van hasta 1000 a la vez."),
        ],
    )
    def test_una_peticion_mala_se_explica(self, sesion, claves, frase):
        respuesta = sesion.post(reverse("media_library:etiquetar_subidas"), {"claves": claves, "poner": "1"})

        assert (respuesta.status_code, respuesta.json()) == (422, {"frase": frase})

    def test_sin_permiso_de_subir_no(self, mira, db):
        assert mira("consulta", reverse("media_library:etiquetar_subidas"), claves="x").status_code == 403
