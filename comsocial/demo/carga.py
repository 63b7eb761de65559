"""La demostración completa: primero el mes en curso, después 2021 mes por mes. Se puede interrumpir y repetir."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from agenda.models import Evento
from boletines.dominio.publicacion import retirar_boletin
from boletines.models import Boletin
from comsocial.demo import actual, vida
from comsocial.demo.elenco import Elenco, preparar
from comsocial.demo.planes import Plan, del_mes
from cronograma.dominio.evidencia import agregar_evidencia
from cronograma.dominio.plan import cargar_poa
from cronograma.models import Actividad
from difusion.dominio.despacho import despachar
from nucleo.formato import CENTRO, MESES
from nucleo.models import Enlace
from portal.dominio.construccion import escribir_agenda, escribir_fijas, escribir_portadas

Decir = Callable[[str], None]
METAS = (12, 14, 2, 3, 8, 14)
EVENTOS_POR_MES, BOLETINES_POR_MES = 16, 11
# Lo modesto de un año en curso que ya tiene otro ritmo.
EVENTOS_RECIENTES, BOLETINES_RECIENTES = 3, 1


def cargar(*, clave: str, decir: Decir, meses: int = 10) -> None:
    """Carga todo. `meses` limita cuántos de 2021 se viven; repetirlo sigue donde se quedó."""
    ahora = timezone.now()
    elenco = preparar(clave, ahora)
    hoy = timezone.localdate(ahora)
    if _pendiente(f"demo:{hoy.year}"):
        cargar_poa(ejercicio=hoy.year, por=elenco["directora"], ahora=ahora, meses=range(1, 13), metas=METAS)
        actual.vivir(elenco, ahora)
        _hecho(f"demo:{hoy.year}", ahora)
    escribir_fijas(ahora)
    decir("Listo lo de hoy; ahora se vive el año 2021, mes por mes.")
    cargar_poa(ejercicio=2021, por=elenco["directora"], ahora=datetime(2021, 1, 4, 10, tzinfo=CENTRO), metas=METAS)
    lista = [(2021, mes, EVENTOS_POR_MES, BOLETINES_POR_MES) for mes in range(1, meses + 1)]
    lista += (
        [(hoy.year, mes, EVENTOS_RECIENTES, BOLETINES_RECIENTES) for mes in range(1, hoy.month)] if meses > 1 else []
    )
    for hechos, (ejercicio, mes, eventos, boletines) in enumerate(lista, start=1):
        if _pendiente(f"demo:{ejercicio}-{mes:02d}"):
            vivir_mes(elenco, del_mes(ejercicio, mes, eventos=eventos, boletines=boletines), ejercicio, mes)
            _hecho(f"demo:{ejercicio}-{mes:02d}", timezone.now())
        decir(f"{MESES[mes - 1].capitalize()} de {ejercicio}: {100 * hechos // len(lista)} %")
    _terminar(elenco)
    decir(f"Demostración completa: {Evento.objects.count()} eventos y {Boletin.objects.count()} boletines.")


def _pendiente(marca: str) -> bool:
    return not Enlace.objects.filter(tipo="demo", origen=marca).exists()


def _hecho(marca: str, ahora: datetime) -> None:
    Enlace.objects.get_or_create(tipo="demo", origen=marca, destino="hecho", defaults={"creado_en": ahora})


def vivir_mes(elenco: Elenco, planes: list[Plan], ejercicio: int, mes: int) -> None:
    """Agenda, cubre, procesa las fotos de una vez y publica en orden de fecha."""
    eventos = []
    for plan in planes:
        evento = vida.agendar(plan, elenco, plan.inicio - timedelta(days=4))
        if plan.con_invitacion and plan.clase:
            _invitar_si_falta(plan, evento, elenco)
        eventos.append((plan, evento))
    for plan, evento in eventos:
        if plan.con_fotos:
            vida.cubrir(plan, evento, elenco)
    vida.esperar_derivados()
    for plan, evento in eventos:
        if plan.con_boletin and not evento.boletines.filter(estado="publicado").exists():
            boletin = vida.redactar(plan, evento, elenco, plan.inicio + timedelta(hours=3))
            vida.publicar(plan, boletin, elenco, plan.inicio + timedelta(hours=4))
        vida.dar_por_realizado(evento, elenco, plan.inicio + timedelta(hours=5))
    _evidencia_a_mano(elenco, ejercicio, mes)


def _invitar_si_falta(plan: Plan, evento: Evento, elenco: Elenco) -> None:
    ahora = plan.inicio - timedelta(days=2)
    if not vida.ya_invitado(evento):
        vida.invitar(plan, evento, elenco, ahora)


def _evidencia_a_mano(elenco: Elenco, ejercicio: int, mes: int) -> None:
    """Diapositivas y carteles: lo que la oficina agrega con su enlace y su motivo."""
    cuantas = {3: (mes + ejercicio) % 3, 4: (mes * 2) % 5}
    for actividad in Actividad.objects.filter(ejercicio=ejercicio, numero__in=cuantas):
        if not cuantas[actividad.numero] or actividad.evidencias_manuales.filter(mes=mes).exists():
            continue
        dia = date(ejercicio, mes, 20)
        agregar_evidencia(
            actividad,
            fecha=dia,
            titulo=f"{actividad.nombre_corto} de {MESES[mes - 1]}",
            cantidad=cuantas[actividad.numero],
            motivo="Se entregan al área que las pidió; aquí queda la copia.",
            enlace=f"https://ejemplo.mazamitla.invalid/{ejercicio}/{mes:02d}",
            por=elenco["directora"],
            ahora=datetime(ejercicio, mes, 21, 12, tzinfo=CENTRO),
        )


def _terminar(elenco: Elenco) -> None:
    """Un retiro, para que se vea qué queda en su lugar, y las páginas que miran el día de hoy."""
    ahora = timezone.now()
    publicados = Boletin.objects.filter(ejercicio=2021, estado="publicado").order_by("publicado_en")
    if not Boletin.objects.filter(estado="retirado").exists() and (boletin := publicados[2:3].first()):
        salida = boletin.emitido_en + timedelta(days=1)
        retirar_boletin(
            boletin,
            motivo="La cifra publicada era incorrecta; la corregida salió en otro boletín.",
            por=elenco["directora"],
            ahora=salida,
        )
        despachar(reloj=lambda: salida + timedelta(seconds=1))
    escribir_agenda(ahora)
    escribir_portadas(ahora)
