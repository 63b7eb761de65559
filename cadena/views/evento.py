"""La página del evento: la cadena entera en una pantalla, y los cambios de su estado."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agenda import consultas, transiciones
from agenda.dominio import eventos
from agenda.dominio.cambios import Cambio
from agenda.dominio.coberturas import se_cubre
from agenda.dominio.series import POR_HACERSE, regla_de
from agenda.dominio.suspension import no_se_invita_por_ahora
from agenda.estados import EstadoEvento
from agenda.models import Evento
from agenda.views.eventos import evento_visible
from cadena.consultas.eventos import con_cadena
from cadena.consultas.historia import historia_de
from cadena.consultas.pagina import PaginaDelEvento, Puede, SerieDelEvento
from cadena.views.preguntar import MOTIVO_RECIBIDO, en_la_serie, intentar, pregunta_de
from media_library.consultas.biblioteca import del_evento as evidencias_del_evento
from media_library.consultas.cuadricula import con_miniaturas, tarjetas
from media_library.dominio.entrada.cobertura import tipos_sin_archivos
from media_library.models import Buzon
from medios.dominio.convocar import impedimentos_para_invitar
from medios.dominio.tablero import tablero_de
from nucleo.dominio.transiciones import puede
from nucleo.pantallas.vistas import texto_de
from nucleo.permisos import permiso, si_puede
from personas.models import Persona
from personas.permisos import (
    ASIGNAR_COBERTURA,
    EDITAR_AGENDA,
    INVITAR_MEDIOS,
    PRODUCIR,
    PROPONER_EVENTO,
    SUBIR_EVIDENCIA,
    VER_AGENDA,
    VER_PRODUCCION,
    VER_SOLICITUDES,
)
from produccion.consultas.disenos import del_evento as disenos_del_evento
from solicitudes.consultas.pendientes import del_evento as solicitud_del_evento

NOMBRE_DE_BUZON = Buzon._meta.get_field("nombre").max_length


@require_GET
@permiso(VER_AGENDA)
def evento(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina(request, evento_visible(request, pk))


def _pagina(request: HttpRequest, evento: Evento, *, motivo: str = "", rechazo: str = "") -> HttpResponse:
    """La página del evento; con un cambio de estado rechazado (409), su razón y el motivo que se había escrito."""
    ahora, persona = timezone.now(), request.user
    coberturas = list(evento.coberturas.select_related("persona"))
    sugerida, razon = eventos.prioridad_sugerida(tipo=evento.tipo, alcance=evento.alcance, preside=evento.preside)
    pagina = PaginaDelEvento(
        renglon=con_cadena([evento], persona, ahora)[0],
        coberturas=coberturas,
        tablero=tablero_de(evento, ahora),
        evidencias=tarjetas(con_miniaturas(evidencias_del_evento(evento, persona))[:12]),
        historia=historia_de(evento, coberturas, persona),
        acciones=[t for t in transiciones.DEL_EVENTO if puede(persona, evento, t)],
        personas=si_puede(persona, ASIGNAR_COBERTURA, consultas.quienes_pueden_cubrir, si_no=[]),
        puede=_puede(persona, evento),
        se_cubre=se_cubre(evento),
        nombre_del_buzon=f"Fotos de {evento.titulo}"[:NOMBRE_DE_BUZON],
        no_se_invita=impedimentos_para_invitar(evento, ahora),
        detenida=no_se_invita_por_ahora(evento, ahora),
        disenos=si_puede(persona, VER_PRODUCCION, disenos_del_evento, evento, si_no=[]),
        solicitud=si_puede(persona, VER_SOLICITUDES, solicitud_del_evento, evento, si_no=None),
        sugerida=sugerida,
        razon=razon,
        se_reprograma=puede(persona, evento, transiciones.REPROGRAMAR),
        se_repite=evento.estado in POR_HACERSE and persona.puede(EDITAR_AGENDA),
        serie=_serie(persona, evento),
        viene_de=Evento.objects.filter(pasa_a=evento).first(),
        sin_archivos=tipos_sin_archivos(evento),
        motivo=motivo,
        rechazo=rechazo,
    )
    contexto = {"evento": evento, "pagina": pagina}
    return render(request, "cadena/evento.html", contexto, status=409 if rechazo else 200)


def _serie(persona: Persona, evento: Evento) -> SerieDelEvento | None:
    if evento.serie is None:
        return None
    suyos = Evento.objects.visibles_para(persona).filter(serie=evento.serie_id)
    return SerieDelEvento(regla_de(evento.serie).en_palabras, list(suyos.order_by("inicio", "pk")))


def _puede(persona: Persona, evento: Evento) -> Puede:
    propone = persona.puede(PROPONER_EVENTO) and evento.estado == EstadoEvento.POR_CONFIRMAR
    return Puede(
        asignar=persona.puede(ASIGNAR_COBERTURA),
        editar=persona.puede(EDITAR_AGENDA) or propone,
        invitar=persona.puede(INVITAR_MEDIOS),
        subir=persona.puede(SUBIR_EVIDENCIA),
        producir=persona.puede(PRODUCIR),
    )


@require_POST
@permiso(EDITAR_AGENDA)
def mover_estado(request: HttpRequest, pk: int) -> HttpResponse:
    evento = evento_visible(request, pk)
    transicion = next((t for t in transiciones.DEL_EVENTO if t.nombre == request.POST.get("accion")), None)
    if transicion is None:
        messages.error(request, "Esa acción ya no está disponible.")
        return redirect("cadena:evento", pk)
    motivo = texto_de(request.POST, "motivo", largo=MOTIVO_RECIBIDO)
    cambio = Cambio(transicion.nombre, motivo=motivo, en_la_serie=en_la_serie(request))
    resultado = intentar(request, evento, cambio, "Listo: el evento cambió de estado.")
    if pregunta := pregunta_de(request, pk, cambio, resultado.negativa):
        return pregunta
    if resultado.negativa:
        return _pagina(request, evento_visible(request, pk), motivo=motivo, rechazo=str(resultado.negativa))
    return redirect("cadena:evento", pk)
