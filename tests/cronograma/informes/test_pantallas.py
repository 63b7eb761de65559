"""Las pantallas del informe: escoger, escribir, pedir y bajar."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cronograma.dominio.informes.cola import hacer_pendientes
from cronograma.dominio.informes.informes import huella_de_las_partes
from cronograma.models import Informe, VersionDeInforme
from media_library.estados import Menores
from media_library.models import Evidencia

pytestmark = pytest.mark.django_db


def url(nombre, *args):
    return reverse(f"cronograma:{nombre}", args=args)


@pytest.fixture
def cliente(client, directora):
    client.force_login(directora)
    return client


def partes(informe, **cambios):
    claves = list(informe.partes.values_list("seccion", flat=True))
    vistas = huella_de_las_partes(informe)
    datos = {"seccion": claves, "vistas": vistas, **{f"va-{c}": "on" for c in claves}}
    return datos | cambios


def test_abrir_dos_veces_es_el_mismo_informe(cliente, febrero):
    for _ in range(2):
        respuesta = cliente.post(url("abrir_informe"), {"periodo": "2026-02"})

    informe = Informe.objects.get()
    assert respuesta.url == url("informe", informe.pk)
    assert informe.titulo == "Informe de febrero de 2026"


def test_un_ano_sin_plan_lo_dice_y_lo_que_no_es_un_periodo_no_existe(cliente, febrero):
    respuesta = cliente.post(url("abrir_informe"), {"periodo": "2026-13"})
    assert respuesta.status_code == 404

    respuesta = cliente.post(url("abrir_informe"), {"periodo": "2031-02"})
    assert respuesta.status_code == 409
    assert "No hay un plan de 2031" in respuesta.content.decode()


def test_el_texto_propuesto_se_ve_y_si_no_se_toca_no_se_guarda(cliente, informe):
    pagina = cliente.get(url("informe", informe.pk)).content.decode()
    assert "Se emitieron 2 boletines." in pagina

    propuesto = "Se emitieron 2 boletines."
    cliente.post(url("informe", informe.pk), partes(informe, **{"texto-boletines": propuesto}))
    assert informe.partes.get(seccion="boletines").texto == ""

    cliente.post(url("informe", informe.pk), partes(informe, **{"texto-boletines": "Fueron dos."}))
    assert informe.partes.get(seccion="boletines").texto == "Fueron dos."


def test_las_secciones_se_quitan_y_se_mueven(cliente, informe):
    datos = partes(informe, sube="boletines")
    del datos["va-redes"]
    cliente.post(url("informe", informe.pk), datos)
    claves = list(informe.partes.values_list("seccion", flat=True))

    assert claves.index("boletines") == 3  # estaba tras los ejes
    assert not informe.partes.get(seccion="redes").va


def test_un_texto_que_no_cabe_se_rechaza_y_no_se_pierde(cliente, informe):
    largo = "palabra " * 600
    respuesta = cliente.post(url("informe", informe.pk), partes(informe, **{"texto-resumen": largo}))

    assert respuesta.status_code == 409
    assert largo.strip() in respuesta.content.decode()
    assert "Resumen: el texto tiene 4,799 caracteres" in respuesta.content.decode()


def test_generar_guarda_antes_lo_que_esta_en_la_pantalla(cliente, informe):
    datos = partes(informe, **{"texto-boletines": "Fueron dos."}) | {"formatos": ["xlsx"]}
    cliente.post(url("generar_informe", informe.pk), datos)

    assert informe.partes.get(seccion="boletines").texto == "Fueron dos."
    assert VersionDeInforme.objects.get().formatos == ["xlsx"]


def test_otra_pestana_no_borra_lo_que_se_guardo_en_esta(cliente, informe):
    otra = partes(informe, **{"texto-redes": "Desde la otra."})
    cliente.post(url("informe", informe.pk), partes(informe, **{"texto-boletines": "Fueron dos."}))

    respuesta = cliente.post(url("informe", informe.pk), otra)

    assert (respuesta.status_code, "cambió en otra pantalla" in respuesta.text) == (409, True)
    assert "Desde la otra." in respuesta.text
    assert informe.partes.get(seccion="boletines").texto == "Fueron dos."


def test_se_pide_se_hace_y_se_baja(cliente, informe):
    cliente.post(url("generar_informe", informe.pk), {"formatos": ["pdf", "xlsx"]})
    assert "hx-trigger" in cliente.get(url("informe", informe.pk)).content.decode()

    hacer_pendientes(reloj=timezone.now)
    pagina = cliente.get(url("informe", informe.pk)).content.decode()
    assert "every 3s" not in pagina
    pdf = cliente.get(url("archivo_del_informe", informe.pk, 1, "pdf"))
    libro = cliente.get(url("archivo_del_informe", informe.pk, 1, "xlsx"))

    assert pdf.content.startswith(b"%PDF")
    assert libro.content.startswith(b"PK")
    assert 'filename="informe-2026-02-v1.xlsx"' in libro["Content-Disposition"]
    assert cliente.get(url("archivo_del_informe", informe.pk, 1, "pptx")).status_code == 404


def test_sin_formatos_se_dice(cliente, informe):
    respuesta = cliente.post(url("generar_informe", informe.pk))

    assert respuesta.status_code == 409
    assert "Escoge al menos un formato." in respuesta.content.decode()


def test_la_foto_que_falta_se_dice_y_se_quita_para_continuar(cliente, informe):
    Evidencia.objects.filter(pk=informe.fotos.first().evidencia_id).update(menores=Menores.PROTEGIDOS)
    pagina = cliente.get(url("informe", informe.pk)).content.decode()
    assert "Falta la foto «Arranca la obra»" in pagina
    assert "Quitarla y continuar" in " ".join(pagina.split())

    cliente.post(url("generar_informe", informe.pk), {"formatos": "pdf", "sin_fotos": "1"})
    assert VersionDeInforme.objects.get().formatos == ["pdf"]
    assert informe.fotos.count() == 1


def test_las_fotos_se_cambian(cliente, informe, febrero):
    actividad = informe.fotos.first().actividad_id
    otra = febrero.evidencias.exclude(en_informes__informe=informe).get()
    assert f"{actividad}-{otra.pk}" in cliente.get(url("fotos_del_informe", informe.pk)).content.decode()

    cliente.post(url("fotos_del_informe", informe.pk), {"foto": [f"{actividad}-{otra.pk}", "basura", "9-9-9"]})
    assert [f.evidencia for f in informe.fotos.all()] == [otra]

    cliente.post(url("escoger_fotos", informe.pk))
    assert informe.fotos.count() == 2


def test_la_vista_previa_es_un_borrador(cliente, informe):
    respuesta = cliente.get(url("previa_del_informe", informe.pk))

    assert respuesta.content.startswith(b"%PDF")
    assert not VersionDeInforme.objects.exists()


def test_quien_solo_consulta_los_ve_y_no_los_hace(client, informe, consulta):
    client.force_login(consulta)
    pagina = client.get(url("informe", informe.pk)).content.decode()

    assert ">Generar<" not in pagina
    assert client.post(url("generar_informe", informe.pk), {"formatos": "pdf"}).status_code == 403


def test_sin_informes_se_dice_que_hacer(cliente, boletines):
    assert "Todavía no hay informes" in cliente.get(url("informes")).content.decode()
