"""Performance: the targets that money is given for (绩效目标), and what they came to (绩效自评).

The weights, the kinds of target and the grades are those of the Ministry of Finance's rules on
evaluating the performance of project expenditure (财预〔2020〕10号): 10 of 100 points are for how
much of the money was used, the others for the targets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.refused import Refused

KINDS: Mapping[str, Bilingual] = {
    "quantity": Bilingual("数量指标", "quantity"),
    "quality": Bilingual("质量指标", "quality"),
    "time": Bilingual("时效指标", "timeliness"),
    "cost": Bilingual("成本指标", "cost"),
    "economy": Bilingual("经济效益指标", "economic benefit"),
    "society": Bilingual("社会效益指标", "social benefit"),
    "ecology": Bilingual("生态效益指标", "ecological benefit"),
    "lasting": Bilingual("可持续影响指标", "lasting effect"),
    "satisfaction": Bilingual("满意度指标", "satisfaction"),
}
EXECUTION = 10  # points for how much of the money was used
POINTS = 100
TENTHS = 10

# The least that a grade needs, in points, the best first.
GRADES: tuple[tuple[int, Bilingual], ...] = (
    (90, Bilingual("优", "excellent")),
    (80, Bilingual("良", "good")),
    (60, Bilingual("中", "fair")),
    (0, Bilingual("差", "poor")),
)
TARGETS_MOST = 30


@dataclass(frozen=True)
class Target:
    """A target: of which kind, what is counted, how much is planned, its points."""

    kind: str
    text: str
    planned: str
    points: int


@dataclass(frozen=True)
class Result:
    """What became of a target: what was reached, its score in tenths of a point, and why so."""

    actual: str
    score: int
    note: str = ""


def flaw(targets: Sequence[Target]) -> Refused | None:
    """What is wrong with a table of targets; None where it can be held to.

    >>> flaw([Target("quantity", "断面", "40个", 90)]) is None
    True
    """
    if not targets:
        return Refused(NO_TARGETS)
    if len(targets) > TARGETS_MOST:
        return Refused(TOO_MANY.fill(most=TARGETS_MOST))
    for number, each in enumerate(targets, 1):
        if each.kind not in KINDS or not each.text.strip() or not each.planned.strip():
            return Refused(UNFINISHED.fill(n=number))
        if each.points <= 0:
            return Refused(NO_POINTS.fill(n=number))
    sum_ = sum(each.points for each in targets)
    if sum_ != POINTS - EXECUTION:
        return Refused(SUM.fill(most=POINTS - EXECUTION, execution=EXECUTION, sum=sum_))
    return None


def wrong(targets: Sequence[Target], results: Sequence[Result]) -> Refused | None:
    """What is wrong with an assessment of a table's targets; None where it can be checked."""
    if len(results) != len(targets):
        return Refused(EACH.fill(n=len(targets)))
    for number, (target, result) in enumerate(zip(targets, results, strict=True), 1):
        if not result.actual.strip():
            return Refused(NO_ACTUAL.fill(n=number))
        if not 0 <= result.score <= target.points * TENTHS:
            return Refused(SCORE.fill(n=number, most=target.points))
        if result.score < target.points * TENTHS and not result.note.strip():
            return Refused(WHY.fill(n=number))
    return None


def execution(used: int, granted: int) -> int:
    """The score for how much of the money was used, in tenths of a point.

    >>> execution(999, 1000), execution(500, 1000), execution(1100, 1000), execution(0, 0)
    (100, 50, 100, 0)
    """
    if granted <= 0:
        return 0
    most = EXECUTION * TENTHS
    return min(most, (2 * most * used + granted) // (2 * granted))


def total(results: Sequence[Result], used: int, granted: int) -> int:
    """The whole score in tenths of a point."""
    return sum(each.score for each in results) + execution(used, granted)


def grade(tenths: int) -> Bilingual:
    """The grade of a score.

    >>> grade(900).zh, grade(899).zh, grade(0).zh
    ('优', '良', '差')
    """
    return next(words for least, words in GRADES if tenths >= least * TENTHS)


def points(tenths: int) -> str:
    """A score as it is written: with a decimal place where it has one.

    >>> points(905), points(900)
    ('90.5', '90')
    """
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole}.{rest}" if rest else str(whole)


NO_TARGETS = Bilingual("请填写绩效目标表", "fill in the table of targets")
TOO_MANY = Bilingual("绩效指标至多{most}条", "there may be {most} targets at most")
UNFINISHED = Bilingual(
    "第{n}条指标没有写全：类别、指标和目标值都要有",
    "target {n} is not whole: it needs a kind, what is counted and what is planned",
)
NO_POINTS = Bilingual("第{n}条指标的分值应大于零", "target {n} needs points above zero")
SUM = Bilingual(
    "各指标分值合计应为{most}分（另有预算执行率{execution}分），现为{sum}分",
    "the points of the targets should come to {most} (with {execution} for the use of the money); "
    "they come to {sum}",
)
EACH = Bilingual("共{n}条指标，每条都要自评", "each of the {n} targets is to be assessed")
NO_ACTUAL = Bilingual("第{n}条指标没有填完成值", "what was reached of target {n} is missing")
SCORE = Bilingual(
    "第{n}条指标的得分应在0至{most}之间", "the score of target {n} is from 0 to {most}"
)
WHY = Bilingual(
    "第{n}条指标没有得满分，请写明偏差原因", "target {n} was not reached in full: say why"
)
