"""Pinta cada página pública, un archivo por tema. Sólo lee por la puerta de `consultas`; no mira quién pide."""
