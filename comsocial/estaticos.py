"""Los archivos estáticos con su huella en el nombre: lo que cambia tiene otra dirección; lo demás se guarda siempre."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ConHuella(CompressedManifestStaticFilesStorage):
    """Un módulo de JavaScript pide a los demás también por su nombre con huella."""

    support_js_module_import_aggregation = True
