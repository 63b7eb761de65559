"""La demostración completa: primero lo de hoy, después el año en curso y 2021, mes por mes.

Se puede interrumpir y repetir: cada tramo terminado deja su marca (`nucleo.Enlace` de tipo «demo»).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from django.conf import settings
from django.utils import timezone

from agenda.models import Evento
from boletines.dominio.despues.retiro import retirar_boletin
from boletines.models import Boletin
from comsocial.demo import actual, papeles, publico, vida
from comsocial.demo.fondo import derivando, esperar_derivados
from comsocial.demo.fototeca import llenar_fototeca, subir_nota_de_voz
from comsocial.demo.hoy import pedidos, redes
from comsocial.demo.hoy.ciclo import vivir_el_ciclo
from comsocial.demo.inventario import inventariar
from comsocial.demo.plan import cierres, disenos, rendicion
from comsocial.demo.plan.catalogo import ADMINISTRACION_DE_2021, OFICINA, PERIFONEO, PRESENTACIONES
from comsocial.demo.plan.desarrollo import cargar_plan_de_ejemplo
from comsocial.demo.plan.directorio import subir_lista
from comsocial.demo.plan.elenco import Elenco, preparar
from comsocial.demo.plan.planes import Plan, del_mes, en_suspension
from comsocial.demo.salidas import entregar
from cronograma.dominio.evidencia import agregar_evidencia
from cronograma.dominio.plan.metas import cargar_poa, fijar_meta
from cronograma.models import Actividad, PlanAnual
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.originales.espacio import espacio_libre
from nucleo.models import Enlace
from nucleo.templatetags.formatos import tamano
from nucleo.texto.formato import CENTRO, MESES
from personas.dominio.oficina import guardar_oficina
from personas.models import Oficina
from portal.dominio.escritura.todo import escribir_fijas, refrescar

PESA = 500 * 10**6  # con holgura: fotos, sus versiones, el portal y la base
Decir = Callable[[str], None]
EMPIEZA_2021 = datetime(2021, 1, 4, 10, tzinfo=CENTRO)
METAS_2021, METAS_DE_HOY = (12, 6, 2, 3, 12, 4), (3, 2, 1, 1, 4, 4)
ANTES_DE_HOY = timedelta(days=13)  # lo de estos días lo cuenta `actual`
# Metas que la dirección ajustó ese año: actividad, mes y cantidad.
AJUSTES_2021 = ((2, 9, 10), (3, 9, 4), (4, 2, 4), (5, 9, 16), (6, 8, 3))
# Por mes: eventos, boletines, presentaciones y diseños. De abril a julio pesan los periodos de suspensión.
RITMO_2021 = (
    (15, 11, 2, 3),
    (17, 14, 1, 3),
    (19, 16, 2, 2),
    (14, 6, 2, 0),
    (14, 6, 1, 0),
    (18, 15, 2, 3),
    (13, 8, 0, 1),
    (12, 8, 2, 4),
    (22, 18, 3, 3),
    (16, 12, 2, 1),
)
RITMO_DE_HOY = ((4, 3, 1, 1), (5, 3, 1, 2), (4, 2, 0, 1), (5, 4, 1, 0), (4, 3, 1, 1), (5, 3, 1, 1))


@dataclass(frozen=True)
class Mes:
    """Un mes por vivir."""

    ejercicio: int
    mes: int
    planes: list[Plan]
    presentaciones: int
    disenos: int

    @property
    def marca(self) -> str:
        return f"{self.ejercicio}-{self.mes:02d}"


def cargar(*, clave: str, decir: Decir, meses: int = 10, ahora: datetime | None = None) -> None:
    """Carga todo. `meses` limita cuántos de cada año se viven; repetirlo sigue donde se quedó."""
    ahora = _empezo(ahora or timezone.now())
    elenco = preparar(clave, EMPIEZA_2021)
    _gobernar(elenco, OFICINA["administracion"], ahora)
    with derivando():
        _una_vez("hoy", lambda: _abrir(elenco, ahora))
        _una_vez("ciclo", lambda: vivir_el_ciclo(elenco, ahora))
        _una_vez("directorio", lambda: subir_lista(elenco, ahora))
        decir("Listo lo de hoy; ahora se viven los meses anteriores y el año 2021.")
        de_hoy, de_2021 = _meses_de_hoy(ahora, meses), _meses_de_2021(meses)
        total = len(de_hoy) + len(de_2021)
        hasta = ahora - ANTES_DE_HOY
        _vivir(elenco, de_hoy, decir, 0, total, hasta=hasta)
        _vivir_lo_de_hoy(elenco, ahora)
        _una_vez("plan-2021", lambda: _planear_2021(elenco))
        if not all(_hecho(mes.marca) for mes in de_2021):
            _gobernar(elenco, ADMINISTRACION_DE_2021, EMPIEZA_2021)
        _vivir(elenco, de_2021, decir, len(de_hoy), total, hasta=hasta)
        _gobernar(elenco, OFICINA["administracion"], ahora)
        _una_vez("nota-de-voz", lambda: subir_nota_de_voz(elenco, ahora))
    _una_vez("pmd", lambda: cargar_plan_de_ejemplo(elenco, ahora))
    _al_final(elenco, ahora, meses)
    refrescar(timezone.now())
    decir(f"Demostración completa: {Evento.objects.count()} eventos y {Boletin.objects.count()} boletines.")


def _al_final(elenco: Elenco, ahora: datetime, meses: int) -> None:
    _una_vez("redes", lambda: redes.de_hoy(elenco, ahora))
    if meses:
        _una_vez("retiro", lambda: _retirar(elenco))


def _vivir_lo_de_hoy(elenco: Elenco, ahora: datetime) -> None:
    """Lo que se ve al abrir: lo público, lo recién publicado y lo que hay por decidir."""
    _una_vez("publico", lambda: publico.poblar(elenco, ahora))
    _una_vez("recientes", lambda: actual.publicar(elenco, ahora))
    _una_vez("disenos", lambda: disenos.de_hoy(elenco, ahora))
    _una_vez("solicitudes", lambda: pedidos.vivir(elenco, ahora))
    _una_vez("fototeca", lambda: llenar_fototeca(elenco, ahora))
    _una_vez("paginas", lambda: inventariar(elenco, ahora))


def _gobernar(elenco: Elenco, administracion: str, ahora: datetime) -> None:
    """Con qué administración salen los boletines desde aquí: cada año lleva la suya."""
    if Oficina.objects.actual().administracion != administracion:
        guardar_oficina(datos={"administracion": administracion}, por=elenco["directora"], ahora=ahora)


def lo_que_falta_de_disco() -> str:
    """Por qué no cabe la demostración, en una frase; vacía si cabe o si ya se cargó."""
    if _hecho("retiro") or (libre := espacio_libre()) >= PESA:
        return ""
    reserva = settings.DISCO_RESERVA_GB * 2**30
    return (
        f"No hay espacio para los datos de ejemplo: hacen falta {tamano(PESA + reserva)} libres en"
        f" {settings.DIR_DATOS} y hay {tamano(max(0, libre + reserva))}. Libera espacio o baja DISCO_RESERVA_GB"
        " y repite «make demo»; lo ya cargado se conserva."
    )


def _empezo(ahora: datetime) -> datetime:
    """El instante de la primera carga: al seguir una interrumpida, «hoy» es el mismo."""
    marca, _ = Enlace.objects.get_or_create(
        tipo="demo", origen="empieza", destino="hecho", defaults={"creado_en": ahora}
    )
    return marca.creado_en


def _hecho(marca: str) -> bool:
    return Enlace.objects.filter(tipo="demo", origen=marca).exists()


def _una_vez(marca: str, acto: Callable[[], None]) -> None:
    if not _hecho(marca):
        acto()
        Enlace.objects.get_or_create(tipo="demo", origen=marca, destino="hecho", defaults={"creado_en": timezone.now()})


def _abrir(elenco: Elenco, ahora: datetime) -> None:
    hoy = ahora.astimezone(CENTRO)
    enero = datetime(hoy.year, 1, 2, 10, tzinfo=CENTRO)
    cargar_poa(ejercicio=hoy.year, por=elenco["directora"], ahora=enero, meses=range(1, 13), metas=METAS_DE_HOY)
    PlanAnual.objects.get_or_create(ejercicio=hoy.year, defaults={"pide_segunda_firma": True})
    actual.abrir(elenco, ahora)
    escribir_fijas(timezone.now())


def _planear_2021(elenco: Elenco) -> None:
    actividades = cargar_poa(ejercicio=2021, por=elenco["directora"], ahora=EMPIEZA_2021, metas=METAS_2021)
    for numero, mes, programado in AJUSTES_2021:
        fijar_meta(
            actividades[numero - 1],
            mes=mes,
            programado=programado,
            motivo="Ajuste al plan con la agenda del año",
            por=elenco["directora"],
            ahora=EMPIEZA_2021,
        )


def _meses_de_hoy(ahora: datetime, cuantos: int) -> list[Mes]:
    """Los meses del año en curso, modestos, hasta antes de lo que cuenta `actual`."""
    hasta = ahora - ANTES_DE_HOY
    lista = []
    for mes in range(1, ahora.astimezone(CENTRO).month)[:cuantos]:
        eventos, boletines, presentaciones, disenos = RITMO_DE_HOY[mes % len(RITMO_DE_HOY)]
        ejercicio = ahora.astimezone(CENTRO).year
        planes = del_mes(ejercicio, mes, eventos=eventos, boletines=boletines, hasta=hasta)
        lista.append(Mes(ejercicio, mes, planes, presentaciones, disenos))
    return lista


def _meses_de_2021(cuantos: int) -> list[Mes]:
    ritmos = enumerate(RITMO_2021[:cuantos], start=1)
    return [Mes(2021, mes, del_mes(2021, mes, eventos=e, boletines=b), p, d) for mes, (e, b, p, d) in ritmos]


def _vivir(elenco: Elenco, meses: list[Mes], decir: Decir, van: int, total: int, *, hasta: datetime) -> None:
    """Sube lo de un mes mientras se hacen las versiones ligeras del anterior, y después publica el anterior."""
    pendientes = [m for m in meses if not _hecho(m.marca)]
    for vivido in meses:  # el que se vivió y no alcanzó a cerrarse va antes que los que siguen
        if _hecho(vivido.marca):
            _cerrar_el_mes(elenco, vivido, hasta)
    van += len(meses) - len(pendientes)
    cubierto = _cubrir(elenco, pendientes[0]) if pendientes else ([], [])
    for mes, siguiente in zip_longest(pendientes, pendientes[1:]):
        adelanto = _cubrir(elenco, siguiente) if siguiente else ([], [])
        _una_vez(mes.marca, lambda m=mes, c=cubierto: _cerrar(elenco, m, *c))
        _cerrar_el_mes(elenco, mes, hasta)
        cubierto, van = adelanto, van + 1
        publicados = sum(p.con_boletin for p in mes.planes)
        decir(
            f"{MESES[mes.mes - 1].capitalize()} de {mes.ejercicio}: {len(mes.planes)} eventos,"
            f" {publicados} boletines · {100 * van // total} %"
        )


def _cerrar_el_mes(elenco: Elenco, mes: Mes, hasta: datetime) -> None:
    _una_vez(f"cierre-{mes.marca}", lambda: cierres.cerrar(mes.ejercicio, mes.mes, elenco, hasta=hasta))
    _una_vez(f"informe-{mes.marca}", lambda: rendicion.informar(elenco, mes.ejercicio, mes.mes, hasta=hasta))


def _cubrir(elenco: Elenco, mes: Mes) -> tuple[list[tuple[Plan, Evento]], list[int]]:
    """Agenda, invita y sube la evidencia del mes."""
    eventos, subidas = [], []
    for plan in mes.planes:
        evento = vida.agendar(plan, elenco, plan.inicio - vida.ANTES)
        if plan.con_invitacion:
            vida.invitar(plan, evento, elenco, plan.inicio - timedelta(days=2))
        subidas += vida.cubrir(plan, evento, elenco) if plan.fotos or plan.con_video or plan.con_audio else []
        eventos.append((plan, evento))
    return eventos, subidas


def _cerrar(elenco: Elenco, mes: Mes, eventos: list[tuple[Plan, Evento]], subidas: list[int]) -> None:
    """Publica en orden de fecha, da por hechos los eventos, revisa las páginas y agrega lo que se cuenta a mano."""
    esperar_derivados(subidas)
    for plan, evento in eventos:
        if plan.con_boletin:
            vida.publicar(plan, vida.redactar(plan, evento, elenco), elenco)
        vida.terminar(plan, evento, elenco)
    cierres.escribir_paginas(mes.ejercicio, mes.mes, elenco)
    _una_vez(
        f"disenos-{mes.marca}",
        lambda: disenos.vivir(mes.ejercicio, mes.mes, mes.disenos, elenco, hasta=timezone.now() - ANTES_DE_HOY),
    )
    presentaciones = [PRESENTACIONES[(mes.mes + n) % len(PRESENTACIONES)] for n in range(mes.presentaciones)]
    rendicion.entregar_laminas_del_mes(elenco, mes.ejercicio, mes.mes, presentaciones)
    actividad = Actividad.objects.get(ejercicio=mes.ejercicio, numero=5)
    _agregar_a_mano(elenco, actividad, mes, [PERIFONEO[mes.mes % len(PERIFONEO)]])


def _agregar_a_mano(elenco: Elenco, actividad: Actividad, mes: Mes, temas: Iterable[tuple[str, str]]) -> None:
    """Un recorrido de perifoneo, con su bitácora en PDF."""
    manuales = actividad.evidencias_manuales
    for numero, (titulo, foto) in enumerate(temas):
        dia = date(mes.ejercicio, mes.mes, 3 + 5 * numero)
        ahora = datetime(dia.year, dia.month, dia.day, 13, tzinfo=CENTRO)
        if (en_suspension(ahora) and actividad.se_suspende) or manuales.filter(fecha=dia, titulo=titulo).exists():
            continue
        archivo = papeles.pdf(titulo, foto, vida.Random(f"{dia}{titulo}"), ahora)
        ingresada = ingresar(archivo=archivo, nombre=f"{titulo}.pdf", por=elenco["redactora"], ahora=ahora).evidencia
        agregar_evidencia(
            actividad,
            fecha=dia,
            titulo=titulo,
            motivo="Recorrido de perifoneo por las colonias; aquí queda su bitácora.",
            archivo=ingresada,
            por=elenco["redactora"],
            ahora=ahora,
        )


def _retirar(elenco: Elenco) -> None:
    """Un retiro, para que se vea qué queda en su lugar."""
    boletin = Boletin.objects.filter(ejercicio=2021, estado="publicado").order_by("consecutivo")[2:3].first()
    if boletin is None:
        return
    salida = boletin.publicado_en + timedelta(days=1)
    motivo = "La cifra publicada era incorrecta; la corregida salió en otro boletín."
    retirar_boletin(boletin, motivo=motivo, por=elenco["directora"], ahora=salida)
    entregar(salida + timedelta(seconds=1))
