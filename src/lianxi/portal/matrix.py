"""Every address and who may ask for it: for the reference page, and for the test that tries all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from lianxi.governance.authority import ACTIONS, OWN, RIGHTS, ROLES
from lianxi.kernel.bilingual import Bilingual, Lang
from lianxi.portal.doors import DOORS, ENTERED, PUBLIC

ANYBODY = ""  # a reader, who has not signed in
FREELY, ITS_OWN = "●", "○"


@dataclass(frozen=True)
class Route:
    """An address: its pattern, the name of its page, and the right that its door asks for."""

    pattern: str
    name: str
    right: str

    def open_to(self, role: str) -> str:
        """`●` where a role is let in, `○` where only to what is its own, else ""."""
        if self.right == PUBLIC or (self.right == ENTERED and role != ANYBODY):
            return FREELY
        if role in RIGHTS.get(self.right, ()):
            return FREELY
        return ITS_OWN if role in OWN.get(self.right, ()) else ""


def routes() -> list[Route]:
    """Every address of the portal, in the order of its table."""
    return [
        Route(f"/{pattern}", name, DOORS.get(name, ""))
        for pattern, name in _walk(get_resolver().url_patterns)
    ]


def _walk(
    patterns: Sequence[URLPattern | URLResolver], before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    for each in patterns:
        pattern = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            inside = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, pattern, inside)
        else:
            yield pattern, f"{space}{each.name}"


def page(lang: Lang) -> str:
    """The reference page: what each role may do, and which addresses are open to it."""
    roles: Mapping[str, Bilingual] = {ANYBODY: READER, **ROLES}
    parts = [f"# {TITLE.in_(lang)}", OTHER[lang], LEAD.in_(lang)]
    rights = [
        [action, words.in_(lang), *(_may(role, action) for role in roles)]
        for action, words in ACTIONS.items()
    ]
    heads = [name.in_(lang) for name in roles.values()]
    parts += [f"## {RIGHTS_TITLE.in_(lang)}", _table([RIGHT.in_(lang), "", *heads], rights)]
    doors = [[f"`{route.pattern}`", *(route.open_to(role) for role in roles)] for route in routes()]
    parts += [f"## {DOORS_TITLE.in_(lang)}", _table([ADDRESS.in_(lang), *heads], doors)]
    return "\n\n".join(parts) + "\n"


def _may(role: str, action: str) -> str:
    return Route("", "", action).open_to(role)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


OTHER = {"en": "[中文](authority.zh.md)", "zh": "[English](authority.md)"}
TITLE = Bilingual("谁可以做什么", "Who may do what")
READER = Bilingual("读者（未登录）", "reader, not signed in")
RIGHTS_TITLE = Bilingual("职权", "Rights")
DOORS_TITLE = Bilingual("地址", "Addresses")
RIGHT = Bilingual("职权", "right")
ADDRESS = Bilingual("地址", "address")
LEAD = Bilingual(
    "职权只来自有起止日期的角色任命。没有写在表中的，谁也不能做：表中没有的地址不向任何人开放。"
    "● 可以；○ 只限本单位（本城市、本部门）。系统管理员、安全管理员、审计员同一时间不得为同一人。"
    "本页由代码生成；测试以每个角色逐一访问每个地址，结果须与本页一致。",
    "Rights come from dated appointments to roles and from nothing else. What does not stand here "
    "nobody may do: an address that is in no table is open to nobody. ● yes; ○ only to what is "
    "its own (its city, its department). Administrator, security officer and auditor are never "
    "one person at one time. This page is made from the code; a test asks for every address in "
    "every role and holds the answers to it.",
)
