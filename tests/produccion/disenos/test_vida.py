"""La vida de un diseño por sus actos: de pedido a retirado, y cuándo cuenta."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from produccion.dominio.disenos import aprobacion, colocar, imprimir, pedir
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.models import Diseno, VersionDeDiseno
from suspension.models import PeriodoSuspension
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.fabricas.produccion import AprobacionFactory, ColocacionFactory, DisenoFactory, OrdenFactory

pytestmark = pytest.mark.django_db
AHORA = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


@pytest.fixture
def redactora():
    return PersonaFactory(papeles=["redaccion"])


@pytest.fixture
def directora():
    return PersonaFactory(papeles=["directora"])


def pedido(redactora, **cambios):
    datos = {
        "plantilla": "aviso",
        "titulo": "Sin agua en el Centro",
        "dependencia": DependenciaFactory(),
        "fecha_retiro": date(2026, 3, 20),
    }
    return pedir.pedir_diseno(datos=datos | cambios, por=redactora, ahora=AHORA)


def a_prueba(redactora, **cambios):
    return pedir.proponer_diseno(pedido(redactora, **cambios), por=redactora, ahora=AHORA)


def aprobado(redactora, directora, **cambios):
    diseno = a_prueba(redactora, **cambios)
    return aprobacion.aprobar_diseno(
        diseno, huella_vista=huella_del_diseno(diseno), sin_dependencia="Urge", por=directora, ahora=AHORA
    )


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


def test_aprobado_y_sin_usar_todavia_no_cuenta(redactora, directora):
    assert aprobado(redactora, directora).usado_en is None


def test_entregar_lo_impreso_lo_cuenta_una_sola_vez(redactora, directora):
    diseno = aprobado(redactora, directora)
    ordenes = [
        imprimir.pedir_impresion(diseno, datos={"medida": medida, "copias": 10}, por=redactora, ahora=AHORA)
        for medida in ("carta", "lona")
    ]
    for dias, orden in enumerate(ordenes, start=1):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA + timedelta(days=30 * dias))

    diseno.refresh_from_db()
    assert (diseno.estado, diseno.uso, diseno.usado_en) == ("impreso", "impreso", AHORA + timedelta(days=30))


def test_una_orden_se_entrega_una_vez(redactora):
    orden = OrdenFactory()
    imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="Ya se entregaron"):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)


def test_lo_retirado_ya_no_se_entrega(redactora):
    puesta = colocado(redactora)
    orden = OrdenFactory(diseno=puesta.diseno)
    colocar.retirar(puesta, nota="Se lo llevó el viento", por=redactora, ahora=AHORA)

    with pytest.raises(NoSePuede, match="retirado: no se entrega"):
        imprimir.entregar_impresion(orden, entregada_a="Agua", por=redactora, ahora=AHORA)


def test_colocarlo_con_foto_cuenta_el_dia_en_que_se_puso(redactora):
    puesta = ColocacionFactory()

    colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 2), por=redactora, ahora=AHORA)

    diseno = Diseno.objects.get(pk=puesta.diseno_id)
    assert (diseno.estado, diseno.uso, diseno.usado_en.date()) == ("colocado", "colocado", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("fecha", "frase"),
    [(date(2026, 3, 4), "todavía no llega"), (date(2026, 3, 1), "Se aprobó después")],
)
def test_no_se_coloca_un_dia_que_no_pudo_ser(redactora, fecha, frase):
    with pytest.raises(NoSePuede, match=frase):
        colocar.colocar(ColocacionFactory(), foto=EvidenciaFactory(), fecha=fecha, por=redactora, ahora=AHORA)


def test_la_misma_foto_no_prueba_dos_lugares(redactora):
    una = ColocacionFactory(puesta=True)
    otra = ColocacionFactory(diseno=una.diseno)

    with pytest.raises(NoSePuede, match="Esa foto ya es la de"):
        colocar.colocar(otra, foto=una.foto, fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)


def test_lo_no_aprobado_no_se_coloca(redactora):
    puesta = ColocacionFactory(diseno=DisenoFactory(en_prueba=True))

    with pytest.raises(NoSePuede, match="no se coloca"):
        colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)


def colocado(redactora):
    puesta = ColocacionFactory()
    return colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)


def test_el_dia_del_retiro_avisa_y_repetirlo_no_avisa_dos_veces(redactora):
    diseno = colocado(redactora).diseno

    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 19, 18, tzinfo=UTC)) == 0
    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 20, 18, tzinfo=UTC)) == 1
    assert colocar.avisar_de_los_retiros(datetime(2026, 3, 20, 19, tzinfo=UTC)) == 0
    diseno.refresh_from_db()
    assert diseno.estado == "por_retirar"


def test_al_quitar_el_ultimo_lugar_queda_retirado(redactora):
    puesta = colocado(redactora)
    otra = ColocacionFactory(diseno=puesta.diseno)
    colocar.colocar(otra, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)

    colocar.retirar(puesta, foto=EvidenciaFactory(), por=redactora, ahora=AHORA)
    assert Diseno.objects.get(pk=puesta.diseno_id).estado == "colocado"
    colocar.retirar(otra, nota="Se lo llevó el viento", por=redactora, ahora=AHORA)
    assert Diseno.objects.get(pk=puesta.diseno_id).estado == "retirado"


def test_se_retira_con_foto_o_con_su_razon(redactora):
    with pytest.raises(NoSePuede, match="ya limpio"):
        colocar.retirar(colocado(redactora), por=redactora, ahora=AHORA)


def test_la_foto_de_la_colocacion_no_sirve_de_retiro(redactora):
    puesta = colocado(redactora)

    with pytest.raises(NoSePuede, match="misma foto"):
        colocar.retirar(puesta, foto=puesta.foto, por=redactora, ahora=AHORA)


def test_publicarlo_pide_su_enlace(redactora):
    diseno = DisenoFactory(aprobado=True)

    with pytest.raises(NoSePuede, match="enlace"):
        imprimir.anotar_publicacion(diseno, enlace="", por=redactora, ahora=AHORA)
    diseno = imprimir.anotar_publicacion(diseno, enlace="https://redes.invalid/1", por=redactora, ahora=AHORA)

    assert (diseno.estado, diseno.uso) == ("publicado", "publicado")


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
