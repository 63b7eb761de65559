"""Hechos que la biblioteca cuenta a las apps de arriba."""

from django.dispatch import Signal

# Llegó una evidencia nueva por un buzón. Lleva la subida (con su buzón), la evidencia y el momento.
aportacion_recibida = Signal()
# Cambió si unas evidencias pueden publicarse (carta, permiso, menores, difuminado). evidencias: sus llaves; por; ahora
derechos_cambiaron = Signal()
# Se terminaron versiones ligeras de un original y ya pueden verse. original: su llave; recetas: cuáles; ahora
versiones_listas = Signal()
# Se guardaron los subtítulos de una grabación. evidencias: su llave; por; ahora
subtitulos_cambiaron = Signal()
