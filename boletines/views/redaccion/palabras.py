"""Los campos de cada foto en el editor: de dónde salen, qué traen y qué se contesta al guardarlos."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from boletines.dominio.redaccion.palabras import describir_fotos
from boletines.forms.fotos import PalabrasDeFotoForm, prefijo_de
from boletines.models import Boletin, FotoDeBoletin
from boletines.models.foto import PALABRAS
from media_library.models import Evidencia
from nucleo.dominio.impedimentos import NoSePuede, YaCambio
from nucleo.pantallas.vistas import Resultado, ejecutar, frases_de
from nucleo.texto.formato import enumerar, hora, plural


@dataclass
class FotoPorDescribir:
    """Una foto del boletín con sus campos y, si alguien la cambió antes, lo que ya dice la biblioteca."""

    foto: FotoDeBoletin
    form: PalabrasDeFotoForm
    guardada: Evidencia | None = None

    @property
    def pk(self) -> int:
        return self.foto.evidencia_id

    def lo_guardado(self, evidencia: Evidencia) -> None:
        """Conserva lo escrito y lleva la versión de la biblioteca: el siguiente guardado vale."""
        self.guardada = evidencia
        self.form.data = self.form.data.copy()
        self.form.data[self.form.add_prefix("version")] = str(evidencia.version)


def fotos_por_describir(request: HttpRequest, boletin: Boletin) -> list[FotoPorDescribir]:
    """Las fotos del boletín en su orden; las que vengan en lo enviado, con lo que se escribió."""
    fotos = boletin.fotos.select_related("evidencia__original").prefetch_related("evidencia__consentimientos")
    return [
        FotoPorDescribir(foto, PalabrasDeFotoForm(_lo_enviado(request, foto), foto=foto, numero=numero))
        for numero, foto in enumerate(fotos, start=1)
    ]


def _lo_enviado(request: HttpRequest, foto: FotoDeBoletin) -> Any:
    if f"{prefijo_de(foto)}-version" in request.POST:
        return request.POST
    return None


def son_validas(fotos: Iterable[FotoPorDescribir]) -> bool:
    """Si todo lo que se envió vale; se revisan todas, para señalar todas."""
    invalidas = [f for f in fotos if f.form.is_bound and not f.form.is_valid()]
    return not invalidas


def frases_de_las_fotos(fotos: Iterable[FotoPorDescribir]) -> list[str]:
    return [frase for f in fotos for frase in frases_de(f.form, con_nombre=True)]


def describir(request: HttpRequest, boletin: Boletin, fotos: list[FotoPorDescribir]) -> Resultado:
    """Guarda lo enviado. Vale aunque alguna choque: ésa queda con lo que dice la biblioteca a un lado."""
    palabras = {f.pk: f.form.datos() for f in fotos if f.form.is_bound}
    if not palabras:
        return Resultado(se_hizo=True, valor={})
    resultado = ejecutar(
        request, lambda: describir_fotos(boletin, palabras=palabras, por=request.user, ahora=timezone.now())
    )
    if resultado.negativa:
        return resultado
    quedaron, chocaron = resultado.valor
    for f in fotos:
        if f.pk in chocaron:
            f.lo_guardado(quedaron[f.pk])
    return Resultado(se_hizo=True, valor=quedaron)


def negativa_al_describir(request: HttpRequest, boletin: Boletin, fotos: list[FotoPorDescribir]) -> NoSePuede | None:
    """Guarda lo enviado y dice por qué no, también si alguna chocó; `None` si todo quedó."""
    negativa = describir(request, boletin, fotos).negativa
    if negativa is None and (frase := frase_del_choque(fotos)):
        return YaCambio(frase)
    return negativa


def frase_del_choque(fotos: Iterable[FotoPorDescribir]) -> str:
    """La frase de arriba si alguna cambió en la biblioteca; vacía si ninguna."""
    numeros = [str(lugar) for lugar, f in enumerate(fotos, start=1) if f.guardada]
    if not numeros:
        return ""
    cuales = plural(len(numeros), f"la foto {numeros[0]}", f"las fotos {enumerar(numeros)}")
    return f"Otra persona cambió las palabras de {cuales}. Escoge cuáles quedan."


def para_el_editor(fotos: Iterable[FotoPorDescribir], quedaron: dict[int, Evidencia]) -> dict[str, dict[str, Any]]:
    """Lo que el guion pone en cada foto: la versión con que sigue y, si chocó, lo que dice la biblioteca."""
    chocaron = {f.pk for f in fotos if f.guardada}
    dicho: dict[str, dict[str, Any]] = {}
    for pk, evidencia in quedaron.items():
        dicho[str(pk)] = {"version": evidencia.version, "frase": f"Guardado a las {hora(timezone.now())}"}
        if pk in chocaron:
            dicho[str(pk)]["guardado"] = {campo: getattr(evidencia, campo) for campo in PALABRAS}
    return dicho
