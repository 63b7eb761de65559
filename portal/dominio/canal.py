"""El portal como canal de salida: el despacho le pide escribir o retirar."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from boletines.consultas.lo_que_salio import como_salieron
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from difusion.clientes.contrato import ErrorDeEntrega
from difusion.models import Envio
from media_library.dominio.versiones.publico import DerivadoPendiente
from portal.dominio import construccion, lo_de_despues, obra


class CanalPortal:
    """Escribir archivos se puede repetir sin daño: nada queda por verificar."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        try:
            self._escribir(envio, timezone.now())
        except DerivadoPendiente as error:
            raise ErrorDeEntrega(str(error), permanente=False) from error
        except lo_de_despues.FaltaAlgo as error:
            raise ErrorDeEntrega(str(error), permanente=False) from error
        except OSError as error:
            raise ErrorDeEntrega(f"No se pudo escribir en el portal: {error}", permanente=False) from error
        confirmar()
        return "Escrito en el portal"

    def _escribir(self, envio: Envio, ahora: datetime) -> None:
        if envio.objeto == "agenda":
            construccion.escribir_agenda(ahora)
            return
        if envio.objeto == "fijas":
            obra.refrescar(ahora)
            return
        if envio.objeto == "despues":
            lo_de_despues.completar_el_archivo(envio.carga.get("antes_de"), ahora)
            return
        boletin = como_salieron(Boletin.objects.all()).get(pk=envio.objeto.partition(":")[2])
        if boletin.estado == EstadoBoletin.RETIRADO:
            construccion.retirar_del_arbol(boletin, ahora)
        elif envio.carga.get("despues"):
            lo_de_despues.completar_boletin(boletin, ahora)
        elif envio.carga.get("redecidir"):
            construccion.redecidir(boletin, ahora)
        elif envio.carga.get("derechos"):
            construccion.reescribir_por_derechos(boletin, ahora)
        else:
            construccion.publicar_en_el_arbol(boletin, ahora, reloj=timezone.now)

    def cerrar(self) -> None:
        """No guarda conexiones."""
