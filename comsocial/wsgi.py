"""Entrada del servidor web: el árbol público primero; lo demás, Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - los ajustes existen después de armar Django

from portal.servidor import ArbolPublico, LugaresParaDjango  # noqa: E402 - ídem

# granian da 24 hilos por proceso: seis quedan siempre para el portal, aunque Django espere a una base congelada.
application = ArbolPublico(LugaresParaDjango(django, lugares=18), settings.DIR_PUBLICO)
