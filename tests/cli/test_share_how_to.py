"""What docs/how-to/write-a-rule.md tells a legal officer to type comes out as it says."""

import re
from pathlib import Path

import pytest

from answered import Lianxi
from here import ROOT


@pytest.mark.parametrize("page", ["write-a-rule.md", "write-a-rule.zh.md"])
def test_the_first_result(lianxi: Lianxi, page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / page).read_text("utf-8")
    [article, amendment] = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    [table, figures] = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    rule, facts = tmp_path / "river-water.toml", tmp_path / "figures.csv"
    rule.write_text(article + amendment, "utf-8")
    (tmp_path / "river-sections.csv").write_text(table, "utf-8")
    facts.write_text(figures, "utf-8")
    said = lianxi("share", str(rule), str(facts), "--json").json
    paid = [(t["period"], t["from"], t["to"], t["amount"]) for t in said["transfers"]]
    assert paid == [
        ("2026-01", "320500", "310000", "240000.00"),
        ("2026-01", "320500", "330400", "160000.00"),
        ("2026-02", "310000", "320500", "36000.00"),
        ("2026-02", "330400", "320500", "24000.00"),
    ]
    facts.write_text(figures.replace("2026-", "2027-"), "utf-8")
    dearer = lianxi("share", str(rule), str(facts), "--json").json
    assert dearer["transfers"][0]["amount"] == "288000.00"
