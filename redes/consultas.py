"""Lo que otras pantallas preguntan de lo puesto en redes."""

from collections.abc import Iterable

from django.db.models import Model

from nucleo.referencias import ref
from redes.models import Publicacion


def puestas_de(origenes: Iterable[Model]) -> list[Publicacion]:
    """Lo ya puesto en redes de esos boletines, con su enlace: sólo se quita allá, a mano. Una consulta."""
    referencias = {ref(origen) for origen in origenes}
    if not referencias:
        return []
    return list(Publicacion.objects.filter(origen__in=referencias).exclude(enlace="").order_by("pk"))
