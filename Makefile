# `make demo` and `make test` need Python 3.11 or later, make, and a network that reaches a package index.
# Everything is installed into .venv, from locks that hold a hash for every file and name no index.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
UV ?= uv
ARGS ?=

# --no-deps: the lock is complete. --only-binary: no set-up script of a package is run.
INSTALL := install -qq --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all:
PROJECT := install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index \
	--editable . --editable ./packages/variorum-tagger --editable ./packages/variorum-pairs

WEIGHTS := packages/variorum-tagger/pyproject.toml packages/variorum-pairs/pyproject.toml

.PHONY: help demo test check format torture bench lock clean
.DEFAULT_GOAL := help

help:  ## show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

demo: $(VENV)/.installed  ## install what is needed and collate the bundled example
	@$(BIN)/variorum demo $(ARGS)

test: $(VENV)/.installed-dev  ## install what is needed and run the tests
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev  ## format, lint, types, tests
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ARGS)

format: $(VENV)/.installed-dev  ## put the source into its format
	$(BIN)/ruff format src tests tools
	$(BIN)/ruff check --fix src tests tools

torture: $(VENV)/.installed-dev  ## the long batteries: many more generated cases, hostile input, kills
	VARIORUM_TORTURE=1 $(BIN)/python -m pytest --durations=10 $(ARGS)

bench: $(VENV)/.installed  ## CPU time of collate against the parser alone, as a ratio
	$(BIN)/variorum bench speed $(ARGS)
	$(BIN)/python tools/plot_stories.py docs/stories.svg

lock:  ## compile the two locks anew (needs uv: make lock UV=path)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --extra tagger --extra desk --group build --output-file requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --extra tagger --extra desk --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean:  ## remove what was made, the environment too
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis variorum-demo.html

# Where ensurepip is missing (Debian without python3-venv), the pip of the Python that makes the environment serves it.
$(VENV)/.python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "variorum needs Python 3.11 or later; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "making $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@touch $@

define pip
if $(BIN)/python -m pip --version >/dev/null 2>&1; then $(BIN)/python -m pip $(1); \
	else $(PYTHON) -m pip --python $(BIN)/python $(1); fi
endef

# One recipe per lock; the development lock holds the other whole, so installing it makes both stamps.
$(VENV)/.installed: requirements.lock pyproject.toml $(WEIGHTS) | $(VENV)/.python
	@echo "installing from requirements.lock" >&2
	@$(call pip,$(INSTALL) --requirement requirements.lock)
	@$(call pip,$(PROJECT))
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml $(WEIGHTS) | $(VENV)/.python
	@echo "installing from requirements-dev.lock" >&2
	@$(call pip,$(INSTALL) --requirement requirements-dev.lock)
	@$(call pip,$(PROJECT))
	@touch $(VENV)/.installed $@
