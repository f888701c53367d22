"""Read a page as somebody at a browser does: its forms with what stands in them, its complaints.

page = read(html)
form = page.form("/regions/x/road/calls/new/")
form.filled({"title": "…"})
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lianxi.charter.script import Value

COMPLAINTS = frozenset({"message", "wrong"})  # the classes of what a form says is wrong
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class NoField(Exception):
    """A form has no field of that name."""


@dataclass
class Filled:
    """A form as it stands: where it goes, and what is in its fields."""

    action: str
    names: list[str] = field(default_factory=list)  # every field that it asks for
    values: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        """Something stands in a field."""
        self.values.setdefault(name, []).append(value)

    def with_(self, said: Mapping[str, Value]) -> dict[str, list[str]]:
        """What is sent once somebody has filled in some fields."""
        sent = dict(self.values)
        for name, value in said.items():
            if name not in self.names:
                raise NoField(name)
            if isinstance(value, bool):
                sent[name] = ["on"] if value else []
            else:
                sent[name] = [value] if isinstance(value, str) else list(value)
        return sent


@dataclass
class Page:
    """What somebody sees of a page."""

    forms: list[Filled]
    complaints: list[str]
    heading: str

    def form(self, action: str) -> Filled | None:
        """The form that goes to an address."""
        return next((each for each in self.forms if each.action == action), None)

    @property
    def problem(self) -> str:
        """What it says is wrong; its heading and first words where it is a page for that."""
        return " ".join(self.complaints) or self.heading


def read(html: str) -> Page:
    """Read a page."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    complaints = [" ".join(text.split()) for text in parser.complaints]
    return Page(parser.forms, [text for text in complaints if text], " ".join(parser.main.split()))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Filled] = []
        self.complaints: list[str] = []
        self.main = ""
        self._open: list[tuple[str, bool]] = []  # the elements around, and whether they complain
        self._select = ""
        self._first: str | None = None
        self._area = ""
        self._label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        said = {name: value or "" for name, value in attrs}
        if tag not in _EMPTY:
            complains = bool(COMPLAINTS & set(said.get("class", "").split()))
            self._open.append((tag, complains))
            if complains:
                self.complaints.append("")
            if self._names(tag):
                self._label = ""
        if tag == "form":
            self.forms.append(Filled(said.get("action", "")))
        elif self.forms:
            self._control(tag, said)

    def _names(self, tag: str) -> bool:
        """Whether an element says what a field is called: boxes to tick share their legend."""
        boxes = any(name == "fieldset" for name, _ in self._open)
        return tag == "legend" or (tag == "label" and not boxes)

    def _control(self, tag: str, said: Mapping[str, str]) -> None:
        form, name = self.forms[-1], said.get("name", "")
        if tag == "option" and self._select:
            value = said.get("value", "")
            self._first = value if self._first is None else self._first
            if "selected" in said:
                form.put(self._select, value)
        if not name or tag not in ("input", "select", "textarea"):
            return
        form.names.append(name)
        if tag == "select":
            self._select, self._first = name, None
        elif tag == "textarea":
            self._area = name
            form.put(name, "")
        elif said.get("type") not in ("checkbox", "radio", "file") or "checked" in said:
            form.put(name, said.get("value", "on" if "checked" in said else ""))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == "select" and self._select:
            form = self.forms[-1]
            if self._select not in form.values and self._first is not None:
                form.put(self._select, self._first)
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        while self._open:
            name, complains = self._open.pop()
            if complains and name == "span" and self._label:
                self.complaints[-1] = f"{self._label.strip()}: {self.complaints[-1].strip()}"
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._area:
            # A browser drops the line end that follows the tag at once; Django writes one there.
            before = self.forms[-1].values[self._area]
            before[-1] += data if before[-1] else data.removeprefix("\n").removeprefix("\r\n")
        tags = [tag for tag, _ in self._open]
        if tags and self._names(tags[-1]):
            self._label += data
        if any(complains for _, complains in self._open):
            self.complaints[-1] += data
        if {"h1", "p"} & set(tags) and not {"a", "script"} & set(tags) and len(self.main) < _WORDS:
            self.main += f" {data}"


_WORDS = 300  # letters of a page that is shown because something went wrong
