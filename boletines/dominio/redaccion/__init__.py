"""Escribir un boletín: nacer, guardar, elegir fotos y cortes, unir lo que chocó."""
