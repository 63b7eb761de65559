"""Lo que le pasa a una publicación mientras sale: cada paso se asienta y la bitácora dice qué contestó la red."""

from datetime import datetime
from typing import Any

from django.db import transaction

from difusion.dominio import bandeja
from difusion.estados import EstadoEnvio
from difusion.models import Envio
from nucleo.dominio.impedimentos import YaCambio
from nucleo.dominio.transiciones import Transicion, aplicar
from personas.models import Persona
from redes import transiciones
from redes.clientes.contrato import NADA_DICHO, Dicho, Hallada
from redes.dominio.huella import huella_de
from redes.estados import EstadoPublicacion, Paso, ResultadoDeIntento
from redes.models import IntentoEnRed, Publicacion

# Lo que la bandeja resolvió, dicho de la publicación.
_TRAS_EL_ENVIO: dict[str, Transicion] = {
    EstadoEnvio.FALLIDO: transiciones.FALLAR,
    EstadoEnvio.POR_VERIFICAR: transiciones.DUDAR,
    EstadoEnvio.VENCIDO: transiciones.VENCER,
    EstadoEnvio.CANCELADO: transiciones.RETENER,
    EstadoEnvio.SUSPENDIDO: transiciones.RETENER,
}


def publicacion_del(envio: Envio) -> Publicacion:
    """La que ese envío debe poner, si sigue siendo la aprobada. `YaCambio` si no."""
    publicacion = Publicacion.objects.con_origen().filter(envio=envio).first()
    if publicacion is None or publicacion.estado == EstadoPublicacion.DESCARTADA:
        raise YaCambio("La publicación ya no espera salir por aquí.")
    if publicacion.huella != huella_de(publicacion.congelada) or publicacion.huella != envio.carga.get("huella"):
        raise YaCambio("Cambió después de aprobarse: tiene que aprobarse otra vez.")
    return publicacion


@transaction.atomic(durable=True)
def empezar(publicacion: Publicacion, *, ahora: datetime) -> IntentoEnRed:
    """Abre el intento de publicar antes de pedir nada: si el proceso muere, se sabe que pudo haber salido."""
    if publicacion.estado != EstadoPublicacion.SALIENDO:
        aplicar(publicacion, transiciones.EMPEZAR, por=None, ahora=ahora, razon="")
    return IntentoEnRed.objects.create(publicacion=publicacion, paso=Paso.PUBLICAR, empezo_en=ahora)


@transaction.atomic(durable=True)
def no_empezo(publicacion: Publicacion, intento: IntentoEnRed, *, ahora: datetime) -> None:
    """Se puso el freno, o el envío era ya de otro proceso: nada se pidió."""
    intento.delete()
    aplicar(publicacion, transiciones.ESPERAR, por=None, ahora=ahora)


def cerrar(intento: IntentoEnRed, resultado: str, frase: str, *, ahora: datetime, dicho: Dicho = NADA_DICHO) -> None:
    campos: dict[str, Any] = {"resultado": resultado, "frase": frase[:500], "termino_en": ahora}
    campos |= {"respuesta": dicho.respuesta[:2000], "codigo": dicho.codigo, "subcodigo": dicho.subcodigo}
    IntentoEnRed.objects.filter(pk=intento.pk).update(**campos, rastro=dicho.rastro[:80])


@transaction.atomic
def anotar(
    publicacion: Publicacion, paso: str, resultado: str, frase: str, *, ahora: datetime, dicho: Dicho = NADA_DICHO
) -> None:
    """Lo que se preparó o se miró, que empieza y termina junto."""
    intento = IntentoEnRed.objects.create(publicacion=publicacion, paso=paso, empezo_en=ahora)
    cerrar(intento, resultado, frase, ahora=ahora, dicho=dicho)


@transaction.atomic
def salio(
    publicacion: Publicacion, *, id_remoto: str, enlace: str, ahora: datetime, intento: IntentoEnRed | None = None
) -> None:
    """Guarda cómo la llama la red y dónde quedó. Nada más va en esta transacción."""
    aplicar(
        publicacion,
        transiciones.SALIR,
        por=None,
        ahora=ahora,
        id_remoto=id_remoto,
        enlace=enlace,
        razon="",
        publicada_en=ahora,
        publicada_por_id=publicacion.aprobada_por_id,
        revision_del_enlace="comprobado",
        detalle={"enlace": enlace},
    )
    if intento:
        cerrar(intento, ResultadoDeIntento.BIEN, "Facebook la publicó.", ahora=ahora)


@transaction.atomic(durable=True)
def hallar(publicacion: Publicacion, hallada: Hallada, *, ahora: datetime) -> None:
    """Se leyó en la página que sí salió: queda publicada, y su envío, entregado."""
    frase = "La encontramos en la página: sí había salido."
    anotar(publicacion, Paso.MIRAR, ResultadoDeIntento.HALLADO, frase, ahora=ahora)
    salio(publicacion, id_remoto=hallada.id_remoto, enlace=hallada.enlace, ahora=ahora)
    envio = publicacion.envio
    if envio and envio.estado == EstadoEnvio.POR_VERIFICAR:
        bandeja.comprobar_leyendo(envio, razon=frase, ahora=ahora)


def entregado_dice_una_persona(envio: Envio, *, ahora: datetime) -> None:
    """Va en la transacción de quien lo dijo, que ya asentó quién y por qué."""
    if envio.estado == EstadoEnvio.POR_VERIFICAR:
        bandeja.comprobar_leyendo(envio, razon="Una persona la vio en la página.", ahora=ahora)


@transaction.atomic(durable=True)
def mover(publicacion: Publicacion, transicion: Transicion, *, razon: str, ahora: datetime) -> None:
    aplicar(publicacion, transicion, por=None, ahora=ahora, razon=razon[:500])


def seguir_al_envio(envio: Envio, *, ahora: datetime) -> None:
    """Lo que le pasó al envío le pasa a su publicación. Va en la transacción que lo resolvió."""
    publicacion = Publicacion.objects.filter(envio=envio).first()
    transicion = _TRAS_EL_ENVIO.get(envio.estado)
    if publicacion is None or transicion is None or publicacion.estado not in transicion.desde:
        return
    aplicar(publicacion, transicion, por=None, ahora=ahora, razon=envio.razon)
    if envio.estado == EstadoEnvio.POR_VERIFICAR:
        abiertos = publicacion.intentos.filter(resultado=ResultadoDeIntento.ABIERTO)
        abiertos.update(resultado=ResultadoDeIntento.DESCONOCIDO, termino_en=ahora, frase=envio.razon)


def quitar_de_la_bandeja(publicacion: Publicacion, *, razon: str, por: Persona, ahora: datetime) -> None:
    """Suelta la publicación de su envío y lo cancela, si todavía no sale. Va en la transacción del acto."""
    envio = publicacion.envio
    if envio is None:
        return
    quieto = Envio.objects.select_for_update().get(pk=envio.pk)
    Publicacion.objects.filter(pk=publicacion.pk).exclude(estado=EstadoPublicacion.POR_VERIFICAR).update(envio=None)
    publicacion.envio = None
    if quieto.estado == EstadoEnvio.PENDIENTE:
        bandeja.retirar_de_la_bandeja([quieto], razon=razon, por=por, ahora=ahora)


def hubo_duda(publicacion: Publicacion) -> bool:
    """Si alguna vez se le pidió a la red publicarla y no se supo qué pasó: antes de pedirlo otra vez, se mira."""
    dudosos = (ResultadoDeIntento.DESCONOCIDO, ResultadoDeIntento.ABIERTO)
    pedidas = publicacion.intentos.filter(paso=Paso.PUBLICAR, resultado__in=dudosos)
    return publicacion.etapa.get("mirar_antes", False) or pedidas.exists()


def desde_cuando(publicacion: Publicacion) -> datetime | None:
    """El primer intento de publicar lo que sigue aprobado: lo de antes no puede ser esto."""
    primero = publicacion.intentos.filter(paso=Paso.PUBLICAR, empezo_en__gte=publicacion.aprobada_en).first()
    return primero.empezo_en if primero else publicacion.aprobada_en


def ajenas_a(publicacion: Publicacion) -> set[str]:
    """Las que ya son de otra, y las que una persona vio y dijo que no son ésta: dos iguales no se confunden."""
    otras = Publicacion.objects.filter(red=publicacion.red).exclude(pk=publicacion.pk).exclude(id_remoto="")
    return {*otras.values_list("id_remoto", flat=True), *publicacion.etapa.get("no_es", [])}
