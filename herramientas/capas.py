"""Revisa el orden de apps y capas con import-linter, leído de `nucleo.casa`: `python -m herramientas.capas`."""

import sys

from importlinter import configuration
from importlinter.application import use_cases
from importlinter.application.app_config import settings
from importlinter.application.sentinels import NotSupplied
from importlinter.application.user_options import UserOptions

from nucleo.casa import APPS, ARMA, CAPAS, CIMIENTOS, DE_TODAS_LAS_PANTALLAS, PISOS

# Módulos que todavía no están en una capa. La lista sólo se acorta: lo nuevo nace en su lugar.
SIN_CAPA: dict[str, tuple[str, ...]] = {
    "media_library": (
        "bodega",
        "busqueda",
        "entrega",
        "jaula",
        "parecido",
        "taller",
        "thumbhash",
        "urls_fotos",
    ),
    "difusion": ("correo_de_cuenta",),
}


def capas_de(app: str) -> list[str]:
    """Las capas de una app, de arriba a abajo. Las opcionales van entre paréntesis: no toda app tiene todas."""
    if app != "nucleo":
        return [" | ".join(f"({modulo})" for modulo in capa) for capa in CAPAS]
    capas = [list(capa) for capa in CAPAS]
    capas[2] += DE_TODAS_LAS_PANTALLAS
    return [" : ".join(f"({modulo})" for modulo in capa) for capa in [*capas, CIMIENTOS]]


def contratos() -> list[dict[str, object]]:
    """Los contratos de la casa: las apps en fila, nadie importa a quien arma, y las capas de cada app, completas."""
    por_app = [
        {
            "id": f"capas-{app}",
            "name": f"Las capas de {app} son una lista",
            "type": "layers",
            "containers": [app],
            "layers": capas_de(app),
            "exhaustive": "true",
            "exhaustive_ignores": list(SIN_CAPA.get(app, ())),
        }
        for app in APPS
    ]
    return [
        {
            "id": "apps",
            "name": "Las apps son una lista",
            "type": "layers",
            "layers": [" | ".join(piso) for piso in PISOS],
        },
        {
            "id": "arma",
            "name": f"{ARMA} arma y nadie lo importa",
            "type": "forbidden",
            "source_modules": list(APPS),
            "forbidden_modules": [ARMA],
            "allow_indirect_imports": "true",
        },
        *por_app,
    ]


class DeLaCasa:
    """Le da a import-linter los contratos sin pasar por un archivo."""

    def read_options(self, config_filename: str | None = None) -> UserOptions:  # noqa: ARG002 - firma de import-linter
        return UserOptions(session_options={"root_packages": [ARMA, *APPS]}, contracts_options=contratos())


def revisar() -> bool:
    """Imprime lo que se rompe; `True` si todo está en su lugar."""
    configuration.configure()
    settings.configure(USER_OPTION_READERS={"casa": DeLaCasa()})
    return use_cases.lint_imports(cache_dir=NotSupplied)


if __name__ == "__main__":
    sys.exit(0 if revisar() else 1)
