# Portal PAL. `make` o `make help` dice qué hay.
PY := .venv/bin/python
PORT ?= 8000
HOY_DEMO := 2021-01-20
FIRMA_DEMO := FIRMA_P12=datos/firma-demo.p12 FIRMA_P12_CLAVE=demo-portal-pal-2021
ENTORNO_DEMO = PAL_HOY=$(HOY_DEMO) SITIO_URL=http://127.0.0.1:$(PORT) $(FIRMA_DEMO)
PG ?= postgres://postgres@127.0.0.1:5432/postgres
REDIS ?= redis://127.0.0.1:6379/0
.DEFAULT_GOAL := help
.PHONY: help entorno entorno-dev demo demo-limpio preparar-demo test test-embebido test-servicios lint formato tipos \
	contratos migraciones despliegue navegador capturas bench mensajes esquema respaldo restaurar

help: ## Dice qué hace cada orden
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/listo: requirements.lock
	@echo "→ Entorno de Python (.venv) y dependencias…"
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install -q --require-hashes -r requirements.lock
	@touch $@

.venv/listo-dev: requirements-dev.lock
	@echo "→ Entorno de Python (.venv) y dependencias de desarrollo…"
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m pip install -q --require-hashes -r requirements-dev.lock
	@touch $@ .venv/listo

entorno: .venv/listo ## Crea el entorno con las dependencias fijadas
entorno-dev: .venv/listo-dev ## Lo mismo, con las herramientas de desarrollo

mensajes: entorno ## Compila las traducciones
	@$(PY) -m babel.messages.frontend -q compile -d locale -D django

preparar-demo: entorno mensajes
	@$(PY) -c "from pal_portal.cimientos.pdf import SinPango, hay_pango; hay_pango() or print('⚠ ' + str(SinPango()))" 2>/dev/null || true
	@test -f datos/firma-demo.p12 || $(ENTORNO_DEMO) $(PY) manage.py firma_de_prueba datos/firma-demo.p12 --clave demo-portal-pal-2021 >/dev/null
	@echo "→ Base de datos (SQLite), catálogos, planes reales y avances de demostración…"
	@$(ENTORNO_DEMO) $(PY) manage.py migrate -v0
	@$(ENTORNO_DEMO) $(PY) manage.py cargar_catalogos
	@$(ENTORNO_DEMO) $(PY) manage.py cargar_planes
	@$(ENTORNO_DEMO) $(PY) manage.py cargar_consultas
	@$(ENTORNO_DEMO) $(PY) manage.py sembrar_demo
	@$(ENTORNO_DEMO) $(PY) manage.py sembrar_informe
	@$(ENTORNO_DEMO) $(PY) manage.py sembrar_participacion
	@$(ENTORNO_DEMO) $(PY) manage.py sembrar_consultas
	@$(ENTORNO_DEMO) $(PY) manage.py reindexar >/dev/null
	@$(ENTORNO_DEMO) $(PY) manage.py publicar_datos
	@$(ENTORNO_DEMO) $(PY) manage.py collectstatic --noinput -v0

demo: preparar-demo ## Portal completo con los planes reales en http://127.0.0.1:8000 (PORT= lo cambia)
	@echo "→ Portal en http://127.0.0.1:$(PORT) (Ctrl+C lo detiene). Fecha simulada: $(HOY_DEMO)."
	@$(ENTORNO_DEMO) $(PY) -m gunicorn pal_portal.wsgi -b 127.0.0.1:$(PORT) --workers 1 --threads 4 --log-level warning

demo-limpio: ## Borra los datos de la demostración y empieza de nuevo
	@rm -rf datos
	@$(MAKE) --no-print-directory demo

test: test-embebido test-servicios ## Toda la suite: embebida y, si responden, con PostgreSQL y Redis

test-embebido: entorno-dev mensajes
	@echo "═══ Suite en modo embebido (SQLite, sin Redis) ═══"
	@env -u DATABASE_URL -u REDIS_URL $(PY) -m pytest -q -n auto -m "not navegador and not servicios_reales"

test-servicios: entorno-dev
	@if $(PY) tests/servicios_reales/responden.py "$${DATABASE_URL:-$(PG)}" "$${REDIS_URL:-$(REDIS)}"; then \
	  echo "═══ Suite con PostgreSQL y Redis ═══"; \
	  DATABASE_URL="$${DATABASE_URL:-$(PG)}" REDIS_URL="$${REDIS_URL:-$(REDIS)}" $(if $(SIN_REPETIR),PAL_CASOS=1000) $(PY) -m pytest -q -n auto -m "not navegador"; \
	elif [ -n "$$REQUERIR_SERVICIOS" ]; then echo "✗ Se piden PostgreSQL y Redis, y no responden."; exit 1; \
	else echo "═══ PostgreSQL y Redis no responden: sólo corrió la suite embebida ═══"; fi

lint: entorno-dev ## Estilo
	@$(PY) -m ruff format --check -q . && $(PY) -m ruff check -q . && echo "estilo: bien"

formato: entorno-dev ## Da formato
	@$(PY) -m ruff format -q . && $(PY) -m ruff check -q --fix .

tipos: entorno-dev ## Tipos (mypy)
	@$(PY) -m mypy

contratos: entorno-dev ## Los pisos importan sólo hacia abajo (import-linter)
	@.venv/bin/lint-imports

migraciones: entorno-dev ## No falta ninguna migración
	@$(PY) manage.py makemigrations --check --dry-run

despliegue: entorno-dev ## `check --deploy` con la configuración servida
	@SERVIDO=1 SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=ejemplo.test \
	  DATABASE_URL=$(PG) REDIS_URL=$(REDIS) $(PY) manage.py check --deploy --fail-level WARNING

navegador: entorno-dev mensajes ## Recorre las páginas en Chromium y pasa axe
	@$(PY) -m pytest -q -n 2 --dist loadfile -m navegador tests/navegador

capturas: entorno-dev mensajes ## Rehace docs/capturas
	@$(PY) docs/capturas/tomar.py

esquema: entorno ## Rehace docs/openapi.json y los clientes de docs/clientes
	@$(PY) manage.py esquema_api > docs/openapi.json
	@$(PY) manage.py generar_clientes

bench: entorno-dev ## Mide las barras de velocidad en PostgreSQL (100,000 compromisos)
	@$(PY) bench/correr.py
	@$(PY) bench/pdf.py

respaldo: entorno ## Copia la base y los archivos a respaldos/
	@$(PY) manage.py respaldar respaldos

restaurar: entorno ## Repone una copia: make restaurar DE=respaldos/…
	@$(PY) manage.py restaurar $(DE)
