from django.apps import AppConfig


class RedesConfig(AppConfig):
    name = "redes"
    verbose_name = "Redes"

    def ready(self) -> None:
        from difusion.dominio.canales import registrar_canal  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.estados import Canal  # noqa: PLC0415 - los modelos ya están cargados
        from redes import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from redes.adaptadores import CanalDeRed  # noqa: PLC0415 - los modelos ya están cargados
        from redes.dominio.compuerta import puede_salir_publicacion  # noqa: PLC0415 - los modelos ya están cargados

        registrar_canal(Canal.FACEBOOK, CanalDeRed)
        registrar_pregunta("redes.publicacion", puede_salir_publicacion)
