"""Aprobar un diseño: primero quien lo pidió, con un enlace y sin cuenta; después la dirección."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from boletines.dominio.revision.aprobacion import APOYOS
from boletines.estados import Programa
from difusion.dominio.bandeja import encolar
from difusion.dominio.compuerta import Negativa, Salida
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from nucleo.referencias import ref, resolver
from personas.models import Oficina, Persona
from personas.permisos import PRODUCIR
from produccion import transiciones
from produccion.dominio.disenos.contenido import exigir_lo_mostrado
from produccion.dominio.disenos.pedir import impedimentos_de_fechas
from produccion.dominio.disenos.suspension import impedimentos_por_suspension
from produccion.estados import EstadoDiseno, RespuestaDeDependencia
from produccion.models import AprobacionDeDependencia, Diseno, SuspensionDeDisenos

VIGENCIA = timedelta(days=5)
LARGO = 1000


@transaction.atomic(durable=True)
def pedir_aprobacion(
    diseno: Diseno, *, nombre: str, correo: str, por: Persona, ahora: datetime
) -> tuple[AprobacionDeDependencia, str]:
    """Hace el enlace personal de quien lo pidió, que vence en cinco días; con correo, además se le manda.

    Devuelve su dirección, que sólo se conoce aquí: también se puede copiar para WhatsApp.
    """
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(diseno.pk)
    if diseno.estado != EstadoDiseno.EN_PRUEBA:
        raise NoSePuede(f"Está {diseno.get_estado_display().lower()}: se pide cuando hay una prueba por aprobar.")
    if not _se_ensena(diseno, ahora):
        # docs/dominio.md, regla 2: enseñarlo fuera de la oficina también es difundir.
        raise NoSePuede("Corre una suspensión de propaganda y este diseño no tiene excepción: no se enseña fuera.")
    token = nuevo_token()
    pedida = AprobacionDeDependencia(
        diseno=diseno,
        nombre=nombre,
        correo=correo,
        huella=huella_del_token(token),
        version=diseno.version,
        pedida_en=ahora,
        pedida_por=por,
        vence_en=ahora + VIGENCIA,
    )
    validar(pedida)
    pedida.save()
    enlace = direccion_personal("produccion_publicas:aprobar", token)
    if correo:
        _mandar(pedida, enlace, ahora)
    asentar("pedir aprobación", diseno, por=por, ahora=ahora, a=nombre, version=diseno.version)
    return pedida, enlace


def _mandar(pedida: AprobacionDeDependencia, enlace: str, ahora: datetime) -> None:
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.APROBAR_DISENO,
        objeto=ref(pedida),
        destinatario=pedida.correo,
        asunto=f"¿Se hace así? {pedida.diseno.titulo}"[:250],
        carga={"nombre": pedida.nombre},
        secreto=componer("aprobar_diseno", diseno=pedida.diseno, pedida=pedida, enlace=enlace),
        por=pedida.pedida_por,
        ahora=ahora,
        vence_en=pedida.vence_en,
    )


def _se_ensena(diseno: Diseno, ahora: datetime) -> bool:
    rige = SuspensionDeDisenos.en(ahora)
    return rige is None or rige.permite(diseno)


def aprobacion_del_token(token: str, ahora: datetime) -> AprobacionDeDependencia | None:
    """Lo que abre el enlace, si puede enseñarse fuera. Desconocido, vencido y retirado contestan lo mismo."""
    vigentes = AprobacionDeDependencia.objects.vigentes(ahora).select_related(
        "diseno__dependencia", "diseno__foto__original", "diseno__archivo__original"
    )
    pedida = vigentes.filter(huella=huella_del_token(token)).first()
    if pedida is None or pedida.diseno.estado == EstadoDiseno.CANCELADO or not _se_ensena(pedida.diseno, ahora):
        return None
    return pedida


@transaction.atomic(durable=True)
def responder_aprobacion(
    pedida: AprobacionDeDependencia, *, respuesta: str, comentario: str, huella_vista: str, ahora: datetime
) -> AprobacionDeDependencia:
    """Guarda lo que dice la dependencia, sobre la versión que tenía a la vista. Se puede cambiar mientras se prueba.

    Si el diseño cambió mientras lo veía, la rechaza: nadie aprueba lo que no vio.
    """
    diseno = Diseno.objects.bloquear(pedida.diseno_id)
    pedida = AprobacionDeDependencia.objects.select_for_update(no_key=True).get(pk=pedida.pk)
    comentario = comentario.strip()
    rechazar_si(_impedimentos_para_responder(diseno, respuesta, comentario))
    huella = exigir_lo_mostrado(diseno, huella_vista)
    pedida.respuesta, pedida.comentario = respuesta, comentario
    pedida.respondida_en, pedida.version_respondida, pedida.huella_respondida = ahora, diseno.version, huella
    pedida.diseno = diseno
    validar(pedida)
    pedida.save()
    datos = {"de": pedida.nombre, "respuesta": respuesta, "version": diseno.version}
    asentar("contestar aprobación", diseno, por=None, ahora=ahora, **datos)
    return pedida


def _impedimentos_para_responder(diseno: Diseno, respuesta: str, comentario: str) -> Iterator[Impedimento]:
    if diseno.estado != EstadoDiseno.EN_PRUEBA:
        yield Impedimento("Este diseño ya no está a prueba. Si algo está mal, llame a la oficina.")
    if respuesta not in {RespuestaDeDependencia.APRUEBA, RespuestaDeDependencia.CAMBIOS}:
        yield Impedimento("Elija si se hace así o qué hay que cambiar.", "respuesta")
    if respuesta == RespuestaDeDependencia.CAMBIOS and not comentario:
        yield Impedimento("Escriba qué hay que cambiar.", "comentario")
    if len(comentario) > LARGO:
        yield Impedimento(f"Son {len(comentario)} caracteres; use {LARGO} o menos.", "comentario")


@transaction.atomic(durable=True)
def retirar_aprobacion(pedida: AprobacionDeDependencia, *, por: Persona, ahora: datetime) -> None:
    """El enlace deja de servir; lo ya contestado se conserva."""
    exigir(por, PRODUCIR)
    vivas = AprobacionDeDependencia.objects.filter(pk=pedida.pk, retirada_en__isnull=True)
    if vivas.update(retirada_en=ahora):
        asentar("retirar el enlace de aprobación", pedida.diseno, por=por, ahora=ahora, de=pedida.nombre)


def puede_salir_aprobacion(envio: Salida, ahora: datetime) -> Negativa | None:
    """La compuerta: no se manda un enlace que ya no sirve, ni lo que la suspensión no deja enseñar."""
    pedida = resolver(envio.objeto)
    if not isinstance(pedida, AprobacionDeDependencia) or pedida.retirada_en or pedida.vence_en <= ahora:
        return Negativa("El enlace ya no sirve.", definitiva=True)
    if pedida.diseno.estado != EstadoDiseno.EN_PRUEBA:
        return Negativa("El diseño ya no está a prueba.", definitiva=True)
    if not _se_ensena(pedida.diseno, ahora):
        return Negativa("Lo detiene una suspensión de propaganda.", por_suspension=True)
    return None


def habla_de_apoyos(diseno: Diseno) -> str:
    """La primera palabra que suena a programa, apoyo o subsidio; vacía si no hay."""
    if hallada := APOYOS.search("\n".join(diseno.campos().values())):
        return hallada[0]
    return ""


def impedimentos_de_ley(diseno: Diseno, ahora: datetime) -> Iterator[Impedimento]:
    """Leyenda, derechos de la foto y suspensión hasta el retiro: se preguntan antes de aprobar."""
    # docs/dominio.md, regla 11: con programas, apoyos o subsidios la leyenda es obligatoria (LGCS art. 11).
    if diseno.programa == Programa.SIN_DECIDIR and (palabra := habla_de_apoyos(diseno)):
        yield Impedimento(f"Dice «{palabra}»: di si lleva la leyenda de programas y apoyos.", "programa")
    if diseno.foto is not None:
        yield from impedimentos_para_publicar(diseno.foto, ahora)
        if not diseno.foto.texto_alternativo:
            yield Impedimento("Describe la foto: quien no la ve lee su descripción.", "foto")
    yield from impedimentos_de_fechas(diseno, ahora)
    yield from impedimentos_por_suspension(diseno, ahora)


def impedimentos_para_aprobar(diseno: Diseno, persona: Persona, ahora: datetime) -> list[Impedimento]:
    """Lo que impide que la dirección lo apruebe, incluida la regla de las dos personas."""
    faltas = list(impedimentos_de_ley(diseno, ahora))
    if persona.pk == diseno.hecho_por_id and not Oficina.objects.actual().es_unipersonal:
        faltas.insert(0, Impedimento("Esta versión la mandaste tú: debe aprobarla otra persona."))
    return faltas


def falta_la_dependencia(diseno: Diseno) -> bool:
    """Si nadie de la dependencia ha dicho que sí a la versión de ahora."""
    return not diseno.aprobaciones.aprueban(diseno.version).exists()


@transaction.atomic(durable=True)
def aprobar_diseno(
    diseno: Diseno, *, huella_vista: str, sin_dependencia: str = "", por: Persona, ahora: datetime
) -> Diseno:
    """La dirección aprueba lo que vio. Sin el sí de la dependencia pide por qué, y queda escrito."""
    exigir(por, transiciones.APROBAR.capacidad)
    diseno = Diseno.objects.bloquear(diseno.pk)
    huella = exigir_lo_mostrado(diseno, huella_vista)
    rechazar_si(impedimentos_para_aprobar(diseno, por, ahora))
    pregunta = ""
    if falta_la_dependencia(diseno):
        pregunta = f"{diseno.dependencia} no ha aprobado esta versión: escribe por qué se aprueba sin su sí."
    motivo = motivo_escrito(sin_dependencia, pregunta, maximo=300, campo="sin_dependencia")
    if not pregunta:
        motivo = ""
    aplicar(
        diseno,
        transiciones.APROBAR,
        por=por,
        ahora=ahora,
        detalle={"version": diseno.version, "huella": huella},
        aprobado_en=ahora,
        aprobado_por=por,
        huella_aprobada=huella,
        sin_dependencia=motivo,
    )
    return diseno
