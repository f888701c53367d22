"""The texts of the charter's findings, from `findings.toml` beside this file."""

import tomllib
from importlib.resources import files

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained, Explanation, Finding, explain


def _catalogue() -> dict[str, Explanation]:
    text = (files("lianxi.charter") / "findings.toml").read_text("utf-8")
    return {
        code: Explanation(
            severity=entry["severity"],
            message=Bilingual(**entry["message"]),
            expected=Bilingual(**entry["expected"]),
            remedy=Bilingual(**entry["remedy"]),
        )
        for code, entry in tomllib.loads(text).items()
    }


TEXTS = _catalogue()


def in_words(finding: Finding) -> Explained:
    """Put a finding of the charter into words."""
    return explain(finding, TEXTS)
