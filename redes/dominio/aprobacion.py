"""Aprobar lo compuesto: lo ve otra persona, se congela con su huella y queda apuntado para su hora."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from difusion.dominio import bandeja
from difusion.estados import Canal, MotivoDeEnvio
from difusion.models import Envio
from nucleo.dominio.actos import exigir, rechazar_si
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, NoTienePermiso, YaCambio
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref
from personas.models import Persona
from redes import transiciones as t
from redes.dominio import cuentas, salida
from redes.dominio.huella import congelar, huella_de
from redes.dominio.validacion import impedimentos_para_enviar
from redes.estados import EstadoPublicacion
from redes.models import Composicion, Publicacion

TARDE = timedelta(hours=2)  # más tarde que esto ya no sale sola: se pregunta
UN_MINUTO = timedelta(minutes=1)
OTRA_PERSONA = "La aprueba otra persona: quien la envió no puede aprobarse a sí misma."


@transaction.atomic(durable=True)
def pedir_aprobacion(composicion: Composicion, *, por: Persona, ahora: datetime) -> None:
    """La envía a aprobación en todas sus redes. Rechaza con todo lo que le falta."""
    exigir(por, t.PEDIR.capacidad)
    rechazar_si(impedimentos_para_enviar(composicion, ahora))
    versiones = _bloqueadas(composicion, EstadoPublicacion.BORRADOR)
    if not versiones:
        raise YaCambio("No hay nada por enviar: alguien la envió antes o ya salió.")
    for publicacion in versiones:
        aplicar(publicacion, t.PEDIR, por=por, ahora=ahora, pedida_por=por, pedida_en=ahora, razon="")


def huella_mostrada(composicion: Composicion) -> str:
    """La de todo lo que ve quien aprueba: el texto de cada red, el enlace, las fotos y la hora."""
    versiones = composicion.publicaciones.select_related("composicion__boletin").order_by("red")
    return huella_de({p.red: [congelar(p), p.sale_en.isoformat() if p.sale_en else ""] for p in versiones})


@transaction.atomic(durable=True)
def aprobar(composicion: Composicion, *, huella_vista: str, por: Persona, ahora: datetime) -> None:
    """Congela lo que se tenía a la vista y lo apunta para su hora, o lo deja para ponerlo a mano."""
    exigir(por, t.APROBAR.capacidad, frase="aprobar lo que sale a redes")
    versiones = _bloqueadas(composicion, EstadoPublicacion.POR_APROBAR)
    if not versiones:
        raise YaCambio("Ya no espera aprobación.")
    if any(p.pedida_por_id == por.pk for p in versiones):
        raise NoTienePermiso(OTRA_PERSONA)
    if huella_vista != huella_mostrada(composicion):
        raise YaCambio("Cambió mientras la veías. Revísala otra vez antes de aprobarla.")
    rechazar_si(impedimentos_para_enviar(composicion, ahora))
    for publicacion in versiones:
        _aprobar_una(publicacion, por, ahora)


def _aprobar_una(publicacion: Publicacion, por: Persona, ahora: datetime) -> None:
    congelada = congelar(publicacion)
    sale = max(publicacion.sale_en or ahora, publicacion.no_antes_desde, ahora)
    campos: dict[str, Any] = {
        "aprobada_por": por,
        "aprobada_en": ahora,
        "congelada": congelada,
        "huella": huella_de(congelada),
        "sale_en": sale,
        "razon": "",
        "etapa": {},
    }
    if cuentas.publica_sola(publicacion.red):
        envio = _apuntar(publicacion, campos["huella"], sale, por, ahora)
        aplicar(publicacion, t.APROBAR, por=por, ahora=ahora, envio=envio, asistida=False, **campos)
    else:
        campos["no_antes_desde"] = sale
        aplicar(publicacion, t.APROBAR_A_MANO, por=por, ahora=ahora, asistida=True, **campos)


def _apuntar(publicacion: Publicacion, huella: str, sale: datetime, por: Persona, ahora: datetime) -> Envio:
    return bandeja.encolar(
        canal=Canal(publicacion.red),
        motivo=MotivoDeEnvio.EN_RED,
        objeto=ref(publicacion),
        vez=f"{ahora.timestamp():.6f}",
        asunto=publicacion.titulo,
        carga={"huella": huella},
        por=por,
        ahora=ahora,
        no_antes=sale,
        vence_en=sale + TARDE,
        prioridad=2,
    )


@transaction.atomic(durable=True)
def devolver(composicion: Composicion, *, por: Persona, ahora: datetime) -> None:
    """Quien debía aprobarla pide que se corrija."""
    exigir(por, t.DEVOLVER.capacidad)
    for publicacion in _bloqueadas(composicion, EstadoPublicacion.POR_APROBAR):
        aplicar(publicacion, t.DEVOLVER, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def volver_a_escribir(composicion: Composicion, *, por: Persona, ahora: datetime) -> None:
    """La baja de la cola para cambiarla: vuelve a borrador, su aprobación ya no vale y de la bandeja se quita."""
    exigir(por, t.CORREGIR.capacidad)
    versiones = _bloqueadas(composicion, *t.CORREGIR.desde)
    if not versiones:
        raise YaCambio("Ya no se puede cambiar: está saliendo, salió o se descartó.")
    for publicacion in versiones:
        aplicar(publicacion, t.CORREGIR, por=por, ahora=ahora, huella="", congelada={}, asistida=False)
        salida.quitar_de_la_bandeja(publicacion, razon="Se va a corregir.", por=por, ahora=ahora)


@transaction.atomic(durable=True)
def mover_de_hora(composicion: Composicion, *, sale_en: datetime, por: Persona, ahora: datetime) -> datetime | None:
    """La cambia de día o de hora con todas sus redes; lo aprobado sigue aprobado. Devuelve la hora que tenía."""
    exigir(por, t.PEDIR.capacidad)
    if sale_en < ahora - UN_MINUTO:
        raise NoSePuede([Impedimento("Esa hora ya pasó.", "sale_en")])
    mueven = (EstadoPublicacion.BORRADOR, EstadoPublicacion.POR_APROBAR, EstadoPublicacion.PROGRAMADA)
    versiones = _bloqueadas(composicion, *mueven)
    if not versiones:
        raise NoSePuede("Ya no se mueve: salió, está saliendo o espera una decisión.")
    antes = versiones[0].sale_en
    for publicacion in versiones:
        if publicacion.envio_id:
            _mover_envio(publicacion.envio_id, sale_en)
        Publicacion.objects.filter(pk=publicacion.pk).update(sale_en=sale_en)
    return antes


def _mover_envio(envio: int, sale_en: datetime) -> None:
    if not bandeja.mover_de_hora(envio, no_antes=sale_en, vence_en=sale_en + TARDE):
        raise NoSePuede("Ya está saliendo: no se puede mover.")


@transaction.atomic(durable=True)
def enviar_otra_vez(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """Una persona dice que no salió, o que todavía sirve. Antes de pedirla otra vez se mira la página."""
    exigir(por, t.ENVIAR_OTRA_VEZ.capacidad, frase="enviar otra vez una publicación")
    if publicacion.envio is None:
        raise NoSePuede("Ya no tiene su envío: vuelve a escribirla y pide aprobación.")
    vista = publicacion.etapa.get("candidata") or {}
    no_es = [*publicacion.etapa.get("no_es", []), *filter(None, [vista.get("id")])]
    mirar_antes = publicacion.estado == EstadoPublicacion.POR_VERIFICAR
    etapa = {**publicacion.etapa, "mirar_antes": mirar_antes, "candidata": None, "no_es": no_es}
    envio = publicacion.envio
    aplicar(publicacion, t.ENVIAR_OTRA_VEZ, por=por, ahora=ahora, etapa=etapa, razon="", sale_en=ahora)
    bandeja.volver_a_apuntar_en_el_acto(envio, por=por, ahora=ahora, vence_en=ahora + TARDE)
    return publicacion


@transaction.atomic(durable=True)
def pasar_a_mano(publicacion: Publicacion, *, por: Persona, ahora: datetime) -> Publicacion:
    """La pone una persona: la bandeja ya no la intenta. Sólo si consta que nada salió."""
    exigir(por, t.PASAR_A_MANO.capacidad)
    aplicar(publicacion, t.PASAR_A_MANO, por=por, ahora=ahora, asistida=True, no_antes_desde=ahora, razon="")
    salida.quitar_de_la_bandeja(publicacion, razon="Se pone a mano.", por=por, ahora=ahora)
    return publicacion


def _bloqueadas(composicion: Composicion, *estados: str) -> list[Publicacion]:
    suyas = Publicacion.objects.filter(composicion=composicion, estado__in=estados).order_by("pk")
    return list(suyas.select_related("composicion__boletin", "envio").select_for_update(of=("self",)))
