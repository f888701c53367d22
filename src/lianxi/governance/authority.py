"""Who may do what: rights follow from dated appointments to roles; nothing else gives them.

Default deny. A right belongs to a role for an action, either for whatever the action is
done to or only for what is the appointed one's own: a city's liaison writes in the
directory of that city. An appointment gives a person a role from one day to another, for a
party, a unit or a body where the role is held for one.

Administrator, security officer and auditor are three people: who keeps the system running,
who says who may do what, and who looks at what both did (GB/T 22239-2019, 8.1.5.1 to
8.1.5.3, system management, audit management and security management).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.refused import Refused as Refused  # what `can` answers, for whoever asks it

ROLES: Mapping[str, Bilingual] = {
    "secretariat": Bilingual("秘书处", "secretariat"),
    "body-secretary": Bilingual("机构秘书", "secretary of a body"),
    "liaison": Bilingual("城市联络员", "liaison of a city"),
    "department-lead": Bilingual("部门负责人", "lead of a department"),
    "finance": Bilingual("财务", "finance"),
    "expert": Bilingual("专家", "expert"),
    "operator": Bilingual("清算运营", "clearing operator"),
    "auditor": Bilingual("审计员", "auditor"),
    "security-officer": Bilingual("安全管理员", "security officer"),
    "administrator": Bilingual("系统管理员", "administrator"),
    "leader": Bilingual("领导", "leader"),
}

# What a role is held for, where it is held for something.
HELD_FOR: Mapping[str, str] = {
    "liaison": "party",
    "department-lead": "unit",
    "body-secretary": "body",
}

# No two of these are ever one person at one time.
OFFICERS = frozenset({"administrator", "security-officer", "auditor"})

ACTIONS: Mapping[str, Bilingual] = {
    "package.list": Bilingual("查看地区包的各个版本", "see the versions of the region packages"),
    "package.load": Bilingual("审阅并装载地区包", "review and load region packages"),
    "journal.read": Bilingual("查阅日志", "read the journal"),
    "token.revoke": Bilingual("吊销他人的令牌", "revoke the tokens of others"),
    "account.list": Bilingual("查看账号及其任命", "see the accounts and their appointments"),
    "account.manage": Bilingual("开立和停用账号", "open and close accounts"),
    "appointment.make": Bilingual("任命和免去角色", "appoint people to roles, and end that"),
    "attempt.read": Bilingual("查阅登录记录", "read the record of sign-ins"),
    "backup.make": Bilingual("备份", "make backups"),
    "mail.keep": Bilingual("照管发件箱", "keep the outbox"),
    "directory.read": Bilingual("查看通讯录中的人员", "see the people in the directory"),
    "directory.private": Bilingual(
        "查看手机号码和往届任职", "see mobile numbers and who held a post before"
    ),
    "directory.write": Bilingual("维护通讯录", "keep the directory"),
    "road.read": Bilingual("查看合作事项", "see what is being worked on"),
    "clock.set": Bilingual("拨动演练的时钟", "move a rehearsal's clock on"),
    "proposal.call": Bilingual("征集提案", "call for proposals"),
    "proposal.write": Bilingual("报送提案、会签", "send in and co-sign proposals"),
    "proposal.settle": Bilingual("组织协商提案", "have proposals settled"),
    "consultation.open": Bilingual("征求意见并研究采纳", "consult, and weigh the comments"),
    "consultation.reply": Bilingual("反馈意见", "answer a consultation"),
    "sitting.hold": Bilingual("筹办会议", "convene and hold meetings"),
    "sitting.reply": Bilingual("报送回执、确认纪要", "return the reply slip, confirm the minutes"),
    "agreement.draft": Bilingual("起草和定稿协议", "draft and settle agreements"),
    "agreement.comment": Bilingual("对协议文本提出意见", "comment on the text of an agreement"),
    "agreement.sign": Bilingual("登记签署", "enter what was signed"),
    "commitment.give": Bilingual("分解和调整任务", "break down and adjust commitments"),
    "commitment.report": Bilingual("报送进展、申请办结", "report progress, ask for closure"),
    "commitment.lead": Bilingual("作为牵头单位审核", "review as lead unit"),
    "commitment.close": Bilingual("办结审核", "review for closure"),
    "supervision.write": Bilingual(
        "调度、督办、提请协调", "follow up, supervise, ask to coordinate"
    ),
    "supervision.answer": Bilingual("答复督办单", "answer a supervision slip"),
    "supervision.sign": Bilingual("签发提请函", "sign a request for coordination"),
    "paper.issue": Bilingual("制发公文", "issue papers"),
    "paper.report": Bilingual("报送自评报告", "send in a self-assessment"),
    "fund.book": Bilingual(
        "记账、拨付、核销、年终结转", "book, pay out, accept accounts, close years"
    ),
    "fund.hold": Bilingual("预留和释放资金", "set money aside, and give it back"),
    "fund.levy": Bilingual("印发缴款通知、减免", "issue payment notices, and waive dues"),
    "fund.apply": Bilingual(
        "申请资金、报送核销和自评", "apply for money, account for it, assess it"
    ),
    "fund.check": Bilingual("审核资金申请和自评", "check applications and self-assessments"),
    "fund.approve": Bilingual(
        "审批资金申请、核定年度预算", "approve applications for money, settle budgets"
    ),
    "fund.plan": Bilingual(
        "编制年度预算、说明审计问题、报送年度报告",
        "draft a fund's budget, explain findings, report on its year",
    ),
    "fund.audit": Bilingual(
        "登记审计意见、复核整改", "enter what an audit found, and look at what was mended"
    ),
    "sharing.enter": Bilingual(
        "录入分担分享规则所用的数据", "enter the figures that rules work with"
    ),
    "trial.keep": Bilingual("保存规则的试算", "keep trials of rules"),
    "sharing.draw": Bilingual(
        "核算补偿结算、征求意见、办结", "work out settlements, send and close them"
    ),
    "sharing.check": Bilingual("复核补偿结算", "check settlements"),
    "sharing.answer": Bilingual("确认补偿结算、提出异议", "confirm settlements, and contest them"),
    "sharing.decide": Bilingual("裁决异议", "decide disputes"),
    "sharing.approve": Bilingual("审批补偿结算", "approve settlements"),
    "sharing.pay": Bilingual("登记补偿款收付", "enter what is paid for settlements"),
}

# What no page offers yet: nobody is told of a right that can't be used.
WITHOUT_A_PAGE = frozenset(
    {
        "fund.hold",
    }
)

OFFICE = frozenset({"secretariat"})
SECRETARY = frozenset({"body-secretary"})
MEMBERS = frozenset({"liaison", "department-lead"})
FINANCE = frozenset({"finance"})

RIGHTS: Mapping[str, frozenset[str]] = {
    "package.list": frozenset({"administrator", "secretariat", "auditor"}),
    "package.load": frozenset({"administrator"}),
    "journal.read": frozenset({"administrator", "security-officer", "auditor", "secretariat"}),
    "token.revoke": frozenset({"administrator", "security-officer"}),
    "account.list": frozenset({"administrator", "security-officer", "auditor"}),
    "account.manage": frozenset({"administrator"}),
    "appointment.make": frozenset({"security-officer"}),
    "attempt.read": frozenset({"security-officer", "auditor"}),
    "backup.make": frozenset({"administrator"}),
    "mail.keep": frozenset({"administrator"}),
    "directory.read": frozenset(
        {"secretariat", "body-secretary", "liaison", "department-lead", "finance"}
    ),
    "directory.private": frozenset({"secretariat"}),
    "directory.write": frozenset({"secretariat"}),
    "road.read": frozenset(ROLES) - {"administrator", "security-officer", "operator"},
    "clock.set": OFFICE | {"administrator"},
    "proposal.call": OFFICE,
    "proposal.write": OFFICE,
    "proposal.settle": OFFICE,
    "consultation.open": OFFICE,
    "consultation.reply": OFFICE,
    "sitting.hold": OFFICE,
    "sitting.reply": OFFICE,
    "agreement.draft": OFFICE,
    "agreement.comment": OFFICE,
    "agreement.sign": OFFICE,
    "commitment.give": OFFICE,
    "commitment.report": OFFICE,
    "commitment.lead": OFFICE,
    "commitment.close": OFFICE,
    "supervision.write": OFFICE,
    "supervision.answer": OFFICE,
    "supervision.sign": frozenset({"secretariat", "leader"}),
    "paper.issue": OFFICE,
    "paper.report": OFFICE,
    "fund.book": FINANCE,
    "fund.hold": FINANCE,
    "fund.levy": OFFICE,
    "fund.apply": OFFICE,
    "fund.check": FINANCE,
    "fund.approve": frozenset({"secretariat", "leader"}),
    "fund.plan": FINANCE,
    "fund.audit": frozenset({"auditor"}),
    "sharing.enter": OFFICE | FINANCE,
    "trial.keep": OFFICE | FINANCE | SECRETARY | MEMBERS,
    "sharing.draw": OFFICE | FINANCE,
    "sharing.check": OFFICE | FINANCE,
    "sharing.answer": OFFICE,
    "sharing.decide": frozenset({"secretariat", "leader"}),
    "sharing.approve": frozenset({"secretariat", "leader"}),
    "sharing.pay": FINANCE,
}

# What a role may do only to what is its own: of its city, its department or its body.
OWN: Mapping[str, frozenset[str]] = {
    "directory.private": frozenset({"liaison", "department-lead"}),
    "directory.write": frozenset({"liaison"}),
    "proposal.call": SECRETARY,
    "proposal.write": MEMBERS,
    "proposal.settle": SECRETARY,
    "consultation.open": SECRETARY,
    "consultation.reply": frozenset({"liaison"}),
    "sitting.hold": SECRETARY,
    "sitting.reply": frozenset({"liaison"}),
    "agreement.draft": SECRETARY,
    "agreement.comment": MEMBERS,
    "commitment.give": SECRETARY,
    "commitment.report": MEMBERS,
    "commitment.lead": MEMBERS,
    "commitment.close": SECRETARY,
    "supervision.write": SECRETARY,
    "supervision.answer": MEMBERS,
    "paper.issue": SECRETARY,
    "paper.report": frozenset({"liaison"}),
    "fund.levy": SECRETARY,
    "fund.apply": MEMBERS,
    "fund.approve": SECRETARY,
    "sharing.enter": frozenset({"liaison"}),
    "sharing.draw": SECRETARY,
    "sharing.check": SECRETARY,
    "sharing.answer": frozenset({"liaison"}),
    "sharing.decide": SECRETARY,
    "sharing.approve": SECRETARY,
}


@dataclass(frozen=True)
class Appointment:
    """A role held from one day up to another; for a party, a unit ("330100/x") or a body.

    A body is named with its region: "yangtze-delta/council".
    """

    role: str
    since: date
    until: date | None = None
    party: str | None = None
    body: str | None = None

    def held(self, at: date) -> bool:
        """Whether it is held on a day."""
        return self.since <= at and (self.until is None or at < self.until)

    def covers(self, party: str) -> bool:
        """Whether a party or unit is its own: itself, or a unit under the party.

        >>> liaison = Appointment("liaison", date(2026, 1, 1), party="330100")
        >>> liaison.covers("330100"), liaison.covers("330100/tax"), liaison.covers("330101")
        (True, True, False)
        """
        return self.party is not None and (
            party == self.party or party.startswith(f"{self.party}/")
        )

    def owns(self, party: str | None, body: str | None) -> bool:
        """Whether what is a party's or a body's is its own; of what is nobody's, all is.

        >>> secretary = Appointment("body-secretary", date(2026, 1, 1), body="delta/council")
        >>> secretary.owns(None, "delta/council"), secretary.owns(None, "delta/office")
        (True, False)
        """
        if party is None and body is None:
            return True
        return (party is not None and self.covers(party)) or (
            body is not None and body == self.body
        )

    def overlaps(self, other: "Appointment") -> bool:
        """Whether there is a day on which both are held."""
        begins = max(self.since, other.since)
        return self.held(begins) and other.held(begins)


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person with appointments, or nobody who has signed in."""

    login: str
    name: Bilingual
    appointments: tuple[Appointment, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """The answer yes, with the appointment that gives the right."""

    appointment: Appointment


def rights_of(role: str) -> list[Bilingual]:
    """What a role may do beyond reading what is public, in words.

    >>> [right.en for right in rights_of("liaison")][-1]
    'confirm settlements, and contest them (its own)'
    """
    shown = {action: words for action, words in ACTIONS.items() if action not in WITHOUT_A_PAGE}
    anything = [words for action, words in shown.items() if role in RIGHTS[action]]
    own = [words for action, words in shown.items() if role in OWN.get(action, ())]
    return anything + [ITS_OWN.fill(right=words) for words in own]


def can(
    actor: Actor | None,
    action: str,
    at: date,
    *,
    party: str | None = None,
    body: str | None = None,
) -> Allowed | Refused:
    """Whether an actor may do something on a day: to what is a party's or a body's, if named.

    Without either the answer is whether there is anything the actor may do it to. A body is
    named with its region: "yangtze-delta/council".

    >>> office = Actor("a", Bilingual("甲", "A"), (Appointment("auditor", date(2026, 1, 1)),))
    >>> can(office, "package.load", date(2026, 6, 1)).reason.en
    'only the administrator may do this'
    """
    if actor is None:
        return Refused(NOBODY)
    roles, own = RIGHTS.get(action, frozenset()), OWN.get(action, frozenset())
    for appointment in actor.appointments:
        if not appointment.held(at):
            continue
        if appointment.role in roles:
            return Allowed(appointment)
        if appointment.role in own and appointment.owns(party, body):
            return Allowed(appointment)
    names = [ROLES[role] for role in ROLES if role in roles]
    names += [ITS_OWN.fill(right=ROLES[role]) for role in ROLES if role in own - roles]
    return Refused(
        Bilingual(
            f"只有{'、'.join(name.zh for name in names)}可以这样做",
            f"only the {' or '.join(name.en for name in names)} may do this",
        )
    )


def apart(held: Iterable[Appointment], new: Appointment) -> Refused | None:
    """Why somebody with these appointments can't be given one more; None where they can.

    >>> auditor = Appointment("auditor", date(2026, 1, 1), date(2026, 7, 1))
    >>> apart([auditor], Appointment("administrator", date(2026, 6, 1))).reason.en
    'already auditor at that time: administrator, security officer and auditor are three people'
    >>> apart([auditor], Appointment("administrator", date(2026, 7, 1)))
    """
    for each in held:
        if not each.overlaps(new):
            continue
        if each.role == new.role and (each.party, each.body) == (new.party, new.body):
            return Refused(ALREADY.fill(role=ROLES[each.role]))
        if each.role != new.role and {each.role, new.role} <= OFFICERS:
            return Refused(THREE_PEOPLE.fill(role=ROLES[each.role]))
    return None


NOBODY = Bilingual("请先登录", "sign in first")
ITS_OWN = Bilingual("{right}（限本单位）", "{right} (its own)")
ALREADY = Bilingual("这段时间已任{role}", "already {role} at that time")
THREE_PEOPLE = Bilingual(
    "这段时间已任{role}：系统管理员、安全管理员、审计员应为三个人",
    "already {role} at that time: administrator, security officer and auditor are three people",
)
