from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media_library import bodega
from media_library.consultas import biblioteca as consultas
from media_library.consultas.derechos import publicaciones_de
from media_library.consultas.filtros import contar, filtrar
from media_library.dominio import colecciones, derivados, ingesta, palabras, papelera
from media_library.dominio.almacen import nombre_de
from media_library.dominio.derechos import impedimentos_para_publicar
from media_library.dominio.recetas import MIME
from media_library.entrega import entregar
from media_library.estados import Clase, Difuminado, EstadoDerivado
from media_library.forms.biblioteca import PalabrasForm, SubirForm
from media_library.forms.filtros import FiltroForm
from media_library.forms.seleccion import SeleccionForm
from media_library.models import Evidencia, EvidenciaQuerySet, Subtitulos
from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.permisos import permiso
from nucleo.qr import qr_svg
from personas.permisos import EDITAR_EVIDENCIA, SUBIR_EVIDENCIA, VER_BIBLIOTECA

RECORTES = (
    ("portada", "Portada 16:9"),
    ("redes", "Facebook 1200 × 630"),
    ("cuadro", "Cuadrado"),
    ("vertical", "Vertical 4:5"),
)


def _evidencia(request: HttpRequest, pk: int) -> Evidencia:
    visibles = Evidencia.objects.visibles_para(request.user).select_related("original", "dependencia", "subida_por")
    return get_object_or_404(visibles, pk=pk)


@require_GET
@permiso(VER_BIBLIOTECA)
def biblioteca(request: HttpRequest) -> HttpResponse:
    filtro = FiltroForm(request.GET)
    datos = filtro.limpios()
    visibles = filtrar(Evidencia.objects.visibles_para(request.user).vivas(), datos)
    pagina = consultas.pagina(visibles, request.GET.get("antes", ""))
    contexto = {
        "filtro": filtro,
        "fichas": filtro.fichas(),
        "pagina": pagina,
        "evento": consultas.evento_para(datos.get("evento", ""), request.user),
        "siguiente": _con(request, antes=pagina.siguiente) if pagina.siguiente else "",
        "con_filtros": "filtros" in request.GET,
        "otros": [par for par in request.GET.items() if par[0] not in {"q", "antes", "evento", "filtros"}],
        "es_primera": "antes" not in request.GET,
        "consulta": _con(request, antes=""),
        "cuantas": contar(visibles) if filtro.fichas() else 0,
        "anios": _anios(visibles, pagina) if "antes" not in request.GET else [],
        "deshacer": request.session.pop("biblioteca_deshacer", None),
    }
    return render(request, "media_library/biblioteca.html", contexto)


def _anios(visibles: EvidenciaQuerySet, pagina: consultas.Pagina) -> list[int]:
    """Los años del índice de fechas, del último al primero."""
    if not pagina.siguiente:
        return []
    primera = consultas.primera_fecha(visibles)
    return list(range(pagina.dias[0].fecha.year, primera.year - 1, -1)) if primera else []


def _con(request: HttpRequest, **cambios: str) -> str:
    parametros = request.GET.copy()
    for clave, valor in cambios.items():
        parametros.pop(clave, None)
        if valor:
            parametros[clave] = valor
    return f"?{parametros.urlencode()}" if parametros else ""


@require_http_methods(["GET", "POST"])
@permiso(SUBIR_EVIDENCIA)
def subir(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        inicial = {"evento_ref": request.GET.get("evento", ""), "credito": consultas.ultimo_credito(request.user)}
        return _pagina_de_subir(request, SubirForm(persona=request.user, initial=inicial), inicial["evento_ref"])
    form = SubirForm(request.POST, request.FILES, persona=request.user)
    suelto = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if not form.is_valid():
        if suelto:
            frases = [str(frase) for errores in form.errors.values() for frase in errores]
            return render(request, "media_library/subir.html#rechazo", {"frases": frases}, status=422)
        return _pagina_de_subir(request, form, request.POST.get("evento_ref", ""), status=422)
    resultados = ingesta.ingresar_varios(por=request.user, ahora=timezone.now(), **form.datos())
    if suelto:
        estado = 422 if any(r.rechazo for r in resultados) else 200
        return render(request, "media_library/_resultados.html", {"resultados": resultados}, status=estado)
    nuevo = SubirForm(persona=request.user, initial={c: form.cleaned_data[c] for c in ("evento_ref", "credito")})
    return _pagina_de_subir(request, nuevo, form.cleaned_data["evento_ref"], resultados)


def _pagina_de_subir(
    request: HttpRequest,
    form: SubirForm,
    referencia: str,
    resultados: Sequence[ingesta.Resultado] = (),
    status: int = 200,
) -> HttpResponse:
    evento = consultas.evento_para(referencia, request.user)
    direccion = reverse("media_library:subir") + (f"?evento={referencia}" if evento else "")
    contexto = {
        "form": form,
        "evento": evento,
        "evento_ref": referencia if evento else "",
        "resultados": resultados,
        "qr": qr_svg(settings.BASE_URL + direccion),
        "cercanos": [] if evento else consultas.eventos_cercanos(request.user, timezone.now(), 12),
    }
    return render(request, "media_library/subir.html", contexto, status=status)


@require_GET
@permiso(VER_BIBLIOTECA)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return _visor(request, _evidencia(request, pk))


def _visor(
    request: HttpRequest, evidencia: Evidencia, form: PalabrasForm | None = None, conflicto: str = "", status: int = 200
) -> HttpResponse:
    visibles = Evidencia.objects.visibles_para(request.user).vivas()
    anterior, siguiente = consultas.vecinas(filtrar(visibles, FiltroForm(request.GET).limpios()), evidencia)
    hechos = consultas.derivados_de(evidencia)
    usos, sin_difuminar = consultas.usos(evidencia), request.user.puede(EDITAR_EVIDENCIA)
    grandes = ((r, r if sin_difuminar else evidencia.receta_publica(r)) for r in ("w1600.webp", "w800.webp"))
    contexto = {
        "evidencia": evidencia,
        "original": evidencia.original,
        "form": form or PalabrasForm(instance=evidencia, initial={"version": evidencia.version}),
        "conflicto": conflicto,
        "anterior": anterior,
        "siguiente": siguiente,
        "consulta": _con(request),
        "listos": {r.split(".")[0]: r for r, d in hechos.items() if d.estado == EstadoDerivado.HECHO and r[0] != "w"},
        "poster": next((r for r in consultas.portadas_de(evidencia) if r in hechos and hechos[r].archivo), ""),
        "con_sonido": evidencia.original.clase in (Clase.AUDIO, Clase.VIDEO),
        "cuantos_cortes": evidencia.cortes.vivos().count(),
        "tiene_subtitulos": Subtitulos.objects.filter(evidencia=evidencia).exclude(texto="").exists(),
        "ancho": next((r for r, guardada in grandes if guardada in hechos and hechos[guardada].archivo), ""),
        "tal_cual": "?sin_difuminar=1" if sin_difuminar and evidencia.difuminado == Difuminado.HECHO else "",
        "fallidos": [d for d in hechos.values() if d.estado == EstadoDerivado.FALLIDO],
        "pendientes": any(d.estado == EstadoDerivado.PENDIENTE for d in hechos.values()),
        "onda": consultas.onda(hechos),
        "para_bajar": consultas.para_bajar(evidencia, hechos),
        "recortes": RECORTES,
        "propuestos": consultas.eventos_propuestos(evidencia, request.user),
        "evento": consultas.evento_para(evidencia.evento_ref, request.user),
        "usos": usos,
        "en_redes": publicaciones_de(usos),
        "paquetes": list(evidencia.paquetes.all()),
        "no_se_publica": impedimentos_para_publicar(evidencia, timezone.now()),
        "historia": de_objeto(evidencia),
        "etiquetas": list(evidencia.etiquetas.all()),
        "albumes": list(evidencia.albumes.all()),
        "estrellas": range(1, palabras.ESTRELLAS + 1),
    }
    return render(request, "media_library/ver.html", contexto, status=status)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    # El formulario valida sobre una copia: al haber conflicto se muestra lo guardado junto a lo escrito.
    form = PalabrasForm(request.POST, instance=_evidencia(request, pk))
    if not form.is_valid():
        return _visor(request, evidencia, form, status=422)
    try:
        palabras.editar_palabras(evidencia, por=request.user, ahora=timezone.now(), **form.datos())
    except YaCambio as cambio:
        form.data = form.data.copy()
        form.data["version"] = str(evidencia.version)
        return _visor(request, evidencia, form, conflicto=str(cambio), status=409)
    messages.success(request, "Cambios guardados.")
    return redirect("media_library:ver", pk=pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def calificar(request: HttpRequest, pk: int) -> HttpResponse:
    nota = request.POST.get("estrellas", "")
    try:
        palabras.calificar(
            _evidencia(request, pk), estrellas=int(nota) if nota.isdecimal() and len(nota) == 1 else -1,
            por=request.user, ahora=timezone.now(),
        )  # fmt: skip
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
    return redirect(reverse("media_library:ver", args=[pk]) + _con(request))


@require_POST
@permiso(EDITAR_EVIDENCIA)
def quitar_etiqueta(request: HttpRequest, pk: int, etiqueta_pk: int) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    etiqueta = get_object_or_404(evidencia.etiquetas, pk=etiqueta_pk)
    colecciones.quitar_etiqueta(evidencia, etiqueta=etiqueta, por=request.user, ahora=timezone.now())
    messages.success(request, f"Se quitó «{etiqueta.nombre}».")
    return redirect("media_library:ver", pk=pk)


@require_POST
@permiso(EDITAR_EVIDENCIA)
def tirar(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    try:
        papelera.tirar([evidencia], por=request.user, ahora=timezone.now())
    except NoSePuede as negativa:
        messages.error(request, str(negativa))
        return redirect("media_library:ver", pk=pk)
    request.session["biblioteca_deshacer"] = [pk]
    return redirect("media_library:biblioteca")


@require_POST
@permiso(EDITAR_EVIDENCIA)
def restaurar(request: HttpRequest) -> HttpResponse:
    form = SeleccionForm(request.POST, persona=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["evidencias"]))
        return redirect("media_library:papelera")
    cuantas = papelera.restaurar(form.cleaned_data["evidencias"], por=request.user, ahora=timezone.now())
    messages.success(request, "Se restauró." if cuantas == 1 else f"Se restauraron {cuantas}.")
    return redirect("media_library:biblioteca")


@require_POST
@permiso(EDITAR_EVIDENCIA)
def reintentar(request: HttpRequest, pk: int) -> HttpResponse:
    cuantos = derivados.reintentar(_evidencia(request, pk), por=request.user, ahora=timezone.now())
    messages.success(request, "Se volverá a procesar." if cuantos else "No hay nada que reintentar.")
    return redirect("media_library:ver", pk=pk)


@require_GET
@permiso(VER_BIBLIOTECA)
def ver_papelera(request: HttpRequest) -> HttpResponse:
    tiradas = Evidencia.objects.visibles_para(request.user).filter(papelera_en__isnull=False)
    pagina = consultas.pagina(tiradas, request.GET.get("antes", ""))
    siguiente = _con(request, antes=pagina.siguiente) if pagina.siguiente else ""
    return render(request, "media_library/papelera.html", {"pagina": pagina, "siguiente": siguiente})


@require_safe
@permiso(VER_BIBLIOTECA)
def archivo(request: HttpRequest, pk: int, receta: str) -> HttpResponse:
    evidencia = _evidencia(request, pk)
    original = evidencia.original
    if receta == "original":
        return entregar(
            request,
            bodega.originales(),
            nombre_de(original.huella),
            etiqueta=original.huella,
            mime=original.tipo,
            nombre=evidencia.nombre_de_archivo,
            adjunto=True,
        )
    # Quien edita pide ver lo que se difuminó; a todos los demás, y en toda otra pantalla, va la versión difuminada.
    sin_difuminar = "sin_difuminar" in request.GET and request.user.puede(EDITAR_EVIDENCIA)
    guardada = receta if sin_difuminar else evidencia.receta_publica(receta)
    derivado = consultas.derivado_hecho(evidencia, guardada)
    if derivado is None:
        raise Http404("Ese derivado no existe o todavía se procesa.")
    return entregar(
        request,
        bodega.derivados(),
        derivado.archivo,
        etiqueta=f"{original.huella}-{guardada}",
        mime=MIME[receta.rpartition(".")[2]],
        nombre=receta,
        adjunto=False,
    )
