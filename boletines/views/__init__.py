"""Vistas de boletines, un archivo por tema."""
