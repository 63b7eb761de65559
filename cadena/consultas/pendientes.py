"""Lo que espera a cada persona, de todas las apps, lo más viejo primero."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from agenda.estados import VIGENTES, EstadoCobertura
from agenda.models import Cobertura, Evento
from boletines.dominio.salida.urgencia import impedimentos_para_firmar
from boletines.estados import EstadoBoletin
from boletines.models import Boletin
from cronograma.consultas.meses import mes_de, mes_y_ano, primer_instante
from cronograma.dominio.cierre import esperan_segunda_firma, primero_sin_cerrar
from cronograma.dominio.tabla import plan_de
from difusion.models import Envio
from media_library.consultas.biblioteca import sin_describir
from media_library.consultas.buzones import por_revisar
from media_library.dominio.originales import espacio
from media_library.models import Original
from medios.consultas import eventos_por_reconocer
from medios.dominio.cambios import eventos_por_avisar
from nucleo.texto.formato import plural
from paginas.consultas import vencidas_de
from personas import permisos
from personas.models import Persona
from produccion.estados import EstadoDiseno
from produccion.models import Diseno
from redes.models import Publicacion
from solicitudes.consultas.pendientes import frase_de_pendientes, por_decidir


@dataclass(frozen=True)
class Pendiente:
    """Algo que espera a esta persona: un verbo, a dónde va y su ficha."""

    texto: str
    url: str
    ficha: str
    tono: str
    desde: datetime

    @property
    def verbo(self) -> str:
        """Lo que dice su botón: «Revisar», «Cerrar»; si no empieza con un verbo, «Abrir»."""
        primera = self.texto.partition(" ")[0]
        if primera.endswith(("ar", "er", "ir")):
            return primera
        return "Abrir"


def pendientes_de(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Lo que espera a esta persona, lo más viejo primero."""
    pendientes = (
        _de_boletines(persona)
        + _de_coberturas(persona, ahora)
        + _de_redes(persona)
        + _de_salidas(persona)
        + _de_biblioteca(persona)
        + _de_agenda(persona)
        + _de_medios(persona, ahora)
        + _del_archivo(persona, ahora)
        + _de_paginas(persona, ahora)
        + _del_cronograma(persona, ahora)
        + _de_disenos(persona)
        + _de_solicitudes(persona)
    )
    return sorted(pendientes, key=lambda p: p.desde)


def _de_boletines(persona: Persona) -> list[Pendiente]:
    pendientes = []
    if persona.puede(permisos.APROBAR_BOLETINES):
        por_revisar = Boletin.objects.filter(estado=EstadoBoletin.EN_REVISION).exclude(autor=persona)
        pendientes += [
            _de_boletin("Revisar", b, "En revisión", "rev") for b in por_revisar.order_by("modificado_en")[:10]
        ]
        deudas = Boletin.objects.sin_visto_bueno().order_by("publicado_en")[:30]
        firmables = [b for b in deudas if not impedimentos_para_firmar(b, persona)]
        pendientes += [_de_boletin("Firmar", b, "Falta visto bueno", "cam") for b in firmables[:10]]
    if persona.puede(permisos.ESCRIBIR_BOLETINES):
        mios = Boletin.objects.filter(estado=EstadoBoletin.CON_CAMBIOS, autor=persona)
        pendientes += [_de_boletin("Corregir", b, "Con cambios", "cam") for b in mios.order_by("modificado_en")[:10]]
        pedidas = Boletin.objects.con_correcciones_por_atender().order_by("modificado_en")[:10]
        pendientes += [
            _de_boletin("Atender lo que pidió la dependencia en", b, "Pide correcciones", "cam") for b in pedidas
        ]
    if persona.puede(permisos.PUBLICAR_BOLETINES):
        listos = Boletin.objects.filter(estado=EstadoBoletin.APROBADO)
        pendientes += [_de_boletin("Publicar", b, "Aprobado", "apr") for b in listos.order_by("modificado_en")[:10]]
    return pendientes


def _de_boletin(verbo: str, boletin: Boletin, ficha: str, tono: str) -> Pendiente:
    return Pendiente(
        f"{verbo} «{boletin.titulo}»", f"/oficina/boletines/{boletin.pk}/", ficha, tono, boletin.modificado_en
    )


def _de_coberturas(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Los encargos de quien cubre: de ayer para acá, hasta mañana. Lo cancelado y lo pospuesto no se cubre."""
    activas = Cobertura.objects.de(persona).filter(estado__in=[EstadoCobertura.ASIGNADA, EstadoCobertura.EN_CURSO])
    cercanas = activas.filter(
        evento__estado__in=VIGENTES,
        evento__inicio__gte=ahora - timedelta(days=7),
        evento__inicio__lt=ahora + timedelta(days=2),
    )
    return [
        Pendiente(
            f"{c.get_tipo_display()}: {c.evento.titulo}",
            f"/oficina/agenda/{c.evento_id}/#cobertura",
            "Por entregar" if c.evento.inicio < ahora else "Por cubrir",
            "rev" if c.evento.inicio < ahora else "bor",
            c.evento.inicio,
        )
        for c in cercanas.select_related("evento").order_by("evento__inicio")[:10]
    ]


def _de_redes(persona: Persona) -> list[Pendiente]:
    if not persona.puede(permisos.PUBLICAR_EN_REDES):
        return []
    esperan = Publicacion.objects.por_publicar(timezone.now()).order_by("creada_en")[:5]
    return [
        Pendiente(
            f"Publicar en {p.get_red_display()}: {p.titulo}",
            reverse("redes:publicacion", args=[p.pk]),
            "Por publicar",
            "prog",
            p.creada_en,
        )
        for p in esperan
    ]


def _de_biblioteca(persona: Persona) -> list[Pendiente]:
    if not persona.puede(permisos.EDITAR_EVIDENCIA):
        return []
    cuantas, desde = sin_describir(persona)
    aportadas = [
        Pendiente(
            f"Revisar {a.cuantas} de «{a.nombre}»", "/oficina/biblioteca/?por_revisar=on", "Por revisar", "rev", a.desde
        )
        for a in por_revisar(persona)
    ]
    texto = plural(cuantas, "Describir 1 foto", "Describir {} fotos")
    if not cuantas or not desde:
        return aportadas
    return [*aportadas, Pendiente(texto, "/oficina/biblioteca/?sin_alt=on", "Pendiente", "bor", desde)]


def _del_archivo(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Originales dañados y disco casi lleno: sólo a quien puede remediarlo."""
    if not persona.puede(permisos.AJUSTAR_OFICINA):
        return []
    pendientes, direccion = [], "/oficina/biblioteca/espacio/"
    danados = Original.objects.exclude(dano="").aggregate(cuantos=Count("pk"), desde=Min("revisado_en"))
    if danados["cuantos"]:
        texto = plural(danados["cuantos"], "Reponer 1 original dañado", "Reponer {} originales dañados")
        pendientes.append(Pendiente(texto, direccion, "Dañado", "cam", danados["desde"]))
    if aviso := espacio.aviso_en_cache(ahora=ahora):
        pendientes.append(Pendiente(aviso, direccion, "Espacio", "cam", ahora))
    return pendientes


def _de_paginas(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Las páginas oficiales cuyo plazo de revisión venció."""
    if not persona.puede(permisos.EDITAR_PAGINAS):
        return []
    return [
        Pendiente(f"Revisar la página «{p.nombre}»", f"/oficina/paginas/{p.pk}/", "Venció", "rev", p.vence_en)
        for p in vencidas_de(persona.pk, ahora)
    ]


def _de_medios(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Quien confirmó por la sala de prensa sin que se sepa quién es, y los medios que no saben de un cambio."""
    if not persona.puede(permisos.INVITAR_MEDIOS):
        return []
    por_reconocer = [
        Pendiente(
            plural(e.cuantos, "Reconocer a quien confirmó para", "Reconocer a {} que confirmaron para")
            + f" «{e.titulo}»",
            reverse("medios:tablero", args=[e.evento_id]) + "#por-reconocer",
            "Por reconocer",
            "rev",
            e.desde,
        )
        for e in eventos_por_reconocer(persona, ahora)
    ]
    return por_reconocer + [
        Pendiente(
            f"Avisar del cambio en «{e.titulo}»: {frase}",
            reverse("medios:tablero", args=[e.pk]),
            "Por avisar",
            "cam",
            e.creado_en,
        )
        for e, frase in eventos_por_avisar(persona, ahora)
    ]


def _de_agenda(persona: Persona) -> list[Pendiente]:
    """Lo que proponen las dependencias y espera confirmación."""
    if not persona.puede(permisos.EDITAR_AGENDA):
        return []
    propuestos = Evento.objects.filter(estado="por_confirmar", inicio__gte=timezone.now()).order_by("creado_en")[:5]
    return [
        Pendiente(f"Confirmar «{e.titulo}»", f"/oficina/agenda/{e.pk}/", "Por confirmar", "rev", e.creado_en)
        for e in propuestos
    ]


def _de_salidas(persona: Persona) -> list[Pendiente]:
    """Los envíos que quedaron en duda o fallaron: uno solo por todos; se deciden en su lista."""
    if not persona.puede(permisos.DECIDIR_SALIDAS):
        return []
    esperan = Envio.objects.por_decidir().order_by().aggregate(cuantos=Count("pk"), desde=Min("creado_en"))
    if not esperan["cuantos"]:
        return []
    texto = plural(esperan["cuantos"], "Decidir 1 salida", "Decidir {} salidas")
    return [Pendiente(texto, "/oficina/salidas/?estado=por-decidir", "Por decidir", "rev", esperan["desde"])]


def _del_cronograma(persona: Persona, ahora: datetime) -> list[Pendiente]:
    """Cerrar el mes que terminó, desde el día 1; pasado el plazo dice cuántos días, sólo a quien lo cierra."""
    pendientes = []
    if persona.puede(permisos.CERRAR_MES) and (mes := primero_sin_cerrar(mes_de(ahora))):
        termino, plazo = primer_instante((mes[0], mes[1] + 1)), plan_de(mes[0]).cierra_hasta_el
        tarde = (ahora - termino).days + 1 - plazo
        ficha = f"Pasó el plazo, {plural(tarde, '1 día', '{} días')}" if tarde > 0 else f"Hasta el día {plazo}"
        url = reverse("cronograma:cierre", args=mes)
        pendientes.append(Pendiente(f"Cerrar {mes_y_ano(mes)}", url, ficha, "cam" if tarde > 0 else "rev", termino))
    if persona.puede(permisos.CONTRAFIRMAR):
        pendientes += [
            Pendiente(
                f"Poner la segunda firma de {c.nombre}",
                reverse("cronograma:cierre", args=[c.ejercicio, c.mes]),
                "Segunda firma",
                "rev",
                c.firmado_en,
            )
            for c in esperan_segunda_firma(persona)
        ]
    return pendientes


def _de_disenos(persona: Persona) -> list[Pendiente]:
    """Aprobar lo que mandó otra persona y retirar de la calle lo que ya venció."""
    estados = {}
    if persona.puede(permisos.APROBAR_PRODUCCION):
        estados[EstadoDiseno.EN_PRUEBA] = ("Aprobar el diseño", "rev")
    if persona.puede(permisos.PRODUCIR):
        estados[EstadoDiseno.POR_RETIRAR] = ("Retirar de la calle", "cam")
    if not estados:
        return []
    ajenos = Diseno.objects.filter(estado__in=estados).exclude(estado=EstadoDiseno.EN_PRUEBA, hecho_por=persona)
    return [
        Pendiente(
            f"{estados[EstadoDiseno(d.estado)][0]} «{d.titulo}»",
            reverse("produccion:diseno", args=[d.pk]),
            d.get_estado_display(),
            estados[EstadoDiseno(d.estado)][1],
            d.creado_en,
        )
        for d in ajenos.order_by("creado_en", "pk")[:10]
    ]


def _de_solicitudes(persona: Persona) -> list[Pendiente]:
    """Lo que piden las dependencias: uno solo por todas; se deciden en su bandeja."""
    if not persona.puede(permisos.ATENDER_SOLICITUDES):
        return []
    cuantas, desde = por_decidir()
    if not cuantas or desde is None:
        return []
    return [Pendiente(frase_de_pendientes(cuantas), reverse("solicitudes:bandeja"), "Por decidir", "rev", desde)]
