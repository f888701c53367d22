"""What leaves the house on paper or screen, and comes back: map, pictures, calendar, workbooks.

In come a package's values; out come shapes ready to draw, or a file. A list goes
out as a workbook and is read back as what changed (`workbook.py` first). No Django, no files.
"""
