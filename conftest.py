"""Levanta los servidores embebidos antes de que pytest toque la base, también con xdist."""

from comsocial.embebido.arranque import levantar
from nucleo.casa import APPS, ARMA


def pytest_configure(config):
    propias = "|".join((*APPS, ARMA, "doubles", "tests"))
    # allauth, celery y otros avisan de lo suyo en versiones nuevas de Python; no es nuestro código.
    config.addinivalue_line("filterwarnings", f"default::DeprecationWarning:(?!({propias}))")
    if not hasattr(config, "workerinput"):
        levantar()
