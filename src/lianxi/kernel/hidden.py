"""Characters that nobody sees, and that may deceive whoever reads a text or a name."""

import re

# Control characters but for tabs and the ends of lines, and those that turn the direction of
# writing (Unicode Standard Annex #9, 2): `report\u202egpj.exe` shows as `reportexe.jpg`.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def fit_for_a_name(name: str) -> bool:
    """Whether the name of a file holds only what can be seen, on one line.

    >>> fit_for_a_name("议事规则.toml"), fit_for_a_name("a\\nb"), fit_for_a_name("a\\u202etxt")
    (True, False, False)
    """
    return not HIDDEN.search(name) and not any(letter in name for letter in "\t\r\n\u2028\u2029")
