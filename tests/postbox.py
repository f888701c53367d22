"""A mail server of a few lines, on loopback: it takes letters, or fails as it is told to.

with postbox() as box:                     # box.port, box.letters
    box.says["RCPT"] = "550 no such user"  # or HANGS, or BREAKS
"""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

HANGS, BREAKS = "hangs", "breaks"
USUAL = {
    "HELLO": "220 here",
    "EHLO": "250-here\r\n250 AUTH PLAIN",
    "DATA": "354 go on",
    "QUIT": "221 bye",
}


class Postbox(socketserver.ThreadingTCPServer):
    """The server: what it took, and what it says instead of the usual."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = int(self.server_address[1])
        self.says: dict[str, str] = {}
        self.taken: list[bytes] = []
        self.recipients: list[str] = []

    @property
    def letters(self) -> list[EmailMessage]:
        """What it took, read."""
        return [_read(each) for each in self.taken]


def _read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    server: Postbox

    def handle(self) -> None:
        """Greet, answer each command, take the text."""
        going_on = self._answer("HELLO")
        while going_on and (line := self.rfile.readline()):
            word = line[:4].decode().upper()
            if word == "RCPT":
                self.server.recipients.append(line.decode().strip())
            going_on = self._answer(word)
            if going_on and word == "DATA" and "DATA" not in self.server.says:
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                if "TEXT" not in self.server.says or self.server.says["TEXT"] == BREAKS:
                    self.server.taken.append(text)
                going_on = self._answer("TEXT")
            going_on = going_on and word != "QUIT"

    def _answer(self, word: str) -> bool:
        said = self.server.says.get(word, USUAL.get(word, "250 good"))
        if said == HANGS:
            time.sleep(1)
        if said in (HANGS, BREAKS):
            return False
        self.wfile.write(f"{said}\r\n".encode())
        return True


@contextmanager
def postbox() -> Iterator[Postbox]:
    """One that runs while a test does."""
    with Postbox() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
