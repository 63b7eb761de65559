"""La mesa de redacción viva: comentarios, visto bueno, uno programado, uno urgente, una corrección y uno descartado."""

from datetime import datetime, timedelta
from typing import Any

from boletines.dominio.despues import correccion
from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.redaccion.descarte import descartar_boletin
from boletines.dominio.redaccion.plantillas import plantilla_de
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision import atencion, comentarios, visto_bueno
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.revision.titulares import guardar_titular
from boletines.dominio.revision.visto_bueno import huella_a_la_vista
from boletines.dominio.salida import adelantos, programacion, urgencia
from boletines.estados import EstadoBoletin, RespuestaDeVistoBueno
from boletines.models import Boletin, FotoDeBoletin, Titular
from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.salidas import entregar
from medios.models import Contacto
from nucleo.texto.formato import CENTRO

TITULARES = (
    ("Titular de Obras Públicas", "Dirección de Obras Públicas", "obras"),
    ("Titular de Protección Civil", "Dirección de Protección Civil", "proteccion"),
    ("Titular del DIF Municipal", "Dirección del DIF Municipal", "dif"),
)
PROGRAMADO = {
    "titulo": "Cambia el horario de recolección en la cabecera municipal",
    "sumario": "Desde el lunes el camión pasa a las siete de la mañana.",
    "balazos": ["Aplica sólo en la cabecera", "Los demás días siguen igual"],
    "cuerpo": (
        "<p>Servicios Públicos cambia desde el lunes el horario de recolección en la cabecera municipal: el camión pasa"
        " a las <strong>siete de la mañana</strong>, informó la dependencia.</p><h2>Qué hacer</h2>"
        "<ul><li>Saca las bolsas la misma mañana, no la noche anterior.</li><li>Separa vidrio y cartón.</li></ul>"
        "<p>Las dudas se atienden en la oficina de Servicios Públicos, de 9:00 a 15:00 horas.</p>"
    ),
    "frase": "Con la ruta temprana el camión llega a todas las calles antes del mercado",
    "frase_de": "Titular de Servicios Públicos",
    "programa": "no",
}
URGENTE = {
    "titulo": "Protección Civil pide no cruzar el arroyo de Ojo de Agua esta tarde",
    "sumario": "El nivel subió con la lluvia; hay desviación por la carretera.",
    "cuerpo": (
        "<p>No cruces el arroyo de Ojo de Agua esta tarde: el nivel subió con la lluvia, informó Protección Civil.</p>"
        "<ul><li>Usa la desviación por la carretera.</li><li>Si ves a alguien en riesgo, llama al 911.</li></ul>"
        "<p>El siguiente aviso será a las ocho de la noche.</p>"
    ),
    "programa": "no",
}
DESCARTADO = {"titulo": "Convocatoria para el mural de la biblioteca", "sumario": "Se pospuso para el año que viene."}
NOTA = "Se corrigió el teléfono para dudas."


def poner_la_mesa(elenco: Elenco, ahora: datetime) -> None:
    """Todo con los mismos actos que usa la oficina; repetirlo no cambia nada."""
    for nombre, cargo, clave in TITULARES:
        if not Titular.objects.filter(nombre=nombre).exists():
            campos = {"nombre": nombre, "cargo": cargo, "dependencia": elenco.dependencias.get(clave)}
            guardar_titular(Titular(), por=elenco["redactora"], ahora=ahora, **campos)
    en_revision = Boletin.objects.filter(estado=EstadoBoletin.EN_REVISION).order_by("pk").first()
    if en_revision and not en_revision.comentarios.exists():
        _comentar(en_revision, elenco, ahora)
    _adelantar(elenco, ahora - timedelta(minutes=70))
    _urgente(elenco, ahora - timedelta(hours=1))
    _corregir(elenco, ahora - timedelta(minutes=40))
    _programado(elenco, ahora - timedelta(minutes=30))
    if not Boletin.objects.filter(titulo=DESCARTADO["titulo"]).exists():
        borrador = _borrador(elenco, ahora - timedelta(days=2), "cultura", **DESCARTADO)
        descartar_boletin(borrador, por=elenco["redactora"], ahora=ahora - timedelta(days=1))


def _borrador(elenco: Elenco, cuando: datetime, dependencia: str, **campos: Any) -> Boletin:
    return redaccion.crear_boletin(
        por=elenco["redactora"], ahora=cuando, dependencia=elenco.dependencias[dependencia], **campos
    )


def _comentar(boletin: Boletin, elenco: Elenco, ahora: datetime) -> None:
    directora, redactora = elenco["directora"], elenco["redactora"]
    comentarios.comentar(
        boletin, lugar=1, texto="¿La fecha es la del acta?", por=directora, ahora=ahora - timedelta(hours=4)
    )
    resuelto = comentarios.comentar(
        boletin, lugar=2, texto="Quién lo dice: falta la fuente.", por=directora, ahora=ahora - timedelta(hours=4)
    )
    comentarios.resolver_comentario(resuelto, por=redactora, ahora=ahora - timedelta(hours=3))
    pedido, _ = visto_bueno.pedir_visto_bueno(
        boletin,
        nombre="Titular de la dependencia",
        correo="titular@dependencia.example",
        por=redactora,
        ahora=ahora - timedelta(hours=3),
    )
    entregar(ahora - timedelta(hours=3))
    visto_bueno.responder_visto_bueno(
        pedido,
        huella_vista=huella_a_la_vista(pedido),
        respuesta=RespuestaDeVistoBueno.CON_CORRECCIONES,
        ahora=ahora - timedelta(hours=2),
        correcciones="La cifra cambió ayer: revisen el último corte antes de publicar.",
    )
    _atendida(boletin, elenco, ahora)


def _atendida(boletin: Boletin, elenco: Elenco, ahora: datetime) -> None:
    """Otra corrección pedida, de la que ya se dijo qué se hizo."""
    pedido, _ = visto_bueno.pedir_visto_bueno(
        boletin,
        nombre="Enlace de la dependencia",
        correo="enlace@dependencia.example",
        por=elenco["redactora"],
        ahora=ahora - timedelta(hours=6),
    )
    entregar(ahora - timedelta(hours=6))
    pedido = visto_bueno.responder_visto_bueno(
        pedido,
        huella_vista=huella_a_la_vista(pedido),
        respuesta=RespuestaDeVistoBueno.CON_CORRECCIONES,
        ahora=ahora - timedelta(hours=5),
        correcciones="El nombre de la calle va completo.",
    )
    atencion.atender_correcciones(
        pedido,
        nota="Se escribió completo en la entrada.",
        vista=pedido.respuesta_vista,
        por=elenco["redactora"],
        ahora=ahora - timedelta(hours=5),
    )


def _adelantar(elenco: Elenco, cuando: datetime) -> None:
    """El embargado, adelantado a un reportero con su nombre."""
    embargado = Boletin.objects.filter(estado=EstadoBoletin.PUBLICADO, embargo_hasta__gt=cuando).first()
    if embargado and not embargado.adelantos.exists():
        contacto = Contacto.objects.invitables().order_by("pk").first()
        adelantos.dar_adelanto(embargado, contacto=contacto, por=elenco["directora"], ahora=cuando)


def _urgente(elenco: Elenco, cuando: datetime) -> None:
    if not Boletin.objects.filter(titulo=URGENTE["titulo"]).exists():
        plantilla = plantilla_de("aviso")
        boletin = _borrador(elenco, cuando - timedelta(minutes=9), "proteccion", plantilla=plantilla, **URGENTE)
        foto = FotoDeBoletin.objects.filter(boletin__consecutivo__isnull=False).order_by("-pk")[:1].get()
        redaccion.elegir_fotos(
            boletin, evidencias=[foto.evidencia_id], por=elenco["redactora"], ahora=cuando - timedelta(minutes=5)
        )
        urgencia.publicar_de_urgencia(
            boletin,
            huella_vista=huella_mostrada(boletin),
            motivo="Crece el arroyo y no hay quien revise a esta hora",
            por=elenco["redactora"],
            ahora=cuando,
        )


def _programado(elenco: Elenco, cuando: datetime) -> None:
    if Boletin.objects.filter(titulo=PROGRAMADO["titulo"]).exists():
        return
    boletin = _borrador(elenco, cuando - timedelta(minutes=20), "servicios", tema="servicios-publicos", **PROGRAMADO)
    boletin = revision.enviar_a_revision(
        boletin, huella_vista=huella_mostrada(boletin), por=elenco["redactora"], ahora=cuando - timedelta(minutes=10)
    )
    manana = (cuando.astimezone(CENTRO) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    programacion.aprobar_y_programar(
        boletin, huella_vista=huella_mostrada(boletin), publicar_en=manana, por=elenco["directora"], ahora=cuando
    )


def _corregir(elenco: Elenco, cuando: datetime) -> None:
    publicado = Boletin.objects.publicos(cuando).order_by("-publicado_en", "-pk")[2]
    if Boletin.objects.filter(corrige__isnull=False).exists():
        return
    redactora, directora = elenco["redactora"], elenco["directora"]
    propuesta = correccion.proponer_correccion(publicado, por=redactora, ahora=cuando - timedelta(minutes=20))
    cuerpo = f"{propuesta.cuerpo}<p>Dudas: 382 538 0149.</p>"
    propuesta = redaccion.guardar_boletin(
        propuesta,
        version=1,
        por=redactora,
        ahora=cuando - timedelta(minutes=15),
        cuerpo=cuerpo,
        nota_de_correccion=NOTA,
    )
    propuesta = revision.enviar_a_revision(
        propuesta, huella_vista=huella_mostrada(propuesta), por=redactora, ahora=cuando - timedelta(minutes=14)
    )
    propuesta = revision.aprobar_boletin(
        propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=cuando - timedelta(minutes=5)
    )
    correccion.publicar_correccion(propuesta, huella_vista=huella_mostrada(propuesta), por=directora, ahora=cuando)
