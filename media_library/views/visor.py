"""El visor: una evidencia con todo lo que se sabe de ella, y lo que se le cambia desde ahí.

`cadena.views.evidencia` le suma lo que está en redes.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from media_library.consultas import biblioteca as consultas
from media_library.consultas import cuadricula
from media_library.consultas.filtros import filtrar
from media_library.consultas.pagina import MedioALaVista, PaginaDeLaEvidencia
from media_library.dominio.derechos import reserva
from media_library.dominio.derechos.derechos import impedimentos_para_publicar
from media_library.dominio.seleccion import colecciones, palabras
from media_library.dominio.versiones import cola
from media_library.dominio.versiones.onda import trazo
from media_library.estados import Clase, Difuminado, EstadoDerivado
from media_library.forms.biblioteca import PalabrasForm
from media_library.forms.filtros import FiltroForm
from media_library.models import Evidencia, Subtitulos
from media_library.models.receta import AUDIO_LIGERO, DEL_VISOR, RECORTES, VIDEO_LIGERO
from media_library.views.biblioteca import con, evidencia_de
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import YaCambio
from nucleo.pantallas.vistas import codigo_de, ejecutar, ejecutar_y_volver, entero_de, mostrar_negativa, poner_version
from nucleo.pantallas.volver import volver_a
from nucleo.permisos import permiso, si_puede
from personas.permisos import EDITAR_EVIDENCIA, VER_BIBLIOTECA, VER_BOLETINES


@require_GET
@permiso(VER_BIBLIOTECA)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _visor(request, evidencia_de(request, pk))


def _visor(
    request: HttpRequest, evidencia: Evidencia, form: PalabrasForm | None = None, conflicto: YaCambio | None = None
) -> HttpResponse:
    ahora = timezone.now()
    contexto = {
        "evidencia": evidencia,
        "original": evidencia.original,
        "form": form or PalabrasForm(instance=evidencia, initial={"version": evidencia.version}),
        "consulta": con(request, sin_difuminar=""),
        "usos": si_puede(request.user, VER_BOLETINES, consultas.usos, evidencia, si_no=[]),
        "medio": _a_la_vista(request, evidencia),
        "pagina": _pagina(request, evidencia, ahora, str(conflicto or "")),
    }
    return TemplateResponse(request, "media_library/ver.html", contexto, status=codigo_de([form], conflicto))


def _pagina(request: HttpRequest, evidencia: Evidencia, ahora: datetime, conflicto: str) -> PaginaDeLaEvidencia:
    persona = request.user
    anterior, siguiente = _vecinas(request, evidencia, ahora)
    return PaginaDeLaEvidencia(
        conflicto=conflicto,
        anterior=anterior,
        siguiente=siguiente,
        lugar=_lugar(request, evidencia),
        volver=volver_a(request, si_no=""),
        propuestos=consultas.eventos_propuestos(evidencia, persona),
        evento=consultas.evento_para(str(evidencia.evento_id or ""), persona),
        paquetes=list(si_puede(persona, EDITAR_EVIDENCIA, evidencia.paquetes.all, si_no=[])),
        no_se_publica=impedimentos_para_publicar(evidencia, ahora),
        historia=de_objeto(evidencia),
        etiquetas=list(evidencia.etiquetas.all()),
        albumes=list(evidencia.albumes.all()),
        estrellas=range(1, palabras.ESTRELLAS + 1),
        la_lleva=reserva.la_lleva(persona),
        oculta=bool(reserva.ocultas_para(persona, [evidencia], ahora=ahora)),
        reservado=bool(reserva.originales_reservados([evidencia], ahora=ahora)),
        consulta_tal_cual=con(request, sin_difuminar="1"),
    )


def _vecinas(request: HttpRequest, evidencia: Evidencia, ahora: datetime) -> tuple[Evidencia | None, Evidencia | None]:
    """La anterior y la siguiente: de la lista con que se llegó o, si no hay, con los mismos filtros."""
    if lista := consultas.recorrido(request.GET.get("recorrer", ""), evidencia):
        return consultas.vecinas_en(lista, evidencia, request.user)
    datos = FiltroForm(request.GET, persona=request.user).limpios()
    filtradas = filtrar(Evidencia.objects.visibles_para(request.user).vivas(), datos, persona=request.user, ahora=ahora)
    pocas = bool(datos) and cuadricula.contar(filtradas).son_pocas
    return cuadricula.vecinas(filtradas, evidencia, pocas=pocas)


def _lugar(request: HttpRequest, evidencia: Evidencia) -> str:
    """«Foto 2 de 4», si se recorre una lista."""
    lista = consultas.recorrido(request.GET.get("recorrer", ""), evidencia)
    if len(lista) > 1:
        return f"Foto {lista.index(evidencia.pk) + 1} de {len(lista)}"
    return ""


def _a_la_vista(request: HttpRequest, evidencia: Evidencia) -> MedioALaVista:
    hechos, clase = consultas.derivados_de(evidencia), evidencia.original.clase
    listos = {r for r, d in hechos.items() if d.estado == EstadoDerivado.HECHO}
    difuminada = evidencia.difuminado == Difuminado.HECHO
    tal_cual = difuminada and "sin_difuminar" in request.GET and reserva.la_lleva(request.user)
    grandes = ((r, r if tal_cual else evidencia.receta_publica(r)) for r in DEL_VISOR)
    return MedioALaVista(
        listos={str(r).partition(".")[0]: r for r in (VIDEO_LIGERO, AUDIO_LIGERO) if r in listos},
        poster=next((r for r in consultas.portadas_de(evidencia) if r in hechos and hechos[r].archivo), ""),
        con_sonido=clase in (Clase.AUDIO, Clase.VIDEO),
        cuantos_cortes=evidencia.cortes.vivos().count(),
        tiene_subtitulos=Subtitulos.objects.filter(evidencia=evidencia).exclude(texto="").exists(),
        ancho=next((r for r, guardada in grandes if guardada in hechos and hechos[guardada].archivo), ""),
        tal_cual=tal_cual,
        difuminada=difuminada,
        fallidos=[d for d in hechos.values() if d.estado == EstadoDerivado.FALLIDO],
        pendientes=any(d.estado == EstadoDerivado.PENDIENTE for d in hechos.values()),
        onda=trazo(hechos),
        para_bajar=consultas.para_bajar(evidencia, hechos),
        recortes=[(r.nombre, r.en_el_visor) for r in RECORTES.values() if r.en_el_visor],
    )


@require_POST
@permiso(EDITAR_EVIDENCIA)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = evidencia_de(request, pk)
    # El formulario valida sobre una copia: al haber conflicto se muestra lo guardado junto a lo escrito.
    form = PalabrasForm(request.POST, instance=evidencia_de(request, pk))
    if not form.is_valid():
        return _visor(request, evidencia, form)
    resultado = ejecutar(
        request,
        lambda: palabras.editar_palabras(evidencia, por=request.user, ahora=timezone.now(), **form.datos()),
        "Cambios guardados.",
    )
    if resultado.ya_cambio:
        poner_version(form, evidencia.version)
        return _visor(request, evidencia, form, resultado.ya_cambio)
    if resultado.negativa:
        mostrar_negativa(form, resultado.negativa)
        return _visor(request, evidencia, form)
    siguiente = None
    if "y_sigue" in request.POST:
        siguiente = _vecinas(request, evidencia, timezone.now())[1]
    return _otra_vez(request, siguiente.pk if siguiente else pk)


def _ficha(request: HttpRequest, pk: int) -> str:
    """La dirección de la ficha, con los filtros con que se llegó: así «Siguiente» y «Volver» siguen sirviendo."""
    return reverse("media_library:ver", args=[pk]) + con(request)


def _otra_vez(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(_ficha(request, pk))


@require_POST
@permiso(EDITAR_EVIDENCIA)
def calificar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia, estrellas = evidencia_de(request, pk), entero_de(request.POST, "estrellas", cifras=1)
    return ejecutar_y_volver(
        request,
        lambda: palabras.calificar(
            evidencia, estrellas=-1 if estrellas is None else estrellas, por=request.user, ahora=timezone.now()
        ),
        "",
        _ficha(request, pk),
    )


@require_POST
@permiso(EDITAR_EVIDENCIA)
def quitar_etiqueta(request: HttpRequest, pk: int, etiqueta_pk: int) -> HttpResponse:
    evidencia = evidencia_de(request, pk)
    etiqueta = get_object_or_404(evidencia.etiquetas, pk=etiqueta_pk)
    colecciones.quitar_etiqueta(evidencia, etiqueta=etiqueta, por=request.user, ahora=timezone.now())
    messages.success(request, f"Se quitó «{etiqueta.nombre}».")
    return _otra_vez(request, pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def quitar_del_album(request: HttpRequest, pk: int, album_pk: int) -> HttpResponse:
    evidencia = evidencia_de(request, pk)
    album = get_object_or_404(evidencia.albumes, pk=album_pk)
    colecciones.quitar_del_album(evidencia, album=album, por=request.user, ahora=timezone.now())
    messages.success(request, f"Ya no está en «{album.nombre}».")
    return _otra_vez(request, pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def reintentar(request: HttpRequest, pk: int) -> HttpResponse:
    cuantos = cola.reintentar(evidencia_de(request, pk), por=request.user, ahora=timezone.now())
    messages.success(request, "Se volverá a procesar." if cuantos else "No hay nada que reintentar.")
    return _otra_vez(request, pk)
