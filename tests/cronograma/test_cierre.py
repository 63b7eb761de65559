"""Cerrar un mes: qué lo impide, qué guarda, qué se revisa antes, la segunda firma y cómo se reabre."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from boletines.models import Boletin
from cronograma.dominio.cierre import cerrar_mes, contrafirmar, explicar, reabrir_mes
from cronograma.dominio.revision import revisar_mes
from cronograma.estados import Avance, Regla
from cronograma.models import Actividad, CierreMensual, CifraCerrada, Explicacion, PlanAnual
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso, YaCambio
from nucleo.models import Asiento
from suspension.models import PeriodoSuspension
from tests.cronograma.pruebas import ABRIL_3, CINCO_DE_MARZO, FEBRERO, celda
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.cronograma import ActividadFactory, EvidenciaManualFactory, MetaFactory
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import PersonaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("oficina")]


SECRETO, CLAVE = "JBSWY3DPEHPK3PXP", "una-clave-larga-9"


class TestCerrar:
    def test_guarda_cifras_pruebas_y_documento(self, boletines, cerrar, directora):
        cierre = cerrar()

        assert (cierre.porcentaje, cierre.cuenta, cierre.programado, cierre.pruebas) == (100, 2, 2, 2)
        assert cierre.cifras.values_list("realizado", "programado", "avance").get() == (2, 2, Avance.CUMPLIDO)
        assert [p.titulo[:11] for p in cierre.pruebas_cerradas.all()] == ["CS/001/2026", "CS/002/2026"]
        assert bytes(cierre.documento.octetos).startswith(b"%PDF")
        assert Asiento.objects.filter(accion="cerrar mes", por_nombre=str(directora)).count() == 1

    def test_el_mes_que_no_termina_no_se_cierra(self, boletines, cerrar):
        with pytest.raises(NoSePuede, match="no ha terminado: se cierra desde el 1 de abril"):
            cerrar(mes=3)

    def test_dos_veces_no(self, boletines, cerrar):
        cerrar()

        with pytest.raises(NoSePuede, match="ya está cerrado"):
            cerrar()

    def test_con_otro_antes_sin_cerrar_no(self, boletines, cerrar):
        MetaFactory(actividad=boletines, mes=1)

        with pytest.raises(NoSePuede, match="Antes falta cerrar enero de 2026"):
            cerrar()

    def test_un_mes_de_antes_sin_nada_programado_no_detiene(self, boletines, cerrar):
        MetaFactory(actividad=boletines, mes=1, programado=0)

        assert cerrar().sellado

    def test_un_hueco_sin_motivo_no_se_firma_y_con_el_si(self, boletines, cerrar, directora):
        MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2)
        with pytest.raises(NoSePuede, match="Falta el motivo de Diapositivas"):
            cerrar()

        explicar(
            boletines.__class__.objects.get(nombre_corto="Diapositivas"),
            mes=2, caso="falto", texto="Se canceló la reunión", por=directora, ahora=CINCO_DE_MARZO,
        )  # fmt: skip

        assert cerrar().porcentaje == 67

    def test_lo_que_se_pasa_mucho_tambien_se_explica(self, boletines, cerrar):
        for hora in (3, 4):
            BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(hours=hora))

        with pytest.raises(NoSePuede, match="Falta el motivo de Boletines"):
            cerrar()

    def test_la_suspension_no_es_hueco_y_dice_su_fundamento(self, boletines, cerrar):
        actividad = ActividadFactory(se_suspende=True)
        MetaFactory(actividad=actividad, mes=2)
        PeriodoSuspension.objects.create(
            tipo="eleccion", nombre="Elección", fundamento="Const. 41 III-C",
            inicio=datetime(2026, 2, 1, 6, tzinfo=UTC), fin=datetime(2026, 3, 1, 6, tzinfo=UTC),
        )  # fmt: skip

        cifra = cerrar().cifras.get(actividad=actividad)

        assert (cifra.avance, cifra.fundamento) == (Avance.SUSPENDIDO, "Elección: Const. 41 III-C")

    def test_una_prueba_sin_su_archivo_no_se_firma(self, boletines, cerrar):
        archivo = EvidenciaFactory(papelera_en=CINCO_DE_MARZO)
        EvidenciaManualFactory(actividad=boletines, fecha=date(2026, 2, 20), enlace="", archivo=archivo)

        with pytest.raises(NoSePuede, match="está dañado o en la papelera: repónlo o sácalo"):
            cerrar()

    def test_si_cambia_un_peso_ya_no_es_lo_que_se_vio(self, boletines, cerrar, directora):
        visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
        Actividad.objects.update(peso=100)

        with pytest.raises(YaCambio, match="Míralo otra vez"):
            cerrar(visto=visto)

    def test_se_firma_lo_que_se_vio(self, boletines, cerrar, directora):
        visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
        Boletin.objects.filter(consecutivo=2).update(publicado_en=FEBRERO + timedelta(hours=9))

        with pytest.raises(YaCambio, match="Míralo otra vez"):
            cerrar(visto=visto)

        assert not CierreMensual.objects.exists()

    def test_lo_firma_quien_puede(self, boletines, cerrar, redactora):
        with pytest.raises(NoTienePermiso):
            cerrar(por=redactora)

    def test_un_mes_vacio_tambien_se_cierra(self, directora, cerrar):
        MetaFactory(mes=2, programado=0)

        assert (cerrar().porcentaje, CifraCerrada.objects.get().realizado) == (None, 0)


class TestReabrir:
    def test_se_reabre_del_ultimo_hacia_atras(self, boletines, cerrar, directora):
        primero = cerrar()
        explicar(boletines, mes=3, caso="falto", texto="No hubo eventos", por=directora, ahora=ABRIL_3)
        cerrar(mes=3, ahora=ABRIL_3)

        with pytest.raises(NoSePuede, match="marzo de 2026 está cerrado: reábrelo antes"):
            reabrir_mes(primero, motivo="x", por=directora, ahora=ABRIL_3)

    def test_no_se_pide_la_contrasena_para_decir_que_no(self, boletines, cerrar, directora, client):
        """Sin sesión reciente se pediría otra vez la contraseña; aquí basta con leer que toca otro mes."""
        primero = cerrar()
        explicar(boletines, mes=3, caso="falto", texto="No hubo eventos", por=directora, ahora=ABRIL_3)
        cerrar(mes=3, ahora=ABRIL_3)
        client.force_login(directora)

        dicho = client.post(reverse("cronograma:reabrir", args=[primero.pk]), {"motivo": "Faltó un boletín"})

        assert (dicho.status_code, "reábrelo antes" in dicho.text) == (409, True)

    def test_quedan_las_dos_versiones_y_se_cuenta_otra_vez(self, boletines, cerrar, directora):
        primero = cerrar()
        reabrir_mes(primero, motivo="Faltó un boletín", por=directora, ahora=CINCO_DE_MARZO)
        BoletinFactory(publicado=True, publicado_en=FEBRERO + timedelta(days=3), consecutivo=3)

        assert celda(2, boletines).realizado == 3
        explicar(boletines, mes=2, caso="sobro", texto="Hubo feria", por=directora, ahora=CINCO_DE_MARZO)
        segundo = cerrar()

        assert [c.version for c in CierreMensual.objects.order_by("version")] == [1, 2]
        assert [c.pruebas for c in (primero, segundo)] == [2, 3]

    def test_pide_motivo_y_capacidad_y_una_sola_vez(self, boletines, cerrar, directora, redactora):
        cierre = cerrar()
        with pytest.raises(NoSePuede, match="por qué se reabre"):
            reabrir_mes(cierre, motivo=" ", por=directora, ahora=CINCO_DE_MARZO)
        with pytest.raises(NoTienePermiso):
            reabrir_mes(cierre, motivo="x", por=redactora, ahora=CINCO_DE_MARZO)
        reabrir_mes(cierre, motivo="x", por=directora, ahora=CINCO_DE_MARZO)
        with pytest.raises(YaCambio):
            reabrir_mes(cierre, motivo="y", por=directora, ahora=CINCO_DE_MARZO)


class TestSegundaFirma:
    @pytest.fixture
    def contraloria(self):
        return PersonaFactory(papeles=["contraloria"])

    def test_la_pone_otra_persona_cuando_el_plan_la_pide(self, boletines, cerrar, contraloria):
        PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)

        cierre = contrafirmar(cerrar(), por=contraloria, ahora=CINCO_DE_MARZO)

        assert cierre.contrafirmado_por == contraloria

    def test_si_el_plan_no_la_pide_no(self, boletines, cerrar, contraloria):
        with pytest.raises(NoSePuede, match="no pide segunda firma"):
            contrafirmar(cerrar(), por=contraloria, ahora=CINCO_DE_MARZO)

    def test_quien_firmo_no_pone_la_segunda(self, boletines, cerrar):
        PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)
        dos = PersonaFactory(papeles=["directora", "contraloria"])

        with pytest.raises(NoSePuede, match="de otra persona"):
            contrafirmar(cerrar(por=dos), por=dos, ahora=CINCO_DE_MARZO)


class TestLoQueSeRevisa:
    def test_los_motivos_se_proponen_con_los_datos_y_nunca_se_aceptan_solos(self, directora):
        actividad = ActividadFactory(regla=Regla.MEMORIA)
        MetaFactory(actividad=actividad, mes=2)
        EventoFactory(inicio=FEBRERO, titulo="Feria", cancelado=True)

        (hueco,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huecos

        assert [p.texto for p in hueco.propuestas] == ["1 evento se canceló o se pospuso: «Feria» (Lluvia)."]
        assert hueco.impide
        assert not Explicacion.objects.exists()

    def test_sin_eventos_lo_dice(self, directora):
        MetaFactory(actividad=ActividadFactory(regla=Regla.BOLETINES), mes=2)

        (hueco,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huecos

        assert [p.texto for p in hueco.propuestas] == ["No hubo eventos en la agenda de febrero."]

    def test_un_dia_con_demasiadas_conviene_revisarlo_sin_impedir_la_firma(self, directora, cerrar):
        actividad = ActividadFactory()
        MetaFactory(actividad=actividad, mes=2, programado=7)
        for dia, cuantas in ((3, 1), (10, 5), (12, 1)):
            EvidenciaManualFactory.create_batch(cuantas, actividad=actividad, fecha=date(2026, 2, dia))

        (pico,) = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).conviene_revisar

        assert pico.frase == "5 de 7 son del 10 de febrero de 2026"
        assert cerrar().sellado


def test_una_sesion_abierta_no_firma_pide_confirmar_quien_es(client, directora, reloj):
    """Con algo pendiente, primero lo dice; sin nada pendiente, pide la contraseña, el código o la llave."""
    reloj.move_to(CINCO_DE_MARZO)
    MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2)
    client.force_login(directora)
    ruta = reverse("cronograma:firmar", args=[2026, 2])

    con_hueco = client.post(ruta, {"visto": "x"})
    explicar(Actividad.objects.get(), mes=2, caso="falto", texto="Se canceló", por=directora, ahora=CINCO_DE_MARZO)
    sin_hueco = client.post(ruta, {"visto": "x"})

    assert (con_hueco.status_code, "Falta el motivo de Diapositivas." in con_hueco.text) == (409, True)
    assert sin_hueco["Location"].startswith(reverse("account_reauthenticate"))
    assert not CierreMensual.objects.exists()


class TestConSegundoPaso:
    """Quien tiene aplicación de códigos o llave firma con ella; la contraseña sola no basta."""

    @pytest.fixture
    def firmar(self, client, directora, reloj):
        reloj.move_to(CINCO_DE_MARZO)
        MetaFactory(mes=2, programado=0)
        TOTP.activate(directora, SECRETO)
        directora.set_password(CLAVE)
        directora.save()
        client.force_login(directora)
        visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
        return lambda: client.post(reverse("cronograma:firmar", args=[2026, 2]), {"visto": visto})

    def test_haber_confirmado_con_la_contrasena_no_basta(self, firmar, client):
        client.post(reverse("account_reauthenticate"), {"password": CLAVE})

        assert firmar()["Location"].startswith(reverse("mfa_reauthenticate"))
        assert reverse("account_reauthenticate") not in client.get(firmar()["Location"]).text
        assert not CierreMensual.objects.exists()

    def test_con_su_codigo_se_firma_lo_que_se_habia_mandado(self, firmar, client):
        codigo = format_hotp_value(hotp_value(SECRETO, next(iter(yield_hotp_counters_from_time()))))

        client.post(firmar()["Location"], {"code": codigo})

        assert CierreMensual.objects.get().sellado

    def test_lo_confirmado_hace_rato_ya_no_vale(self, firmar, client, reloj):
        codigo = format_hotp_value(hotp_value(SECRETO, next(iter(yield_hotp_counters_from_time()))))
        client.post(reverse("mfa_reauthenticate"), {"code": codigo})
        reloj.move_to(CINCO_DE_MARZO + timedelta(minutes=6))

        assert firmar()["Location"].startswith(reverse("mfa_reauthenticate"))


def test_lo_firmado_se_lee_con_sus_motivos(client, directora, reloj):
    reloj.move_to(CINCO_DE_MARZO)
    MetaFactory(actividad=ActividadFactory(nombre_corto="Diapositivas"), mes=2)
    explicar(Actividad.objects.get(), mes=2, caso="falto", texto="Se canceló 🎈", por=directora, ahora=CINCO_DE_MARZO)
    visto = revisar_mes(2026, 2, persona=directora, ahora=CINCO_DE_MARZO).huella
    cerrar_mes(2026, 2, visto=visto, por=directora, ahora=CINCO_DE_MARZO)
    client.force_login(directora)

    pagina = client.get(reverse("cronograma:cierre", args=[2026, 2])).text

    assert "«Se canceló 🎈»" in pagina


def test_contrafirmar_lo_ya_contrafirmado_no_felicita(boletines, cerrar):
    PlanAnual.objects.create(ejercicio=2026, pide_segunda_firma=True)
    cierre = cerrar()
    contrafirmar(cierre, por=PersonaFactory(papeles=["contraloria"]), ahora=CINCO_DE_MARZO)

    with pytest.raises(YaCambio):
        contrafirmar(cierre, por=PersonaFactory(papeles=["contraloria"]), ahora=CINCO_DE_MARZO)
