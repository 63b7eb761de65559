"""El archivo de contactos de una oficina de verdad: se revisa celda por celda, entra y se deshace."""

from datetime import timedelta

import pytest

from medios.dominio.importar import confirmar, revisar
from medios.estados import ClaseDeFila
from medios.models import Contacto, FilaImportada, Medio
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.models import Asiento
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, MedioFactory
from tests.medios.archivos import csv, libro


@pytest.fixture
def subir(redactora, ahora):
    def _subir(octetos=None, nombre="directorio.xlsx"):
        octetos = libro() if octetos is None else octetos
        return revisar.subir_directorio(nombre=nombre, octetos=octetos, por=redactora, ahora=ahora)

    return _subir


@pytest.fixture
def meter(redactora, ahora):
    def _meter(importacion, **cambios):
        datos = {
            "vistas": revisar.cuantas(importacion)["entran"],
            "origen": "La lista de la oficina",
            "fecha_consentimiento": None,
        }
        return confirmar.confirmar_importacion(importacion, por=redactora, ahora=ahora, **(datos | cambios))

    return _meter


def fila(importacion, renglon):
    return importacion.filas.get(renglon=renglon)


@pytest.mark.parametrize(
    "titulos",
    [
        ("Tel. celular", "WhatsApp", "Tel. oficina"),
        ("Tel", "Móvil", "Teléfono celular"),
        ("CEL.", "TEL.", "Otro teléfono"),
    ],
)
def test_ningun_telefono_se_queda_fuera_por_como_se_llama_su_columna(subir, meter, titulos):
    renglones = f"Medio,Nombre,{','.join(titulos)}\nEco,Ana,3331112233,3331112244,33 3111 2255 ext. 4\n"
    meter(subir(renglones.encode(), "lista.csv"))

    ana = Contacto.objects.get()
    suyos = {ana.telefono, ana.whatsapp, *ana.otros_telefonos} - {""}
    assert suyos == {"+523331112233", "+523331112244", "+523331112255;ext=4"}


def test_cada_fila_dice_que_es_y_nada_se_guarda(subir):
    importacion = subir()

    clases = dict(importacion.filas.values_list("renglon", "clase"))
    assert clases == {4: "nueva", 5: "decidir", 6: "nueva", 7: "decidir", 8: "error", 9: "error"}
    assert fila(importacion, 5).parecido["dicho"] == "Excel redondeó el número: confírmalo."
    assert fila(importacion, 7).parecido["dicho"] == "Se parece a la fila 4, Ana Peña Íñiguez"
    assert fila(importacion, 8).errores == {"correo": "A dora@ejemplo le falta la terminación, como «.mx» o «.com»."}
    assert "Fila oculta en Excel" in fila(importacion, 6).notas
    assert (Medio.objects.count(), Contacto.objects.count()) == (0, 0)


def test_entra_lo_revisado_y_otra_vez_no_entra_nada(subir, meter):
    importacion = meter(subir())

    assert list(Contacto.objects.values_list("nombre", "telefono", "tiene_whatsapp", "correo", "origen")) == [
        ("Ana Peña Íñiguez", "+523312345678", True, "ana@ejemplo.mx", "La lista de la oficina"),
        ("Cata Luna", "+523311112222", True, "cata@ejemplo.mx", "La lista de la oficina"),
    ]
    assert importacion.resumen == {"entran_nueva": 2, "entran_cambios": 0, "medios": 2}
    assert Asiento.objects.filter(accion="importar directorio").count() == 1

    assert revisar.cuantas(subir())["entran"] == 0


def test_un_error_se_corrige_en_su_celda(subir, redactora):
    importacion = subir()

    revisar.corregir_celda(fila(importacion, 8), campo="correo", valor="dora@ejemplo.mx", por=redactora)

    corregida = fila(importacion, 8)
    assert (corregida.clase, corregida.entra, corregida.errores) == (ClaseDeFila.NUEVA, True, {})


def test_decidir_que_es_otro_le_comparte_el_buzon(subir, meter, redactora):
    importacion = subir()

    revisar.decidir_fila(fila(importacion, 7), decision="otro", por=redactora)
    meter(importacion)

    assert list(Contacto.objects.filter(correo="ana@ejemplo.mx").values_list("nombre", "comparte_buzon")) == [
        ("Ana Peña Íñiguez", False),
        ("Ana Peña Iñiguez", True),
    ]


def test_decidir_unir_cambia_al_de_la_otra_fila(subir, meter, redactora):
    importacion = subir()

    revisar.decidir_fila(fila(importacion, 7), decision="unir", por=redactora)
    meter(importacion)

    assert Contacto.objects.get(correo="ana@ejemplo.mx").cargo == "Conductora"


def test_lo_que_cambia_ensena_lo_de_hoy_y_no_borra_lo_que_el_archivo_no_trae(subir, meter):
    medio = MedioFactory(nombre="Radio Ejemplo 105.5")
    ana = ContactoFactory(
        medio=medio, nombre="Ana Peña Íñiguez", correo="ana@ejemplo.mx", telefono="+523825380149", notas="Llegó en 2020"
    )
    importacion = subir()

    cambia = fila(importacion, 4)
    assert (cambia.clase, cambia.hoy["telefono"]) == (ClaseDeFila.CAMBIOS, "+523825380149")
    meter(importacion)
    ana.refresh_from_db()
    assert (ana.telefono, ana.cargo, ana.notas) == ("+523312345678", "Reportera", "Llegó en 2020")


def test_un_medio_que_se_parece_se_pregunta(subir, meter, redactora):
    sierra = MedioFactory(nombre="Radio Sierra del Tigre")
    importacion = subir(csv("Medio,Nombre,Teléfono\nRadio Sierra 98.1,Cabina,3825380010\n"), "lista.csv")

    unica = importacion.filas.get()
    assert unica.parecido == {"que": "medio", "pk": sierra.pk, "dicho": "Se parece a Radio Sierra del Tigre"}
    revisar.decidir_fila(unica, decision="unir", por=redactora)
    meter(importacion)

    assert [c.nombre for c in sierra.contactos.all()] == ["Cabina"]


def test_lo_que_se_dejo_fuera_no_entra(subir, meter, redactora):
    importacion = subir()

    revisar.dejar_entrar(fila(importacion, 4), entra=False, por=redactora)
    meter(importacion)

    assert [c.nombre for c in Contacto.objects.all()] == ["Cata Luna"]


def test_si_el_directorio_cambio_mientras_se_revisaba_no_entra_nada(subir, meter):
    importacion = subir()
    medio = MedioFactory(nombre="Radio Ejemplo 105.5")
    ContactoFactory(
        medio=medio, nombre="Ana Peña Íñiguez", cargo="Reportera", correo="ana@ejemplo.mx", telefono="+523312345678",
        tiene_whatsapp=True,
    )  # fmt: skip

    with pytest.raises(YaCambio, match="cambiaron mientras"):
        meter(importacion)
    assert Contacto.objects.count() == 1


def test_deshacer_regresa_el_directorio_como_estaba(subir, meter, redactora, ahora):
    medio = MedioFactory(nombre="Radio Ejemplo 105.5")
    ana = ContactoFactory(medio=medio, nombre="Ana Peña Íñiguez", correo="ana@ejemplo.mx", telefono="+523825380149")
    importacion = meter(subir())

    frase = confirmar.deshacer_importacion(importacion, por=redactora, ahora=ahora + timedelta(hours=23))

    ana.refresh_from_db()
    assert (ana.telefono, ana.cargo) == ("+523825380149", "")
    assert ([m.nombre for m in Medio.objects.all()], Contacto.objects.count()) == (["Radio Ejemplo 105.5"], 1)
    assert frase == "Se deshizo la importación: salió 1 contacto y 1 quedó como estaba."


def test_a_quien_ya_se_invito_se_le_archiva(subir, meter, redactora, ahora):
    importacion = meter(subir())
    InvitacionFactory(contacto=Contacto.objects.get(nombre="Cata Luna"))

    confirmar.deshacer_importacion(importacion, por=redactora, ahora=ahora)

    assert list(Contacto.objects.values_list("nombre", "activo")) == [("Cata Luna", False)]


def test_pasadas_24_horas_ni_se_deshace_ni_se_guardan_las_filas(subir, meter, redactora, ahora):
    importacion = meter(subir())
    despues = ahora + timedelta(hours=24, seconds=1)

    with pytest.raises(NoSePuede, match="24 horas"):
        confirmar.deshacer_importacion(importacion, por=redactora, ahora=despues)
    confirmar.olvidar_importaciones(ahora=despues)
    assert FilaImportada.objects.count() == 0


def test_sin_decir_de_donde_salieron_los_datos_no_entran(subir, meter):
    with pytest.raises(NoSePuede, match="de dónde salieron"):
        meter(subir(), origen=" ")
