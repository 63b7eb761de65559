"""La vida de un diseño por sus actos: de pedido a aprobado, y lo que se rechaza."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from produccion.dominio.disenos import aprobacion, pedir
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.models import Diseno, VersionDeDiseno
from suspension.models import PeriodoSuspension
from tests.fabricas.personas import PersonaFactory
from tests.fabricas.produccion import AprobacionFactory, DisenoFactory
from tests.produccion.disenos.actos import AHORA, a_prueba, aprobado, colocado, pedido

pytestmark = pytest.mark.django_db


def test_quien_solo_consulta_no_pide_disenos():
    with pytest.raises(NoTienePermiso):
        pedido(PersonaFactory(papeles=["consulta"]))


def test_lo_que_no_cabe_en_su_plantilla_se_dice_en_su_campo(redactora):
    with pytest.raises(NoSePuede) as negativa:
        pedido(redactora, titulo="x" * 81)

    assert [i.campo for i in negativa.value.impedimentos] == ["titulo"]


def test_mandarlo_a_prueba_congela_su_version(redactora):
    diseno = a_prueba(redactora)

    version = diseno.versiones.get()
    assert (diseno.estado, version.numero, version.contenido["titulo"]) == ("en_prueba", 1, "Sin agua en el Centro")
    assert version.huella == huella_del_diseno(diseno)


def test_sin_dia_de_retiro_no_se_manda_a_prueba(redactora):
    with pytest.raises(NoSePuede, match="cuándo se retira"):
        a_prueba(redactora, fecha_retiro=None)


@pytest.mark.parametrize(
    ("fechas", "frase"),
    [
        ({"fecha_retiro": date(2026, 3, 2)}, "antes de hoy"),
        ({"fecha_retiro": date(2026, 3, 9), "fecha_entrega": date(2026, 3, 10)}, "antes de estar listo"),
    ],
)
def test_un_retiro_que_no_pudo_ser_no_se_manda_a_prueba_ni_se_aprueba(redactora, directora, fechas, frase):
    """Con un retiro que ya pasó, la suspensión no se preguntaría de ningún día."""
    with pytest.raises(NoSePuede, match=frase):
        a_prueba(redactora, **fechas)
    a_tiempo = a_prueba(redactora)
    for campo, valor in fechas.items():
        setattr(a_tiempo, campo, valor)
    a_tiempo.save()
    with pytest.raises(NoSePuede, match=frase):
        aprobacion.aprobar_diseno(
            a_tiempo, huella_vista=huella_del_diseno(a_tiempo), sin_dependencia="Urge", por=directora, ahora=AHORA
        )


def test_una_version_no_se_cambia_ni_con_sql(redactora):
    version = a_prueba(redactora).versiones.get()

    with (
        pytest.raises(DatabaseError, match=r"no se cambia|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE produccion_versiondediseno SET huella = 'x' WHERE id = %s", [version.pk])


def test_cambiar_lo_aprobado_es_otra_version_y_pide_aprobacion_otra_vez(redactora, directora):
    diseno = aprobado(redactora, directora)

    diseno = pedir.guardar_diseno(
        diseno, datos={"titulo": "Sin agua mañana"}, edicion=diseno.edicion, por=redactora, ahora=AHORA
    )

    assert (diseno.estado, diseno.version, diseno.aprobado_en) == ("en_prueba", 2, None)
    assert VersionDeDiseno.objects.filter(diseno=diseno).count() == 2


def test_guardar_sin_cambiar_la_pieza_no_quita_la_aprobacion(redactora, directora):
    diseno = aprobado(redactora, directora)

    diseno = pedir.guardar_diseno(
        diseno, datos={"encargo": "Para el martes"}, edicion=diseno.edicion, por=redactora, ahora=AHORA
    )

    assert (diseno.estado, diseno.version) == ("aprobado", 1)


def test_quien_guarda_sobre_lo_que_otra_guardo_lo_sabe(redactora):
    diseno = pedido(redactora)
    pedir.guardar_diseno(diseno, datos={"titulo": "Uno"}, edicion=1, por=redactora, ahora=AHORA)

    with pytest.raises(YaCambio):
        pedir.guardar_diseno(diseno, datos={"titulo": "Dos"}, edicion=1, por=redactora, ahora=AHORA)


def test_quien_la_mando_no_la_aprueba(redactora):
    diseno = a_prueba(redactora)

    with pytest.raises(NoSePuede, match="otra persona"):
        aprobacion.aprobar_diseno(
            diseno, huella_vista=huella_del_diseno(diseno), sin_dependencia="Urge", por=redactora, ahora=AHORA
        )


def test_sin_el_si_de_la_dependencia_pide_por_que(redactora, directora):
    diseno = a_prueba(redactora)

    with pytest.raises(NoSePuede, match="sin su sí"):
        aprobacion.aprobar_diseno(diseno, huella_vista=huella_del_diseno(diseno), por=directora, ahora=AHORA)


def test_no_se_aprueba_lo_que_cambio_mientras_se_veia(redactora, directora):
    diseno = a_prueba(redactora)
    vista = huella_del_diseno(diseno)
    pedir.guardar_diseno(diseno, datos={"titulo": "Otro"}, edicion=diseno.edicion, por=redactora, ahora=AHORA)

    with pytest.raises(YaCambio, match="cambió mientras"):
        aprobacion.aprobar_diseno(diseno, huella_vista=vista, sin_dependencia="Urge", por=directora, ahora=AHORA)


def test_el_si_a_una_version_no_vale_para_la_siguiente(redactora, directora):
    diseno = a_prueba(redactora)
    pedida, enlace = aprobacion.pedir_aprobacion(diseno, nombre="Turismo", correo="", por=redactora, ahora=AHORA)
    aprobacion.responder_aprobacion(
        pedida, respuesta="aprueba", comentario="", huella_vista=huella_del_diseno(diseno), ahora=AHORA
    )
    assert not aprobacion.falta_la_dependencia(diseno)

    diseno = pedir.guardar_diseno(diseno, datos={"titulo": "Otro"}, edicion=diseno.edicion, por=redactora, ahora=AHORA)

    assert aprobacion.falta_la_dependencia(diseno)
    assert enlace.endswith("/")


def test_el_enlace_de_la_dependencia_vence_en_cinco_dias(redactora):
    diseno = a_prueba(redactora)
    _, enlace = aprobacion.pedir_aprobacion(diseno, nombre="Turismo", correo="", por=redactora, ahora=AHORA)
    token = enlace.rstrip("/").rpartition("/")[2]

    assert aprobacion.aprobacion_del_token(token, AHORA + timedelta(days=4))
    assert aprobacion.aprobacion_del_token(token, AHORA + timedelta(days=6)) is None


def test_la_suspension_se_pregunta_hasta_el_retiro(redactora, directora):
    PeriodoSuspension.objects.create(
        tipo="eleccion",
        nombre="Elección",
        inicio=datetime(2026, 3, 14, 6, tzinfo=UTC),
        fin=datetime(2026, 4, 14, 6, tzinfo=UTC),
        fundamento="LGCS art. 21",
    )

    with pytest.raises(NoSePuede, match="retíralo antes"):
        aprobado(redactora, directora, tema="obra-publica")

    assert aprobado(redactora, directora, tema="obra-publica", fecha_retiro=date(2026, 3, 13)).estado == "aprobado"


def test_lo_que_habla_de_apoyos_dice_si_lleva_leyenda(redactora, directora):
    with pytest.raises(NoSePuede, match="leyenda"):
        aprobado(redactora, directora, detalle="Ven por tu beca y tus becas")

    assert aprobado(redactora, directora, detalle="Becas", programa="apoyo").leyenda.startswith("Este programa")


def test_cancelar_pide_por_que_y_lo_usado_no_se_cancela(redactora):
    with pytest.raises(NoSePuede, match="por qué"):
        pedir.cancelar_diseno(DisenoFactory(), motivo="", por=redactora, ahora=AHORA)
    with pytest.raises(YaCambio):
        pedir.cancelar_diseno(colocado(redactora).diseno, motivo="Ya no", por=redactora, ahora=AHORA)


def test_la_base_no_deja_contar_lo_que_nadie_aprobo():
    with pytest.raises(IntegrityError, match="diseno_usado_solo_aprobado"):
        DisenoFactory(usado_en=AHORA, uso="impreso")


def test_el_enlace_de_lo_cancelado_no_abre(redactora):
    pedida = AprobacionFactory(huella="0" * 64, vence_en=AHORA + timedelta(days=3))
    Diseno.objects.filter(pk=pedida.diseno_id).update(estado="cancelado", motivo_de_cancelacion="Ya no")

    assert aprobacion.aprobacion_del_token("x", AHORA) is None
