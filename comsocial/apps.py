from django.apps import AppConfig
from django.core.checks import Tags, register


class ComsocialConfig(AppConfig):
    name = "comsocial"
    verbose_name = "Comunicación Social"

    def ready(self) -> None:
        from comsocial import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from comsocial.operacion.dueno import el_papel_no_es_dueno  # noqa: PLC0415 - las apps ya están cargadas

        register(el_papel_no_es_dueno, Tags.security, deploy=True)
