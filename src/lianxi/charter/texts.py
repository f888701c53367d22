"""The texts of the charter's findings, from `findings.toml` beside this file."""

from importlib.resources import files

from lianxi.kernel.finding import Explained, Finding, catalogue, explain

TEXTS = catalogue((files("lianxi.charter") / "findings.toml").read_text("utf-8"))


def in_words(finding: Finding) -> Explained:
    """Put a finding of the charter into words."""
    return explain(finding, TEXTS)
