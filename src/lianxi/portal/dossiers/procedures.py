"""Every procedure, by its name."""

from collections.abc import Mapping
from typing import Any

from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.procedure import Procedure
from lianxi.governance.road.sitting import SITTING

PROCEDURES: Mapping[str, Procedure[Any]] = {each.name: each for each in (COMMITMENT, SITTING)}
