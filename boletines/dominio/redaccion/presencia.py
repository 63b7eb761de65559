"""Quién tiene abierto el editor: un aviso amable, nunca un candado."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from boletines.models import Boletin, PresenciaEnBoletin
from nucleo.texto.formato import hace
from personas.models import Persona

VIGENTE = timedelta(minutes=5)


@dataclass(frozen=True)
class Presencia:
    """Otra persona con el editor abierto."""

    nombre: str
    cuando: str

    def __str__(self) -> str:
        return f"{self.nombre} está editando, {self.cuando}"


@transaction.atomic(durable=True)
def marcar_presencia(boletin: Boletin, *, por: Persona, ahora: datetime) -> None:
    """Apunta que la persona sigue en el editor; si volvió después de irse, vuelve a contar desde ahora."""
    presencia, nueva = PresenciaEnBoletin.objects.get_or_create(
        boletin=boletin, persona=por, defaults={"abierto_en": ahora, "visto_en": ahora}
    )
    if nueva:
        return
    cambios = {"visto_en": ahora} | ({"abierto_en": ahora} if presencia.visto_en < ahora - VIGENTE else {})
    PresenciaEnBoletin.objects.filter(pk=presencia.pk).update(**cambios)


def quitar_presencia(boletin: Boletin, *, por: Persona) -> None:
    """Cerró el editor: deja de contar. Si lo tenía en dos pestañas, la otra lo vuelve a apuntar al guardar."""
    PresenciaEnBoletin.objects.filter(boletin=boletin, persona=por).delete()


def quienes_editan(boletin: Boletin, *, salvo: Persona, ahora: datetime) -> list[Presencia]:
    """Las otras personas vistas en el editor en los últimos cinco minutos."""
    presentes = (
        PresenciaEnBoletin.objects.filter(boletin=boletin, visto_en__gt=ahora - VIGENTE)
        .exclude(persona=salvo)
        .select_related("persona")
        .order_by("abierto_en", "pk")
    )
    return [Presencia(str(p.persona), hace(p.visto_en, ahora)) for p in presentes]
