"""Pedir un diseño, escribirlo y mandarlo a prueba."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.models import Evento
from media_library.dominio.entrada.ingesta import ingresar
from media_library.estados import Clase
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.dominio.transiciones import aplicar
from nucleo.texto.formato import CENTRO, fecha_larga, hora
from personas.models import Persona
from personas.permisos import PRODUCIR
from produccion import transiciones
from produccion.dominio.disenos.contenido import contenido_de, huella_de
from produccion.dominio.disenos.plantillas import HOJAS
from produccion.estados import SE_EDITAN, EstadoDiseno, Plantilla
from produccion.models import ComentarioDeDiseno, Diseno, VersionDeDiseno

ARCHIVOS = (Clase.FOTO, Clase.DOCUMENTO)


def del_evento(evento: Evento) -> dict[str, Any]:
    """Lo que un diseño hereda de su evento; todo se puede cambiar."""
    inicio = evento.inicio
    return {
        "plantilla": Plantilla.EVENTO,
        "titulo": evento.titulo[:80],
        "cuando": f"{fecha_larga(inicio, con_dia=True).capitalize()}, {hora(inicio)}\u00a0h"[:60],
        "lugar": evento.donde()[:80],
        "dependencia": evento.dependencia_id,
        "tema": evento.tema,
        "fecha_retiro": evento.fin.date(),
    }


@transaction.atomic(durable=True)
def pedir_diseno(*, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> Diseno:
    """Apunta un diseño por hacer. Rechaza lo que no cabe en su plantilla."""
    return pedir_diseno_en_el_acto(datos=datos, por=por, ahora=ahora)


def pedir_diseno_en_el_acto(*, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> Diseno:
    """Lo que hace `pedir_diseno`, dentro de la transacción de otro acto."""
    exigir(por, PRODUCIR)
    diseno = Diseno(creado_por=por, creado_en=ahora, **datos)
    _revisar(diseno)
    diseno.save()
    if diseno.evento:
        diseno.lineas.set(diseno.evento.lineas.all())
    asentar("pedir diseño", diseno, por=por, ahora=ahora, plantilla=diseno.plantilla)
    return diseno


@transaction.atomic(durable=True)
def guardar_diseno(
    diseno: Diseno, *, datos: Mapping[str, Any], edicion: int, nota: str = "", por: Persona, ahora: datetime
) -> Diseno:
    """Guarda lo escrito. Si ya estaba a prueba o aprobado y la pieza cambia, es otra versión y se aprueba de nuevo.

    Rechaza si alguien lo guardó antes y lo que ya se imprimió, se publicó o se colocó.
    """
    exigir(por, PRODUCIR)
    diseno = Diseno.objects.bloquear(diseno.pk)
    if diseno.edicion != edicion:
        raise YaCambio("Otra persona guardó este diseño mientras lo escribías. Vuelve a cargar y compara.")
    if diseno.estado not in SE_EDITAN:
        raise YaCambio(f"Está {diseno.get_estado_display().lower()}: ya no se cambia. Haz otro a partir de éste.")
    antes, fechas = huella_de(contenido_de(diseno)), (diseno.fecha_retiro, diseno.tema)
    for campo, valor in datos.items():
        setattr(diseno, campo, valor)
    diseno.edicion += 1
    _revisar(diseno)
    diseno.save()
    asentar("guardar diseño", diseno, por=por, ahora=ahora)
    cambio = huella_de(contenido_de(diseno)) != antes or (diseno.fecha_retiro, diseno.tema) != fechas
    if diseno.estado != EstadoDiseno.PEDIDO and cambio:
        _otra_version(diseno, nota, por, ahora)
    return diseno


def _revisar(diseno: Diseno) -> None:
    if not diseno.es_propio:
        diseno.archivo = None
    rechazar_si(_no_caben(diseno))
    validar(diseno)


def _no_caben(diseno: Diseno) -> Iterator[Impedimento]:
    """Lo que pasa de lo que su plantilla admite, y lo que ella no lleva."""
    libres = {campo.nombre: campo for campo in HOJAS[diseno.plantilla].campos}
    for nombre, texto in diseno.campos().items():
        if campo := libres.get(nombre):
            if len(texto) > campo.maximo:
                yield Impedimento(f"Son {len(texto)} caracteres; caben {campo.maximo}.", nombre)
        elif texto:
            setattr(diseno, nombre, "")


def _otra_version(diseno: Diseno, nota: str, por: Persona, ahora: datetime) -> None:
    numero = diseno.version + 1
    _congelar(diseno, numero, nota, por, ahora)
    aplicar(
        diseno,
        transiciones.CAMBIAR,
        por=por,
        ahora=ahora,
        detalle={"version": numero},
        version=numero,
        hecho_por=por,
        aprobado_en=None,
        aprobado_por=None,
        huella_aprobada="",
        sin_dependencia="",
    )


def _congelar(diseno: Diseno, numero: int, nota: str, por: Persona, ahora: datetime) -> VersionDeDiseno:
    contenido = contenido_de(diseno)
    version = VersionDeDiseno(
        diseno=diseno,
        numero=numero,
        plantilla=diseno.plantilla,
        contenido=contenido,
        foto=diseno.foto,
        archivo=diseno.archivo,
        huella=huella_de(contenido),
        nota=nota.strip(),
        hecha_en=ahora,
        hecha_por=por,
    )
    validar(version)
    version.save()
    return version


def impedimentos_de_fechas(diseno: Diseno, ahora: datetime) -> Iterator[Impedimento]:
    """Un retiro que ya pasó dejaría sin efecto la pregunta de la suspensión."""
    if diseno.fecha_retiro is None:
        return
    if diseno.fecha_retiro < ahora.astimezone(CENTRO).date():
        yield Impedimento("Se retiraría antes de hoy: pon un día que no haya pasado.", "fecha_retiro")
    elif diseno.fecha_entrega and diseno.fecha_retiro < diseno.fecha_entrega:
        yield Impedimento("Se retiraría antes de estar listo: revisa los dos días.", "fecha_retiro")


def impedimentos_para_proponer(diseno: Diseno, ahora: datetime) -> list[Impedimento]:
    """Lo que falta para mandarlo a aprobación."""
    faltas = []
    if diseno.es_propio and diseno.archivo is None:
        faltas.append(Impedimento("Sube el archivo: PDF, PNG o JPG.", "archivo"))
    if diseno.fecha_retiro is None:
        faltas.append(Impedimento("Falta cuándo se retira: la ley se pregunta hasta ese día.", "fecha_retiro"))
    return [*faltas, *impedimentos_de_fechas(diseno, ahora)]


@transaction.atomic(durable=True)
def proponer_diseno(diseno: Diseno, *, por: Persona, ahora: datetime) -> Diseno:
    """Congela la versión 1 y la pone a prueba."""
    exigir(por, transiciones.PROPONER.capacidad)
    diseno = Diseno.objects.bloquear(diseno.pk)
    if diseno.estado in transiciones.PROPONER.desde:
        rechazar_si(impedimentos_para_proponer(diseno, ahora))
        _congelar(diseno, diseno.version + 1, "", por, ahora)
    aplicar(diseno, transiciones.PROPONER, por=por, ahora=ahora, version=diseno.version + 1, hecho_por=por)
    return diseno


def subir_archivo(
    diseno: Diseno, *, archivo: Any, nombre: str, edicion: int, nota: str, por: Persona, ahora: datetime
) -> Diseno:
    """El archivo hecho en otro programa (Canva, Illustrator): entra a la biblioteca y es lo que se aprueba."""
    exigir(por, PRODUCIR)
    if diseno.estado not in SE_EDITAN:
        raise YaCambio(f"Está {diseno.get_estado_display().lower()}: ya no se cambia.")
    ingreso = ingresar(archivo=archivo, nombre=nombre, dependencia=diseno.dependencia, por=por, ahora=ahora)
    if ingreso.evidencia.original.clase not in ARCHIVOS:
        raise NoSePuede([Impedimento("Sube un PDF, un PNG o un JPG.", "archivo")])
    datos = {"plantilla": Plantilla.PROPIO, "archivo": ingreso.evidencia}
    return guardar_diseno(diseno, datos=datos, edicion=edicion, nota=nota, por=por, ahora=ahora)


@transaction.atomic(durable=True)
def comentar_diseno(diseno: Diseno, *, texto: str, por: Persona, ahora: datetime) -> ComentarioDeDiseno:
    """Deja dicho algo sobre la versión de ahora."""
    exigir(por, PRODUCIR)
    texto = motivo_escrito(texto, "Escribe el comentario.", maximo=1000, campo="texto")
    dicho = ComentarioDeDiseno(diseno=diseno, version=diseno.version, texto=texto, escrito_en=ahora, escrito_por=por)
    validar(dicho)
    dicho.save()
    asentar("comentar diseño", diseno, por=por, ahora=ahora)
    return dicho


@transaction.atomic(durable=True)
def cancelar_diseno(diseno: Diseno, *, motivo: str, por: Persona, ahora: datetime) -> Diseno:
    """Ya no se hace. Lo que ya se usó no se cancela: se retira."""
    return cancelar_diseno_en_el_acto(diseno, motivo=motivo, por=por, ahora=ahora)


def cancelar_diseno_en_el_acto(diseno: Diseno, *, motivo: str, por: Persona, ahora: datetime) -> Diseno:
    """Lo que hace `cancelar_diseno`, dentro de la transacción de otro acto."""
    exigir(por, transiciones.CANCELAR.capacidad)
    diseno = Diseno.objects.bloquear(diseno.pk)
    motivo = motivo_escrito(motivo, "Escribe por qué ya no se hace.", maximo=300)
    aplicar(
        diseno, transiciones.CANCELAR, por=por, ahora=ahora, detalle={"motivo": motivo}, motivo_de_cancelacion=motivo
    )
    return diseno
