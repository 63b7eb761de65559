"""La página del evento: la cadena entera en una pantalla, y los cambios de su estado."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda import consultas, transiciones
from agenda.dominio import eventos
from agenda.dominio.coberturas import se_cubre
from agenda.dominio.suspension import no_se_invita_por_ahora
from agenda.estados import EstadoCobertura, EstadoEvento, Prioridad, TipoDeCobertura
from agenda.models import Evento
from agenda.views.eventos import evento_visible
from boletines.estados import EstadoBoletin
from cadena.consultas.eventos import con_cadena
from cadena.consultas.historia import historia_de
from media_library.consultas.biblioteca import del_evento as evidencias_del_evento
from media_library.consultas.cuadricula import con_miniaturas, tarjetas
from media_library.models import Buzon
from medios.dominio.convocar import impedimentos_para_invitar
from medios.dominio.tablero import tablero_de
from nucleo.dominio.transiciones import puede
from nucleo.permisos import permiso
from nucleo.vistas import ejecutar, texto_de
from personas.permisos import (
    ASIGNAR_COBERTURA,
    EDITAR_AGENDA,
    INVITAR_MEDIOS,
    PROPONER_EVENTO,
    SUBIR_EVIDENCIA,
    VER_AGENDA,
)

MOTIVO_RECIBIDO = 5000  # lo que pase de su largo se rechaza con una frase y vuelve a su campo; más es basura
NOMBRE_DE_BUZON = Buzon._meta.get_field("nombre").max_length


@require_GET
@permiso(VER_AGENDA)
def evento(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina(request, evento_visible(request, pk))


def _pagina(request: HttpRequest, evento: Evento, *, motivo: str = "", rechazo: str = "") -> HttpResponse:
    """La página del evento; con un cambio de estado rechazado (409), su razón y el motivo que se había escrito."""
    renglon = con_cadena([evento], request.user, timezone.now())[0]
    sugerida, razon = eventos.prioridad_sugerida(tipo=evento.tipo, alcance=evento.alcance, preside=evento.preside)
    acciones = [t for t in transiciones.DEL_EVENTO if puede(request.user, evento, t)]
    coberturas = list(evento.coberturas.select_related("persona"))
    activas = [c for c in coberturas if c.estado != EstadoCobertura.RETIRADA]
    piden_motivo = (transiciones.CANCELAR, transiciones.POSPONER)
    contexto = {
        "evento": evento,
        "renglon": renglon,
        "coberturas": coberturas,
        "encargos": len(activas),
        "entregadas": sum(c.estado == EstadoCobertura.ENTREGADA for c in activas),
        "tablero": tablero_de(evento, timezone.now()),
        "evidencias": tarjetas(con_miniaturas(evidencias_del_evento(evento, request.user))[:12]),
        "estados_de_boletin": dict(EstadoBoletin.choices),
        "historia": historia_de(evento, coberturas, request.user),
        "prioridades": Prioridad.choices,
        "acciones": acciones,
        "piden_motivo": piden_motivo,
        "piden_motivo_ahora": any(t in piden_motivo for t in acciones),
        "tipos_de_cobertura": TipoDeCobertura.choices,
        "personas": consultas.quienes_pueden_cubrir() if request.user.puede(ASIGNAR_COBERTURA) else [],
        "puede_asignar": request.user.puede(ASIGNAR_COBERTURA),
        "se_cubre": se_cubre(evento),
        "nombre_del_buzon": f"Fotos de {evento.titulo}"[:NOMBRE_DE_BUZON],
        "puede_invitar": request.user.puede(INVITAR_MEDIOS),
        "puede_editar": request.user.puede(EDITAR_AGENDA)
        or (request.user.puede(PROPONER_EVENTO) and evento.estado == EstadoEvento.POR_CONFIRMAR),
        "puede_subir": request.user.puede(SUBIR_EVIDENCIA),
        "no_se_invita": impedimentos_para_invitar(evento, timezone.now()),
        "detenida": no_se_invita_por_ahora(evento, timezone.now()),
        "sugerida": sugerida,
        "razon": razon,
        "motivo": motivo,
        "rechazo": rechazo,
    }
    return render(request, "cadena/evento.html", contexto, status=409 if rechazo else 200)


@require_POST
@permiso(EDITAR_AGENDA)
def mover_estado(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    transicion = next((t for t in transiciones.DEL_EVENTO if t.nombre == request.POST.get("accion")), None)
    if transicion is None:
        messages.error(request, "Esa acción ya no está disponible.")
        return redirect("cadena:evento", pk)
    motivo = texto_de(request.POST, "motivo", largo=MOTIVO_RECIBIDO)
    resultado = ejecutar(
        request,
        lambda: eventos.mover_estado(evento, transicion, por=request.user, ahora=timezone.now(), motivo=motivo),
        "Listo: el evento cambió de estado.",
    )
    if resultado.negativa:
        return _pagina(request, evento_visible(request, pk), motivo=motivo, rechazo=str(resultado.negativa))
    return redirect("cadena:evento", pk)
