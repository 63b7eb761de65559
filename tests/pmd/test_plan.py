"""Guardar el plan, qué líneas lleva cada cosa y lo que el público ve de cada eje."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from boletines.dominio.despues.retiro import retirar_boletin
from boletines.dominio.redaccion.borrador import crear_boletin
from cadena.consultas.pmd import lineas_para, plan_visto
from cronograma.dominio.plan.actividades import copiar_plan
from difusion.dominio.despacho import despachar
from nucleo.dominio.impedimentos import NoSePuede
from pmd.dominio.lectura import leer
from pmd.dominio.plan import guardar_plan, poner_lineas
from pmd.models import ElementoDelPMD, PlanMunicipal
from portal.consultas.pmd import ruta_del_eje
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura.poa import escribir_poa
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.fabricas.pmd import PLAN, crear_plan, linea
from tests.fabricas.produccion import DisenoFactory
from tests.fabricas.redes import PublicacionFactory
from tests.fabricas.reuniones import ReunionFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.lectura import de_corrido

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]
DATOS = {"nombre": "Plan de prueba", "desde": "2024", "hasta": "2027", "texto": PLAN}


class TestGuardar:
    def test_corregirlo_conserva_lo_que_ya_llevaba_cada_cosa(self, directora, ahora):
        crear_plan()
        evento = EventoFactory()
        poner_lineas(evento, lineas=[linea().pk], por=directora, ahora=ahora)

        crear_plan(PLAN.replace("Cambiar tuberías viejas", "Cambiar toda la tubería"))

        assert [x.texto for x in evento.lineas.all()] == ["Cambiar toda la tubería"]
        assert PlanMunicipal.objects.count() == 1

    def test_el_de_otro_nombre_lo_releva_y_el_de_antes_se_queda(self):
        crear_plan()
        crear_plan(nombre="El que sigue")

        assert PlanMunicipal.objects.filter(rige=True).get().nombre == "El que sigue"
        assert ElementoDelPMD.objects.filter(plan__rige=False).count() == 9

    def test_con_un_error_no_se_guarda_nada(self, directora, ahora):
        with pytest.raises(NoSePuede):
            guardar_plan(leer("1 A\nmal"), nombre="P", desde=2024, hasta=2027, por=directora, ahora=ahora)

        assert not PlanMunicipal.objects.exists()

    def test_solo_se_ponen_lineas_de_accion(self, directora, ahora):
        crear_plan()
        evento = EventoFactory()

        puestas = poner_lineas(evento, lineas=[linea("1").pk, linea().pk, 0], por=directora, ahora=ahora)

        assert (puestas, list(evento.lineas.all())) == (1, [linea()])


class TestPantallas:
    @pytest.fixture(autouse=True)
    def _entrar(self, client, directora):
        client.force_login(directora)

    def test_primero_se_ve_y_despues_se_guarda(self, client):
        visto = client.post(reverse("pmd:cargar"), DATOS | {"accion": "ver"})
        assert (visto.status_code, PlanMunicipal.objects.count()) == (200, 0)
        assert "Guardar 2 ejes, 2 objetivos, 2 estrategias y 3 líneas de acción" in de_corrido(visto.text)

        client.post(reverse("pmd:cargar"), DATOS | {"accion": "guardar"})

        assert ElementoDelPMD.objects.count() == 9

    def test_lo_del_archivo_queda_en_el_recuadro_para_corregirlo(self, client):
        archivo = SimpleUploadedFile("plan.csv", b"1 Agua\nmal")

        pagina = client.post(reverse("pmd:cargar"), DATOS | {"texto": "", "archivo": archivo, "accion": "ver"}).text

        assert "Renglón 2: no empieza con su número" in pagina
        assert "1 Agua\nmal</textarea>" in pagina

    def test_un_archivo_que_no_se_abre_lo_dice_junto_a_su_campo(self, client):
        archivo = SimpleUploadedFile("plan.xlsx", b"PK\x03\x04roto")

        respuesta = client.post(reverse("pmd:cargar"), DATOS | {"texto": "", "archivo": archivo, "accion": "ver"})

        assert respuesta.status_code == 422
        assert "no se pudo abrir" in respuesta.text

    def test_en_la_pantalla_se_avisa_de_la_dependencia_que_no_existe(self, client):
        tabla = "Eje\tObjetivo\tEstrategia\tLínea\tDependencia\nAgua\tRed\tRenovar\tTubos\tObrass"
        pagina = client.post(reverse("pmd:cargar"), DATOS | {"texto": tabla, "accion": "ver"})

        assert "Renglón 2: no hay una dependencia «Obrass»" in pagina.text

    def test_se_ponen_desde_el_evento_y_el_boletin_las_hereda(self, client, directora, ahora):
        crear_plan()
        evento = EventoFactory()

        client.post(reverse("cadena:lineas", args=["evento", evento.pk]), {"lineas": [linea().pk]})

        assert list(crear_boletin(por=directora, ahora=ahora, evento=evento).lineas.all()) == [linea()]

    def test_se_ponen_en_una_actividad_del_plan_y_pasan_al_ano_que_sigue(self, client, directora, ahora):
        crear_plan()
        actividad = ActividadFactory()
        donde = reverse("cadena:lineas", args=["actividad", actividad.pk])
        assert "Cambiar tuberías viejas" in client.get(donde).text

        client.post(donde, {"lineas": [linea().pk]})
        copia = copiar_plan(de=2026, a=2027, por=directora, ahora=ahora)[0]

        assert list(actividad.lineas.all()) == list(copia.lineas.all()) == [linea()]
        assert "Cambiar tuberías viejas" in client.get(reverse("cronograma:actividad", args=[actividad.pk])).text
        assert "Cambiar tuberías viejas" in client.get(reverse("cronograma:celda", args=[actividad.pk, 3])).text

    def test_quien_no_planea_no_se_las_pone_a_una_actividad(self, client):
        crear_plan()
        actividad = ActividadFactory()
        client.force_login(PersonaFactory(papeles=["redaccion"]))
        client.post(reverse("cadena:lineas", args=["actividad", actividad.pk]), {"lineas": [linea().pk]})

        assert not actividad.lineas.exists()

    def test_la_publicacion_en_redes_dice_las_de_su_boletin(self, client):
        crear_plan()
        boletin = BoletinFactory(publicado=True)
        boletin.lineas.set([linea()])
        publicacion = PublicacionFactory(boletin=boletin)

        assert "Cambiar tuberías viejas" in client.get(reverse("redes:publicacion", args=[publicacion.pk])).text

    def test_quien_no_edita_la_agenda_no_le_pone_lineas_a_un_evento(self, client):
        crear_plan()
        evento = EventoFactory()
        client.force_login(PersonaFactory(papeles=["consulta"]))

        assert client.post(reverse("cadena:lineas", args=["evento", evento.pk]), {}).status_code == 403
        assert client.get(reverse("cadena:lineas", args=["otro", 1])).status_code == 403


def test_se_proponen_las_de_su_dependencia_o_su_tema():
    obras = DependenciaFactory(nombre="Obras Públicas")
    crear_plan(
        "Eje\tObjetivo\tEstrategia\tLínea\tDependencia\tTema\nA\tB\tC\tTubos\tObras Públicas\t\n\t\t\tFeria\t\tCultura"
    )

    de_obras = lineas_para(EventoFactory(dependencia=obras))
    de_cultura = lineas_para(EventoFactory(tema="cultura"))

    assert [o.linea.texto for o in de_obras.propuestas] == ["Tubos"]
    assert [o.linea.texto for o in de_cultura.propuestas] == ["Feria"]
    assert not any(o.puesta for o in de_obras.propuestas)


def test_dice_que_ejes_llevan_meses_sin_difundir(ahora, directora):
    crear_plan()
    viejo = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=100))
    poner_lineas(viejo, lineas=[linea().pk, linea("1.1.1.2").pk], por=directora, ahora=ahora)

    agua, cultura = plan_visto(ahora).ejes

    assert (agua.frase, agua.difundidos) == ("3 meses sin difundir", 1)
    assert (cultura.frase, cultura.difundidos) == ("Nunca se ha difundido", 0)
    assert plan_visto(ahora).hallazgo == "2 de 2 ejes llevan 2 meses o más sin difundirse."


def test_un_diseno_usado_y_unas_laminas_entregadas_tambien_lo_difunden(ahora):
    crear_plan()
    DisenoFactory(aprobado=True, uso="colocado", usado_en=ahora).lineas.add(linea())
    ReunionFactory(entregada_en=ahora - timedelta(days=70)).lineas.add(linea("2.1.1.1"))

    agua, cultura = plan_visto(ahora).ejes

    assert (agua.frase, agua.difundidos) == ("Difundido este mes", 1)
    assert (cultura.frase, cultura.difundidos) == ("2 meses sin difundir", 1)


class TestPortal:
    @pytest.fixture
    def publicado(self, arbol, directora, ahora):
        crear_plan()
        boletin = BoletinFactory(publicado=True, publicado_en=ahora - timedelta(days=1), titulo="Red nueva")
        poner_lineas(boletin, lineas=[linea().pk], por=directora, ahora=ahora)
        return boletin

    @pytest.fixture
    def dice(self, arbol):
        def _dice(clave="1", en=None):
            return ((en or arbol) / ruta_del_eje(linea(clave)).strip("/") / "index.html").read_text()

        return _dice

    def test_poner_lineas_escribe_la_pagina_del_eje(self, publicado, dice, ahora):
        despachar(reloj=lambda: ahora)

        assert "Red nueva" in dice("1")
        assert "11 de marzo de 2026" in dice("1")
        assert "Red nueva" not in dice("2")
        assert "No es del plan publicado" in dice("1")

    def test_al_retirarlo_se_quita_en_el_acto(self, publicado, dice, directora, ahora):
        escribir_poa(ahora)
        retirar_boletin(publicado, motivo="Un dato mal", por=directora, ahora=ahora)

        escritura.retirar(publicado, ahora)

        assert "Red nueva" not in dice("1")

    def test_en_suspension_no_se_ve_lo_que_la_ley_calla(self, publicado, dice, suspendida, ahora):
        PeriodoFactory()

        escribir_poa(ahora)

        assert ("Red nueva" in dice("1"), "Red nueva" in dice("1", suspendida)) == (True, False)

    def test_la_pagina_de_un_plan_relevado_se_quita(self, publicado, arbol, ahora):
        escribir_poa(ahora)
        crear_plan("1 Otro eje", nombre="El que sigue")

        escribir_poa(ahora)

        assert [c.name.split("-", 1)[1] for c in (arbol / "plan-municipal").iterdir() if c.is_dir()] == ["otro-eje"]
