"""manage.py createcachetable"""

from django.core.management.commands import createcachetable

from comsocial.operacion.dueno import ComoDueno


class Command(ComoDueno, createcachetable.Command):
    """El de Django, como dueño de las tablas."""
