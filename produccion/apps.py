from django.apps import AppConfig


class ProduccionConfig(AppConfig):
    name = "produccion"
    verbose_name = "Producción"
