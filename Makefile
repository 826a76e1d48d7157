# make demo   judge the examples           make test    run the tests
# make check  lint and types               make judge   how good is the judgement
# make bench  how fast is it               make fit     fit the weights anew
# make docs   build the documentation      make pages   renew the outputs that it shows
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check docs pages judge bench fit clean

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

.venv/installed-benchmarks: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[benchmarks]"
	touch $@

.venv/installed-docs: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[docs]"
	touch $@

demo: .venv/installed
	@$(BIN)/voicecheck check examples/ --fail-on never

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check voicecheck tests benchmarks handbook
	$(BIN)/mypy

docs: .venv/installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

pages: .venv/installed-dev
	$(BIN)/python -m handbook

judge: .venv/installed-benchmarks
	$(BIN)/python -m benchmarks.judgement

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.speed --others build/others --write

fit: .venv/installed-benchmarks
	$(BIN)/python -m benchmarks.fit

clean:
	rm -rf .venv build dist site *.egg-info .pytest_cache .mypy_cache .ruff_cache
