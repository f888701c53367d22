"""Every procedure, by its name."""

from collections.abc import Mapping

from lianxi.governance.road.agreement import AGREEMENT
from lianxi.governance.road.call import CALL
from lianxi.governance.road.commitment import COMMITMENT
from lianxi.governance.road.consultation import CONSULTATION
from lianxi.governance.road.fund_year import FUND_YEAR
from lianxi.governance.road.grant import GRANT
from lianxi.governance.road.notice import NOTICE
from lianxi.governance.road.paper import PAPER
from lianxi.governance.road.procedure import AnyProcedure
from lianxi.governance.road.proposal import PROPOSAL
from lianxi.governance.road.round import ROUND
from lianxi.governance.road.settlement import SETTLEMENT
from lianxi.governance.road.sitting import SITTING

PROCEDURES: Mapping[str, AnyProcedure] = {
    each.name: each
    for each in (
        CALL,
        PROPOSAL,
        CONSULTATION,
        SITTING,
        AGREEMENT,
        COMMITMENT,
        ROUND,
        PAPER,
        FUND_YEAR,
        NOTICE,
        GRANT,
        SETTLEMENT,
    )
}
