from django.apps import AppConfig
from django.core.checks import Tags, register


class NucleoConfig(AppConfig):
    name = "nucleo"
    verbose_name = "Núcleo"

    def ready(self) -> None:
        from nucleo import checks  # noqa: PLC0415 - los checks necesitan las apps cargadas

        register(checks.toda_ruta_declara_regla, Tags.security)
        register(checks.nombres_de_fechas, Tags.models)
