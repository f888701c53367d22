"""The texts of this engine's findings, from `findings.toml` beside this file and the charter's."""

from importlib.resources import files

from lianxi.charter.texts import TEXTS as CHARTER
from lianxi.kernel.finding import Explained, Finding, catalogue, explain

TEXTS = catalogue((files("lianxi.sharing") / "findings.toml").read_text("utf-8"))


def in_words(finding: Finding) -> Explained:
    """Put a finding into words; a rule's own faults are the charter's."""
    return explain(finding, TEXTS if finding.code in TEXTS else CHARTER)
