"""Several acts whose statements take turns as a schedule says, each on a connection of its own."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection

from at_once import at_once

PATIENCE_SECONDS = 0.015  # then whoever's turn it is waits for a lock that another holds


class Turns:
    """Whose statement is next: the number of an act, over and over."""

    def __init__(self, schedule: Sequence[int]) -> None:
        self.schedule = schedule
        self.n = 0
        self.changed = threading.Condition()

    def next_is(self, who: int) -> bool:
        """Whether it is this act's turn."""
        return self.schedule[self.n % len(self.schedule)] == who

    def wait(self, who: int) -> None:
        """Wait for one's turn, or until whoever has it does not come."""
        with self.changed:
            self.changed.wait_for(lambda: self.next_is(who), PATIENCE_SECONDS)
            self.n += 1
            self.changed.notify_all()

    def taken(self, who: int, act: Callable[[], object]) -> object:
        """Do an act, each of its statements in its turn."""

        def turn(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            self.wait(who)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(turn):
            return act()


def in_turns(schedule: Sequence[int], *acts: Callable[[], object]) -> list[object]:
    """What acts come to whose statements take turns."""
    turns = Turns(schedule)
    return at_once(*[lambda n=n, act=act: turns.taken(n, act) for n, act in enumerate(acts)])
