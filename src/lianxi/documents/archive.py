"""Office files are archives: the same content gives the same bytes, whenever it is packed."""

import io
import re
import zipfile
from datetime import date

_STAMP = (1980, 1, 1, 0, 0, 0)


def stamped(content: bytes, made_on: date) -> bytes:
    """The same archive with no instant of its making in it."""
    stamp = f"{made_on.isoformat()}T00:00:00Z".encode()
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            new.writestr(info, part)
    return packed.getvalue()
