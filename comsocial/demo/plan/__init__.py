"""Qué se inventa para la demostración: clases de acto, elenco y calendario."""
