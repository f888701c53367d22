"""The docs cannot drift: what is generated is fresh, what can be set or called is documented."""

import re

from here import ROOT
from lianxi.charter.language import KINDS, TABLES
from lianxi.charter.reference import findings, vocabulary
from lianxi.charter.texts import TEXTS as OF_CHARTER
from lianxi.cli.main import VERBS
from lianxi.documents.papers.texts import TEXTS as OF_PAPERS
from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.governance.texts import TEXTS as OF_GOVERNANCE
from lianxi.portal.api import api
from lianxi.portal.matrix import page as authority

DOCS = ROOT / "docs"
TEXTS = {**OF_CHARTER, **OF_GOVERNANCE, **OF_WORKBOOKS, **OF_PAPERS}
REFERENCE = DOCS / "reference"


def test_the_generated_pages_are_fresh() -> None:
    """`make docs` writes them."""
    for name, text in {
        "authority.md": authority("en"),
        "authority.zh.md": authority("zh"),
        "vocabulary.md": vocabulary("en"),
        "vocabulary.zh.md": vocabulary("zh"),
        "findings.md": findings("en", TEXTS),
        "findings.zh.md": findings("zh", TEXTS),
    }.items():
        assert (REFERENCE / name).read_text("utf-8") == text, name


def test_every_command_is_documented() -> None:
    for name in ("cli.md", "cli.zh.md"):
        page = (REFERENCE / name).read_text("utf-8")
        for verb in VERBS:
            assert f"`lianxi {verb}" in page, name


def test_every_setting_is_documented_and_nothing_else() -> None:
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(re.findall(r"\"(LIANXI_[A-Z_]+|PORT)\"", path.read_text("utf-8")))
    # PORT of a database's own settings is none of ours
    for name in ("settings.md", "settings.zh.md"):
        page = (REFERENCE / name).read_text("utf-8")
        assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.M)) == used, name


def test_every_route_of_the_api_is_documented_and_nothing_else() -> None:
    routes = set(api.get_openapi_schema()["paths"])
    for name in ("api.md", "api.zh.md"):
        page = (REFERENCE / name).read_text("utf-8")
        assert set(re.findall(r"^\| `(/api/[^`]+)`", page, re.M)) == routes, name


def test_both_languages_say_as_much() -> None:
    """A page and its translation have as many table rows and steps."""
    for chinese in DOCS.rglob("*.zh.md"):
        english = chinese.with_name(chinese.name.replace(".zh.md", ".md"))
        said = [
            re.findall(r"^(\||\d+\. )", page.read_text("utf-8"), re.M)
            for page in (chinese, english)
        ]
        assert said[0] == said[1], chinese


def test_every_kind_and_table_is_explained() -> None:
    for page in ("articles.md", "articles.zh.md"):
        text = (REFERENCE / page).read_text("utf-8")
        for kind in KINDS.values():
            assert f"{kind.folder}/" in text
        for path in TABLES:
            assert path.rpartition("/")[2] in text


def test_every_link_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "README.zh.md", *DOCS.rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), (page, target)


def test_decisions_are_numbered_and_say_what_was_decided() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    for number, page in enumerate(pages, 1):
        text = page.read_text("utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert re.search(r"^\*\*.+\*\*", text, re.M), page
