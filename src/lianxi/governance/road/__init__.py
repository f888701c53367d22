"""The commitment road: from a call for proposals to a closed task and the next year's agenda.

What goes along it is kept in dossiers (卷宗). A dossier is the list of what was done in it,
in order; nothing in it is changed or taken away. Each procedure (`procedure.py`, read it first)
says what may be done next and what follows: its stage, who owes what by when, what it links to.
All of it is computed from the acts, the day and the articles; nothing of it is ever typed.
"""
