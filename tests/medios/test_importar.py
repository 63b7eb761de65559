"""El archivo de contactos de una oficina de verdad: se revisa celda por celda, entra y se deshace."""

import io
from datetime import timedelta

import pytest
from openpyxl import Workbook

from medios.dominio.importar import confirmar, revisar
from medios.dominio.importar.celdas import limpiar_fila
from medios.dominio.importar.lectura import leer_archivo
from medios.estados import ClaseDeFila
from medios.models import Contacto, FilaImportada, Medio
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.models import Asiento
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, MedioFactory

TITULOS = ("NOMBRE", "MEDIO ", "CARGO", "TELÉFONO", "WHATSAPP", "CORREO", "OBSERVACIONES")
FILAS = (
    ("Ana Peña Íñiguez", "Radio Ejemplo 105.5", "Reportera", 3312345678, "33 1234 5678", "ana@ejemplo.mx", None),
    ("BETO ÑÁÑEZ", "El Semanario de Ejemplo", "Director", 3300000000, "'3398765432", "Beto@Ejemplo.MX ", "cumple"),
    (" Cata\xa0Luna ", "El Semanario de Ejemplo", None, "045 33 1111 2222", 523311112222,
     "cata@ejemplo.mx; cata@otro.example", None),
    ("Ana Peña Iñiguez", "radio ejemplo 105.5 ", "Conductora", "3312345678", None, "ANA@ejemplo.mx", "repetida"),
    ("Dora =SUMA(1,1)", "Ejemplo TV", "Corresponsal", "(33) 5555-6666 ext 12", None, "dora@ejemplo", None),
    (None, "Ejemplo TV", "Jefatura", "0133334444", None, "mesa@ejemplo.mx", "contacto sin persona"),
)  # fmt: skip


def libro(filas=FILAS, titulos=TITULOS):
    libro = Workbook()
    hoja = libro.active
    hoja.title = "MEDIOS 2026"
    hoja.append(["DIRECTORIO DE MEDIOS — ACTUALIZADO"])
    hoja.append([])
    hoja.append(titulos)
    for fila in filas:
        hoja.append(fila)
    hoja.append(["TOTAL: 6"])
    hoja.row_dimensions[6].hidden = True
    libro.create_sheet("Hoja2").append(["notas sueltas"])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


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


def csv(texto, como="utf-8"):
    return texto.encode(como)


LISTA = "Nombre;Medio;Teléfono;Correo\r\nBETO ÑÁÑEZ;Radio Ejemplo;3312345678;beto@ejemplo.mx\r\n"


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


@pytest.mark.parametrize(
    "octetos",
    [
        csv(LISTA, "cp1252"),
        csv(LISTA, "utf-8-sig"),
        csv(LISTA.replace(";", "\t"), "utf-16"),
        csv("sep=;\r\n" + LISTA, "cp1252"),
        csv(LISTA.replace(";", ",")),
    ],
)
def test_cualquier_csv_de_excel_da_las_mismas_filas(octetos):
    leido = leer_archivo("directorio.csv", octetos)

    assert [(f.numero, f.celdas) for f in leido.filas] == [
        (2, {"nombre": "BETO ÑÁÑEZ", "medio": "Radio Ejemplo", "telefono": "3312345678", "correo": "beto@ejemplo.mx"})
    ]


def test_lo_que_no_es_contacto_se_dice(db):
    leido = leer_archivo("directorio.xlsx", libro())

    assert (leido.hoja, leido.fila_de_titulos) == ("MEDIOS 2026", 3)
    assert [f.numero for f in leido.filas] == [4, 5, 6, 7, 8, 9]
    assert [f.numero for f in leido.filas if f.oculta] == [6]
    assert leido.avisos == [
        "el título de la fila 1",
        "«TOTAL: 6» de la fila 10",
        "la hoja «Hoja2», que no se leyó",
    ]


@pytest.mark.parametrize(
    ("octetos", "nombre", "frase"),
    [
        (b"%PDF-1.4", "lista.pdf", "no es XLSX ni CSV"),
        (b"PK\x03\x04basura", "lista.xlsx", "dañado o tiene contraseña"),
        (b"hola,mundo\n1,2\n", "lista.csv", "títulos de las columnas"),
        (b"Nombre,Medio\n", "lista.csv", "ningún contacto"),
    ],
)
def test_lo_que_no_se_puede_leer_se_rechaza_con_su_frase(octetos, nombre, frase):
    with pytest.raises(NoSePuede, match=frase):
        leer_archivo(nombre, octetos)


@pytest.mark.parametrize(
    ("escrito", "telefono", "otros"),
    [
        ("044 382 538 0149", "+523825380149", []),
        ("0133 1234 5678", "+523312345678", []),
        ("+521(33)38361100x14", "+523338361100;ext=14", []),
        ("33123456783398765432", "+523312345678", ["+523398765432"]),
        ("33 1234 5678 / 33 9876 5432", "+523312345678", ["+523398765432"]),
        ("3312345678.0", "+523312345678", []),
        ("+1 956 542 0147", "+19565420147", []),
    ],
)
def test_los_telefonos_se_arreglan(escrito, telefono, otros):
    datos = limpiar_fila({"medio": "Radio", "nombre": "Ana", "telefono": escrito}).datos

    assert (datos["telefono"], datos["otros_telefonos"]) == (telefono, otros)


@pytest.mark.parametrize(
    ("escrito", "tratamiento", "nombre"),
    [
        ("LIC. ANA PEÑA DE LA CRUZ", "Lic.", "Ana Peña de la Cruz"),
        ("ing beto ñáñez", "Ing.", "beto ñáñez"),
        ("C.P. Cata Luna", "C.P.", "Cata Luna"),
        ("Licha Robles", "", "Licha Robles"),
        ("Carla", "", "Carla"),
    ],
)
def test_el_titulo_se_separa_del_nombre(escrito, tratamiento, nombre):
    datos = limpiar_fila({"medio": "Radio", "nombre": escrito}).datos

    assert (datos["tratamiento"], datos["nombre"]) == (tratamiento, nombre)


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
