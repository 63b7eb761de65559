"""«Hoy»: lo que pasa hoy y lo que le toca a cada quien."""

from datetime import datetime, timedelta

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from agenda import consultas as de_agenda
from boletines.consultas.fallas_del_portal import fallas_del_portal
from cadena.consultas.eventos import con_cadena
from cadena.consultas.pagina import DiaDeHoy, Suceso
from cadena.consultas.pendientes import pendientes_de
from cronograma.consultas.cuenta import ejercicios
from cronograma.dominio.celdas import Celda
from cronograma.dominio.tabla import tabla_del_ejercicio
from difusion.models import Freno
from nucleo.models import Asiento
from nucleo.permisos import permiso, si_puede
from nucleo.referencias import etiqueta_de, resolver_varias
from nucleo.texto.formato import DIAS, MESES
from personas import permisos
from personas.models import Oficina
from suspension.models import PeriodoSuspension

SE_VE_EN = {
    "agenda.evento": "cadena:evento",
    "boletines.boletin": "boletines:ver",
    "media_library.evidencia": "media_library:ver",
    "paginas.paginaoficial": "paginas:ver",
    "paginas.solicitud": "paginas:solicitud",
    "solicitudes.solicitud": "solicitudes:ver",
}


@require_GET
@permiso()
def hoy(request: HttpRequest) -> HttpResponse:
    persona = request.user
    if persona.puede(permisos.AJUSTAR_OFICINA) and Oficina.objects.actual().configurada_en is None:
        return redirect("personas:bienvenida")
    ahora = timezone.now()
    dia = timezone.localdate(ahora)
    eventos = list(de_agenda.eventos_entre(persona, dia, dia + timedelta(days=2)))
    de_hoy = [e for e in eventos if timezone.localtime(e.inicio).date() == dia]
    pendientes = pendientes_de(persona, ahora)
    pagina = DiaDeHoy(
        saludo=_saludo(timezone.localtime(ahora).hour),
        renglones=con_cadena(de_hoy, persona, ahora),
        manana=[e for e in eventos if e not in de_hoy][:3],
        pendientes=pendientes[:8],
        proximo=None if de_hoy else de_agenda.siguiente_evento(persona, ahora),
        fecha=_fecha(ahora),
        suspensiones=list(PeriodoSuspension.objects.vigentes(ahora)),
        freno=Freno.objects.filter(puesto=True).first(),
        fallas_del_portal=si_puede(persona, permisos.VER_BOLETINES, fallas_del_portal, ahora, si_no=[]),
        celdas=si_puede(persona, permisos.VER_CRONOGRAMA, _celdas_del_mes, ahora, si_no=[]),
        mes=MESES[dia.month - 1],
        recientes=si_puede(persona, permisos.VER_BITACORA, _actividad, si_no=[]),
    )
    return render(request, "cadena/hoy.html", {"pagina": pagina, "cuantos_pendientes": len(pendientes)})


def _saludo(hora: int) -> str:
    if hora < 12:  # noqa: PLR2004 - costumbre mexicana
        return "Buenos días"
    if hora < 19:  # noqa: PLR2004 - costumbre mexicana
        return "Buenas tardes"
    return "Buenas noches"


def _fecha(ahora: datetime) -> str:
    dia = timezone.localtime(ahora)
    return f"{DIAS[dia.weekday()].capitalize()} {dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def _celdas_del_mes(ahora: datetime) -> list[Celda]:
    """Las tres celdas del mes más atrasadas."""
    dia = timezone.localdate(ahora)
    if dia.year not in ejercicios():
        return []
    celdas = tabla_del_ejercicio(dia.year, ahora=ahora).del_mes(dia.month)
    return sorted((c for c in celdas if c.programado), key=lambda c: c.fraccion)[:3]


def _actividad() -> list[Suceso]:
    """Lo último que hizo la gente, con el nombre de aquello que tocó y a dónde ir a verlo."""
    asientos = list(Asiento.objects.exclude(por_ref="sistema").order_by("-ocurrio_en", "-numero")[:8])
    objetos = resolver_varias(a.objeto for a in asientos)
    return [_suceso(asiento, objetos.get(asiento.objeto)) for asiento in asientos]


def _suceso(asiento: Asiento, objeto: Model | None) -> Suceso:
    vista = SE_VE_EN.get(etiqueta_de(asiento.objeto))
    if vista is None or objeto is None:
        return Suceso(asiento)
    return Suceso(asiento, str(objeto), reverse(vista, args=[objeto.pk]))
