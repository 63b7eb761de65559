from django.apps import AppConfig


class SuspensionConfig(AppConfig):
    name = "suspension"
    verbose_name = "Suspensión"
