"""Vivir un plan con los mismos actos que usa la oficina: nada se inserta a mano."""

from datetime import datetime, timedelta
from random import Random
from time import monotonic, sleep

from agenda.dominio import coberturas, eventos
from agenda.dominio.convocar import convocar, mensaje_propuesto
from agenda.models import Evento
from agenda.transiciones import REALIZAR
from boletines.dominio import publicacion, redaccion, revision
from boletines.models import Boletin
from comsocial.demo import audiovisual
from comsocial.demo.catalogo import CIERRE, FOTOS
from comsocial.demo.elenco import Elenco
from comsocial.demo.fotos import fotografia
from comsocial.demo.planes import Plan
from difusion.dominio.despacho import despachar
from difusion.dominio.publicaciones import descartar, marcar_publicada
from difusion.models import Publicacion
from media_library.dominio.derivados import derivar_todo
from media_library.dominio.ingesta import ingresar
from media_library.dominio.palabras import editar_palabras
from media_library.estados import EstadoDerivado
from media_library.models import Derivado, Evidencia
from medios.dominio.respuestas import responder
from medios.estados import EstadoRespuesta, ViaDeRespuesta
from medios.models import Contacto, Convocatoria
from nucleo.referencias import ref

ESPERA_DE_DERIVADOS = 180
ASISTE = (EstadoRespuesta.ASISTE, EstadoRespuesta.ENVIA_A_ALGUIEN, EstadoRespuesta.NO_ASISTE, None)


def azar_de(plan: Plan, para: str = "") -> Random:
    return Random(plan.semilla + para)  # noqa: S311 - azar repetible para datos de ejemplo


def agendar(plan: Plan, elenco: Elenco, ahora: datetime) -> Evento:
    """El evento con su prioridad y quién lo cubre. Si ya estaba, el mismo."""
    ya = Evento.objects.filter(titulo=plan.titulo, inicio=plan.inicio).first()
    if ya:
        return ya
    directora = elenco["directora"]
    preside = plan.clase.preside if plan.clase else ""
    alcance = "publico" if plan.clase else "interno"
    prioridad, _ = eventos.prioridad_sugerida(tipo=plan.tipo, alcance=alcance, preside=preside)
    evento = eventos.crear_evento(
        por=directora,
        ahora=ahora,
        titulo=plan.titulo,
        tipo=plan.tipo,
        inicio=plan.inicio,
        fin=plan.inicio + timedelta(hours=1, minutes=30),
        lugar=plan.lugar,
        dependencia=elenco.dependencias[plan.dependencia],
        alcance=alcance,
        prioridad=prioridad,
        preside=preside,
        objetivo=plan.llenar(plan.clase.sumario) if plan.clase else "",
        requerimientos="",
    )
    coberturas.asignar_cobertura(evento, tipo="foto", persona=elenco["fotografo"], por=directora, ahora=ahora)
    if plan.con_boletin:
        coberturas.asignar_cobertura(evento, tipo="redaccion", persona=elenco["redactora"], por=directora, ahora=ahora)
    return evento


def invitar(plan: Plan, evento: Evento, elenco: Elenco, ahora: datetime) -> None:
    """Convoca a los medios, entrega los correos y recoge las respuestas."""
    azar = azar_de(plan, "medios")
    asunto, mensaje = mensaje_propuesto(evento)
    contactos = Contacto.objects.filter(
        pk__in=azar.sample(list(Contacto.objects.invitables().order_by("pk").values_list("pk", flat=True)), 6)
    )
    _, convocados = convocar(
        evento, contactos=contactos, asunto=asunto, mensaje=mensaje, por=elenco["directora"], ahora=ahora
    )
    despachar(reloj=lambda: ahora + timedelta(seconds=31))
    for convocado in convocados:
        estado = azar.choice(ASISTE)
        if estado is None:
            continue
        por_telefono = convocado.invitacion.canal == "telefono"
        responder(
            convocado.invitacion,
            estado=estado,
            via=ViaDeRespuesta.TELEFONO if por_telefono else ViaDeRespuesta.ENLACE,
            por=elenco["directora"] if por_telefono else None,
            ahora=ahora + timedelta(hours=azar.randint(1, 20)),
            asistentes=azar.randint(1, 3),
            equipo=azar.choice(("", "Cámara y micrófono", "Unidad móvil")),
        )


def cubrir(plan: Plan, evento: Evento, elenco: Elenco, *, describir: bool = True) -> None:
    """Sube fotos, y a veces video y audio, y describe las fotos."""
    fotografo, azar = elenco["fotografo"], azar_de(plan, "fotos")
    elegidas = plan.clase.fotos if plan.clase else ("pastizal",)
    for numero, nombre in enumerate(elegidas[: 2 if plan.con_boletin else 1]):
        cuando = plan.inicio + timedelta(minutes=10 + 15 * numero)
        _, _, credito = FOTOS[nombre]
        evidencia = ingresar(
            archivo=fotografia(nombre, azar, cuando),
            nombre=f"{nombre}-{plan.semilla}.jpg",
            evento_ref=evento.ref,
            dependencia=evento.dependencia,
            credito=credito,
            por=fotografo,
            ahora=cuando + timedelta(hours=1),
        )
        if describir:
            _describir(evidencia, nombre, elenco, cuando + timedelta(hours=1))
    if plan.con_video:
        _subir(audiovisual.video(elegidas[0], azar), f"video-{plan.semilla}.mp4", evento, elenco, plan.inicio)
    if plan.con_audio:
        _subir(audiovisual.audio(azar), f"audio-{plan.semilla}.mp3", evento, elenco, plan.inicio)
    for cobertura in evento.coberturas.filter(tipo="foto", estado="asignada"):
        coberturas.entregar_cobertura(cobertura, por=fotografo, ahora=plan.inicio + timedelta(hours=2))


def _describir(evidencia: Evidencia, nombre: str, elenco: Elenco, ahora: datetime) -> None:
    pie, alternativo, credito = FOTOS[nombre]
    if evidencia.texto_alternativo:
        return
    editar_palabras(
        evidencia,
        version=evidencia.version,
        pie=f"{pie} Imagen de ejemplo.",
        texto_alternativo=alternativo,
        credito=credito,
        foco=(evidencia.foco_x, evidencia.foco_y),
        por=elenco["fotografo"],
        ahora=ahora,
    )


def _subir(archivo: object, nombre: str, evento: Evento, elenco: Elenco, inicio: datetime) -> None:
    ingresar(
        archivo=archivo,
        nombre=nombre,
        evento_ref=evento.ref,
        dependencia=evento.dependencia,
        credito="Comunicación Social",
        por=elenco["fotografo"],
        ahora=inicio + timedelta(hours=1),
    )


def esperar_derivados() -> None:
    """Hace las versiones ligeras pendientes, a la par del trabajador si lo hay."""
    limite = monotonic() + ESPERA_DE_DERIVADOS
    while Derivado.objects.filter(estado=EstadoDerivado.PENDIENTE).exists() and monotonic() < limite:
        if not derivar_todo():
            sleep(0.3)


def redactar(plan: Plan, evento: Evento, elenco: Elenco, ahora: datetime) -> Boletin:
    """El borrador con sus fotos. Si ya estaba, el mismo."""
    ya = Boletin.objects.filter(evento=evento).first()
    if ya:
        return ya
    clase = plan.clase
    cuerpo = "\n\n".join([*(plan.llenar(p) for p in clase.cuerpo), CIERRE])
    boletin = redaccion.crear_boletin(
        por=elenco["redactora"],
        ahora=ahora,
        evento=evento,
        titulo=plan.llenar(clase.cabeza),
        sumario=plan.llenar(clase.sumario),
        cuerpo=cuerpo,
        categoria=clase.categoria,
    )
    fotos = (
        Evidencia.objects.vivas()
        .del_evento(evento.ref)
        .de_clase("foto")
        .exclude(texto_alternativo="")
        .order_by("capturada_en")
    )
    redaccion.elegir_fotos(boletin, evidencias=[f.pk for f in fotos], por=elenco["redactora"], ahora=ahora)
    return boletin


def publicar(plan: Plan, boletin: Boletin, elenco: Elenco, ahora: datetime) -> Boletin:
    """Revisión, aprobación de otra persona, publicación y salida por todos los canales."""
    boletin = revision.enviar_a_revision(boletin, por=elenco["redactora"], ahora=ahora)
    boletin = revision.aprobar_boletin(boletin, por=elenco["directora"], ahora=ahora + timedelta(minutes=20))
    salida = ahora + timedelta(minutes=30)
    boletin = publicacion.publicar_boletin(boletin, por=elenco["directora"], ahora=salida)
    despachar(reloj=lambda: salida + timedelta(seconds=1))
    post = Publicacion.objects.get(origen=ref(boletin), red="facebook")
    if plan.con_red:
        enlace = f"https://www.facebook.com/ejemplo.mazamitla/posts/{boletin.ejercicio}{boletin.consecutivo:04d}"
        marcar_publicada(post, enlace=enlace, por=elenco["redes"], ahora=salida + timedelta(minutes=15))
    elif not plan.semilla.startswith("hoy"):
        descartar(post, por=elenco["redes"], ahora=salida + timedelta(minutes=15))
    return boletin


def dar_por_realizado(evento: Evento, elenco: Elenco, ahora: datetime) -> None:
    if evento.estado == "confirmado":
        eventos.mover_estado(evento, REALIZAR, por=elenco["directora"], ahora=ahora)


def ya_invitado(evento: Evento) -> bool:
    return Convocatoria.objects.filter(evento_ref=evento.ref).exists()
