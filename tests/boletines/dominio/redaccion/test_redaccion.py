from datetime import timedelta

import pytest

from boletines.dominio.redaccion import borrador as redaccion
from boletines.models import Boletin
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.models import Asiento
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import ComunidadFactory

pytestmark = pytest.mark.django_db


class TestCrear:
    def test_nace_en_borrador_con_su_primera_version_y_sin_folio(self, redactar, redactora):
        boletin = redactar("borrador")

        assert (boletin.estado, boletin.autor, boletin.folio, boletin.ruta_publica) == ("borrador", redactora, "", "")
        assert [v.numero for v in boletin.versiones.all()] == [1]
        assert Asiento.objects.get().accion == "crear boletín"

    def test_la_clave_publica_no_se_adivina(self, redactar):
        uno, otro = redactar("borrador"), redactar("borrador")

        assert uno.clave != otro.clave
        assert len(uno.clave) == 32

    def test_de_un_evento_llega_con_los_hechos_puestos(self, redactora, ahora, oficina):
        evento = EventoFactory(
            titulo="Arranque de la red de agua",
            lugar="Calle Galeana",
            preside="Presidencia municipal",
            objetivo=" Dar agua. ",
            comunidad=ComunidadFactory(nombre="El Zapote"),
        )

        boletin = redaccion.crear_boletin(por=redactora, ahora=ahora, evento=evento)

        assert boletin.texto == (
            "El 13 de marzo de 2026, a las 11:00 horas, en Calle Galeana, El Zapote, se llevará a cabo"
            " «Arranque de la red de agua»."
            "\n\nDar agua."
        )
        assert (boletin.evento, boletin.dependencia, boletin.comunidad, boletin.lugar) == (
            evento,
            evento.dependencia,
            evento.comunidad,
            "Mazamitla, Jalisco",
        )
        assert boletin.contacto == oficina.correo

    def test_un_evento_sin_quien_presida_ni_objetivo_no_deja_huecos(self, redactora, oficina, ahora):
        boletin = redaccion.crear_boletin(
            por=redactora, ahora=ahora, evento=EventoFactory(titulo="Sesión", lugar="Sala")
        )

        assert boletin.texto.endswith("se llevará a cabo «Sesión».")
        assert boletin.lugar == oficina.localidad

    @pytest.mark.parametrize(
        ("dias", "dice"), [(-3, "se llevará a cabo «Sesión». Titular de Obras encabezará el acto."),
                           (3, "se llevó a cabo «Sesión». Titular de Obras encabezó el acto.")],
    )  # fmt: skip
    def test_lo_que_no_ha_pasado_va_en_futuro_y_encabeza_una_persona(self, redactora, dias, dice):
        evento = EventoFactory(titulo="Sesión", preside="Titular de Obras")

        boletin = redaccion.crear_boletin(por=redactora, ahora=evento.inicio + timedelta(days=dias), evento=evento)

        assert boletin.texto.endswith(dice)

    def test_un_titulo_de_evento_largo_se_recorta(self, redactora, ahora):
        boletin = redaccion.crear_boletin(por=redactora, ahora=ahora, evento=EventoFactory(titulo="x" * 200))

        assert len(boletin.titulo) == 160

    def test_un_titulo_de_dos_renglones_se_rechaza(self, redactar):
        with pytest.raises(NoSePuede, match="un solo renglón"):
            redactar("borrador", titulo="Uno\nDos")


class TestGuardar:
    def test_cada_guardado_deja_su_version(self, redactar, redactora, ahora):
        boletin = redactar("borrador")

        guardado = redaccion.guardar_boletin(
            boletin, version=1, por=redactora, ahora=ahora + timedelta(minutes=1), titulo="Otra cabeza"
        )

        assert (guardado.version, guardado.titulo, guardado.modificado_en) == (
            2,
            "Otra cabeza",
            ahora + timedelta(minutes=1),
        )
        assert [(v.numero, v.titulo) for v in boletin.versiones.all()] == [
            (2, "Otra cabeza"), (1, "Inicia rehabilitación de la red de agua"),
        ]  # fmt: skip

    def test_una_pantalla_vieja_no_pisa_a_nadie(self, redactar, redactora, directora, ahora):
        boletin = redactar("borrador")
        redaccion.guardar_boletin(boletin, version=1, por=directora, ahora=ahora, titulo="El de la dirección")

        with pytest.raises(YaCambio, match="Otra persona guardó"):
            redaccion.guardar_boletin(boletin, version=1, por=redactora, ahora=ahora, titulo="El de redacción")

        assert Boletin.objects.get().titulo == "El de la dirección"

    def test_guardar_lo_que_ya_esta_no_choca_aunque_la_pantalla_sea_vieja(self, redactar, redactora, ahora):
        boletin = redactar("borrador")
        redaccion.guardar_boletin(boletin, version=1, por=redactora, ahora=ahora, titulo="El mismo")

        guardado = redaccion.guardar_boletin(
            boletin, version=1, por=redactora, ahora=ahora, titulo="El mismo", automatico=True
        )

        assert (guardado.titulo, guardado.version) == ("El mismo", 2)

    def test_lo_guardado_se_puede_buscar_sin_acentos(self, redactar, redactora, ahora):
        boletin = redactar("borrador")

        redaccion.guardar_boletin(boletin, version=1, por=redactora, ahora=ahora, titulo="Pavimentación en la peña")

        assert "pavimentacion en la pena" in Boletin.objects.get().busqueda

    @pytest.mark.parametrize("rasgo", ["en_revision", "aprobado", "publicado", "retirado"])
    def test_fuera_de_borrador_no_se_edita(self, redactora, ahora, rasgo):
        boletin = BoletinFactory(**{rasgo: True})

        with pytest.raises(NoSePuede, match="ya no se edita"):
            redaccion.guardar_boletin(boletin, version=1, por=redactora, ahora=ahora, titulo="Otra")

    def test_con_cambios_pedidos_si_se_edita(self, redactora, ahora):
        boletin = BoletinFactory(con_cambios=True)

        assert redaccion.guardar_boletin(boletin, version=1, por=redactora, ahora=ahora, titulo="Otra").version == 2


class TestFotos:
    def test_quedan_en_el_orden_pedido_sin_repetidas(self, redactar, redactora, ahora):
        boletin, fotos = redactar("borrador"), EvidenciaFactory.create_batch(3)
        orden = [fotos[2].pk, fotos[0].pk, fotos[2].pk]

        redaccion.elegir_fotos(boletin, evidencias=orden, por=redactora, ahora=ahora)

        assert list(boletin.fotos.values_list("evidencia_id", "orden")) == [(fotos[2].pk, 0), (fotos[0].pk, 1)]

    def test_no_entran_videos_ni_lo_que_esta_en_la_papelera_ni_lo_que_no_existe(self, redactar, redactora, ahora):
        boletin, buena = redactar("borrador"), EvidenciaFactory()
        video = EvidenciaFactory(original=OriginalFactory(clase="video"))
        tirada = EvidenciaFactory(papelera_en=ahora)

        redaccion.elegir_fotos(boletin, evidencias=[video.pk, tirada.pk, buena.pk, 999999], por=redactora, ahora=ahora)

        assert [f.evidencia for f in boletin.fotos.all()] == [buena]

    def test_hasta_doce(self, redactar, redactora, ahora):
        boletin, fotos = redactar("borrador"), EvidenciaFactory.create_batch(13)

        with pytest.raises(NoSePuede, match="Elegiste 13 fotos"):
            redaccion.elegir_fotos(boletin, evidencias=[f.pk for f in fotos], por=redactora, ahora=ahora)

    def test_solo_en_borrador(self, redactora, ahora):
        with pytest.raises(NoSePuede, match="borrador"):
            redaccion.elegir_fotos(BoletinFactory(aprobado=True), evidencias=[], por=redactora, ahora=ahora)

    @pytest.mark.parametrize(
        ("cual", "pasos", "esperado"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc"), (0, 9, "bca")]
    )
    def test_mover(self, redactar, redactora, ahora, cual, pasos, esperado):
        boletin, fotos = redactar("borrador"), EvidenciaFactory.create_batch(3)
        letras = {f.pk: letra for f, letra in zip(fotos, "abc", strict=True)}
        redaccion.elegir_fotos(boletin, evidencias=list(letras), por=redactora, ahora=ahora)

        redaccion.mover_foto(boletin, evidencia=fotos[cual].pk, pasos=pasos, por=redactora, ahora=ahora)

        assert "".join(letras[pk] for pk in boletin.fotos.values_list("evidencia_id", flat=True)) == esperado

    def test_mover_o_quitar_la_que_ya_no_esta(self, redactar, redactora, ahora):
        boletin = redactar("borrador")

        with pytest.raises(NoSePuede, match="ya no está"):
            redaccion.mover_foto(boletin, evidencia=1, pasos=1, por=redactora, ahora=ahora)

    def test_quitar_la_deja_en_la_biblioteca(self, redactar, redactora, ahora):
        boletin, foto = redactar("borrador"), EvidenciaFactory()
        redaccion.elegir_fotos(boletin, evidencias=[foto.pk], por=redactora, ahora=ahora)

        redaccion.quitar_foto(boletin, evidencia=foto.pk, por=redactora, ahora=ahora)

        foto.refresh_from_db()
        assert not boletin.fotos.exists()
        assert foto.papelera_en is None


def test_un_enlace_no_ve_boletines(enlace):
    BoletinFactory(dependencia=enlace.dependencia)

    assert not Boletin.objects.visibles_para(enlace).exists()
