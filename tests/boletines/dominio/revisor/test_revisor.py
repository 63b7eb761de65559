"""El revisor: cada tema con un texto que debe notar y otro que no."""

from datetime import timedelta

import pytest

from boletines.dominio.revisor.cifras import revisar_cifras
from boletines.dominio.revisor.completo import revisar
from boletines.dominio.revisor.enlaces import revisar_enlaces
from boletines.dominio.revisor.largos import revisar_frases_largas, revisar_largos
from boletines.dominio.revisor.legibilidad import nombre_en_la_escala, perspicuidad, revisar_legibilidad, silabas
from boletines.dominio.revisor.lenguaje import revisar_lenguaje
from boletines.dominio.revisor.nombres import Conocido, revisar_nombres
from boletines.dominio.revisor.promocion import revisar_promocion
from boletines.dominio.revisor.repeticiones import revisar_repeticiones
from boletines.dominio.revisor.signos import revisar_signos
from boletines.dominio.revisor.texto import Texto, frases
from boletines.models import Titular
from nucleo.texto.rico import bloques
from suspension.models import PeriodoSuspension
from tests.boletines.textos import dice, texto
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory


class TestLargos:
    def test_cabeza_sumario_y_balazo_largos(self):
        avisos = revisar_largos(texto("x", titulo="a" * 91, sumario="b" * 161, balazos=["p " * 21]))

        assert [a.campo for a in avisos] == ["titulo", "sumario", "balazos"]

    def test_una_entrada_de_mas_de_cincuenta_palabras(self):
        assert "La entrada tiene 51 palabras" in dice(revisar_largos(texto("palabra " * 51)))[0]

    def test_una_frase_larga_se_pide_partir_y_una_abreviatura_no_la_corta(self):
        larga = "El Ing. Pérez dijo " + "que sí " * 20 + "ayer. Corta."

        assert len(frases(larga)) == 2
        assert dice(revisar_frases_largas(texto(larga)))[0].startswith("Frase de 45 palabras")

    def test_un_texto_normal_no_tiene_observaciones(self):
        assert dice(revisar_largos(texto("La obra empezó ayer en la calle Galeana y dura una semana."))) == []


@pytest.mark.parametrize(
    ("palabra", "cuantas"),
    [("que", 1), ("guerra", 2), ("país", 2), ("agua", 2), ("día", 2), ("rehabilitación", 6), ("aéreo", 4), ("ley", 1),
     ("pingüino", 3), ("veintiún", 2), ("río", 2), ("construcción", 3)],
)  # fmt: skip
def test_silabas(palabra, cuantas):
    assert silabas(palabra) == cuantas


class TestLegibilidad:
    FACIL = ["El agua llega hoy a tu casa. La obra va bien. Ya se ve la calle. " * 5]
    DIFICIL = [
        "La institucionalización de procedimientos administrativos requiere consideraciones multidimensionales"
        " extraordinariamente pormenorizadas respecto de competencias intergubernamentales " * 6
    ]

    def test_lo_facil_saca_mas_que_lo_dificil(self):
        assert perspicuidad(self.FACIL) > perspicuidad(self.DIFICIL) + 60

    def test_lo_muy_dificil_se_pide_mejorar(self):
        [aviso] = revisar_legibilidad(texto(*self.DIFICIL))

        assert (aviso.gravedad, "muy difícil" in aviso.frase) == ("conviene", True)

    def test_un_texto_corto_no_se_mide(self):
        assert dice(revisar_legibilidad(texto("Hola."))) == []

    @pytest.mark.parametrize(
        ("indice", "grado"), [(85, "muy fácil"), (60, "normal"), (39, "muy difícil"), (-9, "muy difícil")]
    )
    def test_escala_inflesz(self, indice, grado):
        assert nombre_en_la_escala(indice) == grado


class TestCifras:
    @pytest.mark.parametrize("cifra", ["$3,500", "12 %", "1,200", "3 millones", "120 familias", "45.5 por ciento"])
    def test_una_cifra_sin_quien_la_diga(self, cifra):
        assert cifra in dice(revisar_cifras(texto(f"La obra suma {cifra} en total.")))[0]

    @pytest.mark.parametrize(
        "parrafo",
        [
            "Son 120 familias, según el padrón.",
            "Informó Obras que son 1,200 metros.",
            "Es el 12 de marzo a las 17:00.",
            "Llama al 911.",
        ],
    )
    def test_con_fuente_o_sin_ser_cifra_no_dice_nada(self, parrafo):
        assert dice(revisar_cifras(texto(parrafo))) == []


class TestPromocion:
    def test_primera_persona_elogio_y_lema(self):
        avisos = dice(
            revisar_promocion(
                texto("Con mi gobierno, la obra es histórica. Mazamitla avanza contigo."),
                lema="Mazamitla avanza contigo",
            )
        )

        assert len(avisos) == 3

    def test_en_una_cita_la_primera_persona_es_de_quien_habla(self):
        assert dice(revisar_promocion(texto("«Cumplimos con la obra», dijo la directora."))) == []

    def test_el_nombre_de_quien_preside_tres_veces(self):
        parrafo = "Ana Ruiz llegó. Ana Ruiz habló. Ana Ruiz se fue."

        assert "sale 3 veces" in dice(revisar_promocion(texto(parrafo), preside="Ana Ruiz"))[0]
        assert dice(revisar_promocion(texto("Ana Ruiz llegó."), preside="Ana Ruiz")) == []


class TestLenguaje:
    @pytest.mark.parametrize(
        "termino", ["minusválidos", "los viejitos", "madres solteras", "para los niños", "los ciudadanos"]
    )
    def test_propone_otra_forma(self, termino):
        assert "considera" in dice(revisar_lenguaje(texto(f"Es un apoyo {termino} del pueblo.")))[0]

    def test_lo_incluyente_no_se_toca(self):
        assert dice(revisar_lenguaje(texto("Niñas y niños, personas mayores y los niños y niñas de la zona."))) == []


class TestRepeticiones:
    def test_palabra_doble(self):
        avisos = dice(revisar_repeticiones(texto("Van a las delegaciones y delegaciones de de la sierra.")))

        assert avisos == ["Se repite: «delegaciones y delegaciones».", "Se repite: «de de»."]

    def test_palabra_de_mas(self):
        assert "«empedrado» sale 6 veces." in dice(revisar_repeticiones(texto("El empedrado. " * 6)))


class TestEnlaces:
    def revisar(self, url, *, publico=True):
        parte = texto("x")
        con = Texto(**{**parte.__dict__, "bloques": tuple(bloques(f'<p><a href="{url}">liga</a></p>'))})
        return dice(revisar_enlaces(con, sitio="https://m.mx", es_publico=lambda *_: publico))

    def test_a_un_boletin_que_no_esta(self):
        assert "no está en el portal" in self.revisar("https://m.mx/boletines/2026/x-001/", publico=False)[0]

    def test_a_la_oficina(self):
        assert "pide cuenta" in self.revisar("https://m.mx/oficina/boletines/3/")[0]

    def test_mal_escrito(self):
        assert "mal escrito" in self.revisar("https://[")[0]

    def test_sin_cifrar(self):
        assert "no va cifrado" in self.revisar("http://otro.mx/")[0]

    @pytest.mark.parametrize("url", ["https://m.mx/boletines/2026/x-001/", "https://otro.mx/", "mailto:a@b.mx"])
    def test_los_buenos_no(self, url):
        assert self.revisar(url) == []


@pytest.mark.django_db
class TestCompleto:
    def test_avisa_de_la_suspension_a_la_hora_en_que_saldria(self, ahora, oficina):
        PeriodoSuspension.objects.create(
            tipo="eleccion", nombre="Local 2027", inicio=ahora + timedelta(days=2), fin=ahora + timedelta(days=9),
            fundamento="LGCS 21",
        )  # fmt: skip
        boletin = BoletinFactory(embargo_hasta=ahora + timedelta(days=3))

        assert any("Local 2027" in a.frase for a in revisar(boletin, ahora=ahora))
        assert not any("Local 2027" in a.frase for a in revisar(BoletinFactory(), ahora=ahora))

    @pytest.mark.usefixtures("tabla_de_suspension")
    def test_lo_exceptuado_por_su_tema_no_avisa_de_la_suspension(self, ahora, oficina):
        PeriodoSuspension.objects.create(
            tipo="eleccion", nombre="Local 2027", inicio=ahora, fin=ahora + timedelta(days=9), fundamento="LGCS 21"
        )

        assert not any("Local 2027" in a.frase for a in revisar(BoletinFactory(tema="salud"), ahora=ahora))

    def test_primero_lo_que_conviene(self, ahora, oficina):
        avisos = revisar(BoletinFactory(cuerpo="<p>Apoyo a los viejitos.</p>", contacto="x"), ahora=ahora)

        assert [a.gravedad for a in avisos] == sorted((a.gravedad for a in avisos), key="conviene".__ne__)
        assert avisos[0].frase.startswith("En vez de «viejitos»")

    @pytest.mark.parametrize(("tipo", "propone"), [("boletin", True), ("esquela", False), ("fe-de-erratas", False)])
    def test_a_una_esquela_no_se_le_pide_foto(self, ahora, oficina, tipo, propone):
        avisos = dice(revisar(BoletinFactory(tipo=tipo), ahora=ahora))

        assert any("Va sin fotos" in a for a in avisos) == propone

    def test_usa_los_titulares(self, ahora, oficina):
        Titular.objects.create(nombre="Ana Ruiz", cargo="Presidenta municipal", preside=True)
        boletin = BoletinFactory(cuerpo="<p>Ana Ruiz llegó. Ana Ruiz habló. Ana Ruiz se fue.</p>")

        assert any("quien preside" in a.frase for a in revisar(boletin, ahora=ahora))

    def test_habla_de_becas_y_dice_que_no_lleva_leyenda(self, ahora, oficina):
        boletin = BoletinFactory(cuerpo="<p>Entregan becas.</p>", programa="no")

        assert any("sin leyenda" in a.frase for a in revisar(boletin, ahora=ahora))

    def test_cuesta_pocas_consultas(self, ahora, oficina, django_assert_max_num_queries):
        boletin = BoletinFactory(cuerpo="<p>El Ing. Raúl Soto Díaz fue.</p>")

        with django_assert_max_num_queries(6):
            revisar(boletin, ahora=ahora)


class TestElTextoQueSePasaba:
    PARRAFO = (
        "La mejor alcaldesa de la historia, Rosario Péres, dijo que gracias a ella asistirán 4,500 personas a la feria"
        " y que el turismo crecerá 30 por ciento."
    )

    def test_el_elogio_y_el_merito_personal(self):
        avisos = dice(revisar_promocion(texto(self.PARRAFO)))

        assert any("«La mejor alcaldesa»" in a for a in avisos)
        assert any("«gracias a ella»" in a for a in avisos)

    def test_el_nombre_con_cargo_fuera_del_directorio(self):
        avisos = dice(revisar_nombres(texto(self.PARRAFO), [Conocido("María López Ruiz", "Presidenta")]))

        assert avisos == ["«Rosario Péres» no está en el directorio: confirma cómo se escribe y su cargo."]

    def test_las_dos_cifras_que_alguien_dijo_sin_fuente(self):
        avisos = dice(revisar_cifras(texto(self.PARRAFO)))

        assert ["«4,500 personas»" in avisos[0], "«30 por ciento»" in avisos[1]] == [True, True]

    @pytest.mark.parametrize(
        "limpio",
        [
            "La alcaldesa explicó que la obra mejora el paso, gracias a la lluvia de julio, según Obras Públicas.",
            "El mejor horario para cruzar es de 7:00 a 9:00, informó la directora de Tránsito.",
            "La planta limpia el agua y gracias a ella se riega el parque.",
            "La presidenta municipal dijo que son 4,500 personas, de acuerdo con el conteo de Turismo.",
        ],
    )
    def test_un_texto_limpio_no_alarma(self, limpio):
        un_texto = texto(limpio)

        assert dice(revisar_promocion(un_texto)) == []
        assert dice(revisar_cifras(un_texto)) == []
        assert dice(revisar_nombres(un_texto, [Conocido("María López Ruiz", "Presidenta")])) == []


class TestSignos:
    def test_un_signo_que_no_se_imprime_se_dice_antes_de_enviar(self):
        (aviso,) = revisar_signos([("titulo", "Feria 東"), ("cuerpo", "Llueve 🌧️, «año»"), ("cuerpo", "Sí")])

        assert aviso.campo == "titulo"
        assert aviso.frase == "Este signo no se puede imprimir: 東. En el PDF se verá «□»."

    def test_varios_son_un_solo_aviso_aunque_esten_en_varios_campos(self):
        assert dice(revisar_signos([("titulo", "東"), ("cuerpo", "東京"), ("cuerpo", "東")])) == [
            "Estos signos no se pueden imprimir: 東 京. En el PDF se verán «□»."
        ]

    @pytest.mark.django_db
    def test_tambien_se_mira_el_pie_de_la_foto_que_va_impresa(self, ahora):
        boletin = FotoDeBoletinFactory(evidencia__pie="La feria 東").boletin

        assert "東" in " ".join(dice(a for a in revisar(boletin, ahora=ahora) if a.campo == "fotos"))


def con_formato(cuerpo):
    return Texto("Inicia la obra", "Empieza hoy.", (), tuple(bloques(cuerpo)))


def test_un_enlace_que_nadie_pidio_se_dice():
    cuerpo = '<p>Arrancó la <a href="https://obra.Se">obra.Se</a> y <a href="https://x.mx/">el sitio</a></p>'
    avisos = revisar_enlaces(con_formato(cuerpo), sitio="https://m.mx", es_publico=lambda *_: True)

    assert dice(avisos) == ["«obra.Se» quedó como enlace y quizá sólo le falta un espacio."]
