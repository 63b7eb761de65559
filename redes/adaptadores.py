"""El canal de redes en la bandeja de salida: prepara lo repetible, confirma y pide publicar una sola vez."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from difusion.clientes.contrato import ErrorDeEntrega, HayQueEsperar, ResultadoDesconocido
from difusion.models import Envio
from media_library.dominio.versiones.publico import bytes_publicos
from media_library.dominio.versiones.recetas import PARA_WEB
from media_library.estados import Clase
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from redes import transiciones
from redes.clientes.contrato import (
    REPETIDA,
    Bien,
    CuentaDetenida,
    Hallada,
    HayQueAguardar,
    LeerFoto,
    NoEsta,
    NoSePudo,
    NoSeSabe,
    Proveedor,
    Rechazada,
    Resultado,
)
from redes.dominio import cuentas, salida
from redes.dominio.conciliar import HAY_UNA_IGUAL, buscar
from redes.estados import EstadoDeCuenta, EstadoPublicacion, Paso, ResultadoDeIntento
from redes.models import CuentaDeRed, IntentoEnRed, Publicacion

Reloj = Callable[[], datetime]
POR_RECONECTAR = timedelta(minutes=15)
OCUPADA = timedelta(seconds=10)
SIN_SABER = timedelta(minutes=1)
UNA_SUBIDA_SIRVE = timedelta(hours=20)  # Graph borra a las 24 h las fotos que nadie publica
DE_UN_INTENTO = {
    Rechazada: ResultadoDeIntento.RECHAZADO,
    HayQueAguardar: ResultadoDeIntento.ESPERA,
    CuentaDetenida: ResultadoDeIntento.BLOQUEADO,
    NoSeSabe: ResultadoDeIntento.DESCONOCIDO,
}


class CanalDeRed:
    """Entrega una publicación a su red. `reloj` es el de los actos: la demostración cuenta meses pasados."""

    def __init__(self, reloj: Reloj = timezone.now, leer: LeerFoto | None = None) -> None:
        self._reloj, self._leer = reloj, leer or _leer_foto

    def cerrar(self) -> None:
        """Cada entrega abre y cierra su conexión: hay pocas y muy espaciadas."""

    def entregar(self, envio: Envio, confirmar: Callable[[], None]) -> str:
        try:
            publicacion = salida.publicacion_del(envio)
        except YaCambio as cambio:
            raise ErrorDeEntrega(str(cambio), permanente=True) from cambio
        if publicacion.id_remoto:
            return "Ya estaba en la página."
        cuenta = self._cuenta(publicacion)
        proveedor, publico = cuentas.proveedor_de(cuenta), False
        try:
            if hallada := self._ya_estaba(publicacion):
                return hallada
            self._preparar(publicacion, cuenta, proveedor)
            publico = True
            return self._publicar(publicacion, cuenta, proveedor, confirmar)
        finally:
            proveedor.cerrar()
            cuentas.soltar(cuenta, self._reloj(), publico=publico)

    def _cuenta(self, publicacion: Publicacion) -> CuentaDeRed:
        """La de su red, apartada para ésta; si no deja publicar, la publicación queda bloqueada y espera."""
        cuenta, ahora = cuentas.de_la_red(publicacion.red), self._reloj()
        if cuenta is None or cuenta.salud != EstadoDeCuenta.CONECTADA:
            razon = (cuenta and cuenta.razon) or "La cuenta no está conectada."
            raise self._bloquear(publicacion, razon, POR_RECONECTAR)
        if cuenta.pausada_hasta and cuenta.pausada_hasta > ahora:
            raise self._bloquear(publicacion, cuenta.razon, cuenta.pausada_hasta - ahora)
        if not cuentas.apartar(cuenta, ahora):
            raise HayQueEsperar("Está saliendo otra: van con espacio entre una y otra.", espera=OCUPADA)
        return cuenta

    def _bloquear(self, publicacion: Publicacion, razon: str, espera: timedelta) -> HayQueEsperar:
        if publicacion.estado in transiciones.BLOQUEAR.desde:
            salida.mover(publicacion, transiciones.BLOQUEAR, razon=razon, ahora=self._reloj())
        return HayQueEsperar(razon, espera=espera)

    def _ya_estaba(self, publicacion: Publicacion) -> str:
        """Si alguna vez se pidió y no se supo, se mira antes de pedirla otra vez."""
        if not salida.hubo_duda(publicacion):
            return ""
        vista, ahora = buscar(publicacion), self._reloj()
        if isinstance(vista, NoEsta):
            salida.anotar(publicacion, Paso.MIRAR, ResultadoDeIntento.NO_ESTA, "Miramos antes: no está.", ahora=ahora)
            return ""
        if isinstance(vista, Hallada) and not vista.segura:
            raise ResultadoDesconocido(HAY_UNA_IGUAL)
        if isinstance(vista, Hallada):
            salida.hallar(publicacion, vista, ahora=ahora)
            return f"Ya estaba en la página: {vista.enlace}"
        raise HayQueEsperar(vista.frase, espera=SIN_SABER)

    def _preparar(self, publicacion: Publicacion, cuenta: CuentaDeRed, proveedor: Proveedor) -> None:
        if faltas := proveedor.validar(publicacion.congelada):
            raise ErrorDeEntrega(faltas[0], permanente=True)
        ahora, etapa = self._reloj(), publicacion.etapa
        if datetime.fromisoformat(etapa.get("desde", ahora.isoformat())) < ahora - UNA_SUBIDA_SIRVE:
            etapa.clear()
        etapa.setdefault("desde", ahora.isoformat())
        guardar = partial(publicacion.save, update_fields=["etapa"])
        try:
            proveedor.preparar(publicacion.congelada, etapa, self._leer, guardar)
        except NoSePudo as falla:
            que = falla.que
            resultado = DE_UN_INTENTO[type(que)]
            salida.anotar(publicacion, Paso.PREPARAR, resultado, que.frase, ahora=ahora, dicho=que.dicho)
            raise self._no_salio(publicacion, cuenta, que) from falla

    def _publicar(
        self, publicacion: Publicacion, cuenta: CuentaDeRed, proveedor: Proveedor, confirmar: Callable[[], None]
    ) -> str:
        try:
            intento = salida.empezar(publicacion, ahora=self._reloj())
        except YaCambio as cambio:
            raise ErrorDeEntrega(str(cambio), permanente=True) from cambio
        try:
            confirmar()
        except BaseException:
            salida.no_empezo(publicacion, intento, ahora=self._reloj())
            raise
        resultado = proveedor.publicar(publicacion.congelada, publicacion.etapa)
        return self._apuntar(publicacion, cuenta, intento, self._mirar_si_es_repetida(publicacion, resultado))

    def _mirar_si_es_repetida(self, publicacion: Publicacion, resultado: Resultado) -> Resultado:
        """«Es igual a la anterior» puede ser la nuestra que sí salió: se mira antes de creerle."""
        if isinstance(resultado, Rechazada) and resultado.dicho.codigo == REPETIDA:
            vista = buscar(publicacion)
            if isinstance(vista, Hallada) and vista.segura:
                return Bien(vista.id_remoto, vista.enlace, resultado.dicho)
            if not isinstance(vista, NoEsta):
                return NoSeSabe("Facebook dice que es igual a otra: mira en la página si es ésta.", resultado.dicho)
        return resultado

    def _apuntar(
        self, publicacion: Publicacion, cuenta: CuentaDeRed, intento: IntentoEnRed, resultado: Resultado
    ) -> str:
        ahora = self._reloj()
        if isinstance(resultado, Bien):
            salida.salio(
                publicacion, id_remoto=resultado.id_remoto, enlace=resultado.enlace, ahora=ahora, intento=intento
            )
            return resultado.enlace
        salida.cerrar(intento, DE_UN_INTENTO[type(resultado)], resultado.frase, ahora=ahora, dicho=resultado.dicho)
        if isinstance(resultado, NoSeSabe):
            raise ResultadoDesconocido(resultado.frase)
        raise self._no_salio(publicacion, cuenta, resultado)

    def _no_salio(
        self, publicacion: Publicacion, cuenta: CuentaDeRed, que: Rechazada | HayQueAguardar | CuentaDetenida | NoSeSabe
    ) -> Exception:
        """Nada salió: se dice no, se espera o se detiene la cuenta. Lo incierto de preparar se repite sin daño."""
        ahora = self._reloj()
        if isinstance(que, Rechazada):
            return ErrorDeEntrega(que.frase, permanente=True)
        if isinstance(que, CuentaDetenida):
            cuentas.detener(cuenta, frase=que.frase, cuanto=que.cuanto, ahora=ahora)
            return self._bloquear(publicacion, que.frase, que.cuanto or POR_RECONECTAR)
        if publicacion.estado == EstadoPublicacion.SALIENDO:
            salida.mover(publicacion, transiciones.ESPERAR, razon=que.frase, ahora=ahora)
        if isinstance(que, HayQueAguardar):
            cuentas.detener(cuenta, frase=que.frase, cuanto=que.cuanto, ahora=ahora)
            return HayQueEsperar(que.frase, espera=que.cuanto)
        return ErrorDeEntrega(que.frase, permanente=False)


def _leer_foto(evidencia: int) -> bytes:
    """La versión pública: recodificada, sin ubicación y difuminada si así se decidió."""
    foto = Evidencia.objects.select_related("original").prefetch_related("original__derivados").get(pk=evidencia)
    try:
        return bytes_publicos(foto, PARA_WEB[Clase.FOTO])
    except NoSePuede as pendiente:
        raise ErrorDeEntrega(str(pendiente), permanente=False) from pendiente
