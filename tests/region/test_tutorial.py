"""The tutorial is executed as it stands: files written, commands run, output compared."""

import re
import shutil
from pathlib import Path

import pytest

from here import ROOT
from lianxi.charter.load import load_path
from lianxi.cli.main import run

TUTORIAL = ROOT / "docs" / "tutorial"
PAGES = {"en": TUTORIAL / "new-region.md", "zh": TUTORIAL / "new-region.zh.md"}

# ```toml prd/region.toml is a file to write; ```console holds commands with what they print.
BLOCK = re.compile(r"^```(toml|csv|console)(?: (\S+))?\n(.*?)\n```$", re.M | re.S)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """The blocks of a page in order: their language, the file they are, their text."""
    return BLOCK.findall(page.read_text("utf-8"))


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command of the page prints."""
    program, *arguments = command.split()
    if program == "cp":
        shutil.copytree(arguments[1], arguments[2])
        return ""
    assert program == "lianxi"
    with pytest.raises(SystemExit):
        run(arguments)
    return "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("lang", PAGES)
def test_every_step_does_what_the_page_says(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIANXI_LANG", lang)
    for language, path, text in blocks(PAGES[lang]):
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text + "\n", "utf-8")
        elif language == "console":
            command, _, said = text.removeprefix("$ ").partition("\n")
            assert printed(command, capsys) == said, command
    for folder in ("prd", "prd-2"):
        loaded = load_path(Path(folder))
        assert loaded.package is not None
        assert loaded.findings == ()


def test_both_pages_write_the_same_files_and_run_the_same_commands() -> None:
    steps = []
    for page in PAGES.values():
        steps.append(
            [(path, text if path else text.partition("\n")[0]) for _, path, text in blocks(page)]
        )
    assert steps[0] == steps[1]
    assert len(steps[0]) >= 15
