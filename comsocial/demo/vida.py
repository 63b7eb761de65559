"""Vivir un plan con los mismos actos que usa la oficina: nada se inserta a mano y todo se puede repetir."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

from agenda.dominio import coberturas, eventos
from agenda.models import Evento
from agenda.transiciones import CANCELAR, POSPONER, REALIZAR
from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.redaccion.cortes import elegir_cortes
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion
from boletines.estados import EDITABLES, EstadoBoletin
from boletines.models import Boletin
from comsocial.demo import audiovisual
from comsocial.demo.fotos import fotografia
from comsocial.demo.hoy.redes import puesta_a_mano
from comsocial.demo.plan.catalogo import CIERRE, FOTOS
from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.plan.planes import Plan
from comsocial.demo.salidas import entregar, entregar_pagina
from media_library.dominio.cortes.cortes import crear_corte
from media_library.dominio.cortes.subtitulos import guardar_subtitulos
from media_library.dominio.entrada.cobertura import entregar_cobertura
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.seleccion.palabras import editar_palabras
from media_library.estados import Clase
from media_library.models import Corte, Evidencia
from medios.dominio.convocar import convocar, mensaje_propuesto
from medios.dominio.entregar.entregas import A_MANO, dar_por_entregada
from medios.dominio.llamadas.resultados import anotar
from medios.dominio.respuestas import responder
from medios.estados import CanalDeInvitacion, EstadoRespuesta, ResultadoDeLlamada, ViaDeRespuesta
from medios.models import Contacto, Invitacion
from personas.models import Persona
from redes.dominio.publicaciones import descartar, marcar_publicada
from redes.estados import EstadoPublicacion, Red
from redes.models import Publicacion

ANTES = timedelta(days=4)
CONVOCADOS = 8
CONTESTAN = (
    EstadoRespuesta.ASISTE,
    EstadoRespuesta.ASISTE,
    EstadoRespuesta.ENVIA_A_ALGUIEN,
    EstadoRespuesta.NO_ASISTE,
    None,
)
SUBTITULOS = """1
00:00:00,500 --> 00:00:02,600
Subtítulo de ejemplo: lo que se dice.
"""
FACEBOOK = "https://www.facebook.com/ejemplo.mazamitla/posts/"


def azar_de(plan: Plan, para: str = "") -> Random:
    return Random(plan.semilla + para)  # noqa: S311 - azar repetible para datos de ejemplo


def agendar(plan: Plan, elenco: Elenco, ahora: datetime) -> Evento:
    """El evento con su prioridad y sus coberturas. Si ya estaba, el mismo."""
    directora = elenco["directora"]
    evento = Evento.objects.filter(titulo=plan.titulo, inicio=plan.inicio).first() or _crear(plan, elenco, ahora)
    if not evento.prioridad:
        eventos.fijar_prioridad(evento, prioridad=plan.clase.prioridad, por=directora, ahora=ahora)
    encargos = {
        "foto": plan.fotos and "fotografo",
        "video": plan.con_video and "fotografo",
        "audio": plan.con_audio and "fotografo",
        "redaccion": plan.con_boletin and "redactora",
    }
    for tipo, quien in encargos.items():
        if quien:
            coberturas.asignar_cobertura(evento, tipo=tipo, persona=elenco[quien], por=directora, ahora=ahora)
    return evento


def _crear(plan: Plan, elenco: Elenco, ahora: datetime) -> Evento:
    return eventos.crear_evento(
        por=elenco["directora"],
        ahora=ahora,
        titulo=plan.titulo,
        tipo=plan.tipo,
        inicio=plan.inicio,
        fin=plan.inicio + timedelta(hours=1, minutes=30),
        lugar=plan.lugar,
        comunidad=elenco.comunidades[plan.comunidad],
        tema=plan.clase.tema,
        dependencia=elenco.dependencias[plan.dependencia],
        alcance=plan.alcance,
        prioridad="",
        preside=plan.clase.preside,
        objetivo=plan.llenar(plan.clase.sumario),
        requerimientos="",
    )


def invitar(plan: Plan, evento: Evento, elenco: Elenco, ahora: datetime, *, hasta: datetime | None = None) -> None:
    """Convoca a los medios, entrega los correos y recoge las respuestas; hecho una vez, no se repite."""
    if evento.convocatorias.exists():
        return
    azar = azar_de(plan, "medios")
    asunto, mensaje = mensaje_propuesto(evento)
    invitables = list(Contacto.objects.invitables().order_by("pk").values_list("pk", flat=True))
    contactos = Contacto.objects.filter(pk__in=azar.sample(invitables, CONVOCADOS))
    _, convocados = convocar(
        evento, contactos=contactos, asunto=asunto, mensaje=mensaje, por=elenco["directora"], ahora=ahora
    )
    entregar(ahora + timedelta(seconds=31))
    for convocado in convocados:
        estado, cuando = azar.choice(CONTESTAN), ahora + timedelta(minutes=azar.randint(20, 1200))
        dicho = {"asistentes": azar.randint(1, 3), "equipo": azar.choice(("", "Cámara y micrófono", "Unidad móvil"))}
        momento = min(cuando, hasta or cuando)
        if convocado.invitacion.canal in A_MANO:
            _entregar_a_mano(convocado.invitacion, elenco["redactora"], ahora, por_entregar=hasta is not None)
        if convocado.invitacion.canal == CanalDeInvitacion.TELEFONO:
            _llamar(convocado.invitacion, estado, elenco["redactora"], momento, dicho)
        elif estado is not None:
            responder(convocado.invitacion, estado=estado, via=ViaDeRespuesta.ENLACE, ahora=momento, **dicho)


def _entregar_a_mano(invitacion: Invitacion, por: Persona, ahora: datetime, *, por_entregar: bool) -> None:
    """El oficio se lleva el mismo día; el WhatsApp de un evento que viene todavía está por mandarse."""
    if not (por_entregar and invitacion.canal == CanalDeInvitacion.WHATSAPP):
        nota = "Lo recibió la redacción" if invitacion.canal == CanalDeInvitacion.IMPRESA else ""
        dar_por_entregada(invitacion, nota=nota, por=por, ahora=ahora + timedelta(minutes=15))


def _llamar(invitacion: Invitacion, estado: str | None, por: Persona, ahora: datetime, dicho: dict) -> None:
    """Por teléfono, desde la hoja de llamadas."""
    resultado = ResultadoDeLlamada.CONFIRMO
    if estado is None:
        resultado = ResultadoDeLlamada.NO_CONTESTO
    elif estado == EstadoRespuesta.NO_ASISTE:
        resultado = ResultadoDeLlamada.NO_ASISTE
    anotar(invitacion, clave=uuid4(), resultado=resultado, por=por, ahora=ahora, **dicho)


def cubrir(plan: Plan, evento: Evento, elenco: Elenco, *, describir: bool = True) -> list[int]:
    """Sube fotos, y a veces video y audio, describe las fotos y entrega los encargos. Devuelve lo subido."""
    azar, subidas = azar_de(plan, "fotos"), []
    elegidas = plan.clase.fotos or list(FOTOS)[:: 1 + len(plan.titulo) % 3]
    for numero, nombre in enumerate(elegidas[: plan.fotos]):
        cuando = plan.inicio + timedelta(minutes=10 + 15 * numero)
        foto = fotografia(nombre, azar, cuando)
        subidas.append(_subir(foto, f"{nombre}-{plan.semilla}.jpg", evento, elenco, plan, FOTOS[nombre][2]))
        if describir:
            _describir(subidas[-1], nombre, plan, elenco)
    if plan.con_video:
        video = audiovisual.video(elegidas[0], azar_de(plan, "video"))
        subidas.append(_subir(video, f"video-{plan.semilla}.mp4", evento, elenco, plan))
        _cortar(subidas[-1], evento, elenco, plan, fin=Decimal("2.8"))
    if plan.con_audio:
        audio = audiovisual.audio(azar_de(plan, "audio"))
        subidas.append(_subir(audio, f"audio-{plan.semilla}.mp3", evento, elenco, plan))
        _cortar(subidas[-1], evento, elenco, plan, fin=Decimal(5))
    for encargo in evento.coberturas.filter(tipo__in=["foto", "video", "audio"], estado="asignada"):
        entregar_cobertura(encargo, por=elenco["fotografo"], ahora=plan.inicio + timedelta(hours=2))
    return [e.pk for e in subidas]


def _subir(
    archivo: object, nombre: str, evento: Evento, elenco: Elenco, plan: Plan, credito: str = "Comunicación Social"
) -> Evidencia:
    return ingresar(
        archivo=archivo,
        nombre=nombre,
        evento=evento,
        dependencia=evento.dependencia,
        credito=credito,
        por=elenco["fotografo"],
        ahora=plan.inicio + timedelta(hours=1, minutes=40),
    ).evidencia


def _cortar(grabacion: Evidencia, evento: Evento, elenco: Elenco, plan: Plan, *, fin: Decimal) -> None:
    """El corte que se manda a los medios, con quién habla y, si es video, subtítulos."""
    if grabacion.cortes.exists():
        return
    if grabacion.original.clase == Clase.VIDEO:
        guardar_subtitulos(
            grabacion, texto=SUBTITULOS, version=0, por=elenco["fotografo"], ahora=plan.inicio + timedelta(hours=2)
        )
    crear_corte(
        grabacion,
        titulo=f"Sobre {evento.titulo[:1].lower()}{evento.titulo[1:]}"[:120],
        inicio=Decimal("0.5"),
        fin=fin,
        fundido=Decimal("0.5"),
        quien_habla=f"Titular de {evento.dependencia}",
        transcripcion="Grabación de ejemplo: aquí va lo que se dice.",
        por=elenco["fotografo"],
        ahora=plan.inicio + timedelta(hours=2),
    )


def _describir(evidencia: Evidencia, nombre: str, plan: Plan, elenco: Elenco) -> None:
    if evidencia.texto_alternativo:
        return
    pie, alternativo, credito = FOTOS[nombre]
    editar_palabras(
        evidencia,
        version=evidencia.version,
        pie=f"{pie} Imagen de ejemplo.",
        texto_alternativo=alternativo,
        credito=credito,
        foco=(evidencia.foco_x, evidencia.foco_y),
        por=elenco["fotografo"],
        ahora=plan.inicio + timedelta(hours=1, minutes=50),
    )


def redactar(plan: Plan, evento: Evento, elenco: Elenco) -> Boletin:
    """El borrador con sus fotos, y el encargo de redacción entregado. Si ya estaba, el mismo."""
    redactora, ahora = elenco["redactora"], plan.inicio + timedelta(hours=2)
    boletin = Boletin.objects.filter(evento=evento).first() or redaccion.crear_boletin(
        por=redactora,
        ahora=ahora,
        evento=evento,
        titulo=plan.llenar(plan.cabeza),
        sumario=plan.llenar(plan.clase.sumario),
        cuerpo=f"{plan.llenar(plan.clase.cuerpo.strip())}\n\n{CIERRE}",
        tema=plan.clase.tema,
        programa=plan.clase.programa,
    )
    if boletin.estado in EDITABLES and not boletin.fotos.exists():
        fotos = Evidencia.objects.vivas().del_evento(evento).de_clase("foto").exclude(texto_alternativo="")
        elegidas = [f.pk for f in fotos.order_by("capturada_en")]
        redaccion.elegir_fotos(boletin, evidencias=elegidas, por=redactora, ahora=ahora)
        del_evento = Corte.objects.vivos().filter(evidencia__evento=evento)
        elegir_cortes(boletin, cortes=[c.pk for c in del_evento], por=redactora, ahora=ahora)
    for encargo in evento.coberturas.filter(tipo="redaccion", estado="asignada"):
        entregar_cobertura(encargo, por=redactora, ahora=ahora)
    return boletin


def publicar(plan: Plan, boletin: Boletin, elenco: Elenco) -> None:
    """Revisión, aprobación de otra persona, publicación y salida; sigue desde donde se haya quedado."""
    directora, ahora = elenco["directora"], plan.inicio + timedelta(hours=2)
    if boletin.estado in EDITABLES:
        boletin = revision.enviar_a_revision(
            boletin, huella_vista=huella_mostrada(boletin), por=elenco["redactora"], ahora=ahora + timedelta(minutes=10)
        )
    if boletin.estado == EstadoBoletin.EN_REVISION:
        boletin = revision.aprobar_boletin(
            boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=ahora + timedelta(minutes=25)
        )
    salida = ahora + timedelta(minutes=30)
    if boletin.estado == EstadoBoletin.APROBADO:
        boletin = publicacion.publicar_boletin(
            boletin, huella_vista=huella_mostrada(boletin), por=directora, ahora=salida
        )
    if not entregar_pagina(boletin, salida + timedelta(seconds=1)):
        return  # su página sigue en la bandeja: se publica en la red cuando esté
    post = Publicacion.objects.filter(composicion__boletin=boletin, red=Red.FACEBOOK).earliest("pk")
    if post.estado != EstadoPublicacion.POR_PUBLICAR or plan.red == "pendiente":
        return
    despues = salida + timedelta(minutes=15)
    if plan.red == "publicada":
        ejemplo = f"{FACEBOOK}{boletin.ejercicio}{boletin.consecutivo:04d}"
        enlace = puesta_a_mano(post, despues, si_no=ejemplo)
        marcar_publicada(post, enlace=enlace, por=elenco["redes"], ahora=despues)
    else:
        descartar(post, por=elenco["redes"], ahora=despues)


def terminar(plan: Plan, evento: Evento, elenco: Elenco) -> None:
    """Lo da por realizado; o, si tuvo motivo para no hacerse, lo pospone o cancela."""
    if evento.estado != "confirmado":
        return
    if plan.motivo:
        acto = POSPONER if plan.motivo.startswith("Se pospone") else CANCELAR
        ahora = plan.inicio - timedelta(hours=20)
        eventos.mover_estado(evento, acto, por=elenco["directora"], ahora=ahora, motivo=plan.motivo)
    else:
        eventos.mover_estado(evento, REALIZAR, por=elenco["directora"], ahora=plan.inicio + timedelta(hours=3))
