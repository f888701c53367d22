"""The directory slice: departments, who leads them and who liaises, from when to when.

Rows come in by a form (`actions.py`) or on a city's workbook with its letter
(`returns.py`); what goes out is what whoever asks may see (`queries.py`). The rules are in
`governance/directory.py`; look there first.
"""
