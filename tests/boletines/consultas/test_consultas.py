from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from boletines.consultas import boletines as consultas
from boletines.consultas.boletines import Filtro
from boletines.dominio.redaccion.borrador import crear_boletin, guardar_boletin
from media_library.models import Eleccion
from nucleo.referencias import ref
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.difusion import EnvioFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.personas import ComunidadFactory, DependenciaFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = pytest.mark.django_db


class TestLista:
    def test_va_de_lo_ultimo_tocado_a_lo_primero_con_su_foto_principal(self, redactora, ahora):
        viejo = BoletinFactory(modificado_en=ahora)
        nuevo = BoletinFactory(modificado_en=ahora + timedelta(minutes=1))
        FotoDeBoletinFactory(boletin=viejo, orden=2)
        principal = FotoDeBoletinFactory(boletin=viejo, orden=1)

        lista = list(consultas.lista_de(redactora, Filtro()))

        assert lista == [nuevo, viejo]
        assert [(b.cuantas_fotos, b.principal_id) for b in lista] == [(0, None), (2, principal.evidencia_id)]

    @pytest.mark.parametrize(
        "filtro",
        [
            Filtro(texto="PEÑA"),
            Filtro(estado="publicado"),
            Filtro(dependencia="DEP"),
            Filtro(evento="EV"),
            Filtro(comunidad="COM"),
        ],
    )
    def test_cada_filtro_deja_solo_lo_suyo(self, redactora, filtro):
        bueno = BoletinFactory(
            publicado=True, titulo="Obra en la peña", evento=EventoFactory(), comunidad=ComunidadFactory()
        )
        BoletinFactory(comunidad=ComunidadFactory())
        filtro = Filtro(
            filtro.texto, filtro.estado, str(bueno.dependencia_id) if filtro.dependencia else "",
            str(bueno.evento_id) if filtro.evento else "",
            comunidad=str(bueno.comunidad_id) if filtro.comunidad else "",
        )  # fmt: skip

        assert list(consultas.lista_de(redactora, filtro)) == [bueno]

    @pytest.mark.parametrize("malo", ["abc", "²", "9" * 40, "-1"])
    def test_un_filtro_mal_escrito_no_tumba_la_lista(self, redactora, malo):
        list(consultas.lista_de(redactora, Filtro(estado=malo, dependencia=malo, evento=malo, comunidad=malo)))

    def test_lo_descartado_y_lo_ya_aplicado_solo_salen_en_su_pestana_o_buscandolos(self, redactora):
        descartado, aplicado = BoletinFactory(descartado=True, titulo="Uno"), BoletinFactory(aplicado=True)
        publicado = aplicado.corrige

        assert list(consultas.lista_de(redactora, Filtro())) == [publicado]
        assert list(consultas.lista_de(redactora, Filtro(estado="aplicado"))) == [aplicado]
        assert list(consultas.lista_de(redactora, Filtro(texto="uno"))) == [descartado]

    def test_un_enlace_no_ve_ninguno(self, enlace, ahora):
        BoletinFactory(dependencia=enlace.dependencia)

        assert not consultas.lista_de(enlace, Filtro()).exists()
        assert not any(consultas.resumen_de_la_lista(enlace, ahora).conteos)

    @pytest.mark.parametrize("cuantos", [1, 5])
    def test_cuesta_una_consulta(self, redactora, django_assert_num_queries, cuantos):
        BoletinFactory.create_batch(cuantos)

        with django_assert_num_queries(1):
            assert len([str(b.autor) + str(b.dependencia) for b in consultas.lista_de(redactora, Filtro())]) == cuantos


def test_dice_quienes_escribieron_en_el_orden_en_que_llegaron(redactora, directora, ahora):
    boletin = crear_boletin(por=redactora, ahora=ahora, titulo="Uno", dependencia=DependenciaFactory())
    for quien, texto in ((directora, "<p>Dos.</p>"), (redactora, "<p>Tres.</p>")):
        boletin = guardar_boletin(boletin, version=boletin.version, por=quien, ahora=ahora, cuerpo=texto)

    assert consultas.quienes_escribieron(boletin) == f"{redactora}, {directora}"
    assert consultas.quienes_escribieron(BoletinFactory(autor=directora)) == str(directora)


def test_el_resumen_cuenta_lo_que_esta_en_trabajo_y_lo_publicado_en_el_ano(redactora, ahora, django_assert_num_queries):
    BoletinFactory.create_batch(2)
    BoletinFactory(publicado=True, administracion="2024-2027")
    BoletinFactory(publicado=True, administracion="2024-2027", publicado_en=datetime(2026, 1, 1, 5, 59, tzinfo=UTC))
    BoletinFactory(
        publicado=True, administracion="2018-2021", urgencia_por=redactora, urgencia_motivo="Urge",
        aprobado_por=None, aprobado_en=None, huella_aprobada="",
    )  # fmt: skip

    with django_assert_num_queries(2):
        resumen = consultas.resumen_de_la_lista(redactora, ahora)

    assert (resumen.conteos, resumen.publicados_en_el_ano) == ({"borrador": 2}, 2)
    assert (resumen.deudas, resumen.administraciones) == (1, ["2024-2027", "2018-2021"])


def test_salidas_de_un_boletin():
    boletin = BoletinFactory(publicado=True)
    EnvioFactory.create_batch(2, objeto=ref(boletin), entregado=True)
    EnvioFactory(objeto=ref(boletin), canal="portal")
    EnvioFactory()
    red = PublicacionFactory(boletin=boletin)

    assert consultas.salidas_de(boletin) == (
        [("Correo", "Entregado", "entregado", 2), ("Portal", "Pendiente", "pendiente", 1)],
        [red],
    )


class TestFotosParaElegir:
    def test_las_de_su_evento_mejor_calificadas_primero(self, redactora):
        evento = EventoFactory()
        floja, buena = (EvidenciaFactory(evento=evento, calificacion=n) for n in (1, 5))
        EvidenciaFactory()
        EvidenciaFactory(evento=evento, original=OriginalFactory(clase="video"))

        assert consultas.fotos_para_elegir(BoletinFactory(evento=evento), redactora) == [buena, floja]

    def test_primero_las_que_eligio_quien_cubrio_por_su_papel(self, redactora, fotografo, ahora):
        evento = EventoFactory()
        buena, apertura, principal = (EvidenciaFactory(evento=evento, calificacion=n) for n in (5, 0, 0))
        for foto, rol in ((apertura, "apertura"), (principal, "principal")):
            Eleccion.objects.create(evidencia=foto, veredicto="elegida", rol=rol, por=fotografo, decidida_en=ahora)

        assert consultas.fotos_para_elegir(BoletinFactory(evento=evento), redactora) == [principal, apertura, buena]

    def test_la_pantalla_marca_las_elegidas_con_su_papel_y_su_pie(self, client, redactora, fotografo, ahora, oficina):
        evento = EventoFactory()
        foto = EvidenciaFactory(evento=evento, pie="La banda abre el desfile.")
        Eleccion.objects.create(evidencia=foto, veredicto="elegida", rol="principal", por=fotografo, decidida_en=ahora)
        client.force_login(redactora)

        texto = client.get(reverse("boletines:fotos", args=[BoletinFactory(evento=evento).pk])).text

        assert "Elegida · Principal" in texto
        assert "La banda abre el desfile." in texto

    def test_sin_evento_las_ultimas(self, redactora, ahora):
        vieja = EvidenciaFactory(capturada_en=ahora - timedelta(days=1))
        nueva = EvidenciaFactory(capturada_en=ahora)
        EvidenciaFactory(papelera_en=ahora)

        assert consultas.fotos_para_elegir(BoletinFactory(), redactora) == [nueva, vieja]


def test_la_fe_de_erratas_se_cuenta_aparte_de_la_primera():
    boletin = BoletinFactory(publicado=True)
    for motivo in ("boletin", "boletin", "fe_de_erratas"):
        EnvioFactory(objeto=ref(boletin), motivo=motivo)

    assert consultas.salidas_de(boletin)[0] == [
        ("Fe de erratas", "Pendiente", "pendiente", 1),
        ("Correo", "Pendiente", "pendiente", 2),
    ]
