from django.apps import AppConfig


class ComsocialConfig(AppConfig):
    name = "comsocial"
    verbose_name = "Comunicación Social"

    def ready(self) -> None:
        from comsocial import receivers  # noqa: F401, PLC0415 - conecta los receptores
