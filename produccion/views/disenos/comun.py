"""La página de un diseño: la arman todas sus vistas, también cuando un acto se rechaza."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from nucleo.dominio.bitacora import de_objeto
from nucleo.dominio.impedimentos import Impedimento, NoSePuede
from nucleo.dominio.transiciones import puede
from nucleo.pantallas.vistas import es_la_pagina, mostrar, texto_de
from personas.models import Persona
from personas.permisos import DECIDIR_SUSPENSION, PRODUCIR
from produccion import transiciones as t
from produccion.consultas.disenos import LoDelDiseno, Revision, de_la_pagina, lo_del_diseno
from produccion.dominio.disenos.aprobacion import falta_la_dependencia, impedimentos_para_aprobar
from produccion.dominio.disenos.comparar import AntesYAhora, antes_y_ahora
from produccion.dominio.disenos.contenido import huella_del_diseno
from produccion.dominio.disenos.pedir import impedimentos_para_proponer
from produccion.dominio.disenos.pintar import Previa, previas, texto_equivalente
from produccion.dominio.disenos.revisar import revision_de
from produccion.estados import EstadoDiseno
from produccion.forms.disenos import (
    AprobarForm,
    ArchivoForm,
    CancelarForm,
    ColocarForm,
    ComentarioForm,
    DisenoForm,
    EntregaForm,
    LugarForm,
    OrdenForm,
    PedirAprobacionForm,
    PublicarForm,
    RetirarForm,
)
from produccion.models import Diseno


@dataclass(frozen=True)
class PaginaDelDiseno:
    """Lo que dice la página: la pieza en sus medidas, sus comprobaciones, su aprobación y dónde está."""

    de: LoDelDiseno
    previas: list[Previa]
    revision: list[Revision]
    texto: Any
    huella: str
    acciones: dict[str, bool]
    falta: list[Impedimento]
    falta_dependencia: bool
    historia: Any
    enlace: str = ""
    comparado: AntesYAhora | None = None
    edita: bool = False
    decide: bool = False

    @property
    def grande(self) -> Previa | None:
        return self.previas[0] if self.previas else None

    @property
    def avisos(self) -> list[Revision]:
        return [r for r in self.revision if not r.bien]


@dataclass
class Formularios:
    """Los de la página; el que se rechazó llega con lo escrito."""

    texto: DisenoForm | None = None
    archivo: ArchivoForm | None = None
    pedir: PedirAprobacionForm = field(default_factory=PedirAprobacionForm)
    aprobar: AprobarForm = field(default_factory=AprobarForm)
    comentar: ComentarioForm = field(default_factory=ComentarioForm)
    orden: OrdenForm = field(default_factory=OrdenForm)
    entrega: EntregaForm = field(default_factory=EntregaForm)
    publicar: PublicarForm = field(default_factory=PublicarForm)
    lugar: LugarForm = field(default_factory=LugarForm)
    colocar: ColocarForm | None = None
    retirar: RetirarForm = field(default_factory=RetirarForm)
    cancelar: CancelarForm = field(default_factory=CancelarForm)
    de: int = 0  # de cuál lugar u orden es el que se rechazó


def diseno_de(pk: int) -> Diseno:
    return get_object_or_404(de_la_pagina(pk))


def hoja(
    request: HttpRequest,
    diseno: Diseno,
    *,
    negativa: NoSePuede | None = None,
    enlace: str = "",
    **puestos: Any,
) -> HttpResponse:
    """La página del diseño; con un acto rechazado, la razón y lo que se había escrito."""
    ahora = timezone.now()
    es_la_pagina(request, reverse("produccion:diseno", args=[diseno.pk]))
    pagina = _pagina(diseno, request.user, enlace, texto_de(request.GET, "comparar", largo=6))
    formularios = Formularios(**puestos)
    if formularios.texto is None and pagina.de.se_edita and pagina.edita:
        formularios.texto = DisenoForm(instance=diseno, fotos=pagina.de.fotos)
    formularios.archivo = formularios.archivo or ArchivoForm(initial={"edicion": diseno.edicion})
    formularios.colocar = formularios.colocar or ColocarForm(initial={"fecha": timezone.localdate(ahora)})
    rechazado = next((form for form in puestos.values() if isinstance(form, BaseForm)), None)
    contexto = {"diseno": diseno, "pagina": pagina, "f": formularios, "negativa": negativa, "rechazado": rechazado}
    return mostrar(request, "produccion/disenos/ver.html", contexto, negativa)


def _pagina(diseno: Diseno, persona: Persona, enlace: str, comparar: str) -> PaginaDelDiseno:
    ahora = timezone.now()
    vistas = previas(diseno)
    falta: list[Impedimento] = []
    if diseno.estado == EstadoDiseno.PEDIDO:
        falta = impedimentos_para_proponer(diseno, ahora)
    elif diseno.estado == EstadoDiseno.EN_PRUEBA:
        falta = impedimentos_para_aprobar(diseno, persona, ahora)
    de = lo_del_diseno(diseno, ahora)
    pedida = next((v for v in de.versiones if str(v.numero) == comparar), None)
    return PaginaDelDiseno(
        de=de,
        previas=vistas,
        revision=revision_de(diseno, vistas, ahora),
        texto=texto_equivalente(diseno),
        huella=huella_del_diseno(diseno),
        acciones={paso.hacia: puede(persona, diseno, paso) for paso in (t.PROPONER, t.APROBAR, t.CANCELAR)},
        falta=falta,
        falta_dependencia=diseno.estado == EstadoDiseno.EN_PRUEBA and falta_la_dependencia(diseno),
        historia=de_objeto(diseno),
        enlace=enlace,
        comparado=antes_y_ahora(diseno, pedida) if pedida else None,
        edita=persona.puede(PRODUCIR),
        decide=persona.puede(DECIDIR_SUSPENSION),
    )
