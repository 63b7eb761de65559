"""Referencias de texto `app.modelo:pk`: cómo una app señala algo de otra que no puede importar."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model

LARGO_DE_BIGINT = 19  # cifras que ya no caben seguras en una llave de PostgreSQL


def ref(objeto: Model) -> str:
    """La referencia de un objeto guardado, p. ej. `agenda.evento:12`."""
    return f"{objeto._meta.label_lower}:{objeto.pk}"


def etiqueta_de(referencia: str) -> str:
    """De qué modelo es (`agenda.evento`)."""
    return referencia.partition(":")[0]


def dicha(referencia: str) -> str:
    """«boletín 12» a partir de `boletines.boletin:12`, sin consultar la base; lo que no se entienda, como está."""
    etiqueta, _, pk = referencia.partition(":")
    try:
        return f"{apps.get_model(etiqueta)._meta.verbose_name} {pk}"
    except (LookupError, ValueError):
        return referencia


def llave_de(referencia: str) -> int:
    """Su llave primaria; cero, que nadie tiene, si lo que señala no es un renglón (`fijas`)."""
    pk = referencia.partition(":")[2]
    if pk.isdecimal() and len(pk) < LARGO_DE_BIGINT:
        return int(pk)
    return 0


def resolver(referencia: str) -> Model | None:
    """El objeto señalado, o `None` si la referencia no se entiende o ya no existe."""
    etiqueta, _, pk = referencia.partition(":")
    try:
        modelo = apps.get_model(etiqueta)
    except (LookupError, ValueError):
        return None
    if pk.isdecimal() and len(pk) < LARGO_DE_BIGINT:
        return modelo._default_manager.filter(pk=pk).first()
    return None


def resolver_varias(referencias: Iterable[str]) -> dict[str, Model]:
    """Los objetos que existan, por referencia, con una consulta por modelo."""
    por_modelo: dict[str, set[str]] = defaultdict(set)
    for referencia in referencias:
        etiqueta, _, pk = referencia.partition(":")
        if pk.isdecimal() and len(pk) < LARGO_DE_BIGINT:
            por_modelo[etiqueta].add(pk)
    hallados: dict[str, Model] = {}
    for etiqueta, pks in por_modelo.items():
        try:
            modelo = apps.get_model(etiqueta)
        except (LookupError, ValueError):
            continue
        hallados |= {ref(objeto): objeto for objeto in modelo._default_manager.filter(pk__in=pks)}
    return hallados
