"""What is tried, as an address or a form says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from lianxi.charter.kinds.rule_forms import shown
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.ratio import read_ratio
from lianxi.kernel.unreadable import Unreadable
from lianxi.portal.bench.sliders import FACT, ONE, Value, ends_of, snapped, values_of
from lianxi.portal.sharing.forms import packed, unpacked
from lianxi.sharing.plan import Plan

BOX, SLID, WAS = "v.", "r.", "w."
FILE_FIELDS = ("draft", "figures")
NAME_MAX = 200
KEPT_MAX = 900_000  # characters of each file: a form may carry 2 MiB


@dataclass(frozen=True)
class File:
    """A file that is tried and not kept: the page carries it along."""

    name: str
    content: bytes

    @property
    def packed(self) -> str:
        """As the page carries it."""
        return packed(self.content)


@dataclass(frozen=True)
class Setting:
    """What is tried: values and factors by their fields, a draft or figures from a file.

    `course` is the field of the value whose course is drawn, "" for none.
    """

    moved: Mapping[str, Fraction] = field(default_factory=dict)
    course: str = ""
    draft: File | None = None
    figures: File | None = None
    problems: tuple[Bilingual, ...] = ()

    def factor(self, fact: str) -> Fraction:
        """By how much the figures of a kind are multiplied."""
        return self.moved.get(Value(FACT, fact).field, ONE)

    @property
    def anything(self) -> bool:
        """Whether anything is tried at all."""
        return bool(self.moved or self.draft or self.figures)

    def query(self, period: str, known: Mapping[str, str] | None = None) -> str:
        """The same as an address ends; files do not go into it."""
        said = {f"{BOX}{name}": shown(value) for name, value in self.moved.items()}
        course = {"course": self.course} if self.course else {}
        return urlencode({"period": period, **(known or {}), **said, **course})


def setting_of(request: HttpRequest, plan: Plan | None) -> Setting:
    """What a request asks to try of a plan."""
    data = request.POST if request.method == "POST" else request.GET
    problems: list[Bilingual] = []
    files = {name: _file(request, name, problems) for name in FILE_FIELDS}
    now = {} if plan is None else values_of(plan)
    if plan is not None:
        now |= {Value(FACT, name): ONE for name in plan.of.facts}
    moved = dict(_moved(data, now, problems)) if files["draft"] is None else {}
    course = data.get("course", "")
    known = {of.field for of in now if of.kind != FACT}
    return Setting(
        moved,
        course if course in known and files["draft"] is None else "",
        files["draft"],
        files["figures"],
        tuple(problems),
    )


def _moved(
    data: QueryDict, now: Mapping[Value, Fraction], problems: list[Bilingual]
) -> Iterator[tuple[str, Fraction]]:
    """The values that are elsewhere than they are now: where the slider moved it counts."""
    for of, is_ in now.items():
        typed = data.get(f"{BOX}{of.field}", "").strip()
        slid, was = (_number(data.get(f"{each}{of.field}", "")) for each in (SLID, WAS))
        value = _number(typed)
        if slid is not None and was is not None and abs(slid - was) > abs(was) / 10**9:
            value = snapped(slid, *ends_of(is_, was))
        elif typed and value is None:
            problems.append(NO_NUMBER.fill(text=typed[:20]))
        if value is not None and of.kind == FACT and value < 0:
            problems.append(NO_FACTOR.fill(text=typed[:20]))
        elif value is not None and value != is_:
            yield of.field, value


def _number(text: str) -> Fraction | None:
    try:
        return read_ratio(text.strip())
    except Unreadable:
        return None


def _file(request: HttpRequest, name: str, problems: list[Bilingual]) -> File | None:
    """A file that was handed in now, or that the page carried along from before."""
    if request.method != "POST" or f"{name}_away" in request.POST:
        return None
    given = request.FILES.get(name)
    if isinstance(given, UploadedFile):
        file = File(str(given.name)[:NAME_MAX], given.read())
        if len(file.packed) <= KEPT_MAX:
            return file
        problems.append(TOO_LARGE.fill(name=same(file.name)))
        return None
    kept = request.POST.get(f"{name}_kept", "")
    content = unpacked(kept) if kept and len(kept) <= KEPT_MAX else None
    if content is None:
        if kept:
            problems.append(LOST)
        return None
    return File(request.POST.get(f"{name}_name", name)[:NAME_MAX], content)


NO_NUMBER = Bilingual(
    "“{text}”不是数，没有用它；应用半角数字，如0.15、3/1000，不加千分位",
    "“{text}” is no number and was left out: write one such as 0.15 or 3/1000, without commas",
)
NO_FACTOR = Bilingual(
    "倍数“{text}”小于零，没有用它", "the factor “{text}” is below zero and was left out"
)
TOO_LARGE = Bilingual(
    "文件“{name}”太大，试算台装不下", "the file {name} is too large for the bench"
)
LOST = Bilingual("带着的文件已损坏，请重新选择", "the file is damaged: choose it again")
