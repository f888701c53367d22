"""Every change of the directory by a form: enter, correct, replace and end posts and units.

Nothing is deleted: what ends has a last day, what was wrong is corrected and the journal
keeps the digest of what stood there. No journal line names anybody: its readers may not
know who holds which post.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db import transaction

from lianxi.governance.authority import NOBODY, Actor, Refused, can
from lianxi.governance.directory import (
    DUTIES,
    Fault,
    Held,
    Office,
    handed_over,
    named,
    new_faults,
    spelling,
    unit_id,
)
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.finding import Finding, Place
from lianxi.portal.charter.queries import Current
from lianxi.portal.directory import queries
from lianxi.portal.directory.models import Directory, Post, Unit
from lianxi.portal.directory.queries import Kept
from lianxi.portal.journal.actions import CHINA, record

T = TypeVar("T")


@dataclass(frozen=True)
class Doing:
    """Who writes in whose directory, and when; `found` is the region that they look at."""

    actor: Actor | None
    party: str
    found: Current
    at: datetime
    on_behalf_of: str = ""

    @property
    def today(self) -> date:
        """The day on which it is done."""
        return self.at.astimezone(CHINA).date()


@dataclass(frozen=True)
class Done(Generic[T]):
    """What came of a change, and what the journal says of it."""

    value: T
    words: Bilingual


def write(
    doing: Doing, act: str, change: Callable[[Directory, Kept], Done[T] | Refused]
) -> T | Refused:
    """Change the directory of one party: one at a time, with its journal line, or not at all."""
    allowed = can(doing.actor, "directory.write", doing.today, party=doing.party)
    if doing.actor is None or isinstance(allowed, Refused):
        return allowed if isinstance(allowed, Refused) else Refused(NOBODY)
    with transaction.atomic():
        _, made = Directory.objects.get_or_create(pk=doing.party)
        directory = Directory.objects.select_for_update().get(pk=doing.party)
        before = "" if made else queries.row_digest(directory)
        outcome = change(directory, queries.kept(doing.found, [doing.party]))
        if isinstance(outcome, Refused):
            transaction.set_rollback(True)
            return outcome
        record(
            at=doing.at,
            actor=doing.actor.login,
            role=allowed.appointment.role,
            on_behalf_of=doing.on_behalf_of,
            act=f"directory.{act}",
            subject=queries.subject_of(doing.party),
            summary=outcome.words,
            before=before,
            after=queries.row_digest(directory),
        )
    return outcome.value


def add_post(doing: Doing, post: Held) -> Post | Refused:
    """Enter that somebody holds a duty."""

    def change(directory: Directory, stands: Kept) -> Done[Post] | Refused:
        refused = unfit(stands, doing.party, post)
        if refused is not None:
            return refused
        row = saved(directory, post)
        return Done(row, said(ADDED, doing, stands, post))

    return write(doing, "enter", change)


def correct_post(doing: Doing, seen: Held, post: Held) -> Post | Refused:
    """Correct what was entered; `seen` is the post as it was looked at."""

    def change(directory: Directory, stands: Kept) -> Done[Post] | Refused:
        if seen not in stands.posts[doing.party]:
            return Refused(OVERTAKEN)
        others = [each for each in stands.posts[doing.party] if each != seen]
        refused = unfit(stands, doing.party, post, others)
        if refused is not None:
            return refused
        return Done(saved(directory, post), said(CORRECTED, doing, stands, post))

    return write(doing, "correct", change)


def replace_post(doing: Doing, old: Held, new: Held) -> Post | Refused:
    """Enter who follows: the old post, as it was looked at, ends when the new one begins."""

    def change(directory: Directory, stands: Kept) -> Done[Post] | Refused:
        if old not in stands.posts[doing.party]:
            return Refused(OVERTAKEN)
        if old.over(new.since):
            return Refused(OVER.fill(day=str(old.until)))
        if new.since <= old.since:
            return _refused("directory.not-later", {"since": str(old.since)})
        ended = handed_over(old, new.since)
        others = [ended if each == old else each for each in stands.posts[doing.party]]
        refused = unfit(stands, doing.party, new, others)
        if refused is not None:
            return refused
        saved(directory, ended)
        return Done(saved(directory, new), said(REPLACED, doing, stands, new))

    return write(doing, "replace", change)


def end_post(doing: Doing, old: Held, day: date) -> Post | Refused:
    """End a post, as it was looked at; on its first day, it was entered by mistake."""

    def change(directory: Directory, stands: Kept) -> Done[Post] | Refused:
        if old not in stands.posts[doing.party]:
            return Refused(OVERTAKEN)
        if old.over(doing.today):
            return Refused(OVER.fill(day=str(old.until)))
        if day < old.since:
            return _refused("directory.order", {"since": str(old.since), "until": str(day)})
        return Done(saved(directory, replace(old, until=day)), said(ENDED, doing, stands, old))

    return write(doing, "end", change)


def add_unit(doing: Doing, name: Bilingual, since: date) -> Unit | Refused:
    """Enter a department or office."""

    def change(directory: Directory, stands: Kept) -> Done[Unit] | Refused:
        if named(stands.offices[doing.party], name.zh, doing.today) is not None:
            return Refused(NAMESAKE.fill(unit=name))
        taken = [each.id for each in stands.offices[doing.party]]
        office = Office(unit_id(doing.party, name.zh, taken), name, since)
        row = new_unit(directory, office)
        return Done(row, UNIT_ADDED.fill(unit=name, party=doing.found.party(doing.party)))

    return write(doing, "enter-unit", change)


def correct_unit(doing: Doing, id_: str, name: Bilingual, since: date) -> Unit | Refused:
    """Correct how a unit is called, or since when it is there; its id stays."""

    def change(directory: Directory, stands: Kept) -> Done[Unit] | Refused:
        row = _unit(directory, id_)
        if row is None:
            return Refused(NO_UNIT)
        if row.until is not None and row.until < since:
            return _refused("directory.order", {"since": str(since), "until": str(row.until)})
        others = [each for each in stands.offices[doing.party] if each.id != id_]
        if named(others, name.zh, doing.today) is not None:
            return Refused(NAMESAKE.fill(unit=name))
        row.name_zh, row.name_en, row.since = name.zh, name.en or spelling(name.zh), since
        row.save(update_fields=["name_zh", "name_en", "since"])
        return Done(row, UNIT_CORRECTED.fill(unit=name, party=doing.found.party(doing.party)))

    return write(doing, "correct-unit", change)


def end_unit(doing: Doing, id_: str, day: date) -> Unit | Refused:
    """End a unit on a day on which nobody is there any more."""

    def change(directory: Directory, stands: Kept) -> Done[Unit] | Refused:
        row = _unit(directory, id_)
        if row is None:
            return Refused(NO_UNIT)
        if row.until is not None:
            return Refused(UNIT_OVER.fill(day=str(row.until)))
        if day < row.since:
            return _refused("directory.order", {"since": str(row.since), "until": str(day)})
        there = [each for each in stands.posts[doing.party] if each.of == id_]
        staying = [each for each in there if not each.over(day) and each.until != each.since]
        if staying:
            return Refused(STAYING.fill(n=len(staying)))
        row.until = day
        row.save(update_fields=["until"])
        name = Bilingual(row.name_zh, row.name_en)
        return Done(row, UNIT_ENDED.fill(unit=name, party=doing.found.party(doing.party)))

    return write(doing, "end-unit", change)


def saved(directory: Directory, post: Held) -> Post:
    """A post's row, new where it has no number yet; the caller holds the directory."""
    row = Post(
        pk=post.number or None,
        directory=directory,
        of=post.of,
        duty=post.duty,
        name_zh=post.name.zh,
        name_en=post.name.en,
        title=post.title,
        phone=post.phone,
        mobile=post.mobile,
        email=post.email,
        since=post.since,
        until=post.until,
    )
    row.save(force_insert=not post.number, force_update=bool(post.number))
    return row


def new_unit(directory: Directory, office: Office) -> Unit:
    """A new unit's row; the caller holds the directory."""
    assert office.since is not None, "only a recorded unit has no beginning"
    return Unit.objects.create(
        id=office.id,
        directory=directory,
        name_zh=office.name.zh,
        name_en=office.name.en or spelling(office.name.zh),
        since=office.since,
    )


def unfit(
    stands: Kept, party: str, post: Held, others: Sequence[Held] | None = None
) -> Refused | None:
    """Why a post can't stand beside the others; None where it can."""
    others = stands.posts[party] if others is None else others
    if post.of != party:
        office = stands.office(post.of)
        if office is None or office.party != party:
            return Refused(NO_UNIT)
        if not office.exists(post.since):
            day = same(str(post.since))
            values = {"unit": office.name, "day": day, "term": office.term}
            return _refused("directory.unit-over", values)
    never = post.until == post.since and post.number == 0  # a mistake is ended, not entered
    if post.until is not None and (post.until < post.since or never):
        days = {"since": str(post.since), "until": str(post.until)}
        return _refused("directory.order", days)
    found = new_faults(others, [*others, post])
    return _because(found[0]) if found else None


def said(words: Bilingual, doing: Doing, stands: Kept, post: Held) -> Bilingual:
    """What the journal says: the duty and where it is, and never whose it is."""
    office = stands.office(post.of)
    party = doing.found.party(doing.party)
    where = IN.fill(party=party, unit=office.name) if office else party
    return words.fill(where=where, duty=DUTIES[post.duty])


def _because(fault: Fault) -> Refused:
    return _refused(fault.code, fault.values)


def _refused(code: str, values: Mapping[str, Bilingual | str]) -> Refused:
    return Refused(in_words(Finding("error", code, Place(""), values)).message)


def _unit(directory: Directory, id_: str) -> Unit | None:
    return Unit.objects.filter(directory=directory, pk=id_).first()


IN = Bilingual("{party}{unit}", "{unit}, {party}")
ADDED = Bilingual("登记{where}的{duty}", "entered the {duty} of {where}")
CORRECTED = Bilingual("更正{where}的{duty}", "corrected the {duty} of {where}")
REPLACED = Bilingual("{where}的{duty}换人", "replaced the {duty} of {where}")
ENDED = Bilingual("结束{where}的{duty}的任职", "ended the {duty} of {where}")
UNIT_ADDED = Bilingual("登记{party}的部门{unit}", "entered a department of {party}: {unit}")
UNIT_CORRECTED = Bilingual("更正{party}的部门{unit}", "corrected a department of {party}: {unit}")
UNIT_ENDED = Bilingual("撤销{party}的部门{unit}", "ended a department of {party}: {unit}")
NO_UNIT = Bilingual("没有这个部门", "there is no such department")
OVERTAKEN = Bilingual(
    "您查看之后，有人改过这一条；请看过现在的内容再改",
    "somebody changed it since you looked: see what it says now, and correct that",
)
OVER = Bilingual("这项任职已于{day}结束", "this post ended on {day}")
UNIT_OVER = Bilingual("这个部门已于{day}撤销", "this department ended on {day}")
NAMESAKE = Bilingual("已有部门“{unit}”", "there is a department “{unit}” already")
STAYING = Bilingual(
    "还有{n}项任职没有结束：先结束任职，再撤销部门",
    "posts that have not ended: {n}; end them first, then the department",
)
