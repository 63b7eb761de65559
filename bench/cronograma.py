"""La rejilla y el tablero con cien mil evidencias contra mil, intercalados: `python -m bench.cronograma`.

Las dos bases son la misma oficina de veinte años, con su plan y sus coberturas entregadas; sólo cambian las fotos.
"""

from bench.bases import arrancar, preparar, usar

BASES = ("mil-evidencias", "cien-mil-evidencias")


def rejilla_y_tablero() -> None:
    from django.utils import timezone  # noqa: PLC0415 - necesita Django listo

    from bench import paginas  # noqa: PLC0415 - ídem

    for perfil in BASES:
        preparar(perfil)
        _con_su_plan()
    ano = timezone.localdate().year
    rutas = (f"/oficina/cronograma/{ano}/", "/oficina/tablero/", f"/oficina/tablero/?p={ano}")
    paginas.listas(*BASES, rutas, "Rejilla y tablero: 100,000 evidencias / 1,000", "≤ 1.5")


def _con_su_plan() -> None:
    """El plan del año y la cobertura entregada de cada evento, si la base todavía no los tiene."""
    from django.utils import timezone  # noqa: PLC0415 - necesita Django listo

    from agenda.estados import EstadoCobertura, TipoDeCobertura  # noqa: PLC0415 - ídem
    from agenda.models import Cobertura, Evento  # noqa: PLC0415 - ídem
    from cronograma.dominio.plan.metas import cargar_poa  # noqa: PLC0415 - ídem
    from personas.models import Persona  # noqa: PLC0415 - ídem

    persona, ahora = Persona.objects.get(username="bench"), timezone.now()
    cargar_poa(ejercicio=timezone.localdate().year, por=persona, ahora=ahora, meses=range(1, 13))
    if Cobertura.objects.exists():
        return
    entregada = {"tipo": TipoDeCobertura.FOTO, "estado": EstadoCobertura.ENTREGADA, "entregada_en": ahora}
    Cobertura.objects.bulk_create(
        Cobertura(evento_id=pk, persona=persona, asignada_en=ahora, **entregada)
        for pk in Evento.objects.values_list("pk", flat=True)
    )


def principal() -> None:
    arrancar()
    rejilla_y_tablero()
    usar(BASES[0])


if __name__ == "__main__":
    principal()
