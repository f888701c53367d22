"""Mistakes in the articles of funds: cases of `charter/test_bad_input.py`."""

from mistakes import Case, Change, put

F = "funds/pier-fund.toml"
EQUAL = 'dues = { by = "equal", payers = "seats:council", amount = "500.00" }'


def fund(line: str) -> Change:
    """The pier fund, with one more line."""
    head = 'id="pier-fund"\nkind="fund"\nname={zh="码头资金",en="Pier fund"}\n[[version]]\n'
    return put(F, f'{head}in_force_from="2005"\nstatus="stated"\nsource="book"\n{line}\n')


def equal(amount: str) -> Change:
    """One in which each city pays so much."""
    return fund(EQUAL.replace("500.00", amount))


AMOUNT = "version[1].dues.amount"
CASES = [
    Case("amount.form", equal("5,000.00"), F, AMOUNT),
    Case("amount.form", equal("５00"), F, AMOUNT),
    Case("amount.form", equal("5e3"), F, AMOUNT),
    Case("amount.form", equal("NaN"), F, AMOUNT),
    Case("amount.places", equal("0.125"), F, AMOUNT),
    Case("amount.size", equal("99999999999999999999"[:19]), F, AMOUNT),
    Case("amount.negative", equal("-1.00"), F, AMOUNT),
    Case("value.form", fund("dues = { by = 'equal', payers = 'seats:council', amount = 500 }"), F, AMOUNT),
    Case("dues.needs", fund('dues = { by = "equal", payers = "seats:council" }'), F, "version[1].dues"),
    Case("dues.needs", fund('dues = { by = "figure", payers = "seats:council", total = "5.00" }'), F,
         "version[1].dues"),
    Case("dues.stranger", fund(EQUAL.replace(" }", ', total = "5.00" }')), F, "version[1].dues.total"),
    Case("dues.order", fund('dues = { by = "figure", payers = "seats:council", total = "9.00", figure = "人口", '
                            'least = "3.00", most = "2.00" }'), F, "version[1].dues.most"),
    Case("word.unknown", fund(EQUAL.replace('"equal"', '"fair"')), F, "version[1].dues.by"),
    Case("reference.dangling", fund(EQUAL.replace("council", "counsel")), F, "version[1].dues.payers"),
    Case("approvals.any", fund('approvals = [{ by = "council" }, { by = "boats" }]'), F, "version[1].approvals[1]"),
    Case("approvals.order", fund('approvals = [{ by = "boats", up_to = "5.00" }, { by = "council", up_to = "5.00" }]'),
         F, "version[1].approvals[2].up_to"),
]  # fmt: skip
