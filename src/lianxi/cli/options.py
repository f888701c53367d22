"""The options that commands share, and what they mean."""

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from lianxi.charter.find import region_folder
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.kernel.setting import SettingError

DEFAULT_REGION = "yangtze-delta"

RegionOption = Annotated[
    str | None,
    typer.Option("--region", help="地区包的标识或路径 · region id or path [LIANXI_REGION]"),
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", help="哪一天的状态，如 2010-04-01 · as of which day [today]"),
]
KnownOption = Annotated[
    str | None,
    typer.Option("--known", help="以哪一天所知为准 · as known on which day [ever]"),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="输出一个 JSON 值 · answer one JSON value")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="zh 或 en · zh or en [LIANXI_LANG, LANG]")
]


def language(asked: str | None) -> Lang:
    """The language to answer in: as asked, else the terminal's if English, else Chinese."""
    if asked not in (None, "zh", "en"):
        raise SettingError(
            Bilingual(f"--lang 只能是 zh 或 en，不是“{asked}”", f"--lang is zh or en, not {asked}")
        )
    terminal = os.environ.get("LIANXI_LANG") or os.environ.get("LANG", "")
    return "en" if (asked or terminal).startswith("en") else "zh"


def spoken(arguments: Sequence[str]) -> Lang:
    """The language that arguments ask for, before anybody knows whether they are right."""
    asked = None
    for argument, next_ in pairwise([*arguments, ""]):
        if argument == "--lang":
            asked = next_
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return language(asked if asked in ("zh", "en") else None)


def region_path(asked: str | None) -> Path:
    """The folder of the region that a command is asked about."""
    first = os.environ.get("LIANXI_REGION", "").split(",")[0].strip()
    return region_folder(asked or first or DEFAULT_REGION)
