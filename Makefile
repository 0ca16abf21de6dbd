# Every target sets itself up: a virtual environment in .venv, installed once.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.chainrule-installed
RIVAL := .venv-tensorgrad
RIVAL_STAMP := $(RIVAL)/.installed

.PHONY: run test test-all bench setup clean

# The verdicts set chainrule's status (0, 1 or 3); only a failure to run fails here.
run: $(STAMP)
	@status=0; \
	$(VENV)/bin/chainrule check examples/homework4-solution-a.md examples/homework4-solution-b.md \
	    --given derivations.homework4 || status=$$?; \
	case $$status in 0|1|3) exit 0;; *) exit $$status;; esac

test: $(STAMP)
	$(VENV)/bin/python -m pytest -n auto --dist loadfile

test-all: $(STAMP)
	$(VENV)/bin/python -m pytest -n auto --dist loadfile -m "slow or not slow"

bench: $(STAMP) $(RIVAL_STAMP)
	$(VENV)/bin/python benchmarks/run.py

setup: $(STAMP)

$(STAMP): setup.cfg pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	    echo "chainrule needs Python 3.11 or newer, and '$(PYTHON)' was not found; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "chainrule needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1); name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "'$(PYTHON)' has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[test]' || { \
	    echo "the packages listed in setup.cfg could not be installed; see pip's message above" >&2; exit 1; }
	@touch $@

# tensorgrad brings PyTorch, some gigabytes; without it the benchmark leaves its column empty.
$(RIVAL_STAMP): $(STAMP)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@echo "setting up $(RIVAL) for tensorgrad (once; some gigabytes)" >&2
	@$(PYTHON) -m venv $(RIVAL)
	@$(RIVAL)/bin/python -m pip install --quiet --disable-pip-version-check 'tensorgrad>=0.3' 'torch<2.7' \
	    && touch $@ || echo "tensorgrad could not be installed; the benchmark runs without it" >&2

clean:
	rm -rf $(VENV) $(RIVAL) build *.egg-info .pytest_cache
