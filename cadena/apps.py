from django.apps import AppConfig


class CadenaConfig(AppConfig):
    name = "cadena"
    verbose_name = "La cadena"
