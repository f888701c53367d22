"""What is wrong with a game: where, what, and what to do, in both languages."""

from lianxi.kernel.bilingual import Bilingual


class GameError(ValueError):
    """A game that can't be split as it stands; `at` is the key, such as `claims.2`."""

    def __init__(self, words: Bilingual, at: str = "") -> None:
        super().__init__(f"{at}: {words.en}" if at else words.en)
        self.words = words
        self.at = at

    @property
    def said(self) -> Bilingual:
        """The place and the words."""
        if not self.at:
            return self.words
        return Bilingual("{at}：{words}", "{at}: {words}").fill(at=self.at, words=self.words)


class DoesNotFit(GameError):
    """A method that is asked about a game of another form: wrong use, not a wrong game."""
