"""The commitments of a region from a command, with no portal running."""

from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.charter.queries import current
from lianxi.portal.commitments.queries import Line, lines
from lianxi.portal.database import reached, there
from lianxi.portal.dossiers.queries import now


def from_command(region: str, at: date | None) -> tuple[date, list[Line]]:
    """The day that is asked about (today there, where none is), and every commitment on it."""
    with reached():
        there()
        found = current(region)
        if found is None:
            raise SettingError(NO_REGION.fill(region=region))
        if found.package.region.world == "record":
            raise SettingError(RECORD.fill(region=found.package.region.name))
        day = at or now(found).date()
        return day, lines(found, day)


NO_REGION = Bilingual(
    "数据库中没有地区“{region}”", "the region {region} is not loaded into the database"
)
RECORD = Bilingual(
    "“{region}”是实录，没有办理中的任务", "{region} is a record: no work is done in it"
)
