"""Pages: a form for each thing that may be done with a party's directory.

Each is a page of its own with an address of its own: asked for, it shows the form; sent,
it does what the form says, or shows what is wrong with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.governance.authority import Refused
from lianxi.governance.directory import DUTIES, Held, Office
from lianxi.governance.texts import in_words
from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.finding import Explained
from lianxi.portal.directory import actions, forms
from lianxi.portal.directory.asked import Asked, party_of
from lianxi.portal.directory.forms import PERSON, Typed, typed
from lianxi.portal.directory.queries import state_of
from lianxi.portal.directory.workbook import LABELS, cells
from lianxi.portal.ui.errors import page as error_page
from lianxi.portal.ui.intake import labelled
from lianxi.portal.ui.templatetags.words import speak

Act = Callable[[Mapping[str, str]], object]
Choices = tuple[tuple[str, Bilingual], ...]


LABELS_OF: Mapping[str, tuple[Bilingual, Bilingual | None]] = {
    **{name: (label, None) for name, label in LABELS.items()},
    "of": (LABELS["unit"], None),
    "name_en": (
        Bilingual("英文名", "Name in English"),
        Bilingual("不填则用拼音", "pinyin if left out"),
    ),
    "phone": (
        Bilingual("办公电话", "Office phone"),
        Bilingual("带区号，如0571-87654321转801", "with area code: 0571-87654321 ext. 801"),
    ),
    "mobile": (
        Bilingual("手机", "Mobile"),
        Bilingual("只有秘书处和本单位可见", "seen by the secretariat and one's own unit alone"),
    ),
    "until": (
        Bilingual("止", "Until"),
        Bilingual(
            "从这一天起不再任职；不填为仍在任", "the day from which it is over; open if left out"
        ),
    ),
    "ends": (
        Bilingual("止", "Until"),
        Bilingual("从这一天起不再任职", "the day from which it is over"),
    ),
    "unit_zh": (Bilingual("名称", "Name in Chinese"), None),
    "unit_en": (
        Bilingual("英文名称", "Name in English"),
        Bilingual("不填则用拼音", "pinyin if left out"),
    ),
}


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page with a form, kept nowhere; its fields are called as it calls them."""
    asked = never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))
    return labelled({name: label for name, (label, _) in LABELS_OF.items()})(asked)


@dataclass(frozen=True)
class Form:
    """A form: its question, its fields with what stands in them, and what it does when sent."""

    title: Bilingual
    button: Bilingual
    fields: tuple[str, ...]
    values: Mapping[str, str]
    act: Act
    note: Bilingual | None = None
    seen: str = ""
    offices: Choices = field(default=())
    of: str = ""  # the unit that it is about, where the form does not ask for it
    hints: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """A field as the page shows it."""

    name: str
    label: Bilingual
    value: str
    kind: str
    required: bool
    choices: Choices
    hint: Bilingual | None
    wrong: Explained | None


@form_page
def add_post(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """Enter that somebody holds a duty."""
    asked = party_of(request, region, party)

    def act(values: Mapping[str, str]) -> object:
        of = values["of"] or party
        blank = Held(of, values["duty"], Bilingual("", ""), date.fromisoformat(values["since"]))
        return actions.add_post(asked.doing, forms.with_values(blank, values))

    given = {name: request.GET.get(name, "") for name in ("of", "duty")}
    values = {**given, "since": str(asked.doing.today)}
    names = ("of", "duty", *PERSON, "since", "until")
    form = Form(ADD, ADD_BUTTON, names, values, act, offices=_offices(asked))
    return _answer(request, asked, form)


@form_page
def correct_post(request: HttpRequest, region: str, party: str, number: int) -> HttpResponse:
    """Correct what was entered of somebody."""
    asked = party_of(request, region, party)
    post = _post(asked, number)

    def act(values: Mapping[str, str]) -> object:
        return actions.correct_post(asked.doing, post, forms.with_values(post, values))

    names = (*PERSON, "since", "until")
    values = cells(post, ())
    title = CORRECT.fill(duty=DUTIES[post.duty], where=_where(asked, post))
    form = Form(
        title, CORRECT_BUTTON, names, values, act, NOT_SOMEBODY_NEW, state_of(post), of=post.of
    )
    return _answer(request, asked, form)


@form_page
def replace_post(request: HttpRequest, region: str, party: str, number: int) -> HttpResponse:
    """Enter who follows."""
    asked = party_of(request, region, party)
    post = _post(asked, number)

    def act(values: Mapping[str, str]) -> object:
        since = date.fromisoformat(values["since"])
        blank = Held(post.of, post.duty, Bilingual("", ""), since)
        return actions.replace_post(asked.doing, post, forms.with_values(blank, values))

    names = (*PERSON, "since")
    values = {"phone": post.phone, "since": str(asked.doing.today)}
    title = REPLACE.fill(duty=DUTIES[post.duty], where=_where(asked, post))
    form = Form(title, REPLACE_BUTTON, names, values, act, OLD_STAYS, state_of(post), of=post.of)
    return _answer(request, asked, form)


@form_page
def end_post(request: HttpRequest, region: str, party: str, number: int) -> HttpResponse:
    """End a post."""
    asked = party_of(request, region, party)
    post = _post(asked, number)

    def act(values: Mapping[str, str]) -> object:
        return actions.end_post(asked.doing, post, date.fromisoformat(values["ends"]))

    title = END.fill(duty=DUTIES[post.duty], where=_where(asked, post))
    values = {"ends": str(asked.doing.today)}
    form = Form(title, END_BUTTON, ("ends",), values, act, MISTAKE, state_of(post))
    return _answer(request, asked, form)


@form_page
def add_unit(request: HttpRequest, region: str, party: str) -> HttpResponse:
    """Enter a department or office."""
    asked = party_of(request, region, party)

    def act(values: Mapping[str, str]) -> object:
        name = Bilingual(values["unit_zh"], values["unit_en"])
        return actions.add_unit(asked.doing, name, date.fromisoformat(values["since"]))

    values = {"since": str(asked.doing.today)}
    form = Form(ADD_UNIT, ADD_BUTTON, UNIT, values, act, hints=UNIT_HINTS)
    return _answer(request, asked, form)


@form_page
def correct_unit(request: HttpRequest, region: str, party: str, unit: str) -> HttpResponse:
    """Correct the name of a unit, or since when it is there."""
    asked = party_of(request, region, party)
    office = asked.unit(unit)

    def act(values: Mapping[str, str]) -> object:
        name = Bilingual(values["unit_zh"], values["unit_en"])
        since = date.fromisoformat(values["since"])
        return actions.correct_unit(asked.doing, office.id, name, since)

    values = {"unit_zh": office.name.zh, "unit_en": office.name.en, "since": str(office.since)}
    form = Form(
        CORRECT_UNIT.fill(unit=office.name), CORRECT_BUTTON, UNIT, values, act, hints=UNIT_HINTS
    )
    return _answer(request, asked, form)


@form_page
def end_unit(request: HttpRequest, region: str, party: str, unit: str) -> HttpResponse:
    """End a unit."""
    asked = party_of(request, region, party)
    office = asked.unit(unit)

    def act(values: Mapping[str, str]) -> object:
        return actions.end_unit(asked.doing, office.id, date.fromisoformat(values["ends"]))

    values = {"ends": str(asked.doing.today)}
    form = Form(END_UNIT.fill(unit=office.name), END_BUTTON, ("ends",), values, act)
    return _answer(request, asked, form)


def _answer(request: HttpRequest, asked: Asked, form: Form) -> HttpResponse:
    """The form, or what comes of it once it is sent; nothing for whoever may not write here."""
    if asked.refused is not None:
        return error_page(request, 403, asked.refused.reason)
    if request.method != "POST":
        return _page(request, asked, form, Typed(form.values, {}))
    read = typed(request.POST.dict(), form.fields)
    if read.wrong:
        return _page(request, asked, form, read, status=422)
    changed = form.seen and request.POST.get("seen", "") != form.seen
    outcome = Refused(actions.OVERTAKEN) if changed else form.act(read.values)
    if isinstance(outcome, Refused):
        return _page(request, asked, form, read, outcome.reason, status=422)
    messages.info(request, str(speak(DONE)))
    return redirect("directory-party", region=asked.found.package.region.id, party=asked.party)


def _page(
    request: HttpRequest,
    asked: Asked,
    form: Form,
    read: Typed,
    problem: Bilingual | None = None,
    status: int = 200,
) -> HttpResponse:
    fields = [_field(name, form, read) for name in form.fields]
    values = {**asked.frame, "form": form, "fields": fields, "problem": problem}
    if problem is not None:
        values["too_young"] = _too_young(asked, form, read.values)
    return render(request, "directory/form.html", values, status=status)


def _too_young(asked: Asked, form: Form, values: Mapping[str, str]) -> Office | None:
    """The unit that was entered here and begins only after the post in it would."""
    office = asked.stands.office(values.get("of") or form.of)
    if office is None or office.since is None or not values.get("since"):
        return None
    return office if date.fromisoformat(values["since"]) < office.since else None


def _field(name: str, form: Form, read: Typed) -> Field:
    label, hint = LABELS_OF[name]
    hint = form.hints.get(name, hint)
    choices = form.offices if name == "of" else tuple(DUTIES.items()) if name == "duty" else ()
    kind = KINDS.get(name, "text")
    wrong = read.wrong.get(name)
    return Field(
        name,
        label,
        read.values.get(name, ""),
        "select" if choices else kind,
        name in REQUIRED,
        choices,
        hint,
        in_words(wrong) if wrong else None,
    )


def _post(asked: Asked, number: int) -> Held:
    """A post, for whoever may write here: nobody else is told whether there is one."""
    if asked.refused is None:
        return asked.post(number)
    return Held(asked.party, "lead", Bilingual("", ""), asked.doing.today)


def _offices(asked: Asked) -> Choices:
    there = (each for each in asked.offices if each.exists(asked.doing.today))
    itself = asked.found.party(asked.party)
    return (("", ITSELF.fill(party=itself)), *((each.id, each.name) for each in there))


def _where(asked: Asked, post: Held) -> Bilingual:
    office = asked.stands.office(post.of)
    return office.name if office else asked.found.party(asked.party)


UNIT_HINTS = {
    "since": Bilingual(
        "部门设立的日子；其中的任职不能早于这一天",
        "the day on which it was set up; no post in it may begin earlier",
    )
}
UNIT = ("unit_zh", "unit_en", "since")
REQUIRED = frozenset({"duty", "name", "since", "ends", "unit_zh"})
KINDS = {"since": "date", "until": "date", "ends": "date", "email": "email"}
KINDS |= {"phone": "tel", "mobile": "tel"}
ITSELF = Bilingual("{party}（不属任何部门）", "{party} itself, in no department")
ADD = Bilingual("登记谁任什么职责？", "Who holds which duty?")
ADD_BUTTON = Bilingual("登记", "Enter")
CORRECT = Bilingual(
    "{where}的{duty}要更正什么？", "What is to be corrected of the {duty}, {where}?"
)
CORRECT_BUTTON = Bilingual("更正", "Correct")
REPLACE = Bilingual("谁接任{where}的{duty}？", "Who follows as {duty}, {where}?")
REPLACE_BUTTON = Bilingual("换人", "Replace")
END = Bilingual("{where}的{duty}任职到哪天为止？", "When does the {duty} end, {where}?")
END_BUTTON = Bilingual("结束", "End")
ADD_UNIT = Bilingual("登记哪个部门？", "Which department is to be entered?")
CORRECT_UNIT = Bilingual("{unit}要更正什么？", "What is to be corrected of {unit}?")
END_UNIT = Bilingual("{unit}存续到哪天为止？", "When does {unit} end?")
NOT_SOMEBODY_NEW = Bilingual(
    "这里只更正登记有误的地方；换了人，请用“换人”，前任才会留存。",
    "Correct here what was entered wrongly. Somebody new is entered under “replace”, "
    "so that who was there before is kept.",
)
OLD_STAYS = Bilingual(
    "前任在接任之日结束任职，照旧留存。",
    "Whoever was there before ends on the day on which the new one begins, and is kept.",
)
MISTAKE = Bilingual(
    "登记有误、从未任职的，填任职之日。",
    "If it was entered by mistake and never held, give the day on which it began.",
)
DONE = Bilingual("已办理，并已记入日志。", "Done, and kept in the journal.")
