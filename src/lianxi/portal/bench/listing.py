"""The list of the trials of a rule."""

from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual
from lianxi.portal.bench.kept import Said
from lianxi.portal.bench.models import Trial
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.ui import column
from lianxi.portal.ui.column import Column
from lianxi.portal.ui.listing import Listing


@dataclass(frozen=True)
class TrialLine:
    """A trial in the list."""

    row: Trial
    said: Said

    @property
    def changed(self) -> Bilingual:
        """What was tried, in a few words."""
        zh = "；".join(f"{each.zh} {each.was}→{each.tried}" for each in self.said.changed)
        en = "; ".join(f"{each.en} {each.was}→{each.tried}" for each in self.said.changed)
        return Bilingual(zh, en) if zh else DRAFT if self.row.draft else FIGURES


def trials_listing() -> Listing[TrialLine]:
    """The list of the trials."""
    columns: tuple[Column[TrialLine], ...] = (
        column.number("number", NUMBER, lambda line: line.row.number),
        column.text("name", NAME, lambda line: line.row.name, width=40),
        column.both("changed", CHANGED, lambda line: line.changed, sorts=False, width=50),
        column.text("period", PERIOD, lambda line: line.said.period),
        column.text("at", AT, lambda line: str(line.row.at.astimezone(CHINA).date())),
        column.text("by", BY, lambda line: line.row.by),
    )
    return Listing("trials", TRIALS, columns)


TRIALS = Bilingual("试算", "trials")
NUMBER = Bilingual("序号", "no.")
NAME = Bilingual("名称", "name")
CHANGED = Bilingual("试了什么", "what was tried")
PERIOD = Bilingual("核算期", "period")
AT = Bilingual("保存于", "kept on")
BY = Bilingual("保存人", "kept by")
DRAFT = Bilingual("改写的条文", "a rewritten article")
FIGURES = Bilingual("其他数据", "other figures")
