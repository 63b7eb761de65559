"""Los diseños de la demostración, vividos con los actos de verdad: pedidos, aprobados, usados y retirados.

Se puede interrumpir y repetir: cada paso se hace si todavía no está hecho.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from comsocial.demo.fotos import fotografia
from comsocial.demo.plan.carteles import DISENOS, LUGARES, DisenoDeEjemplo
from comsocial.demo.plan.catalogo import FOTOS
from comsocial.demo.plan.elenco import Elenco
from comsocial.demo.plan.planes import en_suspension
from media_library.dominio.entrada.ingesta import ingresar
from media_library.dominio.seleccion.palabras import editar_palabras
from media_library.models import Evidencia
from nucleo.texto.formato import CENTRO
from produccion.dominio.disenos import aprobacion, colocar, imprimir, pedir
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.estados import EstadoDiseno
from produccion.models import Colocacion, Diseno

A_LA_VISTA = timedelta(days=10)
COSTO = Decimal("46.50")
COPIAS = (14, 9, 7)
PUBLICADO = "https://www.facebook.com/ejemplo.mazamitla/photos/"


@dataclass(frozen=True)
class Encargo:
    """Un diseño por vivir: cuál, cuándo se pide y hasta cuándo sigue a la vista."""

    que: DisenoDeEjemplo
    pedido: datetime
    retiro: date

    @property
    def azar(self) -> Random:
        return Random(f"{self.que.titulo}{self.pedido}")  # noqa: S311 - azar repetible para datos de ejemplo


def vivir(ejercicio: int, mes: int, cuantos: int, elenco: Elenco, *, hasta: datetime) -> None:
    """Los de un mes, de su encargo a su prueba de uso; los que ya vencieron, retirados."""
    for numero in range(cuantos):
        pedido = datetime(ejercicio, mes, 2 + 5 * numero, 10, tzinfo=CENTRO)
        while en_suspension(pedido):
            pedido += timedelta(days=1)
        if pedido > hasta or en_suspension(pedido + A_LA_VISTA):
            continue
        que = DISENOS[(mes + numero) % len(DISENOS)]
        encargo = Encargo(que, pedido, (pedido + A_LA_VISTA).date())
        _usar(_aprobar(encargo, elenco), encargo, elenco, hasta=hasta)


def de_hoy(elenco: Elenco, ahora: datetime) -> None:
    """Lo que está vivo: uno por aprobar, uno recién pedido y uno en la calle que se retira hoy."""
    hoy = ahora.astimezone(CENTRO)
    for dias, que in zip((2, 1), DISENOS[:2], strict=True):
        encargo = Encargo(que, ahora - timedelta(days=dias), (hoy + A_LA_VISTA).date())
        diseno = _pedir(encargo, elenco)
        if dias > 1:
            _probar(diseno, encargo, elenco)
    encargo = Encargo(DISENOS[3], ahora - timedelta(days=8), hoy.date())
    _colocar(_aprobar(encargo, elenco), encargo, elenco, hasta=ahora)
    colocar.avisar_de_los_retiros(ahora)


def _pedir(encargo: Encargo, elenco: Elenco) -> Diseno:
    que = encargo.que
    if ya := Diseno.objects.filter(titulo=que.titulo, creado_en=encargo.pedido).first():
        return ya
    datos = {
        "plantilla": que.plantilla,
        "titulo": que.titulo,
        "cuando": que.cuando,
        "lugar": que.lugar,
        "detalle": que.detalle,
        "dependencia": elenco.dependencias[que.dependencia],
        "foto": _foto(que.foto, f"diseno-{que.foto}", encargo.pedido, encargo.azar, elenco) if que.foto else None,
        "encargo": "Para los lugares de siempre.",
        "fecha_entrega": (encargo.pedido + timedelta(days=2)).date(),
        "fecha_retiro": encargo.retiro,
        "tema": que.tema,
        "programa": "no",
    }
    return pedir.pedir_diseno(datos=datos, por=elenco["redactora"], ahora=encargo.pedido)


def _probar(diseno: Diseno, encargo: Encargo, elenco: Elenco) -> Diseno:
    """A prueba, y con el sí de la dependencia por su enlace."""
    cuando, redactora = encargo.pedido + timedelta(hours=2), elenco["redactora"]
    if diseno.estado == EstadoDiseno.PEDIDO:
        diseno = pedir.proponer_diseno(diseno, por=redactora, ahora=cuando)
    if diseno.estado != EstadoDiseno.EN_PRUEBA or not aprobacion.falta_la_dependencia(diseno):
        return diseno
    pedida = diseno.aprobaciones.first()
    if pedida is None:
        nombre = f"Titular de {diseno.dependencia}"
        pedida, _ = aprobacion.pedir_aprobacion(diseno, nombre=nombre, correo="", por=redactora, ahora=cuando)
    aprobacion.responder_aprobacion(
        pedida,
        respuesta="aprueba",
        comentario="",
        huella_vista=huella_del_diseno(diseno),
        ahora=encargo.pedido + timedelta(hours=5),
    )
    return diseno


def _aprobar(encargo: Encargo, elenco: Elenco) -> Diseno:
    diseno = _probar(_pedir(encargo, elenco), encargo, elenco)
    if diseno.estado != EstadoDiseno.EN_PRUEBA:
        return diseno
    cuando = encargo.pedido + timedelta(hours=6)
    return aprobacion.aprobar_diseno(
        diseno, huella_vista=huella_del_diseno(diseno), por=elenco["directora"], ahora=cuando
    )


def _usar(diseno: Diseno, encargo: Encargo, elenco: Elenco, *, hasta: datetime) -> None:
    cuando = encargo.pedido + timedelta(days=1)
    if encargo.que.uso == "publicado" and not diseno.enlace_publicado:
        enlace = f"{PUBLICADO}{diseno.pk}"
        imprimir.anotar_publicacion(diseno, enlace=enlace, por=elenco["redes"], ahora=cuando)
    elif encargo.que.uso != "publicado":
        _imprimir(diseno, encargo, elenco)
    if encargo.que.uso == "colocado":
        _colocar(diseno, encargo, elenco, hasta=hasta)


def _imprimir(diseno: Diseno, encargo: Encargo, elenco: Elenco) -> None:
    copias, redactora = sum(COPIAS), elenco["redactora"]
    datos = {"medida": encargo.que.medida, "copias": copias, "papel": "couché 150 g", "costo": copias * COSTO}
    cuando = encargo.pedido + timedelta(hours=7)
    orden = diseno.ordenes.first() or imprimir.pedir_impresion(diseno, datos=datos, por=redactora, ahora=cuando)
    if orden.entregada_en:
        return
    a_quien = f"Titular de {diseno.dependencia}"
    imprimir.entregar_impresion(orden, entregada_a=a_quien, por=redactora, ahora=cuando + timedelta(hours=20))


def _colocar(diseno: Diseno, encargo: Encargo, elenco: Elenco, *, hasta: datetime) -> None:
    """Tres lugares con su foto; si ya pasó el día, con la del retiro."""
    cuando, fotografo = encargo.pedido + timedelta(days=2), elenco["fotografo"]
    lugares = encargo.azar.sample(LUGARES, len(COPIAS))
    for (lugar, foto), copias, paso in zip(lugares, COPIAS, count(), strict=False):
        momento = cuando + timedelta(minutes=20 * paso)
        puesta = diseno.colocaciones.filter(lugar=lugar).first() or colocar.apuntar_lugar(
            diseno, lugar=lugar, copias=copias, por=fotografo, ahora=momento
        )
        if puesta.foto_id:
            continue
        evidencia = _foto(foto, f"colocado-{paso}", momento, encargo.azar, elenco)
        dia = momento.astimezone(CENTRO).date()
        colocar.colocar(puesta, foto=evidencia, fecha=dia, por=fotografo, ahora=momento)
    despues = encargo.pedido + A_LA_VISTA + timedelta(hours=1)
    if despues < hasta and encargo.retiro < hasta.astimezone(CENTRO).date():
        _retirar(diseno, despues, encargo, elenco)


def _retirar(diseno: Diseno, cuando: datetime, encargo: Encargo, elenco: Elenco) -> None:
    colocar.avisar_de_los_retiros(cuando)
    for paso, puesta in enumerate(Colocacion.objects.puestas().filter(diseno=diseno).order_by("pk")):
        momento = cuando + timedelta(minutes=15 * paso)
        if paso and paso == len(COPIAS) - 1:
            nota = "Ya no estaba cuando se pasó a quitarlo."
            colocar.retirar(puesta, nota=nota, por=elenco["fotografo"], ahora=momento)
        else:
            limpio = _foto("pastizal", f"retirado-{paso}", momento, encargo.azar, elenco)
            colocar.retirar(puesta, foto=limpio, por=elenco["fotografo"], ahora=momento)


def _foto(nombre: str, para: str, cuando: datetime, azar: Random, elenco: Elenco) -> Evidencia:
    """Una foto en la biblioteca, ya descrita."""
    pie, alternativo, credito = FOTOS[nombre]
    archivo = fotografia(nombre, azar, cuando)
    foto = ingresar(
        archivo=archivo, nombre=f"{para}-{cuando:%Y%m%d%H%M}.jpg", por=elenco["fotografo"], ahora=cuando
    ).evidencia
    if not foto.texto_alternativo:
        editar_palabras(
            foto,
            version=foto.version,
            pie=f"{pie} Imagen de ejemplo.",
            texto_alternativo=alternativo,
            credito=credito,
            foco=(foto.foco_x, foto.foco_y),
            por=elenco["fotografo"],
            ahora=cuando,
        )
        foto.refresh_from_db()
    return foto
