"""Forms beside `forms.py`: names by id, text that may be unknown, a share of a whole."""

from collections.abc import Mapping
from fractions import Fraction

from lianxi.charter.forms import NOT_STATED, Both, Form, Id, TextForm, kind_of
from lianxi.charter.reading import Names, Reader
from lianxi.kernel.bilingual import Bilingual, listed
from lianxi.kernel.finding import Place
from lianxi.kernel.numerals import chinese
from lianxi.kernel.ratio import read_ratio


class NamesOf(Form[Mapping[str, Bilingual]]):
    """A table of names by id: what may be referred to by that id."""

    expected = Bilingual("标识与名称的表", "a table of ids and names")

    def read(self, raw: object, place: Place, reader: Reader) -> Mapping[str, Bilingual] | None:
        """Read every name."""
        if not isinstance(raw, Mapping):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        names = {id_: Both().read(name, place.at(id_), reader) for id_, name in raw.items()}
        return {id_: name for id_, name in names.items() if name is not None}

    def words(self, value: Mapping[str, Bilingual], names: Names) -> Bilingual:  # noqa: ARG002
        """The names."""
        return listed(list(value.values()))


class Parts(NamesOf):
    """Names by id that something is broken down to: at least one, each id fit for an address."""

    def read(self, raw: object, place: Place, reader: Reader) -> Mapping[str, Bilingual] | None:
        """Read every name and its id."""
        if raw == {}:
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        for id_ in raw if isinstance(raw, Mapping) else ():
            Id().read(id_, place.at(id_), reader)
        return super().read(raw, place, reader)


class BothOrUnknown(Form[Bilingual]):
    """A text in both languages, or "unknown" where the documents do not say."""

    expected = Bilingual(
        "中英文两种文字 { zh, en }，或 unknown", "text in both languages { zh, en }, or unknown"
    )

    def read(self, raw: object, place: Place, reader: Reader) -> Bilingual | None:
        """The text; `NOT_STATED` where it is unknown."""
        if raw == "unknown":
            return NOT_STATED
        if not isinstance(raw, Mapping):
            reader.report("value.form", place, expected=self.expected, got=kind_of(raw))
            return None
        return Both().read(raw, place, reader)

    def words(self, value: Bilingual, names: Names) -> Bilingual:  # noqa: ARG002
        """The text itself."""
        return value


class Share(TextForm[Fraction]):
    """A share of a whole: "2/3" or "0.5", more than nothing and no more than all of it."""

    expected = Bilingual(
        "大于0、不大于1的分数，如“2/3”", "a share above 0 and up to 1, such as 2/3"
    )

    def parse(self, text: str, place: Place, reader: Reader) -> Fraction | None:
        """Read the share exactly."""
        share = read_ratio(text)
        if 0 < share <= 1:
            return share
        reader.report("share.range", place, text=text)
        return None

    def words(self, value: Fraction, names: Names) -> Bilingual:  # noqa: ARG002
        """The share as a fraction; Chinese says the whole first."""
        if value == 1:
            return Bilingual("全部", "all")
        if value == Fraction(1, 2):
            return Bilingual("半数", "half")
        whole, part = chinese(value.denominator), chinese(value.numerator)
        return Bilingual(f"{whole}分之{part}", str(value))
