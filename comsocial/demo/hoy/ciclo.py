"""Lo que le pasa a un evento además de hacerse: uno que se repite, uno tentativo, uno pospuesto y uno reprogramado."""

from datetime import datetime, timedelta
from typing import Any

from agenda import transiciones
from agenda.dominio import coberturas, eventos
from agenda.dominio.cambios import REPROGRAMAR, Cambio
from agenda.dominio.recurrencia import CadaCuando, Regla
from agenda.dominio.series import repetir_evento
from agenda.models import Evento
from cadena.dominio.cambios import FaltaVerAQuien, cambiar_evento
from comsocial.demo.plan.elenco import Elenco
from nucleo.texto.formato import CENTRO

HONORES, ENTREVISTA = "Honores a la bandera en la plaza", "Entrevista en Radio Sierra del Tigre"
CANCHA, LIBRO = "Inauguración de la cancha de usos múltiples", "Círculo de lectura en la plaza"
VECES = 10


def vivir_el_ciclo(elenco: Elenco, ahora: datetime) -> None:
    """Los cuatro, una vez; si se interrumpió, sigue con los que falten."""
    lunes = ahora.astimezone(CENTRO) + timedelta(days=7 - ahora.astimezone(CENTRO).weekday())
    honores = _crear(elenco, ahora, HONORES, lunes, (8, 30), dependencia="educacion", tipo="civico", alcance="interno")
    if honores.serie is None:
        regla = Regla(CadaCuando.SEMANAL, honores.inicio.astimezone(CENTRO).date(), veces=VECES)
        repetir_evento(honores, regla=regla, con_encargos=True, por=elenco["directora"], ahora=ahora)
    pronto = {"dependencia": "cultura", "tipo": "cultural", "alcance": "publico"}
    _crear(
        elenco, ahora, ENTREVISTA, ahora + timedelta(days=2), (13, 0), estado="tentativo", **pronto | {"tipo": "otro"}
    )
    cancha = _crear(elenco, ahora, CANCHA, ahora + timedelta(days=3), (12, 0), **pronto)
    if cancha.estado == "confirmado":
        _cambiar(cancha, Cambio(transiciones.POSPONER.nombre, motivo="Falta la instalación eléctrica"), elenco, ahora)
    libro = _crear(elenco, ahora, LIBRO, ahora + timedelta(days=4), (18, 0), **pronto)
    if libro.estado == "confirmado" and not Evento.objects.filter(pasa_a=libro).exists():
        una_semana = timedelta(days=7)
        cita = {"inicio": libro.inicio + una_semana, "fin": libro.fin + una_semana}
        _cambiar(libro, Cambio(REPROGRAMAR, cita, "Se esperan lluvias esa tarde"), elenco, ahora)


def _crear(elenco: Elenco, ahora: datetime, titulo: str, dia: datetime, hora: tuple[int, int], **campos: Any) -> Evento:
    ya = Evento.objects.filter(titulo=titulo).order_by("pk").first()
    if ya:
        return ya
    inicio = dia.astimezone(CENTRO).replace(hour=hora[0], minute=hora[1], second=0, microsecond=0)
    campos["dependencia"] = elenco.dependencias[campos["dependencia"]]
    evento = eventos.crear_evento(
        por=elenco["directora"],
        ahora=ahora,
        titulo=titulo,
        inicio=inicio,
        fin=inicio + timedelta(hours=1, minutes=15),
        lugar="Plaza municipal",
        prioridad="C",
        **campos,
    )
    coberturas.asignar_cobertura(evento, tipo="foto", persona=elenco["fotografo"], por=elenco["directora"], ahora=ahora)
    return evento


def _cambiar(evento: Evento, cambio: Cambio, elenco: Elenco, ahora: datetime) -> None:
    """Como en la pantalla: primero se ve a quién le toca y después se guarda."""
    try:
        cambiar_evento(evento, cambio, por=elenco["directora"], ahora=ahora)
    except FaltaVerAQuien as falta:
        visto = falta.afectados.huella
        cambiar_evento(evento, cambio, huella_vista=visto, por=elenco["directora"], ahora=ahora)
