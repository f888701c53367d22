"""Send what waits in the outbox, in order, each letter at least once.

    outcome = post(server, lambda: datetime.now(CHINA))

A letter is claimed before it is sent and marked after the server has taken it: of two runs one
sends it, and what was cut short between is sent again with the same Message-ID. What is the
server's fault stops the run; what is about one letter is noted with it and the others go on.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.encoding import punycode

from lianxi.kernel.bilingual import Bilingual, same
from lianxi.kernel.digest import Plain
from lianxi.portal.accounts.queries import open_on
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.mail import actions, queries
from lianxi.portal.mail.environment import Server
from lianxi.portal.mail.models import Letter, Mailbox

SENDER = "联席 Lianxi"
ANSWER_LETTERS_MAX = 200  # of what a server says


@dataclass(frozen=True)
class Run:
    """What came of a run; `problem` is why it stopped before all was tried."""

    written: int = 0
    sent: int = 0
    failed: int = 0
    given_up: int = 0
    waiting: int = 0
    problem: Bilingual | None = None

    def as_json(self) -> dict[str, Plain]:
        """The form that `lianxi mail send --json` answers with."""
        return {
            "written": self.written,
            "sent": self.sent,
            "failed": self.failed,
            "given_up": self.given_up,
            "waiting": self.waiting,
            "problem": self.problem.as_json() if self.problem else None,
        }


class Down(Exception):
    """The server can't be used, or went away: what remains waits for the next run."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


def post(server: Server, clock: Callable[[], datetime], written: int = 0) -> Run:
    """Send every letter that may be tried, the oldest first, until the server fails."""
    now = clock()
    counts = {"sent": 0, "failed": 0, "given up": actions.tidy(now), "waiting": 0}
    problem = None
    ready = Letter.objects.filter(state="waiting", not_before__lte=now).order_by("pk")
    for number in list(ready.values_list("pk", flat=True)):
        if not actions.claim(number, clock()):
            continue
        try:
            letter = Letter.objects.select_related("person").get(pk=number)
            counts[_one(letter, server, clock)] += 1
        except Down as why:
            problem = why.words
            break
    return Run(
        written, counts["sent"], counts["failed"], counts["given up"], queries.waiting(), problem
    )


def _one(letter: Letter, server: Server, clock: Callable[[], datetime]) -> str:
    """See to one letter that was claimed; the state that it comes to."""
    box = Mailbox.objects.filter(person=letter.person).exclude(often="never").first()
    unwanted = None
    if box is None or not open_on(letter.person, clock().astimezone(CHINA).date()):
        unwanted = UNWANTED
    elif not actions.within(server, box.email):
        unwanted = OUTSIDE
    if box is None or unwanted is not None:
        actions.given_up(letter, unwanted or UNWANTED)
        return "given up"
    actions.addressed(letter, box.email)
    connection = EmailBackend(
        host=server.host,
        port=server.port,
        username=server.login,
        password=server.password,
        use_tls=server.tls == "starttls",
        use_ssl=server.tls == "tls",
        timeout=server.timeout,
    )
    try:
        return _send(letter, connection, server, clock)
    finally:
        with suppress(OSError):  # how it ends makes no difference any more
            connection.close()


def _send(
    letter: Letter, connection: EmailBackend, server: Server, clock: Callable[[], datetime]
) -> str:
    """Hand one letter in, in a conversation of its own. Raises `Down` where the server fails.

    One that breaks off with a letter half said may be the letter's doing (a filter that hangs
    up): it is put off, so that the next run does not begin with it.
    """
    try:
        connection.open()
        if connection.connection is not None:  # greeted here, and not with the letter's sender
            connection.connection.ehlo_or_helo_if_needed()
    except OSError as why:  # smtplib's own are among them
        actions.put_back(letter, _down(why, server), clock())
        raise Down(_down(why, server)) from None
    try:
        connection.send_messages([_message(letter, server)])
    except smtplib.SMTPRecipientsRefused as why:
        code, said = next(iter(why.recipients.values()))
        return _refused(letter, code, _answer(code, said), clock())
    except smtplib.SMTPDataError as why:
        return _refused(letter, why.smtp_code, _answer(why.smtp_code, why.smtp_error), clock())
    except smtplib.SMTPSenderRefused as why:
        actions.put_back(letter, _down(why, server), clock())
        raise Down(_down(why, server)) from None
    except OSError as why:
        actions.put_off(letter, _down(why, server), clock())
        raise Down(_down(why, server)) from None
    actions.sent(letter, clock())
    return "sent"


def _refused(letter: Letter, code: int, answer: str, at: datetime) -> str:
    """A server refused one letter: for good, or for now."""
    if code >= 500:
        actions.failed(letter, REFUSED.fill(answer=answer))
        return "failed"
    actions.put_off(letter, NOT_NOW.fill(answer=answer), at)
    return "waiting"


def _message(letter: Letter, server: Server) -> EmailMultiAlternatives:
    """A letter as it travels: plain text with the same as HTML."""
    name = " ".join(letter.person.called.zh.split())  # a header is one line
    local, _, domain = letter.to.rpartition("@")
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        formataddr((SENDER, server.sender)),
        [formataddr((name, f"{local}@{punycode(domain)}"))],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _down(why: OSError, server: Server) -> Bilingual:
    """Why a server can't be used, in one line."""
    where = f"{server.host}:{server.port}"
    if isinstance(why, smtplib.SMTPResponseException):  # the login, the greeting, the sender
        return ANSWERED.fill(where=where, answer=_answer(why.smtp_code, why.smtp_error))
    if isinstance(why, TimeoutError) or isinstance(why.__context__, TimeoutError):
        return SILENT.fill(where=where, n=f"{server.timeout:g}")
    known = next((words for kind, words in REASONS if isinstance(why, kind)), None)
    said = same(" ".join((why.strerror or str(why)).split())[:ANSWER_LETTERS_MAX])
    return UNREACHED.fill(where=where, why=known or said)


def _answer(code: int, said: bytes | str) -> str:
    """What a server said, as one printable line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    flat = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{code} {' '.join(flat.split())}"[:ANSWER_LETTERS_MAX]


UNWANTED = Bilingual(
    "收信人已撤去地址、不再要信，或账号已停用",
    "its reader has taken the address away, wants no letters, or has a closed account",
)
OUTSIDE = Bilingual(
    "地址不在 LIANXI_MAIL_DOMAINS 所列的域名中", "the address is outside LIANXI_MAIL_DOMAINS"
)
REFUSED = Bilingual("服务器拒收：{answer}", "refused by the server: {answer}")
NOT_NOW = Bilingual("服务器要求稍后再试：{answer}", "the server says later: {answer}")
ANSWERED = Bilingual(
    "邮件服务器 {where} 不让发信：{answer}",
    "the mail server {where} lets nothing through: {answer}",
)
SILENT = Bilingual(
    "邮件服务器 {where} 在{n}秒内没有应答",
    "the mail server {where} did not answer within {n} seconds",
)
UNREACHED = Bilingual(
    "邮件服务器 {where} 不能用：{why}", "the mail server {where} can't be used: {why}"
)
REASONS: tuple[tuple[type[OSError], Bilingual], ...] = (
    (ConnectionRefusedError, Bilingual("拒绝连接", "the connection is refused")),
    (socket.gaierror, Bilingual("找不到这台主机", "there is no such host")),
    (smtplib.SMTPServerDisconnected, Bilingual("连接中断", "the connection broke")),
    (
        smtplib.SMTPNotSupportedError,
        Bilingual(
            "不支持所设的加密（STARTTLS）或登录",
            "it offers no STARTTLS, or none of our ways to log in",
        ),
    ),
    (ssl.SSLCertVerificationError, Bilingual("证书不被信任", "its certificate is not trusted")),
    (ssl.SSLError, Bilingual("加密连接没有建立", "no encrypted connection came about")),
)
