"""Levanta los servidores embebidos antes de que pytest toque la base, también con xdist."""

from comsocial.embebido.arranque import levantar


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        levantar()
