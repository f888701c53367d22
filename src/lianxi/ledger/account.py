"""Accounts: whose, of which fund, for what purpose."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianxi.kernel.bilingual import Bilingual

# What an account is for. A balance says what the party has (or the fund, in an account that is
# its own): above zero it holds, owes or has used as much; below zero it has given as much.
PURPOSES: Mapping[str, Bilingual] = {
    "cash": Bilingual("资金", "money in hand"),
    "due": Bilingual("应缴款", "contributions due"),
    "levied": Bilingual("应缴收入", "contributions levied"),
    "given": Bilingual("缴入", "contributions given"),
    "interest": Bilingual("利息收入", "interest"),
    "granted": Bilingual("已拨付待核销", "granted, not yet accounted for"),
    "spent": Bilingual("已核销支出", "spent"),
    "surplus": Bilingual("结余", "surplus"),
    "shared": Bilingual("结算往来", "settled between parties"),
}

# The accounts of a year: what they hold goes to the surplus when it is closed.
OF_THE_YEAR = ("levied", "given", "interest", "spent")

# What was granted: what a recipient still has to account for, and what it has.
GRANTED = ("granted", "spent")


@dataclass(frozen=True, order=True)
class Account:
    """An account: of a fund, a party's (the fund's own where the two are one), for a purpose.

    `matter` is what the money is for, where it is for one thing alone: an article of the region
    package, or what the fund's plan calls it.

    >>> str(Account("promotion-fund", "310000", "due"))
    'promotion-fund:310000:due'
    >>> str(Account("promotion-fund", "330500", "granted", "river-study"))
    'promotion-fund:330500:granted:river-study'
    """

    fund: str
    party: str
    purpose: str
    matter: str = ""

    def __str__(self) -> str:
        words = (self.fund, self.party, self.purpose, self.matter)
        return ":".join(word for word in words if word)


def own(fund: str, purpose: str, matter: str = "") -> Account:
    """An account that is the fund's own.

    >>> str(own("promotion-fund", "cash"))
    'promotion-fund:promotion-fund:cash'
    """
    return Account(fund, fund, purpose, matter)
