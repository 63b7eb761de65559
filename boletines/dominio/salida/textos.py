"""El mismo boletín en texto sencillo, WhatsApp, Facebook y correo."""

from typing import Any

from django.conf import settings

from boletines.models import Boletin
from difusion.dominio.correo import componer
from medios.models import Contacto
from nucleo.texto.formato import fecha_larga
from nucleo.texto.whatsapp import sin_formato, texto_de_whatsapp


def enlace_publico(boletin: Boletin) -> str:
    """La dirección completa en el portal."""
    return settings.BASE_URL + boletin.ruta_publica


def enlace_corto(boletin: Boletin) -> str:
    """La dirección corta, que lleva a la completa: cabe en WhatsApp y se puede dictar."""
    return f"{settings.BASE_URL}/b/{boletin.ejercicio}/{boletin.consecutivo}"


def _junta(*partes: str) -> str:
    return "\n\n".join(p for p in partes if p)


def _si_hay(texto: str, molde: str) -> str:
    if not texto:
        return ""
    return molde.format(texto)


def frase_citada(boletin: Boletin) -> str:
    """«La frase», y quién la dijo; vacía si no hay."""
    if boletin.frase:
        return f"«{boletin.frase}», {boletin.frase_de}"
    return ""


def texto_sencillo(boletin: Boletin) -> str:
    """El boletín entero para copiar y pegar."""
    fecha = boletin.publicado_en or boletin.modificado_en
    return _junta(
        f"Boletín {boletin.folio}".strip(),
        boletin.titulo,
        boletin.sumario,
        "\n".join(f"• {b}" for b in boletin.balazos),
        f"{boletin.lugar}, a {fecha_larga(fecha)}.",
        boletin.texto,
        frase_citada(boletin),
        boletin.leyenda,
        _si_hay(boletin.contacto, "Contacto de prensa: {}"),
    )


def texto_para_whatsapp(boletin: Boletin) -> str:
    """Con *negritas* y la liga corta al final."""
    return _junta(
        f"*{sin_formato(boletin.titulo)}*",
        sin_formato(boletin.sumario),
        "\n".join(f"• {sin_formato(b)}" for b in boletin.balazos),
        *texto_de_whatsapp(boletin.cuerpo).split("\n\n")[:2],
        _si_hay(sin_formato(boletin.leyenda), "_{}_"),
        enlace_corto(boletin) if boletin.consecutivo else "",
    )


def texto_para_facebook(boletin: Boletin) -> str:
    """Título, sumario, primer párrafo, leyenda y la liga al portal."""
    enlace = f"Boletín completo: {enlace_publico(boletin)}" if boletin.slug else ""
    return _junta(boletin.titulo, boletin.sumario, *boletin.parrafos[:1], boletin.leyenda, enlace)


def carga_de_correo(boletin: Boletin, contacto: Contacto, *, plantilla: str = "boletin", **mas: Any) -> dict:
    """Texto y HTML del correo a un contacto de la lista de medios."""
    correo = componer(plantilla, boletin=boletin, contacto=contacto, enlace=enlace_publico(boletin), **mas)
    return {"nombre": contacto.nombre, **correo}


def correo_de_muestra(boletin: Boletin) -> str:
    """El correo como lo verá un medio, para revisarlo antes."""
    muestra = Contacto(nombre="Jefatura de información")
    return carga_de_correo(boletin, muestra)["texto"]
