from django.apps import AppConfig


class DifusionConfig(AppConfig):
    name = "difusion"
    verbose_name = "Difusión"
