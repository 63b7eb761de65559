"""La tabla de «a quién le toca»: a quiénes, qué se les dice o qué pasa, y por dónde."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from agenda.dominio.cambios import REPROGRAMAR
from agenda.estados import Alcance
from agenda.models import Cobertura
from cadena.consultas.afectados import Afectados
from cadena.dominio.efectos import Efecto, efectos_de
from cadena.dominio.palabras import de_a, frase_del_cambio
from medios.dominio.a_quien import muestra_del_aviso, quienes_y_cuantos
from nucleo.texto.formato import enumerar, fecha_larga, hora, plural
from personas.models import Persona
from personas.permisos import INVITAR_MEDIOS

SE_NOMBRAN = 3  # de cada fila


@dataclass(frozen=True)
class Fila:
    """Un renglón de la tabla; `que` ya viene en su número."""

    cuantos: int
    que: str
    quienes: str
    se_dice: str
    por_donde: str
    icono: str
    enlaces: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class LoQueToca:
    """La página de «a quién le toca»: la tabla, lo que mejora o empeora y cómo se leerá."""

    afectados: Afectados
    filas: Sequence[Fila]
    efectos: Sequence[Efecto]
    frase: str
    de_a: tuple[str, str] = ("", "")
    muestras: Sequence[tuple[str, str, str]] = ()  # para quién, asunto y texto del correo
    sale_en_publico: bool = False
    no_se_tocan: Sequence[str] = field(default_factory=list)

    @property
    def resumen(self) -> str:
        """«9 correos, 2 llamadas y 2 personas del equipo»: lo que suma el número del botón."""
        a = self.afectados
        partes = [plural(len(a.invitados.por_correo), "1 correo a medios", "{} correos a medios")]
        partes += [plural(len(a.invitados.por_telefono), "1 llamada", "{} llamadas")]
        partes += [plural(len(a.equipo), "1 persona que cubre", "{} personas que cubren")]
        partes += ["1 dependencia"] * len(a.enlaces)
        return enumerar([p for p in partes if not p.startswith("0 ")])


def lo_que_toca(afectados: Afectados, *, por: Persona, ahora: datetime) -> LoQueToca:
    invitados = afectados.invitados
    filas = [*_de_medios(afectados, por), *_de_personas(afectados, por), *_de_lo_hecho(afectados)]
    return LoQueToca(
        afectados,
        filas,
        efectos_de(afectados, por),
        frase_del_cambio(afectados, afectados.queda),
        de_a=de_a(afectados),
        muestras=[(i.contacto.medio.nombre, *muestra_del_aviso(i, afectados.queda)) for i in invitados.por_correo[:1]],
        sale_en_publico=afectados.queda.alcance == Alcance.PUBLICO and afectados.queda.fin > ahora,
        no_se_tocan=invitados.no_se_tocan,
    )


def _de_medios(a: Afectados, por: Persona) -> list[Fila]:
    correo, telefono = a.invitados.por_correo, a.invitados.por_telefono
    por_escrito, de_viva_voz = "El cambio, con su enlace para contestar de nuevo", "La cita nueva; se reconfirma"
    if a.queda.no_se_hace:
        por_escrito = de_viva_voz = "Que no será y por qué"
    donde = "Correo, sale 30 s después"
    if not por.puede(INVITAR_MEDIOS):
        donde = "Cuando la oficina les avise"
    filas = []
    if correo:
        que = plural(len(correo), "medio por correo", "medios por correo")
        filas.append(Fila(len(correo), que, quienes_y_cuantos(correo), por_escrito, donde, "mail"))
    if telefono:
        que = plural(len(telefono), "medio por teléfono", "medios por teléfono")
        filas.append(
            Fila(len(telefono), que, quienes_y_cuantos(telefono), de_viva_voz, "A la hoja de llamadas", "phone")
        )
    return filas


def _de_personas(a: Afectados, por: Persona) -> list[Fila]:
    filas, al_equipo, a_quien_pidio = [], f"Su encargo pasa: {_a_cuando(a)}", f"Tu evento pasa: {_a_cuando(a)}"
    if a.queda.no_se_hace:
        al_equipo, a_quien_pidio = "Ya no se cubre", f"Tu evento: {a.queda.get_estado_display().lower()}"
    if equipo := a.equipo:
        encargos = ", ".join(_encargo(c, por) for c in a.coberturas)
        que = plural(len(equipo), "persona que cubre", "personas que cubren")
        con_correo = " y por correo" * any(p.email and p.pk != por.pk for p in equipo)
        filas.append(Fila(len(equipo), que, encargos, al_equipo, f"En «Hoy»{con_correo}", "camera"))
    for enlace in a.enlaces:
        donde = f"En su agenda{' y por correo' * bool(enlace.email)}"
        quien = f"{a.evento.dependencia}, {enlace}"
        filas.append(Fila(1, "dependencia que lo pidió", quien, f"«{a_quien_pidio}»", donde, "building-2"))
    return filas


def _encargo(cobertura: Cobertura, por: Persona) -> str:
    tipo = cobertura.get_tipo_display().lower()
    if cobertura.persona_id == por.pk:
        return f"tú ({tipo})"
    return f"{cobertura.persona} ({tipo})"


def _a_cuando(a: Afectados) -> str:
    """«jueves 26 de noviembre, 15:00 h», «15:00 h» o el lugar: lo que de veras cambió."""
    if "la fecha" in a.que:
        return f"{fecha_larga(a.queda.inicio, con_dia=True).rpartition(' de ')[0]}, {hora(a.queda.inicio)} h"
    if "la hora" in a.que:
        return f"{hora(a.queda.inicio)} a {hora(a.queda.fin)} h"
    return a.queda.donde()


def _de_lo_hecho(a: Afectados) -> list[Fila]:
    """Lo que ya se escribió: nada se reescribe solo; se dice cuál menciona lo que dejaría de ser cierto."""
    pasa = "No se toca"
    if a.cambio.accion == REPROGRAMAR:
        pasa = "Pasa al evento nuevo"
    filas = []
    if a.boletines:
        que = plural(len(a.boletines), "boletín sin salir", "boletines sin salir")
        dicen = _lo_que_dicen(a, [f"{b.titulo} {b.sumario} {b.cuerpo}" for b in a.boletines])
        donde, cuales = "Un comentario en el boletín", [(b.titulo, "boletines:ver", b.pk) for b in a.boletines]
        filas.append(_fila_de_cosas(que, cuales, f"{pasa}{dicen}", donde, "newspaper"))
    if a.publicaciones:
        que = plural(len(a.publicaciones), "publicación preparada", "publicaciones preparadas")
        dicen = _lo_que_dicen(a, [f"{p.titulo} {p.texto}" for p in a.publicaciones])
        donde = "Se revisa antes de publicarla"
        cuales = [(str(p), "redes:publicacion", p.pk) for p in a.publicaciones]
        filas.append(_fila_de_cosas(que, cuales, f"No se toca{dicen}", donde, "share-2"))
    if a.disenos:
        que = plural(len(a.disenos), "diseño", "diseños")
        donde, cuales = "Un comentario en el diseño", [(d.titulo, "produccion:diseno", d.pk) for d in a.disenos]
        filas.append(_fila_de_cosas(que, cuales, f"{pasa}; se pide la corrección", donde, "image"))
    return filas


def _fila_de_cosas(que: str, cuales: list[tuple[str, str, int]], pasa: str, donde: str, icono: str) -> Fila:
    enlaces = [(nombre, reverse(vista, args=[pk])) for nombre, vista, pk in cuales[:SE_NOMBRAN]]
    quedan = f"y {len(cuales) - len(enlaces)} más" * (len(cuales) > len(enlaces))
    return Fila(len(cuales), que, quedan, pasa, donde, icono, enlaces)


def _lo_que_dicen(a: Afectados, textos: list[str]) -> str:
    """«: dice «10:00»», si alguno menciona lo de antes."""
    return next((f": dice «{dicho}»" for texto in textos if (dicho := a.dice_lo_de_antes(texto))), "")
