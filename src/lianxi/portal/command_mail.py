"""Write the digests that are due and send what waits, from a command, with no portal running."""

from datetime import datetime

from django.conf import settings

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError
from lianxi.portal import boot  # noqa: F401  # before any model
from lianxi.portal.database import reached, there
from lianxi.portal.journal.actions import CHINA
from lianxi.portal.mail.actions import write_digests
from lianxi.portal.mail.posting import Run, post


def send() -> Run:
    """One run; raises `SettingError` where mail is off or there is no database."""
    server = settings.MAIL
    if server is None:
        raise SettingError(OFF)
    with reached():
        there()
        return post(server, now, write_digests(server, now()))


def now() -> datetime:
    """The instant that it is."""
    return datetime.now(CHINA)


OFF = Bilingual(
    "没有启用邮件：用 LIANXI_SMTP 写明邮件服务器，或停用这个定时任务",
    "mail is off: name a server with LIANXI_SMTP, or stop this timer",
)
