"""What a chart shows, in plain values: numbers are for drawing, the words say them exactly."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a chart is called, what it says for who can't see it, and what its axes are."""

    title: str
    about: str
    across: str
    up: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: whose, how long, and what is written at its end."""

    name: str
    length: float
    text: str


@dataclass(frozen=True)
class Bars:
    """Bars to the right of zero and to the left of it, in the order in which they are drawn."""

    words: Words
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Spot:
    """One point of a line."""

    across: float
    up: float


@dataclass(frozen=True)
class Course:
    """One line: whose, through which points, and where it turns."""

    name: str
    spots: tuple[Spot, ...]
    turns: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A place across that has a name: "today"."""

    across: float
    name: str


@dataclass(frozen=True)
class Courses:
    """Lines over one axis, with places marked across; six at most can be told apart."""

    words: Words
    courses: tuple[Course, ...]
    marks: tuple[Mark, ...] = ()


Chart = Bars | Courses
