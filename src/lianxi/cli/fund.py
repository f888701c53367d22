"""`lianxi fund`: what the accounts of a fund have, what was booked in a year, the whole books."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lianxi.charter.asked import day
from lianxi.cli.answer import complain, say, say_json, say_table
from lianxi.cli.on_demand import portal
from lianxi.cli.options import (
    DEFAULT_REGION,
    AtOption,
    JsonOption,
    LangOption,
    RegionOption,
    language,
)
from lianxi.governance.year import asked_year
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.period import Period
from lianxi.kernel.setting import SettingError

app = typer.Typer(
    pretty_exceptions_enable=False, help="资金的账。 The books of a fund.", no_args_is_help=True
)
FORMS = ("hledger", "beancount", "xlsx")
FundArgument = Annotated[str, typer.Argument(help="资金的标识 · id of the fund")]


@app.callback()
def fund() -> None:
    """资金的账。 The books of a fund."""


@app.command()
def balance(
    fund: FundArgument,
    party: Annotated[
        str | None, typer.Option(help="只列一个主体及其单位 · of a party and its units alone")
    ] = None,
    region: RegionOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """各科目余额。 What every account has at the end of a day."""
    speech = language(lang)
    when, lines = portal("fund").balance(_region(region), fund, _day(at), party)
    if as_json:
        say_json(lines)
        return
    say((BALANCES if lines else NOTHING).fill(day=Period.on(when).words()), speech)
    say_table(
        [ACCOUNT, UNIT, AMOUNT],
        [[str(line[key]) for key in ("account", "unit", "amount")] for line in lines],
        speech,
    )


@app.command()
def statement(
    fund: FundArgument,
    year: Annotated[str, typer.Option(help="年份 · the year")],
    region: RegionOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """一年的明细账。 Every leg booked in a year, account by account."""
    speech = language(lang)
    of = asked_year("--year", year)
    lines = portal("fund").statement(_region(region), fund, of, _day(at))
    if as_json:
        say_json(lines)
        return
    if not lines:
        say(NONE.fill(year=of), speech)
    rows = [
        [
            line["account"],
            str(line["number"]),
            line["booked"],
            line["words"][speech],
            line["document"],
            line["unit"],
            line["amount"],
            line["balance"],
        ]
        for line in lines
    ]
    say_table([ACCOUNT, NUMBER, BOOKED, WORDS, DOCUMENT, UNIT, AMOUNT, BALANCE], rows, speech)


@app.command()
def export(
    fund: FundArgument,
    form: Annotated[
        str, typer.Option("--format", help="hledger、beancount 或 xlsx · which of the three")
    ],
    out: Annotated[
        Path | None, typer.Option(help="写到哪个新文件 · the new file to write [stdout]")
    ] = None,
    region: RegionOption = None,
    at: AtOption = None,
    lang: LangOption = None,
) -> None:
    """整套账，供其他软件重算。 The whole books up to a day, for other tools to rebuild."""
    speech = language(lang)
    if form not in FORMS:
        raise SettingError(NO_FORM.fill(form=form, known=", ".join(FORMS)))
    if out is None and form == "xlsx":
        raise SettingError(NEEDS_OUT)
    if out is not None and out.exists():
        raise SettingError(THERE.fill(file=str(out)))
    content: bytes = portal("fund").export(_region(region), fund, _day(at), form, speech)
    if out is None:
        sys.stdout.write(content.decode())
        return
    try:
        with out.open("xb") as file:
            file.write(content)
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise SettingError(NOT_WRITTEN.fill(file=str(out), why=reason)) from None
    complain(WRITTEN.fill(file=str(out), n=len(content)), speech)


def _region(asked: str | None) -> str:
    """The id of the loaded region: the one asked for, else the first of the setting's."""
    first = os.environ.get("LIANXI_REGION", "").split(",")[0].strip()
    found = asked or first or DEFAULT_REGION
    if "/" in found:
        raise SettingError(WHICH)
    return found


def _day(at: str | None) -> date | None:
    return day("--at", at, date.max) if at else None


WHICH = Bilingual(
    "请用 --region 写明已装载的地区的标识", "name a loaded region by its id with --region"
)
NO_FORM = Bilingual(
    "--format 不能是“{form}”；应为{known}之一", "--format can't be {form}; expected one of {known}"
)
NEEDS_OUT = Bilingual("xlsx 须用 --out 写明文件", "an xlsx needs a file: name it with --out")
THERE = Bilingual("{file} 已存在，不覆盖", "{file} exists already and is not overwritten")
NOT_WRITTEN = Bilingual("不能写入 {file}：{why}", "{file} can't be written: {why}")
WRITTEN = Bilingual("已写入 {file}，{n}字节", "{file} was written, {n} bytes")
BALANCES = Bilingual("{day}终了的余额", "balances at the end of {day}")
NOTHING = Bilingual("{day}终了，各科目都没有余额", "no account has anything at the end of {day}")
NONE = Bilingual("{year}年没有账", "nothing was booked in {year}")
ACCOUNT = Bilingual("科目", "account")
UNIT = Bilingual("单位", "unit")
AMOUNT = Bilingual("金额", "amount")
NUMBER = Bilingual("编号", "no.")
BOOKED = Bilingual("入账日", "booked")
WORDS = Bilingual("摘要", "for")
DOCUMENT = Bilingual("文号", "document")
BALANCE = Bilingual("余额", "balance")
