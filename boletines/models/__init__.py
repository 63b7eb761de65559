"""Los modelos de boletines, un archivo por tema."""

from boletines.models.adelanto import Adelanto, AperturaDeAdelanto
from boletines.models.boletin import Boletin, clave_publica
from boletines.models.correccion import Correccion
from boletines.models.corte import CorteDeBoletin
from boletines.models.folio import FolioContador
from boletines.models.foto import FotoDeBoletin
from boletines.models.queryset import BoletinQuerySet
from boletines.models.retiro import Captura, PendienteDeRetiro, RetiroUrgente
from boletines.models.revision import Comentario, Titular, VistoBueno
from boletines.models.versiones import PresenciaEnBoletin, TextoGuardado, VersionDeBoletin

__all__ = [
    "Adelanto",
    "AperturaDeAdelanto",
    "Boletin",
    "BoletinQuerySet",
    "Captura",
    "Comentario",
    "Correccion",
    "CorteDeBoletin",
    "FolioContador",
    "FotoDeBoletin",
    "PendienteDeRetiro",
    "PresenciaEnBoletin",
    "RetiroUrgente",
    "TextoGuardado",
    "Titular",
    "VersionDeBoletin",
    "VistoBueno",
    "clave_publica",
]
