"""Los tres pasos de importar en la pantalla, y exportar con motivo."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from medios.dominio.importar.lectura import leer_archivo
from medios.models import Contacto, Importacion
from nucleo.models import Asiento
from tests.fabricas.medios import ContactoFactory, ImportacionFactory, MedioFactory
from tests.lectura import de_corrido

pytestmark = pytest.mark.django_db


@pytest.fixture
def redacta(client, redactora, oficina):
    client.force_login(redactora)
    return client


def ir(nombre, *args):
    return reverse(f"medios:{nombre}", args=args)


def test_subir_lleva_a_la_revision_y_confirmar_mete_los_contactos(redacta):
    lista = SimpleUploadedFile("lista.csv", "Medio,Nombre,Teléfono\nEco Serrano,Cabina,044 382 538 0149\n".encode())

    pagina = redacta.post(ir("importar"), {"archivo": lista}, follow=True)
    texto = de_corrido(pagina.text)
    assert "Excel: <s>044 382 538 0149</s>" in texto
    assert "Entra 1 fila: 1 nueva y 0 con cambios" in texto
    assert Contacto.objects.count() == 0

    importacion = Importacion.objects.get()
    datos = {"vistas": "1", "origen": "Lista de la oficina"}
    final = redacta.post(ir("confirmar_importacion", importacion.pk), datos, follow=True)
    assert "Listo: 1 contacto nuevo y 0 con cambios." in de_corrido(final.text)
    assert [c.telefono for c in Contacto.objects.all()] == ["+523825380149"]


def test_primero_va_lo_que_trae_problema_y_de_50_en_50(redacta):
    sanas = [{"medio": "Eco Serrano", "nombre": f"Persona {n}"} for n in range(60)]
    importacion = ImportacionFactory(filas=[*sanas, {"medio": "Eco Serrano", "nombre": "Mal", "telefono": "538-014"}])

    pagina = redacta.get(ir("revisar_importacion", importacion.pk))

    assert len(pagina.context["pagina"].object_list) == 50
    assert pagina.context["pagina"].object_list[0].errores == {
        "telefono": "El teléfono «538-014» tiene 6 dígitos; deben ser 10."
    }


def test_la_revision_hace_las_mismas_consultas_con_mas_filas(redacta, django_assert_max_num_queries):
    sanas = [{"medio": "Eco Serrano", "nombre": f"Persona {n}"} for n in range(120)]
    importacion = ImportacionFactory(filas=sanas)

    with django_assert_max_num_queries(14):
        redacta.get(ir("revisar_importacion", importacion.pk))


def test_corregir_en_la_celda_la_pasa_a_las_que_entran(redacta):
    importacion = ImportacionFactory()
    mala = importacion.filas.get(clase="error")
    datos = {"campo": "telefono", "valor": "33 1234 5679", "donde": "?ver=error"}

    respuesta = redacta.post(ir("corregir_fila", mala.pk), datos)

    assert respuesta["Location"] == ir("revisar_importacion", importacion.pk) + "?ver=error"
    mala.refresh_from_db()
    assert (mala.clase, mala.entra) == ("nueva", True)


def test_el_numero_redondeado_se_confirma(redacta):
    importacion = ImportacionFactory()
    dudosa = importacion.filas.get(clase="decidir")

    redacta.post(ir("decidir_fila", dudosa.pk), {"decision": "asi"})

    dudosa.refresh_from_db()
    assert (dudosa.clase, dudosa.datos["telefono"]) == ("nueva", "+523300000000")


def test_los_errores_se_descargan_con_que_paso(redacta):
    importacion = ImportacionFactory()

    octetos = redacta.get(ir("errores_de_importacion", importacion.pk)).content

    filas = list(load_workbook(io.BytesIO(octetos)).active.iter_rows(values_only=True))
    assert filas[1][0] == 5
    assert filas[1][-1] == "El teléfono «538-014» tiene 6 dígitos; deben ser 10"


def test_exportar_pide_motivo(redacta):
    respuesta = redacta.post(ir("exportar_directorio"), {"motivo": "", "formato": "csv"})

    assert respuesta.status_code == 422
    assert "Di para qué se exporta" in respuesta.text


def test_exportar_la_lista_filtrada_neutraliza_y_queda_en_la_bitacora(redacta):
    medio = MedioFactory(nombre="Radio Ñandú", cobertura="estatal")
    ContactoFactory(medio=medio, nombre="=SUMA(1,1)", telefono="+523312345678", correo="ana@ejemplo.mx")
    ContactoFactory(medio__cobertura="local")

    octetos = redacta.post(
        ir("exportar_directorio") + "?cobertura=estatal", {"motivo": "Acreditaciones de la feria", "formato": "csv"}
    ).content

    filas = list(csv.DictReader(io.StringIO(octetos.decode("utf-8-sig"))))
    assert [(f["Nombre"], f["Medio"], f["Teléfono"]) for f in filas] == [("'=SUMA(1,1)", "Radio Ñandú", "33 1234 5678")]
    assert octetos.startswith(b"\xef\xbb\xbf")
    detalle = Asiento.objects.get(accion="exportar directorio").detalle
    assert detalle == {"motivo": "Acreditaciones de la feria", "contactos": 1}


def test_lo_exportado_se_puede_volver_a_importar(redacta):
    ContactoFactory(nombre="Luz Vera", telefono="+523312345678;ext=14", tiene_whatsapp=True)

    octetos = redacta.post(ir("exportar_directorio"), {"motivo": "Respaldo", "formato": "xlsx"}).content

    assert [f.celdas["nombre"] for f in leer_archivo("x.xlsx", octetos).filas] == ["Luz Vera"]


def test_la_plantilla_se_lee(redacta):
    leido = leer_archivo("p.xlsx", redacta.get(ir("plantilla_del_directorio")).content)

    assert sorted(leido.filas[0].celdas) == sorted(
        ["medio", "tipo", "cobertura", "municipio", "nombre", "cargo", "telefono", "whatsapp", "correo", "notas"]
    )


def test_quien_no_edita_el_directorio_no_lo_saca(client, fotografo, oficina):
    client.force_login(fotografo)

    assert client.post(ir("exportar_directorio"), {"motivo": "x", "formato": "csv"}).status_code == 403


def test_lo_que_se_puede_deshacer_sigue_a_la_vista_aunque_se_suban_mas(redacta, ahora, reloj):
    entro = ImportacionFactory(confirmada_en=ahora, resumen={"entran_nueva": 1, "entran_cambios": 0})
    ImportacionFactory.create_batch(9, subida_en=ahora + timedelta(hours=1))

    deshacer = ir("deshacer_importacion", entro.pk)
    assert deshacer in redacta.get(ir("importar")).text
    assert deshacer in redacta.get(ir("revisar_importacion", entro.pk)).text


def test_aceptaron_que_los_guardemos_no_es_un_dia_que_no_llega(redacta, ahora, reloj):
    importacion = ImportacionFactory(filas=[{"medio": "Eco Serrano", "nombre": "Persona"}])
    datos = {"vistas": "1", "origen": "Lista", "fecha_consentimiento": "2030-01-01"}

    pagina = redacta.post(ir("confirmar_importacion", importacion.pk), datos)

    assert (pagina.status_code, "No puede ser después de hoy." in pagina.text) == (422, True)
    assert not Contacto.objects.exists()
