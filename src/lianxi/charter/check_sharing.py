"""What holds within a sharing rule: after every version, its names, units and parties fit."""

from collections.abc import Mapping

from lianxi.charter.article import Article, Consolidated, Version, empty
from lianxi.charter.kinds.rule import EACH, FACTS, PARAMETERS, RULE, STEP, TRANSFER
from lianxi.charter.reading import Reader
from lianxi.charter.rules.roster import Roster
from lianxi.charter.rules.typed import typed


def check(article: Article, rosters: Mapping[str, Roster], reader: Reader) -> None:
    """Check a rule as it reads after each of its versions, also those only proposed.

    Versions of one day are one text: what a source states may stand beside what is an example.
    """
    if article.kind is not RULE or article.file in reader.troubled():
        return
    text = empty(article)
    said = set()
    undated = [version for version in article.versions if version not in article.in_order()]
    every = [*article.in_order(), *undated]
    for version, after in zip(every, [*every[1:], None], strict=True):
        text = text.amended(version)
        if version.standing == "ended" or _named_alone(text):
            continue
        if after is not None and _at_once(version, after):
            continue
        own = Reader(reader.ids)
        own.findings = [each for each in reader.findings if each.severity == "error"]
        before = len(own.findings)
        typed(text, rosters, own)
        for finding in own.findings[before:]:
            if repr(finding) not in said:  # what one version got wrong is said once
                said.add(repr(finding))
                reader.findings.append(finding)


def _named_alone(text: Consolidated) -> bool:
    """Whether it says nothing to work out: the documents name it and give no formula."""
    worked = (EACH.name, FACTS.name, STEP.name, TRANSFER.name)
    return not any(key in worked or key.startswith(f"{PARAMETERS.name}.") for key in text.keys)


def _at_once(one: Version, other: Version) -> bool:
    """Whether two versions begin and become known on the same days: there is no text between."""
    begin = one.in_force_from.known and one.in_force_from.start == other.in_force_from.start
    return begin and one.known_from.start == other.known_from.start
