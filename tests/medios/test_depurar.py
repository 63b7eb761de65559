"""Un directorio sin repetidos y sin quien pidió que se borraran sus datos."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from difusion.models import Envio
from medios.dominio.depurar.borrado import borrar_datos
from medios.dominio.depurar.repetidos import contactos_repetidos, separar_contactos, son_distintos, unir_contactos
from medios.dominio.entregar.oficios import oficios_del_evento
from medios.dominio.llamadas.hoja import hoja_de
from medios.dominio.tablero import tablero_de
from medios.estados import EnLaHoja
from medios.models import Contacto, Invitacion
from nucleo.dominio.impedimentos import NoSePuede
from nucleo.models import Asiento
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from tests.fabricas.medios import (
    ContactoFactory,
    ConvocatoriaFactory,
    InvitacionFactory,
    LlamadaFactory,
    MedioFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return ContactoFactory(nombre="Ana Peña Íñiguez", correo="", telefono="+523312345678")


@pytest.fixture
def otra_ana(ana):
    return ContactoFactory(
        medio=ana.medio, nombre="Ana Peña Iñigues", correo="ana@ejemplo.mx", telefono="+523398765432", cargo="Reportera"
    )


def test_se_sugiere_a_quien_se_llama_casi_igual_o_tiene_el_mismo_telefono(ana, otra_ana):
    lejos = ContactoFactory(nombre="Redacción nocturna", telefono=ana.telefono)

    assert [(p.uno, p.otro) for p in contactos_repetidos()] == [(ana, otra_ana), (ana, lejos)]


def test_lo_que_alguien_dijo_distinto_ya_no_se_sugiere(ana, otra_ana, redactora, ahora):
    son_distintos(otra_ana, ana, por=redactora, ahora=ahora)

    assert contactos_repetidos() == []


def test_unir_deja_uno_con_lo_de_los_dos_y_sus_invitaciones(ana, otra_ana, redactora, ahora):
    convocatoria = ConvocatoriaFactory()
    InvitacionFactory(convocatoria=convocatoria, contacto=ana)
    repetida = InvitacionFactory(convocatoria=convocatoria, contacto=otra_ana)
    suya = InvitacionFactory(contacto=otra_ana)

    unir_contactos(ana, otra_ana, por=redactora, ahora=ahora)

    ana.refresh_from_db()
    otra_ana.refresh_from_db()
    assert (ana.correo, ana.cargo, ana.otros_telefonos) == ("ana@ejemplo.mx", "Reportera", ["+523398765432"])
    assert otra_ana.activo is False
    suya.refresh_from_db()
    repetida.refresh_from_db()
    assert (suya.contacto, repetida.contacto) == (ana, otra_ana)


def test_separar_deja_a_los_dos_como_estaban(ana, otra_ana, redactora, ahora):
    suya = InvitacionFactory(contacto=otra_ana)
    ana.ordenar()
    otra_ana.ordenar()
    Contacto.objects.bulk_update([ana, otra_ana], ["busqueda", "orden"])
    antes = list(Contacto.objects.order_by("pk").values())

    fusion = unir_contactos(ana, otra_ana, por=redactora, ahora=ahora)
    separar_contactos(fusion, por=redactora, ahora=ahora)

    assert list(Contacto.objects.order_by("pk").values()) == antes
    suya.refresh_from_db()
    assert suya.contacto == otra_ana


def test_al_que_ya_se_fue_no_se_le_une_otra_vez(ana, otra_ana, redactora, ahora):
    unir_contactos(ana, otra_ana, por=redactora, ahora=ahora)

    with pytest.raises(NoSePuede, match="ya no están"):
        unir_contactos(ana, otra_ana, por=redactora, ahora=ahora)


def en_la_base(palabra):
    """En qué tablas de la oficina queda escrita una palabra."""
    from django.apps import apps  # noqa: PLC0415 - los modelos ya están cargados

    return [
        m._meta.label
        for m in apps.get_models()
        if m._meta.managed and any(palabra in str(fila) for fila in m._base_manager.values_list())
    ]


def test_borrar_datos_no_deja_su_nombre_en_ninguna_tabla(redactora, ahora, invitar):
    quien = ContactoFactory(nombre="Zenaida Zúñiga", correo="zenaida@ejemplo.mx", telefono="+523312345678")
    invitar(quien)
    invitacion = quien.invitaciones.get()
    LlamadaFactory(invitacion=invitacion, con_quien="Zenaida", nota="Zenaida viene con zenaida@ejemplo.mx")

    borrar_datos(quien, solicitud="Folio ARCO 12", por=redactora, ahora=ahora)

    assert [en_la_base(p) for p in ("Zenaida", "zenaida@ejemplo.mx", "+523312345678")] == [[], [], []]
    assert quien.invitaciones.count() == 1
    assert Envio.objects.filter(para=ref(quien)).count() == 0
    assert Asiento.objects.get(accion="borrar datos de un contacto").detalle == {"solicitud": "Folio ARCO 12"}


def test_a_quien_pidio_borrarse_ya_no_se_le_espera(redactora, ahora, invitar):
    """La invitación que no contestó sale del tablero, de las llamadas y de los oficios; su cuenta queda."""
    contacto = ContactoFactory(canal_preferido="impresa", telefono="+523825380149")
    invitar(contacto)
    evento = Invitacion.objects.get().evento

    borrar_datos(contacto, solicitud="ARCO 3/2026", por=redactora, ahora=ahora)

    assert tablero_de(evento, ahora).renglones == []
    assert (hoja_de(evento, por=redactora, ahora=ahora).renglones, oficios_del_evento(evento)) == ([], [])
    assert Invitacion.objects.count() == 1


def test_borrar_datos_pide_decir_como_lo_pidio(client, redactora, oficina):
    client.force_login(redactora)
    quien = ContactoFactory()

    respuesta = client.post(reverse("medios:borrar_datos", args=[quien.pk]), {"solicitud": ""})

    quien.refresh_from_db()
    assert (respuesta.status_code, quien.borrado_en) == (422, None)


@pytest.mark.parametrize(
    ("de", "a", "hora", "no"),
    [
        (time(7), time(9), time(8), True),
        (time(7), time(9), time(9), False),
        (time(22), time(6), time(23), True),
        (time(22), time(6), time(5), True),
        (time(22), time(6), time(12), False),
        (None, None, time(8), False),
    ],
)
def test_a_que_horas_no_se_le_llama(de, a, hora, no):
    assert Contacto(no_llamar_de=de, no_llamar_a=a).no_se_llama(hora) is no


def test_la_hoja_deja_para_despues_a_quien_pidio_que_no_se_le_llame(redactora, ahora):
    local = ahora.astimezone(CENTRO)
    invitacion = InvitacionFactory(
        canal="telefono",
        contacto__sin_correo=True,
        contacto__no_llamar_de=(local - timedelta(hours=1)).time(),
        contacto__no_llamar_a=(local + timedelta(hours=1)).time(),
    )

    renglon = hoja_de(invitacion.evento, por=redactora, ahora=ahora).renglones[0]

    assert renglon.como == EnLaHoja.VUELVE
    assert "No llamar ahora" in renglon.dicho


def test_el_contacto_guarda_sus_canales_y_lo_que_no_cabe_se_dice(client, redactora, oficina):
    client.force_login(redactora)
    medio = MedioFactory()
    datos = {
        "nombre": "Luz Vera", "tratamiento": "Lic.", "telefono": "33 1234 5678", "whatsapp": "33 9876 5432",
        "otros_telefonos": "33 3836 1100 ext. 14\n+1 956 542 0147", "canal_preferido": "whatsapp",
        "fuentes": ["salud", "obra-publica"], "no_llamar_de": "07:00", "no_llamar_a": "09:00", "origen": "Los dio",
    }  # fmt: skip

    client.post(reverse("medios:crear_contacto", args=[medio.pk]), datos)

    quien = medio.contactos.get()
    assert quien.otros_telefonos == ["+523338361100;ext=14", "+19565420147"]
    assert quien.enlace_de_whatsapp == "https://wa.me/523398765432"
    assert "Cubre salud, obra pública." in client.get(reverse("medios:ver", args=[medio.pk])).text
    mal = client.post(reverse("medios:crear_contacto", args=[medio.pk]), datos | {"whatsapp": "538-014"})
    assert "tiene 6 dígitos; deben ser 10." in mal.text


def test_unir_desde_la_pantalla_ofrece_deshacer(client, redactora, oficina, ana, otra_ana):
    client.force_login(redactora)

    pagina = client.post(reverse("medios:unir_contactos"), {"queda": ana.pk, "se_va": otra_ana.pk}, follow=True)

    assert "Se unieron: queda Ana Peña Íñiguez" in pagina.text
    assert "Deshacer" in pagina.text
