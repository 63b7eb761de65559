"""El portal como canal de salida: el despacho le pide escribir o retirar, y la orden la dice el motivo del envío."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.utils import timezone

from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.clientes.contrato import ErrorDeEntrega
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from media_library.dominio.versiones.publico import DerivadoPendiente
from nucleo.referencias import llave_de
from portal.dominio.escritura import boletin as escritura
from portal.dominio.escritura.documentos import FaltaAlgo, completar_boletin, completar_el_archivo
from portal.dominio.escritura.poa import escribir_poa
from portal.dominio.escritura.todo import escribir_agenda, refrescar


def _publicar(boletin: Boletin, ahora: datetime) -> None:
    escritura.publicar(boletin, ahora, reloj=timezone.now)


def _corregir(boletin: Boletin, ahora: datetime) -> None:
    escritura.corregir(boletin, ahora, reloj=timezone.now)


def _cambiar_lo_que_puede_verse(boletin: Boletin, ahora: datetime) -> None:
    """Con el freno puesto sus documentos no tendrían otro turno: se rehacen aquí, y lo que falle queda apuntado."""
    escritura.cambiar_lo_que_puede_verse(boletin, ahora)
    with suppress(FaltaAlgo):
        completar_boletin(boletin, ahora)


DE_UN_BOLETIN: dict[str, Callable[[Boletin, datetime], None]] = {
    MotivoDeEnvio.PUBLICAR: _publicar,
    MotivoDeEnvio.CORREGIR: _corregir,
    MotivoDeEnvio.VERSIONES: escritura.agregar_versiones,
    MotivoDeEnvio.DERECHOS: _cambiar_lo_que_puede_verse,
    MotivoDeEnvio.SUSPENSION: escritura.decidir_en_suspension,
    MotivoDeEnvio.DOCUMENTOS: completar_boletin,
    MotivoDeEnvio.RETIRAR: escritura.retirar,
}
DE_TODOS: dict[str, Callable[[Envio, datetime], None]] = {
    MotivoDeEnvio.AGENDA: lambda _, ahora: escribir_agenda(ahora),
    MotivoDeEnvio.PAGINAS: lambda _, ahora: refrescar(ahora),
    MotivoDeEnvio.POA: lambda _, ahora: escribir_poa(ahora),
    MotivoDeEnvio.DIA: lambda _, ahora: refrescar(ahora),
    MotivoDeEnvio.DOCUMENTOS_DEL_ARCHIVO: lambda envio, ahora: completar_el_archivo(envio.carga.get("antes_de"), ahora),
}


class CanalPortal:
    """Escribir archivos se puede repetir sin daño: nada queda por verificar."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        try:
            self._escribir(envio, timezone.now())
        except (DerivadoPendiente, FaltaAlgo) as error:
            raise ErrorDeEntrega(str(error), permanente=False) from error
        except OSError as error:
            raise ErrorDeEntrega(f"No se pudo escribir en el portal: {error}", permanente=False) from error
        confirmar()
        return "Escrito en el portal"

    def _escribir(self, envio: Envio, ahora: datetime) -> None:
        if envio.motivo in DE_TODOS:
            DE_TODOS[envio.motivo](envio, ahora)
            return
        boletin = Boletin.objects.get(pk=llave_de(envio.objeto))
        orden = MotivoDeEnvio.RETIRAR if boletin.estado == EstadoBoletin.RETIRADO else envio.motivo
        DE_UN_BOLETIN[orden](boletin, ahora)

    def cerrar(self) -> None:
        """No guarda conexiones."""
