"""El tablero de la dirección: sus cifras y las listas que abren."""

from datetime import timedelta

import pytest

from cadena.consultas.tablero.listas import lista_de
from cadena.consultas.tablero.periodo import periodo_pedido
from cadena.consultas.tablero.tablero import tablero_de
from cronograma.estados import Regla
from cronograma.models import PlanAnual
from produccion.estados import Uso
from tests.cadena.tableros import FEBRERO, MARZO, cubierto
from tests.fabricas.agenda import CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.cronograma import ActividadFactory, MetaFactory
from tests.fabricas.medios import InvitacionFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory
from tests.fabricas.produccion import DisenoFactory
from tests.fabricas.redes import PublicacionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")]


@pytest.fixture
def ver(directora, ahora):
    def _ver(p="2026-03"):
        return tablero_de(periodo_pedido(p, ahora), persona=directora, ahora=ahora)

    return _ver


def valor(tablero, clave):
    return next(c for c in tablero.cifras if c.clave == clave)


class TestPeriodo:
    @pytest.mark.parametrize(
        ("pedido", "nombre", "anterior", "meses"),
        [
            ("2025-01", "enero de 2025", "diciembre de 2024", [1]),
            ("2025-T4", "4.º trimestre de 2025", "3.º trimestre de 2025", [10, 11, 12]),
            ("2025-S1", "1.º semestre de 2025", "2.º semestre de 2024", [1, 2, 3, 4, 5, 6]),
            ("2025", "2025", "2024", list(range(1, 13))),
        ],
    )
    def test_la_direccion_dice_cual(self, ahora, pedido, nombre, anterior, meses):
        periodo = periodo_pedido(pedido, ahora)

        assert (periodo.nombre, periodo.anterior.nombre, list(periodo.meses)) == (nombre, anterior, meses)
        assert periodo.clave == pedido

    @pytest.mark.parametrize("pedido", ["", "2026-04", "2027", "2026-13", "2026-00", "2026-T5", "<b>", "１２"])
    def test_lo_que_no_se_entiende_o_no_llega_es_el_mes_que_corre(self, ahora, pedido):
        assert periodo_pedido(pedido, ahora).clave == "2026-03"

    def test_no_se_ofrece_el_que_no_ha_empezado(self, ver):
        assert ver("2026-03").siguiente is None
        assert ver("2026-02").siguiente.clave == "2026-03"


class TestCifras:
    def test_contra_el_mes_anterior_y_el_de_hace_un_ano(self, ver):
        cubierto(horas=2)
        cubierto()
        EventoFactory(inicio=MARZO)
        cubierto(FEBRERO, horas=1)

        cubiertos = valor(ver(), "cubiertos")

        assert (cubiertos.valor, cubiertos.detalle) == ("2", "de 3")
        assert [(c.contra, c.frase) for c in cubiertos.comparaciones] == [
            ("Febrero", "1 más"),
            ("Mar. 2025", "Sin dato"),
        ]

    def test_lo_que_no_hay_dice_sin_dato_y_no_abre_nada(self, ver):
        assert {(c.valor, c.url) for c in ver().cifras} == {("Sin dato", "")}

    def test_un_porcentaje_cambia_en_puntos(self, ver):
        for cuando, estados in ((MARZO, ["asiste", "pendiente"]), (FEBRERO, ["no_asiste", *["pendiente"] * 3])):
            evento = EventoFactory(inicio=cuando, para_medios=True)
            for estado in estados:
                InvitacionFactory(evento=evento, estado=estado, respondio_en=cuando)

        respuesta = valor(ver(), "respuestas")

        assert (respuesta.valor, respuesta.detalle) == ("50 %", "1 de 2")
        assert respuesta.comparaciones[0].frase == "25 puntos más"

    def test_el_cumplimiento_es_el_del_cronograma(self, ver):
        actividad = ActividadFactory(regla=Regla.BOLETINES)
        MetaFactory(actividad=actividad, mes=3, programado=4)
        BoletinFactory(publicado=True, publicado_en=MARZO)

        tablero = ver()

        assert (valor(tablero, "cumplimiento").valor, valor(tablero, "cumplimiento").detalle) == ("25 %", "1 de 4")
        assert tablero.mirada.tabla.cumplimiento_del_mes(3) == 25

    def test_lo_que_se_retira_deja_de_contar(self, ver, ahora):
        BoletinFactory(publicado=True, publicado_en=MARZO)
        BoletinFactory(retirado=True, publicado_en=MARZO, retirado_en=ahora - timedelta(days=1))

        tablero = ver()

        assert (valor(tablero, "boletines").valor, len(tablero.hechos.retirados)) == ("1", 1)


class TestEmbudo:
    def test_solo_baja_y_cada_caida_tiene_nombre(self, ver):
        """El boletín de un evento al que no se invitó a nadie va por fuera: no tapa la caída."""
        cubierto(horas=1)
        invitado = cubierto(horas=3)
        InvitacionFactory(evento=invitado, estado="asiste", respondio_en=MARZO)
        BoletinFactory(publicado=True, publicado_en=MARZO)

        embudo = ver().embudo

        assert [p.cuantos for p in embudo.pasos] == [2, 1, 1, 1, 1, 0]
        assert [p.frase_de_la_caida for p in embudo.pasos if p.caidos] == ["1 sin invitar", "1 sin poner en redes"]
        assert embudo.por_fuera.startswith("Otros 2 boletines van por fuera")

    def test_lo_que_no_ha_pasado_o_se_cancelo_no_entra(self, ver, ahora):
        EventoFactory(inicio=ahora + timedelta(days=3))
        EventoFactory(inicio=MARZO, cancelado=True)

        assert ver().embudo.total == 0


class TestTiempo:
    def test_dice_la_mediana_el_peor_y_los_que_pasaron_de_la_meta(self, ver):
        for horas in (1, 4, 5, 60):
            cubierto(horas=horas)
        BoletinFactory(publicado=True, publicado_en=MARZO)

        tiempo = ver().oportunidad

        assert [len(t.boletines) for t in tiempo.tramos] == [1, 2, 0, 0, 0, 1]
        assert (tiempo.mediana, tiempo.peor.tardo) == (timedelta(hours=4.5), timedelta(hours=60))
        assert tiempo.hallazgo == "3 de 4 boletines salieron en 24 horas. La mitad, en 4 h 30 min o menos."
        assert "1 boletín no tiene evento" in tiempo.pie

    def test_la_meta_es_la_del_plan(self, ver):
        MetaFactory(actividad=ActividadFactory(), mes=3)
        PlanAnual.objects.create(ejercicio=2026, horas_del_boletin=3)
        cubierto(horas=4)

        assert len(ver().oportunidad.tarde) == 1


class TestReparto:
    def test_la_comunidad_que_nunca_se_cubrio_va_primero(self, ver):
        nunca, ayer, hace_mucho = (ComunidadFactory(nombre=n) for n in ("Nunca", "Ayer", "Hace mucho"))
        cubierto(comunidad=ayer)
        cubierto(MARZO - timedelta(days=120), comunidad=hace_mucho)

        reparto = ver().comunidades

        assert [c.nombre for c in reparto.comunidades] == [nunca.nombre, hace_mucho.nombre, ayer.nombre]
        assert reparto.hallazgo.startswith("2 de 3 comunidades llevan más de 90 días sin cobertura.")

    def test_los_dias_de_la_comunidad_son_un_ajuste(self, ver):
        MetaFactory(actividad=ActividadFactory(), mes=3)
        PlanAnual.objects.create(ejercicio=2026, dias_sin_cobertura=7)
        cubierto(comunidad=ComunidadFactory())

        assert len(ver().comunidades.esperan) == 1

    def test_la_carga_dice_de_quien_depende(self, ver):
        foto = PersonaFactory(papeles=["fotografia"], first_name="Fotografía")
        for _ in range(5):
            CoberturaFactory(evento=EventoFactory(inicio=MARZO), persona=foto, entregada=True, entregada_en=MARZO)
        BoletinFactory(publicado=True, publicado_en=MARZO)

        assert ver().personas.hallazgo == (
            "Fotografía lleva 5 de 6 trabajos. Coberturas dependen de una persona: Fotografía hizo 5 de 5."
        )


def test_un_diseno_usado_es_trabajo_de_quien_lo_hizo(ver):
    """El que nadie usó no cuenta: es la misma regla del cronograma."""
    quien = PersonaFactory(first_name="Diseño")
    DisenoFactory(aprobado=True, hecho_por=quien, titulo="Cartel de la feria", usado_en=MARZO, uso=Uso.values[0])
    DisenoFactory(hecho_por=quien)
    tablero = ver()

    assert [(c.nombre, c.disenos, c.total) for c in tablero.personas.cargas] == [("Diseño", 1, 1)]
    assert [r.titulo for r in lista_de(tablero, f"persona-{quien.pk}").renglones] == ["Cartel de la feria"]


def test_cada_numero_abre_lo_que_cuenta(ver, ahora):
    evento = cubierto(horas=30, comunidad=ComunidadFactory())
    InvitacionFactory(evento=evento, estado="asiste", respondio_en=MARZO)
    EventoFactory(inicio=MARZO)
    PublicacionFactory(publicada=True, publicada_en=MARZO)
    FotoDeBoletinFactory(boletin=BoletinFactory(publicado=True, publicado_en=MARZO), evidencia__texto_alternativo="")
    tablero = ver()

    def cuantos(cual):
        return len(lista_de(tablero, cual).renglones)

    assert (cuantos("eventos"), cuantos("cubiertos"), cuantos("sin-cubrir")) == (2, 1, 1)
    assert cuantos("boletines") == int(valor(tablero, "boletines").valor) == 2
    assert cuantos("publicaciones") == int(valor(tablero, "publicaciones").valor) == 1
    assert [cuantos(f.clave) for f in tablero.calidad.fallas] == [f.cuantas for f in tablero.calidad.fallas]
    assert [cuantos(f"paso-{n}") for n in range(6)] == [p.cuantos for p in tablero.embudo.pasos]
    assert [cuantos(f"tramo-{n}") for n in range(6)] == [len(t.boletines) for t in tablero.oportunidad.tramos]
    assert [cuantos(f"comunidad-{c.pk}") for c in tablero.comunidades.comunidades] == [1]
    assert [cuantos(f"persona-{c.pk}") for c in tablero.personas.cargas] == [c.total for c in tablero.personas.cargas]
    assert cuantos("se-quedaron") == 2


def test_una_cobertura_sin_archivos_se_lista_con_su_razon(ver):
    CoberturaFactory(
        evento__inicio=MARZO, estado="entregada", entregada_en=MARZO, sin_archivos="Se suspendió por lluvia"
    )
    CoberturaFactory(evento__inicio=MARZO, estado="entregada", entregada_en=MARZO)
    (renglon,) = lista_de(ver(), "sin-archivos").renglones

    assert "«Se suspendió por lluvia»" in renglon.detalle
