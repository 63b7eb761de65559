"""Lo que la oficina rinde cada mes: las láminas de sus reuniones y el informe del mes, por los actos de verdad."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from comsocial.demo import papeles, vida
from comsocial.demo.plan.elenco import Elenco
from cronograma.consultas.meses import primer_instante
from cronograma.dominio.informes.cola import hacer, tomar
from cronograma.dominio.informes.informes import abrir_informe, pedir_version
from cronograma.dominio.informes.periodo import periodo_de
from cronograma.estados import Formato, TipoDeInforme
from nucleo.texto.formato import CENTRO
from personas.models import Dependencia
from produccion.dominio.diapositivas.generar import DeQueSeHacen, generar_laminas
from produccion.dominio.diapositivas.reuniones import entregar_laminas, registrar_reunion, subir_laminas
from produccion.models import Reunion

ANTE = ("El Cabildo", "El Consejo de Planeación", "El comité de la obra")
SE_INFORMA = timedelta(days=6, hours=11)  # ya cerrado el mes


def entregar_laminas_del_mes(elenco: Elenco, ejercicio: int, mes: int, temas: Iterable[tuple[str, str]]) -> None:
    """Una reunión por tema: unas láminas se hacen aquí y otras se suben en PDF, y todas se entregan el mismo día."""
    dependencias = list(Dependencia.objects.order_by("orden", "pk")[:3])
    for numero, (tema, foto) in enumerate(temas):
        dia = date(ejercicio, mes, 20 + 3 * numero)
        ahora = datetime(dia.year, dia.month, dia.day, 13, tzinfo=CENTRO)
        dependencia = dependencias[(mes + numero) % len(dependencias)]
        if Reunion.objects.filter(tema=tema, fecha=dia + timedelta(days=1), dependencia=dependencia).exists():
            continue
        _entregar(elenco, tema, foto, dependencia, ahora, ante=ANTE[(mes + numero) % len(ANTE)], sube=numero % 2 == 1)


def _entregar(
    elenco: Elenco, tema: str, foto: str, dependencia: Dependencia, ahora: datetime, *, ante: str, sube: bool
) -> None:
    por, dia = elenco["redactora"], ahora.date()
    reunion = registrar_reunion(
        Reunion(tema=tema, fecha=dia + timedelta(days=1), dependencia=dependencia, quienes=ante), por=por, ahora=ahora
    )
    if sube:
        archivo = papeles.pdf(tema, foto, vida.Random(f"{dia}{tema}"), ahora)
        version = subir_laminas(reunion, nombre=f"{tema}.pdf", octetos=archivo.read(), por=por, ahora=ahora)
    else:
        de = DeQueSeHacen(dia.replace(day=1), dia)
        version = generar_laminas(reunion, de=de, por=por, ahora=ahora)
    entregada = ahora + timedelta(hours=2)
    entregar_laminas(version, a_quien=ante, entregada_en=entregada, por=por, ahora=entregada)


def informar(elenco: Elenco, ejercicio: int, mes: int, *, hasta: datetime) -> None:
    """El informe del mes, si ya era tiempo de rendirlo."""
    ahora = primer_instante((ejercicio, mes + 1)) + SE_INFORMA
    if ahora > hasta:
        return
    por = elenco["directora"]
    informe = abrir_informe(periodo_de(TipoDeInforme.MENSUAL, ejercicio, mes), por=por, ahora=ahora)
    pedir_version(informe, formatos=Formato.values, por=por, ahora=ahora, sin_las_que_faltan=True)
    if version := tomar(ahora=ahora):
        hacer(version, reloj=lambda: ahora)
