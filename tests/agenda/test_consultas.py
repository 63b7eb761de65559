from datetime import date, timedelta

import pytest

from agenda import consultas
from agenda.consultas import Filtro
from agenda.models import Evento
from boletines.estados import EstadoBoletin
from tests.fabricas.agenda import INICIO, CoberturaFactory, EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.difusion import PublicacionFactory
from tests.fabricas.media_library import EvidenciaFactory, OriginalFactory
from tests.fabricas.medios import ContactoFactory, ConvocatoriaFactory, InvitacionFactory
from tests.fabricas.personas import ComunidadFactory, PersonaFactory

pytestmark = pytest.mark.django_db
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada
DESDE, HASTA = date(2026, 3, 13), date(2026, 3, 14)


def con_todo(**cambios):
    """Un evento con toda su cadena: invitaciones, evidencia, boletín y redes."""
    evento = EventoFactory(para_medios=True, **cambios)
    CoberturaFactory(evento=evento)
    convocatoria = ConvocatoriaFactory(evento_ref=evento.ref)
    InvitacionFactory(convocatoria=convocatoria, asistira=True)
    InvitacionFactory(convocatoria=convocatoria)
    EvidenciaFactory.create_batch(2, evento_ref=evento.ref)
    EvidenciaFactory(evento_ref=evento.ref, original=OriginalFactory(clase="video"))
    boletin = BoletinFactory(publicado=True, evento=evento)
    PublicacionFactory(publicada=True, origen=f"boletines.boletin:{boletin.pk}")
    return evento


def palabras(evento, ahora):
    (renglon,) = consultas.con_cadena(
        Evento.objects.filter(pk=evento.pk).prefetch_related("coberturas"), OFICINA, ahora
    )
    return [p.texto for p in renglon.pasos]


@pytest.mark.parametrize("cuantos", [1, 5])
def test_la_cadena_cuesta_lo_mismo_con_uno_que_con_cinco(redactora, ahora, django_assert_num_queries, cuantos):
    for _ in range(cuantos):
        con_todo()

    with django_assert_num_queries(4):
        renglones = consultas.con_cadena(consultas.eventos_entre(redactora, DESDE, HASTA), redactora, ahora)

    assert len(renglones) == cuantos
    assert {len(r.pasos) for r in renglones} == {5}


class TestCadena:
    def test_la_cadena_completa_en_palabras(self, ahora):
        assert palabras(con_todo(), ahora) == [
            "Invitación enviada", "1 medio confirmado", "2 fotos", "Boletín publicado", "En redes",
        ]  # fmt: skip

    def test_antes_del_evento_solo_pide_lo_que_toca(self, ahora):
        assert palabras(EventoFactory(), ahora) == ["Asignar cobertura"]
        assert palabras(EventoFactory(publico=True), ahora) == ["Asignar cobertura", "Sin invitación a medios"]

    def test_despues_del_evento_dice_lo_que_falta(self):
        evento = EventoFactory(publico=True)

        assert palabras(evento, evento.inicio) == ["Asignar cobertura", "Faltan fotos", "Boletín sin empezar"]

    @pytest.mark.parametrize(("rasgo", "palabra"), [("cancelado", "Cancelado"), ("pospuesto", "Pospuesto")])
    def test_lo_suspendido_solo_dice_eso(self, ahora, rasgo, palabra):
        assert palabras(EventoFactory(**{rasgo: True}), ahora) == [palabra]

    def test_sin_confirmados_y_por_publicar(self, ahora):
        evento = EventoFactory(para_medios=True)
        CoberturaFactory(evento=evento)
        InvitacionFactory(convocatoria=ConvocatoriaFactory(evento_ref=evento.ref))
        EvidenciaFactory(evento_ref=evento.ref)
        boletin = BoletinFactory(evento=evento)
        PublicacionFactory(origen=f"boletines.boletin:{boletin.pk}")

        assert palabras(evento, ahora) == [
            "Invitación enviada", "Sin confirmados aún", "1 foto", "Boletín en borrador", "Por publicar en redes",
        ]  # fmt: skip

    def test_lo_de_la_papelera_no_cuenta(self, ahora):
        evento = EventoFactory()
        EvidenciaFactory(evento_ref=evento.ref, papelera_en=ahora)

        assert consultas.cadenas_de([evento], OFICINA, ahora)[evento.pk].fotos == 0


class TestEventosEntre:
    def test_el_ultimo_dia_no_entra_y_el_dia_es_el_de_aqui(self, redactora):
        adentro = EventoFactory(inicio=INICIO.replace(hour=6, minute=0))  # 00:00 del 13 en Mazamitla
        EventoFactory(inicio=INICIO.replace(hour=5, minute=59))
        EventoFactory(inicio=INICIO.replace(day=14, hour=6, minute=0))

        assert list(consultas.eventos_entre(redactora, DESDE, HASTA)) == [adentro]

    @pytest.mark.parametrize(
        "filtro",
        [
            Filtro(texto="Órgano"),
            Filtro(prioridad="A"),
            Filtro(solo="publicos"),
            Filtro(solo="sin-cobertura"),
            Filtro(dependencia="DEP"),
            Filtro(comunidad="COM"),
        ],
    )
    def test_cada_filtro_deja_solo_lo_suyo(self, redactora, filtro):
        bueno = EventoFactory(busqueda="organo", prioridad="A", publico=True, comunidad=ComunidadFactory())
        CoberturaFactory(evento=bueno, retirada=True)
        otro = EventoFactory(prioridad="B", comunidad=ComunidadFactory())
        CoberturaFactory(evento=otro)
        if filtro.dependencia:
            filtro = Filtro(dependencia=str(bueno.dependencia_id))
        if filtro.comunidad:
            filtro = Filtro(comunidad=str(bueno.comunidad_id))

        assert list(consultas.eventos_entre(redactora, DESDE, HASTA, filtro)) == [bueno]

    @pytest.mark.parametrize("malo", ["abc", "9" * 40, "²", "-1"])
    def test_un_filtro_mal_escrito_no_tumba_la_lista(self, redactora, malo):
        EventoFactory()

        list(consultas.eventos_entre(redactora, DESDE, HASTA, Filtro(dependencia=malo, comunidad=malo)))

    def test_un_enlace_solo_ve_lo_suyo(self, enlace):
        propio = EventoFactory(dependencia=enlace.dependencia)
        EventoFactory()

        assert list(consultas.eventos_entre(enlace, DESDE, HASTA)) == [propio]


def test_siguiente_evento_salta_lo_suspendido_y_lo_pasado(redactora, ahora):
    EventoFactory(inicio=INICIO + timedelta(hours=1), cancelado=True)
    EventoFactory(inicio=ahora - timedelta(days=1))
    proximo = EventoFactory(inicio=INICIO + timedelta(hours=5))

    assert consultas.siguiente_evento(redactora, ahora) == proximo


def test_el_tablero_cuenta_respuestas_y_personas():
    evento = EventoFactory()
    convocatoria = ConvocatoriaFactory(evento_ref=evento.ref)
    InvitacionFactory(convocatoria=convocatoria, asistira=True, asistentes=3)
    InvitacionFactory(convocatoria=convocatoria, asistira=True, estado="no_asiste", asistentes=0)
    InvitacionFactory(convocatoria=convocatoria)

    invitaciones, numeros = consultas.tablero_de_medios(evento)

    assert len(invitaciones) == 3
    assert numeros == {"confirmados": 1, "por_contestar": 1, "no_asisten": 1, "asistentes": 3}


def test_por_invitar_no_trae_a_los_ya_invitados_ni_a_los_archivados():
    evento, libre = EventoFactory(), ContactoFactory()
    InvitacionFactory(convocatoria=ConvocatoriaFactory(evento_ref=evento.ref))
    ContactoFactory(activo=False)

    assert consultas.contactos_por_invitar(evento) == [libre]


def test_cubren_los_activos_con_papel_de_cubrir(redactora, fotografo, consulta, enlace):
    PersonaFactory(papeles=["fotografia"], is_active=False)

    assert set(consultas.quienes_pueden_cubrir()) == {redactora, fotografo}


def test_un_enlace_solo_elige_su_dependencia(enlace, redactora):
    EventoFactory()

    assert list(consultas.dependencias_para(enlace)) == [enlace.dependencia]
    assert consultas.dependencias_para(redactora).count() == 2


def test_la_semana_empieza_en_lunes():
    assert consultas.semana_de(date(2026, 3, 15)) == date(2026, 3, 9)
    assert consultas.semana_de(date(2026, 3, 9)) == date(2026, 3, 9)


@pytest.mark.parametrize("estado", EstadoBoletin.values)
def test_la_cadena_se_dice_con_el_boletin_en_cualquier_estado(ahora, estado):
    evento = EventoFactory(para_medios=True, inicio=ahora, fin=ahora + timedelta(hours=1))
    BoletinFactory(evento=evento, **({estado: True} if estado != "borrador" else {}))

    dicho = [p for p in palabras(evento, ahora) if p.startswith("Boletín")]

    # Lo descartado y las copias para corregir no son el boletín del evento.
    assert (dicho == ["Boletín sin empezar"]) == (estado in {"descartado", "aplicado"})
