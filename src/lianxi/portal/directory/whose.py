"""Whose people a returned workbook holds: one party's letter brings that party's alone.

What was sent out stands in the hidden sheet too, so that a sheet which was taken out of
the workbook still holds its people there.
"""

from lianxi.documents.workbook_read import Returned
from lianxi.governance.texts import TEXTS
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Finding, Place

_UNREAD = frozenset({"workbook.sheet-unknown", "workbook.sheet-twice", "workbook.row-unknown"})


def strangers(returned: Returned, party: str, name: Bilingual) -> list[Finding]:
    """Why a workbook isn't the party's own: no sheet of it, another's rows, what nobody sent."""
    if party not in returned.parties:
        return [_finding("directory.no-sheet", Place(""), party=name)]
    others = {each: title for each, title in returned.sent_to.items() if each != party}
    for sheet in returned.sheets:
        if sheet.party != party and sheet.rows:
            others[sheet.party] = sheet.name
    found = [
        _finding("directory.other-city", Place(title), party=name, other=title)
        for title in others.values()
    ]
    unread = [each.place for each in returned.findings if each.code in _UNREAD]
    return found + [_finding("directory.unread", place, party=name) for place in unread]


def _finding(code: str, place: Place, **values: Bilingual | str) -> Finding:
    return Finding(TEXTS[code].severity, code, place, values)
