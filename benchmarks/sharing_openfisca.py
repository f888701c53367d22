"""The formula of the sections in OpenFisca's engine, for `sharing.py`: prints one line of JSON.

sharing_openfisca.py FOLDER ROUNDS, with the Python of an environment that has openfisca-core. It
reads the figures from FOLDER/facts.npz (`c`: period, section, pollutant; `flow`: period, section;
`target` and `price`: pollutant) and leaves what it worked out in FOLDER/due.npy. An engine for
households is asked as its makers do: a variable for each fact, set for a period, and one with a
formula.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity  # type: ignore[import-not-found]
from openfisca_core.periods import MONTH  # type: ignore[import-not-found]
from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-not-found]
from openfisca_core.variables import Variable  # type: ignore[import-not-found]

FOLDER, ROUNDS = Path(sys.argv[1]), int(sys.argv[2])
FACTS = np.load(FOLDER / "facts.npz")
PERIODS = [str(text) for text in FACTS["periods"]]
POLLUTANTS = FACTS["c"].shape[2]
SECTION = build_entity(key="section", plural="sections", label="section", is_person=True)


def made(name: str, more: dict[str, object]) -> type:
    """A variable of a section, monthly."""
    said = {"value_type": float, "entity": SECTION, "definition_period": MONTH, "label": name}
    return type(name, (Variable,), {**said, **more})


def due(section: object, period: object) -> object:
    """The formula: what each pollutant is above its target, at its price, added up."""
    ask = section  # a population is called with a variable and a period
    excess = [
        (ask(f"c{n}", period) - FACTS["target"][n]) * FACTS["price"][n]  # type: ignore[operator]
        for n in range(POLLUTANTS)
    ]
    return sum(excess) * ask("flow", period) / 1_000_000  # type: ignore[operator]


def main() -> None:
    """Set every figure, work every month out, several times."""
    system = TaxBenefitSystem([SECTION])
    for name in ("flow", *(f"c{n}" for n in range(POLLUTANTS))):
        system.add_variable(made(name, {}))
    system.add_variable(made("due", {"formula": due}))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        simulation = SimulationBuilder().build_default_simulation(system, FACTS["c"].shape[1])
        found = []
        for at, period in enumerate(PERIODS):
            simulation.set_input("flow", period, FACTS["flow"][at])
            for n in range(POLLUTANTS):
                simulation.set_input(f"c{n}", period, FACTS["c"][at, :, n])
            found.append(simulation.calculate("due", period))
        times.append(time.perf_counter() - start)
    result = np.stack(found)
    np.save(FOLDER / "due.npy", result)
    print(json.dumps({"seconds": statistics.median(times), "type": str(result.dtype)}))


if __name__ == "__main__":
    main()
