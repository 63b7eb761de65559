"""Meta 3: la búsqueda del portal contra la de Django a secas, y doscientos mil boletines contra dos mil.

`python -m bench.busqueda`. La primera vez carga un minuto; las bases se conservan (`bench_…`).
"""

import statistics
from collections.abc import Callable

from bench.bases import arrancar, preparar, usar
from bench.medir import decir, intercalar, segundos, titulo

CHICA, GRANDE, DE_DJANGO = "dos-mil", "doscientos-mil", "veinte-mil"
BUSQUEDAS = {
    "una palabra que muchos tienen": "empedrado",
    "dos palabras": "agua potable becas",
    "la que todos tienen": "municipio",
    "la que nadie tiene": "inexistente",
    "un folio": "CS/045/2021",
}
RONDAS, VECES = 4, 5


def principal() -> None:
    arrancar()
    for perfil in (CHICA, GRANDE, DE_DJANGO):
        preparar(perfil)
    titulo("Búsqueda: 200,000 boletines / 2,000, de reloj")
    for nombre, texto in BUSQUEDAS.items():
        chica, grande = _crecimiento(texto)
        decir(nombre, grande / chica, "≤ 1.5", f"{1000 * grande:.1f} ms contra {1000 * chica:.1f}")
    titulo("Búsqueda: la nuestra / Django con cuenta y parecido, 20,000 boletines")
    usar(DE_DJANGO)
    for nombre, texto in list(BUSQUEDAS.items())[:2]:
        nuestra, comun = intercalar(_nuestra(texto), _de_django(texto), vueltas=5)
        decir(nombre, nuestra / comun, "≤ 0.25", f"{1000 * nuestra:.1f} ms contra {1000 * comun:.1f}")


def _crecimiento(texto: str) -> tuple[float, float]:
    """La mediana en cada base, alternadas."""
    tomadas: dict[str, list[float]] = {CHICA: [], GRANDE: []}
    buscar = _nuestra(texto)
    for _ in range(RONDAS):
        for perfil, tiempos in tomadas.items():
            usar(perfil)
            buscar()
            tiempos += [segundos(buscar) for _ in range(VECES)]
    return statistics.median(tomadas[CHICA]), statistics.median(tomadas[GRANDE])


def _nuestra(texto: str) -> Callable[[], object]:
    from django.utils import timezone  # noqa: PLC0415 - necesita Django listo

    from portal.consultas.busqueda import Filtro, buscar_en  # noqa: PLC0415 - ídem
    from portal.consultas.edicion import Edicion  # noqa: PLC0415 - ídem

    return lambda: buscar_en(Filtro(texto), Edicion.vigente(timezone.now()))


def _de_django(texto: str) -> Callable[[], object]:
    """Lo que enseña el manual de Django: sin columna ni índice, con cuenta y orden por parecido."""
    from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector  # noqa: PLC0415 - ídem

    from boletines.models import Boletin  # noqa: PLC0415 - ídem

    def comun() -> None:
        consulta = SearchQuery(texto, config="spanish")
        vector = SearchVector("titulo", "cuerpo", config="spanish")
        halladas = Boletin.objects.annotate(v=vector, r=SearchRank("v", consulta)).filter(v=consulta)
        halladas.count()
        list(halladas.order_by("-r")[:12])

    return comun


if __name__ == "__main__":
    principal()
