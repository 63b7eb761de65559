"""Lo urgente deja deuda hasta que alguien con permiso firma."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import urgencia
from boletines.models import Boletin
from cadena.consultas.pendientes import pendientes_de
from difusion.models import Envio
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from personas.models import Oficina, Persona
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = pytest.mark.django_db


class TestUrgencia:
    @pytest.fixture
    def urgente(self, redactar, redactora, ahora):
        return urgencia.publicar_de_urgencia(
            (boletin := redactar("borrador")),
            huella_vista=huella_mostrada(boletin),
            motivo="Crecida del arroyo",
            por=redactora,
            ahora=ahora,
        )

    @pytest.mark.parametrize("hasta", ["borrador", "en_revision"])
    def test_sale_con_folio_y_deja_la_deuda(self, redactar, redactora, ahora, hasta):
        boletin = urgencia.publicar_de_urgencia(
            (boletin := redactar(hasta)),
            huella_vista=huella_mostrada(boletin),
            motivo=" Crecida ",
            por=redactora,
            ahora=ahora,
        )

        boletin.refresh_from_db()
        assert (boletin.estado, boletin.folio, boletin.urgencia_motivo) == ("publicado", "CS/001/2026", "Crecida")
        assert boletin.debe_visto_bueno
        assert Envio.objects.filter(canal="portal").exists()
        assert Asiento.objects.first().detalle["motivo"] == "Crecida"

    @pytest.mark.parametrize(("motivo", "frase"), [(" ", "por qué no puede esperar"), ("x" * 301, "300")])
    def test_exige_un_motivo(self, redactar, redactora, ahora, motivo, frase):
        with pytest.raises(NoSePuede, match=frase):
            urgencia.publicar_de_urgencia(
                (boletin := redactar("borrador")),
                huella_vista=huella_mostrada(boletin),
                motivo=motivo,
                por=redactora,
                ahora=ahora,
            )

    def test_lo_que_pide_la_ley_no_se_salta(self, redactar, redactora, ahora):
        boletin = redactar("borrador")
        FotoDeBoletinFactory(boletin=boletin)
        Evidencia.objects.update(texto_alternativo="")

        with pytest.raises(NoSePuede, match="Describe la foto 1"):
            urgencia.publicar_de_urgencia(
                boletin, huella_vista=huella_mostrada(boletin), motivo="Urge", por=redactora, ahora=ahora
            )

    def test_pide_la_capacidad(self, redactar, fotografo, ahora):
        with pytest.raises(NoTienePermiso):
            urgencia.publicar_de_urgencia(
                (boletin := redactar("borrador")),
                huella_vista=huella_mostrada(boletin),
                motivo="Urge",
                por=fotografo,
                ahora=ahora,
            )

    def test_otra_persona_firma_y_se_salda(self, urgente, directora, ahora):
        firmado = urgencia.firmar_urgente(urgente, huella_vista=huella_mostrada(urgente), por=directora, ahora=ahora)

        assert (firmado.debe_visto_bueno, firmado.aprobado_por) == (False, directora)
        assert firmado.huella_aprobada == revision.huella_del_contenido(firmado)
        assert not Boletin.objects.sin_visto_bueno().exists()

    def test_quien_lo_publico_no_se_firma(self, urgente, redactora, ahora):
        with pytest.raises(NoSePuede, match="otra persona"):
            urgencia.firmar_urgente(urgente, huella_vista=huella_mostrada(urgente), por=redactora, ahora=ahora)

    def test_si_nadie_mas_existe_y_la_oficina_es_unipersonal_firma_con_la_excepcion(
        self, urgente, redactora, oficina, ahora
    ):
        Oficina.objects.update(es_unipersonal=True)
        Persona.objects.update(papeles=["consulta"])
        Persona.objects.filter(pk=redactora.pk).update(papeles=["directora"])
        redactora.refresh_from_db()
        assert f"Firmar «{urgente.titulo}»" in [p.texto for p in pendientes_de(redactora, ahora)]

        firmado = urgencia.firmar_urgente(urgente, huella_vista=huella_mostrada(urgente), por=redactora, ahora=ahora)

        assert (firmado.aprobado_por, firmado.es_unipersonal) == (redactora, True)

    def test_unipersonal_pero_con_otra_persona_que_puede_la_firma_ella(self, urgente, redactora, directora, oficina):
        Oficina.objects.update(es_unipersonal=True)
        redactora.papeles = ["directora"]

        [impedimento] = urgencia.impedimentos_para_firmar(urgente, redactora)
        assert str(directora) in str(impedimento)

    def test_antes_de_publicar_dice_quien_podria_firmar_o_que_nadie(
        self, client, redactar, redactora, directora, oficina
    ):
        boletin = redactar("borrador")
        client.force_login(directora)
        sola = client.get(reverse("boletines:ver", args=[boletin.pk])).text
        assert "Nadie más podría firmarlo" in sola

        otra = PersonaFactory(papeles=["directora"], first_name="Otra Dirección")
        assert f"Podrá firmarlo {otra}" in client.get(reverse("boletines:ver", args=[boletin.pk])).text

    def test_a_quien_no_puede_firmar_le_dice_quien(self, client, urgente, redactora, directora, oficina):
        redactora.papeles = ["directora"]
        redactora.save()
        client.force_login(redactora)

        assert f"Puede firmarlo {directora}" in client.get(reverse("boletines:ver", args=[urgente.pk])).text

    def test_la_base_tampoco_deja(self, urgente, redactora, ahora):
        with pytest.raises(IntegrityError, match="boletin_"), transaction.atomic():
            Boletin.objects.filter(pk=urgente.pk).update(
                aprobado_por=redactora, aprobado_en=ahora, huella_aprobada="x", autor=BoletinFactory().autor
            )

    def test_firmar_dos_veces_se_rechaza(self, urgente, directora, ahora):
        urgencia.firmar_urgente(urgente, huella_vista=huella_mostrada(urgente), por=directora, ahora=ahora)

        with pytest.raises(NoSePuede, match="No le falta"):
            urgencia.firmar_urgente(urgente, huella_vista=huella_mostrada(urgente), por=directora, ahora=ahora)

    def test_la_deuda_se_ve_en_la_lista_y_en_hoy(self, client, urgente, directora, redactora, ahora, oficina):
        client.force_login(directora)

        assert "Falta visto bueno" in client.get(reverse("boletines:lista"), {"deuda": "1"}).text
        assert f"Firmar «{urgente.titulo}»" in [p.texto for p in pendientes_de(directora, ahora)]
        assert pendientes_de(redactora, ahora) == []

    def test_sin_urgencia_ni_aprobacion_la_base_no_publica(self):
        boletin = BoletinFactory(publicado=True)

        with pytest.raises(IntegrityError, match="boletin_aprobado_con_quien"), transaction.atomic():
            Boletin.objects.filter(pk=boletin.pk).update(aprobado_por=None, aprobado_en=None, huella_aprobada="")
