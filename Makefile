# The verbs of the project; 'make' alone lists them. Needs Python 3.11 or newer; uses uv where it is installed.

PORT ?= 8501
ARGS ?=

VENV := .venv
PYTHON := $(VENV)/bin/python
LOCK = env -u UV_FIND_LINKS -u UV_INDEX -u UV_EXTRA_INDEX_URL $(VENV)/bin/uv --no-config --quiet pip compile \
	--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run data test bench lint lock clean

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

setup: ## create .venv and install the locked requirements
	@$(call install,requirements.lock,requirements.lock)

setup-dev:
	@$(call install,requirements-dev.lock,requirements-dev.lock requirements.lock)

run: data ## build the warehouse and open the dashboard on http://localhost:8501 (PORT= changes it)
	@$(PYTHON) -m streamlit run dashboard.py --server.port $(PORT)

data: setup ## build data/warehouse.duckdb when it is not up to date
	@$(PYTHON) -m pipeline build --if-changed

test: setup-dev ## install what the tests need and run them all (ARGS="-k pay" picks some)
	@$(PYTHON) -m pytest -n auto --dist worksteal $(ARGS)

bench: setup-dev data ## measure speed, memory and accuracy
	-@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --constraint requirements.txt -r requirements-bench.txt
	@$(PYTHON) -m bench.build
	@$(PYTHON) -m bench.read_workbook
	@$(PYTHON) -m bench.pages
	@$(PYTHON) -m bench.queries
	@$(PYTHON) -m bench.load
	@$(PYTHON) -m bench.accuracy
	@$(PYTHON) -m bench.speed

lint: setup-dev ## check the code, its layout and its types against the rules in pyproject.toml
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m sqlfluff lint pipeline
	@$(PYTHON) -m pyright --pythonpath $(PYTHON)

lock: setup-dev ## write the lock files anew from requirements.txt and requirements-dev.txt
	@$(LOCK) requirements.txt --output-file requirements.lock
	@$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove .venv, the caches and the built warehouse
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis data/warehouse.duckdb data/warehouse.duckdb.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Install lock file $(1) into .venv, unless the copy kept there says that this was done. $(2): the lock files this satisfies.
define install
if $(PYTHON) -c '' 2>/dev/null && cmp -s $(1) $(VENV)/$(1); then exit 0; fi; set -e; \
if command -v uv >/dev/null; then \
	$(PYTHON) -c '' 2>/dev/null || uv venv --quiet --clear --python '>=3.11' $(VENV); \
	pip='uv pip install --python $(PYTHON)'; \
else \
	$(PYTHON) -m pip --version >/dev/null 2>&1 || { $(check-python); python3 -m venv --clear $(VENV); }; \
	pip='$(PYTHON) -m pip install --disable-pip-version-check'; \
fi; \
rm -f $(VENV)/*.lock; \
echo 'Installing $(1) into $(VENV); the first time takes a minute or two.'; \
$$pip --quiet --require-hashes -r $(1); \
cp $(2) $(VENV)/
endef

define check-python
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo 'Python 3.11 or newer is needed as python3 (Debian, Ubuntu: apt install python3 python3-venv).' >&2; exit 1; }; \
python3 -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo 'This Python cannot create virtual environments (Debian, Ubuntu: apt install python3-venv).' >&2; exit 1; }
endef
