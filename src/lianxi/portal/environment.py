"""The settings that an office may change, read from the environment.

Each function takes the environment and answers with a value or a `SettingError`
in one line. `docs/reference/settings.md` lists them; a test holds it to that.
"""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from lianxi.kernel.bilingual import Bilingual
from lianxi.kernel.digest import digest
from lianxi.kernel.setting import SettingError

DEFAULT_DATABASE = "var/lianxi.sqlite3"
DEFAULT_PORT = 8000
DEFAULT_REGIONS = ("yangtze-delta", "shanghai-metro", "mid-yangtze")
# For trying it out: an office holds none unless it asks.
REHEARSALS = ("delta-2009-rehearsal", "delta-2013-rehearsal", "delta-2026-rehearsal")

_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, section 1.3

_HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]")
KEY_LETTERS_MIN = 32

# Logs are kept for six months at least: 《中华人民共和国网络安全法》 as amended in 2025, in force
# from 2026-01-01, art. 23 no. 3 (before: art. 21). No six months have more than 184 days, and
# the day that a line was written on is kept beside those that are counted.
LOG_DAYS_MIN = 183
LOG_DAYS_MAX = 36500
DEFAULT_LOG_DAYS = 200

# Where systems keep their fonts: Linux, macOS, Windows.
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)

Environment = Mapping[str, str]


def database(environment: Environment) -> dict[str, object]:
    """`LIANXI_DB`: the path of an SQLite file, or a PostgreSQL URL."""
    setting = environment.get("LIANXI_DB", "").strip() or DEFAULT_DATABASE
    if "://" not in setting:
        return _sqlite(Path(setting))
    scheme = setting.partition("://")[0]
    if scheme not in ("postgresql", "postgres"):
        raise SettingError(
            Bilingual(
                f"LIANXI_DB 的“{scheme}://”不能用；应为 SQLite 文件路径或 postgresql://用户:口令@主机/库",
                f"LIANXI_DB can't be {scheme}://; expected an SQLite path or "
                "postgresql://user:password@host/name",
            )
        )
    return _postgresql(setting)


def _sqlite(path: Path) -> dict[str, object]:
    if not _may_be_sqlite(path):
        raise SettingError(
            Bilingual(
                f"{path} 不是数据库；LIANXI_DB 应为 SQLite 数据库文件，或一个还没有文件的路径",
                f"{path} is not a database; LIANXI_DB should name an SQLite database, "
                "or a path where there is no file yet",
            )
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Writers wait for each other instead of failing half way (see docs/decisions/0004).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _may_be_sqlite(path: Path) -> bool:
    """Whether a file is missing, empty or unreadable, or begins as SQLite's files do."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            begin = file.read(len(_SQLITE))
    except OSError:  # said when the database is opened
        return True
    return begin in (b"", _SQLITE)


def _postgresql(url: str) -> dict[str, object]:
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        parts = {}
    if not parts.get("dbname"):
        raise SettingError(
            Bilingual(
                "LIANXI_DB 不是完整的 PostgreSQL 地址；应如 postgresql://用户:口令@主机:5432/库名",
                "LIANXI_DB is not a whole PostgreSQL URL; expected one like "
                "postgresql://user:password@host:5432/name",
            )
        )
    known = ("dbname", "user", "password", "host", "port")
    options = {name: value for name, value in parts.items() if name not in known}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["dbname"],
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {"connect_timeout": 5, **options},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def port(environment: Environment) -> int:
    """`PORT`: where to serve, 1 to 65535."""
    setting = environment.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not (setting.isascii() and setting.isdigit() and 1 <= int(setting) <= 65535):
        raise SettingError(
            Bilingual(
                f"PORT 应为1到65535之间的数，不是“{setting}”",
                f"PORT should be a number from 1 to 65535, not {setting}",
            )
        )
    return int(setting)


def regions(environment: Environment) -> tuple[str, ...]:
    """`LIANXI_REGION`: ids or paths of regions, with commas between."""
    names = [name.strip() for name in environment.get("LIANXI_REGION", "").split(",")]
    usual = DEFAULT_REGIONS + (REHEARSALS if demo(environment) else ())
    return tuple(name for name in names if name) or usual


def demo(environment: Environment) -> bool:
    """`LIANXI_DEMO`: 1 lets anyone enter a role with one click; for trying it out only."""
    return environment.get("LIANXI_DEMO", "") == "1"


def second_factor(environment: Environment) -> str:
    """`LIANXI_SECOND_FACTOR`: who can't sign in without one: officers, everyone, or off."""
    setting = environment.get("LIANXI_SECOND_FACTOR", "").strip() or "officers"
    if setting not in ("officers", "everyone", "off"):
        raise SettingError(
            Bilingual(
                f"LIANXI_SECOND_FACTOR 应为 officers、everyone 或 off，不是“{setting}”",
                f"LIANXI_SECOND_FACTOR should be officers, everyone or off, not {setting}",
            )
        )
    return setting


def log_form(environment: Environment) -> str:
    """`LIANXI_LOG`: json or text, how the lines on standard error are written."""
    setting = environment.get("LIANXI_LOG", "").strip()
    if setting not in ("", "text", "json"):
        raise SettingError(
            Bilingual(
                f"LIANXI_LOG 应为 text 或 json，不是“{setting}”",
                f"LIANXI_LOG should be text or json, not {setting}",
            )
        )
    return setting or ("text" if demo(environment) else "json")


def log_folder(environment: Environment) -> Path | None:
    """`LIANXI_LOG_DIR`: the folder that the lines are kept in, one file a day."""
    setting = environment.get("LIANXI_LOG_DIR", "").strip()
    return Path(setting) if setting else None


def log_days(environment: Environment) -> int:
    """`LIANXI_LOG_DAYS`: for how many days, no fewer than the law's six months."""
    setting = environment.get("LIANXI_LOG_DAYS", "").strip() or str(DEFAULT_LOG_DAYS)
    number = int(setting) if setting.isascii() and setting.isdigit() and len(setting) < 6 else 0
    if not LOG_DAYS_MIN <= number <= LOG_DAYS_MAX:
        raise SettingError(
            Bilingual(
                f"LIANXI_LOG_DAYS 应为{LOG_DAYS_MIN}到{LOG_DAYS_MAX}之间的天数（依《网络安全法》"
                f"第二十三条，日志留存不少于六个月），不是“{setting}”",
                f"LIANXI_LOG_DAYS should be {LOG_DAYS_MIN} to {LOG_DAYS_MAX} days (the "
                "Cybersecurity Law, article 23, asks for six months at least), "
                f"not {setting}",
            )
        )
    return number


def fonts(environment: Environment) -> Path | None:
    """`LIANXI_FONTS`: the folder of the fonts that documents are set in as PDF."""
    setting = environment.get("LIANXI_FONTS", "").strip()
    if not setting:
        return next((folder for folder in FONT_FOLDERS if folder.is_dir()), None)
    folder = Path(setting)
    if not folder.is_dir():
        raise SettingError(
            Bilingual(
                f"LIANXI_FONTS 指定的“{setting}”不是文件夹",
                f"LIANXI_FONTS names {setting}, which is not a folder",
            )
        )
    return folder


def hosts(environment: Environment) -> list[str]:
    """`LIANXI_HOSTS`: the host names it answers to, with commas between."""
    names = [name.strip() for name in environment.get("LIANXI_HOSTS", "").split(",")]
    given = [name for name in names if name]
    wrong = next((name for name in given if not _HOST.fullmatch(name)), None)
    if wrong is not None:
        raise SettingError(
            Bilingual(
                f"LIANXI_HOSTS 应为主机名，如 lianxi.example.gov.cn，不带协议和端口，不是“{wrong}”",
                "LIANXI_HOSTS should be host names like lianxi.example.gov.cn, without scheme "
                f"and port, not {wrong}",
            )
        )
    return given or ["127.0.0.1", "localhost", "[::1]"]


def https(environment: Environment) -> bool:
    """`LIANXI_HTTPS`: 1 where a proxy ends TLS before it; cookies then travel by HTTPS alone."""
    setting = environment.get("LIANXI_HTTPS", "").strip()
    if setting not in ("", "0", "1"):
        raise SettingError(
            Bilingual(
                f"LIANXI_HTTPS 应为 0 或 1，不是“{setting}”",
                f"LIANXI_HTTPS should be 0 or 1, not {setting}",
            )
        )
    if setting == "1" and not environment.get("LIANXI_HOSTS", "").strip():
        raise SettingError(
            Bilingual(
                "LIANXI_HTTPS=1 时须用 LIANXI_HOSTS 写明对外的主机名",
                "with LIANXI_HTTPS=1, name the public host in LIANXI_HOSTS",
            )
        )
    return setting == "1"


def algorithm(environment: Environment) -> str:
    """`LIANXI_DIGEST`: sha256 or sm3, for digests made from now on."""
    setting = environment.get("LIANXI_DIGEST", "").strip() or "sha256"
    if setting not in ("sha256", "sm3"):
        raise SettingError(
            Bilingual(
                f"LIANXI_DIGEST 应为 sha256 或 sm3，不是“{setting}”",
                f"LIANXI_DIGEST should be sha256 or sm3, not {setting}",
            )
        )
    try:
        digest("", setting)
    except ValueError:
        raise SettingError(
            Bilingual(
                f"本机的 OpenSSL 不支持 {setting}",
                f"this machine's OpenSSL does not offer {setting}",
            )
        ) from None
    return setting


def secret_key(environment: Environment, database: Mapping[str, object]) -> str:
    """`LIANXI_SECRET_KEY`, or a key of our own kept beside the embedded database."""
    setting = environment.get("LIANXI_SECRET_KEY", "").strip()
    if setting and len(setting) < KEY_LETTERS_MIN:
        raise SettingError(
            Bilingual(
                f"LIANXI_SECRET_KEY 太短：至少{KEY_LETTERS_MIN}个字符",
                f"LIANXI_SECRET_KEY is too short: at least {KEY_LETTERS_MIN} letters",
            )
        )
    if setting:
        return setting
    embedded = str(database["ENGINE"]).endswith("sqlite3")
    folder = Path(str(database["NAME"])).parent if embedded else Path("var")
    file = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48), "ascii")
        return file.read_text("ascii").strip()
    except OSError as why:
        raise SettingError(
            Bilingual(
                f"不能写入文件夹 {folder}；请用 LIANXI_DB 指定可写的位置",
                f"the folder {folder} can't be written ({why.strerror}); "
                "name a place that can with LIANXI_DB",
            )
        ) from None
