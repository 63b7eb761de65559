"""La memoria fotográfica y la hoja de contactos de un evento."""

import io
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from media_library.clientes import almacen
from media_library.dominio.compartir.memoria import MAXIMO, memoria_de, pdf_de_contactos, pdf_de_memoria
from media_library.dominio.derechos import difuminado
from media_library.dominio.entrada import ingesta
from media_library.dominio.versiones import cola
from media_library.models import Evidencia
from media_library.models.receta import Receta
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.media_library import ConsentimientoFactory, DerivadoFactory, EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.media_library.almacenes import Entregado

pytestmark = pytest.mark.django_db
OFICINA = PersonaFactory.build(papeles=["redaccion"])  # a la oficina no se le esconde nada
AHORA = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CENTRO = (30, 30, 40, 40)


@pytest.fixture
def con_fotos(ahora):
    """Un evento con dos fotos de verdad, derivadas; la segunda sin pie."""
    evento = EventoFactory(titulo="Inauguración de la peña")
    for n, pie in enumerate(("Corte de listón en la peña", "")):
        salida = io.BytesIO()
        Image.effect_noise((900 + n, 600), 80).convert("RGB").save(salida, "JPEG")
        salida.seek(0)
        evidencia = ingesta.ingresar(
            archivo=salida, nombre=f"DSC_{n}.jpg", evento=evento, por=PersonaFactory(), ahora=ahora
        ).evidencia
        evidencia.pie, evidencia.credito, evidencia.texto_alternativo = pie, "Fotografía municipal", "Un listón rojo"
        evidencia.save()
    cola.derivar_todo()
    return evento


def _texto(octetos, tmp_path):
    archivo = tmp_path / "memoria.pdf"
    archivo.write_bytes(octetos)
    return subprocess.run(["pdftotext", "-layout", archivo, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.lento
def test_el_pdf_lleva_pies_creditos_y_dice_lo_que_falta(con_fotos, oficina, tmp_path):
    texto = _texto(pdf_de_memoria(memoria_de(con_fotos, por=OFICINA, ahora=AHORA)), tmp_path)

    assert "Inauguración de la peña" in texto
    assert "Corte de listón en la peña" in texto
    assert "Foto: Fotografía municipal" in texto
    assert "1 sin pie de foto no aparece" in texto


@pytest.mark.lento
def test_la_hoja_de_contactos_lleva_todas_con_su_archivo(con_fotos, oficina, tmp_path):
    texto = _texto(pdf_de_contactos(con_fotos, por=OFICINA, ahora=AHORA), tmp_path)

    assert "DSC_0.jpg" in texto
    assert "DSC_1.jpg" in texto
    assert "2 fotografías" in texto


@pytest.mark.lento
def test_lo_que_se_procesa_se_omite_y_se_dice(con_fotos, oficina, tmp_path):
    EvidenciaFactory(evento=con_fotos, pie="Otra")

    assert "1 todavía se procesan" in _texto(pdf_de_memoria(memoria_de(con_fotos, por=OFICINA, ahora=AHORA)), tmp_path)


def test_entran_las_que_tienen_pie_en_el_orden_en_que_se_tomaron(ahora):
    evento = EventoFactory()
    tarde = EvidenciaFactory(evento=evento, pie="Tarde", capturada_en=ahora + timedelta(hours=1))
    temprano = EvidenciaFactory(evento=evento, pie="Temprano", capturada_en=ahora)
    EvidenciaFactory(evento=evento)
    EvidenciaFactory(evento=evento, pie="En la papelera", papelera_en=ahora)
    EvidenciaFactory(pie="De otro evento")

    memoria = memoria_de(evento, por=OFICINA, ahora=AHORA)

    assert memoria.fotos == [temprano, tarde]
    assert memoria.sin_describir == 1


def test_si_ninguna_tiene_pie_entran_todas_y_nunca_mas_de_las_que_caben():
    evento = EventoFactory()
    EvidenciaFactory.create_batch(MAXIMO + 3, evento=evento)

    memoria = memoria_de(evento, por=OFICINA, ahora=AHORA)

    assert (len(memoria.fotos), memoria.sin_describir, memoria.sobran) == (MAXIMO, 0, 3)
    assert f"las primeras {MAXIMO}" in memoria.aviso


@pytest.mark.parametrize("cuantas", [1, 12])
def test_cuesta_tres_consultas(cuantas, django_assert_num_queries):
    evento = EventoFactory()
    for evidencia in EvidenciaFactory.create_batch(cuantas, evento=evento, pie="Pie"):
        DerivadoFactory(original=evidencia.original, receta="w800.webp", hecho=True)

    with django_assert_num_queries(3):
        memoria = memoria_de(evento, por=OFICINA, ahora=AHORA)

    assert memoria.listas == {f.pk for f in memoria.fotos}


def test_la_pagina_y_los_pdf_son_de_quien_ve_el_evento(client, oficina):
    evento = EventoFactory(dependencia=DependenciaFactory(nombre="Cultura"))
    client.force_login(PersonaFactory(papeles=["enlace"], dependencia=DependenciaFactory(nombre="Obras")))

    rutas = [f"/oficina/agenda/{evento.pk}/{r}" for r in ("memoria/", "memoria.pdf", "contactos.pdf")]

    assert [client.get(r).status_code for r in rutas] == [404, 404, 404]


def test_sin_fotos_la_pagina_invita_a_subir(client, oficina):
    client.force_login(PersonaFactory(papeles=["fotografia"]))

    respuesta = client.get(f"/oficina/agenda/{EventoFactory().pk}/memoria/")

    assert "Este evento todavía no tiene fotos" in respuesta.content.decode()


def _guardado(evidencia, receta):
    with almacen.abrir(almacen.derivados(), evidencia.original.derivados.get(receta=receta).archivo) as archivo:
        return archivo.read()


@pytest.fixture
def difuminada(con_fotos):
    """La foto con pie del evento, difuminada en el centro y con su versión por hacer."""
    foto = Evidencia.objects.get(pie__startswith="Corte")
    return difuminado.difuminar(foto, zonas=[CENTRO], por=PersonaFactory(), ahora=AHORA)


@pytest.mark.lento
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pdf", ["memoria", "contactos"])
def test_los_pdf_llevan_la_version_difuminada_y_mientras_no_esta_ninguna(pdf, con_fotos, difuminada, oficina, tmp_path):
    def hacer():
        if pdf == "memoria":
            return pdf_de_memoria(memoria_de(con_fotos, por=OFICINA, ahora=AHORA))
        return pdf_de_contactos(con_fotos, por=OFICINA, ahora=AHORA)

    sin_version = _texto(hacer(), tmp_path)
    cola.derivar_todo()
    receta = "w800.jpg" if pdf == "memoria" else "w320.jpg"
    octetos = hacer()

    assert "1 todavía se procesan" in sin_version
    assert _guardado(difuminada, difuminada.receta_publica(Receta.leer(receta))) in octetos
    assert _guardado(difuminada, receta) not in octetos


@pytest.mark.lento
@pytest.mark.django_db(transaction=True)
def test_la_pagina_muestra_la_version_difuminada(client, con_fotos, difuminada, oficina):
    client.force_login(PersonaFactory(papeles=["fotografia"]))
    direccion = f"/oficina/biblioteca/{difuminada.pk}/archivo/w800.webp"

    pendiente = client.get(direccion)
    pagina_sin_version = client.get(f"/oficina/agenda/{con_fotos.pk}/memoria/").text
    cola.derivar_todo()
    vista = Entregado(client.get(direccion)).octetos

    assert pendiente.status_code == 404
    assert "Procesando…" in pagina_sin_version
    assert vista == _guardado(difuminada, difuminada.receta_publica(Receta.leer("w800.webp")))
    assert direccion in client.get(f"/oficina/agenda/{con_fotos.pk}/memoria/").text


@pytest.mark.parametrize(
    "impedida",
    [{"menores": "protegidos"}, {"menores": "si"}, {"uso": "prohibido"}],
)
def test_lo_que_no_puede_salir_se_queda_fuera_y_se_cuenta(impedida):
    evento = EventoFactory()
    libre = EvidenciaFactory(evento=evento, pie="Libre")
    EvidenciaFactory(evento=evento, pie="Impedida", **impedida)

    memoria = memoria_de(evento, por=OFICINA, ahora=AHORA)

    assert memoria.fotos == [libre]
    assert memoria.aviso == "1 no puede salir por derechos o protección de menores y no aparece"


def test_una_carta_revocada_saca_la_foto_de_la_memoria():
    evento = EventoFactory()
    carta = ConsentimientoFactory(revocado_en=AHORA, motivo_de_revocacion="Lo pidió")
    carta.evidencias.add(EvidenciaFactory(evento=evento, pie="Impedida"))

    memoria = memoria_de(evento, por=OFICINA, ahora=AHORA)

    assert (memoria.fotos, memoria.impedidas) == ([], 1)


@pytest.mark.lento
def test_la_hoja_de_contactos_dice_cuantas_no_aparecen(con_fotos, oficina, tmp_path):
    Evidencia.objects.filter(nombre_de_archivo="DSC_1.jpg").update(menores="protegidos")

    texto = _texto(pdf_de_contactos(con_fotos, por=OFICINA, ahora=AHORA), tmp_path)

    assert "DSC_1.jpg" not in texto
    assert "1 no puede salir" in " ".join(texto.split())
