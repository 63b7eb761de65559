"""Sacar una prueba de la cuenta, con su motivo, y volverla a contar."""

from datetime import datetime

from django.db import transaction

from cronograma.consultas.cierres import Cierres, cierres_del_ejercicio
from cronograma.consultas.decir import Prueba, pruebas_de
from cronograma.consultas.meses import Mes, mes_y_ano
from cronograma.consultas.pruebas import cosas_del_mes, fuentes_de_la_actividad
from cronograma.models import Actividad, NoCuenta
from nucleo.dominio.actos import exigir, motivo_escrito
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from personas.models import Persona
from personas.permisos import AGREGAR_EVIDENCIA

LARGO_DEL_MOTIVO = 300


@transaction.atomic(durable=True)
def quitar_de_la_cuenta(
    actividad: Actividad, *, mes: int, clase: str, cosa: int, motivo: str, por: Persona, ahora: datetime
) -> NoCuenta:
    """Deja de contarla en esa celda; queda a la vista con su motivo y con quién lo dijo.

    Rechaza sin motivo, en un mes cerrado y si la prueba ya no cuenta ahí.
    """
    exigir(por, AGREGAR_EVIDENCIA, frase="sacar pruebas de la cuenta")
    motivo = motivo_escrito(motivo, "Escribe por qué no cuenta.", maximo=LARGO_DEL_MOTIVO)
    en_fila("cerrar mes")
    momento = (actividad.ejercicio, mes)
    cierres = cierres_del_ejercicio(actividad.ejercicio)
    if momento in cierres.por_mes:
        raise NoSePuede(f"{mes_y_ano(momento).capitalize()} está cerrado: ni sus cifras ni sus pruebas cambian.")
    prueba = _la_prueba(actividad, momento, clase, cosa, cierres, por, ahora)
    if prueba is None:
        raise YaCambio("Esa prueba ya no cuenta aquí. Vuelve a cargar la página para ver cómo quedó.")
    quitada = NoCuenta.objects.create(
        clase=clase,
        cosa=cosa,
        actividad=actividad,
        mes=mes,
        titulo=prueba.titulo[:300],
        motivo=motivo,
        quitada_en=ahora,
        quitada_por=por,
    )
    asentar("sacar de la cuenta", actividad, por=por, ahora=ahora, mes=mes, prueba=quitada.titulo, motivo=motivo)
    return quitada


def _la_prueba(
    actividad: Actividad, mes: Mes, clase: str, cosa: int, cierres: Cierres, por: Persona, ahora: datetime
) -> Prueba | None:
    """La que se señaló, si de veras cuenta en esa celda: lo hecho en el mes o lo tardío que le toca."""
    for fuente in fuentes_de_la_actividad(actividad):
        if fuente.clase == clase:
            for suyo in (mes, *cierres.tardios_para(actividad, mes)):
                if hallada := cosas_del_mes(fuente, actividad, suyo).filter(pk=cosa).first():
                    return pruebas_de([hallada], persona=por, ahora=ahora)[0]
    return None


@transaction.atomic(durable=True)
def volver_a_contar(quitada: NoCuenta, *, por: Persona, ahora: datetime) -> NoCuenta:
    """La prueba vuelve a contar. Repetirlo no cambia nada; en un mes ya cerrado cuenta en el que sigue."""
    exigir(por, AGREGAR_EVIDENCIA, frase="volver a contar pruebas")
    en_fila("cerrar mes")
    if NoCuenta.objects.vigentes().filter(pk=quitada.pk).update(vuelve_en=ahora, vuelve_por=por):
        asentar("volver a contar", quitada.actividad, por=por, ahora=ahora, mes=quitada.mes, prueba=quitada.titulo)
    quitada.refresh_from_db()
    return quitada
