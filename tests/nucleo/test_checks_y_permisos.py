import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test import RequestFactory

from nucleo import checks
from nucleo.permisos import Regla, permiso, sin_sesion
from personas.models import Persona
from tests.nucleo import urls_de_prueba

URLS = "tests.nucleo.urls_de_prueba"


class TestRutas:
    def test_una_ruta_sin_regla_se_dice(self, settings):
        settings.ROOT_URLCONF = URLS

        (falta,) = checks.toda_ruta_declara_regla(None)

        assert falta.id == "nucleo.E001"
        assert "dentro/sin/<int:pk>/" in falta.msg

    def test_y_detiene_el_arranque(self, settings):
        settings.ROOT_URLCONF = URLS

        with pytest.raises(SystemCheckError, match=r"nucleo\.E001"):
            call_command("check", tags=["security"])

    def test_el_sitio_de_verdad_no_tiene_ninguna(self):
        assert checks.toda_ruta_declara_regla(None) == []
        assert len(list(checks.rutas())) > 80

    def test_la_regla_de_lo_ajeno_es_la_de_su_paquete(self, settings):
        settings.ROOT_URLCONF = URLS
        vistas = {camino: vista for camino, _, vista in checks.rutas()}

        assert checks.regla_de(vistas["acceso/"]) == Regla(publico=True)
        assert checks.regla_de(vistas["con/"]) == Regla(capacidades=("agenda.ver",))
        assert checks.regla_de(urls_de_prueba.sin_regla) is None


class TestNombresDeFechas:
    def test_los_de_verdad_estan_bien(self):
        assert checks.nombres_de_fechas(None) == []

    def test_uno_mal_puesto_se_dice(self):
        class Mala(models.Model):
            sello = models.DateTimeField()
            dia = models.DateField()
            creada_en = models.DateTimeField()
            fecha_limite = models.DateField()

            class Meta:
                app_label = "nucleo"

            def __str__(self):
                return "mala"

        try:
            faltas = checks.nombres_de_fechas(None)
        finally:
            del apps.all_models["nucleo"]["mala"]
            apps.clear_cache()

        assert [f.msg for f in faltas] == [
            "nucleo.Mala.sello no sigue el nombre de las fechas.", "nucleo.Mala.dia no sigue el nombre de las fechas.",
        ]  # fmt: skip
        assert {f.id for f in faltas} == {"nucleo.E002"}


class TestPermiso:
    def pedir(self, vista, *papeles):
        peticion = RequestFactory().get("/")
        peticion.user = Persona(papeles=list(papeles))
        return vista(peticion).content.decode()

    def test_pasa_quien_tiene_la_capacidad(self):
        assert self.pedir(urls_de_prueba.con_regla, "enlace") == "con permiso"

    def test_no_pasa_quien_no(self):
        with pytest.raises(PermissionDenied):
            self.pedir(urls_de_prueba.con_regla)

    def test_basta_una_de_varias(self):
        vista = permiso("agenda.editar", "difusion.redes")(urls_de_prueba.sin_regla)

        assert self.pedir(vista, "redes") == "nadie la pensó"
        with pytest.raises(PermissionDenied):
            self.pedir(vista, "consulta")

    def test_sin_argumentos_pasa_cualquiera_con_sesion(self):
        assert self.pedir(permiso()(urls_de_prueba.sin_regla)) == "nadie la pensó"

    def test_sin_sesion_publica_o_con_token(self):
        assert sin_sesion()(lambda r: r).regla == Regla(publico=True)
        assert sin_sesion(token=True)(lambda r: r).regla == Regla(token=True)
