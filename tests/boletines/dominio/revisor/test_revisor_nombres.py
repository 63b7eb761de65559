"""Los nombres contra el directorio: mal escritos, con otro cargo o que nadie conoce."""

import pytest

from boletines.dominio.revisor.nombres import Conocido, revisar_nombres
from tests.boletines.textos import dice, texto


class TestNombres:
    DIRECTORIO = [Conocido("María López Ruiz", "Directora de Obras Públicas"), Conocido("José Peña Gil")]

    def test_mal_escrito(self):
        avisos = dice(revisar_nombres(texto("La directora de Obras, María Lopes Ruiz, dijo que sí."), self.DIRECTORIO))

        assert avisos == ["«María Lopes Ruiz»: en el directorio está «María López Ruiz». ¿Es la misma persona?"]

    def test_sin_su_acento(self):
        assert dice(revisar_nombres(texto("Habló el Lic. Jose Peña Gil ayer."), self.DIRECTORIO)) == [
            "Se escribe «José Peña Gil»; aquí dice «Jose Peña Gil»."
        ]

    def test_con_otro_cargo(self):
        avisos = dice(revisar_nombres(texto("La tesorera municipal, María López Ruiz, informó."), self.DIRECTORIO))

        assert "está en el directorio como Directora de Obras Públicas" in avisos[0]

    def test_bien_escrito_no_dice_nada(self):
        assert dice(revisar_nombres(texto("La directora de Obras, María López Ruiz, informó."), self.DIRECTORIO)) == []

    def test_a_quien_nadie_conoce_se_pide_confirmar(self):
        assert (
            "no está en el directorio"
            in dice(revisar_nombres(texto("El Ing. Raúl Soto Díaz fue."), self.DIRECTORIO))[0]
        )

    @pytest.mark.parametrize(
        ("parrafo", "mal"),
        [
            ("La alcaldesa Rosario Péres dijo que sí.", "Rosario Péres"),
            ("La presidenta municipal Rosario Peres Luna dijo que sí.", "Rosario Peres Luna"),
            ("Ayer el director Juan Hernandes informó que sí.", "Juan Hernandes"),
            ("El director de Obras Públicas Juan Hernandes informó que sí.", "Juan Hernandes"),
            ("Los trabajos los supervisa Juan Ernández desde el lunes.", "Juan Ernández"),
            ("El Director General Jaun Hernández fue.", "Jaun Hernández"),
            ("Con Rosario Pérez Lunas y su equipo.", "Rosario Pérez Lunas"),
            ("La regidora María de la Luz Domingez habló.", "María de la Luz Domingez"),
        ],
    )
    def test_mal_escrito_aunque_vaya_sin_coma(self, parrafo, mal):
        directorio = [
            Conocido("Rosario Pérez Luna", "Presidenta municipal"), Conocido("Juan Hernández", "Director de Obras"),
            Conocido("María de la Luz Domínguez", "Regidora"),
        ]  # fmt: skip

        (aviso,) = revisar_nombres(texto(parrafo), directorio)

        assert (aviso.fragmento, "¿Es la misma persona?" in aviso.frase) == (mal, True)

    @pytest.mark.parametrize(
        "limpio",
        [
            "La alcaldesa Rosario Pérez dijo que sí.",
            "La presidenta municipal Rosario Pérez Luna visitó la calle Juan Hernandes.",
            "Rosario Luna entregó la obra de la Escuela Primaria Juan Ernández.",
            "El Director General de Obras Públicas, Juan Hernández, informó que sí.",
            "La Secretaria General del Ayuntamiento de Mazamitla y la Tesorera Municipal firmaron.",
            "La directora de Casa de la Cultura abrió la sala San Juan.",
            "Mario Luna y Rosaura Paredes Lima ganaron el torneo en San Juan Hermoso.",
            "Vendrá Radio Sierra Mesa Central el Domingo de Ramos.",
        ],
    )
    def test_un_nombre_bien_escrito_o_de_otra_cosa_no_alarma(self, limpio):
        directorio = [
            Conocido("Rosario Pérez Luna", "Presidenta municipal"), Conocido("Juan Hernández", "Director de Obras"),
            Conocido("María Luna", "Síndica"), Conocido("Cabina"), Conocido("Mesa central"),
        ]  # fmt: skip

        assert dice(revisar_nombres(texto(limpio), directorio)) == []

    def test_sin_cargo_y_desconocido_no_es_noticia(self):
        assert dice(revisar_nombres(texto("Ganó Raúl Soto Díaz la carrera."), self.DIRECTORIO)) == []

    def test_sin_directorio_calla(self):
        assert dice(revisar_nombres(texto("El Ing. Raúl Soto Díaz fue."), [])) == []
