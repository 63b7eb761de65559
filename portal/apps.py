from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from difusion.dominio.canales import registrar_canal  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.dominio.compuerta import registrar_pregunta  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.estados import Canal  # noqa: PLC0415 - los modelos ya están cargados
        from portal import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from portal.dominio.escritura.canal import CanalPortal  # noqa: PLC0415 - los modelos ya están cargados
        from portal.dominio.suscripcion import puede_salir_suscripcion  # noqa: PLC0415 - los modelos ya están cargados

        registrar_canal(Canal.PORTAL, CanalPortal)
        registrar_pregunta("portal.suscripcion", puede_salir_suscripcion)
