from django.apps import AppConfig


class ComsocialConfig(AppConfig):
    name = "comsocial"
    verbose_name = "Comunicación Social"
