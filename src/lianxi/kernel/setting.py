"""A setting that can't be used: said in one line, in both languages."""

from lianxi.kernel.bilingual import Bilingual


class SettingError(Exception):
    """What is wrong with the setting, and what to do."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words
