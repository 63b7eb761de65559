"""Por qué canal recibe cada quien su invitación, y por qué."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from medios.estados import CanalDeInvitacion as C
from medios.estados import Cobertura, TipoDeMedio
from medios.models import Contacto
from personas.estados import Tema

QUE_PASA = {
    C.CORREO: "Salen solos, con su enlace para contestar y la cita de calendario",
    C.WHATSAPP: "Los mandas tú: se abre la conversación con el texto puesto",
    C.TELEFONO: "Pasan a la hoja de llamadas",
    C.IMPRESA: "PDF con membrete, código QR para contestar y hoja de acuses",
}
ICONOS = {C.CORREO: "mail", C.WHATSAPP: "message-circle", C.TELEFONO: "phone", C.IMPRESA: "file-text"}
LISTAS = {
    "todos": "Todo el directorio",
    "local": "Locales",
    "estatal": "Estatales",
    "nacional": "Nacionales",
    "radio-y-tv": "Radio y TV",
    "fuente": "De su fuente",
}


def canal_de(contacto: Contacto) -> tuple[C, str]:
    """El canal y por qué: el que pidió si sirve; si no, correo, WhatsApp o teléfono, el primero que tenga."""
    if contacto.canal_preferido and se_puede(contacto, contacto.canal_preferido):
        return C(contacto.canal_preferido), "así lo pidió"
    if se_puede(contacto, C.CORREO):
        return C.CORREO, ""
    por_que = "pidió no recibir correos" if contacto.correo else "sin correo"
    return (C.WHATSAPP if contacto.numero_de_whatsapp and not contacto.telefono else C.TELEFONO), por_que


def se_puede(contacto: Contacto, canal: str) -> bool:
    """Si tiene con qué recibirla por ahí."""
    if canal == C.CORREO:
        return bool(contacto.correo) and not contacto.no_enviar_correos
    if canal == C.WHATSAPP:
        return bool(contacto.numero_de_whatsapp)
    if canal == C.TELEFONO:
        return bool(contacto.telefono)
    return canal == C.IMPRESA


@dataclass
class Destinatario:
    """Un contacto en la pantalla de invitar: si va, por dónde y por qué."""

    contacto: Contacto
    canal: C
    por_que: str
    elegido: bool = False
    razon: str = ""
    canales: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Bloque:
    """Los que la reciben por un mismo canal."""

    canal: C
    destinatarios: Sequence[Destinatario]

    @property
    def icono(self) -> str:
        return ICONOS[self.canal]

    @property
    def que_pasa(self) -> str:
        return QUE_PASA[self.canal]

    @property
    def elegidos(self) -> int:
        return sum(d.elegido for d in self.destinatarios)


def de_la_lista(contacto: Contacto, lista: str, tema: str) -> bool:
    """Si un contacto es de una lista: por cobertura, por tipo de medio o por la fuente del evento."""
    if lista == "radio-y-tv":
        return contacto.medio.tipo in (TipoDeMedio.RADIO, TipoDeMedio.TELEVISION)
    if lista == "fuente":
        return bool(tema) and tema in contacto.fuentes
    return lista == "todos" or (lista in Cobertura.values and contacto.medio.cobertura == lista)


def listas_con_cuantos(contactos: Sequence[Contacto], tema: str) -> list[tuple[str, str, int]]:
    """Las listas que tienen a alguien: la clave, cómo se llama y cuántos son."""
    nombres = LISTAS | {"fuente": f"Fuente: {Tema(tema).label.lower()}"} if tema else LISTAS
    cuantos = [(k, n, sum(de_la_lista(c, k, tema) for c in contactos)) for k, n in nombres.items()]
    return [lista for lista in cuantos if lista[2]]


def repartir(
    contactos: Iterable[Contacto], *, elegidos: set[int], canales: Mapping[int, str], razones: Mapping[int, str]
) -> list[Bloque]:
    """Quién la recibe por cada canal, con los cambios que alguien hizo a mano."""
    por_canal: dict[C, list[Destinatario]] = {canal: [] for canal in C}
    for contacto in contactos:
        canal, por_que = canal_de(contacto)
        pedido = canales.get(contacto.pk, "")
        if pedido in C.values and pedido != canal and se_puede(contacto, pedido):
            canal, por_que = C(pedido), "lo cambiaste"
        posibles = [(c.value, str(c.label)) for c in C if se_puede(contacto, c)]
        uno = Destinatario(contacto, canal, por_que, contacto.pk in elegidos, razones.get(contacto.pk, ""), posibles)
        por_canal[canal].append(uno)
    return [Bloque(canal, suyos) for canal, suyos in por_canal.items() if suyos]
