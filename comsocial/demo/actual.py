"""El mes en curso: lo que hace que «Hoy» esté vivo, con boletines en todos los estados."""

from datetime import datetime, timedelta
from pathlib import Path

from agenda.dominio import eventos
from agenda.models import Evento
from boletines.dominio.redaccion import borrador as redaccion
from boletines.dominio.revision import aprobacion as revision
from boletines.dominio.revision.huella import huella_mostrada
from boletines.dominio.salida import publicacion
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from comsocial.demo import vida
from comsocial.demo.fondo import esperar_derivados
from comsocial.demo.hoy.pedidos import pedir_cobertura
from comsocial.demo.mesa import poner_la_mesa
from comsocial.demo.plan.catalogo import INTERNAS
from comsocial.demo.plan.clases import INTERNA, POR_CLAVE
from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.plan.planes import Plan, hacer
from comsocial.demo.salidas import entregar
from media_library.models import Evidencia
from nucleo.texto.formato import CENTRO

CABECERA = "la cabecera municipal"
# Días desde hoy, hora, clase y comunidad.
HOY = (
    (0, (10, 0), "empedrado", "Epenche Chico"),
    (0, (13, 0), "cabildo", CABECERA),
    (0, (18, 30), "temporada", CABECERA),
)
PRONTO = (
    (1, (10, 0), "becas", "El Encinal"),
    (1, (17, 0), "biblioteca", "Ojo de Agua"),
    (3, (11, 0), "alumbrado", "Ojo de Agua"),
    (4, (9, 0), "vacunacion", "Llano Grande"),
    (6, (12, 0), "domingo", CABECERA),
)
PUBLICADOS = (
    (-12, (10, 0), "forestal", "Loma Alta"),
    (-11, (12, 0), "agua", "Ojo de Agua"),
    (-9, (11, 0), "domingo", CABECERA),
    (-8, (17, 0), "simulacro", "El Encinal"),
    (-7, (9, 30), "apoyos", "Llano Grande"),
    (-6, (13, 0), "alumbrado", "Epenche Chico"),
    (-5, (10, 0), "torneo", "Los Fresnos"),
)
# El último dato es hasta dónde llegó su boletín.
EN_PROCESO = (
    (-4, (10, 0), "limpieza", "Ojo de Agua", "aprobado"),
    (-3, (12, 0), "honores", "Loma Alta", "en_revision"),
    (-3, (17, 0), "vacunacion", "El Encinal", "con_cambios"),
    (-2, (10, 0), "empedrado", "Llano Grande", "en_revision"),
    (-2, (16, 0), "biblioteca", CABECERA, "borrador"),
    (-1, (17, 0), "becas", "Los Fresnos", "borrador"),
)
EMBARGADO = (Path(__file__).parent / "datos" / "embargado.txt").read_text(encoding="utf-8").strip()


def abrir(elenco: Elenco, ahora: datetime) -> None:
    """Hoy, mañana y la semana; lo que proponen las dependencias; y lo que espera a alguien de la oficina."""
    for numero, datos in enumerate(HOY):
        plan = _plan(ahora, *datos, fotos=2, con_invitacion=True)
        evento = vida.agendar(plan, elenco, _a_las(ahora, -3, (9, numero)))
        if numero:
            vida.invitar(plan, evento, elenco, _a_las(ahora, -1, (11, numero)), hasta=ahora)
        elif evento.fin + timedelta(minutes=30) < ahora:
            vida.cubrir(plan, evento, elenco)
    for numero, datos in enumerate(PRONTO):
        plan = _plan(ahora, *datos, fotos=2, con_invitacion=not numero)
        evento = vida.agendar(plan, elenco, _a_las(ahora, -2, (9, numero)))
        if not numero:
            vida.invitar(plan, evento, elenco, _a_las(ahora, -1, (12, 0)), hasta=ahora)
            _cambiar_de_lugar(evento, elenco, ahora)
    _propuesto(elenco, ahora)
    _sin_describir(elenco, ahora)
    for dias, hora, clase, comunidad, estado in EN_PROCESO:
        plan = _plan(ahora, dias, hora, clase, comunidad, fotos=2, con_boletin=True)
        evento = vida.agendar(plan, elenco, plan.inicio - vida.ANTES)
        vida.cubrir(plan, evento, elenco)
        _dejar_en(estado, vida.redactar(plan, evento, elenco), elenco, plan.inicio + timedelta(hours=3))
        vida.terminar(plan, evento, elenco)
    entregar(ahora)


def _cambiar_de_lugar(evento: Evento, elenco: Elenco, ahora: datetime) -> None:
    """El de mañana cambió de lugar después de invitar: «Avisar del cambio» espera a que alguien lo oprima."""
    if evento.version == 1:
        eventos.editar_evento(evento, version=1, por=elenco["redactora"], ahora=ahora, lugar="Casa de la Cultura")


def publicar(elenco: Elenco, ahora: datetime) -> None:
    """Los boletines de estos días, con su folio después de los de meses anteriores, y uno embargado."""
    planes = [
        _plan(
            ahora,
            *datos,
            fotos=3 if n % 2 else 2,
            con_boletin=True,
            con_video=n == 1,
            con_audio=n == 3,
            red="pendiente" if n >= len(PUBLICADOS) - 3 else "publicada",
        )
        for n, datos in enumerate(PUBLICADOS)
    ]
    cubiertos, subidas = [], []
    for plan in planes:
        if plan is planes[-1]:
            pedir_cobertura(plan, elenco, ahora)
        evento = vida.agendar(plan, elenco, plan.inicio - vida.ANTES)
        if len(cubiertos) % 2 == 0:
            vida.invitar(plan, evento, elenco, plan.inicio - timedelta(days=2))
        subidas += vida.cubrir(plan, evento, elenco)
        cubiertos.append((plan, evento))
    esperar_derivados(subidas)
    for plan, evento in cubiertos:
        vida.publicar(plan, vida.redactar(plan, evento, elenco), elenco)
        vida.terminar(plan, evento, elenco)
    _embargado(elenco, ahora, Evidencia.objects.del_evento(cubiertos[2][1]).de_clase("foto"))
    poner_la_mesa(elenco, ahora)
    entregar(ahora)


def _a_las(ahora: datetime, dias: int, hora: tuple[int, int]) -> datetime:
    dia = ahora.astimezone(CENTRO) + timedelta(days=dias)
    return dia.replace(hour=hora[0], minute=hora[1], second=0, microsecond=0)


def _plan(ahora: datetime, dias: int, hora: tuple[int, int], clase: str, comunidad: str, **lo_demas: object) -> Plan:
    inicio = _a_las(ahora, dias, hora)
    return hacer(POR_CLAVE[clase], comunidad, inicio, f"hoy-{inicio:%Y%m%d%H}", **lo_demas)


def _propuesto(elenco: Elenco, ahora: datetime) -> None:
    enlace, inicio = elenco["enlace.obras"], _a_las(ahora, 2, (12, 0))
    titulo = "Supervisión de banquetas del centro"
    if not Evento.objects.filter(titulo=titulo, inicio=inicio).exists():
        eventos.crear_evento(
            por=enlace,
            ahora=ahora - timedelta(hours=5),
            titulo=titulo,
            tipo="gira",
            inicio=inicio,
            fin=inicio + timedelta(hours=1),
            lugar="Portal 5 de Mayo",
            dependencia=enlace.dependencia,
            alcance="medios",
            prioridad="",
            preside="",
            objetivo="Revisar el avance con las familias de la zona.",
            requerimientos="",
        )


def _sin_describir(elenco: Elenco, ahora: datetime) -> None:
    """Doce fotos que alguien subió y falta describir."""
    for numero, (dependencia, tipo, titulo, lugar) in enumerate(INTERNAS[:3]):
        inicio = _a_las(ahora, -2, (9 + 2 * numero, 30))
        plan = Plan(
            INTERNA,
            titulo.format(c="Epenche Chico"),
            lugar.format(c="Epenche Chico"),
            dependencia,
            tipo,
            "Epenche Chico",
            inicio,
            f"sinalt-{inicio:%Y%m%d}-{numero}",
            alcance="interno",
            fotos=4,
        )
        evento = vida.agendar(plan, elenco, inicio - vida.ANTES)
        vida.cubrir(plan, evento, elenco, describir=False)
        vida.terminar(plan, evento, elenco)


def _dejar_en(estado: str, boletin: Boletin, elenco: Elenco, cuando: datetime) -> None:
    """Lleva un borrador hasta el estado pedido; si ya avanzó, lo deja como está."""
    if estado == EstadoBoletin.BORRADOR or boletin.estado != EstadoBoletin.BORRADOR:
        return
    boletin = revision.enviar_a_revision(
        boletin, huella_vista=huella_mostrada(boletin), por=elenco["redactora"], ahora=cuando
    )
    despues = cuando + timedelta(minutes=30)
    if estado == EstadoBoletin.APROBADO:
        revision.aprobar_boletin(boletin, huella_vista=huella_mostrada(boletin), por=elenco["directora"], ahora=despues)
    elif estado == EstadoBoletin.CON_CAMBIOS:
        motivo = "Falta decir desde cuándo y hasta cuándo, y a qué teléfono se llama."
        revision.pedir_cambios(boletin, motivo=motivo, por=elenco["directora"], ahora=despues)


def _embargado(elenco: Elenco, ahora: datetime, fotos: object) -> None:
    titulo, ayer = "Presentan el programa de fin de año de Mazamitla", ahora - timedelta(hours=3)
    boletin = Boletin.objects.filter(titulo=titulo).first() or redaccion.crear_boletin(
        por=elenco["redactora"],
        ahora=ayer,
        dependencia=elenco.dependencias["turismo"],
        tema="turismo",
        titulo=titulo,
        sumario="Habrá actividades gratuitas para todas las edades en la plaza y en las comunidades.",
        cuerpo=EMBARGADO,
        programa="no",
        embargo_hasta=_a_las(ahora, 1, (10, 0)),
    )
    if boletin.estado == EstadoBoletin.BORRADOR:
        redaccion.elegir_fotos(boletin, evidencias=[f.pk for f in fotos], por=elenco["redactora"], ahora=ayer)
        boletin = revision.enviar_a_revision(
            boletin, huella_vista=huella_mostrada(boletin), por=elenco["redactora"], ahora=ayer + timedelta(minutes=20)
        )
    if boletin.estado == EstadoBoletin.EN_REVISION:
        boletin = revision.aprobar_boletin(
            boletin, huella_vista=huella_mostrada(boletin), por=elenco["directora"], ahora=ayer + timedelta(minutes=40)
        )
    if boletin.estado == EstadoBoletin.APROBADO:
        publicacion.publicar_boletin(
            boletin, huella_vista=huella_mostrada(boletin), por=elenco["directora"], ahora=ayer + timedelta(minutes=50)
        )
