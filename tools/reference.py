"""Write the generated pages of the reference: `python tools/reference.py docs/reference`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from lianxi.charter.reference import findings, vocabulary
from lianxi.charter.texts import TEXTS as OF_CHARTER
from lianxi.documents.papers.texts import TEXTS as OF_PAPERS
from lianxi.documents.texts import TEXTS as OF_WORKBOOKS
from lianxi.governance.texts import TEXTS as OF_GOVERNANCE
from lianxi.portal import boot  # noqa: F401  # before the addresses
from lianxi.portal.matrix import page as authority

TEXTS = {**OF_CHARTER, **OF_GOVERNANCE, **OF_WORKBOOKS, **OF_PAPERS}

PAGES: dict[str, Callable[[], str]] = {
    "authority.md": lambda: authority("en"),
    "authority.zh.md": lambda: authority("zh"),
    "vocabulary.md": lambda: vocabulary("en"),
    "vocabulary.zh.md": lambda: vocabulary("zh"),
    "findings.md": lambda: findings("en", TEXTS),
    "findings.zh.md": lambda: findings("zh", TEXTS),
}


def main() -> None:
    """Write every page into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")
        print(f"{folder / name}")


if __name__ == "__main__":
    main()
