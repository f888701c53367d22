"""Read the journal, and verify it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import Plain
from lianxi.portal.journal.actions import HASHED, hash_of
from lianxi.portal.journal.models import Head, Line

# For each kind of subject ("package", "person"): the digests of all its rows as they are now,
# by the algorithm that is asked for.
RowDigests = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Verification:
    """The outcome: how many lines, the head, and everything that does not hold."""

    lines: int
    head: str
    problems: tuple[Bilingual, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.problems

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi journal verify --json` answers with."""
        return {
            "holds": self.holds,
            "lines": self.lines,
            "head": self.head,
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(frozen=True)
class Wanted:
    """Which lines: acts whose names begin with a word, of one actor, on a subject or whatever
    lies under it, from one day to another (both included), beyond a line; "" and None are all.

    `before` is the line that the page before ended with: older than it, or newer where the
    oldest come first.
    """

    acts: str = ""
    actor: str = ""
    before: int | None = None
    subject: str = ""
    since: date | None = None
    until: date | None = None
    oldest_first: bool = False


@dataclass(frozen=True)
class Counts:
    """How many lines there are of each kind of act, and of each actor."""

    acts: Mapping[str, int]
    actors: Mapping[str, int]


def lines(most: int, wanted: Wanted) -> list[Line]:
    """The lines that are wanted, the newest first unless the oldest are to be."""
    found = _matching(wanted)
    if wanted.before is not None and wanted.oldest_first:
        found = found.filter(seq__gt=wanted.before)
    elif wanted.before is not None:
        found = found.filter(seq__lt=wanted.before)
    return list(found.order_by("seq" if wanted.oldest_first else "-seq")[:most])


def count(wanted: Wanted) -> int:
    """How many lines are wanted in all, on whichever page they stand."""
    return _matching(wanted).count()


def counts() -> Counts:
    """How many lines there are, by kind of act and by actor, in one query."""
    acts: dict[str, int] = {}
    actors: dict[str, int] = {}
    grouped = Line.objects.order_by().values_list("act", "actor").annotate(Count("seq"))
    for act, actor, number in grouped:
        kind = act.partition(".")[0]
        acts[kind] = acts.get(kind, 0) + number
        actors[actor] = actors.get(actor, 0) + number
    return Counts(acts, dict(sorted(actors.items())))


def _matching(wanted: Wanted) -> QuerySet[Line]:
    found = Line.objects.all()
    if wanted.acts:
        found = found.filter(act__startswith=f"{wanted.acts}.")
    if wanted.actor:
        found = found.filter(actor=wanted.actor)
    if wanted.subject:
        found = found.filter(subject__startswith=wanted.subject)
    if wanted.since is not None:  # the text of an instant begins with its day
        found = found.filter(at__gte=str(wanted.since))
    if wanted.until is not None and wanted.until < date.max:
        found = found.filter(at__lt=str(wanted.until + timedelta(days=1)))
    return found


def line_json(line: Line) -> dict[str, Plain]:
    """The form of a line that `/api/v1` answers with."""
    fields = (*HASHED, "hash")
    said: dict[str, Plain] = {
        name: getattr(line, name) for name in fields if not name.startswith("summary_")
    }
    return {**said, "summary": Bilingual(line.summary_zh, line.summary_en).as_json()}


def last_line(subject: str) -> Line | None:
    """The last act on a subject."""
    return Line.objects.filter(subject=subject).order_by("-seq").first()


def written_by(subject: str, act: str) -> list[tuple[str, str]]:
    """Who did an act to a subject, each with its digest afterwards, in order; one query."""
    rows = Line.objects.filter(subject=subject, act=act).order_by("seq")
    return list(rows.values_list("actor", "after"))


def last_act(act: str) -> Line | None:
    """The last line of an act, whatever it was done to."""
    return Line.objects.filter(act=act).order_by("-seq").first()


def length() -> int:
    """How many lines there are, as the head has it."""
    head = Head.objects.filter(pk=1).first()
    return head.seq if head else 0


def line_numbered(seq: int) -> Line | None:
    """The line with a number."""
    return Line.objects.filter(seq=seq).first()


@dataclass(frozen=True)
class Chain:
    """Lines followed one by one: how many, the hash of the last, and what does not hold."""

    lines: int
    head: str
    problems: tuple[Bilingual, ...]
    last: Mapping[str, str]  # the digest that was journaled last, by subject


def follow(lines: Iterable[Line]) -> Chain:
    """Recompute the chain from its first line on."""
    problems: list[Bilingual] = []
    last: dict[str, str] = {}
    previous, seq = "", 0
    for line in lines:
        problems += _line(line, seq, previous)
        previous, seq = line.hash, line.seq
        last[line.subject] = line.after
    return Chain(seq, previous, tuple(problems), last)


def verify(kinds: Mapping[str, RowDigests]) -> Verification:
    """Recompute the chain, then compare every row with the digest journaled last."""
    chain = follow(Line.objects.order_by("seq").iterator(2000))
    problems = list(chain.problems)
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.seq, head.hash) != (chain.lines, chain.head):
        problems.append(
            Bilingual(
                f"链头记为第{head.seq}行，而最后一行是第{chain.lines}行，或两者的哈希不同",
                f"the head says line {head.seq}, the last line is {chain.lines}, "
                "or their hashes differ",
            )
        )
    problems += _rows(kinds, chain.last)
    return Verification(chain.lines, head.hash, tuple(problems))


def _line(line: Line, seq: int, previous: str) -> Iterable[Bilingual]:
    if line.seq != seq + 1:
        yield Bilingual(
            f"第{seq}行之后应为第{seq + 1}行，却是第{line.seq}行",
            f"after line {seq} comes line {line.seq}",
        )
    if line.previous != previous:
        yield Bilingual(
            f"第{line.seq}行没有接上前一行的哈希",
            f"line {line.seq} does not carry the hash of the line before",
        )
    if hash_of(line, line.hash.partition(":")[0]) != line.hash:
        yield Bilingual(
            f"第{line.seq}行的内容与其哈希不符",
            f"the content of line {line.seq} is not what was hashed",
        )


def _rows(kinds: Mapping[str, RowDigests], last: Mapping[str, str]) -> Iterable[Bilingual]:
    for kind, digests in kinds.items():
        journaled = {
            subject: after for subject, after in last.items() if subject.startswith(f"{kind}/")
        }
        # An office may change its algorithm: old lines are compared by the one they were made with.
        algorithms = {after.partition(":")[0] for after in journaled.values() if after}
        by_algorithm = {name: digests(name) for name in sorted(algorithms or {"sha256"})}
        now = next(iter(by_algorithm.values()))
        for subject in sorted(now.keys() | {s for s, after in journaled.items() if after}):
            if subject not in now:
                yield Bilingual(
                    f"{subject} 记在日志中，现已不在", f"{subject} is journaled but is gone"
                )
            elif subject not in journaled:
                yield Bilingual(f"{subject} 不在日志中", f"{subject} is not in the journal")
            elif not _same(by_algorithm, subject, journaled[subject]):
                yield Bilingual(
                    f"{subject} 与日志所记的摘要不符", f"{subject} is not what the journal says"
                )


def _same(by_algorithm: Mapping[str, Mapping[str, str]], subject: str, journaled: str) -> bool:
    """Whether a row is what was journaled, by the algorithm of that line."""
    digests = by_algorithm.get(journaled.partition(":")[0], {})
    return digests.get(subject) == journaled
