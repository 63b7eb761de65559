from django.apps import AppConfig


class DifusionConfig(AppConfig):
    name = "difusion"
    verbose_name = "Difusión"

    def ready(self) -> None:
        from difusion import receivers  # noqa: F401, PLC0415 - conecta los receptores
        from difusion.clientes.smtp import CorreoSMTP  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.dominio.canales import registrar_canal  # noqa: PLC0415 - los modelos ya están cargados
        from difusion.estados import Canal  # noqa: PLC0415 - los modelos ya están cargados

        registrar_canal(Canal.CORREO, CorreoSMTP)
