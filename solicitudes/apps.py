from django.apps import AppConfig


class SolicitudesConfig(AppConfig):
    name = "solicitudes"
    verbose_name = "Solicitudes"

    def ready(self) -> None:
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from solicitudes.dominio.avisar import puede_salir_mensaje  # noqa: PLC0415 - los modelos ya están cargados

        registrar_pregunta("solicitudes.mensaje", puede_salir_mensaje)
