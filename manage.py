#!/usr/bin/env python
"""Entrada de línea de comandos: levanta los servidores embebidos si hacen falta y llama a Django."""

import os
import sys

from comsocial.embebido.arranque import asegurar_servidores


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comsocial.settings")
    asegurar_servidores(sys.argv)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django después de los servidores

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
