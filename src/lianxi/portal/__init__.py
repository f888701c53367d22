"""The portal: a Django site over the engines, for people with a browser.

A slice for each engine, with the same rooms in the same order: `models.py`
(rows and constraints), `actions.py` (every write: authority, engine, save,
journal, in one transaction), `queries.py` (every read), `pages.py`, `forms.py`,
`templates/<slice>/`. Start with `urls.py`, then `charter/actions.py`.
"""
