"""A ballot counted: exact shares of a frozen roll, and the result in a sentence.

    result = count(rules, room, balloted)

The roll is the one of the notice. Whoever stands aside is left out of the seats, of those
present and of the vote. Who is absent and lets another vote counts where votes are counted,
not for the quorum: that is of seats that are taken. An abstention is a vote that was cast;
saying nothing is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from lianxi.charter.kinds.body_rules import WHOLES, Threshold
from lianxi.governance.authority import Refused
from lianxi.governance.road.sitting_acts import Balloted, Rules
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.ratio import read_ratio

VOTES: Mapping[str, Bilingual] = {
    "yes": Bilingual("赞成", "in favour"),
    "no": Bilingual("反对", "against"),
    "abstain": Bilingual("弃权", "abstention"),
}


@dataclass(frozen=True)
class Room:
    """Who has a seat, who of them is there, and whom an absent one has named to vote for it."""

    roll: tuple[str, ...]
    present: tuple[str, ...]
    named: Mapping[str, str]


@dataclass(frozen=True)
class Need:
    """How many are needed, of how many, by which share ("2/3", ">1/2")."""

    share: str
    whole: int
    number: int
    of: str


@dataclass(frozen=True)
class Result:
    """What a ballot came to."""

    seats: int  # without those who stood aside
    recused: int
    present: int
    proxies: int
    votes: Mapping[str, int]
    quorum: Need | None
    majority: Need

    @property
    def quorate(self) -> bool:
        """Whether enough seats were taken to decide at all."""
        return self.quorum is None or self.present >= self.quorum.number

    @property
    def carried(self) -> bool:
        """Whether it is carried."""
        return self.quorate and self.votes["yes"] >= self.majority.number

    @property
    def sentence(self) -> Bilingual:
        """The whole reckoning in a sentence."""
        parts = [
            (SEATS_LEFT if self.recused else ALL_SEATS).fill(n=self.seats, recused=self.recused),
            (PRESENT_FOR if self.proxies else PRESENT).fill(n=self.present, proxies=self.proxies),
            NO_QUORUM if self.quorum is None else _quorum(self.quorum, quorate=self.quorate),
            COUNTED.fill(**{word.replace("abstain", "none"): n for word, n in self.votes.items()}),
            _majority(self.majority),
            CARRIED if self.carried else NOT_CARRIED if self.quorate else NOT_QUORATE,
        ]
        return Bilingual(
            "；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + "."
        )


def share(text: str) -> Threshold:
    """A share as the rules write it.

    >>> share(">1/2").met(8, 16), share("2/3").met(10, 15)
    (False, True)
    """
    if text.startswith(">"):
        return Threshold(more_than=read_ratio(text[1:]))
    return Threshold(at_least=read_ratio(text))


def written(threshold: Threshold | None) -> str:
    """A share of an article as the rules write it; "" where there is none.

    >>> written(Threshold(more_than=Fraction(1, 2))), written(None)
    ('>1/2', '')
    """
    if threshold is None:
        return ""
    if threshold.more_than is not None:
        return f">{threshold.more_than}"
    return str(threshold.at_least or "")


def least(text: str, whole: int) -> int:
    """The smallest whole number that a share of `whole` asks for.

    >>> least("2/3", 16), least(">1/2", 16), least("1/2", 16)
    (11, 9, 8)
    """
    threshold = share(text)
    if threshold.more_than is not None:
        return _floor(threshold.more_than * whole) + 1
    assert threshold.at_least is not None
    return -_floor(-threshold.at_least * whole)


def count(rules: Rules, room: Room, ballot: Balloted) -> Result | Refused:
    """What the ballot came to, or why it can't be counted."""
    wrong = _wrong(rules, room, ballot)
    if wrong is not None:
        return Refused(wrong)
    recused = frozenset(ballot.recused)
    seats = len(frozenset(room.roll) - recused)
    present = len(frozenset(room.present) - recused)
    votes = dict.fromkeys(VOTES, 0)
    for vote in ballot.votes.values():
        votes[vote] += 1
    for vote, number in ballot.counted.items():
        votes[vote] += number
    voting = present + len(ballot.proxies)
    whole = {"seats": seats, "present": voting, "votes cast": sum(votes.values())}[rules.of]
    quorum = rules.quorum
    return Result(
        seats,
        len(recused),
        present,
        len(ballot.proxies),
        votes,
        Need(quorum, seats, least(quorum, seats), "seats") if quorum else None,
        # nobody is outvoted by nobody: where there is no vote at all, one would still be needed
        Need(rules.majority, whole, max(least(rules.majority, whole), 1), rules.of),
    )


def _wrong(rules: Rules, room: Room, ballot: Balloted) -> Bilingual | None:
    """Why the article, the roll or those present do not allow this ballot."""
    if not rules.majority:
        return NO_BALLOT
    return (
        _wrong_recusal(rules, room, ballot)
        or _wrong_proxy(rules, room, ballot)
        or _wrong_votes(rules, room, ballot)
    )


def _wrong_recusal(rules: Rules, room: Room, ballot: Balloted) -> Bilingual | None:
    if ballot.recused and not rules.recuses:
        return NO_RECUSAL
    if not frozenset(ballot.recused) <= frozenset(room.roll):
        return NOT_ON_ROLL
    return TWICE if len(frozenset(ballot.recused)) < len(ballot.recused) else None


def _wrong_proxy(rules: Rules, room: Room, ballot: Balloted) -> Bilingual | None:
    if ballot.proxies and not rules.proxies:
        return NO_PROXIES
    for absent, holder in ballot.proxies.items():
        if absent in room.present or absent not in room.roll:
            return NOT_ABSENT
        if holder not in room.present:
            return HOLDER_ABSENT
        if room.named.get(absent) != holder:
            return NOT_NAMED
        if absent in ballot.recused or holder in ballot.recused:
            return PROXY_RECUSED
    return None


def _wrong_votes(rules: Rules, room: Room, ballot: Balloted) -> Bilingual | None:
    voters = (frozenset(room.present) | frozenset(ballot.proxies)) - frozenset(ballot.recused)
    secret = rules.ballots == "secret"
    if ballot.votes if secret else ballot.counted:
        return SECRET if secret else OPEN
    if not _words(chain(ballot.votes.values(), ballot.counted)):
        return NO_VOTE
    if not frozenset(ballot.votes) <= voters:
        return NOT_VOTING
    if any(number < 0 for number in ballot.counted.values()):
        return NO_VOTE
    if sum(ballot.counted.values()) > len(voters):
        return TOO_MANY.fill(n=sum(ballot.counted.values()), m=len(voters))
    return None


def _words(votes: Iterable[str]) -> bool:
    return all(vote in VOTES for vote in votes)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _part(text: str, whole: Bilingual) -> Bilingual:
    """A share of a whole in words."""
    said = MORE_THAN if text.startswith(">") else AT_LEAST
    return said.fill(share=text.removeprefix(">"), whole=whole)


def _quorum(need: Need, *, quorate: bool) -> Bilingual:
    part = _part(need.share, ALL_SEATS.fill(n=need.whole))
    return QUORUM.fill(part=part, n=need.number, met=MET if quorate else UNMET)


def _majority(need: Need) -> Bilingual:
    whole = NUMBERED.fill(whole=WHOLES[need.of], n=need.whole)
    return MAJORITY.fill(part=_part(need.share, whole), n=need.number)


SEATS_LEFT = Bilingual(
    "应到{n}席（另有{recused}席回避）", "{n} seats (besides {recused} standing aside)"
)
PRESENT = Bilingual("实到{n}席", "{n} present")
PRESENT_FOR = Bilingual("实到{n}席，委托表决{proxies}席", "{n} present, {proxies} voting by proxy")
NO_QUORUM = Bilingual("条文未规定法定人数", "the article asks for no quorum")
ALL_SEATS = Bilingual("应到{n}席", "{n} seats")
NUMBERED = Bilingual("{whole}（{n}）", "{whole} ({n})")
QUORUM = Bilingual("法定人数为{part}，即{n}席，{met}", "the quorum is {part}, that is {n}: {met}")
MET, UNMET = Bilingual("已达到", "met"), Bilingual("未达到", "not met")
COUNTED = Bilingual(
    "赞成{yes}票，反对{no}票，弃权{none}票", "{yes} in favour, {no} against, {none} abstaining"
)
MAJORITY = Bilingual("须有{part}赞成，即{n}票", "needed are {part}, that is {n}")
AT_LEAST = Bilingual("{whole}的{share}以上", "at least {share} of {whole}")
MORE_THAN = Bilingual("超过{whole}的{share}", "more than {share} of {whole}")
CARRIED = Bilingual("通过", "carried")
NOT_CARRIED = Bilingual("未通过", "not carried")
NOT_QUORATE = Bilingual("人数不足，不能议决", "too few to decide")

NO_BALLOT = Bilingual(
    "该机构的条文没有规定多少赞成方可通过，不以表决议定",
    "the body's article says of no majority: it does not decide by ballot",
)
NO_RECUSAL = Bilingual("该机构的条文没有规定回避", "the body's article has nobody stand aside")
NO_PROXIES = Bilingual("该机构的条文不允许委托表决", "the body's article allows no proxies")
NOT_ON_ROLL = Bilingual("有回避的单位不在席位名单上", "somebody who stands aside has no seat")
TWICE = Bilingual("同一单位回避列了两次", "somebody stands aside twice")
NOT_ABSENT = Bilingual(
    "只有未到会的席位可以委托表决", "only a seat that is absent lets another vote for it"
)
HOLDER_ABSENT = Bilingual("受托的席位没有到会", "whoever is to vote for another is not present")
NOT_NAMED = Bilingual(
    "委托须见于该席位的回执", "a proxy is one that the absent seat named on its reply slip"
)
PROXY_RECUSED = Bilingual(
    "委托双方都不得是本项的回避单位", "neither side of a proxy may stand aside on the item"
)
SECRET = Bilingual("无记名投票只记票数", "a secret ballot has only numbers of votes")
OPEN = Bilingual("记名表决须写明各席的表决", "an open ballot says how each seat voted")
NO_VOTE = Bilingual("表决只有赞成、反对、弃权", "a vote is in favour, against or an abstention")
NOT_VOTING = Bilingual(
    "只有到会、受托且不回避的席位可以表决",
    "only a seat that is present or has a proxy, and does not stand aside, votes",
)
TOO_MANY = Bilingual("票数{n}多于可表决的{m}席", "{n} votes are more than the {m} who may vote")
