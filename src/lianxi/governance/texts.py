"""The texts of what a reading of the history finds, from `findings.toml` beside this file."""

from importlib.resources import files

from lianxi.kernel.finding import Explained, Finding, catalogue, explain

TEXTS = catalogue((files("lianxi.governance") / "findings.toml").read_text("utf-8"))


def in_words(finding: Finding) -> Explained:
    """Put a finding of governance into words."""
    return explain(finding, TEXTS)
