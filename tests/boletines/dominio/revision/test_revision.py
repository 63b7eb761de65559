import pytest
from django.db import IntegrityError, transaction

from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.models import Boletin
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from personas.models import Oficina
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cambio", "campo", "frase"),
    [
        ({"titulo": "x" * 111}, "titulo", "La cabeza tiene 111 caracteres"),
        ({"sumario": "  "}, "sumario", "Falta el sumario"),
        ({"cuerpo": "Muy corto."}, "cuerpo", "muy corto"),
        ({"lugar": " "}, "lugar", "lugar de emisión"),
    ],
)
def test_lo_que_falta_se_dice_en_una_frase_y_en_su_campo(cambio, campo, frase):
    (impedimento,) = revision.impedimentos_para_enviar(BoletinFactory(**cambio))

    assert impedimento.campo == campo
    assert frase in impedimento.texto


def test_un_boletin_completo_no_tiene_impedimentos():
    assert revision.impedimentos_para_enviar(BoletinFactory()) == []


def test_cada_foto_lleva_descripcion_pie_y_credito(ahora):
    boletin = BoletinFactory()
    FotoDeBoletinFactory(boletin=boletin, orden=1)
    coja = FotoDeBoletinFactory(boletin=boletin, orden=2, evidencia=EvidenciaFactory(papelera_en=ahora))

    impedimentos = revision.impedimentos_para_enviar(boletin)

    assert [i.texto for i in impedimentos] == [
        "La foto 2 está en la papelera. Quítala o recupérala.", "Describe la foto 2.", "Falta el pie de la foto 2.",
        "Falta el crédito de la foto 2.",
    ]  # fmt: skip
    assert impedimentos[1].enlace == f"evidencia:{coja.evidencia_id}"


class TestEnviar:
    def test_lo_pone_en_manos_de_quien_revisa(self, redactar, redactora):
        boletin = redactar("en_revision")

        assert (boletin.estado, boletin.enviado_por) == ("en_revision", redactora)
        assert Asiento.objects.first().detalle == {"de": "borrador", "a": "en_revision"}

    def test_con_algo_pendiente_no_sale_y_lo_dice_todo(self, redactar, redactora, ahora):
        boletin = redactar("borrador", sumario="", cuerpo="Corto")

        with pytest.raises(NoSePuede) as rechazo:
            revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)

        assert [i.campo for i in rechazo.value.impedimentos] == ["sumario", "cuerpo"]
        assert Boletin.objects.get().estado == "borrador"

    def test_pide_la_capacidad(self, redactar, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            revision.enviar_a_revision(
                (boletin := redactar("borrador")), huella_vista=huella_mostrada(boletin), por=fotografo, ahora=ahora
            )


class TestAprobar:
    def test_otra_persona_aprueba_y_queda_la_huella_de_lo_aprobado(self, redactar, directora, ahora):
        boletin = redactar()

        assert (boletin.estado, boletin.aprobado_por, boletin.aprobado_en) == ("aprobado", directora, ahora)
        assert boletin.huella_aprobada == revision.huella_del_contenido(boletin)
        assert not boletin.es_unipersonal

    def test_quien_lo_escribio_no_lo_aprueba(self, redactar, redactora, ahora):
        boletin = redactar("en_revision")

        with pytest.raises(NoSePuede, match="debe aprobarlo otra persona"):
            revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)

        assert Boletin.objects.get().estado == "en_revision"

    def test_tampoco_quien_lo_envio_aunque_otra_persona_abriera_el_borrador(self, redactar, directora, ahora):
        boletin = revision.enviar_a_revision(
            (boletin := redactar("borrador")), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
        )

        with pytest.raises(NoSePuede, match="Lo enviaste a revisión tú: debe aprobarlo otra persona"):
            revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)

    @pytest.mark.parametrize("quien", ["autor", "enviado_por"])
    def test_la_base_tampoco_lo_permite(self, quien):
        boletin = BoletinFactory(enviado_por=PersonaFactory())

        with pytest.raises(IntegrityError, match="boletin_aprueba_otra_persona"), transaction.atomic():
            Boletin.objects.filter(pk=boletin.pk).update(aprobado_por=getattr(boletin, quien))

    def test_en_oficina_unipersonal_declarada_si_y_queda_dicho(self, redactar, redactora, ahora, oficina):
        Oficina.objects.update(es_unipersonal=True)

        boletin = revision.aprobar_boletin(
            (boletin := redactar("en_revision")), huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora
        )

        assert (boletin.estado, boletin.es_unipersonal) == ("aprobado", True)

    def test_no_se_aprueba_dos_veces(self, redactar, ahora):
        boletin = redactar()

        with pytest.raises(YaCambio):
            revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=PersonaFactory(), ahora=ahora)

    def test_pide_la_capacidad(self, redactar, consulta, ahora):
        with pytest.raises(NoTienePermiso):
            revision.aprobar_boletin(
                (boletin := redactar("en_revision")), huella_vista=huella_mostrada(boletin), por=consulta, ahora=ahora
            )


class TestPedirCambios:
    @pytest.mark.parametrize("desde", ["en_revision", "aprobado"])
    def test_lo_regresa_con_su_motivo_y_borra_la_aprobacion(self, redactar, directora, ahora, desde):
        boletin = revision.pedir_cambios(redactar(desde), motivo=" Falta el monto ", por=directora, ahora=ahora)

        boletin.refresh_from_db()
        assert (boletin.estado, boletin.motivo_de_cambios) == ("con_cambios", "Falta el monto")
        assert (boletin.aprobado_por, boletin.aprobado_en, boletin.huella_aprobada) == (None, None, "")

    def test_sin_motivo_no(self, redactar, directora, ahora):
        with pytest.raises(NoSePuede, match="qué hay que cambiar"):
            revision.pedir_cambios(redactar("en_revision"), motivo=" ", por=directora, ahora=ahora)

    def test_al_reenviarlo_se_puede_aprobar_otra_vez(self, redactar, redactora, directora, ahora):
        boletin = revision.pedir_cambios(redactar("en_revision"), motivo="Monto", por=directora, ahora=ahora)
        boletin = revision.enviar_a_revision(boletin, huella_vista=huella_mostrada(boletin), por=redactora, ahora=ahora)

        assert (
            revision.aprobar_boletin(
                boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
            ).motivo_de_cambios
            == ""
        )

    def test_un_motivo_larguisimo_se_rechaza_con_una_frase(self, redactar, directora, ahora):
        """La columna es de 500: el texto que no cabe no puede ser un error del servidor."""
        boletin = redactar("en_revision")

        with pytest.raises(NoSePuede, match="500"):
            revision.pedir_cambios(boletin, motivo="x" * 501, por=directora, ahora=ahora)


@pytest.mark.parametrize("campo", ["titulo", "sumario", "cuerpo", "lugar", "tema", "contacto"])
def test_la_huella_cambia_con_cualquier_texto(campo):
    boletin = BoletinFactory()
    antes = revision.huella_del_contenido(boletin)

    setattr(boletin, campo, "otra cosa")

    assert revision.huella_del_contenido(boletin) != antes


@pytest.mark.parametrize("campo", ["pie", "texto_alternativo", "credito"])
def test_la_huella_cambia_con_las_palabras_de_una_foto(campo):
    foto = FotoDeBoletinFactory()
    antes = revision.huella_del_contenido(foto.boletin)

    setattr(foto.evidencia, campo, "otra cosa")
    foto.evidencia.save()

    assert revision.huella_del_contenido(foto.boletin) != antes
