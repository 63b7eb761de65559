from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from difusion.dominio.canales import registrar_canal  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.estados import Canal  # noqa: PLC0415 - los modelos ya están cargados
        from portal import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from portal.dominio.canal import CanalPortal  # noqa: PLC0415 - los modelos ya están cargados

        registrar_canal(Canal.PORTAL, CanalPortal)
