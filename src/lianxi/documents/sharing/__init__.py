"""What a sharing rule says and came to, in words: formulas, the tree of why, flows on the map.

A trace comes in as it was exported (docs/explanation/sharing.md, "The trace"), with what its
symbols are called (`naming.py`). `why.py` puts it into words once; the page and `paper.py` show
those words. `formula.py` writes an article's own expressions for a reader, `flows.py` draws who
pays whom on the schematic map.
"""
