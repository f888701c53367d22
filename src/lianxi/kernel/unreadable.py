"""What a value says when a text is not one: a code and the words to explain it."""


class Unreadable(ValueError):
    """A text that is not a value of the kind asked for.

    `code` names the explanation (a finding's code), `values` are what it
    mentions. Whoever reads files turns it into a finding with its place.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}" if values else code)
        self.code = code
        self.values = values
