"""The mail server that an office may name, read from the environment.

Mail is off without `LIANXI_SMTP`, and the other settings are then not looked at. What is wrong
is said as `portal/environment.py` says it: in one line (`SettingError`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.setting import SettingError

Environment = Mapping[str, str]

TLS = ("starttls", "tls", "off")
TIMEOUT_SECONDS = 20
PASSWORD_BYTES_MAX = 1024
OTHERS = 0o007  # what whoever is neither owner nor of the group may do with a file
_SERVER = re.compile(r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})", re.ASCII)
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Server:
    """Where mail is handed in and in whose name; `url` is the portal's own address in letters.

    `domains` are those that an address may be in, none where any may.
    """

    host: str
    port: int
    tls: str
    login: str
    password: str = field(repr=False)
    sender: str
    url: str
    domains: tuple[str, ...] = ()
    timeout: float = TIMEOUT_SECONDS


def server(environment: Environment) -> Server | None:
    """`LIANXI_SMTP` and what belongs to it; None where mail is off."""
    setting = _text(environment, "LIANXI_SMTP")
    if not setting:
        return None
    found = _SERVER.fullmatch(setting)
    if found is None or not 1 <= int(found["port"]) <= 65535:
        raise SettingError(NO_SERVER.fill(setting=setting))
    host = found["host"].strip("[]")
    tls = _text(environment, "LIANXI_SMTP_TLS") or "starttls"
    if tls not in TLS:
        raise SettingError(NO_TLS.fill(setting=tls))
    login, password = _login(environment)
    if login and tls == "off" and host not in _HERE:
        raise SettingError(IN_THE_CLEAR)
    return Server(
        host,
        int(found["port"]),
        tls,
        login,
        password,
        _sender(environment),
        _url(environment),
        _domains(environment),
    )


def _text(environment: Environment, name: str) -> str:
    return environment.get(name, "").strip()


def _login(environment: Environment) -> tuple[str, str]:
    """The login and its password, which stands in a file; both or neither."""
    login = _text(environment, "LIANXI_SMTP_LOGIN")
    file = _text(environment, "LIANXI_SMTP_PASSWORD_FILE")
    if bool(login) != bool(file):
        raise SettingError(HALF_A_LOGIN)
    if not login:
        return "", ""
    try:
        with Path(file).open("rb") as opened:
            password = opened.read(PASSWORD_BYTES_MAX).decode().strip("\r\n")
        shared = Path(file).stat().st_mode & OTHERS
    except (OSError, UnicodeDecodeError) as why:
        reason = why.strerror if isinstance(why, OSError) else None
        raise SettingError(UNREADABLE.fill(file=file, why=reason or "UTF-8")) from None
    if shared:
        raise SettingError(SHARED.fill(file=file))
    if not password or "\n" in password:
        raise SettingError(NO_PASSWORD.fill(file=file))
    return login, password


def _sender(environment: Environment) -> str:
    sender = _text(environment, "LIANXI_MAIL_FROM")
    try:
        validate_email(sender)
    except ValidationError:
        raise SettingError(NO_SENDER.fill(setting=sender)) from None
    if not sender.isascii():
        raise SettingError(NO_SENDER.fill(setting=sender))
    return sender


def _url(environment: Environment) -> str:
    """The portal's own address, without what comes after the host."""
    setting = _text(environment, "LIANXI_URL")
    try:
        parts = urlsplit(setting)
        whole = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        whole = False
    if not whole or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in setting:
        raise SettingError(NO_URL.fill(setting=setting))
    return f"{parts.scheme}://{parts.netloc}"


def _domains(environment: Environment) -> tuple[str, ...]:
    names = [name.strip().lower() for name in environment.get("LIANXI_MAIL_DOMAINS", "").split(",")]
    given = tuple(name for name in names if name)
    wrong = next((name for name in given if not _DOMAIN.fullmatch(name)), None)
    if wrong is not None:
        raise SettingError(NO_DOMAIN.fill(setting=wrong))
    return given


NO_SERVER = Bilingual(
    "LIANXI_SMTP 应为 主机:端口，如 mail.example.gov.cn:587，不是“{setting}”",
    "LIANXI_SMTP should be host:port, like mail.example.gov.cn:587, not {setting}",
)
NO_TLS = Bilingual(
    "LIANXI_SMTP_TLS 应为 starttls、tls 或 off，不是“{setting}”",
    "LIANXI_SMTP_TLS should be starttls, tls or off, not {setting}",
)
IN_THE_CLEAR = Bilingual(
    "LIANXI_SMTP_TLS=off 时不能登录：口令会以明文传送；请用 starttls 或 tls，"
    "或去掉 LIANXI_SMTP_LOGIN",
    "with LIANXI_SMTP_TLS=off there is no login, for the password would travel in the clear; "
    "use starttls or tls, or take LIANXI_SMTP_LOGIN away",
)
HALF_A_LOGIN = Bilingual(
    "LIANXI_SMTP_LOGIN 和 LIANXI_SMTP_PASSWORD_FILE 应同时设，或都不设",
    "set LIANXI_SMTP_LOGIN and LIANXI_SMTP_PASSWORD_FILE both, or neither",
)
UNREADABLE = Bilingual(
    "读不了 LIANXI_SMTP_PASSWORD_FILE 指定的 {file}（{why}）",
    "the file {file} that LIANXI_SMTP_PASSWORD_FILE names can't be read ({why})",
)
SHARED = Bilingual(
    "LIANXI_SMTP_PASSWORD_FILE 指定的 {file} 别人也能读；请改为只有本用户可读（chmod 600）",
    "anybody on this machine can read {file}, which LIANXI_SMTP_PASSWORD_FILE names; "
    "let its owner alone (chmod 600)",
)
NO_PASSWORD = Bilingual(
    "LIANXI_SMTP_PASSWORD_FILE 指定的 {file} 中应只有一行口令",
    "the file {file} that LIANXI_SMTP_PASSWORD_FILE names should hold one line, the password",
)
NO_SENDER = Bilingual(
    "设了 LIANXI_SMTP，须用 LIANXI_MAIL_FROM 写明发件地址，"
    "如 lianxi@example.gov.cn，不是“{setting}”",
    "with LIANXI_SMTP, LIANXI_MAIL_FROM should be the sender's address, like "
    "lianxi@example.gov.cn, not “{setting}”",
)
NO_URL = Bilingual(
    "设了 LIANXI_SMTP，须用 LIANXI_URL 写明门户的网址，"
    "如 https://lianxi.example.gov.cn，不是“{setting}”",
    "with LIANXI_SMTP, LIANXI_URL should be the portal's own address, like "
    "https://lianxi.example.gov.cn, not “{setting}”",
)
NO_DOMAIN = Bilingual(
    "LIANXI_MAIL_DOMAINS 应为邮箱的域名，如 example.gov.cn，多个用逗号隔开，不是“{setting}”",
    "LIANXI_MAIL_DOMAINS should be domains of addresses, like example.gov.cn, with commas "
    "between, not {setting}",
)
