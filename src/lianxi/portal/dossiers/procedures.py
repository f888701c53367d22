"""Every procedure, by its name."""

from collections.abc import Mapping

from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import AnyProcedure
from lianxi.governance.road.round import ROUND

PROCEDURES: Mapping[str, AnyProcedure] = {
    each.name: each for each in (AGREEMENT, COMMITMENT, ROUND)
}
