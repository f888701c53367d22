"""What holds within a sharing rule: after every version, its names, units and parties fit."""

from collections.abc import Mapping

from lianxi.charter.article import Article, empty
from lianxi.charter.kinds.rule import RULE
from lianxi.charter.reading import Reader
from lianxi.charter.rules.roster import Roster
from lianxi.charter.rules.typed import typed


def check(article: Article, rosters: Mapping[str, Roster], reader: Reader) -> None:
    """Check a rule as it reads after each of its versions, also those only proposed."""
    if article.kind is not RULE or article.file in reader.troubled():
        return
    text = empty(article)
    said = set()
    undated = [version for version in article.versions if version not in article.in_order()]
    for version in (*article.in_order(), *undated):
        text = text.amended(version)
        if version.standing == "ended":
            continue
        own = Reader(reader.ids)
        own.findings = [each for each in reader.findings if each.severity == "error"]
        before = len(own.findings)
        typed(text, rosters, own)
        for finding in own.findings[before:]:
            if repr(finding) not in said:  # what one version got wrong is said once
                said.add(repr(finding))
                reader.findings.append(finding)
