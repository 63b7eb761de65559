"""Lo que comparten las vistas: hallar el boletín, su página y el acto que puede rechazarse."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone

from boletines import transiciones
from boletines.consultas import boletines as consultas
from boletines.consultas.fallas_del_portal import fallas_de
from boletines.consultas.pagina import LoDicho, PaginaDelBoletin, Puede
from boletines.dominio.despues.correccion import impedimentos_para_corregir
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.atencion import correcciones_por_atender
from boletines.dominio.revision.comentarios import SUELTO, anclar
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion
from boletines.dominio.salida.correos import correos_por_salir
from boletines.dominio.salida.programacion import sugerencias
from boletines.dominio.salida.urgencia import aviso_de_la_firma, impedimentos_para_firmar
from boletines.estados import CERRADOS, EDITABLES, EMITIDOS, EstadoBoletin
from boletines.forms.boletin import HoraForm, VistoBuenoForm
from boletines.models import Boletin
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.pantallas.vistas import Acto, Escrito, Frase, codigo_de, ejecutar, es_la_pagina
from nucleo.permisos import si_puede
from personas.models import Persona
from personas.permisos import (
    APROBAR_BOLETINES,
    DECIDIR_SALIDAS,
    ESCRIBIR_BOLETINES,
    PUBLICAR_BOLETINES,
    PUBLICAR_EN_REDES,
)

RECIEN = timedelta(minutes=10)  # lo que no llegó al portal en ese rato lo dicen sus fallas
SOLO_CORRECCION = {"publicar_la_correccion"}
NUNCA_CORRECCION = {"publicar", "programar", "publicar_sin_revision", "aprobar_y_publicar"}


def boletin_de(request: HttpRequest, pk: int) -> Boletin:
    boletines = Boletin.objects.visibles_para(request.user).select_related(
        "dependencia", "comunidad", "evento", "autor", "aprobado_por", "urgencia_por", "programado_por", "corrige"
    )
    return get_object_or_404(boletines, pk=pk)


def pagina_del_boletin(
    request: HttpRequest,
    boletin: Boletin,
    *,
    impedidos: list | None = None,
    escrito: Escrito | None = None,
    visto_form: VistoBuenoForm | None = None,
    hora_form: HoraForm | None = None,
) -> HttpResponse:
    """La página; con un acto rechazado, sus razones y lo que se había escrito: 422 si falla el texto, si no 409."""
    es_la_pagina(request, resolve_url("boletines:ver", boletin.pk))
    impedidos, escrito, pagina = impedidos or [], escrito or Escrito(), _pagina(request, boletin)
    escrito = escrito.con(impedidos, hay_donde=_hay_donde(escrito.lugar, pagina))
    codigo = codigo_de([visto_form, hora_form], NoSePuede(impedidos) if impedidos else None)
    if escrito.error:
        codigo = HTTPStatus.UNPROCESSABLE_ENTITY
    contexto = {
        "boletin": boletin,
        "huella": huella_mostrada(boletin),
        "pagina": pagina,
        "dicho": pagina.dicho,
        "hora_form": hora_form or HoraForm(auto_id="id_hora_%s"),
        "visto_form": visto_form or VistoBuenoForm(auto_id="id_visto_%s"),
        "impedidos": impedidos,
        "escrito": escrito,
    }
    return render(request, "boletines/ver.html", contexto, status=codigo)


def _pagina(request: HttpRequest, boletin: Boletin) -> PaginaDelBoletin:
    persona, ahora = request.user, timezone.now()
    no_corregible = impedimentos_para_corregir(boletin)
    acciones, fotos = _acciones(request, boletin), consultas.fotos_de_la_ficha(boletin, ahora)
    firma = boletin.debe_visto_bueno and persona.puede(APROBAR_BOLETINES)
    sin_firma = impedimentos_para_firmar(boletin, persona) if firma else []
    urgencia = acciones["publicar_sin_revision"]
    fallas = fallas_de(boletin, ahora) if boletin.estado in EMITIDOS else []
    return PaginaDelBoletin(
        fotos=fotos,
        en_redes=consultas.sigue_en_redes(boletin, fotos),
        correos_por_salir=si_puede(persona, DECIDIR_SALIDAS, correos_por_salir, boletin, ahora, si_no=0),
        fallas_del_portal=fallas,
        facebook=si_puede(persona, PUBLICAR_EN_REDES, consultas.por_publicar_en_facebook, boletin, si_no=None),
        cortes=consultas.cortes_de_la_ficha(boletin),
        escribieron=consultas.quienes_escribieron(boletin),
        historia=de_objeto(boletin),
        acciones=acciones,
        aviso_de_la_firma=aviso_de_la_firma(boletin, publica=persona) if urgencia else "",
        sin_firma=sin_firma,
        embargado=boletin.esta_embargado(ahora),
        es_publico=Boletin.objects.publicos(ahora).filter(pk=boletin.pk).exists(),
        espera_su_pagina=_recien(boletin.publicado_en, ahora) and _sin_pagina(boletin, ahora) and not fallas,
        recien_en_el_portal=_recien(boletin.en_portal_desde, ahora),
        es_historia=boletin.estado == EstadoBoletin.PUBLICADO and bool(no_corregible),
        impedimentos=_impedimentos(request, boletin),
        sugerencias=sugerencias(ahora),
        puede=_puede(persona, boletin, corregible=not no_corregible, firma=firma and not sin_firma),
        dicho=_dicho(boletin),
    )


def _recien(momento: datetime | None, ahora: datetime) -> bool:
    return momento is not None and timedelta(0) <= ahora - momento < RECIEN


def _sin_pagina(boletin: Boletin, ahora: datetime) -> bool:
    ya_es_su_hora = boletin.embargo_hasta is None or boletin.embargo_hasta <= ahora
    return boletin.estado == EstadoBoletin.PUBLICADO and boletin.en_portal_desde is None and ya_es_su_hora


def _puede(persona: Persona, boletin: Boletin, *, corregible: bool, firma: bool) -> Puede:
    escribe, aprueba = (persona.puede(c) for c in (ESCRIBIR_BOLETINES, APROBAR_BOLETINES))
    abierto = boletin.estado not in CERRADOS
    return Puede(
        editar=boletin.estado in EDITABLES and escribe,
        comentar=abierto and (escribe or aprueba),
        corregir=boletin.estado == EstadoBoletin.PUBLICADO and escribe and corregible,
        firmar=firma,
        atender=escribe or aprueba,
        pedir_visto=abierto and escribe,
    )


def _hay_donde(lugar: str, pagina: PaginaDelBoletin) -> bool:
    """Si la página todavía lleva ese formulario; el estado pudo cambiar mientras se escribía."""
    cual, _, numero = lugar.rpartition("-")
    if cual == "c":
        return pagina.puede.comentar and int(numero) <= len(pagina.dicho.partes)
    if cual == "nota":
        vistos = pagina.dicho.vistos_buenos
        return any(v.pk == int(numero) and v.respuesta == "corregir" and not v.atendido_en for v in vistos)
    acto_de = {"cambios": "pedir_cambios", "urgencia": "publicar_sin_revision", "retiro": "retirar"}
    return not lugar or pagina.acciones[acto_de[numero]]


def _dicho(boletin: Boletin) -> LoDicho:
    partes, textos = consultas.parrafos_de(boletin)
    comentarios = consultas.comentarios_de(boletin)
    anclados = anclar(comentarios, textos)
    return LoDicho(
        partes=[(numero, parte, anclados.get(numero, [])) for numero, parte in enumerate(partes, start=1)],
        generales=anclados.get(0, []) + anclados.get(SUELTO, []),
        vistos_buenos=list(boletin.vistos_buenos.select_related("pedido_por", "atendido_por")),
        correcciones=list(boletin.correcciones.select_related("por")) if boletin.estado in EMITIDOS else [],
        propuesta=boletin.propuestas_de_correccion.exclude(estado__in=CERRADOS).first(),
        por_resolver=sum(c.resuelto_en is None for c in comentarios),
    )


def _acciones(request: HttpRequest, boletin: Boletin) -> dict[str, bool]:
    """Qué botones se ofrecen: la misma tabla de estados que usa el acto."""
    acciones = {
        t.nombre.replace(" ", "_").replace("ó", "o"): puede(request.user, boletin, t) for t in transiciones.TODAS
    }
    acciones["aprobar_y_publicar"] = acciones["aprobar"] and request.user.puede(PUBLICAR_BOLETINES)
    no_van = NUNCA_CORRECCION if boletin.corrige_id else SOLO_CORRECCION
    return acciones | dict.fromkeys(no_van, False)


def _impedimentos(request: HttpRequest, boletin: Boletin) -> list[Impedimento]:
    if boletin.estado in EDITABLES and request.user.puede(ESCRIBIR_BOLETINES):
        return revision.impedimentos_para_enviar(boletin)
    if boletin.estado == EstadoBoletin.EN_REVISION and request.user.puede(APROBAR_BOLETINES):
        return revision.impedimentos_para_aprobar(boletin, request.user)
    if boletin.estado in {EstadoBoletin.APROBADO, EstadoBoletin.PROGRAMADO} and request.user.puede(PUBLICAR_BOLETINES):
        return publicacion.impedimentos_para_publicar(boletin)
    return []


def ejecutar_y_ver(
    request: HttpRequest,
    boletin: Boletin,
    acto: Acto,
    exito: Frase = "",
    *,
    ancla: str = "",
    escrito: Escrito | None = None,
) -> HttpResponse:
    """Corre un acto y vuelve a la página del boletín; si se rechaza, la misma página con las razones y lo escrito."""
    negativa = ejecutar(request, acto, exito).negativa
    if negativa:
        fresco = boletin_de(request, boletin.pk)
        return pagina_del_boletin(request, fresco, impedidos=negativa.impedimentos, escrito=escrito)
    return redirect(resolve_url("boletines:ver", boletin.pk) + ancla)


def preguntar_por_correcciones(request: HttpRequest, boletin: Boletin, verbo: str, ruta: str) -> HttpResponse | None:
    """La página que pregunta si seguir cuando alguien pidió correcciones; `None` si no las hay o ya se confirmó."""
    avisos = correcciones_por_atender(boletin)
    if not avisos or "confirmado" in request.POST:
        return None
    contexto = {"boletin": boletin, "avisos": avisos, "verbo": verbo, "ruta": ruta, "huella": huella_vista(request)}
    return render(request, "boletines/confirmar_correcciones.html", contexto)


def huella_vista(request: HttpRequest) -> str:
    """La huella de lo que la página enseñaba; pasa entera por las pantallas que preguntan antes de seguir."""
    return request.POST.get("huella_vista", "")
