"""Consultas de las pantallas de difusión."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, QuerySet

from difusion.estados import DE_LA_MAQUINA, Canal, EstadoEnvio
from difusion.models import Envio, Freno, Intento

SEGUIDOS = 3  # resultados desconocidos, uno tras otro, con que se corta un canal
PAUSA_DEL_CORTE = timedelta(minutes=10)
SIN_CONTAR = {EstadoEnvio.ENTREGADO, EstadoEnvio.CANCELADO, EstadoEnvio.VENCIDO}


@dataclass(frozen=True)
class Filtro:
    """Lo que se pidió en la dirección de Salidas."""

    estado: str = ""
    canal: str = ""
    texto: str = ""


def lista_de(filtro: Filtro) -> QuerySet[Envio]:
    """Las salidas, de lo último a lo primero; sin su carga, que puede pesar."""
    envios = Envio.objects.defer("carga").order_by("-creado_en", "-pk")
    if filtro.estado == "por-decidir":
        envios = envios.por_decidir()
    elif filtro.estado in EstadoEnvio.values:
        envios = envios.filter(estado=filtro.estado)
    else:  # de lo que la máquina rehace sola, sólo se enseña lo que no salió bien
        envios = envios.exclude(estado=EstadoEnvio.ENTREGADO, motivo__in=DE_LA_MAQUINA)
    if filtro.canal in Canal.values:
        envios = envios.filter(canal=filtro.canal)
    return envios.filter(destinatario__icontains=filtro.texto) if filtro.texto else envios


@dataclass(frozen=True)
class Juntos:
    """Los por verificar de una lista, que se deciden de una vez: cuántos son y cuándo quedó en duda el último."""

    cuantos: int
    hasta: datetime


def juntos_de(filtro: Filtro) -> Juntos | None:
    """Sólo en la lista de lo que está por verificar, y si hay."""
    if filtro.estado != EstadoEnvio.POR_VERIFICAR:
        return None
    visto = lista_de(filtro).order_by().aggregate(cuantos=Count("pk"), hasta=Max("resuelto_en"))
    if visto["cuantos"]:
        return Juntos(visto["cuantos"], visto["hasta"])
    return None


def conteos() -> dict[str, int]:
    """Cuántas salidas hay en cada estado que alguien debe mirar; lo entregado son millones y no se cuenta."""
    por_mirar = [e for e in EstadoEnvio.values if e not in SIN_CONTAR]
    return dict(Envio.objects.filter(estado__in=por_mirar).order_by().values_list("estado").annotate(Count("pk")))


def freno_puesto() -> Freno | None:
    """El freno, si está puesto."""
    return Freno.objects.filter(puesto=True).select_related("puesto_por").first()


@dataclass(frozen=True)
class Corte:
    """Un canal en pausa: lo último que entregó no se sabe si llegó, y seguir sería quemar lo demás."""

    canal: str
    hasta: datetime


def corte_de(canal: str, ahora: datetime) -> Corte | None:
    """La pausa del canal, si sus últimos tres resultados son desconocidos y el último es reciente.

    Al terminar sale uno de prueba: si llega, todo sigue; si tampoco se sabe, otra pausa.
    """
    ultimos = Intento.objects.filter(envio__canal=canal).exclude(resultado="").order_by("-pk")[:SEGUIDOS]
    resultados = list(ultimos.values_list("resultado", "termino_en"))
    if len(resultados) < SEGUIDOS or {r for r, _ in resultados} != {EstadoEnvio.POR_VERIFICAR}:
        return None
    hasta = max(fin for _, fin in resultados if fin) + PAUSA_DEL_CORTE
    if ahora < hasta:
        return Corte(canal, hasta)
    return None


@dataclass(frozen=True)
class Situacion:
    """Lo que la pantalla dice arriba: cuántas hay, qué las detiene y las que se pueden decidir juntas."""

    conteos: dict[str, int]
    freno: Freno | None
    corte: Corte | None
    juntos: Juntos | None


def situacion(filtro: Filtro, ahora: datetime) -> Situacion:
    """Cómo van las salidas ahora."""
    return Situacion(conteos(), freno_puesto(), corte_de(Canal.CORREO, ahora), juntos_de(filtro))
