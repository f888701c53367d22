"""Commands run in this process, as far as they need none of their own."""

import pytest

from answered import Answer, Lianxi
from lianxi.cli.main import run


@pytest.fixture
def lianxi(capsys: pytest.CaptureFixture[str]) -> Lianxi:
    """Run a command in this process."""

    def call(*arguments: str) -> Answer:
        try:
            run(list(arguments))
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return call
