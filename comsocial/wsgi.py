"""Entrada del servidor web: el árbol público primero; lo demás, Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - los ajustes existen después de armar Django
from django.db import connections  # noqa: E402 - ídem

from comsocial.servidor.base_muda import vigilar  # noqa: E402 - ídem
from comsocial.servidor.lugares import Cuentas, LugaresParaDjango  # noqa: E402 - ídem
from portal.servidor import ArbolPublico  # noqa: E402 - ídem

base = connections.databases["default"]
if base["CONN_MAX_AGE"]:
    # Cada hilo guarda su conexión; la que nadie usa en cinco minutos la cierra PostgreSQL y devuelve su memoria. Sólo
    # aquí: cada petición revisa si la suya sigue viva, y una orden que espera a sus procesos no lo haría.
    base["OPTIONS"]["options"] += " -c idle_session_timeout=5min"

vigilar(base)

# Detrás de un proxy todos llegan de la misma dirección, y es él quien junta lo que mandan.
cuentas = Cuentas()
if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
    cuentas = Cuentas(leyendo_por_conexion=cuentas.leyendo)
application = ArbolPublico(LugaresParaDjango(django, cuentas), settings.DIR_PUBLICO)
