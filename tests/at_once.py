"""Several things at the same moment."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each with a connection of its own."""
    outcomes: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def act(number: int) -> None:
        try:
            start.wait()
            outcomes[number] = acts[number]()
        except Exception as why:  # what comes out is what is asserted
            outcomes[number] = why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
