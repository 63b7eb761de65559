from django.apps import AppConfig


class PmdConfig(AppConfig):
    name = "pmd"
    verbose_name = "Plan municipal de desarrollo"
