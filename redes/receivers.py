"""Lo que redes hace cuando las apps de abajo cuentan un hecho; cada receptor es una llamada."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from boletines.models import Boletin
from boletines.models.retiro import RetiroUrgente
from boletines.signals import boletin_corregido, boletin_publicado, boletin_retirado, retiro_urgente_hecho
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from difusion.signals import envio_resuelto
from personas.models import Persona
from redes.dominio import del_boletin
from redes.dominio.salida import seguir_al_envio


@receiver(boletin_publicado)
def se_publico(*, boletin: Boletin, sale: datetime, por: Persona, ahora: datetime, **_: Any) -> None:
    del_boletin.preparar_la_del_boletin(boletin, sale=sale, por=por, ahora=ahora)


@receiver(boletin_corregido)
def se_corrigio(*, boletin: Boletin, **_: Any) -> None:
    del_boletin.poner_al_corriente(boletin)


@receiver(boletin_retirado)
def se_retiro(*, boletin: Boletin, por: Persona, ahora: datetime, **_: Any) -> None:
    del_boletin.dejar_de_publicar(boletin, por=por, ahora=ahora)


@receiver(retiro_urgente_hecho)
def se_retiraron_con_urgencia(*, retiro: RetiroUrgente, boletines: Iterable[Boletin], **_: Any) -> None:
    del_boletin.apuntar_lo_que_falta_quitar(retiro, boletines)


@receiver(envio_resuelto)
def termino_un_envio(*, envio: Envio, ahora: datetime, **_: Any) -> None:
    if envio.motivo == MotivoDeEnvio.EN_RED:
        seguir_al_envio(envio, ahora=ahora)
