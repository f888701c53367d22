"""Every read of settlements, on top of the dossiers and the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.governance.lasting import last_day  # noqa: F401
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.settlement_state import Settlement
from lianxi.portal.dossiers import queries
from lianxi.portal.dossiers.queries import Opened


def settlements(region: str) -> list[Opened[Settlement]]:
    """Every settlement of a region, the latest first; two queries."""
    return queries.states(region, SETTLEMENT)[::-1]
