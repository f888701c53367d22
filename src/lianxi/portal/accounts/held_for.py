"""What a role may be held for: cities, departments and bodies of the regions that are loaded."""

from collections.abc import Iterable

from django.utils import timezone

from lianxi.governance.authority import HELD_FOR
from lianxi.governance.bodies import bodies
from lianxi.governance.rotation import sitting
from lianxi.kernel.bilingual import Bilingual, same
from lianxi.portal.charter.queries import Current, first_in_use

_WITHIN = Bilingual("{whole}：{part}", "{whole}: {part}")


def choices() -> dict[str, dict[str, Bilingual]]:
    """By role and id: cities for a liaison, units for a lead, `region/body` for a secretary."""
    found = first_in_use()
    return choices_in(found) if found else {role: {} for role in HELD_FOR}


def choices_in(found: Current) -> dict[str, dict[str, Bilingual]]:
    """The same, of regions that were read already."""
    today = timezone.localdate()
    by_role: dict[str, dict[str, Bilingual]] = {role: {} for role in HELD_FOR}
    for package in found.packages:
        for party in sitting(package, package.region.main_body, today):
            by_role["liaison"].setdefault(party, package.parties[party].name)
        for id_, unit in package.units.items():
            of = package.of("party", unit.id.party)
            by_role["department-lead"].setdefault(id_, _WITHIN.fill(whole=of, part=unit.name))
        for body in bodies(package, today):
            name = _WITHIN.fill(whole=package.region.name, part=body.name)
            by_role["body-secretary"][f"{package.region.id}/{body.id}"] = name
    return by_role


def words(ids: Iterable[str]) -> dict[str, Bilingual]:
    """What to call what roles are held for; an id that no region knows any more stays one."""
    wanted = {id_ for id_ in ids if id_}
    if not wanted:
        return {}
    known: dict[str, Bilingual] = {}
    for of_role in choices().values():
        known |= of_role
    return {id_: known.get(id_, same(id_)) for id_ in wanted}
