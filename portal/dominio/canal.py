"""El portal como canal de salida: el despacho le pide escribir o retirar, y la orden la dice el motivo del envío."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from boletines.consultas.lo_que_salio import como_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.clientes.contrato import ErrorDeEntrega
from difusion.estados import MotivoDeEnvio
from difusion.models import Envio
from media_library.dominio.versiones.publico import DerivadoPendiente
from nucleo.referencias import llave_de
from portal.dominio import construccion, lo_de_despues, obra


def _publicar(boletin: Boletin, ahora: datetime) -> None:
    construccion.publicar_en_el_arbol(boletin, ahora, reloj=timezone.now)


DE_UN_BOLETIN: dict[str, Callable[[Boletin, datetime], None]] = {
    MotivoDeEnvio.PUBLICAR: _publicar,
    MotivoDeEnvio.CORREGIR: _publicar,
    MotivoDeEnvio.VERSIONES: _publicar,
    MotivoDeEnvio.DERECHOS: construccion.reescribir_por_derechos,
    MotivoDeEnvio.SUSPENSION: construccion.redecidir,
    MotivoDeEnvio.DOCUMENTOS: lo_de_despues.completar_boletin,
    MotivoDeEnvio.RETIRAR: construccion.retirar_del_arbol,
}
DE_TODOS: dict[str, Callable[[Envio, datetime], None]] = {
    MotivoDeEnvio.AGENDA: lambda _, ahora: construccion.escribir_agenda(ahora),
    MotivoDeEnvio.PAGINAS: lambda _, ahora: obra.refrescar(ahora),
    MotivoDeEnvio.DOCUMENTOS_DEL_ARCHIVO: lambda envio, ahora: lo_de_despues.completar_el_archivo(
        envio.carga.get("antes_de"), ahora
    ),
}


class CanalPortal:
    """Escribir archivos se puede repetir sin daño: nada queda por verificar."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        try:
            self._escribir(envio, timezone.now())
        except (DerivadoPendiente, lo_de_despues.FaltaAlgo) as error:
            raise ErrorDeEntrega(str(error), permanente=False) from error
        except OSError as error:
            raise ErrorDeEntrega(f"No se pudo escribir en el portal: {error}", permanente=False) from error
        confirmar()
        return "Escrito en el portal"

    def _escribir(self, envio: Envio, ahora: datetime) -> None:
        if envio.motivo in DE_TODOS:
            DE_TODOS[envio.motivo](envio, ahora)
            return
        boletin = como_salieron(Boletin.objects.all()).get(pk=llave_de(envio.objeto))
        orden = MotivoDeEnvio.RETIRAR if boletin.estado == EstadoBoletin.RETIRADO else envio.motivo
        DE_UN_BOLETIN[orden](boletin, ahora)

    def cerrar(self) -> None:
        """No guarda conexiones."""
