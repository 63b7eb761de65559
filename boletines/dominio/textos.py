"""El mismo boletín en texto sencillo, WhatsApp, Facebook y correo."""

from django.conf import settings
from django.template.loader import render_to_string

from boletines.models import Boletin
from medios.models import Contacto
from nucleo.formato import fecha_larga
from personas.models import Oficina


def enlace_publico(boletin: Boletin) -> str:
    """La dirección completa en el portal."""
    return settings.BASE_URL + boletin.ruta_publica


def texto_sencillo(boletin: Boletin) -> str:
    """El boletín entero para copiar y pegar."""
    fecha = boletin.publicado_en or boletin.modificado_en
    partes = [
        f"Boletín {boletin.folio}".strip(),
        boletin.titulo,
        boletin.sumario,
        f"{boletin.lugar}, a {fecha_larga(fecha)}.",
        boletin.cuerpo,
        f"Contacto de prensa: {boletin.contacto}" if boletin.contacto else "",
    ]
    return "\n\n".join(p for p in partes if p)


def texto_para_whatsapp(boletin: Boletin) -> str:
    """Con *negritas* y la liga al final."""
    partes = [
        f"*{boletin.titulo}*",
        boletin.sumario,
        *boletin.parrafos[:2],
        enlace_publico(boletin) if boletin.slug else "",
    ]
    return "\n\n".join(p for p in partes if p)


def texto_para_facebook(boletin: Boletin) -> str:
    """Título, sumario, primer párrafo y la liga al portal."""
    partes = [boletin.titulo, boletin.sumario, *boletin.parrafos[:1], f"Boletín completo: {enlace_publico(boletin)}"]
    return "\n\n".join(p for p in partes if p)


def carga_de_correo(boletin: Boletin, contacto: Contacto) -> dict:
    """Texto y HTML del correo a un contacto de la lista de medios."""
    contexto = {
        "boletin": boletin,
        "contacto": contacto,
        "oficina": Oficina.objects.actual(),
        "enlace": enlace_publico(boletin),
    }
    return {
        "nombre": contacto.nombre,
        "texto": render_to_string("correos/boletin.txt", contexto),
        "html": render_to_string("correos/boletin.html", contexto),
    }
