"""`python -m lianxi` is the `lianxi` command."""

from lianxi.cli.main import run

run()
