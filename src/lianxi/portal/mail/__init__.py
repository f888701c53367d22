"""The mail slice: what waits on somebody's desk, told by mail where an office has a server for it.

A person says where mail goes (`Mailbox`). A run of `lianxi mail send` first writes the digests
that are due into the outbox (`actions.write_digests`, `digest.py`, `wording.py`), each with its
mailbox in one transaction, then sends what waits (`posting.py`). Without `LIANXI_SMTP` nothing
is written. Read `actions.py` first.
"""
