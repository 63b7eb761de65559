"""Lo que la demostración hace cada mes con el cronograma: cambia páginas oficiales y, terminado el mes, lo cierra."""

from datetime import datetime, timedelta

from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.salidas import entregar
from cronograma.consultas.meses import primer_instante
from cronograma.dominio.cierre import cerrar_mes, contrafirmar, explicar
from cronograma.dominio.revision import PorAtender, revisar_mes
from cronograma.dominio.tabla import plan_de
from cronograma.models import CierreMensual, Explicacion
from nucleo.texto.formato import CENTRO, MESES
from portal.dominio.institucional import guardar_pagina
from portal.models import VersionDePagina

SE_CIERRA = timedelta(days=2, hours=9, minutes=20)  # el día 3, a las 9:20
PAGINAS = {
    "contacto": "## Horario\n\nLunes a viernes, de 9:00 a 15:00 horas. Revisado en {mes} de {ano}.",
    "sala-de-prensa": "## Voceros\n\nLa relación de voceros se revisó en {mes} de {ano}.",
    "accesibilidad": "## Accesibilidad\n\nRevisamos las páginas en {mes} de {ano}. Si algo no se lee, escríbenos.",
    "privacidad": "## Aviso de privacidad\n\nTexto de ejemplo, revisado en {mes} de {ano}.",
}
SIN_PROPUESTA = "El área que la pidió la dejó para el mes que sigue."
POR_QUE_SE_PASO = "Se juntaron actividades que no estaban en el plan; no se repite cada mes."


def escribir_paginas(ejercicio: int, mes: int, elenco: Elenco, *, cuantas: int = 4) -> None:
    """Las páginas institucionales que alguien revisó ese mes, una por semana."""
    for numero, (clave, texto) in enumerate(list(PAGINAS.items())[:cuantas]):
        ahora = datetime(ejercicio, mes, 4 + 7 * numero, 12, tzinfo=CENTRO)
        if VersionDePagina.objects.filter(clave=clave, guardada_en=ahora).exists():
            continue
        vigente = VersionDePagina.objects.vigente(clave)
        guardar_pagina(
            clave=clave,
            cuerpo=texto.format(mes=MESES[mes - 1], ano=ejercicio),
            numero=vigente.numero if vigente else 0,
            por=elenco["redactora"],
            ahora=ahora,
        )
        entregar(ahora)


def cerrar(ejercicio: int, mes: int, elenco: Elenco, *, hasta: datetime) -> None:
    """Explica lo que faltó y lo que se pasó, y lo firma la dirección. Lo que todavía no toca cerrar, queda abierto."""
    ahora = primer_instante((ejercicio, mes + 1)) + SE_CIERRA
    ya = CierreMensual.objects.vigentes().filter(ejercicio=ejercicio, mes=mes).exists()
    if ya or ahora > hasta:
        return
    directora = elenco["directora"]
    for caso in revisar_mes(ejercicio, mes, persona=directora, ahora=ahora).por_atender:
        if caso.explicacion is None:
            _explicar(caso, mes, elenco, ahora)
    visto = revisar_mes(ejercicio, mes, persona=directora, ahora=ahora).huella
    firmado = cerrar_mes(ejercicio, mes, visto=visto, por=directora, ahora=ahora)
    if plan_de(ejercicio).pide_segunda_firma:
        contrafirmar(firmado, por=elenco["contraloria"], ahora=ahora + timedelta(hours=3))


def _explicar(caso: PorAtender, mes: int, elenco: Elenco, ahora: datetime) -> None:
    texto, propuesta = SIN_PROPUESTA, ""
    if caso.propuestas:
        texto, propuesta = caso.propuestas[0].texto, caso.propuestas[0].de_donde
    elif caso.caso != Explicacion.Caso.FALTO:
        texto = POR_QUE_SE_PASO
    explicar(
        caso.celda.actividad,
        mes=mes,
        caso=caso.caso,
        asunto=caso.asunto,
        texto=texto,
        propuesta=propuesta,
        por=elenco["directora"],
        ahora=ahora,
    )
