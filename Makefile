# Todo desde un clon limpio, en Debian 12 con su python3: «make demo» y «make test».
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
NUCLEOS ?= 2
PRUEBAS ?= tests
export PYTHONUNBUFFERED := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: demo run test rapido topes check formato bench preparar preparar-dev base limpiar parar ayuda
.DEFAULT_GOAL := ayuda

ayuda:
	@echo "make demo     instala, crea la base, carga datos de ejemplo y levanta todo (PORT=8000)"
	@echo "make run      lo mismo sin datos de ejemplo"
	@echo "make test     todas las pruebas (PRUEBAS=tests/agenda para una parte)"
	@echo "make rapido   las pruebas sin navegador ni lo lento (menos de 3 minutos)"
	@echo "make check    estilo, capas, tipos, migraciones y seguridad"
	@echo "make formato  da formato al código"
	@echo "make bench    mediciones"
	@echo "make parar    detiene lo que corra aquí"
	@echo "make limpiar  borra el entorno y los datos locales de esta copia"

# --- Entorno: sólo se rehace si cambian los requisitos ------------------------------------------------------------
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Hace falta Python 3.11 o posterior."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Falta el módulo venv: apt install python3-venv"; exit 1; }

$(VENV)/.listo: requirements.txt | $(PY)
	@echo "Instalando dependencias…"
	@$(PY) -m pip install --quiet --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.listo-dev: requirements-dev.txt $(VENV)/.listo
	@echo "Instalando herramientas de desarrollo…"
	@$(PY) -m pip install --quiet --only-binary :all: -r requirements-dev.txt
	@touch $@

preparar: $(VENV)/.listo
	@:

preparar-dev: $(VENV)/.listo-dev
	@:

# --- Correr -------------------------------------------------------------------------------------------------------
base: preparar
	@$(PY) manage.py migrate --noinput --verbosity 0
	@$(PY) manage.py collectstatic --noinput --verbosity 0

demo: export DEMO := 1
demo: base
	@exec $(PY) manage.py servir --demo

run: base
	@exec $(PY) manage.py servir --sin-demo

parar:
	@$(PY) manage.py parar

# --- Calidad ------------------------------------------------------------------------------------------------------
# Sin navegador y sin lo lento: para correr mientras se escribe.
rapido: preparar-dev
	$(PY) -m pytest -n $(NUCLEOS) --dist worksteal -m "not lento and not navegador" $(PRUEBAS)

test: preparar-dev
	$(PY) -m pytest -n $(NUCLEOS) --dist worksteal $(PRUEBAS)

# Valores de despliegue inventados: «check --deploy» revisa los ajustes como quedarían en producción.
check: export MYPY_CACHE_DIR := .mypy_cache
check: preparar-dev
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m herramientas.capas
	$(PY) -m mypy
	@if ls templates/* >/dev/null 2>&1; then $(VENV)/bin/djlint --lint --quiet templates; fi
	@if [ -x node_modules/.bin/prettier ]; then node_modules/.bin/prettier --check --log-level warn static/css static/js; fi
	@if [ -x node_modules/.bin/eslint ]; then node_modules/.bin/eslint .; fi
	$(PY) manage.py makemigrations --check --dry-run
	PRODUCCION=1 BASE_URL=https://comunicacion.invalid DATABASE_URL= DATABASE_URL_DUENO= REDIS_URL= \
		SECRET_KEY=solo-para-make-check-no-se-usa-en-ningun-servidor-0123456789 \
		$(PY) manage.py check --deploy --fail-level WARNING

# Lo que mide la casa; los topes bajan a lo de hoy y nunca suben.
topes: preparar-dev
	$(PY) -m herramientas.medidas_de_la_casa --anotar

formato: preparar-dev
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

bench: preparar-dev
	$(PY) -m bench

limpiar:
	@if [ -x $(PY) ]; then $(PY) manage.py parar || true; fi
	rm -rf $(VENV) var static_recolectado .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
