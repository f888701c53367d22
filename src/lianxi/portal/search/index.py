"""What can be searched, and how well something answers: Chinese, English, pinyin, initials.

    found = search(index(package), "sz")      # 苏州, 宿州, 深圳 …

Pure: a package in, entries out. A Chinese name is found by its characters, by the
pinyin of its syllables written together or apart (suzhou, su zhou) and by their
initials (sz); an English one by its letters. Every word of a question must be answered.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pypinyin import Style, pinyin

from lianxi.charter.article import Article
from lianxi.charter.columns import PARTY_KINDS
from lianxi.charter.kinds.commitment import Clause
from lianxi.charter.package import Package
from lianxi.charter.reading import WHAT
from lianxi.charter.topics import WORK
from lianxi.kernel.bilingual import Bilingual, listed, same
from lianxi.kernel.digest import Plain

NOTHING = same("")
Readings = tuple[frozenset[str], ...]
BEGUN, WHOLE = 1, 2  # how far a word spells a name
SHORT = 4  # syllables of a name that two initials may stand for
MECHANISM = Bilingual("机制", "mechanism")
KINDS = (
    "party",
    "unit",
    "contact",
    "body",
    "meeting",
    "agreement",
    "plan",
    "matter",
    "fund",
    "rule",
    "clause",
    "topic",
    "mechanism",
    "source",
)


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what it is, its name, what tells it apart, what it says."""

    kind: str
    id: str
    what: Bilingual
    name: Bilingual
    more: Bilingual
    said: Bilingual = NOTHING
    within: str = ""  # the article that a clause stands in

    def as_json(self) -> dict[str, Plain]:
        """The form that `/api/v1` answers with."""
        return {
            "kind": self.kind,
            "id": self.id,
            "what": self.what.as_json(),
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "more": self.more.as_json(),
            "within": self.within or None,
        }

    @property
    def of_party(self) -> str:
        """The party of a unit, or of somebody in the directory."""
        return self.id.partition("/")[0]

    @cached_property
    def written(self) -> str:
        """The name in both languages, ready to be compared."""
        return f"{plain(self.name.zh)} {plain(self.name.en)}"

    @cached_property
    def readings(self) -> tuple[frozenset[str], ...]:
        """How each character of its Chinese name may be read, without tones.

        A character with several readings (长: chang, zhang) is found by each of them.
        """
        read = pinyin(self.name.zh, style=Style.NORMAL, heteronym=True)
        spelled = [frozenset(letters(reading) for reading in each) for each in read]
        return tuple(each for each in spelled if any(each))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What its syllables begin with: a word that begins otherwise is none of its pinyin."""
        return frozenset(reading[0] for each in self.readings for reading in each if reading)

    @cached_property
    def english(self) -> str:
        """The letters of its English name."""
        return letters(self.name.en)

    @cached_property
    def text(self) -> str:
        """Everything else that is said of it."""
        return plain(" ".join([self.more.zh, self.more.en, self.said.zh, self.said.en, self.id]))


def index(package: Package) -> tuple[Entry, ...]:
    """Everything of a package that can be searched."""
    return (
        *_parties(package),
        *_meetings(package),
        *_articles(package),
        *_topics(package),
        *_mechanisms(package),
        *_sources(package),
    )


def search(entries: Iterable[Entry], question: str, limit: int = 50) -> list[Entry]:
    """The entries that answer every word of a question, the best first."""
    words = plain(question).split()
    if not words:
        return []
    together = "".join(words)
    ranked = []
    for entry in entries:
        rank = _rank(entry, together) if len(words) > 1 else None
        ranks = [_rank(entry, word) for word in words]
        if rank is None and None not in ranks:
            rank = max(rank for rank in ranks if rank is not None)
        if rank is not None:
            ranked.append((rank, KINDS.index(entry.kind), len(entry.name.zh), entry.id, entry))
    return [item[-1] for item in sorted(ranked, key=lambda item: item[:-1])[:limit]]


def _rank(entry: Entry, word: str) -> int | None:
    """How well an entry answers a word: 0 is its very name, None is not at all."""
    names = entry.written.split(" ", 1)
    may_be_pinyin = word[:1] in entry.beginnings
    spelled = _spelled(entry.readings, word) if may_be_pinyin else 0
    if word in names or word == entry.english or spelled == WHOLE:
        return 0
    if entry.written.startswith(word) or spelled == BEGUN:
        return 1
    if may_be_pinyin and len(word) == len(entry.readings) and _initials(entry.readings, word):
        return 2
    if word in entry.written:
        return 3
    if may_be_pinyin and len(word) > 1 and _part(entry.readings, word):
        return 4
    return 5 if _mentions(entry.text, word) else None


def _spelled(readings: Readings, word: str) -> int:
    """Whether a word spells a name from its beginning: not, begun, or the whole of it."""
    if not word:
        return BEGUN if readings else WHOLE
    if not readings:
        return 0
    found = 0
    for reading in readings[0]:
        if word.startswith(reading):
            found = max(found, _spelled(readings[1:], word.removeprefix(reading)))
        elif reading.startswith(word):
            found = max(found, BEGUN)
    return found


def _part(readings: Readings, word: str) -> bool:
    """Whether a word is pinyin, or initials, of a part of a name."""
    return _within(readings, word) or _abbreviates(readings, word)


def _within(readings: Readings, word: str) -> bool:
    return any(_spelled(readings[n:], word) for n in range(1, len(readings)))


def _initials(readings: Readings, word: str) -> bool:
    pairs = zip(readings, word, strict=False)
    return all(any(reading.startswith(letter) for reading in each) for each, letter in pairs)


def _abbreviates(readings: Readings, word: str) -> bool:
    """Whether a word is initials within a name; two letters are too few for a long one."""
    if len(word) < 3 and len(readings) > SHORT:
        return False
    starts = range(len(readings) - len(word) + 1)
    return any(_initials(readings[n:], word) for n in starts)


def _mentions(text: str, word: str) -> bool:
    """Whether a text has a word: an English one from its beginning, a Chinese one anywhere."""
    return f" {word}" in f" {text}" if word.isascii() else word in text


def plain(text: str) -> str:
    """A text as it is compared: full-width letters as narrow ones, no case, words apart."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[\w']+", folded)).replace("'", "")


def letters(text: str) -> str:
    """Only the letters and figures of a text.

    >>> letters("Lu'an")
    'luan'
    """
    return re.sub(r"[\W_]+", "", text.casefold())


def _parties(package: Package) -> Iterator[Entry]:
    for party in package.parties.values():
        province = package.parties.get(party.province or "")
        other = province is not None and province.id != party.id
        more = province.name if province is not None and other else same("")
        what = PARTY_KINDS[party.kind]
        yield Entry("party", party.id, what, party.name, more, same(party.formal))


def _meetings(package: Package) -> Iterator[Entry]:
    for meeting in package.meetings.values():
        host = package.of("party", meeting.host) if meeting.host else None
        more = [meeting.date.words(), *([host] if host else [])]
        name = package.meeting_name(meeting)
        yield Entry(
            "meeting", meeting.id, WHAT["meeting"], name, listed(more), meeting.decided or same("")
        )


def _articles(package: Package) -> Iterator[Entry]:
    for article in package.articles.values():
        since = article.versions[0].in_force_from
        said = [words for words in _texts(article) if words is not None]
        what = article.kind.label
        day = since.words()
        yield Entry(article.kind.name, article.id, what, article.name, day, listed(said))
        for key, clause in _clauses(article).items():
            item = article.kind.key(article.kind.item).label
            yield Entry("clause", key, item, clause.subject, article.name, within=article.id)


def _texts(article: Article) -> Iterator[Bilingual | None]:
    """Whatever an article says in words, in any of its versions."""
    for version in article.versions:
        yield version.note
        for value in version.states.values():
            yield value if isinstance(value, Bilingual) else None


def _clauses(article: Article) -> dict[str, Clause]:
    """The clauses of an article by key, each as it was first worded."""
    seen: dict[str, Clause] = {}
    for version in article.versions:
        for key, value in version.states.items():
            if isinstance(value, Clause):
                seen.setdefault(key, value)
    return seen


def _topics(package: Package) -> Iterator[Entry]:
    for topic in package.topics.values():
        said = [topic.when(), *(text for text in (topic.outcome, topic.participants) if text)]
        fields = listed([package.of("field", field) for field in topic.fields])
        yield Entry("topic", topic.id, WORK[topic.kind], topic.name, fields, listed(said))


def _sources(package: Package) -> Iterator[Entry]:
    for source in package.sources.values():
        more = listed([source.author, source.date.words()])
        yield Entry("source", source.id, WHAT["source"], source.title, more)


def _mechanisms(package: Package) -> Iterator[Entry]:
    for mechanism in package.mechanisms.values():
        said = mechanism.problem or NOTHING
        yield Entry("mechanism", mechanism.id, MECHANISM, mechanism.name, mechanism.area, said)
