"""Después de publicado: corregir, retirar y quitar lo que ya no puede verse."""
