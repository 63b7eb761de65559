"""El mes en curso: lo que hace que «Hoy» esté vivo, con boletines en todos los estados."""

from datetime import datetime, timedelta

from django.utils import timezone

from agenda.dominio import eventos
from agenda.models import Evento
from boletines.dominio import publicacion, redaccion, revision
from comsocial.demo import vida
from comsocial.demo.catalogo import CLASES, Clase
from comsocial.demo.elenco import Elenco
from comsocial.demo.planes import Plan

# (días desde hoy, hora, minuto, clase, comunidad, qué se hace con él)
RECIENTES = (
    (-9, 10, 0, 3),
    (-8, 12, 0, 6),
    (-6, 11, 0, 1),
    (-5, 17, 0, 7),
    (-4, 9, 30, 4),
    (-3, 13, 0, 2),
    (-2, 10, 0, 9),
    (-1, 18, 0, 8),
)
COMUNIDADES = (
    "Epenche Chico",
    "Dos Aguas",
    "La Cofradía",
    "la cabecera municipal",
    "Corral Falso",
    "Epenche Grande",
    "Puerta del Zapatero",
    "Dos Aguas",
)


def vivir(elenco: Elenco, ahora: datetime) -> None:
    """Lo de hoy y mañana primero; después los boletines recientes y los que esperan a alguien."""
    del_dia = [_agendar(elenco, ahora, *datos) for datos in _de_hoy()]
    plan, evento = del_dia[2]
    if evento.inicio > ahora and not vida.ya_invitado(evento):
        vida.invitar(plan, evento, elenco, ahora - timedelta(minutes=2))
    _de_manana(elenco, ahora)
    pasados = [_agendar(elenco, ahora, *datos) for datos in _pasados()]
    for plan, evento in [*pasados, del_dia[0]]:
        vida.cubrir(plan, evento, elenco, describir=evento != pasados[-1][1])
    vida.esperar_derivados()
    for plan, evento in pasados[:5]:
        boletin = vida.redactar(plan, evento, elenco, plan.inicio + timedelta(hours=3))
        if boletin.estado == "borrador":
            vida.publicar(plan, boletin, elenco, plan.inicio + timedelta(hours=4))
    _en_cada_estado(elenco, pasados[5:], del_dia[0], ahora)


def _plan(clase: Clase, comunidad: str, inicio: datetime, numero: int) -> Plan:
    return Plan(
        clase,
        clase.evento.format(c=comunidad),
        clase.lugar.format(c=comunidad),
        clase.dependencia,
        clase.tipo,
        comunidad,
        inicio,
        (18 + 13 * (numero % 9), 3 + numero % 6),
        f"hoy-{inicio:%Y%m%d}-{numero}",
        con_boletin=True,
        con_red=numero % 2 == 0,
        con_video=numero == 1,
        con_audio=numero == 2,
    )


def _a_las(dias: int, hora: int, minuto: int) -> datetime:
    dia = timezone.localtime() + timedelta(days=dias)
    return dia.replace(hour=hora, minute=minuto, second=0, microsecond=0)


def _de_hoy() -> list[tuple]:
    return [
        (CLASES[0], "Epenche Chico", _a_las(0, 10, 0), 90),
        (CLASES[11], "la cabecera municipal", _a_las(0, 13, 0), 91),
        (CLASES[10], "la cabecera municipal", _a_las(0, 18, 30), 92),
    ]


def _pasados() -> list[tuple]:
    return [(CLASES[c], COMUNIDADES[n], _a_las(dias, h, m), n) for n, (dias, h, m, c) in enumerate(RECIENTES)]


def _agendar(
    elenco: Elenco, ahora: datetime, clase: Clase, comunidad: str, inicio: datetime, numero: int
) -> tuple[Plan, Evento]:
    plan = _plan(clase, comunidad, inicio, numero)
    return plan, vida.agendar(plan, elenco, min(ahora, inicio) - timedelta(days=3))


def _de_manana(elenco: Elenco, ahora: datetime) -> None:
    """Mañana y la semana, y lo que propone una dependencia."""
    for dias, hora, clase, comunidad in (
        (1, 10, 6, "La Cofradía"),
        (1, 17, 7, "la cabecera municipal"),
        (3, 11, 3, "Dos Aguas"),
        (5, 9, 5, "Corral Falso"),
    ):
        _agendar(elenco, ahora, CLASES[clase], comunidad, _a_las(dias, hora, 0), 70 + dias)
    inicio = _a_las(2, 12, 0)
    if not Evento.objects.filter(titulo="Supervisión de banquetas del centro", inicio=inicio).exists():
        enlace = elenco["enlace.obras"]
        eventos.crear_evento(
            por=enlace,
            ahora=ahora - timedelta(hours=5),
            titulo="Supervisión de banquetas del centro",
            tipo="gira",
            inicio=inicio,
            fin=inicio + timedelta(hours=1),
            lugar="Portal 5 de Mayo",
            dependencia=enlace.dependencia,
            alcance="medios",
            prioridad="",
            preside="",
            objetivo="Revisar el avance con los vecinos.",
            requerimientos="",
        )


def _en_cada_estado(
    elenco: Elenco, resto: list[tuple[Plan, Evento]], de_hoy: tuple[Plan, Evento], ahora: datetime
) -> None:
    """En revisión, con cambios, aprobado, embargado y borrador."""
    redactora, directora = elenco["redactora"], elenco["directora"]
    for numero, (plan, evento) in enumerate(resto):
        boletin = vida.redactar(plan, evento, elenco, plan.inicio + timedelta(hours=3))
        if boletin.estado != "borrador" or not boletin.fotos.exists():
            continue
        boletin = revision.enviar_a_revision(boletin, por=redactora, ahora=ahora - timedelta(hours=3))
        if numero == 1:
            revision.pedir_cambios(
                boletin,
                motivo="Falta decir desde cuándo y hasta cuándo.",
                por=directora,
                ahora=ahora - timedelta(hours=2),
            )
    plan, evento = de_hoy
    if not evento.boletines.exists():
        aprobado = vida.redactar(plan, evento, elenco, ahora - timedelta(hours=1))
        aprobado = revision.enviar_a_revision(aprobado, por=redactora, ahora=ahora - timedelta(minutes=50))
        revision.aprobar_boletin(aprobado, por=directora, ahora=ahora - timedelta(minutes=40))
        _embargado(elenco, ahora)


def _embargado(elenco: Elenco, ahora: datetime) -> None:
    boletin = redaccion.crear_boletin(
        por=elenco["redactora"],
        ahora=ahora - timedelta(hours=2),
        dependencia=elenco.dependencias["turismo"],
        categoria="turismo",
        titulo="Mañana se presenta el programa de fin de año",
        sumario="El programa completo se da a conocer a las diez de la mañana.",
        cuerpo="Turismo presenta mañana a las diez el programa de fin de año, con actividades para todas las edades,"
        " horarios y lugares."
        " Los detalles se publican a esa hora en este mismo portal.",
        embargo_hasta=_a_las(1, 10, 0),
    )
    boletin = revision.enviar_a_revision(boletin, por=elenco["redactora"], ahora=ahora - timedelta(minutes=90))
    boletin = revision.aprobar_boletin(boletin, por=elenco["directora"], ahora=ahora - timedelta(minutes=80))
    publicacion.publicar_boletin(boletin, por=elenco["directora"], ahora=ahora - timedelta(minutes=70))
