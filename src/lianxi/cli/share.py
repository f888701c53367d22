"""`lianxi share`: who pays whom how much, by a rule, on a table of facts; and why."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from lianxi.charter.asked import day
from lianxi.charter.package import Package
from lianxi.charter.single import with_rule
from lianxi.cli.answer import FOUND_ERRORS, complain, package_of, say, say_json, say_table
from lianxi.cli.options import (
    AtOption,
    JsonOption,
    KnownOption,
    LangOption,
    RegionOption,
    language,
)
from lianxi.documents.sharing.article import naming_of
from lianxi.documents.sharing.naming import figure
from lianxi.kernel.bilingual import Bilingual, Lang, same
from lianxi.kernel.digest import Plain
from lianxi.kernel.finding import Finding
from lianxi.kernel.quantity import Quantity
from lianxi.kernel.setting import SettingError
from lianxi.sharing.run import Line
from lianxi.sharing.span import Spanned, spanned
from lianxi.sharing.table import parsed
from lianxi.sharing.texts import in_words
from lianxi.sharing.trace import trace

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def share(
    rule: Annotated[
        str, typer.Argument(help="规则的标识或TOML文件 · id of the rule or a TOML file")
    ],
    facts: Annotated[Path, typer.Argument(help="数据表 · the table of facts, CSV")],
    explain: Annotated[
        bool, typer.Option("--explain", help="附每笔转移的由来 · with the trace of each transfer")
    ] = False,
    region: RegionOption = None,
    at: AtOption = None,
    known: KnownOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """按规则核算：谁付给谁多少。 Who pays whom how much, by a sharing rule."""
    speech = language(lang)
    text_of_day = day("--at", at, date.max) if at else None
    known_day = day("--known", known, date.max) if known else None
    package, id_ = _rule(package_of(region, speech), rule, speech)
    table = parsed(_read(facts), facts.name)
    if isinstance(table, tuple):
        _refuse(table, speech)
    outcome = spanned(package, id_, table, text_of_day, known_day)
    if isinstance(outcome, tuple):
        _refuse(outcome, speech)
    if any(not each.plan.in_force for each in outcome.results):
        complain(TRIAL, speech)
    if as_json:
        say_json(answer(outcome, explain=explain))
        return
    _say(outcome, package, speech)
    if explain:
        say_json(_traces(outcome))


def _rule(package: Package, rule: str, speech: Lang) -> tuple[Package, str]:
    """The package with the rule in it, and the rule's id: an article of its, or a file."""
    if not rule.endswith(".toml"):
        return package, rule
    path = Path(rule)
    try:
        contents = {path.name: path.read_bytes()}
        contents |= {each.name: each.read_bytes() for each in path.parent.glob("*.csv")}
    except OSError as why:
        raise SettingError(NOT_READ.fill(file=rule, why=why.strerror or "")) from None
    found, findings = with_rule(package, path.name, contents)
    errors = [finding for finding in findings if finding.severity == "error"]
    for finding in findings:
        if finding.severity == "notice":
            complain(same(_line(finding, speech)), speech)
    if errors or found is None:
        _refuse(tuple(errors), speech)
    return found, path.name.removesuffix(".toml")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as why:
        raise SettingError(NOT_READ.fill(file=str(path), why=why.strerror or "")) from None
    except UnicodeDecodeError:
        raise SettingError(NOT_UTF8.fill(file=str(path))) from None


def _line(finding: Finding, speech: Lang) -> str:
    words, place = in_words(finding), finding.place
    where = f"{place.file}:{place.row}" if place.row else place.file
    return f"{where} {place.key}".rstrip() + ": " + words.message.in_(speech)


def _refuse(findings: tuple[Finding, ...], speech: Lang) -> NoReturn:
    for finding in findings:
        words = in_words(finding)
        complain(same(_line(finding, speech)), speech)
        complain(EXPECTED.fill(words=words.expected), speech)
        complain(REMEDY.fill(words=words.remedy), speech)
    raise typer.Exit(FOUND_ERRORS)


def answer(outcome: Spanned, *, explain: bool) -> dict[str, Plain]:
    """The form that `lianxi share --json` answers with."""
    plans = [each.plan for each in outcome.results]
    net: Mapping[str, Mapping[str, str]] = outcome.net()
    flat: Mapping[str, Plain] = next(iter(net.values()), {})
    return {
        "rule": plans[0].rule,
        "version": ", ".join(dict.fromkeys(plan.version for plan in plans)),
        "in_force": all(plan.in_force for plan in plans),
        "status": "example" if any(p.status == "example" for p in plans) else plans[0].status,
        "transfers": [_transfer(line) for _, _, line in outcome.lines],
        "net": flat if len(net) <= 1 else net,
        "digest": outcome.digest,
        "trace": _traces(outcome) if explain else [],
    }


def _transfer(line: Line) -> dict[str, Plain]:
    return {
        "name": line.name,
        "from": line.giver,
        "to": line.taker,
        "amount": str(Quantity(line.amount, line.unit)),
        "unit": line.unit,
        "period": line.period,
        "of": dict(line.of),
        "clause": line.clause,
    }


def _traces(outcome: Spanned) -> list[Plain]:
    return [trace(each, n) for each in outcome.results for n in range(len(each.lines))]


def _say(outcome: Spanned, package: Package, speech: Lang) -> None:
    def called(party: str) -> Bilingual:
        fund = party.removeprefix("fund:")
        return package.of("party" if fund == party else "fund", fund)

    def name(party: str) -> str:
        return called(party).in_(speech)

    namings = [naming_of(each.plan.of.text, called) for each in outcome.results]
    rows = [
        [
            line.period,
            (naming.keys(line.of) or same("")).in_(speech),
            name(line.giver),
            name(line.taker),
            Quantity(line.amount, line.unit).grouped,
            line.unit,
            line.clause,
        ]
        for naming, each in zip(namings, outcome.results, strict=True)
        for line in each.lines
    ]
    if not rows:
        say(NOTHING, speech)
    say_table([PERIOD, FOR, FROM, TO, AMOUNT, UNIT, CLAUSE], rows, speech)
    net = [
        [name(party), figure(amount), unit]
        for unit, parties in outcome.net().items()
        for party, amount in parties.items()
    ]
    say_table([PARTY, NET, UNIT], net, speech)
    say(same(outcome.digest), speech)


NOT_READ = Bilingual("不能读取 {file}：{why}", "{file} can't be read: {why}")
NOT_UTF8 = Bilingual(
    "{file} 不是UTF-8文字；请另存为“CSV UTF-8”",
    "{file} is not UTF-8 text; save it as “CSV UTF-8”",
)
TRIAL = Bilingual(
    "试算：这条规则只是建议，并未施行", "a trial: the rule is only proposed and not in force"
)
NOTHING = Bilingual("没有任何转移", "there is no transfer")
EXPECTED = Bilingual("    应为：{words}", "    expected: {words}")
REMEDY = Bilingual("    处理：{words}", "    to do: {words}")
PERIOD = Bilingual("期间", "period")
FOR = Bilingual("事项", "for")
FROM = Bilingual("付方", "from")
TO = Bilingual("收方", "to")
AMOUNT = Bilingual("金额", "amount")
UNIT = Bilingual("单位", "unit")
CLAUSE = Bilingual("条款", "clause")
PARTY = Bilingual("主体", "party")
NET = Bilingual("净额（收为正）", "net (receives above zero)")
