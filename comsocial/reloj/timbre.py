"""El reloj de las tareas (`celery beat`) sin Django: sólo toca el timbre, y así no carga la aplicación entera."""

import os

from celery import Celery

from comsocial.reloj.colas import VALORES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")

app = Celery("comsocial", fixups=set())  # sin el que prepara Django
app.add_defaults(VALORES)
app.config_from_object("django.conf:settings", namespace="CELERY")
