from django.apps import AppConfig


class BoletinesConfig(AppConfig):
    name = "boletines"
    verbose_name = "Boletines"

    def ready(self) -> None:
        from boletines import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from boletines.dominio.revision.visto_bueno import puede_salir_visto_bueno  # noqa: PLC0415 - los modelos ya están cargados
        from boletines.dominio.salida.compuerta import (  # noqa: PLC0415 - los modelos ya están cargados
            puede_salir_boletin,
            pueden_salir_boletines,
        )
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from media_library.dominio.seleccion.con_la_seleccion import Accion, registrar_accion  # noqa: PLC0415 - los modelos ya están cargados
        from personas.permisos import ESCRIBIR_BOLETINES  # noqa: PLC0415 - los modelos ya están cargados

        registrar_pregunta("boletines.boletin", puede_salir_boletin, pueden_salir_boletines)
        registrar_pregunta("boletines.vistobueno", puede_salir_visto_bueno)
        registrar_accion(Accion("Usar en boletín", "boletines:usar_fotos", ESCRIBIR_BOLETINES))
