"""Entrada del servidor web: el árbol público primero; lo demás, Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - los ajustes existen después de armar Django

from portal.servidor import ArbolPublico  # noqa: E402 - ídem

application = ArbolPublico(django, settings.DIR_PUBLICO)
