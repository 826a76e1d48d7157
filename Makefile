# make demo   judge the examples           make test    run the tests
# make check  lint and types               make judge   how good is the judgement
# make bench  how fast is it               make fit     fit the weights anew
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check judge bench fit clean

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

demo: .venv/installed
	@$(BIN)/voicecheck check examples/ --fail-on never

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check voicecheck tests benchmarks
	$(BIN)/mypy

judge: .venv/installed-benchmarks
	$(BIN)/python -m benchmarks.judgement

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.speed --others build/others --write

fit: .venv/installed-benchmarks
	$(BIN)/python -m benchmarks.fit

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
