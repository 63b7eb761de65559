from cronograma.models.cierre import (
    CierreMensual,
    CifraCerrada,
    DocumentoDeCierre,
    Explicacion,
    PruebaCerrada,
)
from cronograma.models.evidencia import MOTIVO_MINIMO, EvidenciaManual, NoCuenta
from cronograma.models.informe import (
    ArchivoDeInforme,
    FotoDeInforme,
    Informe,
    ParteDeInforme,
    VersionDeInforme,
)
from cronograma.models.plan import META_MAXIMA, Actividad, CambioDeMeta, MetaMensual, PlanAnual
from cronograma.models.regla import VersionDeRegla
from cronograma.models.semanal import ResumenSemanal

__all__ = [
    "META_MAXIMA",
    "MOTIVO_MINIMO",
    "Actividad",
    "ArchivoDeInforme",
    "CambioDeMeta",
    "CierreMensual",
    "CifraCerrada",
    "DocumentoDeCierre",
    "EvidenciaManual",
    "Explicacion",
    "FotoDeInforme",
    "Informe",
    "MetaMensual",
    "NoCuenta",
    "ParteDeInforme",
    "PlanAnual",
    "PruebaCerrada",
    "ResumenSemanal",
    "VersionDeInforme",
    "VersionDeRegla",
]
