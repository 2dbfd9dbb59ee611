# A machine with Python 3.11 or newer, its venv module, and make is enough.
# `make run` installs what the demo needs and no more; the developer's tools
# come on top only when one of the other targets asks for them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install
LOCKED := --require-hashes
UV := .uv/bin/uv
COMPILE := $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate

ARGS ?=
SECONDS ?= 600
BENCH ?= pipeline

.DEFAULT_GOAL := help
.PHONY: help run test soak check bench clean lock servers .venv .venv-run
.DELETE_ON_ERROR:

help:
	@echo 'make run     the demo: everything in one process (ARGS="--once" ends by itself)'
	@echo 'make test    all tests, on Apache Kafka and PostgreSQL themselves (ARGS go to pytest)'
	@echo 'make soak    the tests that kill, for SECONDS=$(SECONDS) each'
	@echo 'make check   format, lint, types, import floors, generated files'
	@echo 'make bench   a benchmark (BENCH=$(BENCH), ARGS go to it)'
	@echo 'make lock    renew the locked requirements (ARGS=--upgrade: to the newest)'
	@echo 'make clean   remove all that the other targets made'

# The shell outlives the demo, so that Ctrl-C ends with the demo's own last line
# and its 130 ("ended by the user") is no failure to make.
run: .venv-run
	@trap : INT TERM; $(BIN)/alerts demo $(ARGS); code=$$?; [ $$code -eq 130 ] || exit $$code

test: servers
	@$(BIN)/python -m tests.servers.helm
	$(BIN)/python -m pytest $(ARGS)

soak: servers
	ALERTS_TEST_SOAK_S=$(SECONDS) $(BIN)/python -m pytest tests/crash -rP $(ARGS)

check: .venv
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/alerts schema export --check

bench: servers
	$(BIN)/python -m bench.$(BENCH) --json $(ARGS)

servers: .venv
	@sh tests/servers/ensure.sh
	@$(BIN)/python -m tests.servers.jars

clean:
	rm -rf $(VENV) .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache \
		.coverage htmlcov dist build
	find alerts tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.venv: $(VENV)/.developer
.venv-run: $(VENV)/.demo

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'Python lacks its venv module; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Making $(VENV), once.'
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml requirements/build.txt requirements/demo.txt
	@echo 'Installing what the demo needs into $(VENV): about 55 MB, once.'
	$(PIP) $(LOCKED) -r requirements/build.txt -r requirements/demo.txt
	$(PIP) --quiet --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.developer: $(VENV)/.demo requirements/dev.txt
	@echo "Installing the developer's tools into $(VENV), once."
	$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

# The developer's set is resolved first and holds the others to its versions, so
# that what is tested is what runs.
lock: $(UV)
	$(COMPILE) $(ARGS) pyproject.toml requirements/build.in --extra demo --extra dev -o requirements/dev.txt
	$(COMPILE) $(ARGS) pyproject.toml --extra demo -c requirements/dev.txt -o requirements/demo.txt
	$(COMPILE) $(ARGS) pyproject.toml -c requirements/dev.txt -o requirements/base.txt
	$(COMPILE) $(ARGS) requirements/build.in -c requirements/dev.txt -o requirements/build.txt

$(UV):
	@$(PYTHON) -m venv --clear .uv
	@.uv/bin/python -m pip --disable-pip-version-check --no-input --quiet install uv
