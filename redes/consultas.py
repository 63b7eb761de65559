"""Lo que otras pantallas preguntan de lo puesto en redes."""

from collections.abc import Iterable

from boletines.models import Boletin
from redes.models import Publicacion


def puestas_de(boletines: Iterable[Boletin]) -> list[Publicacion]:
    """Lo ya puesto en redes de esos boletines, con su enlace: sólo se quita allá, a mano. Una consulta."""
    claves = {boletin.pk for boletin in boletines}
    if not claves:
        return []
    return list(Publicacion.objects.filter(composicion__boletin__in=claves).exclude(enlace="").order_by("pk"))
