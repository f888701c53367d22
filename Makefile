# Lianxi: `make run` and `make test` do all the set-up themselves.
# Needs Python 3.11 or newer with venv, and make; nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
RUN_READY := $(VENV)/ready-run
TEST_READY := $(VENV)/ready-test
# Compiled code is kept: without it every start of the portal takes a second more.
export PYTHONDONTWRITEBYTECODE :=
LOCK := uv pip compile --quiet --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help run test test-db check bench docs screenshots lock clean

help: ## 列出可用的命令 · Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: $(RUN_READY) ## 在 127.0.0.1:8000 运行演示门户 · Start the portal as a demo there (PORT, LIANXI_DB, LIANXI_REGION)
	@LIANXI_DEMO=$${LIANXI_DEMO-1} exec $(BIN)/lianxi serve

test: $(TEST_READY) ## 运行全部测试 · Run every test
	@$(BIN)/python -m pytest -n auto --dist loadgroup

test-db: $(TEST_READY) ## 在 PostgreSQL 上运行数据库测试 · Run the tests that touch the database (LIANXI_DB=postgresql://…)
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m database

check: $(TEST_READY) ## 检查代码 · Lint, types, architecture, tidiness
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -q tests/tidy

bench: $(TEST_READY) ## 测量性能 · Measure: pages, check, a large region and its road, documents, the ledger, splits, sharing rules
	@$(BIN)/python benchmarks/check_delta.py
	@$(BIN)/python benchmarks/portal_pages.py
	@$(BIN)/python benchmarks/large_region.py
	@$(BIN)/python benchmarks/large_road.py
	@$(BIN)/python benchmarks/papers.py
	@$(BIN)/python benchmarks/ledger.py
	@$(BIN)/python benchmarks/shapley.py
	@$(BIN)/python benchmarks/sharing.py

docs: $(TEST_READY) ## 重新生成参考页 · Write the generated reference pages anew
	@$(BIN)/python tools/reference.py docs/reference

screenshots: $(TEST_READY) ## 为 README 截图（需要 Chromium） · Take the pictures of the README (needs Chromium)
	@$(BIN)/python tools/screenshots.py docs/images

lock: ## 重新锁定依赖（需要 uv） · Pin the requirements anew (needs uv)
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) pyproject.toml --extra test requirements/build.in -o requirements/test.txt

clean: ## 清除生成的文件，保留 var/ 中的数据 · Remove what was made, except the data under var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("联席需要 Python 3.11 或更高版本，这里是 {0}.{1} · Lianxi needs Python 3.11 or newer; this is {0}.{1}".format(*sys.version_info) if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "缺少 Python 的 venv · Python's venv is missing: apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(RUN_READY): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "正在准备 .venv（仅一次，约一两分钟）… · Setting up .venv (once; a minute or two) …"
	@$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_READY): requirements/test.txt pyproject.toml | $(VENV)/bin/python
	@echo "正在准备测试用的 .venv（仅一次）… · Setting up .venv for tests (once) …"
	@$(PIP) install --quiet --require-hashes -r requirements/test.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_READY)
