"""Lo que hace todo acto antes de cambiar algo."""

from dataclasses import dataclass

import pytest

from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si, validar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso
from personas.models import Dependencia


@dataclass
class Quien:
    capacidades: tuple = ()

    def puede(self, capacidad):
        return capacidad in self.capacidades


class TestExigir:
    def test_basta_con_una_de_las_capacidades(self):
        exigir(Quien(("aprobar",)), "escribir", "aprobar")

    @pytest.mark.parametrize("por", [None, Quien(), Quien(("otra",))])
    def test_sin_ninguna_se_niega_con_la_frase_de_la_casa(self, por):
        with pytest.raises(NoTienePermiso, match=r"^Tu papel en la oficina no permite hacer esto\.$"):
            exigir(por, "escribir")

    def test_el_detalle_dice_que_no_se_permite(self):
        with pytest.raises(NoTienePermiso, match=r"no permite invitar a medios\.$"):
            exigir(Quien(), "invitar", frase="invitar a medios")

    def test_sin_capacidades_que_pedir_nadie_pasa(self):
        with pytest.raises(NoTienePermiso):
            exigir(Quien(("escribir",)))


class TestRechazarSi:
    def test_sin_impedimentos_no_pasa_nada(self):
        rechazar_si(i for i in ())

    def test_los_lleva_todos(self):
        faltas = [Impedimento("Falta el título.", "titulo"), Impedimento("Falta el lugar.", "lugar")]

        with pytest.raises(NoSePuede) as negativa:
            rechazar_si(iter(faltas))

        assert negativa.value.impedimentos == faltas


class TestMotivoEscrito:
    def test_vuelve_sin_espacios_de_sobra(self):
        assert motivo_escrito("  Por lluvia ", "¿Por qué?", maximo=20) == "Por lluvia"

    def test_el_que_falta_se_pregunta_en_su_campo(self):
        with pytest.raises(NoSePuede) as negativa:
            motivo_escrito("  ", "¿Por qué?", maximo=20, campo="nota")

        assert negativa.value.impedimentos == [Impedimento("¿Por qué?", "nota")]

    def test_el_que_no_cabe_dice_cuanto_sobra(self):
        with pytest.raises(NoSePuede, match=r"El motivo tiene 21 caracteres; usa 20 o menos\."):
            motivo_escrito("x" * 21, "¿Por qué?", maximo=20)

    def test_sin_pregunta_puede_faltar(self):
        assert motivo_escrito(" ", "", maximo=20) == ""


@pytest.mark.django_db
class TestValidar:
    def test_cada_falta_va_en_su_campo(self):
        with pytest.raises(NoSePuede) as negativa:
            validar(Dependencia(nombre="", siglas="X"))

        assert [i.campo for i in negativa.value.impedimentos] == ["nombre"]

    def test_lo_exceptuado_no_se_revisa(self):
        validar(Dependencia(nombre="", siglas="X"), salvo=("nombre",))
