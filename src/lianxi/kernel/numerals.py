"""Numbers as Chinese documents write them in names: 第十九次会议."""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a whole number from 1 to 999 in Chinese numerals.

    >>> [chinese(n) for n in (1, 10, 19, 20, 101, 110, 119, 250)]
    ['一', '十', '十九', '二十', '一百零一', '一百一十', '一百一十九', '二百五十']
    """
    assert 1 <= number <= 999
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        lead = "" if tens == 1 and not hundreds else _DIGITS[tens]
        text += f"{lead}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
