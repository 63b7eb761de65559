"""Lo que se pega de WhatsApp o de Excel se parte en renglones; lo que no se entiende se queda escrito."""

from datetime import date, time

import pytest

from nucleo.dominio.impedimentos import NoSePuede
from solicitudes.dominio.lectura.semana import RenglonLeido, leer_semana

HOY = date(2026, 11, 27)
LUGARES = ["Los Fresnos", "Llano Grande", "Loma Alta", "Ojo de Agua", "Epenche Chico"]
DE_WHATSAPP = """Buen día, actividades OP:
Lun 30 10am bacheo calle Hidalgo, Los Fresnos
Mar 1 dic 11:00 arranque drenaje Llano Grande, va la presidenta
Mié 2 9 am luminarias Loma Alta
Jue 3 reunión vecinos Ojo de Agua en la tarde
Vie 4 12 hrs entrega empedrado Epenche Chico
Gracias"""


def leer(texto):
    return leer_semana(texto, hoy=HOY, comunidades=LUGARES)


def test_un_mensaje_de_whatsapp_se_parte_en_sus_cinco_actividades():
    assert leer(DE_WHATSAPP) == [
        RenglonLeido("Bacheo calle Hidalgo", date(2026, 11, 30), time(10), donde="Los Fresnos"),
        RenglonLeido(
            "Arranque drenaje", date(2026, 12, 1), time(11), donde="Llano Grande", preside="Presidencia Municipal"
        ),
        RenglonLeido("Luminarias", date(2026, 12, 2), time(9), donde="Loma Alta"),
        RenglonLeido("Reunión vecinos", date(2026, 12, 3), None, "en la tarde", "Ojo de Agua"),
        RenglonLeido("Entrega empedrado", date(2026, 12, 4), time(12), donde="Epenche Chico"),
    ]


def test_un_cuadro_de_excel_se_lee_por_celdas():
    excel = "Fecha\tHora\tActividad\tLugar\n30/11/2026\t10:00:00 a. m.\tBacheo\tLos Fresnos"

    assert leer(excel) == [RenglonLeido("Bacheo", date(2026, 11, 30), time(10), donde="Los Fresnos")]


@pytest.mark.parametrize("texto", ["algo sin día ni hora", "31/02/2026 · 11:00 · Nada", "<b>hola</b> 🎉 equipo"])
def test_lo_que_no_se_entiende_se_queda_escrito(texto):
    assert leer(texto) == [RenglonLeido(texto)]


@pytest.mark.parametrize(
    ("texto", "dia", "hora"),
    [
        ("*Lunes 30 de noviembre*\n10:00 Junta", date(2026, 11, 30), time(10)),
        ("[27/11/26, 10:42:11] Obras: mañana 16:30 h Junta", date(2026, 11, 28), time(16, 30)),
        ("- 2/12 de 10:00 a 12:00 Junta", date(2026, 12, 2), time(10)),
        ("Miércoles 5 de la tarde Junta", date(2026, 12, 2), time(17)),
        ("15 de enero a mediodía Junta", date(2027, 1, 15), time(12)),
        ("1900-01-01 10:00 Junta", date(1900, 1, 1), time(10)),
        ("Vie 4 a las 5 Junta", date(2026, 12, 4), None),
    ],
)
def test_dias_y_horas_como_se_escriben(texto, dia, hora):
    (leido,) = leer(texto)

    assert (leido.que, leido.fecha, leido.hora) == ("Junta", dia, hora)


def test_diez_mil_renglones_se_rechazan_con_su_cuenta():
    with pytest.raises(NoSePuede, match=r"Pegaste 10,000 renglones y caben 60\."):
        leer("Lun 30 10am Junta\n" * 10_000)
