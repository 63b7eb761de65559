"""La máquina de estados de las publicaciones. Las que no piden capacidad las mueve la bandeja de salida."""

from nucleo.dominio.transiciones import Transicion
from personas.permisos import DECIDIR_SALIDAS, PUBLICAR_EN_REDES
from redes.estados import EDITABLES, EstadoPublicacion

E = EstadoPublicacion

# --- Lo que decide una persona ---------------------------------------------------------------------------------------
MARCAR_PUBLICADA = Transicion.de("marcar como publicada", [E.POR_PUBLICAR], E.PUBLICADA, PUBLICAR_EN_REDES)
DESCARTAR = Transicion.de(
    "descartar",
    [E.POR_PUBLICAR, *EDITABLES],
    E.DESCARTADA,
    PUBLICAR_EN_REDES,
)
RECUPERAR = Transicion.de("recuperar", [E.DESCARTADA], E.POR_PUBLICAR, PUBLICAR_EN_REDES)
RECUPERAR_BORRADOR = Transicion.de("recuperar como borrador", [E.DESCARTADA], E.BORRADOR, PUBLICAR_EN_REDES)
PEDIR = Transicion.de("enviar a aprobación", [E.BORRADOR], E.POR_APROBAR, PUBLICAR_EN_REDES)
DEVOLVER = Transicion.de("devolver a borrador", [E.POR_APROBAR], E.BORRADOR, DECIDIR_SALIDAS)
YA_ENVIADAS = [E.POR_PUBLICAR, *(e for e in EDITABLES if e != E.BORRADOR)]
CORREGIR = Transicion.de("volver a escribir", YA_ENVIADAS, E.BORRADOR, PUBLICAR_EN_REDES)
APROBAR = Transicion.de("aprobar", [E.POR_APROBAR], E.PROGRAMADA, DECIDIR_SALIDAS)
APROBAR_A_MANO = Transicion.de("aprobar para ponerla a mano", [E.POR_APROBAR], E.POR_PUBLICAR, DECIDIR_SALIDAS)
SI_SALIO = Transicion.de("confirmar que salió", [E.POR_VERIFICAR], E.PUBLICADA, PUBLICAR_EN_REDES)
ENVIAR_OTRA_VEZ = Transicion.de(
    "enviar otra vez", [E.POR_VERIFICAR, E.FALLIDA, E.RETENIDA, E.VENCIDA], E.PROGRAMADA, DECIDIR_SALIDAS
)
PASAR_A_MANO = Transicion.de(
    "pasar a mano", [E.FALLIDA, E.RETENIDA, E.BLOQUEADA, E.VENCIDA], E.POR_PUBLICAR, PUBLICAR_EN_REDES
)

DE_UNA_PERSONA = (
    MARCAR_PUBLICADA,
    DESCARTAR,
    RECUPERAR,
    RECUPERAR_BORRADOR,
    PEDIR,
    DEVOLVER,
    CORREGIR,
    APROBAR,
    APROBAR_A_MANO,
    SI_SALIO,
    ENVIAR_OTRA_VEZ,
    PASAR_A_MANO,
)

# --- Lo que mueve la bandeja -----------------------------------------------------------------------------------------
EMPEZAR = Transicion.de("empezar a salir", [E.PROGRAMADA, E.BLOQUEADA], E.SALIENDO)
ESPERAR = Transicion.de("volver a esperar", [E.SALIENDO], E.PROGRAMADA)
SALIR = Transicion.de("publicar en la red", [E.PROGRAMADA, E.SALIENDO, E.BLOQUEADA, E.POR_VERIFICAR], E.PUBLICADA)
DUDAR = Transicion.de("quedar por verificar", [E.PROGRAMADA, E.SALIENDO, E.BLOQUEADA], E.POR_VERIFICAR)
FALLAR = Transicion.de("fallar", [E.PROGRAMADA, E.SALIENDO, E.BLOQUEADA], E.FALLIDA)
RETENER = Transicion.de("retener", [E.PROGRAMADA, E.SALIENDO, E.BLOQUEADA], E.RETENIDA)
VENCER = Transicion.de("pasarse de hora", [E.PROGRAMADA, E.SALIENDO, E.BLOQUEADA], E.VENCIDA)
BLOQUEAR = Transicion.de("bloquear", [E.PROGRAMADA, E.SALIENDO], E.BLOQUEADA)
