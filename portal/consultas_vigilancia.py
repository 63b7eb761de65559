"""El inventario de páginas oficiales con su semáforo."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from portal.estados import ClaseDePagina
from portal.models import PaginaOficial, RevisionDePagina


@dataclass(frozen=True)
class Renglon:
    """Una página y cómo va."""

    pagina: PaginaOficial
    ultima: RevisionDePagina | None
    palabra: str
    tono: str


def inventario(ahora: datetime) -> list[Renglon]:
    """Todas, con su última revisión, en dos consultas; lo que está mal va primero."""
    ultima = RevisionDePagina.objects.filter(pagina=OuterRef("pk")).order_by("-hecha_en", "-pk").values("pk")[:1]
    paginas = list(PaginaOficial.objects.annotate(ultima_pk=Subquery(ultima)))
    revisiones = RevisionDePagina.objects.in_bulk([p.ultima_pk for p in paginas if p.ultima_pk])
    renglones = [_renglon(p, revisiones.get(p.ultima_pk), ahora) for p in paginas]
    orden = {"cam": 0, "rev": 1, "bor": 2, "pub": 3}
    return sorted(renglones, key=lambda r: (orden[r.tono], r.pagina.nombre))


def _renglon(pagina: PaginaOficial, ultima: RevisionDePagina | None, ahora: datetime) -> Renglon:
    if not pagina.activa:
        return Renglon(pagina, ultima, "No se vigila", "bor")
    if ultima and (ultima.error or (ultima.codigo or 0) >= 400):  # noqa: PLR2004 - HTTP
        return Renglon(pagina, ultima, "No contesta bien", "cam")
    if ultima and (ultima.rotas or ultima.avisos):
        cuantas = len(ultima.rotas) + len(ultima.avisos)
        return Renglon(pagina, ultima, f"{cuantas} por corregir", "rev")
    visto = max(filter(None, (pagina.revisada_en, pagina.cambio_en)), default=None)
    if visto is None or visto + timedelta(days=pagina.cada_dias) < ahora:
        return Renglon(pagina, ultima, "Le toca revisión", "rev")
    if ultima is None and pagina.clase == ClaseDePagina.PAGINA:
        return Renglon(pagina, ultima, "Sin revisar aún", "bor")
    return Renglon(pagina, ultima, "En orden", "pub")
