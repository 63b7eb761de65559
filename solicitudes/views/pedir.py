"""El formulario con que se pide: lo usan la puerta sin cuenta y la oficina; cambia de quién es y a dónde va."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nucleo.dominio.impedimentos import NoSePuede
from nucleo.pantallas.vistas import ejecutar, enviado, mostrar, opcion_de
from nucleo.texto.formato import rango_de_fechas
from personas.models import Comunidad, Dependencia, Persona
from solicitudes.consultas.palabras import en_sus_palabras, tono_de
from solicitudes.dominio.lectura.semana import RENGLONES_MAXIMOS, RenglonLeido, leer_semana
from solicitudes.dominio.puertas import token_de
from solicitudes.dominio.recibir import Pedido, recibir_solicitud
from solicitudes.estados import CON_RENGLONES, ICONOS, SE_PIDE_ASI, TipoDeSolicitud
from solicitudes.forms.pedir import PedidoForm, RenglonesFormSet
from solicitudes.models import Puerta, Solicitud

SE_VEN = 8
OTRA_HORA = ("16:00", "17:00", "18:00")
LARGO_LEIDO = 1_000_000  # se cuenta cuántos renglones son aunque pasen del tope


@dataclass(frozen=True)
class QuienPide:
    """De qué dependencia es lo que se pide, por dónde entra y cómo se llega a lo que ya mandó."""

    dependencia: Dependencia | None
    plantilla: str
    al_mandar: Callable[[Solicitud], str]
    puerta: Puerta | None = None
    por: Persona | None = None
    dependencias: Sequence[Dependencia] = ()


@dataclass(frozen=True)
class YaMandada:
    """Una de las que ya mandó, en sus palabras."""

    solicitud: Solicitud
    en_que_va: str
    tono: str
    token: str


@dataclass(frozen=True)
class PaginaDePedir:
    """Lo que dice la página además de sus formularios."""

    quien: QuienPide
    tipo: str
    semana: str
    mandadas: Sequence[YaMandada]
    leyo: bool = False
    otras: Sequence[tuple[str, str, str]] = field(default_factory=list)
    horas: Sequence[str] = OTRA_HORA

    @property
    def nombre(self) -> str:
        return SE_PIDE_ASI[self.tipo]

    @property
    def lleva_renglones(self) -> bool:
        return self.tipo in CON_RENGLONES

    @property
    def de_quien(self) -> str:
        """Lo que se agrega a la dirección de otra puerta cuando la oficina ya escogió de quién es."""
        if self.quien.dependencias and self.quien.dependencia:
            return f"&dependencia={self.quien.dependencia.pk}"
        return ""

    @property
    def es_agenda(self) -> bool:
        return self.tipo == TipoDeSolicitud.AGENDA


def pedir(request: HttpRequest, quien: QuienPide) -> HttpResponse:
    """Leer lo pegado, agregar o quitar un renglón, y mandar. Lo escrito vuelve a su lugar siempre."""
    datos = enviado(request)
    tipo = opcion_de(datos or request.GET, "tipo", TipoDeSolicitud.values, TipoDeSolicitud.AGENDA)
    form = PedidoForm(datos, tipo=tipo)
    renglones, acto = _renglones(request, tipo)
    if datos is not None and acto == "mandar":
        if hecha := _mandar(request, quien, form, renglones, tipo):
            return redirect(quien.al_mandar(hecha))
    elif datos is not None:
        form = PedidoForm(initial={campo: datos.get(campo, "") for campo in form.fields}, tipo=tipo)
    if isinstance(acto, NoSePuede):
        form = PedidoForm(datos, tipo=tipo)
        form.is_valid()
        form.add_error("texto", str(acto))
    pagina = PaginaDePedir(
        quien=quien,
        tipo=tipo,
        semana=_semana(timezone.localdate()),
        mandadas=_mandadas(quien),
        leyo=acto in {"leer", "agregar", "quitar"},
        otras=[(t.value, SE_PIDE_ASI[t], ICONOS[t]) for t in TipoDeSolicitud if t != tipo],
    )
    respuesta = mostrar(request, quien.plantilla, {"pagina": pagina, "form": form, "renglones": renglones})
    if renglones.is_bound and (renglones.non_form_errors() or any(f.errors for f in renglones.forms)):
        respuesta.status_code = 422
    return respuesta


def _renglones(request: HttpRequest, tipo: str) -> tuple[Any, str | NoSePuede]:
    """Los renglones como quedan y qué botón se apretó; si no se pudieron leer, la negativa."""
    datos = enviado(request)
    if tipo not in CON_RENGLONES or datos is None:
        iniciales = [{}] if tipo == TipoDeSolicitud.COBERTURA else []
        return _sueltos(iniciales), "mandar" if datos is not None else ""
    puestos = RenglonesFormSet(datos, prefix="r")
    hay_renglones = puestos.management_form.is_valid() and puestos.total_form_count() > 0
    if "quitar" in datos:
        escritos = puestos.escritos() if hay_renglones else []
        return _sueltos([e for n, e in enumerate(escritos) if str(n) != datos["quitar"]]), "quitar"
    acto = datos.get("accion", "mandar")
    if acto == "agregar":
        return _sueltos([*(puestos.escritos() if hay_renglones else []), {}]), "agregar"
    if acto == "leer" or (not hay_renglones and datos.get("texto", "").strip()):
        return _leidos(request, datos.get("texto", ""))
    return puestos if hay_renglones else _sueltos([]), "mandar"


def _sueltos(iniciales: list[dict[str, Any]]) -> Any:
    return RenglonesFormSet(initial=iniciales[:RENGLONES_MAXIMOS], prefix="r")


def _leidos(request: HttpRequest, texto: str) -> tuple[Any, str | NoSePuede]:
    comunidades = Comunidad.objects.filter(activa=True).values_list("nombre", flat=True)
    resultado = ejecutar(
        request, lambda: leer_semana(texto[:LARGO_LEIDO], hoy=timezone.localdate(), comunidades=comunidades)
    )
    if resultado.negativa:
        return _sueltos([]), resultado.negativa
    return _sueltos([_inicial(leido) for leido in resultado.valor]), "leer"


def _inicial(leido: RenglonLeido) -> dict[str, Any]:
    return {
        "fecha": leido.fecha,
        "hora": leido.hora,
        "momento": leido.momento,
        "que": leido.que,
        "donde": leido.donde,
        "preside": leido.preside,
        "con_fotos": bool(leido.preside),
    }


def _mandar(request: HttpRequest, quien: QuienPide, form: PedidoForm, renglones: Any, tipo: str) -> Solicitud | None:
    if tipo in CON_RENGLONES and renglones.is_bound and not renglones.is_valid():
        form.is_valid()
        return None
    dependencia = quien.dependencia

    def recibir() -> Solicitud:
        puestos = renglones.renglones() if renglones.is_bound else []
        pedido: Pedido = form.pedido(puestos)
        if dependencia is None:
            raise NoSePuede("Escoge de qué dependencia es.")
        return recibir_solicitud(
            pedido, dependencia=dependencia, puerta=quien.puerta, por=quien.por, ahora=timezone.now()
        )

    return ejecutar(request, recibir, form=form).valor


def _semana(hoy: date) -> str:
    """«30 de noviembre al 6 de diciembre de 2026»: la que viene."""
    lunes = hoy + timedelta(days=7 - hoy.weekday())
    return rango_de_fechas(lunes, lunes + timedelta(days=6))


def _mandadas(quien: QuienPide) -> list[YaMandada]:
    if quien.dependencia is None:
        return []
    suyas = Solicitud.objects.filter(dependencia=quien.dependencia).select_related("puerta", "repetida_de")
    if quien.puerta:
        suyas = suyas.filter(puerta=quien.puerta)
    return [YaMandada(s, en_sus_palabras(s), tono_de(s), token_de(s)) for s in suyas[:SE_VEN]]
