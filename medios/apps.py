from django.apps import AppConfig


class MediosConfig(AppConfig):
    name = "medios"
    verbose_name = "Medios"

    def ready(self) -> None:
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from medios import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from medios.dominio.cambios import puede_salir_aviso  # noqa: PLC0415 - los modelos ya están cargados
        from medios.dominio.convocar import puede_salir_invitacion  # noqa: PLC0415 - los modelos ya están cargados

        registrar_pregunta("medios.invitacion", puede_salir_invitacion)
        registrar_pregunta("medios.avisodecambio", puede_salir_aviso)
