"""Every procedure, by its name."""

from collections.abc import Mapping
from typing import Any

from lianxi.governance.road.call import CALL
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.procedure import Procedure
from lianxi.governance.road.proposal import PROPOSAL

PROCEDURES: Mapping[str, Procedure[Any]] = {
    each.name: each for each in (CALL, PROPOSAL, CONSULTATION, COMMITMENT)
}
