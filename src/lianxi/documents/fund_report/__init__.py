"""The report on a fund's year (资金年度报告): the same parts for its page, paper and workbook.

Every figure is the ledger's, read from a `ledger.annual.Annual`; each table ties to the accounts
that it names. `report.py` puts the parts together: `money.py` has income, dues, grants and budget,
`audit.py` what was found and mended, `books.py` accounts and transfers. `book.py` writes them as a
workbook, `part.py` says what a part is.
"""
