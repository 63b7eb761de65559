import gzip
import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command

from boletines.dominio.despues.retiro import huella_de
from boletines.models import Boletin, Captura, RetiroUrgente
from comsocial.operacion.verificacion import revisar_todo
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal
from media_library.dominio.originales.guardar import ruta_de
from nucleo.referencias import ref
from paginas.dominio.comprobar import carpeta_de_capturas
from personas.models import Oficina
from portal.consultas.series import POR_PAGINA
from portal.dominio.escritura.archivos import AVISO_DE_RETIRO
from tests.fabricas.boletines import BoletinFactory
from tests.fabricas.paginas import ComprobacionFactory
from tests.operacion.conftest import con_su_huella
from tests.papeles import siendo_el_dueno
from tests.personas.conftest import AHORA


def faltas():
    return [falta for revision in revisar_todo(ahora=AHORA, avisar=lambda _: None) for falta in revision.faltas]


def pagina(settings, boletin, archivo="index.html"):
    return Path(settings.DIR_PUBLICO) / boletin.ruta_publica.strip("/") / archivo


def test_una_oficina_entera_no_tiene_faltas(oficina):
    assert faltas() == []


def test_el_comando_dice_que_reviso_y_termina_con_uno_si_algo_esta_mal(oficina, settings, capsys):
    call_command("verificar")
    assert "Todo está como se guardó." in capsys.readouterr().out
    pagina(settings, oficina.publico).unlink()

    with pytest.raises(SystemExit) as salida:
        call_command("verificar")
    assert salida.value.code == 1
    assert f"Falta la página de {oficina.publico.folio}" in capsys.readouterr().out


def test_nota_un_original_cambiado_y_uno_que_falta(oficina):
    ruta = ruta_de(oficina.evidencia.original.huella)
    ruta.chmod(0o644)
    ruta.write_bytes(b"x" * ruta.stat().st_size)
    assert [f.endswith("su contenido cambió") for f in faltas()] == [True]

    ruta.unlink()
    assert [f.endswith("falta el archivo") for f in faltas()] == [True]


def test_nota_un_asiento_reescrito(oficina):
    with siendo_el_dueno() as cursor:
        cursor.execute("ALTER TABLE nucleo_asiento DISABLE TRIGGER intocable")
        cursor.execute("UPDATE nucleo_asiento SET accion = 'otra' WHERE numero = 1")
        cursor.execute("ALTER TABLE nucleo_asiento ENABLE TRIGGER intocable")

    assert faltas() == ["El asiento 1 no cuadra con el anterior."]


def test_nota_una_ancla_que_ya_no_coincide(oficina, settings):
    archivo = settings.DIR_DATOS / "anclas.jsonl"
    with archivo.open("a") as salida:
        salida.write(json.dumps({"fecha": "2026-11-25", "numero": 999, "huella": "0" * 64}) + "\n")

    assert [f.startswith("El ancla del 2026-11-25") for f in faltas()] == [True]


def test_nota_que_se_borro_el_archivo_de_anclas(oficina, settings):
    (settings.DIR_DATOS / "anclas.jsonl").unlink()

    assert [f.startswith("El ancla del ") and "no está en anclas.jsonl" in f for f in faltas()] == [True]


@pytest.mark.parametrize("campo", ["titulo", "cuerpo", "lugar"])
def test_nota_un_texto_aprobado_que_se_cambio_por_fuera(oficina, campo):
    Boletin.objects.filter(pk=oficina.publico.pk).update(**{campo: "Otra cosa"})

    assert [f.startswith(f"{oficina.publico.folio} no dice lo que se aprobó") for f in faltas()] == [True]


def test_nota_un_acta_y_una_captura_cambiadas(oficina, directora):
    relacion = [{"folio": "CS/001/2026"}]
    RetiroUrgente.objects.create(
        motivo="Orden", relacion=relacion, huella=huella_de(relacion), hecho_por=directora, hecho_en=AHORA
    )
    Captura.objects.create(huella=sha256(b"<p>").hexdigest(), contenido=b"<p>", tomada_en=AHORA)
    assert faltas() == []

    with siendo_el_dueno():
        RetiroUrgente.objects.update(relacion=[])
        Captura.objects.update(contenido=b"<i>")

    assert [f.split(" cambió")[0].split(" no da")[0] for f in faltas()] == [
        f"El acta del retiro urgente {RetiroUrgente.objects.get().pk}",
        f"La captura de retiro {sha256(b'<p>').hexdigest()}",
    ]


def test_nota_una_captura_de_pagina_oficial_que_falta_o_no_es_la_misma(oficina, settings):
    contenido = b"<h1>Obras</h1>"
    nombre = f"{sha256(contenido).hexdigest()}.html.gz"
    ComprobacionFactory(leida=True, archivo=nombre)
    archivo = carpeta_de_capturas() / nombre
    assert faltas() == [f"La captura {nombre} falta."]

    archivo.parent.mkdir(parents=True, exist_ok=True)
    archivo.write_bytes(gzip.compress(contenido))
    assert faltas() == []

    archivo.write_bytes(gzip.compress(b"otra"))
    assert faltas() == [f"La captura {nombre} cambió."]

    archivo.write_bytes(b"no es gzip")
    assert faltas() == [f"La captura {nombre} está dañada."]


def test_cambiar_de_serie_a_medio_ano_no_acusa_folios_de_mas(oficina):
    Oficina.objects.update_or_create(pk=1, defaults={"serie": "CCS"})

    assert faltas() == []


def test_nota_un_archivo_ajeno_entre_los_originales(oficina, settings):
    ajeno = Path(settings.DIR_ORIGINALES) / "ab" / "ajeno.jpg"
    ajeno.parent.mkdir(parents=True, exist_ok=True)
    ajeno.write_bytes(b"x")

    assert faltas() == ["originales/ab/ajeno.jpg no es de ningún original."]


def test_lo_que_espera_en_la_bandeja_del_portal_no_falta(oficina):
    nuevo = con_su_huella(BoletinFactory(publicado=True))
    assert len(faltas()) == 1

    encolar(canal=Canal.PORTAL, motivo="publicar", objeto=ref(nuevo), por=None, ahora=AHORA)

    assert faltas() == []


def test_lo_publicado_que_se_quedo_a_medio_escribir_no_se_acusa(oficina, settings):
    """Su página está y su envío espera otra vuelta: ni falta ni sobra. Lo embargado que se asoma, sí."""
    encolar(canal=Canal.PORTAL, motivo="publicar", objeto=ref(oficina.publico), por=None,
            ahora=AHORA)  # fmt: skip
    (Path(settings.DIR_PUBLICO) / f"medios/{oficina.publico.clave}").mkdir(parents=True, exist_ok=True)
    assert faltas() == []

    Boletin.objects.filter(pk=oficina.publico.pk).update(embargo_hasta=AHORA + timedelta(days=1))

    assert [f"{oficina.publico.ruta_publica} está publicada" in falta for falta in faltas()] == [True, False]


def test_un_renglon_de_anclas_a_medias_se_dice_sin_romperse(oficina, settings):
    with (settings.DIR_DATOS / "anclas.jsonl").open("a") as salida:
        salida.write('{"fecha": "2026-11')

    assert [f.startswith("El ancla del renglón 2, que no se entiende") for f in faltas()] == [True]


def test_nota_una_pagina_de_un_boletin_que_no_es_publico(oficina, settings):
    sobra = Path(settings.DIR_PUBLICO) / "boletines/2026/inventado-099/index.html"
    sobra.parent.mkdir(parents=True)
    sobra.write_text("x")
    fotos = Path(settings.DIR_PUBLICO) / f"medios/{oficina.borrador.clave}"
    fotos.mkdir(parents=True)

    assert faltas() == [
        "/boletines/2026/inventado-099/ está publicada y su boletín no lo está.",
        f"Hay fotos públicas de un boletín que no lo es (medios/{oficina.borrador.clave}).",
    ]


def test_nota_que_falta_el_aviso_de_un_retiro(oficina, settings):
    pagina(settings, oficina.retirado, AVISO_DE_RETIRO).unlink()

    assert faltas() == [f"Falta el aviso de retiro en {oficina.retirado.ruta_publica}."]


def test_nota_una_pagina_de_lista_que_nadie_escribio(oficina):
    """«Más antiguos» lleva a ella: sin ese archivo sus boletines no se alcanzan."""
    de_antes = AHORA - timedelta(days=40)
    BoletinFactory.create_batch(
        2 * POR_PAGINA, publicado=True, publicado_en=de_antes, dependencia=oficina.publico.dependencia
    )
    sin_pagina = [f for f in faltas() if "Más antiguos" in f]

    assert "Falta la página /boletines/pagina/1/, a la que lleva «Más antiguos»." in sin_pagina
