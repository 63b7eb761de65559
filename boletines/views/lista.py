"""La lista y la página de un boletín."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from boletines.consultas import boletines as consultas
from boletines.dominio.salida.documentos.pdf import pdf_de_boletin
from boletines.estados import CON_EMBARGO, EstadoBoletin
from boletines.views.comun import boletin_de, pagina_del_boletin
from nucleo.paginas import pagina_de
from nucleo.pantallas.vistas import avisar_y_volver, ejecutar, texto_de
from nucleo.permisos import permiso
from personas.consultas import nombres_de_los_catalogos
from personas.permisos import ESCRIBIR_BOLETINES, VER_BOLETINES

CAMPOS_DEL_FILTRO = ("q", "estado", "dependencia", "evento", "administracion", "deuda", "comunidad")

# «Con embargo» no es un estado guardado: es lo publicado que aún no sale, y va antes de lo que ya salió.
EN_ORDEN = [*EstadoBoletin.choices]
EN_ORDEN.insert(EstadoBoletin.values.index(EstadoBoletin.PUBLICADO), (CON_EMBARGO, "Con embargo"))


@require_GET
@permiso(VER_BOLETINES)
def lista(request: HttpRequest) -> HttpResponse:
    filtro = consultas.Filtro(*(texto_de(request.GET, campo, largo=100) for campo in CAMPOS_DEL_FILTRO))
    pagina = pagina_de(consultas.lista_de(request.user, filtro), request.GET.get("pagina"), 25)
    ahora = timezone.now()
    contexto = {
        "pagina": pagina,
        "filtro": filtro,
        "ahora": ahora,
        "reservadas": consultas.principales_reservadas(request.user, pagina, ahora),
        "estados": EN_ORDEN,
        "nombres": nombres_de_los_catalogos(),
        "resumen": consultas.resumen_de_la_lista(request.user, ahora),
        "puede_escribir": request.user.puede(ESCRIBIR_BOLETINES),
    }
    return render(request, "boletines/lista.html", contexto)


@require_GET
@permiso(VER_BOLETINES)
def ver(request: HttpRequest, pk: int) -> HttpResponse:
    return pagina_del_boletin(request, boletin_de(request, pk))


@require_GET
@permiso(VER_BOLETINES)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    boletin = boletin_de(request, pk)
    resultado = ejecutar(request, lambda: pdf_de_boletin(boletin, timezone.now()))
    if resultado.negativa:
        return avisar_y_volver(request, resultado.negativa, "boletines:ver", pk)
    respuesta = HttpResponse(resultado.valor, content_type="application/pdf")
    nombre = boletin.folio.replace("/", "-") or f"borrador-{boletin.pk}"
    respuesta["Content-Disposition"] = f'inline; filename="{nombre}.pdf"'
    return respuesta
