"""manage.py loaddata"""

from django.core.management.commands import loaddata

from comsocial.operacion.dueno import ComoDueno


class Command(ComoDueno, loaddata.Command):
    """El de Django, como dueño de las tablas."""
