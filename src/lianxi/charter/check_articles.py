"""What holds between the versions of an article, and between bodies."""

from datetime import date

from lianxi.charter import check_commitments, check_funds, check_rules, check_sharing
from lianxi.charter.article import Article, Consolidated, Version, as_of, empty
from lianxi.charter.kinds.body import GUIDED_BY, PART_OF, SUCCEEDS
from lianxi.charter.kinds.commitment import Clause
from lianxi.charter.package import Package
from lianxi.charter.reading import Reader
from lianxi.charter.tables import Key
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Place


def check(package: Package, reader: Reader) -> None:
    """Check every article, then the bodies among each other."""
    for article in package.articles.values():
        for version in article.versions:
            _world(version, reader)
            _decided(package, version, reader)
        _overlaps(article, reader)
        _repeals(article, reader)
        check_commitments.check(article, reader)
        check_rules.check(article, reader)
        check_funds.check(article, reader)
        check_sharing.check(article, package.rosters, reader)
    for key in (PART_OF, GUIDED_BY, SUCCEEDS):
        _no_circle(package, key, reader)
    _succession(package, reader)


def _world(version: Version, reader: Reader) -> None:
    """The record holds no example, and a proposal is never in force in it."""
    if version.world == "record":
        _no_example(version, reader)
    if version.standing == "proposed" and version.in_force_from.known:
        reader.report("proposal.in-force", version.place.at("in_force_from"))
    if version.standing != "proposed" and not version.in_force_from.known:
        reader.report("version.undated", version.place.at("in_force_from"))


def _decided(package: Package, version: Version, reader: Reader) -> None:
    """A version comes into force no earlier than the meeting that decided it."""
    meeting = package.meetings.get(version.decided_at or "")
    if meeting and version.in_force_from.before(meeting.date):
        reader.report(
            "version.before-meeting",
            version.place.at("in_force_from"),
            since=str(version.in_force_from),
            meeting=package.meeting_name(meeting),
            date=str(meeting.date),
        )


def _no_example(version: Version, reader: Reader) -> None:
    if version.status == "example":
        reader.report("record.example", version.place.at("status"))
    for name, clause in version.states.items():
        if isinstance(clause, Clause) and clause.status == "example":
            word, _, id_ = name.partition(".")
            place = version.place.at(f"{word}[{id_}].status")
            reader.report("record.example", place)


def _overlaps(article: Article, reader: Reader) -> None:
    """No two versions state the same key for the same day, known on the same day."""
    seen: dict[tuple[object, object, str], Version] = {}
    for version in article.in_order():
        for name in version.states:
            moment = (version.in_force_from.start, version.known_from.start, name)
            if moment in seen:
                reader.report(
                    "version.overlap",
                    version.place.at(name),
                    key=name,
                    day=str(version.in_force_from),
                    first=seen[moment].place.key or "1",
                )
            seen.setdefault(moment, version)


def _repeals(article: Article, reader: Reader) -> None:
    """Only what is stated can be repealed."""
    text = empty(article)
    for version in article.in_order():
        for name in version.repeals:
            if name not in text.keys:
                reader.report("repeal.nothing", version.place.at("repeals"), key=name)
        text = text.amended(version)


def _latest(article: Article) -> Consolidated | None:
    return as_of(article, date.max)


def _no_circle(package: Package, key: Key[str], reader: Reader) -> None:
    """Following a key from body to body never leads back."""
    above: dict[str, tuple[str, Place]] = {}
    for body in package.kind("body"):
        text = _latest(body)
        target = text.get(key) if text else None
        if text and target:
            above[body.id] = (target, text.keys[key.name].version.place.at(key.name))
    for start in above:
        at, road = start, [start]
        while at in above and above[at][0] not in road:
            at = above[at][0]
            road.append(at)
        if at in above and above[at][0] == start:
            reader.report("body.circle", above[start][1], road=" → ".join([*road, start]))


def _succession(package: Package, reader: Reader) -> None:
    """A body begins on the day its predecessor ends: no gap and no overlap.

    Of an article with errors nothing is said: a version of it may be left out.
    """
    troubled = reader.troubled()
    for body in package.kind("body"):
        text = _latest(body)
        before = package.articles.get(text.get(SUCCEEDS) or "") if text else None
        if text is None or before is None or {body.file, before.file} & troubled:
            continue
        ends = [version for version in before.in_order() if version.standing == "ended"]
        begins = text.versions[0]
        place = text.keys[SUCCEEDS.name].version.place.at(SUCCEEDS.name)
        names: dict[str, Bilingual | str] = {"body": body.name, "before": before.name}
        names["since"] = str(begins.in_force_from)
        if not ends:
            reader.report("succession.unended", place, **names)
            continue
        until, since = ends[-1].in_force_from.start, begins.in_force_from.start
        if until is not None and since is not None and until != since:
            code = "succession.gap" if until < since else "succession.overlap"
            reader.report(code, place, **names, until=str(ends[-1].in_force_from))
