"""How long `lianxi check` takes on the delta: aim under 1 s, beside a bare Python start.

Prints medians of one run: our command, a Python that only starts and reads the
same TOML and CSV files with the standard library, and the ratio.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

DELTA = Path(__file__).parent.parent / "regions" / "yangtze-delta"
ROUNDS = 9

BARE = f"""
import csv, json, tomllib
from pathlib import Path
for path in Path({str(DELTA)!r}).rglob("*"):
    if path.suffix == ".toml":
        tomllib.loads(path.read_text("utf-8"))
    elif path.suffix == ".csv":
        list(csv.DictReader(path.open(encoding="utf-8")))
    elif path.suffix == ".geojson":
        json.loads(path.read_text("utf-8"))
"""


def seconds(command: list[str]) -> float:
    """The median time of a command, as a whole process."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    ours = seconds([sys.executable, "-m", "lianxi", "check", str(DELTA), "--json"])
    bare = seconds([sys.executable, "-c", BARE])
    print(f"check on the delta          {ours:6.3f} s   (aim: under 1 s)")
    print(f"Python reading the files    {bare:6.3f} s")
    print(f"ratio                       {ours / bare:6.1f}")


if __name__ == "__main__":
    main()
