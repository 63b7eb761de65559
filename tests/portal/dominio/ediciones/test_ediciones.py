"""La edición de suspensión: lo oculto no está en ningún archivo suyo."""

import json
from datetime import timedelta

import pytest

from boletines.dominio.despues.retiro import retirar_boletin
from boletines.dominio.salida.suspension import decidir_difusion
from difusion.dominio.despacho import despachar
from portal.consultas.edicion import Edicion, ediciones
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura import todo
from portal.dominio.escritura.huella import rehacer_si_cambio
from suspension.models import ReglaDeSuspension
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.suspension import PeriodoFactory
from tests.portal.publicados import (
    CANARIO,
    boletin_con_canario,
    con_canario,
    con_foto,
    construir,
    publicar_con_documentos,
)

pytestmark = [
    pytest.mark.django_db, pytest.mark.lento, pytest.mark.usefixtures("oficina", "reloj", "tabla_de_suspension")
]  # fmt: skip


class TestQueSeOculta:
    def test_nada_de_lo_suspendido_queda_en_su_arbol(self, ahora, arbol, suspendida, fotografo):
        PeriodoFactory()
        oculto = boletin_con_canario(ahora, "obra-publica", titulo=f"Obra del {CANARIO}")
        con_foto(oculto, fotografo, ahora, pie=CANARIO, nombre=f"{CANARIO}.jpg")
        construir(ahora)

        assert con_canario(suspendida) == []
        assert not (suspendida / "medios" / oculto.clave).exists()
        assert con_canario(arbol)
        assert (arbol / "medios" / oculto.clave).exists()

    def test_su_direccion_ensena_el_aviso_y_todos_son_el_mismo(self, ahora, arbol, suspendida):
        PeriodoFactory()
        ocultos = [boletin_con_canario(ahora, "obra-publica"), boletin_con_canario(ahora, "gobierno", dias=9)]
        construir(ahora)

        avisos = {(suspendida / b.ruta_publica.strip("/") / "index.html").read_bytes() for b in ocultos}

        assert len(avisos) == 1
        assert "no está disponible por ahora" in avisos.pop().decode()
        assert [a.name for a in (suspendida / ocultos[0].ruta_publica.strip("/")).iterdir()] == ["index.html"]

    def test_lo_permitido_sigue_con_identidad_neutra(self, ahora, arbol, suspendida, oficina):
        oficina.lema = "Lema de la administración"
        oficina.save()
        PeriodoFactory()
        permitido = boletin_con_canario(ahora, "salud")
        EventoFactory(titulo="Sesión de Cabildo", publico=True)
        construir(ahora)

        pagina = (suspendida / permitido.ruta_publica.strip("/") / "index.html").read_text()

        assert CANARIO in pagina
        assert "Periodo de suspensión de propaganda gubernamental" in pagina
        assert "Lema de la administración" not in pagina
        assert "Gobierno de Mazamitla" not in pagina
        assert "Lema de la administración" in (arbol / "index.html").read_text()
        assert "Sesión de Cabildo" in (suspendida / "agenda/index.html").read_text()

    def test_lo_publicado_en_el_periodo_y_suspendido_es_como_si_no_existiera(self, ahora, arbol, suspendida):
        PeriodoFactory()
        nuevo = boletin_con_canario(ahora, "obra-publica", dias=0, titulo=f"Obra del {CANARIO}")

        escritura.publicar(nuevo, ahora)

        assert not (suspendida / nuevo.ruta_publica.strip("/")).exists()
        assert con_canario(suspendida) == []
        assert CANARIO in (arbol / nuevo.ruta_publica.strip("/") / "index.html").read_text()

    def test_publicar_lo_permitido_en_el_periodo_deja_bien_las_dos(self, ahora, arbol, suspendida):
        PeriodoFactory()
        construir(ahora)
        nuevo = boletin_con_canario(ahora, "salud", dias=0)

        escritura.publicar(nuevo, ahora)

        for raiz in (arbol, suspendida):
            assert nuevo.titulo in (raiz / nuevo.ruta_publica.strip("/") / "index.html").read_text()
            for lista in ("boletines", "temas/salud", ""):
                assert nuevo.ruta_publica in (raiz / lista / "index.html").read_text()

    def test_rehacer_da_lo_mismo_que_ir_publicando(self, ahora, arbol, suspendida, dependencia):
        PeriodoFactory()
        construir(ahora)
        for n, tema in enumerate(("salud", "obra-publica", "educacion")):
            nuevo = boletin_con_canario(ahora, tema, dias=3 - n, dependencia=dependencia)
            publicar_con_documentos(nuevo, ahora)
        antes = {str(a): a.read_bytes() for raiz in (arbol, suspendida) for a in raiz.rglob("*") if a.is_file()}

        construir(ahora)

        despues = {str(a): a.read_bytes() for raiz in (arbol, suspendida) for a in raiz.rglob("*") if a.is_file()}
        assert {k for k in antes.keys() | despues.keys() if antes.get(k) != despues.get(k)} == set()

    def test_sin_periodo_cerca_no_hay_segunda_edicion(self, ahora, arbol, suspendida):
        PeriodoFactory(inicio=ahora + timedelta(days=60), fin=ahora + timedelta(days=90))
        construir(ahora)

        assert [e.nombre for e in ediciones(ahora)] == ["ordinaria"]
        assert not suspendida.exists()

    def test_retirar_algo_oculto_no_lo_delata(self, ahora, arbol, suspendida, directora):
        PeriodoFactory()
        oculto = boletin_con_canario(ahora, "obra-publica")
        construir(ahora)
        retirado = retirar_boletin(oculto, motivo=f"Orden del {CANARIO}", por=directora, ahora=ahora)

        escritura.retirar(retirado, ahora)

        assert con_canario(suspendida) == []
        assert CANARIO in (arbol / oculto.ruta_publica.strip("/") / "retirado.410.html").read_text()


class TestDecisiones:
    def test_una_excepcion_lo_muestra_en_segundos_y_quitarla_lo_esconde(self, ahora, arbol, suspendida, directora):
        PeriodoFactory()
        obra_ = boletin_con_canario(ahora, "obra-publica")
        construir(ahora)
        pagina = suspendida / obra_.ruta_publica.strip("/") / "index.html"

        decidir_difusion(obra_, permite=True, excepcion="servicio", motivo="Corte de agua", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)
        visible = pagina.read_text()
        decidir_difusion(obra_, permite=False, motivo="Ya no", por=directora, ahora=ahora)
        despachar(reloj=lambda: ahora)

        assert CANARIO in visible
        assert CANARIO not in pagina.read_text()
        assert con_canario(suspendida) == []

    def test_cambiar_la_tabla_rehace_la_edicion(self, ahora, arbol, suspendida):
        PeriodoFactory()
        assert rehacer_si_cambio(ahora) == 0
        assert rehacer_si_cambio(ahora) is None

        ReglaDeSuspension.objects.filter(tema="turismo").update(trato="permitida")

        assert rehacer_si_cambio(ahora) == 0


class TestObra:
    def test_interrumpida_sigue_donde_se_quedo(self, ahora, arbol):
        for n in range(3):
            boletin_con_canario(ahora, "salud", dias=n + 1)
        edicion, vistos = Edicion(ahora), []
        todo.construir_edicion(edicion, lambda hechos, _t: vistos.append(hechos), huella="h1")
        primero = edicion.boletines().earliest("publicado_en").pk
        arbol.with_name("publico-avance.json").write_text(json.dumps({"huella": "h1", "ultimo": primero}))

        todo.construir_edicion(edicion, lambda hechos, total: vistos.append((hechos, total)), huella="h1")

        assert vistos == [3, (3, 3)]
        assert not arbol.with_name("publico-avance.json").exists()

    @pytest.mark.parametrize("apuntado", ["", "[]", "{}", '{"huella": "otra", "ultimo": 999999}'])
    def test_un_avance_ajeno_o_roto_empieza_de_cero(self, ahora, arbol, apuntado):
        uno = boletin_con_canario(ahora, "salud")
        arbol.with_name("publico-avance.json").write_text(apuntado)

        todo.construir_edicion(Edicion(ahora), lambda *_: None, huella="h1")

        assert (arbol / uno.ruta_publica.strip("/") / "index.html").exists()
