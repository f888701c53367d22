"""A page of PDF that stands for a paper which was never signed, and says so.

Made for rehearsals, where a form asks for the scan of something on paper.
"""

from datetime import date

MARK = "\ufeff"  # before a text in UTF-16, as PDF asks
_A4 = "/MediaBox [0 0 595 842]"
_FONT = "/Resources << /Font << /F1 5 0 R >> >>"
_LINES = ("SPECIMEN - made for a rehearsal", "Signed by nobody; nothing of it may be cited.")


def specimen(title: str, day: date) -> bytes:
    """The page, the same bytes for the same title and day.

    >>> specimen("Signed text", date(2009, 4, 10))[:5]
    b'%PDF-'
    """
    named = f"<{(MARK + title).encode('utf-16-be').hex().upper()}>"
    shown = "".join(f"0 -28 Td ({line}) Tj " for line in (*_LINES, str(day)))
    stream = f"BT /F1 16 Tf 72 760 Td {shown}ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {_A4} /Contents 4 0 R {_FONT} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title {named} >>",
    )
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    written += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    )
    return written.encode("ascii")
