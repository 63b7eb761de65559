#!/usr/bin/env bash
# Guarda una base chica, llenada con los actos de la oficina, en el estado de esquema de HOY:
#   tests/migraciones/anterior.sql.gz  y  anterior.json (migraciones aplicadas y renglones por tabla)
# Se corre ANTES de escribir la primera migración de una versión nueva (o al publicar una). Desde entonces
# tests/migraciones sube esa base con cada migración nueva. Volver a correrlo cambia cuál es «la anterior».
set -euo pipefail
cd "$(dirname "$0")/.."
py=.venv/bin/python
carpeta=$(mktemp -d /tmp/comsocial-anterior-XXXXXX)
chmod 755 "$carpeta"
export DIR_DATOS="$carpeta" DEMO=1
trap '$py manage.py parar >/dev/null 2>&1 || true; rm -rf "$carpeta"' EXIT
$py manage.py migrate --noinput --verbosity 0
$py manage.py collectstatic --noinput --verbosity 0
$py manage.py cargar_demo --meses 0
$py manage.py shell -c 'from tests.migraciones.anterior import guardar; guardar()'
