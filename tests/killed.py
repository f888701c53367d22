"""Acts killed before each of their statements: nothing half done, whatever the moment."""

import gc
import os
import signal
import traceback
from collections.abc import Callable

from django.db import connection, connections


def on_its_own() -> list[object]:
    """Make a forked child open connections of its own; gives its parent's, to be kept unused.

    A browser's event loop hides a connection of the parent's from `close_all`, and not from a
    child: that must never speak on the socket, nor close it.
    """
    left: list[object] = []
    for each in connections.all(initialized_only=True):
        left.append(each.connection)
        each.connection = None
    return left


def killed_at(statement: int, act: Callable[[], object], *, reads: bool = False) -> bool:
    """Do something in a process that kills itself before its nth statement that may write.

    Between two of those the database stays as it is: killed before a read, it has what it has
    before the next write. `reads` counts them all the same, for what writes elsewhere meanwhile.
    Returns whether it was killed; False means that the act had fewer statements.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        gc.disable()  # it would touch, and so copy, all the memory that is shared with the parent
        _kept = on_its_own()
        seen = 0

        def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            nonlocal seen
            seen += reads or not sql.lstrip().upper().startswith("SELECT")
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(count):
                act()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert status == 0, f"the act failed at statement {statement}, wait status {status}"
    return False


def sweep(
    act: Callable[[], object], check: Callable[[], None], most: int = 100, *, reads: bool = False
) -> int:
    """Kill an act before each of its statements that may write; gives how many there were."""
    statement = 1
    while killed_at(statement, act, reads=reads):
        check()
        statement += 1
        assert statement < most
    return statement - 1
