"""The house stays in order: what DESIGN says of its shape is checked here and by import-linter."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from here import ROOT

SRC = ROOT / "src" / "lianxi"
CODE = sorted(
    path
    for folder in ("src", "tests", "benchmarks", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 400


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_functions_and_imports(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= FILE_LINES_MAX
    for function in functions(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= FUNCTION_LINES_MAX, function.name
        inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert not inner, f"import inside {function.name}"


def test_every_room_and_file_says_what_it_is_for() -> None:
    for path in CODE:
        if path.stat().st_size and "templatetags" not in path.parts:
            assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """What a reader of a file may call: its functions, classes and their methods."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


def test_every_public_thing_has_a_docstring() -> None:
    for path in SRC.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in public(ast.parse(path.read_text("utf-8"))):
            assert node.name == "Meta" or ast.get_docstring(node), f"{path}: {node.name}"


def test_no_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in SRC.rglob("*")}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common", "manager"}


def test_no_signals_and_no_any_across_a_wall() -> None:
    for path in SRC.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "django.dispatch" not in text, path
        assert "post_save" not in text, path
        if re.search(r"\bAny\b", text):
            # the one key of whatever form, the one procedure of whatever state
            assert path.name in ("tables.py", "procedure.py"), path


def test_nothing_of_any_region_is_in_code() -> None:
    """Names and codes of real places belong in packages; examples in docstrings may use them."""
    for path in SRC.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if node.value in docs or _is_example(path, node):
                    continue
                assert not re.search(r"长三角|长江|上海|杭州|3[1-4]0\d00", node.value), (
                    path,
                    node.lineno,
                )
    for path in SRC.rglob("*.html"):
        assert not re.search(r"长三角|长江|上海|yangtze|delta", path.read_text("utf-8"), re.I), path


def _is_example(path: Path, node: ast.Constant) -> bool:
    """The last text of a `key(...)` is its example, shown in the reference."""
    return path.parent.name in ("kinds", "charter")


def test_every_text_of_a_template_is_in_both_languages() -> None:
    """No Chinese stands in a template outside `say`, and each `say` has two texts."""
    for path in SRC.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"))
        for said in re.findall(r"\{% say (.*?)%\}", text):
            quoted = re.findall(r"\"[^\"]*\"|'[^']*'", said)
            assert len(quoted) >= 2, (path, said)
            assert re.search(r"[\u4e00-\u9fff，。、；：]", quoted[0]) or quoted[0] == quoted[1], (
                path
            )
            assert not re.search(r"[\u4e00-\u9fff]", quoted[1]), (path, said)
        bare = re.sub(r"\{%.*?%\}", "", text)
        assert set(re.findall(r"[\u4e00-\u9fff]+", bare)) <= {"中文"}, path


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, no registry's host."""
    forbidden = re.compile(r"/(?:work|root|home|Users)/\w|\b(?:pypi|npmjs|pythonhosted)\b")
    tracked = [p for p in ROOT.rglob("*") if p.is_file() and not _untracked(p)]
    for path in tracked:
        if path.suffix in (".png", ".geojson") or path == Path(__file__):
            continue
        assert not forbidden.search(path.read_text("utf-8", errors="ignore")), path


def _untracked(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0].startswith((".venv", ".git", "var", ".mypy", ".ruff", ".pytest", ".hyp")) or (
        "__pycache__" in parts or ".import_linter_cache" in parts
    )
