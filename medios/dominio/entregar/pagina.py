"""Lo que enseña la pantalla de invitar: quién la recibe, por dónde y cómo la verá."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agenda.models import Evento
from medios.dominio.entregar.canales import Bloque, Destinatario, de_la_lista, listas_con_cuantos, repartir
from medios.estados import CanalDeInvitacion, RazonDeExclusion
from medios.models import Contacto
from nucleo.texto.formato import enumerar, plural

COMO_SE_CUENTAN = {
    CanalDeInvitacion.CORREO: ("1 correo", "{} correos"),
    CanalDeInvitacion.WHATSAPP: ("1 WhatsApp", "{} WhatsApp"),
    CanalDeInvitacion.TELEFONO: ("1 llamada", "{} llamadas"),
    CanalDeInvitacion.IMPRESA: ("1 oficio", "{} oficios"),
}


@dataclass(frozen=True)
class PaginaDeInvitar:
    """El reparto de una invitación antes de mandarla."""

    bloques: Sequence[Bloque]
    listas: Sequence[tuple[str, str, int]]
    lista: str
    fuera: Sequence[Destinatario]
    medios: int
    razones: Sequence[tuple[str, str]] = tuple(RazonDeExclusion.choices)

    @property
    def elegidos(self) -> list[Destinatario]:
        return [d for bloque in self.bloques for d in bloque.destinatarios if d.elegido]

    @property
    def cuantos(self) -> int:
        return len(self.elegidos)

    @property
    def resumen(self) -> str:
        """«16 correos, 2 WhatsApp y 1 oficio»."""
        partes = [plural(b.elegidos, *COMO_SE_CUENTAN[b.canal]) for b in self.bloques if b.elegidos]
        return enumerar(partes) if partes else "Elige al menos un contacto"

    def quienes(self) -> list[tuple[int, str]]:
        """Por si se quiere ver cómo la recibe otro."""
        return [(d.contacto.pk, f"{d.contacto.medio}, {d.contacto.nombre}") for d in self.elegidos]

    def el_que_se_ve(self, pedido: int | None) -> Destinatario | None:
        """El escogido para ver cómo la recibe, o el primero."""
        elegidos = self.elegidos
        return next((d for d in elegidos if d.contacto.pk == pedido), elegidos[0] if elegidos else None)


def pagina_de_invitar(
    evento: Evento,
    contactos: Sequence[Contacto],
    *,
    lista: str = "",
    elegidos: set[int] | None = None,
    canales: Mapping[int, str] | None = None,
    razones: Mapping[int, str] | None = None,
) -> PaginaDeInvitar:
    """Con una lista recién escogida van todos los suyos; después, los que sigan marcados."""
    tema = evento.tema or ""
    de_la = {c.pk for c in contactos if de_la_lista(c, lista, tema)}
    bloques = repartir(
        contactos, elegidos=de_la if elegidos is None else elegidos, canales=canales or {}, razones=razones or {}
    )
    fuera = [d for b in bloques for d in b.destinatarios if d.contacto.pk in de_la and not d.elegido]
    medios = len({d.contacto.medio_id for b in bloques for d in b.destinatarios if d.elegido})
    return PaginaDeInvitar(bloques, listas_con_cuantos(contactos, tema), lista, fuera, medios)
