from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda.dominio.convocar import puede_salir_invitacion  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados

        registrar_pregunta("medios.invitacion", puede_salir_invitacion)
