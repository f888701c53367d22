"""What holds within the rules of a body: nothing in them contradicts the rest."""

from lianxi.charter.article import Article, Version
from lianxi.charter.kinds.body import MEETS, Meets
from lianxi.charter.kinds.body_rules import (
    DECIDES,
    FOLLOW_UP,
    SETTLES,
    Decides,
    FollowUp,
    Threshold,
)
from lianxi.charter.reading import Reader
from lianxi.charter.tables import Key
from lianxi.kernel.finding import Place
from lianxi.kernel.period import Duration


def check(article: Article, reader: Reader) -> None:
    """Check the rules of a body, version by version: each states the whole of a key."""
    for version in article.versions:
        place = version.place
        decides = version.states.get(DECIDES.name)
        if isinstance(decides, Decides):
            _decides(decides, place.at(DECIDES.name), reader)
        meets = version.states.get(MEETS.name)
        if isinstance(meets, Meets):
            times = {"reply_within": meets.reply_within, "notice": meets.notice}
            _fits(times, place.at(MEETS.name), reader)
        follow_up = version.states.get(FOLLOW_UP.name)
        if isinstance(follow_up, FollowUp):
            _follow_up(article.id, follow_up, place.at(FOLLOW_UP.name), reader)
        _settles(article.id, version, reader)


def _decides(decides: Decides, place: Place, reader: Reader) -> None:
    _threshold(decides.quorum, place.at("quorum"), reader)
    _threshold(decides.majority, place.at("majority"), reader)
    counted = {"majority": decides.majority, "ballots": decides.ballots}
    if decides.by == "consensus":
        for word, value in counted.items():
            if value is not None:
                reader.report("decides.consensus", place.at(word), word=word)
    if decides.by == "majority" and decides.majority is None:
        reader.report("decides.no-majority", place)


def _threshold(threshold: Threshold | None, place: Place, reader: Reader) -> None:
    """A threshold is said in one of two ways, and can be passed."""
    if threshold is None:
        return
    if (threshold.at_least is None) == (threshold.more_than is None):
        reader.report("threshold.one", place)
    elif threshold.more_than == 1:
        reader.report("share.range", place.at("more_than"), text="1")


def _fits(times: dict[str, Duration | None], place: Place, reader: Reader) -> None:
    """The first of two lengths of time lies within the second."""
    (word, inner), (other, outer) = times.items()
    if inner is not None and outer is not None and inner.exceeds(outer):
        within, whole = inner.words(), outer.words()
        at = place.at(word)
        reader.report("duration.beyond", at, word=word, within=within, other=other, whole=whole)


def _follow_up(body: str, said: FollowUp, place: Place, reader: Reader) -> None:
    _fits({"report_within": said.report_within, "every": said.every}, place, reader)
    _fits({"slip_after": said.slip_after, "request_after": said.request_after}, place, reader)
    for words in TOGETHER:
        missing = [word for word in words if getattr(said, word) is None]
        if missing and len(missing) < len(words):
            named = {"words": ", ".join(words), "missing": ", ".join(missing)}
            reader.report("follow-up.together", place, **named)
    if said.request_to == body:
        reader.report("body.itself", place.at("request_to"), word="request_to")


# Nobody is escalated to by a clock: who is asked and who signs stand beside the time.
TOGETHER = (
    ("slip_after", "slip_answer_within"),
    ("request_after", "request_to", "request_signed_by"),
)


def _settles(body: str, version: Version, reader: Reader) -> None:
    settles = _stated(version, SETTLES) or ()
    if body in settles:
        place = version.place.at(SETTLES.name).item(settles.index(body) + 1)
        reader.report("body.itself", place, word=SETTLES.name)


def _stated(version: Version, key: Key[tuple[str, ...]]) -> tuple[str, ...] | None:
    value = version.states.get(key.name)
    return value if isinstance(value, tuple) else None
