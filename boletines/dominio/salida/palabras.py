"""Lo que un boletín dice de sus fotos: al publicarse queda como se aprobó, aunque la biblioteca cambie después."""

from django.db.models import OuterRef, Subquery

from boletines.models import Boletin
from boletines.models.foto import PALABRAS
from media_library.models import Evidencia


def fijar_palabras(boletin: Boletin) -> None:
    """Copia al boletín el pie, la descripción y el crédito de cada foto, dentro de la transacción que lo publica.

    Lo publicado sólo cambia por una corrección, que pasa por revisión (docs/dominio.md, regla 22).
    """
    suya = Evidencia.objects.filter(pk=OuterRef("evidencia_id"))
    boletin.fotos.update(**{campo: Subquery(suya.values(campo)[:1]) for campo in PALABRAS})
