"""Los oficios de invitación: uno por página con membrete, folio y código QR, y la hoja de acuses."""

from collections.abc import Sequence

from agenda.models import Evento
from medios.dominio.entregar.entregas import enlace_para_contestar
from medios.estados import CanalDeInvitacion
from medios.models import Entrega
from nucleo.enlaces.qr import qr_para_imprimir
from nucleo.texto.formato import fecha_larga, hora
from personas.dominio.documento import compilar, membrete
from personas.models import Oficina


def oficios_del_evento(evento: Evento) -> list[Entrega]:
    """Los oficios de un evento, por folio."""
    suyos = Entrega.objects.filter(invitacion__evento=evento, canal=CanalDeInvitacion.IMPRESA)
    suyos = suyos.filter(invitacion__contacto__borrado_en=None)
    suyos = suyos.select_related("invitacion__contacto__medio", "invitacion__convocatoria__creada_por")
    return list(suyos.order_by("ejercicio", "consecutivo"))


def pdf_de_oficios(evento: Evento, oficios: Sequence[Entrega]) -> bytes:
    """El lote en un PDF: se imprime, se reparte y se vuelve con los sellos."""
    oficina = Oficina.objects.actual()
    firma = oficios[0].invitacion.convocatoria.creada_por
    return compilar(
        "oficio.typ",
        {
            "oficina": membrete(oficina),
            "titulo": f"Oficios de invitación: {evento.titulo}",
            "lugar": ", ".join(filter(None, [oficina.municipio, oficina.entidad])),
            "evento": f"{evento.titulo}, {fecha_larga(evento.inicio, con_dia=True)}, {hora(evento.inicio)} h",
            "firma": {"nombre": firma.get_full_name() or str(firma), "cargo": firma.cargo},
            "oficios": [_oficio(uno) for uno in oficios],
        },
    )


def _oficio(entrega: Entrega) -> dict[str, object]:
    convocatoria, contacto = entrega.invitacion.convocatoria, entrega.invitacion.contacto
    limite = convocatoria.contestar_hasta
    return {
        "folio": entrega.folio,
        "dia": fecha_larga(entrega.creada_en),
        "asunto": convocatoria.asunto,
        "nombre": f"{contacto.tratamiento} {contacto.nombre}".strip(),
        "cargo": contacto.cargo,
        "medio": contacto.medio.nombre,
        "parrafos": [p for p in convocatoria.mensaje.splitlines() if p.strip()],
        "requisitos": convocatoria.requisitos,
        "limite": f"{fecha_larga(limite, con_dia=True)}, {hora(limite)} h" if limite else "",
        "qr": qr_para_imprimir(enlace_para_contestar(entrega.invitacion))[0],
    }
