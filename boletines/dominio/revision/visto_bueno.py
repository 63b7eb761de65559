"""El visto bueno de la dependencia: «¿los datos son correctos?», por correo y sin cuenta. El silencio no es un sí."""

from datetime import datetime, timedelta

from django.db import transaction

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.dominio.revision.atencion import olvidar_lo_atendido
from boletines.dominio.revision.huella import DEL_TEXTO, exigir_lo_mostrado, huella_mostrada
from boletines.estados import CERRADOS, RespuestaDeVistoBueno
from boletines.models import Boletin, VistoBueno
from difusion.dominio.bandeja import encolar
from difusion.dominio.compuerta import Negativa
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from difusion.models import Envio
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from nucleo.referencias import ref, resolver
from personas.models import Persona
from personas.permisos import ESCRIBIR_BOLETINES

RESPONDIDOS = ("respuesta", "correcciones", "respondido_en", "version_respondida")
VIGENCIA = timedelta(days=5)
LARGO = 2000


@transaction.atomic(durable=True)
def pedir_visto_bueno(
    boletin: Boletin, *, nombre: str, correo: str, por: Persona, ahora: datetime
) -> tuple[VistoBueno, str]:
    """Manda el texto a quien responde por los datos, con un enlace personal que vence en cinco días.

    Si a esa persona ya se le pidió sobre este mismo texto y no ha contestado, devuelve ese pedido y no manda otro: su
    enlace sólo se conoció al hacerlo y aquí va vacío. Para mandarle otro se retira el primero.
    """
    exigir(por, ESCRIBIR_BOLETINES)
    boletin = Boletin.objects.bloquear(boletin.pk)
    if boletin.estado in CERRADOS:
        raise NoSePuede(f"Está {boletin.get_estado_display().lower()}: ya no se pide visto bueno.")
    if not Boletin.objects.mostrables(ahora).filter(pk=boletin.pk).exists():
        # docs/dominio.md, regla 2: enseñarlo fuera de la oficina también es difundir.
        raise NoSePuede("Corre una suspensión de propaganda y este boletín no tiene excepción: no se enseña fuera.")
    sin_contestar = boletin.vistos_buenos.vigentes(ahora).filter(respuesta=RespuestaDeVistoBueno.PENDIENTE)
    if ya := sin_contestar.filter(nombre=nombre, correo__iexact=correo, version=boletin.version).first():
        return ya, ""
    token = nuevo_token()
    visto = VistoBueno(
        boletin=boletin,
        nombre=nombre,
        correo=correo,
        huella=huella_del_token(token),
        version=boletin.version,
        pedido_en=ahora,
        pedido_por=por,
        vence_en=ahora + VIGENCIA,
    )
    validar(visto)
    visto.save()
    _mandar_el_enlace(visto, token, ahora)
    asentar("pedir visto bueno", boletin, por=por, ahora=ahora, a=nombre, version=boletin.version)
    return visto, token


def _mandar_el_enlace(visto: VistoBueno, token: str, ahora: datetime) -> None:
    boletin = visto.boletin
    correo = componer(
        "visto_bueno",
        boletin=boletin,
        visto=visto,
        enlace=direccion_personal("boletines_publicas:visto_bueno", token),
        fotos=[foto for _, foto in fotos_que_salen(boletin, ahora)],
    )
    encolar(
        canal=Canal.CORREO,
        motivo=MotivoDeEnvio.VISTO_BUENO,
        objeto=ref(visto),
        destinatario=visto.correo,
        asunto=f"¿Los datos son correctos? {boletin.titulo}"[:250],
        carga={"nombre": visto.nombre},
        secreto=correo,
        por=visto.pedido_por,
        ahora=ahora,
        vence_en=visto.vence_en,
    )


def visto_bueno_del_token(token: str, ahora: datetime) -> VistoBueno | None:
    """El pedido vigente de un enlace, si lo que pregunta puede enseñarse fuera de la oficina.

    Desconocido, vencido y retirado contestan lo mismo.
    """
    vigentes = VistoBueno.objects.vigentes(ahora).filter(boletin__in=Boletin.objects.mostrables(ahora))
    return vigentes.select_related("boletin__dependencia").filter(huella=huella_del_token(token)).first()


def huella_a_la_vista(visto: VistoBueno) -> str:
    """La huella de lo que enseña su página: el texto, las fotos y sus pies."""
    return huella_mostrada(visto.boletin, DEL_TEXTO)


@transaction.atomic(durable=True)
def responder_visto_bueno(
    visto: VistoBueno, *, respuesta: str, correcciones: str, huella_vista: str, ahora: datetime
) -> VistoBueno:
    """Guarda la respuesta, sobre la versión que tenía a la vista; se puede cambiar mientras el enlace viva.

    Si el texto cambió mientras lo leía, la rechaza y dice qué cambió: nadie da por buenos unos datos que no vio.
    Lo que la oficina hubiera atendido de la respuesta anterior queda otra vez por atender.
    """
    boletin = Boletin.objects.bloquear(visto.boletin_id)
    visto = VistoBueno.objects.bloquear(visto.pk)
    correcciones = correcciones.strip()
    rechazar_si(_impedimentos(visto, respuesta, correcciones))
    exigir_lo_mostrado(boletin, huella_vista, DEL_TEXTO)
    visto.respuesta = respuesta
    visto.correcciones = correcciones if respuesta == RespuestaDeVistoBueno.CON_CORRECCIONES else ""
    visto.respondido_en, visto.version_respondida = ahora, boletin.version
    olvidar_lo_atendido(visto)
    validar(visto)
    visto.save(update_fields=[*RESPONDIDOS, "atendido_en", "atendido_por", "nota_de_atencion"])
    asentar(
        "contestar visto bueno",
        visto.boletin,
        por=None,
        ahora=ahora,
        de=visto.nombre,
        respuesta=respuesta,
        version=visto.version_respondida,
    )
    return visto


def _impedimentos(visto: VistoBueno, respuesta: str, correcciones: str) -> list[Impedimento]:
    if visto.boletin.estado in CERRADOS:
        return [Impedimento("El boletín ya se publicó. Si algo está mal, llame a la oficina.")]
    if respuesta not in {RespuestaDeVistoBueno.CONFORME, RespuestaDeVistoBueno.CON_CORRECCIONES}:
        return [Impedimento("Elija si los datos son correctos o qué hay que corregir.", "respuesta")]
    if respuesta == RespuestaDeVistoBueno.CON_CORRECCIONES and not correcciones:
        return [Impedimento("Escriba qué hay que corregir.", "correcciones")]
    if len(correcciones) > LARGO:
        return [Impedimento(f"Son {len(correcciones)} caracteres; use {LARGO} o menos.", "correcciones")]
    return []


@transaction.atomic(durable=True)
def retirar_visto_bueno(visto: VistoBueno, *, por: Persona, ahora: datetime) -> None:
    """El enlace deja de servir; lo ya contestado se conserva."""
    exigir(por, ESCRIBIR_BOLETINES)
    if VistoBueno.objects.filter(pk=visto.pk, retirado_en__isnull=True).update(retirado_en=ahora):
        asentar("retirar visto bueno", visto.boletin, por=por, ahora=ahora, de=visto.nombre)


def puede_salir_visto_bueno(envio: Envio, ahora: datetime) -> Negativa | None:
    """La compuerta: no se manda un enlace que ya no sirve, ni el texto de lo que no puede enseñarse."""
    visto = resolver(envio.objeto)
    if not isinstance(visto, VistoBueno) or visto.retirado_en or visto.vence_en <= ahora:
        return Negativa("El enlace ya no sirve.", definitiva=True)
    if not Boletin.objects.mostrables(ahora).filter(pk=visto.boletin_id).exists():
        return Negativa("El boletín se retiró, se descartó o lo oculta una suspensión.")
    return None
