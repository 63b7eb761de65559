"""Retirar: uno, o muchos de un jalón cuando una autoridad lo ordena (IEPC dio 24 horas; INE, 3)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from boletines import transiciones
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from boletines.models.retiro import Captura, PendienteDeRetiro, RetiroUrgente
from boletines.signals import boletin_retirado, retiro_urgente_hecho
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import aplicar
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO, fecha_larga, hora
from personas.dominio.documento import compilar, membrete
from personas.models import Persona

MAXIMO = 500


def aplicar_retiro(boletin: Boletin, *, motivo: str, por: Persona, ahora: datetime) -> Boletin:
    """Quita un boletín del portal y descarta sus publicaciones por hacer. Corre en la transacción de quien llama."""
    boletin = Boletin.objects.bloquear(boletin.pk)
    exigir(por, transiciones.RETIRAR.capacidad)
    motivo = motivo_escrito(
        " ".join(motivo.split()), "Escribe por qué se retira: el motivo queda a la vista.", maximo=300
    )
    aplicar(
        boletin,
        transiciones.RETIRAR,
        por=por,
        ahora=ahora,
        retirado_en=ahora,
        motivo_de_retiro=motivo,
        modificado_en=ahora,
        detalle={"motivo": motivo},
    )
    encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.RETIRAR,
        objeto=ref(boletin),
        asunto=boletin.titulo,
        por=por,
        ahora=ahora,
        prioridad=0,
        quita=True,
    )
    boletin_retirado.send(Boletin, boletin=boletin, por=por, ahora=ahora)
    return boletin


@transaction.atomic(durable=True)
def retirar_boletin(boletin: Boletin, *, motivo: str, por: Persona, ahora: datetime) -> Boletin:
    """Lo quita del portal y deja en su dirección el aviso de retiro. El folio no se reutiliza."""
    return aplicar_retiro(boletin, motivo=motivo, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def retirar_varios(
    boletines: Iterable[int], *, motivo: str, orden: str = "", por: Persona, ahora: datetime
) -> RetiroUrgente:
    """Retira todos o ninguno, guarda cómo se veía cada página y apunta lo que falta quitar afuera.

    Los que otra persona ya retiró se saltan. Rechaza la lista vacía y la que pasa de 500.
    """
    exigir(por, transiciones.RETIRAR.capacidad)
    motivo = motivo_escrito(
        " ".join(motivo.split()), "Escribe por qué se retiran: el motivo queda visible.", maximo=300
    )
    claves = sorted(set(boletines))
    if len(claves) > MAXIMO:
        raise NoSePuede(f"Elegiste {len(claves)} boletines; en un acto se retiran hasta {MAXIMO}.")
    publicados = list(Boletin.objects.filter(pk__in=claves, estado=EstadoBoletin.PUBLICADO).order_by("pk"))
    rechazar_si([] if publicados else [Impedimento("Elige al menos un boletín publicado.", "boletin")])
    relacion = [_renglon(boletin, ahora) for boletin in publicados]
    for boletin in publicados:
        aplicar_retiro(boletin, motivo=motivo, por=por, ahora=ahora)
    retiro = RetiroUrgente.objects.create(
        motivo=motivo,
        orden=" ".join(orden.split())[:200],
        relacion=relacion,
        huella=huella_de(relacion),
        hecho_por=por,
        hecho_en=ahora,
    )
    retiro_urgente_hecho.send(RetiroUrgente, retiro=retiro, boletines=publicados)
    PendienteDeRetiro.objects.bulk_create(_pendientes(retiro, publicados))
    asentar(
        "retirar con urgencia",
        retiro,
        por=por,
        ahora=ahora,
        motivo=motivo,
        orden=orden,
        huella=retiro.huella,
        folios=[r["folio"] for r in relacion],
    )
    return retiro


def huella_de(relacion: list[dict]) -> str:
    """SHA-256 de la relación en JSON canónico."""
    return hashlib.sha256(json.dumps(relacion, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _renglon(boletin: Boletin, ahora: datetime) -> dict:
    return {
        "folio": boletin.folio,
        "titulo": boletin.titulo,
        "publicado_en": boletin.emitido_en.isoformat(),
        "direccion": settings.BASE_URL + boletin.ruta_publica,
        "captura": capturar(boletin.ruta_publica, ahora),
        "correos": Envio.objects.de(ref(boletin)).filter(canal=Canal.CORREO, estado=EstadoEnvio.ENTREGADO).count(),
    }


def capturar(ruta: str, ahora: datetime) -> str:
    """Guarda el HTML de una página del portal como está en el disco y devuelve su SHA-256, o vacío si no está."""
    archivo = settings.DIR_PUBLICO / ruta.strip("/") / "index.html"
    if not archivo.is_file():
        return ""
    contenido = archivo.read_bytes()
    huella = hashlib.sha256(contenido).hexdigest()
    Captura.objects.get_or_create(huella=huella, defaults={"contenido": contenido, "tomada_en": ahora})
    return huella


def _pendientes(retiro: RetiroUrgente, boletines: list[Boletin]) -> list[PendienteDeRetiro]:
    """Cada medio que lo recibió por correo; lo que está en redes lo apunta quien lo puso."""
    por_ref = {ref(b): b for b in boletines}
    entregados = Envio.objects.filter(objeto__in=por_ref, canal=Canal.CORREO, estado=EstadoEnvio.ENTREGADO)
    por_correo: dict[str, list[str]] = {}
    for objeto, correo in entregados.order_by("destinatario", "pk").values_list("objeto", "destinatario"):
        por_correo.setdefault(correo, []).append(por_ref[objeto].folio)
    return [
        PendienteDeRetiro(retiro=retiro, que=f"Avisar a {correo}: recibió {', '.join(folios)}"[:250])
        for correo, folios in por_correo.items()
    ]


@transaction.atomic(durable=True)
def marcar_pendiente(
    pendiente: PendienteDeRetiro, *, nota: str = "", por: Persona, ahora: datetime
) -> PendienteDeRetiro:
    """Da por hecho algo de la lista; hacerlo otra vez no cambia quién ni cuándo."""
    exigir(por, transiciones.RETIRAR.capacidad)
    pendiente = PendienteDeRetiro.objects.select_for_update().get(pk=pendiente.pk)
    if pendiente.hecho_en is None:
        pendiente.hecho_en, pendiente.hecho_por, pendiente.nota = ahora, por, nota.strip()[:200]
        pendiente.save()
        asentar("cumplir pendiente de retiro", pendiente.retiro, por=por, ahora=ahora, que=pendiente.que, nota=nota)
    return pendiente


def pdf_del_retiro(retiro: RetiroUrgente) -> bytes:
    """El acta en PDF: direcciones, capturas por su huella, horas, quién y lo pendiente como va."""
    pendientes = [
        {
            "que": p.que,
            "enlace": p.enlace,
            "hecho": f"{fecha_larga(p.hecho_en)}, {hora(p.hecho_en)} h" if p.hecho_en else "",
        }
        for p in retiro.pendientes.all()
    ]
    return compilar(
        "acta_retiro.typ",
        {
            "oficina": membrete(),
            "titulo": f"Acta de retiro {retiro.pk}",
            "motivo": retiro.motivo,
            "orden": retiro.orden,
            "cuando": f"{fecha_larga(retiro.hecho_en)}, {retiro.hecho_en.astimezone(CENTRO):%H:%M:%S} h",
            "quien": str(retiro.hecho_por),
            "huella": retiro.huella,
            "relacion": retiro.relacion,
            "pendientes": pendientes,
        },
    )
