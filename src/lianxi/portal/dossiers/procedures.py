"""Every procedure, by its name."""

from collections.abc import Mapping
from typing import Any

from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import Procedure

PROCEDURES: Mapping[str, Procedure[Any]] = {each.name: each for each in (AGREEMENT, COMMITMENT)}
