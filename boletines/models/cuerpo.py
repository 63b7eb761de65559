"""El cuerpo de un boletín leído de varias formas: por párrafos, en texto sencillo y listo para una página."""

from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from nucleo.texto import rico as texto_rico
from nucleo.texto.formato import fecha_larga


class CuerpoDelBoletin:
    """Lo que se lee del cuerpo; el cuerpo mismo lo guarda `Boletin`, limpio."""

    cuerpo: str
    sumario: str
    lugar: str
    publicado_en: datetime | None

    @property
    def descripcion(self) -> str:
        """Lo que se dice de él en una frase: su sumario o, en una esquela, el principio del texto."""
        return self.sumario or next((Truncator(p).chars(160) for p in self.parrafos), "")

    @property
    def parrafos(self) -> list[str]:
        """El texto sencillo de cada párrafo."""
        return texto_rico.parrafos(self.cuerpo)

    @property
    def texto(self) -> str:
        """El cuerpo entero en texto sencillo."""
        return texto_rico.a_texto(self.cuerpo)

    @property
    def cuerpo_html(self) -> SafeString:
        """El cuerpo listo para una página: se limpia otra vez, venga de donde venga."""
        return mark_safe(texto_rico.limpiar(self.cuerpo))  # noqa: S308 - lo deja pasar nh3

    @property
    def cuerpo_html_fechado(self) -> SafeString:
        """El cuerpo con su lugar y fecha al empezar el primer párrafo, como se imprime."""
        fecha = f", {fecha_larga(self.publicado_en)}" if self.publicado_en else ""
        dato = f"<strong>{escape(self.lugar)}{fecha}.</strong> "
        cuerpo = self.cuerpo_html
        con_dato = f"<p>{dato}{cuerpo[3:]}" if cuerpo.startswith("<p>") else f"<p>{dato}</p>{cuerpo}"
        return mark_safe(con_dato if cuerpo else "")  # noqa: S308 - limpio y con lo ajeno escapado
