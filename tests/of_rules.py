"""Mistakes in commitments, plans and the rules of bodies: cases of `charter/test_bad_input.py`."""

from mistakes import Case, Change, Files, add, put, swap

C = "bodies/council.toml"
T = "agreements/treaty.toml"
PLAN = "plans/season.toml"


def plan(line: str = "", task: str = "due = '2005'") -> Change:
    """A plan for 2005, with one more line, and with what its one task commits to."""
    head = 'id="season"\nkind="plan"\nname={zh="季",en="Season"}\nin_force_from="2005"\nstatus="stated"\n'
    head += f'source="book"\nfor="2005"\n{line}\n[[task]]\nid="piers"\nsubject={{zh="码头",en="Piers"}}\n'
    return put(PLAN, f"{head}[task.commitment]\n{task}\n")


def rule(line: str) -> Change:
    """One more rule of the council."""
    return swap(C, 'tier = "decision"', f'tier = "decision"\n{line}')


def with_nothing(files: Files) -> None:
    """The treaty as it is: neither effect nor liability."""


CASES = [
    Case("clause.no-liability", with_nothing, T, "clause[fish].commitment.liability"),
    Case("clause.no-members", plan(task='per = "each member"'), PLAN),
    Case("agreement.no-effect", with_nothing, T, "effect"),
    Case("agreement.forceless", lambda f: (swap(T, 'signed = "2002"', 'signed = "2002"\neffect = "intent"')(f),
         swap(T, 'due = "2008" }', 'due = "2008", liability = { zh = "罚酒", en = "a round" } }')(f)), T, "effect"),
    Case("clause.no-due", plan(task="lead = '990200'"), PLAN, "task[piers].commitment.due"),
    Case("plan.order", plan('to = "2004"'), PLAN, "to"),
    Case("plan.mid-term", plan('mid_term = "2006-01"'), PLAN, "mid_term"),
    Case("block.stranger", add(T, '[[task]]\nid = "x"'), T, "task"),
    Case("block.stranger", lambda f: (plan()(f), add(PLAN, '[[clause]]\nid = "x"')(f)), PLAN, "clause"),
    Case("value.form", plan(task="tasks = ['piers']"), PLAN, "task[1].commitment.tasks"),
    Case("id.form", plan(task="tasks = { 'Two Piers' = { zh = '双', en = 'two' } }"), PLAN),
    Case("value.form", plan(task='liability = "none"'), PLAN, "task[1].commitment.liability"),
    Case("share.range", rule('decides = { quorum = { at_least = "3/2" } }'), C, "version[1].decides.quorum.at_least"),
    Case("share.range", rule('decides = { quorum = { more_than = "1" } }'), C, "version[1].decides.quorum.more_than"),
    Case("ratio.form", rule('decides = { quorum = { at_least = "half" } }'), C, "version[1].decides.quorum.at_least"),
    Case("threshold.one", rule('decides = { majority = { of = "seats" } }'), C, "version[1].decides.majority"),
    Case("threshold.one", rule('decides = { quorum = { at_least = "1/2", more_than = "1/2" } }'), C,
         "version[1].decides.quorum"),
    Case("key.missing", rule('decides = { majority = { more_than = "1/2" } }'), C, "version[1].decides.majority"),
    Case("decides.consensus", rule('decides = { by = "consensus", ballots = "open" }'), C,
         "version[1].decides.ballots"),
    Case("decides.no-majority", rule('decides = { by = "majority" }'), C, "version[1].decides"),
    Case("duration.beyond", swap(C, 'host = "rotation" }', 'notice = "5 days", reply_within = "2 weeks" }'), C,
         "version[1].meets.reply_within"),
    Case("duration.beyond", rule('follow_up = { every = "1 month", report_within = "1 quarter" }'), C,
         "version[1].follow_up.report_within"),
    Case("follow-up.together", rule('follow_up = { every = "1 month", request_after = "1 month" }'), C,
         "version[1].follow_up"),
    Case("body.itself", rule('settles = ["boats", "council"]'), C, "version[1].settles[2]"),
    Case("reference.dangling", rule('settles = ["boots"]'), C, "version[1].settles[1]"),
    Case("word.unknown", rule('consults = { within = "5 days", silence = "consent" }'), C,
         "version[1].consults.silence"),
]  # fmt: skip
