"""La fototeca viva: un buzón con lo que mandó una dependencia, cartas, etiquetas, un álbum y fotos escogidas."""

from datetime import datetime, timedelta
from random import Random

from comsocial.demo.audiovisual import audio
from comsocial.demo.fotos import fotografia, rafaga
from comsocial.demo.plan.elenco import Elenco
from media_library.dominio.derechos import consentimientos, difuminado
from media_library.dominio.entrada import buzones, subidas
from media_library.dominio.entrada.anuncio import Anuncio, Remitente
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.seleccion import colecciones, elegir, lote, palabras
from media_library.estados import Clase
from media_library.models import Evidencia

VEREDICTOS = (("elegida", "principal"), ("elegida", "apertura"), ("duda", ""), ("descartada", ""))
ZONA = (40, 30, 20, 30)
MANDADAS = {
    "pastizal": "Pastizal junto al camino de la obra",
    "vivero": "Plantas en el vivero municipal",
    "bosque": "Sendero entre pinos",
}


def llenar_fototeca(elenco: Elenco, ahora: datetime) -> None:
    """Todo con los mismos actos que usa la oficina, sobre las fotos de los eventos más recientes."""
    _buzon(elenco, ahora - timedelta(hours=5))
    fotos = list(
        Evidencia.objects.vivas().de_clase(Clase.FOTO).filter(evento__isnull=False).order_by("-capturada_en")[:24]
    )
    if not fotos:
        return
    _cartas(elenco, fotos, ahora - timedelta(hours=4))
    album = colecciones.crear_album(nombre="Lo mejor del año", por=elenco["fotografo"], ahora=ahora)
    for grupo, etiquetas in ((fotos[::3], ["Obra pública"]), (fotos[1::3], ["Comunidades", "Familias"])):
        cambio = lote.CambioDeLote(etiquetas=etiquetas, album=album, menores="no", base_de_derechos="propia")
        lote.editar_lote(grupo, cambio=cambio, por=elenco["fotografo"], ahora=ahora - timedelta(hours=3))
    del_evento = [f for f in fotos if f.evento_id == fotos[0].evento_id]
    for foto, (veredicto, rol) in zip(del_evento, VEREDICTOS, strict=False):
        elegir.decidir(foto, veredicto=veredicto, rol=rol, por=elenco["redactora"], ahora=ahora - timedelta(hours=2))
    _titular(del_evento, elenco, ahora)
    difuminado.difuminar(fotos[-4], zonas=[ZONA], por=elenco["redactora"], ahora=ahora - timedelta(hours=1))
    _rafaga(fotos[0], elenco, ahora)


def subir_nota_de_voz(elenco: Elenco, ahora: datetime) -> None:
    """Lo último que subió quien toma las fotos: de ahí sale el crédito que la pantalla de subir le recuerda."""
    foto = Evidencia.objects.vivas().filter(evento__isnull=False).order_by("-capturada_en", "-pk").first()
    if foto is None:
        return
    grabada = audio(Random("nota"))  # noqa: S311 - azar repetible para datos de ejemplo
    datos = {"evento": foto.evento, "dependencia": foto.dependencia, "credito": "Comunicación Social"}
    cuando = ahora - timedelta(minutes=30)
    ingresar(archivo=grabada, nombre="nota-de-voz.mp3", por=elenco["fotografo"], ahora=cuando, **datos)


def _rafaga(foto: Evidencia, elenco: Elenco, ahora: datetime) -> None:
    """Cinco tomas casi iguales del mismo momento: en la cuadrícula y al escoger van juntas."""
    datos = {"evento": foto.evento, "dependencia": foto.dependencia, "credito": foto.credito}
    for numero, octetos in enumerate(rafaga("muelle", foto.capturada_en + timedelta(minutes=2)), start=101):
        nombre = f"DSC_0{numero}.jpg"
        ingresar(archivo=octetos, nombre=nombre, por=elenco["fotografo"], ahora=ahora - timedelta(hours=1), **datos)


def _titular(fotos: list[Evidencia], elenco: Elenco, ahora: datetime) -> None:
    """Las fotos de un evento llevan su título, como se haría en lote."""
    evento = fotos[0].evento
    cambio = lote.CambioDeLote(titulo=str(evento)[:120])
    lote.editar_lote(fotos, cambio=cambio, por=elenco["fotografo"], ahora=ahora - timedelta(hours=2))


def _buzon(elenco: Elenco, cuando: datetime) -> None:
    """Tres fotos que llegaron por el enlace de Obras: dos aceptadas y una por revisar."""
    abierto = buzones.abrir_buzon(
        nombre="Avances de obra en las comunidades",
        dependencia=elenco.dependencias["obras"],
        dias=90,
        por=elenco["redactora"],
        ahora=cuando - timedelta(days=9),
    )
    llegadas = []
    for numero, nombre in enumerate(MANDADAS):
        hora = cuando - timedelta(hours=numero)
        octetos = fotografia(nombre, Random(f"buzon-{numero}"), hora).getvalue()  # noqa: S311 - azar repetible para datos de ejemplo
        anuncio = Anuncio(f"avance-{numero + 1}.jpg", len(octetos), credito="Enlace de Obras Públicas")
        subida = subidas.crear_subida(de=Remitente(buzon=abierto.buzon), anuncio=anuncio, ahora=hora)
        evidencia = subidas.recibir(subida, desde=0, flujo=iter([octetos]), ahora=hora).evidencia
        if evidencia is not None:
            palabras_de_ella = {"pie": "Avance de la obra", "texto_alternativo": MANDADAS[nombre], "foco": (50, 50)}
            palabras_de_ella |= {"credito": evidencia.credito, "version": evidencia.version}
            llegadas.append(
                palabras.editar_palabras(evidencia, por=elenco["redactora"], ahora=hora, **palabras_de_ella)
            )
    buzones.aceptar_aportaciones(llegadas[1:], por=elenco["redactora"], ahora=cuando)


def _cartas(elenco: Elenco, fotos: list[Evidencia], cuando: datetime) -> None:
    """Una carta vigente, la de un menor y una revocada."""
    comunes = {"finalidad": "Difundir la obra pública del municipio", "medios": "Portal, redes y boletines"}
    dia = cuando.date()
    cartas = (
        consentimientos.DatosDeCarta("Vecina de Epenche Chico", fecha=dia, **comunes),
        consentimientos.DatosDeCarta(
            "Alumno de primaria",
            fecha=dia,
            fecha_fin=dia + timedelta(days=365),
            es_menor=True,
            tutor="Madre de familia",
            **comunes,
        ),
        consentimientos.DatosDeCarta("Comerciante del mercado", fecha=dia - timedelta(days=200), **comunes),
    )
    guardadas = [
        consentimientos.guardar_carta(datos=d, archivo=None, evidencias=[foto], por=elenco["redactora"], ahora=cuando)
        for d, foto in zip(cartas, fotos[-3:], strict=False)
    ]
    if len(guardadas) == len(cartas):
        consentimientos.revocar_carta(
            guardadas[-1], motivo="Lo pidió por escrito en la oficina.", por=elenco["redactora"], ahora=cuando
        )
