import pytest

from medios import consultas
from medios.dominio import directorio
from medios.models import Contacto, Medio
from nucleo.dominio.impedimentos import NoSePuede, NoTienePermiso
from nucleo.models import Asiento
from nucleo.referencias import ref
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, MedioFactory

pytestmark = pytest.mark.django_db


def medio(**cambios):
    return Medio(**({"nombre": "Radio Ñandú", "tipo": "radio", "cobertura": "local"} | cambios))


def test_alta_y_cambio_quedan_asentados(redactora, ahora):
    nuevo = directorio.guardar_medio(medio(), por=redactora, ahora=ahora)
    nuevo.nombre = "Radio Ñandú FM"
    directorio.guardar_medio(nuevo, por=redactora, ahora=ahora)

    assert list(Asiento.objects.order_by("numero").values_list("accion", flat=True)) == [
        "agregar medio",
        "editar medio",
    ]


def test_no_hay_dos_medios_con_el_mismo_nombre_aunque_cambien_las_mayusculas(redactora, ahora):
    directorio.guardar_medio(medio(), por=redactora, ahora=ahora)

    with pytest.raises(NoSePuede, match="Ya hay un medio con ese nombre"):
        directorio.guardar_medio(medio(nombre="RADIO ÑANDÚ"), por=redactora, ahora=ahora)


@pytest.mark.parametrize(
    "escrito",
    ["3825380149", "(382) 538 01 49", "044 382 538 0149", "045 382 538 0149", "01 382 538 0149", "+52 1 382 538 0149"],
)
def test_el_telefono_queda_en_una_sola_forma(redactora, ahora, escrito):
    contacto = directorio.guardar_contacto(
        Contacto(medio=MedioFactory(), nombre="Cabina", telefono=escrito), por=redactora, ahora=ahora
    )

    contacto.refresh_from_db()
    assert contacto.telefono == "+523825380149"


@pytest.mark.parametrize("escrito", ["12345", "382 538 014", "0000000000", "abc"])
def test_un_telefono_que_no_existe_se_rechaza(redactora, ahora, escrito):
    with pytest.raises(NoSePuede):
        directorio.guardar_contacto(
            Contacto(medio=MedioFactory(), nombre="Cabina", telefono=escrito), por=redactora, ahora=ahora
        )


def test_un_correo_repetido_se_rechaza_y_dos_sin_correo_no(redactora, ahora):
    una = ContactoFactory(correo="mesa@medio.invalid")
    with pytest.raises(NoSePuede, match=f"Ese correo ya es de {una} .+ marca que lo comparten"):
        directorio.guardar_contacto(
            Contacto(medio=MedioFactory(), nombre="Otra", correo="MESA@medio.invalid"), por=redactora, ahora=ahora
        )

    for nombre in ("Una", "Otra"):
        directorio.guardar_contacto(Contacto(medio=MedioFactory(), nombre=nombre), por=redactora, ahora=ahora)


def test_dos_de_una_redaccion_comparten_su_buzon(redactora, ahora):
    una = ContactoFactory(correo="mesa@medio.invalid")
    otra = Contacto(medio=una.medio, nombre="Otra", correo="Mesa@medio.invalid", comparte_buzon=True)

    directorio.guardar_contacto(otra, por=redactora, ahora=ahora)

    assert set(Contacto.objects.del_buzon("mesa@MEDIO.invalid")) == {una, otra}


def test_la_baja_de_un_buzon_compartido_vale_para_todos(redactora, ahora):
    una = ContactoFactory(correo="mesa@medio.invalid")
    otra = ContactoFactory(correo="mesa@medio.invalid", comparte_buzon=True)
    otra.no_enviar_correos = True

    directorio.guardar_contacto(otra, por=redactora, ahora=ahora)

    una.refresh_from_db()
    assert una.no_enviar_correos


def test_quien_llega_a_un_buzon_dado_de_baja_hereda_la_baja(redactora, ahora):
    una = ContactoFactory(correo="mesa@medio.invalid", no_enviar_correos=True)
    otra = Contacto(medio=una.medio, nombre="Otra", correo="mesa@medio.invalid", comparte_buzon=True)

    directorio.guardar_contacto(otra, por=redactora, ahora=ahora)

    una.refresh_from_db()
    otra.refresh_from_db()
    assert (una.no_enviar_correos, otra.no_enviar_correos) == (True, True)


def test_quitar_la_baja_a_proposito_vale_para_todo_el_buzon_y_se_asienta(redactora, ahora):
    una = ContactoFactory(correo="mesa@medio.invalid", no_enviar_correos=True)
    otra = ContactoFactory(correo="mesa@medio.invalid", comparte_buzon=True, no_enviar_correos=True)
    otra.no_enviar_correos = False

    directorio.guardar_contacto(otra, por=redactora, ahora=ahora)

    una.refresh_from_db()
    assert not una.no_enviar_correos
    assert Asiento.objects.filter(accion="igualar el buzón", objeto=ref(una)).count() == 1


@pytest.mark.parametrize(
    ("escrito", "guardado"),
    [
        ("33 3836 1100 ext. 2101", "+523338361100;ext=2101"),
        ("(33) 3836-1100 x2101", "+523338361100;ext=2101"),
        ("+1 956 555 0147", "+19565550147"),
    ],
)
def test_un_telefono_con_extension_o_de_otro_pais_se_guarda(redactora, ahora, escrito, guardado):
    contacto = Contacto(medio=MedioFactory(), nombre="Cabina", telefono=escrito)

    directorio.guardar_contacto(contacto, por=redactora, ahora=ahora)

    assert Contacto.objects.get().telefono == guardado


def test_archivar_no_borra_y_se_puede_deshacer(redactora, ahora):
    contacto = ContactoFactory()

    directorio.archivar(contacto, activo=False, por=redactora, ahora=ahora)
    assert not Contacto.objects.invitables().exists()

    directorio.archivar(contacto, activo=True, por=redactora, ahora=ahora)
    assert list(Contacto.objects.invitables()) == [contacto]
    assert list(Asiento.objects.order_by("numero").values_list("accion", flat=True)) == ["archivar", "reactivar"]


def test_archivar_el_medio_saca_a_sus_contactos(redactora, ahora):
    directorio.archivar(ContactoFactory().medio, activo=False, por=redactora, ahora=ahora)

    assert not Contacto.objects.invitables().exists()


def test_pide_la_capacidad(fotografo, ahora):
    with pytest.raises(NoTienePermiso):
        directorio.guardar_medio(medio(), por=fotografo, ahora=ahora)
    with pytest.raises(NoTienePermiso):
        directorio.guardar_contacto(ContactoFactory.build(), por=fotografo, ahora=ahora)
    with pytest.raises(NoTienePermiso):
        directorio.archivar(MedioFactory(), activo=False, por=fotografo, ahora=ahora)


class TestConsulta:
    def test_va_en_orden_espanol(self):
        for nombre in ("Ñandú", "Nube", "Zapotal", "Ábaco", "Orilla"):
            MedioFactory(nombre=nombre)

        assert [m.nombre for m in consultas.directorio()] == ["Ábaco", "Nube", "Ñandú", "Orilla", "Zapotal"]

    def test_se_busca_sin_acentos_por_medio_o_por_contacto(self):
        sierra = ContactoFactory(nombre="Jefatura de información", medio__nombre="Radio Sierra").medio
        MedioFactory(nombre="El Peñón")

        assert list(consultas.directorio(texto="INFORMACION")) == [sierra]
        assert [m.nombre for m in consultas.directorio(texto="penon")] == ["El Peñón"]

    def test_filtra_por_tipo_y_archivados(self):
        MedioFactory(tipo="radio")
        archivado = MedioFactory(tipo="portal", activo=False)

        assert list(consultas.directorio(archivados=True)) == [archivado]
        assert not consultas.directorio(tipo="portal").exists()

    def test_cuenta_invitaciones_y_confirmadas(self):
        contacto = ContactoFactory()
        InvitacionFactory(contacto=contacto, asistira=True)
        InvitacionFactory(contacto=contacto)

        (fila,) = consultas.directorio()
        assert (fila.invitados, fila.confirmados) == (2, 1)

    @pytest.mark.parametrize("medios", [1, 5])
    def test_cuesta_dos_consultas(self, django_assert_num_queries, medios):
        ContactoFactory.create_batch(medios)

        with django_assert_num_queries(2):
            assert sum(len(m.contactos.all()) for m in consultas.directorio()) == medios
