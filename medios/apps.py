from django.apps import AppConfig


class MediosConfig(AppConfig):
    name = "medios"
    verbose_name = "Medios"
