"""Las máquinas de estados de un evento y de una cobertura."""

from agenda.estados import EstadoCobertura as C
from agenda.estados import EstadoEvento as E
from nucleo.dominio.transiciones import Transicion
from personas.permisos import ASIGNAR_COBERTURA, EDITAR_AGENDA, SUBIR_EVIDENCIA

SIN_HACERSE = [E.TENTATIVO, E.POR_CONFIRMAR, E.CONFIRMADO, E.POSPUESTO]
CONFIRMAR = Transicion.de("confirmar", [E.TENTATIVO, E.POR_CONFIRMAR, E.POSPUESTO], E.CONFIRMADO, EDITAR_AGENDA)
DUDAR = Transicion.de("dejar como tentativo", [E.POR_CONFIRMAR], E.TENTATIVO, EDITAR_AGENDA)
POSPONER = Transicion.de("posponer", [E.TENTATIVO, E.POR_CONFIRMAR, E.CONFIRMADO], E.POSPUESTO, EDITAR_AGENDA)
# No es de `DEL_EVENTO`: pide la fecha nueva y deja dos eventos ligados (`agenda.dominio.reprogramar`).
REPROGRAMAR = Transicion.de("reprogramar", SIN_HACERSE, E.REPROGRAMADO, EDITAR_AGENDA)
CANCELAR = Transicion.de("cancelar", SIN_HACERSE, E.CANCELADO, EDITAR_AGENDA)
REACTIVAR = Transicion.de("reactivar", [E.CANCELADO], E.CONFIRMADO, EDITAR_AGENDA)
REALIZAR = Transicion.de("marcar como realizado", [E.CONFIRMADO], E.REALIZADO, EDITAR_AGENDA)
DEL_EVENTO = (CONFIRMAR, DUDAR, POSPONER, CANCELAR, REACTIVAR, REALIZAR)
PIDEN_MOTIVO = (POSPONER, REPROGRAMAR, CANCELAR)

EMPEZAR = Transicion.de("empezar la cobertura", [C.ASIGNADA], C.EN_CURSO, SUBIR_EVIDENCIA)
ENTREGAR = Transicion.de("entregar la cobertura", [C.ASIGNADA, C.EN_CURSO], C.ENTREGADA, SUBIR_EVIDENCIA)
RETIRAR = Transicion.de("retirar la cobertura", [C.ASIGNADA, C.EN_CURSO], C.RETIRADA, ASIGNAR_COBERTURA)
REASIGNAR = Transicion.de("asignar otra vez", [C.RETIRADA], C.ASIGNADA, ASIGNAR_COBERTURA)
