"""The nucleolus as a textbook writes it, by linear programmes in floats: a peer, not a proof."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog  # type: ignore[import-untyped]

Floats = npt.NDArray[np.float64]


def nucleolus_in_floats(worth: Sequence[float], players: int) -> Floats:
    """Gains by a sequence of HiGHS programmes; a group is settled where its price is not zero."""
    everybody = len(worth) - 1
    groups = np.arange(1, everybody)
    bits = (groups[:, None] >> np.arange(players) & 1).astype(np.float64)
    own = np.asarray(worth, dtype=np.float64)
    settled_rows, settled_at = [np.ones(players)], [own[-1]]
    open_ = np.ones(len(groups), dtype=bool)
    while True:
        rows = bits[open_]
        found = linprog(
            np.append(np.zeros(players), 1.0),
            A_ub=-np.hstack([rows, np.ones((len(rows), 1))]),
            b_ub=-own[groups[open_]],
            A_eq=np.hstack([np.array(settled_rows), np.zeros((len(settled_rows), 1))]),
            b_eq=np.array(settled_at),
            bounds=[*((own[1 << place], None) for place in range(players)), (None, None)],
            method="highs-ds",
        )
        level = float(found.x[-1])
        prices = np.asarray(found.ineqlin.marginals, dtype=np.float64)
        for group in groups[open_][prices < -1e-9]:
            settled_rows.append(bits[group - 1])
            settled_at.append(own[group] - level)
        known = np.array(settled_rows)
        rank = int(np.linalg.matrix_rank(known))
        if rank == players:
            gains: Floats = np.linalg.lstsq(known, np.array(settled_at), rcond=None)[0]
            return gains
        # a group that the settled ones add up to has nothing at right angles to them all
        _, _, turned = np.linalg.svd(known)
        open_ = np.abs(bits @ turned[rank:].T).max(axis=1) > 1e-9
