"""The whole language on one page: the kinds of article and the tables of rows that are built."""

from lianxi.charter.columns import Table
from lianxi.charter.history import HISTORY
from lianxi.charter.holidays import HOLIDAYS
from lianxi.charter.kinds.agreement import AGREEMENT
from lianxi.charter.kinds.body import BODY
from lianxi.charter.kinds.fund import FUND
from lianxi.charter.kinds.kind import Kind
from lianxi.charter.kinds.matter import MATTER
from lianxi.charter.kinds.plan import PLAN
from lianxi.charter.kinds.rule import RULE
from lianxi.charter.membership import MEMBERSHIP
from lianxi.charter.register import REGISTER
from lianxi.charter.turns import TURNS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (BODY, AGREEMENT, PLAN, MATTER, FUND, RULE)}
FOLDERS: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
TABLES: dict[str, Table] = {**MEMBERSHIP, **REGISTER, **HOLIDAYS, **TURNS, **HISTORY}
