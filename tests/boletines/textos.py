"""Textos de boletines y del revisor."""

from boletines.dominio.revisor.texto import Texto
from nucleo.texto.rico import bloques, de_texto

TRES = "<p>La obra empezó ayer en Galeana.</p><p>Cuesta tres millones de pesos.</p><p>Dura una semana.</p>"


def texto(*parrafos, titulo="Inicia la obra", sumario="Empieza hoy.", balazos=(), frase="", frase_de=""):
    return Texto(titulo, sumario, tuple(balazos), tuple(bloques(de_texto("\n\n".join(parrafos)))), frase, frase_de)


def dice(avisos):
    return [a.frase for a in avisos]
