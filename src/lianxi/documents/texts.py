"""The texts of what is found in a workbook, from `findings.toml` beside this file."""

from importlib.resources import files

from lianxi.kernel.finding import Explained, Finding, catalogue, explain

TEXTS = catalogue((files("lianxi.documents") / "findings.toml").read_text("utf-8"))


def in_words(finding: Finding) -> Explained:
    """Put a finding of a workbook into words."""
    return explain(finding, TEXTS)
