"""The commitment road walked by hand: four people at four browsers, in Chinese and in English.

Everything is done through the pages' own forms, found by what their labels say. Words are given
as "中文|English". On the way every kind of page is looked at, wide and on a phone.
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
from django.db import connection
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lianxi.documents.specimen import specimen
from lianxi.documents.workbook_fill import fill_in
from lianxi.governance.authority import Refused
from lianxi.governance.road.breakdown import OF_PARTY
from lianxi.kernel.bilingual import Bilingual
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
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

EASTON, WESTON, NORHAM = "东镇|Easton", "西镇|Weston", "北村|Norham"
BOATHOUSE = "东镇·船屋|Easton · Boathouse"
COUNCIL = "湖区议会|Lake council"
PIERS = Bilingual("修码头", "Piers")
LAKES = "lakes-rehearsal"
ROAD = f"/regions/{LAKES}/road/"
START = datetime(2006, 5, 10, 1, tzinfo=UTC)
DONE = "已办理|Done"


@pytest.fixture
def portal(live_server: LiveServer, demo: None) -> str:
    """A demo portal that holds the rehearsal of the lakes; gives its address."""
    install(read(rehearsal()), NOW)
    return str(live_server.url)


@dataclass
class Person:
    """Somebody at a browser, who reads one language."""

    page: Page
    chinese: bool
    screens: "cycle[ViewportSize]"

    @classmethod
    def enters(cls, visit: Open, language: str, role: str, of: str = "") -> Self:
        """Somebody enters a role of the demo, for whoever it is held for."""
        page = visit(f"/enter/?next={ROAD}", language)
        page.set_default_timeout(20_000)  # machines are busy
        form = page.locator(f"form:has(input[value={role}])")
        if of:
            form.get_by_role("combobox").select_option(of)
        form.get_by_role("button").click()
        return cls(page, language.startswith("zh"), cycle((PHONE, WIDE)))

    def say(self, words: str) -> str:
        """Words in the language that is read; those that are in one alone as they are."""
        zh, _, en = words.partition("|")
        return zh if self.chinese or not en else en

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
        name = self.say(words)
        whole = not name.endswith("…")
        links = self.page.get_by_role("main")
        return links.get_by_role("link", name=name.removesuffix("…"), exact=whole)

    def field(self, label: str) -> Locator:
        """A field by its label, whether it may be left out or not."""
        words = re.compile(rf"^\s*{re.escape(self.say(label))}\s*(（|\(|$)")
        return self.page.get_by_role("main").get_by_label(words)

    def fills(self, values: dict[str, str]) -> Self:
        """Type into fields, each by its label."""
        for label, value in values.items():
            self.field(label).fill(self.say(value))
        return self

    def chooses(self, label: str, option: str) -> Self:
        """Choose one of a field's options by its words."""
        self.field(label).select_option(label=self.say(option))
        return self

    def ticks(self, *boxes: str) -> Self:
        """Tick boxes by their words."""
        for words in boxes:
            self.page.get_by_role("main").get_by_role("checkbox", name=self.say(words)).check()
        return self

    def presses(self, button: str, says: str = DONE) -> Self:
        """Send the form, and read what it says."""
        self.page.get_by_role("main").get_by_role("button", name=self.say(button)).click()
        if says:
            self.reads(says)
        return self

    def reads(self, *texts: str) -> Self:
        """The page says so."""
        for words in texts:
            expect(self.page.get_by_role("main")).to_contain_text(self.say(words))
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
        self.fills({"日期|Day": day}).presses("拨到这天|Set the clock")


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
    office.looks().goes_on("提案征集|Calls for proposals")
    office.looks().link("征集提案|Call for proposals").click()
    office.fills({"标题|Title": " ", "征集内容和要求|What is called for": "请提出专题"})
    office.fills({"报送时限|Answers by": "2006-03-10"}).presses("发出征集|Send it out", "")
    office.reads("请填写“标题”|Please fill in “Title”").looks()
    expect(office.page.locator(".summary")).to_be_focused()
    expect(office.field("征集内容和要求|What is called for")).to_have_value("请提出专题")
    office.fills({"标题|Title": "征集2006年专题"}).presses("发出征集|Send it out")

    lead.follows("提案征集|Calls for proposals", "征集2006年专题")
    lead.link("报送提案|Send in a proposal").click()
    lead.looks().fills({"提案名称|Title": "修码头", "主要内容|What is to be done": "修三座码头"})
    lead.chooses("领域|Field", "船|boats").chooses("牵头单位|Lead unit", BOATHOUSE)
    lead.presses("报送|Send it in")
    city.follows("征集2006年专题")
    city.link("答复没有提案|Answer: nothing to propose").click()
    city.presses("登记|Enter").looks()
    office.sets_the_clock("2006-03-13")
    office.goes_on("提案征集|Calls for proposals", "征集2006年专题", "结束征集|Close the call")
    office.presses("结束征集|Close the call")

    office.follows("提案|Proposals", "修码头", "征求意见|Consult members")
    office.fills({"征求意见的内容|What is asked": "请反馈意见"}).presses("发出|Send it out")
    city.follows("修码头…", "反馈意见|Answer")
    city.looks().chooses("答复|Answer", "修改意见|amend")
    city.fills({"意见1：内容|Comment 1: what should stand there": "加一座渡口"})
    city.presses("反馈|Send the answer")
    office.sets_the_clock("2006-03-27")
    office.goes_on("征求意见|Consultations", "修码头…", "研究采纳|Weigh the comments")
    office.looks().page.get_by_role("main").get_by_role("combobox").select_option("adopted")
    office.fills({"理由|Why": "合理"}).presses("保存|Save").looks()
    office.link("结束|Close").click()
    office.presses("结束征求意见|Close the consultation")
    office.follows("提案|Proposals", "修码头", "登记协商结果|Enter what was settled")
    office.chooses("协商结果|Outcome", "协商一致|agreed").presses("登记|Enter").looks()


def it_is_decided_at_a_sitting(people: Four) -> None:
    """Notice, slip, agenda, decision, minutes, confirmation, signature."""
    office, city = people.office, people.city
    office.follows("会议办理|Sittings", "发出会议通知|Call a sitting")
    office.looks().ticks(COUNCIL).fills({"会议名称|What it is called": "第四次会议"})
    office.fills({"会议日期|Day of the sitting": "2006-04-10", "地点|Place": "西镇"})
    office.presses("发出通知|Send the notice")
    city.follows("第四次会议…", "报送回执|Return a slip")
    city.looks().chooses("是否出席|Whether it comes", "出席|comes")
    city.fills({"出席人|Who comes": "李四"}).presses("报送回执|Return the slip")
    office.follows("会议办理|Sittings", "第四次会议", "拟议程|Draft the agenda")
    office.looks().ticks("修码头").presses("列入议程|Put on the agenda")
    office.sets_the_clock("2006-04-10")
    office.goes_on("会议办理|Sittings", "第四次会议", "开会|Open it")
    office.ticks(EASTON, WESTON).presses("开会|Open the sitting")
    office.link("议定|Decide").click()
    office.chooses("结论|Outcome", "通过|adopted").fills({"议定事项|What was decided": "同意"})
    office.presses("议定|Decide").link("拟纪要|Draft the minutes").click()
    office.fills({"确认期限|Confirm by": "2006-04-20"}).presses("拟纪要|Draft the minutes")
    city.follows("第四次会议…", "确认纪要|Confirm the minutes")
    city.presses("确认纪要|Confirm the minutes").looks()
    office.sets_the_clock("2006-05-10")
    office.goes_on("会议办理|Sittings", "第四次会议", "签发办结|Sign and conclude")
    office.fills(
        {"签发人|Signed by": "里长", "纪要编号|Number of the minutes": "湖议纪〔2006〕1号"}
    )
    office.presses("签发|Sign").looks()
    office.follows(
        "提案|Proposals", "修码头", "据此起草协议或计划|Draft an agreement or plan from it"
    )
    expect(office.field("来源|Comes from")).to_have_value("proposal/1")


def an_agreement_is_drafted_and_broken_down(people: Four, paper: Path) -> None:
    """Clause by clause, with what is amiss shown beside it; signed, in force, in commitments."""
    office = people.office
    office.follows("协议与计划|Agreements and plans", "起草|Draft one")
    office.looks().fills({"文件名称|Title": "码头协议"})
    office.chooses("法律效力|Legal effect", "有约束力|binding").presses("开始起草|Begin")
    office.link("拟写条款|Write a clause").click()
    office.fills({"事项|Subject": "修码头", "事项的英文|Subject in English": "Piers"})
    office.fills({"条文|Text": "各方修复码头。"})
    office.ticks("逐一分解到各方|Broken down to each party").presses("保存|Save")
    office.reads("没有牵头单位|lead unit").looks().link("修改|Rewrite").click()
    office.chooses("牵头单位|Lead unit", BOATHOUSE)
    terms = {
        "完成时限|Due": "2006-09-30",
        "衡量指标|Measure": "码头一座",
        "佐证材料|Evidence": "验收单",
        "未做到时的责任|What follows where it is not kept": "通报",
    }
    office.fills(terms).looks().presses("保存|Save")
    office.link("定稿|Make it final").click()
    office.presses("定稿|Make it final")
    for party in (EASTON, WESTON, NORHAM):
        office.link("登记签署|Enter a signature").click()
        office.chooses("签署方|Party", party)
        office.fills({"签署人|Signed by": "里长", "签署权限|Authority": "议会授权"})
        office.presses("登记|Enter")
    office.link("存入扫描件|File the scan").click()
    office.field("扫描件|Scan").set_input_files(paper)
    office.presses("存入|File").link("登记生效|Enter into force").click()
    office.presses("登记|Enter").looks().link("分解任务|Break down").click()
    office.looks().presses("立3项任务|Make 3 commitments")


def it_is_followed_up_and_closed(people: Four, paper: Path, tmp_path: Path) -> None:
    """A workbook round, a slip and its answer, closure on evidence, two reviews."""
    office, city, lead = people.office, people.city, people.lead
    task = "西镇：修码头|Piers — Weston"
    office.follows("调度|Follow-up", "开始调度|Open a round")
    office.looks().fills({"报送期限|Reports by": "2006-06-20"}).presses("开始调度|Open the round")
    city.follows("调度|Follow-up", "2006年二季度…|Follow-up of the second quarter…")
    with city.page.expect_download() as sent:
        city.link("Excel").click()
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(
        fill_in(sent.value.path().read_bytes(), [{"begun": "是", "progress": "备料"}])
    )
    city.looks().link("交回填好的工作簿|Hand in the filled workbook").click()
    city.field("工作簿|Workbook").set_input_files(filled)
    city.presses("收下并审阅|Take it in and review")
    office.follows("调度|Follow-up", "2006年二季度…|Follow-up of the second quarter…")
    office.link("西镇，1项|Weston, 1 reports").click()
    office.looks().presses("录入这1项|Enter these 1").looks()

    office.sets_the_clock("2006-10-10")
    office.goes_on("合作任务|Commitments", task, "发督办单|Issue a slip")
    office.fills({"原因|Why": "逾期", "答复期限|To be answered by": "2006-10-20"})
    office.fills({"签发人|Signed by": "里长"}).presses("发出|Issue")
    city.follows(task)
    city.looks().link("答复督办单|Answer the slip").click()
    city.fills({"答复|Answer": "本周完成"}).presses("提交|Send")
    city.link("申请办结|Ask for closure").click()
    city.fills({"完成情况|What was done": "已修复"})
    city.field("佐证材料|Evidence").set_input_files(paper)
    city.looks().presses("提交|Send")
    lead.follows(task)
    lead.link("牵头单位审核|Review as lead unit").click()
    lead.chooses("意见|Opinion", "同意办结|agrees that it is done").presses("提交|Send")
    office.follows("合作任务|Commitments", task, "核销督办单|Close the slip")
    office.presses("核销|Close").link("办结审核|Review for closure").click()
    office.chooses("结论|Outcome", "办结|closed").fills({"审定人|Reviewed by": "里长"})
    office.presses("登记|Enter").looks()


def the_leader_and_the_office_read_the_same(people: Four) -> None:
    """One page for a leader, the office's page and the list in Excel's own format agree."""
    office, leader = people.office, people.leader
    counts = "逾期 2，办结 1|overdue 2, closed 1"
    leader.follows("领导一页|One page for a leader")
    leader.reads(counts, "逾期2项|2 overdue").looks()
    leader.page.get_by_role("main").get_by_role("link", name=leader.say(NORHAM)).first.click()
    leader.looks()
    office.page.goto(ROAD)
    office.reads(counts)
    office.follows("合作任务|Commitments")
    office.reads(counts).looks()
    with office.page.expect_download() as sent:
        office.link("CSV").click()
    with sent.value.path().open(encoding="utf-8-sig", newline="") as file:
        stands = Counter(row["status"] for row in csv.DictReader(file))
    assert stands == {"overdue": 2, "closed": 1}
    office.follows("年度材料|Accounts of the year", "年度总结|Annual summary")
    office.looks()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Something on paper, scanned."""
    file = tmp_path / "签署件.pdf"
    file.write_bytes(specimen("签署件（演练用）", date(2006, 5, 12)))
    return file


# The whole road is walked in both languages: half of it in each, the other way round on the
# other database.
FIRST, SECOND = ("zh-CN", "en-GB") if connection.vendor == "sqlite" else ("en-GB", "zh-CN")


def test_a_proposal_becomes_an_agreement_and_its_tasks(visit: Open, paper: Path) -> None:
    people = Four.enter(visit, FIRST)
    a_proposal_is_called_for_and_settled(people)
    it_is_decided_at_a_sitting(people)
    an_agreement_is_drafted_and_broken_down(people, paper)
    people.leader.follows("领导一页|One page for a leader")
    people.leader.reads("未启动 3|not started 3").looks()


def test_a_commitment_is_followed_up_and_closed(visit: Open, paper: Path, tmp_path: Path) -> None:
    """Three towns have undertaken to mend their piers; what follows is done by hand."""
    found = current(LAKES)
    assert found is not None
    office = Doing(actor("secretariat"), found, START)
    assert not isinstance(set_clock(office, START), Refused)
    towns = zip((EASTON, WESTON, NORHAM), ("990100", "990200", "990300"), strict=True)
    each = [
        undertaken(
            title=OF_PARTY.fill(party=Bilingual(*name.split("|")), title=PIERS),
            lead="990100/boathouse",
            doer=town,
            supports=(),
            due=date(2006, 9, 30),
        )
        for name, town in towns
    ]
    assert not isinstance(undertake(office, each), Refused)
    people = Four.enter(visit, SECOND)
    it_is_followed_up_and_closed(people, paper, tmp_path)
    the_leader_and_the_office_read_the_same(people)
