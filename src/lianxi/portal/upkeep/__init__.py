"""What keeps an instance in good order by page: backups, made and examined.

The administrator's alone. A backup is made by `actions.py` with its journal line; `queries.py`
says when the last one was made and what a file holds. The file itself is `portal/backup.py`'s.
"""
