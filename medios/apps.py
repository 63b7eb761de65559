from django.apps import AppConfig


class MediosConfig(AppConfig):
    name = "medios"
    verbose_name = "Medios"

    def ready(self) -> None:
        from medios import receivers  # noqa: F401, PLC0415 - conecta los receptores
