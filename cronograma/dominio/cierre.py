"""Cerrar un mes, con firma; la segunda firma, y reabrirlo dejando las dos versiones a la vista."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cronograma.consultas.meses import Mes, mes_y_ano, primer_instante
from cronograma.dominio.documento import pdf_del_cierre
from cronograma.dominio.revision import RevisionDelMes, revisar_mes, ya_termino
from cronograma.dominio.tabla import plan_de
from cronograma.models import (
    Actividad,
    CierreMensual,
    CifraCerrada,
    DocumentoDeCierre,
    Explicacion,
    MetaMensual,
    PlanAnual,
    PruebaCerrada,
)
from cronograma.signals import mes_cambio
from nucleo.dominio.actos import exigir, motivo_escrito, rechazar_si
from nucleo.dominio.bitacora import asentar
from nucleo.dominio.choques import en_fila
from nucleo.dominio.impedimentos import Impedimento, NoSePuede, YaCambio
from nucleo.texto.formato import fecha_larga
from personas.models import Persona
from personas.permisos import CERRAR_MES, CONTRAFIRMAR

LARGO_DE_LA_EXPLICACION = 600
LARGO_DEL_MOTIVO = 300
SIN_MOTIVO = "0"  # lo que lleva la pantalla cuando todavía no hay ninguno
UN_SOLO_TEXTO = timedelta(minutes=10)


@transaction.atomic(durable=True)
def explicar(  # noqa: PLR0913 - son los datos de lo que se explica
    actividad: Actividad,
    *,
    mes: int,
    caso: str,
    texto: str,
    por: Persona,
    ahora: datetime,
    asunto: str = "",
    propuesta: str = "",
    visto: str | None = None,
    sola: bool = False,
) -> Explicacion:
    """Escribe por qué faltó, por qué se pasó o qué se revisó. Lo de antes se conserva; vale lo último.

    Rechaza en un mes cerrado: ese texto ya se firmó. Con `visto`, rechaza si en otra pantalla se escribió algo más.
    `sola` es la pantalla guardando mientras se escribe: sigue el texto que esa misma persona acaba de empezar.
    """
    exigir(por, CERRAR_MES, frase="explicar lo del mes")
    texto = motivo_escrito(texto, "Escribe el motivo.", maximo=LARGO_DE_LA_EXPLICACION, campo="texto")
    en_fila("cerrar mes")
    _que_no_este_cerrado((actividad.ejercicio, mes))
    datos = {"actividad": actividad, "mes": mes, "caso": caso, "asunto": asunto}
    ultima = Explicacion.objects.filter(**datos).last()
    if ultima and ultima.texto == texto:
        return ultima
    _que_nadie_la_cambiara(ultima, visto)
    if sola and ultima and _sigue_escribiendo(ultima, por, ahora):
        ultima.texto, ultima.escrita_en = texto, ahora
        ultima.save(update_fields=["texto", "escrita_en"])
        return ultima
    hecha = Explicacion.objects.create(**datos, texto=texto, propuesta=propuesta, escrita_en=ahora, escrita_por=por)
    asentar("explicar el mes", actividad, por=por, ahora=ahora, mes=mes, caso=caso, texto=texto)
    return hecha


def _que_nadie_la_cambiara(ultima: Explicacion | None, visto: str | None) -> None:
    if visto is None or visto == (ultima.marca if ultima else SIN_MOTIVO):
        return
    dice = f"En otra pantalla se escribió «{ultima.texto}»." if ultima else "Ese motivo ya no está."
    raise YaCambio([Impedimento(f"{dice} Si guardas otra vez, queda lo tuyo.", "texto")])


def _sigue_escribiendo(ultima: Explicacion, por: Persona, ahora: datetime) -> bool:
    return ultima.escrita_por_id == por.pk and not ultima.propuesta and ahora - ultima.escrita_en < UN_SOLO_TEXTO


@transaction.atomic(durable=True)
def cerrar_mes(ejercicio: int, mes: int, *, visto: str, por: Persona, ahora: datetime) -> CierreMensual:
    """Firma y congela el mes: cifras, pruebas, motivos y su PDF. `visto` es la huella de lo que se tuvo enfrente.

    Rechaza un mes que no termina, uno ya cerrado, uno con otro antes sin cerrar, un hueco sin motivo y una prueba
    dañada. Si algo cambió desde que se miró, `YaCambio`: se firma lo que se vio.
    """
    exigir(por, CERRAR_MES, frase="cerrar el mes")
    en_fila("cerrar mes")
    rechazar_si(impedimentos_de_cerrar((ejercicio, mes), ahora))
    revision = revisar_mes(ejercicio, mes, persona=por, ahora=ahora)
    rechazar_si(revision.faltas)
    if revision.huella != visto:
        raise YaCambio("Algo de este mes cambió mientras lo revisabas. Míralo otra vez antes de firmar.")
    cierre = _guardar(revision, por, ahora)
    asentar("cerrar mes", cierre, por=por, ahora=ahora, sha256=cierre.huella, cumplimiento=cierre.porcentaje)
    mes_cambio.send(CierreMensual, cierre=cierre, por=por, ahora=ahora)
    return cierre


def lo_que_impide(mes: Mes, *, por: Persona, ahora: datetime) -> list[Impedimento]:
    """Todo lo que hoy no deja firmar ese mes, para decirlo antes de pedir la firma."""
    if impedimentos := list(impedimentos_de_cerrar(mes, ahora)):
        return impedimentos
    return revisar_mes(*mes, persona=por, ahora=ahora).faltas


def impedimentos_de_cerrar(mes: Mes, ahora: datetime) -> Iterator[Impedimento]:
    """Por qué un mes no se puede cerrar todavía, mire quien lo mire."""
    if CierreMensual.objects.vigentes().filter(ejercicio=mes[0], mes=mes[1]).exists():
        yield Impedimento(f"{mes_y_ano(mes).capitalize()} ya está cerrado.")
        return
    if not ya_termino(mes, ahora):
        siguiente = primer_instante((mes[0], mes[1] + 1))
        yield Impedimento(
            f"{mes_y_ano(mes).capitalize()} no ha terminado: se cierra desde el {fecha_larga(siguiente)}."
        )
    elif anterior := primero_sin_cerrar(mes):
        yield Impedimento(f"Antes falta cerrar {mes_y_ano(anterior)}.")


def primero_sin_cerrar(antes_de: Mes) -> Mes | None:
    """El primer mes con algo programado que sigue abierto antes de ése, de su ejercicio o del anterior.

    Un año en que nunca se cerró nada se queda como está: quien empieza no firma lo de antes.
    """
    ano, numero = antes_de
    cerrados = set(CierreMensual.objects.vigentes().values_list("ejercicio", "mes"))
    anos = [ano - 1, ano] if any(ejercicio == ano - 1 for ejercicio, _ in cerrados) else [ano]
    programados = MetaMensual.objects.filter(programado__gt=0, actividad__ejercicio__in=anos)
    meses = sorted(set(programados.order_by().values_list("actividad__ejercicio", "mes")))
    return next((mes for mes in meses if mes < (ano, numero) and mes not in cerrados), None)


def _guardar(revision: RevisionDelMes, por: Persona, ahora: datetime) -> CierreMensual:
    """Escribe el cierre entero y lo sella: desde ahí la base no deja cambiar nada de él."""
    ejercicio, mes = revision.momento
    cierre = CierreMensual.objects.create(
        ejercicio=ejercicio,
        mes=mes,
        version=1 + CierreMensual.objects.filter(ejercicio=ejercicio, mes=mes).count(),
        programado=revision.programado,
        cuenta=revision.cuenta,
        pruebas=revision.cuantas_pruebas,
        porcentaje=revision.porcentaje,
        huella=revision.huella,
        firmado_en=ahora,
        firmado_por=por,
    )
    CifraCerrada.objects.bulk_create(
        CifraCerrada(
            cierre=cierre,
            actividad=c.actividad,
            programado=c.programado,
            realizado=c.realizado,
            de_antes=c.de_antes,
            avance=c.avance,
            fundamento=c.fundamento[:300],
        )
        for c in revision.celdas
    )
    PruebaCerrada.objects.bulk_create(_pruebas(revision, cierre), batch_size=1000)
    octetos = pdf_del_cierre(revision, ahora=ahora, cierre=cierre)
    DocumentoDeCierre.objects.create(cierre=cierre, octetos=octetos, huella=hashlib.sha256(octetos).hexdigest())
    cierre.sellado = True
    cierre.save(update_fields=["sellado"])
    return cierre


def _pruebas(revision: RevisionDelMes, cierre: CierreMensual) -> Iterator[PruebaCerrada]:
    for actividad, pruebas in revision.pruebas.items():
        for prueba in pruebas:
            yield PruebaCerrada(
                cierre=cierre,
                actividad_id=actividad,
                clase=prueba.clase,
                cosa=prueba.cosa,
                ocurrio_en=prueba.cuando,
                titulo=prueba.titulo[:400],
                direccion=prueba.url[:600],
                cantidad=prueba.cantidad,
                extemporanea=prueba.extemporanea,
                huella=prueba.huella,
            )


@transaction.atomic(durable=True)
def contrafirmar(cierre: CierreMensual, *, por: Persona, ahora: datetime) -> CierreMensual:
    """La segunda firma, de otra persona, cuando el plan la pide. El mes ya estaba cerrado con la primera."""
    exigir(por, CONTRAFIRMAR, frase="poner la segunda firma")
    if not plan_de(cierre.ejercicio).pide_segunda_firma:
        raise NoSePuede("El plan de este año no pide segunda firma.")
    if cierre.firmado_por_id == por.pk:
        raise NoSePuede("La segunda firma es de otra persona.")
    puesta = CierreMensual.objects.vigentes().filter(pk=cierre.pk, contrafirmado_en__isnull=True)
    if puesta.update(contrafirmado_en=ahora, contrafirmado_por=por):
        asentar("contrafirmar mes", cierre, por=por, ahora=ahora, sha256=cierre.huella)
    cierre.refresh_from_db()
    if cierre.reabierto_en or cierre.contrafirmado_por_id != por.pk:
        raise YaCambio("Ese mes se reabrió o ya lo firmó otra persona. Vuelve a cargar la página para ver cómo quedó.")
    return cierre


def esperan_segunda_firma(persona: Persona) -> list[CierreMensual]:
    """Los meses cerrados que la piden y que no firmó ella misma, del primero al último."""
    la_piden = PlanAnual.objects.filter(pide_segunda_firma=True).values("ejercicio")
    sin_ella = CierreMensual.objects.vigentes().filter(ejercicio__in=la_piden, contrafirmado_en__isnull=True)
    return list(sin_ella.exclude(firmado_por=persona).order_by("ejercicio", "mes")[:12])


def impedimentos_de_reabrir(cierre: CierreMensual) -> list[Impedimento]:
    """Se reabre del último hacia atrás: lo que un mes dejó contado lo lleva el siguiente."""
    despues = CierreMensual.objects.vigentes().filter(
        Q(ejercicio__gt=cierre.ejercicio) | Q(ejercicio=cierre.ejercicio, mes__gt=cierre.mes)
    )
    if ultimo := despues.order_by("-ejercicio", "-mes").first():
        frase = f"Se reabre del último hacia atrás, y {ultimo.nombre} está cerrado: reábrelo antes."
        return [Impedimento(frase)]
    return []


@transaction.atomic(durable=True)
def reabrir_mes(cierre: CierreMensual, *, motivo: str, por: Persona, ahora: datetime) -> CierreMensual:
    """Vuelve a abrir el mes, con su motivo. Lo firmado queda a la vista; el siguiente cierre es otra versión."""
    exigir(por, CERRAR_MES, frase="reabrir un mes cerrado")
    motivo = motivo_escrito(motivo, "Escribe por qué se reabre.", maximo=LARGO_DEL_MOTIVO)
    en_fila("cerrar mes")
    rechazar_si(impedimentos_de_reabrir(cierre))
    abierto = CierreMensual.objects.vigentes().filter(pk=cierre.pk)
    if not abierto.update(reabierto_en=ahora, reabierto_por=por, motivo_de_reapertura=motivo):
        raise YaCambio("Ese cierre ya se había reabierto.")
    cierre.refresh_from_db()
    asentar("reabrir mes", cierre, por=por, ahora=ahora, motivo=motivo)
    mes_cambio.send(CierreMensual, cierre=cierre, por=por, ahora=ahora)
    return cierre


def _que_no_este_cerrado(mes: Mes) -> None:
    if CierreMensual.objects.vigentes().filter(ejercicio=mes[0], mes=mes[1]).exists():
        raise NoSePuede(f"{mes_y_ano(mes).capitalize()} está cerrado: lo firmado no cambia.")
