"""The kinds of article that are built: one file each, a closed vocabulary with its meaning.

`language.py` lists them. A kind says which folder its articles live in and
which keys a version may state. To add a kind, write its file and put it on the
list; the reference of the language is made from it.
"""
