"""Lo que falta para dar un evento por realizado: encargos, archivos, boletín y respuestas."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from agenda.estados import EstadoCobertura
from agenda.models import Evento
from boletines.estados import EMITIDOS
from boletines.models import Boletin
from media_library.models import Evidencia
from medios.estados import EstadoRespuesta
from medios.models import Invitacion
from nucleo.texto.formato import plural


@dataclass(frozen=True)
class Falta:
    """Algo que falta, a dónde se va a hacer y si sin ello hay que decir por qué se cierra."""

    texto: str
    verbo: str
    url: str
    pide_razon: bool = False


def lo_que_falta(evento: Evento, ahora: datetime) -> list[Falta]:
    """Cuatro consultas. Lo que no se esperaba no falta: sin invitados no se espera respuesta."""
    pagina = reverse("cadena:evento", args=[evento.pk])
    faltas = []
    if evento.inicio > ahora:
        faltas.append(Falta("El evento todavía no empieza.", "Ver", pagina, pide_razon=True))
    faltas += _de_la_cobertura(evento, pagina)
    if not Evidencia.objects.vivas().filter(evento=evento).exists():
        subir = f"{reverse('media_library:subir')}?evento={evento.pk}"
        faltas.append(Falta("No hay ni una foto, video o audio.", "Subir", subir, pide_razon=True))
    faltas += _del_boletin(evento, pagina)
    sin_respuesta = Invitacion.objects.filter(evento=evento, estado=EstadoRespuesta.PENDIENTE).que_se_esperan().count()
    if sin_respuesta:
        texto = plural(sin_respuesta, "1 invitado sin respuesta anotada", "{} invitados sin respuesta anotada")
        faltas.append(Falta(f"{texto}.", "Ver respuestas", reverse("medios:tablero", args=[evento.pk])))
    return faltas


def _de_la_cobertura(evento: Evento, pagina: str) -> list[Falta]:
    activas = list(evento.coberturas.activas().select_related("persona").order_by("tipo", "pk"))
    if not activas:
        return [Falta("Nadie tuvo el encargo de cubrirlo.", "Encargar", f"{pagina}#cobertura")]
    return [
        Falta(f"{c.get_tipo_display()} sin entregar: {c.persona}.", "Entregar", f"{pagina}#cobertura", pide_razon=True)
        for c in activas
        if c.estado != EstadoCobertura.ENTREGADA
    ]


def _del_boletin(evento: Evento, pagina: str) -> list[Falta]:
    boletin = Boletin.objects.del_trabajo().filter(evento=evento).order_by("-pk").first()
    if boletin is None:
        nuevo = f"{reverse('boletines:crear')}?evento={evento.pk}"
        return [Falta("Sin boletín.", "Redactar", nuevo)]
    if boletin.estado in EMITIDOS:
        return []
    estado = boletin.get_estado_display().lower()
    return [Falta(f"El boletín sigue sin salir: {estado}.", "Abrir", f"{pagina}#boletines")]
