"""Lo último que se mandó a los invitados de un evento: cuánto falta para que salga y cuánto llegó ya."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from difusion.dominio.bandeja import GRACIA
from difusion.estados import EN_CURSO, EstadoEnvio, MotivoDeEnvio
from difusion.models import Envio
from medios.estados import CanalDeInvitacion
from medios.models import Convocatoria, Invitacion
from nucleo.referencias import ref

SE_CUENTA = timedelta(minutes=30)  # después, la convocatoria es historia y la cuentan sus respuestas
POR_SALIR = (EstadoEnvio.PENDIENTE, *EN_CURSO)


@dataclass(frozen=True)
class EnCamino:
    """Una convocatoria reciente: cuántos correos lleva, cuántos llegaron y a cuántos hay que llamarles."""

    convocatoria: Convocatoria
    por_telefono: int
    a_mano: int  # por WhatsApp o en oficio: los entrega una persona
    enviados: int
    por_salir: int
    no_salieron: int
    faltan: int  # segundos para que se pueda cancelar; 0 si ya no

    @property
    def por_correo(self) -> int:
        return self.enviados + self.por_salir + self.no_salieron

    @property
    def sigue(self) -> bool:
        return bool(self.faltan or self.por_salir)


def en_camino(invitaciones: Sequence[Invitacion], ahora: datetime) -> EnCamino | None:
    """La última convocatoria de las que traen esas invitaciones, si es de hace poco; cuesta una consulta."""
    ultima = max((i.convocatoria for i in invitaciones), key=lambda c: c.creada_en, default=None)
    if ultima is None or ahora - ultima.creada_en > SE_CUENTA:
        return None
    invitaciones = [i for i in invitaciones if i.convocatoria_id == ultima.pk]
    suyos = Envio.objects.filter(motivo=MotivoDeEnvio.INVITACION, objeto__in=[ref(i) for i in invitaciones])
    estados = Counter(suyos.order_by().values_list("estado", flat=True))
    por_salir = sum(estados[estado] for estado in POR_SALIR)
    return EnCamino(
        convocatoria=ultima,
        por_telefono=sum(i.canal == CanalDeInvitacion.TELEFONO for i in invitaciones),
        a_mano=sum(i.canal in (CanalDeInvitacion.WHATSAPP, CanalDeInvitacion.IMPRESA) for i in invitaciones),
        enviados=estados[EstadoEnvio.ENTREGADO],
        por_salir=por_salir,
        no_salieron=estados.total() - por_salir - estados[EstadoEnvio.ENTREGADO],
        faltan=segundos_de_gracia(ultima.creada_en, ahora),
    )


def segundos_de_gracia(desde: datetime, ahora: datetime) -> int:
    """Cuántos segundos quedan para cancelar lo que se apuntó a esa hora."""
    return max(0, ceil((desde + GRACIA - ahora).total_seconds()))
