"""An amount in capital Chinese numerals (人民币大写), as vouchers and notices write it.

The rules are those of 《支付结算办法》 (银发〔1997〕393号), annex 1, for filling in bills and
vouchers: 整 where there are no 分, one 零 for however many zeros stand between digits.
"""

from collections.abc import Iterator

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIADS = ("", "万", "亿", "万亿", "亿亿")
FOUR = 10_000


def capitals(fen: int) -> str:
    """An amount of fen, from zero on, in capitals.

    >>> capitals(5_000_000)
    '伍万元整'
    >>> capitals(140_950), capitals(600_714), capitals(168_032)
    ('壹仟肆佰零玖元伍角整', '陆仟零柒元壹角肆分', '壹仟陆佰捌拾元零叁角贰分')
    >>> capitals(10_700_053), capitals(32_504), capitals(56), capitals(3), capitals(0)
    ('壹拾万柒仟元零伍角叁分', '叁佰贰拾伍元零肆分', '伍角陆分', '叁分', '零元整')
    >>> capitals(10_000_000_100_000_000), capitals(2_000_030_000_500)
    ('壹佰万亿零壹佰万元整', '贰佰亿零叁拾万零伍元整')
    """
    assert fen >= 0, "an amount that is owed or paid is not below zero"
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    said = _yuan(yuan) + "元" if yuan else ""
    if not rest:
        return f"{said or '零元'}整"
    if said and (not jiao or not yuan % 10):
        said += "零"
    said += f"{DIGITS[jiao]}角" if jiao else ""
    return said + (f"{DIGITS[cents]}分" if cents else "整")


def _yuan(yuan: int) -> str:
    """A whole number above zero in capitals, four digits at a time."""
    groups = list(_groups(yuan))
    said, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < FOUR // 10):
            said += "零"
        said += _four(group) + MYRIADS[place]
        gap = False
    return said


def _groups(yuan: int) -> Iterator[int]:
    """Four digits at a time, the last first."""
    while yuan:
        yuan, group = divmod(yuan, FOUR)
        yield group


def _four(group: int) -> str:
    """A number of at most four digits, without the zeros before it."""
    said = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += DIGITS[digit] + PLACES[place]
        elif said and not said.endswith(DIGITS[0]):
            said += DIGITS[0]
    return said.removesuffix(DIGITS[0])
