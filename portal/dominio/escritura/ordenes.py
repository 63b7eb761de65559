"""Apuntar en la bandeja las páginas del portal que hay que reescribir."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse

from boletines.estados import EstadoBoletin
from boletines.models import Boletin, CorteDeBoletin, FotoDeBoletin
from cronograma.models import CierreMensual
from difusion.dominio.bandeja import encolar
from difusion.estados import Canal, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from media_library.models.receta import Receta
from nucleo.referencias import ref
from nucleo.texto.formato import CENTRO
from personas.models import Persona
from portal.consultas.boletines import con_todo
from portal.consultas.edicion import Edicion
from portal.dominio.ejemplar.ejemplar import Ejemplar
from portal.models import VersionDePagina

ESPERA_DE_VERSIONES = timedelta(seconds=20)  # lo que tardan en terminar las demás de la misma foto

ENTRE_VUELTAS = timedelta(seconds=10)


@transaction.atomic
def apuntar_agenda(*, ahora: datetime) -> Envio:
    """La agenda pública se reescribe pronto. Varios cambios seguidos se juntan en una sola escritura.

    El candado impide que el despacho escriba la página antes de que este cambio se confirme.
    """
    pendientes = Envio.objects.filter(motivo=MotivoDeEnvio.AGENDA, estado=EstadoEnvio.PENDIENTE)
    espera = pendientes.select_for_update(skip_locked=True).first()
    return espera or encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.AGENDA,
        objeto="agenda",
        vez=None,
        asunto="Agenda pública",
        por=None,
        ahora=ahora,
        prioridad=2,
    )


@transaction.atomic
def apuntar_poa(*, cierre: CierreMensual, por: Persona, ahora: datetime) -> Envio:
    """El plan y el cronograma públicos se escriben con lo que se acaba de firmar, o sin lo que se reabrió."""
    acto = "reabierto" if cierre.reabierto_en else "cerrado"
    return encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.POA,
        objeto=ref(cierre),
        vez=acto,
        asunto=f"Cronograma público: {cierre.nombre}, {acto}",
        por=por,
        ahora=ahora,
        prioridad=2,
    )


@transaction.atomic
def apuntar_ejes(*, por: Persona, ahora: datetime) -> Envio:
    """Cambió el plan municipal o qué boletines llevan sus líneas. Varios cambios seguidos se escriben juntos."""
    pendientes = Envio.objects.filter(motivo=MotivoDeEnvio.POA, estado=EstadoEnvio.PENDIENTE)
    espera = pendientes.select_for_update(skip_locked=True).first()
    return espera or encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.POA,
        objeto="pmd",
        vez=None,
        asunto="Plan municipal: sus ejes",
        por=por,
        ahora=ahora,
        prioridad=3,
    )


@transaction.atomic
def apuntar_decision(*, boletin: Boletin, vez: str, oculta: bool, por: Persona, ahora: datetime) -> Envio:
    """El boletín se escribe u oculta en la edición de suspensión según lo que se acaba de decidir."""
    return encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.SUSPENSION,
        objeto=ref(boletin),
        vez=vez,
        asunto=boletin.titulo,
        por=por,
        ahora=ahora,
        prioridad=0,
        quita=oculta,
    )


@transaction.atomic
def apuntar_fijas(
    *, ahora: datetime, no_antes: datetime | None = None, version: VersionDePagina | None = None
) -> Envio:
    """Las páginas institucionales y el inicio se reescriben pronto, o a la hora que se diga.

    Con la `version` que guardó una persona queda dicho qué cambió, quién, y dónde se ve como quedó ese día.
    """
    cuando = max(ahora, no_antes) if no_antes else ahora
    return encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.PAGINAS,
        objeto=f"fijas:{version.clave}" if version else "fijas",
        vez=f"{ahora:%Y%m%d%H%M%S%f}:{cuando:%Y%m%d%H%M%S}",
        asunto=version.get_clave_display() if version else "Páginas del portal",
        carga={"ruta": reverse("portal_oficina:version", args=[version.clave, version.numero])} if version else {},
        por=version.guardada_por if version else None,
        ahora=ahora,
        no_antes=cuando,
        prioridad=2,
    )


def apuntar_versiones(*, original: int, recetas: Iterable[Receta], ahora: datetime) -> list[Envio]:
    """Los boletines publicados que enseñan esas versiones de una foto o un video se escriben otra vez, dentro de poco.

    Las que terminan seguidas se juntan en una sola escritura. Lo que nada publicado enseña no apunta nada.
    """
    listas = set(recetas)
    fotos = FotoDeBoletin.objects.filter(evidencia__original=original).order_by().values_list("boletin_id")
    cortes = CorteDeBoletin.objects.filter(corte__evidencia__original=original).order_by().values_list("boletin_id")
    usan = [pk for (pk,) in fotos.union(cortes)]
    if not usan:
        return []
    publicados = con_todo(Boletin.objects.filter(pk__in=usan, estado=EstadoBoletin.PUBLICADO).order_by("pk"))
    return [
        _apuntar_versiones(boletin, ahora)
        for boletin in publicados
        if listas & _recetas_a_la_vista(boletin, original, ahora)
    ]


def _recetas_a_la_vista(boletin: Boletin, original: int, ahora: datetime) -> set[Receta]:
    """De ese original, las versiones con que su página se publicaría ahora: sólo de lo que hoy puede verse."""
    archivos = Ejemplar(boletin, Edicion(ahora)).archivos
    return {e.receta_publica(receta) for _, e, receta in archivos if e.original_id == original}


@transaction.atomic
def _apuntar_versiones(boletin: Boletin, ahora: datetime) -> Envio:
    esperan = Envio.objects.de(ref(boletin)).filter(motivo=MotivoDeEnvio.VERSIONES, estado=EstadoEnvio.PENDIENTE)
    # El candado impide que el despacho la escriba antes de que estas versiones se confirmen.
    espera = esperan.select_for_update(skip_locked=True).first()
    return espera or encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.VERSIONES,
        objeto=ref(boletin),
        vez=None,
        asunto=boletin.titulo,
        por=None,
        ahora=ahora,
        no_antes=ahora + ESPERA_DE_VERSIONES,
        prioridad=8,
    )


@transaction.atomic
def apuntar_el_dia_siguiente(*, ahora: datetime) -> Envio:
    """A las cero horas, antes que cualquier boletín: las listas se numeran por día y la agenda cambia con él."""
    manana = ahora.astimezone(CENTRO).date() + timedelta(days=1)
    return encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.DIA,
        objeto="fijas",
        vez=f"{manana}",
        asunto="Páginas del portal",
        por=None,
        ahora=ahora,
        no_antes=datetime.combine(manana, time(), CENTRO),
        prioridad=0,
    )


def apuntar_documentos(boletin: Boletin, *, ahora: datetime) -> None:
    """Su tarjeta y su Word se hacen cuando la página ya está; lo que ya espera no se apunta dos veces."""
    referencia = ref(boletin)
    esperan = Envio.objects.de(referencia).filter(motivo=MotivoDeEnvio.DOCUMENTOS, estado=EstadoEnvio.PENDIENTE)
    if not esperan.exists():
        encolar(
            canal=Canal.PORTAL,
            motivo=MotivoDeEnvio.DOCUMENTOS,
            objeto=referencia,
            vez=None,
            asunto=f"Tarjeta y Word: {boletin.titulo}"[:250],
            por=None,
            ahora=ahora,
            prioridad=3,
        )


@transaction.atomic
def apuntar_documentos_del_archivo(*, ahora: datetime, antes_de: int | None = None) -> Envio:
    """Al rehacer el portal: las tarjetas y los Word del archivo, de poco en poco y después de todo lo demás."""
    return encolar(
        canal=Canal.PORTAL,
        motivo=MotivoDeEnvio.DOCUMENTOS_DEL_ARCHIVO,
        objeto="archivo",
        vez=f"{ahora:%Y%m%d%H%M%S%f}:{antes_de or 'todos'}",
        asunto="Tarjetas y archivos de Word",
        carga={"antes_de": antes_de},
        por=None,
        ahora=ahora,
        no_antes=ahora + ENTRE_VUELTAS if antes_de else ahora,
        prioridad=9,
    )
