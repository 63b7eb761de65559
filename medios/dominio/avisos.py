"""Avisar a los invitados que el acto cambió, se pospuso, se canceló o sigue en pie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agenda.models import Evento
from difusion.dominio.bandeja import GRACIA, encolar, retirar_de_la_bandeja
from difusion.dominio.correo import componer
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from medios.dominio.acto import DatosDelActo, huella_del_acto, ics_del_acto
from medios.estados import CanalDeInvitacion, ClaseDeAviso, EstadoRespuesta, SituacionDelActo
from medios.models import AvisoDeCambio, Invitacion
from nucleo.dominio.bitacora import asentar
from nucleo.enlaces.personales import direccion_personal, huella_del_token, nuevo_token
from nucleo.referencias import llave_de, ref
from personas.models import Oficina, Persona

SITUACION_DICHA = {
    ClaseDeAviso.POSPUESTO: SituacionDelActo.POSPUESTO,
    ClaseDeAviso.CANCELADO: SituacionDelActo.CANCELADO,
}
ASUNTOS = {
    ClaseDeAviso.CAMBIO: "Cambia la invitación",
    ClaseDeAviso.POSPUESTO: "Se pospone",
    ClaseDeAviso.CANCELADO: "Se cancela",
    ClaseDeAviso.SIGUE: "Sigue en pie",
    ClaseDeAviso.INVITACION: "Invitación",
}
NO_SALIO = (EstadoEnvio.PENDIENTE, EstadoEnvio.CANCELADO, EstadoEnvio.VENCIDO, EstadoEnvio.SUSPENDIDO)


@dataclass(frozen=True)
class LoDicho:
    """Lo último que la oficina le dijo a un invitado: cuándo, dónde y si es."""

    situacion: str
    inicio: datetime
    fin: datetime
    lugar: str

    def es_lo_de_ahora(self, datos: DatosDelActo) -> bool:
        """De lo cancelado o pospuesto basta saber que lo está: su hora ya no importa."""
        if self.situacion != datos.situacion:
            return False
        return not datos.en_pie or (self.inicio, self.fin, self.lugar) == (datos.inicio, datos.fin, datos.lugar)


def ultimo_aviso(invitacion: Invitacion, *, antes_de: AvisoDeCambio | None = None) -> AvisoDeCambio | None:
    dados = [a for a in invitacion.avisos.all() if antes_de is None or a.secuencia < antes_de.secuencia]
    return max(dados, key=lambda a: a.secuencia, default=None)


def lo_dicho(invitacion: Invitacion, *, antes_de: AvisoDeCambio | None = None) -> LoDicho:
    """Lo último que se le dijo; con `antes_de`, lo que sabía cuando se apuntó ese aviso."""
    dicho = ultimo_aviso(invitacion, antes_de=antes_de)
    if dicho:
        return lo_que_dice(dicho)
    convocada = invitacion.convocatoria
    return LoDicho(SituacionDelActo.EN_PIE, convocada.inicio, convocada.fin, convocada.lugar)


def lo_que_dice(aviso: AvisoDeCambio) -> LoDicho:
    situacion = SITUACION_DICHA.get(ClaseDeAviso(aviso.clase), SituacionDelActo.EN_PIE)
    return LoDicho(situacion, aviso.inicio, aviso.fin, aviso.lugar)


def contesto_otra_cita(invitacion: Invitacion, datos: DatosDelActo) -> bool:
    """Si su respuesta vigente es a otra hora, otro día u otro lugar que los de ahora."""
    if invitacion.estado == EstadoRespuesta.PENDIENTE:
        return False
    convocada = invitacion.convocatoria
    vista = invitacion.acto_contestado or huella_del_acto(convocada.inicio, convocada.fin, convocada.lugar)
    return vista != datos.huella


def por_avisar(datos: DatosDelActo, invitaciones: Iterable[Invitacion]) -> list[Invitacion]:
    """Los invitados que tienen otros datos que los de ahora. A quien dijo que no va, no se le avisa."""
    vivas = [i for i in invitaciones if i.contacto.activo and i.estado != EstadoRespuesta.NO_ASISTE]
    correos = _sin_enterarse(vivas)
    return [i for i in vivas if _le_falta(i, datos, correos.get(ref(i), ""))]


def _le_falta(invitacion: Invitacion, datos: DatosDelActo, correo: str) -> bool:
    if (
        correo
    ):  # no sabe nada del acto: sólo importa si va a ser y su invitación ya no saldrá, o saldría con otros datos
        igual = lo_dicho(invitacion).es_lo_de_ahora(datos)
        return datos.en_pie and (correo == EstadoEnvio.CANCELADO or not igual)
    return not _al_corriente(invitacion, datos)


def _al_corriente(invitacion: Invitacion, datos: DatosDelActo) -> bool:
    if lo_dicho(invitacion).es_lo_de_ahora(datos):
        return True
    ultimo = ultimo_aviso(invitacion)
    contesto_despues = invitacion.respondio_en and (ultimo is None or ultimo.creado_en < invitacion.respondio_en)
    return bool(contesto_despues and datos.en_pie and not contesto_otra_cita(invitacion, datos))


def _sin_enterarse(invitaciones: Iterable[Invitacion]) -> dict[str, str]:
    """De quienes todavía no saben nada del acto, en qué quedó el correo de su invitación."""
    calladas = [ref(i) for i in invitaciones if not i.respondio_en and not i.avisos.all()]
    envios = Envio.objects.filter(objeto__in=calladas, estado__in=NO_SALIO) if calladas else Envio.objects.none()
    return dict(envios.values_list("objeto", "estado"))


def apuntar_avisos(*, datos: DatosDelActo, por: Persona, ahora: datetime) -> list[AvisoDeCambio]:
    """Apunta un aviso por invitado que tenga otros datos; lo que esperaba salir con los de antes se quita.

    Con correo, sale por la bandeja a los 30 s con la misma UID y una SEQUENCE mayor; sin correo, o si el suyo se
    rechazó, queda por avisar en el tablero, para llamarle. Va en la transacción del acto, con el evento bloqueado.
    """
    invitaciones = Invitacion.objects.del_evento(datos.evento).select_related("convocatoria", "contacto__medio")
    atrasadas = por_avisar(datos, invitaciones.prefetch_related("avisos").order_by("pk"))
    if not atrasadas:
        return []
    _quitar_lo_que_espera(atrasadas, por, ahora)
    todavia = por_avisar(
        datos, invitaciones.filter(pk__in=[i.pk for i in atrasadas]).prefetch_related("avisos").order_by("pk")
    )
    nuevas = _sin_enterarse(todavia)
    rechazados = rechazados_de(atrasadas)
    redaccion = _Redaccion(datos, Oficina.objects.actual(), ics_del_acto(datos, ahora), rechazados, por, ahora)
    avisos = [redaccion.avisar(i, es_nueva=ref(i) in nuevas) for i in todavia]
    asentar("avisar del cambio a medios", datos.evento, por=por, ahora=ahora, cuantos=len(avisos))
    return avisos


def rechazados_de(invitaciones: Iterable[Invitacion]) -> set[str]:
    """De esas invitaciones, a las que su correo les rebotó: se les avisa por teléfono."""
    suyas = [ref(i) for i in invitaciones]
    if not suyas:
        return set()
    fallidos = Envio.objects.filter(objeto__in=suyas, estado=EstadoEnvio.FALLIDO)
    return set(fallidos.values_list("objeto", flat=True))


def sale_por_correo(invitacion: Invitacion, rechazados: set[str]) -> bool:
    contacto = invitacion.contacto
    return bool(contacto.correo) and not contacto.no_enviar_correos and ref(invitacion) not in rechazados


def _quitar_lo_que_espera(invitaciones: Sequence[Invitacion], por: Persona, ahora: datetime) -> None:
    """Quita lo que nadie ha tomado con los datos de antes: avisos, invitaciones y lo que faltaba decir por teléfono."""
    avisos = {ref(a): a for i in invitaciones for a in i.avisos.all()}
    refs = [*avisos, *(ref(i) for i in invitaciones)]
    quietos = Envio.objects.select_for_update().filter(objeto__in=refs, estado=EstadoEnvio.PENDIENTE, intento=0)
    esperaban = {e.objeto: e for e in quietos.order_by("pk")}
    sustituidos = [envio for objeto, envio in esperaban.items() if objeto not in avisos]
    retirar_de_la_bandeja(sustituidos, razon="Lo sustituye el aviso de cambio.", por=por, ahora=ahora)
    Envio.objects.filter(objeto__in=[o for o in esperaban if o in avisos]).delete()
    sobran = [a.pk for r, a in avisos.items() if r in esperaban or a.falta_llamar]
    AvisoDeCambio.objects.filter(pk__in=sobran).delete()


@dataclass(frozen=True)
class _Redaccion:
    """Lo común a los avisos de un mismo cambio: se arma una vez."""

    datos: DatosDelActo
    oficina: Oficina
    ics: str
    rechazados: set[str]
    por: Persona
    ahora: datetime

    def avisar(self, invitacion: Invitacion, *, es_nueva: bool) -> AvisoDeCambio:
        antes, por_correo = lo_dicho(invitacion), sale_por_correo(invitacion, self.rechazados)
        token = nuevo_token()
        aviso = AvisoDeCambio.objects.create(
            invitacion=invitacion,
            clase=ClaseDeAviso.INVITACION if es_nueva else clase_de_aviso(antes, self.datos),
            secuencia=self.datos.secuencia,
            inicio=self.datos.inicio,
            fin=self.datos.fin,
            lugar=self.datos.lugar,
            motivo=self.datos.motivo,
            canal=CanalDeInvitacion.CORREO if por_correo else CanalDeInvitacion.TELEFONO,
            huella=huella_del_token(token) if por_correo else None,
            creado_en=self.ahora,
            creado_por=self.por,
        )
        if por_correo:
            self._encolar(aviso, antes, token)
        return aviso

    def _encolar(self, aviso: AvisoDeCambio, antes: LoDicho, token: str) -> None:
        asunto = f"{ASUNTOS[ClaseDeAviso(aviso.clase)]}: {self.datos.titulo}"[:150]
        invitacion = aviso.invitacion
        encolar(
            canal=Canal.CORREO,
            motivo=MotivoDeEnvio.AVISO_DE_CAMBIO,
            objeto=ref(aviso),
            para=ref(invitacion.contacto),
            destinatario=invitacion.contacto.correo,
            asunto=asunto,
            carga={
                "nombre": invitacion.contacto.nombre,
                "ics": self.ics,
                "metodo_ics": "PUBLISH" if self.datos.en_pie else "CANCEL",
                "responder_a": self.oficina.correo,
            },
            secreto=componer(
                "aviso_de_cambio",
                oficina=self.oficina,
                asunto=asunto,
                aviso=aviso,
                antes=antes,
                acto=self.datos,
                invitacion=invitacion,
                contacto=invitacion.contacto,
                convocatoria=invitacion.convocatoria,
                enlace=direccion_personal("medios_publicas:respuesta", token),
            ),
            por=self.por,
            ahora=self.ahora,
            no_antes=self.ahora + GRACIA,
            vence_en=self.datos.fin,
            prioridad=2,
        )


def clase_de_aviso(antes: LoDicho, datos: DatosDelActo) -> str:
    if not datos.en_pie:
        return ClaseDeAviso(datos.situacion)
    if antes.situacion == SituacionDelActo.EN_PIE:
        return ClaseDeAviso.CAMBIO
    return ClaseDeAviso.SIGUE


def avisos_en_gracia(evento: Evento, ahora: datetime) -> list[AvisoDeCambio]:
    """Los del último aviso que todavía se pueden cancelar."""
    recientes = AvisoDeCambio.objects.filter(invitacion__evento=evento, creado_en__gt=ahora - GRACIA)
    return list(recientes.order_by("pk"))


def cancelar_avisos(evento: Evento, *, por: Persona, ahora: datetime) -> int:
    """Deshace dentro de la gracia los avisos que no han salido; quien los tenía vuelve a quedar por avisar."""
    with transaction.atomic(durable=True):
        return quitar_avisos(evento, por=por, ahora=ahora)


def quitar_avisos(evento: Evento, *, por: Persona, ahora: datetime) -> int:
    """Lo mismo en la transacción de otro acto, con el evento ya tomado."""
    avisos = {ref(a): a.pk for a in avisos_en_gracia(evento, ahora)}
    quietos = Envio.objects.select_for_update().filter(objeto__in=avisos, estado=EstadoEnvio.PENDIENTE, intento=0)
    sin_salir = {e.objeto for e in quietos}
    Envio.objects.filter(objeto__in=sin_salir).delete()
    por_llamar = AvisoDeCambio.objects.filter(pk__in=avisos.values(), avisado_en=None, canal=CanalDeInvitacion.TELEFONO)
    deshacer = {avisos[r] for r in sin_salir} | set(por_llamar.values_list("pk", flat=True))
    AvisoDeCambio.objects.filter(pk__in=deshacer).delete()
    asentar("cancelar avisos de cambio", evento, por=por, ahora=ahora, cuantos=len(deshacer))
    return len(deshacer)


@transaction.atomic(durable=True)
def dar_por_avisado(aviso: AvisoDeCambio, *, por: Persona, ahora: datetime) -> AvisoDeCambio:
    """Alguien de la oficina se lo dijo de viva voz. Repetirlo no cambia quién lo dijo ni cuándo."""
    if AvisoDeCambio.objects.filter(pk=aviso.pk, avisado_en=None).update(avisado_en=ahora):
        asentar("avisar por teléfono", aviso.invitacion.evento, por=por, ahora=ahora, contacto=aviso.invitacion_id)
    return aviso


def se_resolvio(envio: Envio, ahora: datetime) -> None:
    """Entregado, el invitado ya lo sabe. Rechazado, vencido o cancelado, alguien debe llamarle."""
    aviso = AvisoDeCambio.objects.filter(pk=llave_de(envio.objeto))
    if envio.estado == EstadoEnvio.ENTREGADO:
        aviso.filter(avisado_en=None).update(avisado_en=ahora)
    elif envio.estado in {EstadoEnvio.FALLIDO, EstadoEnvio.VENCIDO, EstadoEnvio.CANCELADO}:
        aviso.update(canal=CanalDeInvitacion.TELEFONO)
