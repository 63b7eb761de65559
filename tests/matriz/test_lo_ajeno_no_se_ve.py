"""Nada de lo que un enlace no puede ver se le escapa por un aviso, una lista de opciones, un título o una cuenta.

Se crean cosas privadas con un canario en el nombre, enredadas con las suyas, y se recorre todo lo que puede abrir.
"""

import base64
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from boletines.models import Boletin
from media_library.dominio.entrada.ingesta import ingresar
from media_library.models import Album, Etiqueta, Evidencia, Original
from nucleo.checks import regla_de
from tests.fabricas.agenda import EventoFactory
from tests.fabricas.boletines import BoletinFactory, FotoDeBoletinFactory
from tests.fabricas.media_library import (
    BuzonFactory,
    ConsentimientoFactory,
    CorteFactory,
    EvidenciaFactory,
    PaqueteFactory,
)
from tests.fabricas.medios import ContactoFactory, InvitacionFactory, MedioFactory
from tests.fabricas.mundo import crear_mundo
from tests.fabricas.personas import DependenciaFactory, PersonaFactory
from tests.fabricas.redes import PublicacionFactory
from tests.lectura import de_corrido
from tests.matriz.direcciones import direccion, propias
from tests.media_library.conftest import jpeg

CANARIO = "Zafiro"


def _eventos(mundo, ajena):
    comunes = {"inicio": mundo.evento.inicio, "fin": mundo.evento.fin, "dependencia": ajena}
    privado = EventoFactory(
        titulo=f"{CANARIO} reunión reservada", preside="Presidenta municipal", lugar="Sala de Cabildo",
        objetivo=f"{CANARIO} objetivo", **comunes,
    )  # fmt: skip
    EventoFactory(titulo=f"{CANARIO} pasado", lugar=f"{CANARIO} lugar", dependencia=ajena,
                  inicio=comunes["inicio"] - timedelta(days=1), fin=comunes["inicio"])  # fmt: skip
    return privado


def _boletines(mundo, privado):
    """Boletines sin publicar que nacen de su evento o llevan sus fotos."""
    de_su_evento = BoletinFactory(titulo=f"{CANARIO} borrador", evento=mundo.evento, en_revision=True)
    con_su_foto = BoletinFactory(titulo=f"{CANARIO} con su foto", evento=privado, programado=True)
    Boletin.objects.filter(pk=con_su_foto.pk).update(embargo_hasta=timezone.now() + timedelta(days=2))
    FotoDeBoletinFactory(boletin=con_su_foto, evidencia=mundo.foto)
    for boletin in (de_su_evento, con_su_foto):
        PublicacionFactory(
            boletin=boletin, titulo=f"{CANARIO} en redes", publicada=True,
            enlace=f"https://www.facebook.com/{CANARIO}",
        )  # fmt: skip


def _biblioteca(mundo, ajena, quien, privado):
    """Fotos, álbumes, etiquetas, enlaces y cartas de otra dependencia, y los que tocan una foto suya."""
    ajenas = EvidenciaFactory(
        dependencia=ajena, subida_por=quien, pie=f"{CANARIO} pie", nombre_de_archivo=f"{CANARIO}.jpg",
        titulo=f"{CANARIO} título", personas=f"{CANARIO} persona", evento=privado, original=mundo.foto.original,
        capturada_en=timezone.now(),
    )  # fmt: skip
    EvidenciaFactory(  # de su evento, subida para otra dependencia
        dependencia=ajena, subida_por=quien, evento=mundo.evento, pie=f"{CANARIO} de su evento",
        texto_alternativo=f"{CANARIO} alternativo", nombre_de_archivo=f"{CANARIO}2.jpg",
    )  # fmt: skip
    album = Album.objects.create(nombre=f"{CANARIO} álbum", creado_por=quien, creado_en=timezone.now())
    album.evidencias.add(ajenas)
    Etiqueta.objects.create(nombre=f"{CANARIO} etiqueta", clave=CANARIO.lower()).evidencias.add(ajenas)
    CorteFactory(evidencia=ajenas, titulo=f"{CANARIO} corte")
    PaqueteFactory(nombre=f"{CANARIO} para la abogada", creado_por=quien).evidencias.add(mundo.foto)
    mundo.foto.consentimientos.add(ConsentimientoFactory(nombre=f"{CANARIO} firmante", creado_por=quien))
    BuzonFactory(nombre=f"{CANARIO} buzón", dependencia=ajena, creado_por=quien)
    return ajenas


@pytest.fixture
def mundo(db):
    mundo = crear_mundo()
    ajena = DependenciaFactory(nombre="Sindicatura")
    quien = PersonaFactory(
        first_name=CANARIO, last_name="Robles", username="zafiro", papeles=["enlace"], dependencia=ajena,
        cargo=f"{CANARIO} cargo", email="zafiro@x.invalid",
    )  # fmt: skip
    privado = _eventos(mundo, ajena)
    mundo.cosas |= {"privado": privado, "ajenas": _biblioteca(mundo, ajena, quien, privado)}
    _boletines(mundo, privado)
    contacto = ContactoFactory(nombre=f"{CANARIO} reportera", medio=MedioFactory(nombre=f"{CANARIO} radio"))
    InvitacionFactory(convocatoria=mundo.convocatoria, contacto=contacto, token="x" * 32)
    return mundo


@pytest.fixture
def enlace(client, mundo):
    client.force_login(mundo.personas["enlace"])
    return client


def _texto(respuesta):
    cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    encabezados = " ".join(f"{k}: {v}" for k, v in respuesta.items())
    return f"{encabezados}\n{cuerpo.decode(errors='replace')}"


def _se_escapa(respuesta):
    texto = _texto(respuesta).casefold()
    return [texto[max(0, i - 60) : i + 50] for i in [texto.find(CANARIO.casefold())] if i >= 0]


CON_CONSULTA = {"hoy", "buscar", "cadena:agenda", "cadena:dia", "cadena:semana", "cadena:mes",
                "cadena:exportar_agenda", "media_library:biblioteca", "media_library:ver",
                "media_library:subir", "media_library:albumes", "agenda:crear"}  # fmt: skip
CONSULTAS = (
    "?filtros=si",
    f"?filtros=si&q={CANARIO}",
    f"?q={CANARIO}&solo=publicos",
    f"?filtros=si&lugar={CANARIO}&repetidas=on",
    "?filtros=si&album={album}&autor={autor}&etiqueta={etiqueta}&evento={privado}",
    "?evento={privado}&dia={dia}",
    "?dia={dia}",
)


def _consultas(mundo):
    ajenos = {
        "album": Album.objects.get(nombre__startswith=CANARIO).pk,
        "etiqueta": Etiqueta.objects.get(nombre__startswith=CANARIO).pk,
        "autor": mundo.ajenas.subida_por_id,
        "privado": mundo.privado.ref,
        "dia": f"{timezone.localtime(mundo.privado.inicio):%Y-%m-%d}",
    }
    return ["", *(c.format(**ajenos) for c in CONSULTAS)]


def test_ninguna_direccion_que_puede_abrir_dice_lo_de_otra_dependencia(enlace, mundo):
    persona, escapes, abiertas, consultas = mundo.personas["enlace"], {}, set(), _consultas(mundo)
    for nombre, patron in propias():
        regla = regla_de(patron.callback)
        if regla.token or not (regla.publico or not regla.capacidades or any(map(persona.puede, regla.capacidades))):
            continue
        for consulta in consultas if nombre in CON_CONSULTA else [""]:
            respuesta = enlace.get(direccion(nombre, patron, mundo) + consulta)
            abiertas |= {nombre} if respuesta.status_code == 200 else set()
            # Lo que ella misma escribió en la búsqueda se le repite; no es un escape.
            if (dicho := _se_escapa(respuesta)) and f"={CANARIO}" not in consulta:
                escapes[nombre, consulta] = dicho

    assert escapes == {}
    assert {"cadena:evento", "media_library:ver", "media_library:biblioteca", "hoy", "buscar"} <= abiertas


@pytest.mark.parametrize("choque", [{"preside": "presidenta MUNICIPAL"}, {"lugar": "sala de CABILDO"}])
@pytest.mark.parametrize("ruta", ["agenda:crear", "cadena:editar"])
def test_lo_que_choca_y_no_puede_ver_solo_dice_que_la_hora_esta_ocupada(enlace, mundo, choque, ruta):
    propio = mundo.evento if ruta == "agenda:crear" else EventoFactory(
        titulo="Faena", dependencia=mundo.dependencia, por_confirmar=True
    )  # fmt: skip
    dia = timezone.localtime(mundo.privado.inicio)
    datos = {"titulo": "Uno", "fecha": f"{dia:%Y-%m-%d}", "hora": "00:00", "hora_fin": "23:59", "lugar": "Kiosco",
             "dependencia": mundo.dependencia.pk, "alcance": "privado", "tipo": "otro", "version": "1",
             **choque}  # fmt: skip

    respuesta = enlace.post(reverse(ruta, args=[propio.pk] if ruta == "cadena:editar" else []), datos)

    assert (respuesta.status_code, _se_escapa(respuesta)) == (409, [])
    assert "La hora está ocupada con un evento de otra dependencia." in respuesta.text


def test_la_oficina_si_ve_con_que_choca(client, mundo):
    client.force_login(mundo.personas["redaccion"])
    dia = timezone.localtime(mundo.privado.inicio)
    datos = {"titulo": "Uno", "fecha": f"{dia:%Y-%m-%d}", "hora": "00:00", "hora_fin": "23:59",
             "lugar": "Sala de Cabildo", "dependencia": mundo.dependencia.pk,
             "alcance": "privado", "tipo": "otro"}  # fmt: skip

    assert f"«{CANARIO} reunión reservada»" in client.post(reverse("agenda:crear"), datos).text


def test_buscar_por_lo_que_dice_un_evento_ajeno_no_encuentra_ni_lo_propio(enlace, mundo):
    """Ni siquiera una cuenta: si contestara «1», diría que ese evento existe."""
    Evidencia.objects.filter(pk=mundo.grabacion.pk).update(evento=mundo.privado)
    Original.objects.update(es_repetido=True)

    for consulta in ({"lugar": "reunión reservada"}, {"q": "reunión reservada"}, {"repetidas": "on"}):
        assert enlace.get(reverse("media_library:biblioteca"), consulta).context["cuenta"].cuantas == 0


def test_una_etiqueta_ajena_no_se_pone_ni_por_su_numero(enlace, mundo):
    ajena = Etiqueta.objects.get(nombre__startswith=CANARIO)
    metadatos = (
        f"filename {base64.b64encode(b'f.jpg').decode()},etiquetas {base64.b64encode(str(ajena.pk).encode()).decode()}"
    )
    subir = enlace.post(
        reverse("media_library:subir"),
        {"archivos": SimpleUploadedFile("f.jpg", jpeg(90, 60)), "etiquetas": [ajena.pk]},
    )
    tus = enlace.post(
        reverse("media_library:subidas"),
        headers={"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": metadatos},
    )

    assert (subir.status_code, _se_escapa(subir), _se_escapa(tus)) == (422, [], [])
    assert set(ajena.evidencias.values_list("pk", flat=True)) == {mundo.ajenas.pk}


def test_subir_lo_que_otra_dependencia_ya_tenia_no_dice_quien(enlace, mundo):
    quien = mundo.ajenas.subida_por
    ingresar(archivo=io.BytesIO(jpeg(90, 60)), nombre="f.jpg", por=quien, ahora=timezone.now())

    respuesta = enlace.post(reverse("media_library:subir"), {"archivos": SimpleUploadedFile("f.jpg", jpeg(90, 60))})

    assert ("ya está en la biblioteca" in de_corrido(respuesta.text), _se_escapa(respuesta)) == (True, [])
