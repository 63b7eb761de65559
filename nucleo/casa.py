"""El orden de la casa, escrito una sola vez: lo leen los ajustes, las capas, los revisores y las pruebas.

Las apps son una lista y se importa sólo hacia abajo; las de un mismo piso no se importan entre sí. Dentro de cada app
las capas son otra lista. `docs/arquitectura.md` dice por qué.
"""

ARMA = "comsocial"  # ajustes, direcciones y operación: arma a las demás y nadie la importa
PISOS: tuple[tuple[str, ...], ...] = (
    ("cadena",),
    ("solicitudes",),
    ("portal",),
    ("cronograma",),
    ("produccion",),
    ("redes",),
    ("boletines",),
    ("medios", "paginas"),
    ("media_library",),
    ("agenda",),
    ("difusion",),
    ("suspension",),
    ("pmd",),
    ("personas",),
    ("nucleo",),
)
APPS = tuple(app for piso in reversed(PISOS) for app in piso)  # de abajo hacia arriba, como se instalan

CAPAS: tuple[tuple[str, ...], ...] = (
    ("apps", "management", "migrations"),
    ("urls_oficina", "urls_publicas", "urls_acceso"),
    ("views", "admin", "tasks", "receivers", "templatetags", "adaptadores"),
    ("forms",),
    ("dominio",),
    ("clientes",),
    ("consultas",),
    ("models",),
    ("transiciones",),
    ("signals", "permisos", "estados", "servidor"),  # `portal.servidor` sirve archivos y no conoce a Django
)

# El núcleo no tiene pantallas propias, pero sí lo que todas usan; y abajo de todo, lo que no conoce a nadie.
DE_TODAS_LAS_PANTALLAS = ("checks", "pantallas")
CIMIENTOS = (
    "archivos",
    "calendario",
    "casa",
    "enlaces",
    "paginas",
    "referencias",
    "registro",
    "texto",
)
