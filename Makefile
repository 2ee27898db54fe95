# Two commands matter: `make run` shows the app on demo data, `make test` runs what CI runs.
# Both set themselves up in .venv from requirements.lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export PEILSTOK_HOME ?= $(CURDIR)/data
export PEILSTOK_PROFIEL ?= zuid-kennemerland

.PHONY: setup run test test-all mutaties check schermen lock wheel dekking clean

setup: $(VENV)/.klaar

$(VENV)/.klaar: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 of nieuwer is nodig; noem hem met: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq python3-venv; } || \
		{ echo "Het pakket python3-venv ontbreekt; installeer het met: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The first time there are figures as soon as medewerkers can see them; the rest goes on meanwhile,
# and is taken up again when it was broken off.
run: STAND = $$PEILSTOK_HOME/$$PEILSTOK_PROFIEL/stand.json
run: MANIFEST = $$PEILSTOK_HOME/$$PEILSTOK_PROFIEL/publicaties/$$nu/manifest.json
run: VOORBEELD = $$PEILSTOK_HOME/voorbeeldleveringen/$$PEILSTOK_PROFIEL
run: setup
	@test -f "$(STAND)" || $(BIN)/peilstok demo "$(VOORBEELD)"
	@if ! test -f "$(STAND)"; then \
		$(BIN)/peilstok load --alvast "$(VOORBEELD)" & laden=$$!; \
		while ! test -f "$(STAND)" && kill -0 $$laden 2>/dev/null; do sleep 0.2; done; \
	else \
		nu=$$(sed -n 's/.*"publicatie": "\([^"]*\)".*/\1/p' "$(STAND)"); \
		if grep -qs '"alvast": true' "$(MANIFEST)"; then $(BIN)/peilstok load & fi; \
	fi; \
	exec $(BIN)/peilstok serve --port $(PORT)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A file of tests stays with one worker, so that what its tests share is made once.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=40

test: check
	@sh tests/browser/chromium.sh
	@sh tests/warehouse/postgres.sh
	@sh tests/warehouse/spark.sh
	$(PYTEST)

# The pictures of docs/schermen, made anew from the demo.
schermen: setup
	PEILSTOK_SCHERMEN=docs/schermen $(BIN)/pytest -q tests/browser/test_schermen.py

# Which lines and branches of warehouse and pipelines the tests reach, folder by folder.
DEKKING ?= tests/warehouse tests/pipelines tests/expectations tests/test_opdrachten.py
dekking: setup
	$(BIN)/coverage erase
	for map in $(DEKKING); do $(BIN)/coverage run -m pytest -q -n 0 $$map || exit 1; done
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --sort=cover --show-missing

# The lock is made without a word about where the packages come from.
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --quiet
lock: setup
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK) --output-file requirements.lock

# What is installed elsewhere: a wheel, and the lock that belongs to it, side by side in dist. Of
# the lock it is the part that runs; what only develops and tests stays here.
wheel: setup
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/uv pip compile pyproject.toml --constraint requirements.lock $(LOCK) \
		--output-file dist/requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Everything, the long ones whole: every step of a load stopped, two hundred kills.
test-all: check
	@sh tests/browser/chromium.sh
	@sh tests/warehouse/postgres.sh
	@sh tests/warehouse/spark.sh
	PEILSTOK_ALLE_TESTS=1 $(PYTEST)

# How many random changes of statistics, protection and money rules the tests notice: hours.
mutaties: setup
	nice -n 15 $(BIN)/python -m tests.mutaties
