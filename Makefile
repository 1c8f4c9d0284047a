# make demo: set up, build the sample workspace, open the app.   make test: every test.   make install: set up only.
# make bundle: a stick to install from without a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

demo: $(VENV)/ready
	$(BIN)/shuangyu demo

install: $(VENV)/ready

test: $(VENV)/ready-test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/ready-test
	$(BIN)/ruff check .

bundle: $(VENV)/ready
	$(BIN)/python deploy/bundle.py dist/bundle

$(VENV)/ready: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and '需要 Python 3.11 或更新版本，当前是 ' + sys.version.split()[0])"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/shuangyu doctor
	touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

.PHONY: demo install test lint bundle
