"""Lo que piden las dependencias en la demostración, por su puerta y con los actos de verdad.

Se puede interrumpir y repetir: cada solicitud lleva la misma clave, y lo ya decidido no se decide otra vez.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from agenda.dominio.eventos import editar_evento
from agenda.models import Evento
from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.plan.planes import Plan
from comsocial.demo.salidas import entregar
from nucleo.texto.formato import CENTRO, MESES_CORTOS
from personas.models import Dependencia
from solicitudes.dominio import contestar, decidir
from solicitudes.dominio.cumplir import cerrar_lo_cumplido
from solicitudes.dominio.lectura.semana import leer_semana
from solicitudes.dominio.puertas import abrir_puerta
from solicitudes.dominio.recibir import Pedido, contestar_a_la_oficina, recibir_solicitud
from solicitudes.estados import EstadoSolicitud, TipoDeSolicitud
from solicitudes.models import Puerta, RenglonPedido, Solicitud

T = TipoDeSolicitud
ABIERTAS_DESDE = timedelta(days=60)
SEMANA = """Buen día, actividades OP:
Lun {0} 10am bacheo calle Hidalgo, Los Fresnos
Mar {1} 11:00 arranque drenaje Llano Grande, va la presidenta
Mié {2} 9 am supervisión de luminarias Loma Alta
Jue {3} reunión con vecinos Ojo de Agua en la tarde
Vie {4} 12 hrs entrega de empedrado Epenche Chico
Quedo al pendiente"""


@dataclass(frozen=True)
class PedidoDeEjemplo:
    """De quién, qué y hace cuántas horas."""

    de: str
    tipo: str
    titulo: str
    texto: str
    horas: float


POR_DECIDIR = (
    PedidoDeEjemplo("dif", T.COBERTURA, "Entrega de sillas de ruedas", "Son 14 familias; va la titular.", 20),
    PedidoDeEjemplo(
        "servicios", T.AVISO, "Corte de agua en Los Fresnos, mañana de 9:00 a 14:00", "Por reparación.", 0.2
    ),
    PedidoDeEjemplo("educacion", T.BOLETIN, "Resultados de las becas de transporte", "Salieron 86 folios.", 30),
    PedidoDeEjemplo("turismo", T.PAGINA, "Cambiar el teléfono del módulo de información", "Es el nuevo.", 26),
    PedidoDeEjemplo("salud", T.INFORME, "Informe de vacunación del mes", "Se aplicaron 412 dosis en 6 comunidades.", 8),
)
PREGUNTADA = PedidoDeEjemplo(
    "cultura", T.DISENO, "Cartel del festival de la plaza", "Con el programa de los tres días.", 28
)
RECHAZADA = PedidoDeEjemplo("deporte", T.BOLETIN, "Felicitación por el cumpleaños del director", "Con foto.", 52)
REPETIDA = PedidoDeEjemplo("educacion", T.BOLETIN, "Resultados de las becas de transporte", "Salieron 86 folios.", 29)
POSPUESTA = PedidoDeEjemplo("ambiente", T.DIAPOSITIVAS, "Láminas de la reforestación", "Para la sesión de enero.", 75)
EN_DISENO = PedidoDeEjemplo("proteccion", T.DISENO, "Volante de temporada de estiaje", "Qué hacer si ves humo.", 49)
PREGUNTA = "¿Qué días son y a qué hora empieza cada uno? Con eso lo ponemos en el cartel."


def abrir_puertas(elenco: Elenco, ahora: datetime) -> None:
    """Una por dependencia, desde hace dos meses; la presidencia y la secretaría todavía no la usan."""
    for clave, dependencia in elenco.dependencias.items():
        if not Puerta.objects.filter(dependencia=dependencia).exists():
            abrir_puerta(
                dependencia,
                correo=f"{clave}@mazamitla.invalid",
                dias=365,
                por=elenco["directora"],
                ahora=ahora - ABIERTAS_DESDE,
            )


def pedir_cobertura(plan: Plan, elenco: Elenco, ahora: datetime) -> None:
    """La dependencia pide que se cubra lo de este plan y el evento nace de ahí, con lo que la oficina le agrega."""
    abrir_puertas(elenco, ahora)
    dependencia, redactora = elenco.dependencias[plan.dependencia], elenco["redactora"]
    recibida = plan.inicio - timedelta(days=6)
    local = plan.inicio.astimezone(CENTRO)
    renglon = RenglonPedido(fecha=local.date(), hora=local.time(), que=plan.titulo, donde=plan.lugar, con_fotos=True)
    texto = f"Nos gustaría que fueran a cubrir: {plan.titulo}."
    solicitud = _recibir(dependencia, T.COBERTURA, "", texto, recibida, plan.semilla, [renglon])
    if solicitud.estado == EstadoSolicitud.POR_DECIDIR:
        decidir.a_la_agenda(solicitud, por=redactora, ahora=recibida + timedelta(hours=2))
    evento = Evento.objects.filter(pedidos__solicitud=solicitud).first()
    if evento and evento.version == 1:
        editar_evento(
            evento,
            version=1,
            por=redactora,
            ahora=recibida + timedelta(hours=3),
            tipo=plan.tipo,
            tema=plan.clase.tema,
            alcance=plan.alcance,
            comunidad=elenco.comunidades[plan.comunidad],
            fin=plan.inicio + timedelta(hours=1, minutes=30),
        )


def vivir(elenco: Elenco, ahora: datetime) -> None:
    """La bandeja de hoy: lo que espera, lo preguntado, lo que no procedió y lo que ya se publicó."""
    redactora = elenco["redactora"]
    todos = (*POR_DECIDIR, PREGUNTADA, RECHAZADA, REPETIDA, POSPUESTA, EN_DISENO)
    for pedido in sorted(todos, key=lambda p: -p.horas):
        _mandar(pedido, elenco, ahora)
    _la_semana(elenco, ahora)
    if una := _sin_decidir(PREGUNTADA, elenco, ahora):
        contestar.preguntar(una, texto=PREGUNTA, por=redactora, ahora=ahora - timedelta(hours=5))
    if una := _sin_decidir(RECHAZADA, elenco, ahora):
        motivo = "Los boletines informan de lo que hace el Ayuntamiento, no de asuntos personales."
        contestar.no_procede(una, motivo=motivo, por=redactora, ahora=ahora - timedelta(hours=48))
    if una := _sin_decidir(REPETIDA, elenco, ahora):
        primera = _mandar(POR_DECIDIR[2], elenco, ahora)
        contestar.es_repetida(una, de=primera, por=redactora, ahora=ahora - timedelta(hours=27))
    if una := _sin_decidir(POSPUESTA, elenco, ahora):
        hasta = (ahora.astimezone(CENTRO) + timedelta(days=12)).date()
        contestar.posponer(una, hasta=hasta, por=redactora, ahora=ahora - timedelta(hours=70))
    if una := _sin_decidir(EN_DISENO, elenco, ahora):
        contestar_a_la_oficina(una, texto="Son 500, media carta.", por=None, ahora=ahora - timedelta(hours=47))
        decidir.a_diseno(una, por=redactora, ahora=ahora - timedelta(hours=46))
    entregar(ahora)
    cerrar_lo_cumplido(ahora=ahora)


def _la_semana(elenco: Elenco, ahora: datetime) -> None:
    """Cinco actividades pegadas de WhatsApp: al plazo le quedan cuarenta minutos."""
    hoy = ahora.astimezone(CENTRO).date()
    lunes = hoy + timedelta(days=7 - hoy.weekday())
    texto = SEMANA.format(*(_corto(lunes + timedelta(days=n)) for n in range(5)))
    leidos = leer_semana(texto, hoy=hoy, comunidades=elenco.comunidades)
    renglones = [
        RenglonPedido(
            fecha=r.fecha,
            hora=r.hora,
            momento=r.momento,
            que=r.que,
            donde=r.donde,
            preside=r.preside,
            con_fotos=bool(r.preside),
        )
        for r in leidos
    ]
    recibida = ahora - timedelta(hours=3, minutes=20)
    _recibir(elenco.dependencias["obras"], T.AGENDA, "", texto, recibida, f"semana-{lunes}", renglones)


def _corto(dia: date) -> str:
    return f"{dia.day} {MESES_CORTOS[dia.month - 1]}"


def _mandar(pedido: PedidoDeEjemplo, elenco: Elenco, ahora: datetime) -> Solicitud:
    renglones, titulo = list[RenglonPedido](), pedido.titulo
    if pedido.tipo == T.COBERTURA:
        dia = ahora.astimezone(CENTRO) + timedelta(days=3)
        renglones = [RenglonPedido(fecha=dia.date(), que=pedido.titulo, donde="Casa del DIF", con_fotos=True)]
        titulo = ""
    cuando = ahora - timedelta(hours=pedido.horas)
    clave = f"{pedido.titulo}-{pedido.horas}"
    return _recibir(elenco.dependencias[pedido.de], pedido.tipo, titulo, pedido.texto, cuando, clave, renglones)


def _sin_decidir(pedido: PedidoDeEjemplo, elenco: Elenco, ahora: datetime) -> Solicitud | None:
    solicitud = _mandar(pedido, elenco, ahora)
    return solicitud if solicitud.estado == EstadoSolicitud.POR_DECIDIR else None


def _recibir(
    dependencia: Dependencia,
    tipo: str,
    titulo: str,
    texto: str,
    cuando: datetime,
    clave: str,
    renglones: list[RenglonPedido],
) -> Solicitud:
    pedido = Pedido(
        tipo=tipo,
        titulo=titulo,
        texto=texto,
        quien="Enlace de la dependencia",
        clave=uuid5(NAMESPACE_URL, f"demo:{clave}"),
        renglones=renglones,
    )
    puerta = Puerta.objects.get(dependencia=dependencia)
    return recibir_solicitud(pedido, dependencia=dependencia, puerta=puerta, ahora=cuando)
