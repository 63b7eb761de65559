"""Herramientas de quien desarrolla; nada de lo que corre en producción las usa."""
