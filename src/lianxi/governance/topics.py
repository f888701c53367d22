"""The topics of a region: what was taken up, by period, level, kind and field."""

from dataclasses import dataclass
from datetime import date

from lianxi.charter.package import Package
from lianxi.charter.rows import Topic


@dataclass(frozen=True)
class Wanted:
    """Which topics are asked for; None asks for all. `party` leads them, itself or by a unit."""

    level: str | None = None
    kind: str | None = None
    field: str | None = None
    party: str | None = None

    def takes(self, topic: Topic) -> bool:
        """Whether a topic is among them."""
        led = {lead.partition("/")[0] for lead in topic.leads}
        return (
            self.level in (None, topic.level)
            and self.kind in (None, topic.kind)
            and (self.field is None or self.field in topic.fields)
            and (self.party is None or self.party in led)
        )


def topics(package: Package, wanted: Wanted) -> list[Topic]:
    """The topics asked for, in order of their periods; a range follows what began with it."""
    return sorted(filter(wanted.takes, package.topics.values()), key=_order)


def _order(topic: Topic) -> tuple[date, bool, date]:
    to = topic.to.stop if topic.to and topic.to.stop else date.max
    return (topic.period.start or date.max, topic.to is not None, to)
