"""Comprobar un cambio con dos capturas, y las solicitudes a Transparencia que se verifican igual."""

from datetime import datetime
from typing import Any

from django.db import transaction

from difusion.dominio.bandeja import encolar
from difusion.dominio.correo import componer
from difusion.estados import Canal, MotivoDeEnvio
from nucleo.dominio.actos import exigir, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import Transicion, aplicar
from nucleo.referencias import ref
from nucleo.texto.formato import hora
from paginas import transiciones
from paginas.estados import EstadoComprobacion, Motivo
from paginas.models import Actualizacion, Comprobacion, PaginaOficial, Solicitud
from personas.models import Persona


def captura_de_antes(pagina: PaginaOficial) -> Comprobacion | None:
    """La última captura de antes que aún no se usa en una actualización."""
    usadas = Actualizacion.objects.filter(pagina=pagina).values("antes")
    capturas = pagina.comprobaciones.filter(motivo=Motivo.ANTES, estado=EstadoComprobacion.HECHA, codigo=200)
    return capturas.exclude(pk__in=usadas).order_by("-pk").first()


def captura_de_despues(antes: Comprobacion) -> Comprobacion | None:
    """La primera captura de después, ya leída, que siguió a ésa."""
    capturas = Comprobacion.objects.filter(pagina=antes.pagina_id, motivo=Motivo.DESPUES, pk__gt=antes.pk)
    return capturas.filter(estado=EstadoComprobacion.HECHA, codigo=200).order_by("-pk").first()


def impedimentos_para_comprobar(pagina: PaginaOficial) -> list[Impedimento]:
    """Lo que falta para registrar una actualización de la página."""
    antes = captura_de_antes(pagina)
    if antes is None:
        return [Impedimento("Toma la captura de antes de cambiar la página.")]
    despues = captura_de_despues(antes)
    if despues is None:
        return [Impedimento(_como_va_la_de_despues(antes) or "Cambia la página y toma la captura de después.")]
    if despues.huella == antes.huella:
        return [Impedimento("El texto de la página es el mismo en las dos capturas: no hay cambio que comprobar.")]
    return []


@transaction.atomic(durable=True)
def registrar_actualizacion(pagina: PaginaOficial, *, nota: str, por: Persona, ahora: datetime) -> Actualizacion:
    """Guarda el cambio comprobado con sus dos capturas; cuenta en la actividad 6. Rechaza si no cambió nada."""
    PaginaOficial.objects.select_for_update(no_key=True, of=("self",)).get(pk=pagina.pk)
    if not (nota := " ".join(nota.split())):
        raise NoSePuede([Impedimento("Escribe qué cambió.", "nota")])
    rechazar_si(impedimentos_para_comprobar(pagina))
    return _registrar(pagina, captura_de_antes(pagina), nota, por, ahora)


def _registrar(
    pagina: PaginaOficial, antes: Comprobacion | None, nota: str, por: Persona, ahora: datetime
) -> Actualizacion:
    despues = captura_de_despues(antes) if antes else None
    if antes is None or despues is None:
        raise NoSePuede("Faltan las capturas.")
    actualizacion = Actualizacion.objects.create(
        pagina=pagina, antes=antes, despues=despues, nota=nota[:300], hecha_por=por, hecha_en=ahora
    )
    PaginaOficial.objects.filter(pk=pagina.pk).update(revisada_en=ahora, cambio_en=despues.hecha_en)
    asentar("comprobar actualización", pagina, por=por, ahora=ahora, antes=antes.huella, despues=despues.huella)
    return actualizacion


@transaction.atomic(durable=True)
def pedir_a_transparencia(pagina: PaginaOficial, *, que: str, correo: str, por: Persona, ahora: datetime) -> Solicitud:
    """Apunta lo que se pide publicar, toma la captura de antes y, con correo, deja el mensaje en la bandeja.

    Lo mismo pedido otra vez, mientras no se publique, devuelve la solicitud que ya hay.
    """
    PaginaOficial.objects.select_for_update(no_key=True, of=("self",)).get(pk=pagina.pk)
    abiertas = pagina.solicitudes.filter(estado__in=transiciones.PUBLICAR.desde)
    if ya := abiertas.filter(que=que.strip(), correo__iexact=correo).first():
        return ya
    antes, _ = Comprobacion.objects.get_or_create(
        pagina=pagina,
        motivo=Motivo.ANTES,
        estado=EstadoComprobacion.PENDIENTE,
        defaults={"pedida_por": por, "pedida_en": ahora},
    )
    solicitud = Solicitud(pagina=pagina, que=que.strip(), correo=correo, enviada_por=por, enviada_en=ahora, antes=antes)
    validar(solicitud)
    solicitud.save()
    asentar("pedir a Transparencia", solicitud, por=por, ahora=ahora, pagina=pagina.url)
    if correo:
        encolar(
            canal=Canal.CORREO,
            motivo=MotivoDeEnvio.TRANSPARENCIA,
            objeto=ref(solicitud),
            destinatario=correo,
            asunto=f"Solicitud de publicación: {pagina.nombre}"[:250],
            carga={"nombre": "Unidad de Transparencia", **componer("transparencia", solicitud=solicitud)},
            por=por,
            ahora=ahora,
        )
    return solicitud


@transaction.atomic(durable=True)
def mover_solicitud(
    solicitud: Solicitud, *, transicion: Transicion, por: Persona, ahora: datetime, **campos: Any
) -> None:
    """Anota el acuse, la publicación o la cancelación. Al publicarse se pide la captura de después."""
    exigir(por, transicion.capacidad)
    if transicion is transiciones.CANCELAR and not campos.get("motivo_de_cancelacion"):
        rechazar_si([Impedimento("Escribe por qué se cancela.", "motivo_de_cancelacion")])
    if transicion is transiciones.RECIBIR:
        campos["recibida_en"] = ahora
    if transicion is transiciones.PUBLICAR:
        campos["publicada_en"] = ahora
        Comprobacion.objects.get_or_create(
            pagina=solicitud.pagina,
            motivo=Motivo.DESPUES,
            estado=EstadoComprobacion.PENDIENTE,
            defaults={"pedida_por": por, "pedida_en": ahora},
        )
    aplicar(solicitud, transicion, por=por, ahora=ahora, **campos)


def impedimentos_para_verificar(solicitud: Solicitud) -> list[Impedimento]:
    """Lo que falta para dar por verificada una solicitud ya publicada."""
    antes = solicitud.antes
    if antes is not None and antes.estado == EstadoComprobacion.PENDIENTE:
        return [Impedimento(_se_esta_leyendo("antes", antes))]
    if antes is None or antes.estado != EstadoComprobacion.HECHA:
        return [Impedimento("No se pudo leer la página antes del cambio; comprueba a mano y cancela la solicitud.")]
    despues = captura_de_despues(antes)
    if despues is None:
        return [Impedimento(_como_va_la_de_despues(antes) or "Toma la captura de después en la ficha de la página.")]
    if despues.huella == antes.huella:
        return [Impedimento("La página sigue igual que cuando se pidió el cambio.")]
    return []


def _como_va_la_de_despues(antes: Comprobacion) -> str:
    """Qué pasa mientras no hay con qué comparar; vacío si nadie la ha pedido."""
    pedidas = Comprobacion.objects.filter(pagina=antes.pagina_id, motivo=Motivo.DESPUES, pk__gt=antes.pk)
    ultima = pedidas.order_by("-pk").first()
    if ultima is None:
        return ""
    if ultima.estado == EstadoComprobacion.PENDIENTE:
        return _se_esta_leyendo("después", ultima)
    por_que = f"contestó con el código {ultima.codigo}" if ultima.codigo else "no se pudo leer"
    return f"En la captura de después la página {por_que}. Toma otra cuando se vea bien."


def _se_esta_leyendo(cual: str, captura: Comprobacion) -> str:
    return (
        f"La captura de {cual} se pidió a las {hora(captura.pedida_en)} h y la página se está leyendo: suele tardar"
        " menos de un minuto. Vuelve a cargar esta página; en cuanto esté se compara sola."
    )


@transaction.atomic(durable=True)
def verificar_solicitud(solicitud: Solicitud, *, por: Persona, ahora: datetime) -> Actualizacion:
    """Comprueba con las capturas que la página cambió y deja la actualización como evidencia."""
    exigir(por, transiciones.VERIFICAR.capacidad)
    rechazar_si(impedimentos_para_verificar(solicitud))
    aplicar(solicitud, transiciones.VERIFICAR, por=por, ahora=ahora, verificada_en=ahora)
    return _registrar(solicitud.pagina, solicitud.antes, f"A solicitud: {solicitud.que}", por, ahora)
