"""manage.py flush"""

from django.core.management.commands import flush

from comsocial.operacion.dueno import ComoDueno


class Command(ComoDueno, flush.Command):
    """El de Django, como dueño de las tablas."""
