"""Supervision: slips (督办单) and requests for coordination (提请函) of one commitment.

A slip is answered by whoever carries the commitment out and closed by the office. A request is
drafted, signed by a named person, and answered by the layer it goes to. Nobody is escalated
by a clock: each step is somebody's act.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from lianxi.governance.authority import Refused
from lianxi.governance.road.commitment_acts import (
    RequestAnswered,
    RequestDrafted,
    RequestDropped,
    RequestSigned,
    SlipAnswered,
    SlipClosed,
    SlipIssued,
)
from lianxi.governance.road.procedure import Duty
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import in_words


@dataclass(frozen=True)
class Slip:
    """A supervision slip as it stands."""

    issued: SlipIssued
    since: date
    answered: SlipAnswered | None = None
    answered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Request:
    """A request for coordination as it stands."""

    drafted: RequestDrafted
    since: date
    signed: RequestSigned | None = None
    signed_on: date | None = None
    answered: RequestAnswered | None = None
    dropped: str = ""

    @property
    def open(self) -> bool:
        """Whether anything is still to be done about it."""
        return self.answered is None and not self.dropped


Slips = tuple[Slip, ...]
Requests = tuple[Request, ...]


def issued(slips: Slips, what: SlipIssued, day: date) -> Slips | Refused:
    """One more slip; there is one at a time."""
    if what.due < day:
        return Refused(SLIP_LATE.fill(due=in_words(what.due)))
    if any(slip.closed_on is None for slip in slips):
        return Refused(SLIP_OPEN)
    return (*slips, Slip(what, day))


def slip_answered(slips: Slips, what: SlipAnswered, day: date) -> Slips | Refused:
    """A slip with its answer; a later answer takes the place of an earlier one."""
    slip = _open_slip(slips, what.slip)
    if isinstance(slip, Refused):
        return slip
    return _with(slips, what.slip, replace(slip, answered=what, answered_on=day))


def slip_closed(slips: Slips, what: SlipClosed, day: date) -> Slips | Refused:
    """A slip that had its effect; only one that was answered."""
    slip = _open_slip(slips, what.slip)
    if isinstance(slip, Refused):
        return slip
    if slip.answered is None:
        return Refused(SLIP_UNANSWERED.fill(n=what.slip))
    return _with(slips, what.slip, replace(slip, closed_on=day))


def drafted(requests: Requests, what: RequestDrafted, day: date) -> Requests | Refused:
    """One more request; there is one at a time."""
    if any(request.open for request in requests):
        return Refused(REQUEST_OPEN)
    return (*requests, Request(what, day))


def signed(requests: Requests, what: RequestSigned, day: date) -> Requests | Refused:
    """A request with the name of whoever signed it."""
    request = _unsigned(requests, what.request)
    if isinstance(request, Refused):
        return request
    if not what.signer.strip():
        return Refused(NO_SIGNER)
    return _with(requests, what.request, replace(request, signed=what, signed_on=day))


def dropped(requests: Requests, what: RequestDropped) -> Requests | Refused:
    """A request that is not made after all; once signed, it is."""
    request = _unsigned(requests, what.request)
    if isinstance(request, Refused):
        return request
    if not what.why.strip():
        return Refused(WHY_NOT)
    return _with(requests, what.request, replace(request, dropped=what.why))


def answered(requests: Requests, what: RequestAnswered) -> Requests | Refused:
    """A request with what the layer it went to says."""
    request = _open_request(requests, what.request)
    if isinstance(request, Refused):
        return request
    if request.signed is None:
        return Refused(REQUEST_UNSIGNED.fill(n=what.request))
    return _with(requests, what.request, replace(request, answered=what))


def slip_duties(slips: Slips, doer: str, office: str) -> Iterator[Duty]:
    """Who owes what of slips that are open."""
    for number, slip in enumerate(slips, 1):
        if slip.closed_on is None and slip.answered is None:
            yield Duty("explain", doer, slip.since, slip.issued.due, str(number))
        elif slip.closed_on is None:
            yield Duty("close-slip", office, slip.answered_on or slip.since, None, str(number))


def request_duties(requests: Requests, office: str) -> Iterator[Duty]:
    """Who owes what of requests that are open."""
    for number, request in enumerate(requests, 1):
        if request.open and request.signed is None:
            yield Duty("sign-request", office, request.since, None, str(number))
        elif request.open:
            to = f"body:{request.drafted.to}"
            yield Duty("coordinate", to, request.signed_on or request.since, None, str(number))


def _open_slip(slips: Slips, number: int) -> Slip | Refused:
    slip = _numbered(slips, number)
    if slip is None:
        return Refused(NO_SLIP.fill(n=number))
    if slip.closed_on is not None:
        return Refused(SLIP_DONE.fill(n=number, day=in_words(slip.closed_on)))
    return slip


def _open_request(requests: Requests, number: int) -> Request | Refused:
    request = _numbered(requests, number)
    if request is None:
        return Refused(NO_REQUEST.fill(n=number))
    return request if request.open else Refused(REQUEST_DONE.fill(n=number))


def _unsigned(requests: Requests, number: int) -> Request | Refused:
    request = _open_request(requests, number)
    if isinstance(request, Refused) or request.signed is None:
        return request
    return Refused(REQUEST_SIGNED.fill(n=number, who=request.signed.signer))


T = TypeVar("T")


def _numbered(items: Sequence[T], number: int) -> T | None:
    """The nth of some items, counted from 1."""
    return items[number - 1] if 1 <= number <= len(items) else None


def _with(items: tuple[T, ...], number: int, item: T) -> tuple[T, ...]:
    """The items with another one in the nth place."""
    return (*items[: number - 1], item, *items[number:])


SLIP_LATE = Bilingual("答复期限{due}已过", "the day for the answer, {due}, is over")
SLIP_OPEN = Bilingual("还有督办单没有核销", "a slip is still open")
NO_SLIP = Bilingual("没有第{n}张督办单", "there is no slip {n}")
SLIP_DONE = Bilingual("第{n}张督办单已于{day}核销", "slip {n} was closed on {day}")
SLIP_UNANSWERED = Bilingual("第{n}张督办单还没有答复", "slip {n} has no answer yet")
REQUEST_OPEN = Bilingual("还有提请函没有办完", "a request is still open")
NO_REQUEST = Bilingual("没有第{n}件提请函", "there is no request {n}")
REQUEST_DONE = Bilingual("第{n}件提请函已经办完", "request {n} is done with")
REQUEST_SIGNED = Bilingual("第{n}件提请函已由{who}签发", "request {n} was signed by {who}")
REQUEST_UNSIGNED = Bilingual("第{n}件提请函还没有签发", "request {n} is not signed yet")
NO_SIGNER = Bilingual("请写明签发人", "say who signs")
WHY_NOT = Bilingual("请写明原因", "say why")
