"""Wrong use of a command, in both languages: Typer says it in English alone."""

import re

from lianxi.kernel.bilingual import Bilingual

# What Typer says, and the same in Chinese; the groups of the one go into the other.
_CHINESE = (
    (r"No such command '(.*)'\..*", "没有命令“{0}”"),
    (r"No such option: (\S+).*", "没有选项“{0}”"),
    (r"Missing (?:argument|option) '(.*)'\..*", "缺少“{0}”"),
    (r"Missing command\..*", "缺少命令"),
    (r"Option '(.*)' requires an argument\.", "选项“{0}”后面缺少值"),
    (r"Option '(.*)' does not take a value\.", "选项“{0}”不带值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "多余的参数“{0}”"),
    (r"Invalid value for '(.*?)'.*", "“{0}”的值不对"),
)
_HINT = Bilingual("{words}；用法见 --help", "{words}; see --help")


def in_words(message: str) -> Bilingual:
    """What Typer says of wrong use, and where to see the right one.

    >>> in_words("No such command 'chek'.")
    Bilingual(zh='没有命令“chek”；用法见 --help', en="No such command 'chek'; see --help")
    """
    zh = "命令的用法不对"
    for pattern, words in _CHINESE:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            zh = words.format(*found.groups())
            break
    return _HINT.fill(words=Bilingual(zh, message.rstrip(".")))
