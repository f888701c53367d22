"""One rule from a file of its own, beside a package: to try what no package has yet.

Parties, funds and groups that the package does not know are noticed, not refused: a draft may be
about others.
"""

from collections.abc import Mapping
from dataclasses import replace

from lianxi.charter import check_sharing
from lianxi.charter.kinds.rule import RULE
from lianxi.charter.package import Package
from lianxi.charter.read_article import read_article
from lianxi.charter.reading import Reader
from lianxi.charter.rules.roster import Roster, read_roster
from lianxi.charter.survey import Survey, look_at
from lianxi.kernel.finding import Finding


def with_rule(
    package: Package, name: str, contents: Mapping[str, bytes]
) -> tuple[Package | None, tuple[Finding, ...]]:
    """The package with the rule in the file `name`, its roster among the other contents."""
    reader = Reader({})
    article_path = f"{RULE.folder}/{name}"
    found = Survey()
    for file, content in contents.items():
        if file == name or _names(contents[name], file):
            look_at(f"{RULE.folder}/{file}", content, found, reader)
    document = found.documents.get(article_path)
    if document is None:
        return None, tuple(reader.findings)
    rosters: dict[str, Roster] = {}
    for path, sheet in found.rosters.items():
        lines = [(row.number, row.cells) for row in sheet.rows]
        roster = read_roster(path, sheet.columns, lines, reader)
        if roster is not None:
            rosters[path] = roster
    article = read_article(article_path, document, RULE, reader)
    if article is not None:
        check_sharing.check(article, rosters, reader)
    if article is None or reader.troubled():
        return None, tuple(reader.findings)
    whole = replace(
        package,
        articles={**package.articles, article.id: article},
        rosters={**package.rosters, **rosters},
    )
    return whole, (*reader.findings, *_strangers(package, article_path, document, found))


def _names(content: bytes, file: str) -> bool:
    """Whether a rule may mean that file: it writes its name."""
    return f'"{file}"'.encode() in content


def _strangers(
    package: Package, path: str, document: Mapping[str, object], found: Survey
) -> list[Finding]:
    """References to what the package does not know, as notices."""
    ids = {
        "party": frozenset(package.parties),
        "set": frozenset(package.region.sets),
        "body": frozenset(each.id for each in package.kind("body")),
        "fund": frozenset(each.id for each in package.kind("fund")),
    }
    strict = Reader(ids)
    read_article(path, dict(document), RULE, strict)
    for at, sheet in found.rosters.items():
        lines = [(row.number, row.cells) for row in sheet.rows]
        read_roster(at, sheet.columns, lines, strict)
    strangers = [each for each in strict.findings if each.code == "reference.dangling"]
    return [replace(each, severity="notice") for each in strangers]
