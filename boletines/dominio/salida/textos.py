"""El mismo boletín en texto sencillo, WhatsApp, Facebook y correo."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from boletines.dominio.despues.derechos import fotos_que_salen
from boletines.models import Boletin, FotoDeBoletin
from difusion.dominio.correo import cabeceras_de_baja, componer
from media_library.models.receta import ANCHOS
from medios.dominio.bajas import enlace_de_baja
from medios.models import Contacto
from nucleo.texto.formato import fecha_larga, plural
from nucleo.texto.whatsapp import sin_formato, texto_de_whatsapp
from personas.models import Oficina


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
    return _junta(texto_sin_enlace(boletin), enlace)


def texto_sin_enlace(boletin: Boletin) -> str:
    """Lo mismo sin la liga, para donde el enlace va aparte. La leyenda no se quita: la ley la exige."""
    return _junta(boletin.titulo, boletin.sumario, *boletin.parrafos[:1], boletin.leyenda)


@dataclass(frozen=True)
class FotoDelCorreo:
    """La foto principal como va dentro de un correo: sus octetos se leen del portal al salir, no antes."""

    ruta: str
    texto_alternativo: str
    pie: str
    credito: str
    cid: str = "foto"


@dataclass(frozen=True)
class CorreoDelBoletin:
    """Lo que comparten los correos de un boletín: se lee una vez, sean uno o cien los que lo reciben."""

    boletin: Boletin
    ahora: datetime

    @cached_property
    def oficina(self) -> Oficina:
        return Oficina.objects.actual()

    @cached_property
    def fotos(self) -> list[tuple[int, FotoDeBoletin]]:
        """Las que pueden verse y el lugar de cada una."""
        return fotos_que_salen(self.boletin, self.ahora)

    @cached_property
    def foto(self) -> FotoDelCorreo | None:
        """La principal; nada si no lleva o no puede verse."""
        for lugar, foto in self.fotos[:1]:
            ruta = f"{self.boletin.carpeta_de_medios}/foto-{lugar}-w{ANCHOS[1]}.jpg"
            suya = foto.evidencia
            return FotoDelCorreo(ruta, suya.texto_alternativo, suya.pie, suya.credito)
        return None

    @property
    def imagenes(self) -> list[dict[str, str]]:
        """Lo que viaja dentro del mensaje (`difusion.clientes.mensaje`): nada se pide a ningún sitio al abrirlo."""
        return [{"cid": self.foto.cid, "ruta": self.foto.ruta}] if self.foto else []

    def para(self, contacto: Contacto, *, plantilla: str = "boletin", **mas: Any) -> dict[str, Any]:
        """El correo a un contacto de la lista de medios, con cómo dejar de recibirlos.

        El enlace de baja va en la carga y no en el secreto: no abre nada ni dice de quién es, y lo cancelado puede
        reenviarse.
        """
        baja = enlace_de_baja(contacto) if contacto.pk else ""
        enlace = enlace_publico(self.boletin)
        correo = componer(
            plantilla,
            oficina=self.oficina,
            boletin=self.boletin,
            contacto=contacto,
            enlace=enlace,
            baja=baja,
            foto=self.foto,
            fotos=len(self.fotos),
            ver_las_fotos=_ver_las_fotos(len(self.fotos)),
            prensa=f"{enlace}prensa/",
            pdf=f"{enlace}boletin.pdf",
            zip=f"{enlace}prensa/paquete.zip",
            **mas,
        )
        carga = {"nombre": contacto.nombre, "responder_a": self.oficina.correo, "imagenes": self.imagenes, **correo}
        return carga | {"cabeceras": cabeceras_de_baja(baja)}


def _ver_las_fotos(cuantas: int) -> str:
    if not cuantas:
        return "Ver todo para prensa"
    return plural(cuantas, "Ver y descargar la foto", "Ver y descargar {} fotos")


def correo_de_muestra(boletin: Boletin, ahora: datetime) -> str:
    """El correo como lo verá un medio, para revisarlo antes."""
    return CorreoDelBoletin(boletin, ahora).para(Contacto(nombre="Jefatura de información"))["texto"]
