from django.apps import AppConfig


class ProduccionConfig(AppConfig):
    name = "produccion"
    verbose_name = "Producción"

    def ready(self) -> None:
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from produccion.dominio.disenos.aprobacion import puede_salir_aprobacion  # noqa: PLC0415 - ídem

        registrar_pregunta("produccion.aprobaciondedependencia", puede_salir_aprobacion)
