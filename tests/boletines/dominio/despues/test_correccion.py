"""Lo publicado se corrige con nota a la vista y fe de erratas."""

from datetime import timedelta

import pytest
from django.urls import reverse

from boletines.dominio.despues import correccion
from boletines.dominio.despues.retiro import retirar_boletin
from boletines.dominio.redaccion.borrador import guardar_boletin
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.revision.visto_bueno import huella_a_la_vista, pedir_visto_bueno, responder_visto_bueno
from boletines.dominio.salida import urgencia
from boletines.dominio.salida.publicacion import publicar_boletin
from boletines.models import Boletin, Correccion
from difusion.models import Envio
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.referencias import ref
from personas.models import Dependencia
from redes.models import Publicacion
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.medios import ContactoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicado(redactar, directora, ahora):
    ContactoFactory(correo="uno@medio.invalid")
    ContactoFactory(correo="dos@medio.invalid")
    return publicar_boletin((boletin := redactar()), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora)


@pytest.fixture
def corregir(redactora, directora, ahora):
    """Lleva una corrección por los actos de verdad hasta publicarla."""

    def _corregir(boletin, **cambios):
        propuesta = correccion.proponer_correccion(boletin, por=redactora, ahora=ahora)
        campos = {"titulo": "Cabeza corregida", "nota_de_correccion": "Se corrigió la cifra"} | cambios
        propuesta = guardar_boletin(propuesta, version=1, por=redactora, ahora=ahora, **campos)
        propuesta = revision.enviar_a_revision(
            propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora
        )
        propuesta = revision.aprobar_boletin(
            propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora
        )
        return correccion.publicar_correccion(
            propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora + timedelta(hours=1)
        )

    return _corregir


class TestCorregir:
    def test_mismo_folio_misma_direccion_version_y_nota(self, publicado, corregir, ahora, directora):
        folio, slug = publicado.folio, publicado.slug

        corregido = corregir(publicado)

        corregido.refresh_from_db()
        assert (corregido.titulo, corregido.folio, corregido.slug) == ("Cabeza corregida", folio, slug)
        assert (corregido.estado, corregido.publicado_en, corregido.version) == ("publicado", ahora, 2)
        [hecha] = corregido.correcciones.all()
        assert (hecha.nota, hecha.por, hecha.version) == ("Se corrigió la cifra", directora, 2)
        assert hecha.corregido_en == ahora + timedelta(hours=1)
        assert [v.numero for v in corregido.versiones.all()] == [2, 1]

    def test_la_propuesta_no_gasta_folio_y_queda_aplicada(self, publicado, corregir, redactar, directora, ahora):
        corregir(publicado)

        assert Correccion.objects.get().propuesta.estado == "aplicado"
        otro = publicar_boletin(
            (boletin := redactar()), huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora
        )
        assert otro.folio == "CS/002/2026"

    def test_la_pagina_se_reescribe_y_lo_que_espera_en_redes_se_corrige(self, publicado, corregir):
        corregir(publicado)

        assert Envio.objects.filter(objeto=ref(publicado), motivo="corregir").count() == 1
        assert Publicacion.objects.get().texto.startswith("Cabeza corregida")

    def test_la_fe_de_erratas_va_justo_a_quien_recibio_la_primera(self, publicado, corregir, ahora):
        uno, dos = Envio.objects.filter(canal="correo").order_by("destinatario").reverse()
        Envio.objects.filter(pk=uno.pk).update(estado="entregado", resuelto_en=ahora)
        Envio.objects.filter(pk=dos.pk).update(estado="fallido", resuelto_en=ahora)
        ContactoFactory(correo="nuevo@medio.invalid")

        corregir(publicado)

        erratas = Envio.objects.filter(motivo="fe_de_erratas")
        assert [(e.destinatario, e.asunto[:15]) for e in erratas] == [("uno@medio.invalid", "Fe de erratas: ")]
        assert "Se corrigió la cifra" in erratas[0].carga["texto"]

    def test_el_correo_que_no_ha_salido_sale_ya_corregido(self, publicado, corregir):
        corregir(publicado)

        assert not Envio.objects.filter(motivo="fe_de_erratas").exists()
        for envio in Envio.objects.filter(canal="correo"):
            assert "Cabeza corregida" in envio.asunto + envio.carga["texto"]

    @pytest.mark.parametrize("estado", ["por_verificar", "punto"])
    def test_lo_dudoso_pudo_llegar_y_tambien_la_recibe(self, publicado, corregir, ahora, estado):
        Envio.objects.filter(destinatario="uno@medio.invalid").update(**_en_estado(estado, ahora))

        corregir(publicado)

        assert list(Envio.objects.filter(motivo="fe_de_erratas").values_list("destinatario", flat=True)) == [
            "uno@medio.invalid"
        ]

    def test_sin_nota_no_se_envia_a_revision(self, publicado, redactora, ahora):
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)

        with pytest.raises(NoSePuede, match="Falta la nota"):
            revision.enviar_a_revision(propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora)

    def test_la_historia_de_otra_administracion_no_se_corrige_pero_si_se_retira(
        self, client, redactora, directora, ahora, oficina
    ):
        viejo = BoletinFactory(publicado=True, administracion="2018-2021")

        with pytest.raises(NoSePuede, match="historia de la administración 2018-2021"):
            correccion.proponer_correccion(viejo, por=redactora, ahora=ahora)

        client.force_login(redactora)
        assert "Historia de la administración" in client.get(reverse("boletines:ver", args=[viejo.pk])).text
        assert retirar_boletin(viejo, motivo="Orden judicial", por=directora, ahora=ahora).estado == "retirado"

    def test_pedirla_dos_veces_sigue_la_misma(self, publicado, redactora, directora, ahora):
        una = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)

        assert correccion.proponer_correccion(publicado, por=directora, ahora=ahora) == una

    def test_una_correccion_no_se_publica_como_boletin_ni_de_urgencia(self, publicado, redactora, directora, ahora):
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
        propuesta = guardar_boletin(
            propuesta, version=1, por=redactora, ahora=ahora, nota_de_correccion="Nota", titulo="Otra"
        )

        with pytest.raises(NoSePuede, match="Publicar la corrección"):
            urgencia.publicar_de_urgencia(
                propuesta, huella_vista=huella_mostrada(propuesta), motivo="Urge", por=redactora, ahora=ahora
            )

    def test_igual_a_lo_publicado_no_es_correccion(self, publicado, corregir):
        with pytest.raises(NoSePuede, match="dice lo mismo"):
            corregir(publicado, titulo=publicado.titulo)

        assert not Correccion.objects.exists()

    def test_lo_retirado_ya_no_se_corrige(self, publicado, corregir, directora, ahora):
        retirar_boletin(publicado, motivo="Error", por=directora, ahora=ahora)

        with pytest.raises(NoSePuede, match="Sólo se corrige"):
            corregir(publicado)

    def test_si_lo_retiran_mientras_se_corrige_se_rechaza(self, publicado, redactora, directora, ahora):
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
        Boletin.objects.filter(pk=propuesta.pk).update(titulo="Otra", nota_de_correccion="Nota")
        propuesta.refresh_from_db()
        propuesta = revision.enviar_a_revision(
            propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora
        )
        propuesta = revision.aprobar_boletin(
            propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora
        )
        retirar_boletin(publicado, motivo="Error", por=directora, ahora=ahora)

        with pytest.raises(NoSePuede, match="ya no está publicado"):
            correccion.publicar_correccion(
                propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora
            )

    def test_dos_correcciones_seguidas(self, publicado, corregir):
        corregir(publicado)
        corregir(publicado, titulo="Segunda corrección")

        assert [c.version for c in publicado.correcciones.all()] == [3, 2]

    def test_por_las_pantallas(self, client, publicado, redactora, directora, oficina):
        client.force_login(redactora)
        respuesta = client.post(reverse("boletines:corregir", args=[publicado.pk]))
        propuesta = Boletin.objects.get(corrige=publicado)
        assert respuesta.url == reverse("boletines:editar", args=[propuesta.pk])
        assert "Nota de la corrección" in client.get(respuesta.url).text
        assert "corrección en curso" in client.get(reverse("boletines:ver", args=[publicado.pk])).text

        assert client.post(reverse("boletines:publicar_correccion", args=[propuesta.pk])).status_code == 409

    def test_si_la_dependencia_pidio_cambios_se_pregunta_antes_de_publicarla(
        self, client, publicado, redactora, directora, ahora
    ):
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
        Boletin.objects.filter(pk=propuesta.pk).update(titulo="Otra", nota_de_correccion="Nota")
        propuesta.refresh_from_db()
        visto, _ = pedir_visto_bueno(propuesta, nombre="Obras", correo="o@o.invalid", por=redactora, ahora=ahora)
        responder_visto_bueno(
            visto,
            huella_vista=huella_a_la_vista(visto),
            respuesta="corregir",
            correcciones="Son 110 metros",
            ahora=ahora,
        )
        propuesta = revision.enviar_a_revision(
            propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=ahora
        )
        propuesta = revision.aprobar_boletin(
            propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=ahora
        )
        client.force_login(directora)
        direccion = reverse("boletines:publicar_correccion", args=[propuesta.pk])
        leido = {"huella_vista": huella_mostrada(propuesta)}

        assert "Publicar la corrección de todos modos" in client.post(direccion, leido).text
        assert not publicado.correcciones.exists()
        client.post(direccion, leido | {"confirmado": "1"})

        assert publicado.correcciones.count() == 1

    def test_la_correccion_se_guarda_aunque_su_dependencia_ya_no_este_activa(self, client, publicado, redactora, ahora):
        propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=ahora)
        Dependencia.objects.update(activa=False)
        client.force_login(redactora)

        respuesta = client.post(
            reverse("boletines:editar", args=[propuesta.pk]),
            {"titulo": "Otra cabeza", "version": "1", "nota_de_correccion": "Se corrigió la cabeza"},
        )

        propuesta.refresh_from_db()
        assert (respuesta.status_code, propuesta.titulo) == (302, "Otra cabeza")
        assert propuesta.dependencia_id == publicado.dependencia_id


def _en_estado(estado, ahora):
    if estado == "punto":
        return {
            "estado": estado, "ficha": "00000000-0000-0000-0000-000000000001",
            "arriendo_hasta": ahora + timedelta(minutes=1), "intento": 1,
        }  # fmt: skip
    return {"estado": estado, "resuelto_en": ahora}
