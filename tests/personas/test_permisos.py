import pytest
from django.db import IntegrityError, transaction

from personas import permisos
from personas.models import Oficina, Persona
from tests.fabricas.personas import DependenciaFactory, PersonaFactory

TODAS = {v for k, v in vars(permisos).items() if k.isupper() and isinstance(v, str)}
MIRAR = {
    *("agenda.ver", "medios.ver", "biblioteca.ver", "boletines.ver", "difusion.ver", "cronograma.ver", "paginas.ver"),
    "produccion.ver",
    "solicitudes.ver",
}
PUEDEN = {
    "directora": TODAS - {"cronograma.contrafirmar", "solicitudes.pedir"},
    "redaccion": MIRAR
    | {
        "agenda.editar", "agenda.proponer", "agenda.asignar", "medios.editar", "medios.invitar", "biblioteca.subir",
        "biblioteca.editar", "boletines.escribir", "boletines.aprobar", "boletines.publicar", "cronograma.evidencia",
        "difusion.decidir", "paginas.editar", "portal.atender", "portal.editar", "produccion.producir",
        "produccion.aprobar", "cronograma.informes", "solicitudes.atender",
    },
    "fotografia": {
        "agenda.ver", "biblioteca.ver", "boletines.ver", "cronograma.ver", "biblioteca.subir", "biblioteca.editar",
        "cronograma.evidencia", "produccion.ver", "produccion.producir",
    },
    "redes": {
        "agenda.ver", "biblioteca.ver", "boletines.ver", "difusion.ver", "cronograma.ver", "biblioteca.subir",
        "difusion.redes", "cronograma.evidencia", "paginas.ver", "paginas.editar",
        "produccion.ver", "produccion.producir",
    },
    "contraloria": MIRAR | {"cronograma.contrafirmar", "nucleo.bitacora", "cadena.tablero"},
    "consulta": MIRAR,
    "enlace": {"agenda.ver", "agenda.proponer", "biblioteca.subir", "biblioteca.ver", "solicitudes.pedir"},
}  # fmt: skip


@pytest.mark.parametrize("papel", PUEDEN)
def test_cada_papel_puede_exactamente_lo_suyo(papel):
    persona = Persona(papeles=[papel])

    assert {c for c in TODAS if persona.puede(c)} == PUEDEN[papel]


def test_no_hay_papeles_sin_declarar_aqui():
    assert set(permisos.PAPELES) == set(PUEDEN)


def test_los_papeles_se_suman():
    persona = Persona(papeles=["fotografia", "redes"])

    assert persona.capacidades == PUEDEN["fotografia"] | PUEDEN["redes"]
    assert persona.nombres_de_papeles == ["Fotografía y video", "Redes sociales"]


@pytest.mark.parametrize("papeles", [[], ["inventado"]])
def test_sin_papel_o_con_uno_que_no_existe_no_puede_nada(papeles):
    assert not any(Persona(papeles=papeles).puede(c) for c in TODAS)


def test_con_la_cuenta_cerrada_no_puede_nada():
    assert not any(Persona(papeles=["directora"], is_active=False).puede(c) for c in TODAS)


def test_ser_superusuario_no_da_permisos():
    assert not any(Persona(papeles=[], is_superuser=True, is_staff=True).puede(c) for c in TODAS)


@pytest.mark.parametrize(
    ("papeles", "es"), [(["enlace"], True), (["enlace", "fotografia"], False), (["directora"], False), ([], False)]
)
def test_es_solo_enlace(papeles, es):
    assert Persona(papeles=papeles).es_solo_enlace is es


@pytest.mark.django_db
class TestBase:
    def test_un_papel_que_no_existe_no_entra(self):
        with pytest.raises(IntegrityError, match="persona_papeles_conocidos"), transaction.atomic():
            PersonaFactory(papeles=["inventado"])

    @pytest.mark.parametrize("papeles", [["enlace"], ["enlace", "redaccion"]])
    def test_un_enlace_sin_dependencia_no_entra(self, papeles):
        with pytest.raises(IntegrityError, match="persona_enlace_con_dependencia"), transaction.atomic():
            PersonaFactory(papeles=papeles)

    def test_la_dependencia_de_un_enlace_no_se_borra(self, enlace):
        with pytest.raises(IntegrityError), transaction.atomic():
            Persona.objects.filter(pk=enlace.pk).update(dependencia=None)

    def test_solo_hay_una_oficina(self, oficina):
        with pytest.raises(IntegrityError, match="oficina_una_sola"), transaction.atomic():
            Oficina.objects.create(pk=2)

    def test_sin_oficina_hay_una_en_blanco_sin_guardar(self):
        assert Oficina.objects.actual().municipio == ""
        assert not Oficina.objects.exists()

    def test_con_papel_encuentra_a_quien_tenga_alguno(self, redactora, fotografo, consulta):
        assert set(Persona.objects.con_papel("redaccion", "fotografia")) == {redactora, fotografo}
        PersonaFactory(is_active=False)
        assert Persona.objects.activas().count() == 3

    def test_las_dependencias_van_en_orden_espanol(self):
        for nombre in ("Ñam", "Obras", "Nómina", "Ábaco"):
            dependencia = DependenciaFactory.build(nombre=nombre)
            dependencia.full_clean()
            dependencia.save()

        assert [str(d) for d in type(dependencia).objects.all()] == ["Ábaco", "Nómina", "Ñam", "Obras"]


@pytest.mark.parametrize(
    ("datos", "texto"),
    [
        ({"first_name": "Redacción", "last_name": "Dos", "cargo": "X", "username": "r2"}, "Redacción Dos"),
        ({"cargo": "Dirección", "username": "r2"}, "Dirección"),
        ({"username": "r2"}, "r2"),
    ],
)
def test_una_persona_siempre_tiene_como_decirse(datos, texto):
    assert str(Persona(**datos)) == texto
