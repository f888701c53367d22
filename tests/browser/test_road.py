"""The commitment road walked by hand: four people at four browsers, in Chinese and in English.

Everything is done through the pages' own forms, found by what their labels say. The first half,
to the tasks that an agreement comes to, is walked in Chinese, the second in English; on the way
every kind of page is looked at, wide and on a phone.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Self

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lianxi.documents.specimen import specimen
from lianxi.documents.workbook_fill import fill_in
from lianxi.governance.authority import Refused
from lianxi.kernel.bilingual import same
from lianxi.portal.charter.actions import install
from lianxi.portal.charter.queries import current
from lianxi.portal.commitments.actions import undertake
from lianxi.portal.dossiers.actions import Doing, set_clock
from road import actor, undertaken
from screens import PHONE, WIDE, Open, accessible, fits
from tiny import read, rehearsal
from uploads import NOW

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

LAKES = "lakes-rehearsal"
ROAD = f"/regions/{LAKES}/road/"
START = datetime(2006, 5, 10, 1, tzinfo=UTC)
TOWNS = {"990100": "Easton", "990200": "Weston", "990300": "Norham"}
DONE = re.compile("已办理|Done, and kept")


@pytest.fixture
def portal(live_server: LiveServer, demo: None) -> str:
    """A demo portal that holds the rehearsal of the lakes; gives its address."""
    install(read(rehearsal()), NOW)
    return str(live_server.url)


@dataclass
class Person:
    """Somebody at a browser, who reads one language."""

    page: Page
    screens: "cycle[ViewportSize]"

    @classmethod
    def enters(cls, visit: Open, language: str, role: str, of: str = "") -> Self:
        """Somebody enters a role of the demo, for whoever it is held for."""
        page = visit(f"/enter/?next={ROAD}", language)
        page.set_default_timeout(3000)
        form = page.locator(f"form:has(input[value={role}])")
        if of:
            form.get_by_role("combobox").select_option(of)
        form.get_by_role("button").click()
        return cls(page, cycle((PHONE, WIDE)))

    def follows(self, *links: str) -> None:
        """From the page of what is to be done, one link after the other."""
        self.page.goto(ROAD)
        self.goes_on(*links)

    def goes_on(self, *links: str) -> None:
        """From where one is, one link after the other."""
        for words in links:
            self.link(words).first.click()

    def link(self, words: str) -> Locator:
        """A link by its words; by some of them where they end in "…"."""
        whole = not words.endswith("…")
        links = self.page.get_by_role("main")
        return links.get_by_role("link", name=words.removesuffix("…"), exact=whole)

    def field(self, label: str) -> Locator:
        """A field by its label, whether it may be left out or not."""
        words = re.compile(rf"^\s*{re.escape(label)}\s*(（|\(|$)")
        return self.page.get_by_role("main").get_by_label(words)

    def fills(self, values: dict[str, str]) -> Self:
        """Type into fields, each by its label."""
        for label, value in values.items():
            self.field(label).fill(value)
        return self

    def chooses(self, label: str, option: str) -> Self:
        """Choose one of a field's options by its words."""
        self.field(label).select_option(label=option)
        return self

    def ticks(self, *boxes: str) -> Self:
        """Tick boxes by their words."""
        for words in boxes:
            self.page.get_by_role("main").get_by_role("checkbox", name=words).check()
        return self

    def presses(self, button: str | re.Pattern[str], says: str | re.Pattern[str] = DONE) -> Self:
        """Send the form, and read what it says."""
        self.page.get_by_role("main").get_by_role("button", name=button).click()
        return self.reads(says)

    def reads(self, *texts: str | re.Pattern[str]) -> Self:
        """The page says so."""
        for words in texts:
            expect(self.page.get_by_role("main")).to_contain_text(words)
        return self

    def looks(self) -> Self:
        """The page holds on a phone or a wide screen, in turn."""
        self.page.set_viewport_size(next(self.screens))
        accessible(self.page)
        fits(self.page)
        return self

    def sets_the_clock(self, day: str) -> None:
        """It is another day in the rehearsal; one is back at the page of what is to be done."""
        self.page.goto(f"{ROAD}clock/")
        self.page.get_by_role("main").get_by_label(re.compile("日期|Day")).fill(day)
        self.presses(re.compile("拨到这天|Set the clock"))


@dataclass
class Four:
    """The people of a journey: the office, a city's liaison, a lead unit, a leader."""

    office: Person
    city: Person
    lead: Person
    leader: Person

    @classmethod
    def enter(cls, visit: Open, language: str) -> Self:
        """All of them enter."""
        return cls(
            Person.enters(visit, language, "secretariat"),
            Person.enters(visit, language, "liaison", "990200"),
            Person.enters(visit, language, "department-lead", "990100/boathouse"),
            Person.enters(visit, language, "leader"),
        )


def a_proposal_is_called_for_and_settled(people: Four) -> None:
    """The call goes out, a unit proposes, the members are consulted, the levels settle it."""
    office, city, lead = people.office, people.city, people.lead
    office.sets_the_clock("2006-03-01")
    office.looks().goes_on("提案征集")
    office.looks().link("征集提案").click()
    office.fills({"标题": " ", "征集内容和要求": "请提出专题"})
    office.fills({"报送时限": "2006-03-10"}).presses("发出征集", "请填写“标题”")
    office.looks()
    expect(office.page.locator(".summary")).to_be_focused()
    expect(office.field("征集内容和要求")).to_have_value("请提出专题")
    office.fills({"标题": "征集2006年专题"}).presses("发出征集")

    lead.follows("提案征集", "征集2006年专题")
    lead.link("报送提案").click()
    lead.looks().fills({"提案名称": "修码头", "主要内容": "修三座码头"})
    lead.chooses("领域", "船").chooses("牵头单位", "东镇·船屋")
    lead.presses("报送")
    city.follows("征集2006年专题")
    city.link("答复没有提案").click()
    city.presses("登记").looks()
    office.sets_the_clock("2006-03-13")
    office.goes_on("提案征集", "征集2006年专题", "结束征集")
    office.presses("结束征集")

    office.follows("提案", "修码头", "征求意见")
    office.fills({"征求意见的内容": "请反馈意见"}).presses("发出")
    city.follows("修码头…", "反馈意见")
    city.looks().chooses("答复", "修改意见")
    city.fills({"意见1：内容": "加一座渡口"})
    city.presses("反馈")
    office.sets_the_clock("2006-03-27")
    office.goes_on("征求意见", "修码头…", "研究采纳")
    office.looks().page.get_by_role("main").get_by_role("combobox").select_option("adopted")
    office.fills({"理由": "合理"}).presses("保存").looks()
    office.link("结束").click()
    office.presses("结束征求意见")
    office.follows("提案", "修码头", "登记协商结果")
    office.chooses("协商结果", "协商一致").presses("登记").looks()


def it_is_decided_at_a_sitting(people: Four) -> None:
    """Notice, slip, agenda, decision, minutes, confirmation, signature."""
    office, city = people.office, people.city
    office.follows("会议办理", "发出会议通知")
    office.looks().ticks("湖区议会").fills({"会议名称": "第四次会议"})
    office.fills({"会议日期": "2006-04-10", "地点": "西镇"})
    office.presses("发出通知")
    city.follows("第四次会议…", "报送回执")
    city.looks().chooses("是否出席", "出席")
    city.fills({"出席人": "李四"}).presses("报送回执")
    office.follows("会议办理", "第四次会议", "拟议程")
    office.looks().ticks("修码头").presses("列入议程")
    office.sets_the_clock("2006-04-10")
    office.goes_on("会议办理", "第四次会议", "开会")
    office.ticks("东镇", "西镇").presses("开会")
    office.link("议定").click()
    office.chooses("结论", "通过").fills({"议定事项": "同意"})
    office.presses("议定").link("拟纪要").click()
    office.fills({"确认期限": "2006-04-20"}).presses("拟纪要")
    city.follows("第四次会议…", "确认纪要")
    city.presses("确认纪要").looks()
    office.sets_the_clock("2006-05-10")
    office.goes_on("会议办理", "第四次会议", "签发办结")
    office.fills({"签发人": "里长", "纪要编号": "湖议纪〔2006〕1号"})
    office.presses("签发").looks()
    office.follows("提案", "修码头", "据此起草协议或计划")
    expect(office.field("来源")).to_have_value("proposal/1")


def an_agreement_is_drafted_and_broken_down(people: Four, paper: Path) -> None:
    """Clause by clause, with what is amiss shown beside it; signed, in force, in commitments."""
    office = people.office
    office.follows("协议与计划", "起草")
    office.looks().fills({"文件名称": "码头协议"})
    office.chooses("法律效力", "有约束力").presses("开始起草")
    office.link("拟写条款").click()
    office.fills({"事项": "修码头", "事项的英文": "Piers"})
    office.fills({"条文": "各方修复码头。"})
    office.ticks("逐一分解到各方").presses("保存")
    office.reads("没有牵头单位").looks().link("修改").click()
    office.chooses("牵头单位", "东镇·船屋")
    terms = {
        "完成时限": "2006-09-30",
        "衡量指标": "码头一座",
        "佐证材料": "验收单",
        "未做到时的责任": "通报",
    }
    office.fills(terms).looks().presses("保存")
    office.link("定稿").click()
    office.presses("定稿")
    for party in ("东镇", "西镇", "北村"):
        office.link("登记签署").click()
        office.chooses("签署方", party)
        office.fills({"签署人": "里长", "签署权限": "议会授权"})
        office.presses("登记")
    office.link("存入扫描件").click()
    office.field("扫描件").set_input_files(paper)
    office.presses("存入").link("登记生效").click()
    office.presses("登记").looks().link("分解任务").click()
    office.looks().presses("立3项任务")


def it_is_followed_up_and_closed(people: Four, paper: Path, tmp_path: Path) -> None:
    """A workbook round, a slip and its answer, closure on evidence, two reviews."""
    office, city, lead = people.office, people.city, people.lead
    task = "Piers — Weston"
    office.follows("Follow-up", "Open a round")
    office.looks().fills({"Reports by": "2006-06-20"}).presses("Open the round")
    city.follows("Follow-up", "Follow-up of the second quarter…")
    with city.page.expect_download() as sent:
        city.link("Excel").click()
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(
        fill_in(sent.value.path().read_bytes(), [{"begun": "是", "progress": "备料"}])
    )
    city.looks().link("Hand in the filled workbook").click()
    city.field("Workbook").set_input_files(filled)
    city.presses("Take it in and review")
    office.follows("Follow-up", "Follow-up of the second quarter…")
    office.link("Weston, 1 reports").click()
    office.looks().presses("Enter these 1").looks()

    office.sets_the_clock("2006-10-10")
    office.goes_on("Commitments", task, "Issue a slip")
    office.fills({"Why": "逾期", "To be answered by": "2006-10-20"})
    office.fills({"Signed by": "里长"}).presses("Issue")
    city.follows(task)
    city.looks().link("Answer the slip").click()
    city.fills({"Answer": "本周完成"}).presses("Send")
    city.link("Ask for closure").click()
    city.fills({"What was done": "已修复"})
    city.field("Evidence").set_input_files(paper)
    city.looks().presses("Send")
    lead.follows(task)
    lead.link("Review as lead unit").click()
    lead.chooses("Opinion", "agrees that it is done").presses("Send")
    office.follows("Commitments", task, "Close the slip")
    office.presses("Close").link("Review for closure").click()
    office.chooses("Outcome", "closed").fills({"Reviewed by": "里长"})
    office.presses("Enter").looks()


def the_leader_and_the_office_read_the_same(people: Four) -> None:
    """One page for a leader, the office's page and the list in Excel's own format agree."""
    office, leader = people.office, people.leader
    counts = "overdue 2, closed 1"
    leader.follows("One page for a leader")
    leader.reads(counts, "2 overdue").looks()
    leader.page.get_by_role("main").get_by_role("link", name="Norham").first.click()
    leader.looks()
    office.page.goto(ROAD)
    office.reads(counts)
    office.follows("Commitments")
    office.reads(counts).looks()
    with office.page.expect_download() as sent:
        office.link("CSV").click()
    with sent.value.path().open(encoding="utf-8-sig", newline="") as file:
        stands = Counter(row["status"] for row in csv.DictReader(file))
    assert stands == {"overdue": 2, "closed": 1}
    office.follows("Accounts of the year", "Annual summary")
    office.looks()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Something on paper, scanned."""
    file = tmp_path / "签署件.pdf"
    file.write_bytes(specimen("签署件（演练用）", date(2006, 5, 12)))
    return file


def test_a_proposal_becomes_an_agreement_and_its_tasks(visit: Open, paper: Path) -> None:
    people = Four.enter(visit, "zh-CN")
    a_proposal_is_called_for_and_settled(people)
    it_is_decided_at_a_sitting(people)
    an_agreement_is_drafted_and_broken_down(people, paper)
    people.leader.follows("领导一页")
    people.leader.reads("未启动 3").looks()


def test_a_commitment_is_followed_up_in_english(visit: Open, paper: Path, tmp_path: Path) -> None:
    """Three towns have undertaken to mend their piers; what follows is done by hand."""
    found = current(LAKES)
    assert found is not None
    office = Doing(actor("secretariat"), found, START)
    assert not isinstance(set_clock(office, START), Refused)
    each = [
        undertaken(
            title=same(f"Piers — {name}"),
            lead="990100/boathouse",
            doer=town,
            supports=(),
            due=date(2006, 9, 30),
        )
        for town, name in TOWNS.items()
    ]
    assert not isinstance(undertake(office, each), Refused)
    people = Four.enter(visit, "en-GB")
    it_is_followed_up_and_closed(people, paper, tmp_path)
    the_leader_and_the_office_read_the_same(people)
