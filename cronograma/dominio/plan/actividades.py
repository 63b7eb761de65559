"""Las actividades del plan de un año: agregarlas, cambiarlas, retirarlas, y llevar el plan a otro año."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from cronograma.consultas.meses import mes_de
from cronograma.dominio.plan.pegado import PlanPegado
from cronograma.estados import Regla
from cronograma.models import Actividad, CambioDeMeta, CifraCerrada, MetaMensual, PlanAnual
from nucleo.dominio.actos import exigir, motivo_escrito, validar
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from personas.models import Persona
from personas.permisos import PLANEAR

LARGO_DEL_MOTIVO = 300
LO_QUE_SE_LLEVA = (
    "nombre", "nombre_corto", "unidad", "regla", "se_suspende", "responsable", "peso", "linea_del_pmd", "indicador",
    "formula", "fuente", "linea_base",
)  # fmt: skip

DEL_PLAN = (
    "parcial_desde",
    "sobrecumplido_desde",
    "dias_que_suspenden",
    "cierra_hasta_el",
    "dias_sin_cobertura",
    "horas_del_boletin",
    "pide_segunda_firma",
)


@transaction.atomic(durable=True)
def guardar_plan(ejercicio: int, *, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> PlanAnual:
    """Guarda los umbrales y el plazo del año. Los meses cerrados se quedan como se firmaron."""
    exigir(por, PLANEAR, frase="cambiar el plan")
    en_fila("planear", ejercicio)
    plan = PlanAnual.objects.filter(ejercicio=ejercicio).first() or PlanAnual(ejercicio=ejercicio)
    for campo, valor in datos.items():
        setattr(plan, campo, valor)
    validar(plan)
    plan.save()
    asentar("guardar el plan", plan, por=por, ahora=ahora, **datos)
    return plan


@transaction.atomic(durable=True)
def agregar_actividad(ejercicio: int, *, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> Actividad:
    """Agrega una actividad al final del plan, sin metas: cada mes se programa en su celda.

    La misma agregada otra vez devuelve la que ya está; otra con el mismo nombre se rechaza.
    """
    exigir(por, PLANEAR, frase="agregar actividades")
    en_fila("planear", ejercicio)
    del_ano = Actividad.objects.filter(ejercicio=ejercicio)
    if ya := del_ano.vigentes().filter(nombre=datos.get("nombre")).first():
        if all(getattr(ya, campo) == valor for campo, valor in datos.items()):
            return ya
        raise NoSePuede([Impedimento(f"Ya hay una actividad con ese nombre: la {ya.numero}.", "nombre")])
    ultimo = del_ano.aggregate(n=Max("numero"))["n"] or 0
    actividad = Actividad(ejercicio=ejercicio, numero=ultimo + 1, **datos)
    validar(actividad)
    actividad.save()
    asentar("agregar actividad", actividad, por=por, ahora=ahora, nombre=actividad.nombre)
    return actividad


@transaction.atomic(durable=True)
def cambiar_actividad(actividad: Actividad, *, datos: Mapping[str, Any], por: Persona, ahora: datetime) -> Actividad:
    """Cambia su nombre, su unidad, su peso o su ficha. Con meses cerrados, ni cómo se cuenta ni cuánto pesa."""
    exigir(por, PLANEAR, frase="cambiar actividades")
    en_fila("planear", actividad.ejercicio)
    actividad.refresh_from_db()
    firmada = CifraCerrada.objects.filter(
        actividad__ejercicio=actividad.ejercicio, cierre__reabierto_en__isnull=True
    ).exists()
    if firmada and "peso" in datos and datos["peso"] != actividad.peso:
        raise NoSePuede(
            [Impedimento("Ya hay meses cerrados con ese peso: se cambia en el plan del año que sigue.", "peso")]
        )
    if firmada and datos.get("regla", actividad.regla) != actividad.regla:
        raise NoSePuede([Impedimento("Ya hay meses cerrados: cómo se cuenta no cambia a medio año.", "regla")])
    for campo, valor in datos.items():
        setattr(actividad, campo, valor)
    validar(actividad)
    actividad.save()
    asentar("cambiar actividad", actividad, por=por, ahora=ahora, **datos)
    return actividad


@transaction.atomic(durable=True)
def retirar_actividad(actividad: Actividad, *, motivo: str, por: Persona, ahora: datetime) -> Actividad:
    """La saca del plan desde el mes en curso. Lo programado en los meses que ya terminaron se queda como estaba."""
    exigir(por, PLANEAR, frase="retirar actividades")
    motivo = motivo_escrito(motivo, "Escribe por qué se retira.", maximo=LARGO_DEL_MOTIVO)
    en_fila("planear", actividad.ejercicio)
    abiertas = Actividad.objects.vigentes().filter(pk=actividad.pk)
    if abiertas.update(retirada_en=ahora, motivo_de_retiro=motivo):
        _quitar_lo_que_sigue(actividad, motivo, por, ahora)
        asentar("retirar actividad", actividad, por=por, ahora=ahora, motivo=motivo)
    actividad.refresh_from_db()
    return actividad


def _quitar_lo_que_sigue(actividad: Actividad, motivo: str, por: Persona, ahora: datetime) -> None:
    """De los meses que no han terminado, con su cambio de meta cada uno."""
    for meta in actividad.metas.filter(programado__gt=0):
        if (actividad.ejercicio, meta.mes) >= mes_de(ahora):
            CambioDeMeta.objects.create(
                actividad=actividad,
                mes=meta.mes,
                antes=meta.programado,
                despues=0,
                motivo=motivo,
                hecho_en=ahora,
                hecho_por=por,
            )
            meta.programado = 0
            meta.save(update_fields=["programado"])


@transaction.atomic(durable=True)
def copiar_plan(*, de: int, a: int, por: Persona, ahora: datetime) -> list[Actividad]:
    """Lleva las actividades vigentes de un año, lo programado cada mes y sus umbrales a otro que no tiene plan."""
    exigir(por, PLANEAR, frase="copiar el plan")
    en_fila("planear", a)
    if Actividad.objects.filter(ejercicio=a).exists():
        raise NoSePuede(f"{a} ya tiene plan.")
    copias = []
    for original in Actividad.objects.vigentes().filter(ejercicio=de).prefetch_related("metas", "lineas"):
        lo_suyo = {campo: getattr(original, campo) for campo in LO_QUE_SE_LLEVA}
        copia = Actividad.objects.create(ejercicio=a, numero=original.numero, **lo_suyo)
        MetaMensual.objects.bulk_create(
            MetaMensual(actividad=copia, mes=meta.mes, programado=meta.programado) for meta in original.metas.all()
        )
        copia.lineas.set(original.lineas.all())
        copias.append(copia)
    if not copias:
        raise NoSePuede(f"{de} no tiene actividades que copiar.")
    if plan := PlanAnual.objects.filter(ejercicio=de).values(*DEL_PLAN).first():
        PlanAnual.objects.get_or_create(ejercicio=a, defaults=plan)
    asentar("copiar el plan", f"cronograma.ejercicio:{a}", por=por, ahora=ahora, de=de, actividades=len(copias))
    return copias


@transaction.atomic(durable=True)
def cargar_lo_pegado(ejercicio: int, plan: PlanPegado, *, por: Persona, ahora: datetime) -> list[Actividad]:
    """Agrega al plan de un año las actividades pegadas, con lo programado cada mes. Todas o ninguna.

    La que ya está con ese nombre no cambia. Con el año empezado, los meses que ya terminaron entran como se pegaron:
    es el plan que ya regía, y lo que cambie después pide su motivo.
    """
    exigir(por, PLANEAR, frase="cargar el plan")
    if not plan.sirve:
        raise NoSePuede("La tabla todavía tiene celdas que no se entienden: corrígelas y vuelve a pegarla.")
    en_fila("planear", ejercicio)
    del_ano = Actividad.objects.filter(ejercicio=ejercicio)
    ultimo = del_ano.aggregate(n=Max("numero"))["n"] or 0
    ya_estan = set(del_ano.vigentes().values_list("nombre", flat=True))
    ocupadas = set(del_ano.vigentes().values_list("regla", flat=True))
    nuevas: list[Actividad] = []
    for renglon in plan.renglones:
        if renglon.nombre in ya_estan:
            continue
        datos = renglon.datos()
        if datos["regla"] in ocupadas:
            datos["regla"] = Regla.MANUAL
        actividad = Actividad(ejercicio=ejercicio, numero=ultimo + len(nuevas) + 1, **datos)
        validar(actividad)
        actividad.save()
        MetaMensual.objects.bulk_create(
            MetaMensual(actividad=actividad, mes=mes, programado=cuantas) for mes, cuantas in renglon.metas.items()
        )
        nuevas.append(actividad)
    if nuevas:
        asentar(
            "pegar el plan",
            f"cronograma.ejercicio:{ejercicio}",
            por=por,
            ahora=ahora,
            actividades=[a.nombre for a in nuevas],
        )
    return nuevas


@transaction.atomic(durable=True)
def mover_actividad(actividad: Actividad, *, hacia: str, por: Persona, ahora: datetime) -> Actividad:
    """La sube o la baja un lugar en el plan. En la orilla se queda donde está. Lo firmado conserva sus números."""
    exigir(por, PLANEAR, frase="ordenar actividades")
    en_fila("planear", actividad.ejercicio)
    actividad.refresh_from_db()
    del_ano = Actividad.objects.filter(ejercicio=actividad.ejercicio)
    vecina = del_ano.filter(numero__gt=actividad.numero).order_by("numero").first()
    if hacia == "arriba":
        vecina = del_ano.filter(numero__lt=actividad.numero).order_by("-numero").first()
    if vecina is None:
        return actividad
    suyo, otro = actividad.numero, vecina.numero
    libre = (del_ano.aggregate(n=Max("numero"))["n"] or 0) + 1
    for cual, numero in ((actividad, libre), (vecina, suyo), (actividad, otro)):
        cual.numero = numero
        cual.save(update_fields=["numero"])
    asentar("ordenar actividades", actividad, por=por, ahora=ahora, de=suyo, a=otro)
    return actividad
