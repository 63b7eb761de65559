"""«A quién le toca»: la pregunta que antecede a guardar lo que alguien más tendría que saber."""

from collections.abc import Sequence
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agenda.dominio.cambios import Cambio
from agenda.dominio.series import EN_LA_SERIE, SOLO_ESTE
from agenda.models import Evento
from agenda.views.eventos import evento_visible
from cadena.consultas.afectados import juntar
from cadena.dominio.cambios import FaltaVerAQuien, afectados_por, cambiar_evento
from cadena.dominio.filas import lo_que_toca
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.pantallas.vistas import Frase, Resultado, ejecutar, opcion_de, texto_de

# Lo que es de la pregunta; lo demás que traía el formulario viaja escondido y llega otra vez.
DE_LA_PREGUNTA = ("csrfmiddlewaretoken", "huella", "decidido", "motivo", "sin_avisar")
LARGO_DE_HUELLA = 200
MOTIVO_RECIBIDO = 5000  # lo que pase de su largo se rechaza con una frase y vuelve a su campo; más es basura
ANTES_DE = {
    "editar": "Antes de cambiar",
    "confirmar": "Antes de confirmar",
    "posponer": "Antes de posponer",
    "reprogramar": "Antes de reprogramar",
    "cancelar": "Antes de cancelar",
    "reactivar": "Antes de reactivar",
    "marcar como realizado": "Antes de darlo por realizado",
}


def intentar(request: HttpRequest, evento: Evento, cambio: Cambio, exito: Frase = "") -> Resultado:
    """Hace el cambio si ya se vio a quién le toca; si no, la negativa lo lleva (`pregunta_de`)."""
    sin_avisar = None
    if request.POST.get("decidido") == "sin_avisar":
        sin_avisar = texto_de(request.POST, "sin_avisar", largo=MOTIVO_RECIBIDO)
    return ejecutar(
        request,
        lambda: cambiar_evento(
            evento,
            cambio,
            huella_vista=texto_de(request.POST, "huella", largo=LARGO_DE_HUELLA),
            sin_avisar=sin_avisar,
            por=request.user,
            ahora=timezone.now(),
        ),
        exito,
    )


def pregunta_de(request: HttpRequest, pk: int, cambio: Cambio, negativa: NoSePuede | None) -> HttpResponse | None:
    """La página de la pregunta, si falta verla, si cambió, o si lo que se contestó en ella no vale."""
    if isinstance(negativa, FaltaVerAQuien):
        return _pagina(request, negativa)
    if negativa is None or isinstance(negativa, YaCambio) or not request.POST.get("huella"):
        return None
    with transaction.atomic():  # los de la serie se toman; aquí sólo se miran
        cada_uno = afectados_por(evento_visible(request, pk), cambio, por=request.user, ahora=timezone.now())
    return _pagina(request, FaltaVerAQuien(juntar(cada_uno), str(negativa)))


def _pagina(request: HttpRequest, negativa: FaltaVerAQuien) -> HttpResponse:
    afectados = negativa.afectados
    contexto = {
        "evento": afectados.evento,
        "toca": lo_que_toca(afectados, por=request.user, ahora=timezone.now()),
        "titulo": _titulo(afectados.cambio, afectados.que),
        "rechazo": negativa.rechazo,
        "motivo": afectados.cambio.motivo,
        "sin_avisar": texto_de(request.POST, "sin_avisar", largo=MOTIVO_RECIBIDO),
        "escondidos": [(n, v) for n, vs in request.POST.lists() if n not in DE_LA_PREGUNTA for v in vs],
    }
    plantilla, codigo = "cadena/cambios/afectados.html", HTTPStatus.OK
    if afectados.faltas:
        plantilla = "cadena/cambios/realizar.html"
    if negativa.rechazo:
        codigo = HTTPStatus.CONFLICT
    return render(request, plantilla, contexto, status=codigo)


def _titulo(cambio: Cambio, que: Sequence[str]) -> str:
    titulo = ANTES_DE.get(cambio.accion, "Antes de guardar")
    if cambio.accion == "editar" and que:
        return f"{titulo} {' y '.join(que)}"
    return titulo


def en_la_serie(request: HttpRequest) -> str:
    """A cuáles de lo que se repite se les hace el cambio: sólo a éste, si no se dijo."""
    return opcion_de(request.POST, "en_la_serie", dict(EN_LA_SERIE), SOLO_ESTE)
