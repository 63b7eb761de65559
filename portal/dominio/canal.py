"""El portal como canal de salida: el despacho le pide escribir o retirar."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.clientes.contrato import ErrorDeEntrega
from difusion.models import Envio
from media_library.dominio.publico import DerivadoPendiente
from portal.dominio import construccion


class CanalPortal:
    """Escribir archivos se puede repetir sin daño: nada queda por verificar."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        ahora = timezone.now()
        if envio.objeto == "agenda":
            construccion.escribir_agenda(ahora)
        else:
            self._boletin(envio, ahora)
        confirmar()
        return "Escrito en el portal"

    def _boletin(self, envio: Envio, ahora: datetime) -> None:
        boletin = Boletin.objects.get(pk=envio.objeto.partition(":")[2])
        try:
            if boletin.estado == EstadoBoletin.RETIRADO:
                construccion.retirar_del_arbol(boletin, ahora)
            else:
                construccion.publicar_en_el_arbol(boletin, ahora)
        except DerivadoPendiente as error:
            raise ErrorDeEntrega(str(error), permanente=False) from error
        except OSError as error:
            raise ErrorDeEntrega(f"No se pudo escribir en el portal: {error}", permanente=False) from error

    def cerrar(self) -> None:
        """No guarda conexiones."""
