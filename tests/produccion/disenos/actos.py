"""Un diseño llevado por sus actos: pedido, a prueba, aprobado."""

from datetime import UTC, date, datetime

from produccion.dominio.disenos import aprobacion, colocar, pedir
from produccion.dominio.disenos.contenido import huella_del_diseno
from tests.fabricas.media_library import EvidenciaFactory
from tests.fabricas.personas import DependenciaFactory
from tests.fabricas.produccion import ColocacionFactory

AHORA = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


def pedido(redactora, **cambios):
    datos = {
        "plantilla": "aviso",
        "titulo": "Sin agua en el Centro",
        "dependencia": DependenciaFactory(),
        "fecha_retiro": date(2026, 3, 20),
    }
    return pedir.pedir_diseno(datos=datos | cambios, por=redactora, ahora=AHORA)


def a_prueba(redactora, **cambios):
    return pedir.proponer_diseno(pedido(redactora, **cambios), por=redactora, ahora=AHORA)


def aprobado(redactora, directora, **cambios):
    diseno = a_prueba(redactora, **cambios)
    return aprobacion.aprobar_diseno(
        diseno, huella_vista=huella_del_diseno(diseno), sin_dependencia="Urge", por=directora, ahora=AHORA
    )


def colocado(redactora):
    puesta = ColocacionFactory()
    return colocar.colocar(puesta, foto=EvidenciaFactory(), fecha=date(2026, 3, 3), por=redactora, ahora=AHORA)
