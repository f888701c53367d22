"""The documents of the office (公文), set as GB/T 9704-2012 asks, as docx and as PDF.

In comes a `Paper` (`paper.py` first): its form, its fields, its blocks of text. `check.py` says
what it lacks; `layout.py` numbers and words it once, for both renderers; `docx.py` and `pdf.py`
only draw what the layout says. The same paper gives the same bytes. No Django, no clock.
"""
