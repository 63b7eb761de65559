from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda.dominio.al_subir import coberturas_por_entregar  # noqa: PLC0415 - los modelos ya están cargados
        from agenda.dominio.cambios import leer_acto, puede_salir_aviso  # noqa: PLC0415 - los modelos ya están cargados
        from agenda.dominio.convocar import puede_salir_invitacion  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from media_library.dominio.al_subir import registrar_paso  # noqa: PLC0415 - los modelos ya están cargados
        from medios.dominio.acto import registrar_lector  # noqa: PLC0415 - los modelos ya están cargados

        registrar_paso(coberturas_por_entregar)
        registrar_pregunta("medios.invitacion", puede_salir_invitacion)
        registrar_pregunta("medios.avisodecambio", puede_salir_aviso)
        registrar_lector("agenda.evento", leer_acto)
